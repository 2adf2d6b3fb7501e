// The articles with what they say: the latest first, narrowed by words; one opens in the reader.
import './articles.css'
import { dotted, h } from '../dom.ts'
import type { Panel } from '../panel.ts'
import { visible } from '../visible.ts'
import { growing } from './lines.ts'
import { whenShown } from './when-shown.ts'

const STEP = 100

export const articles: Panel = {
  id: 'articles',
  place: 'view',
  title: 'articles',
  mount(root, app) {
    const { model, store, t } = app
    const find = h('input', {
      type: 'search',
      placeholder: t('filterTable'),
      'aria-label': t('filterTable'),
      oninput: () => show(),
    })
    const count = h('p', { class: 'muted', role: 'status' })
    const list = h('div', {})
    root.append(h('div', { class: 'page' }, h('div', { class: 'page-bar' }, find, count), list))

    const show = (): void => {
      const said = new Map<number, number>()
      for (const rows of visible(model, store.state.filters).edges.values())
        for (const row of rows) said.set(model.claims.article[row]!, (said.get(model.claims.article[row]!) ?? 0) + 1)
      const asked = find.value.trim().toLowerCase()
      const found = model.articles
        .map((article, i) => ({ article, claims: said.get(i) ?? 0 }))
        .filter(({ article }) => `${article.title}\n${article.outlet ?? ''}`.toLowerCase().includes(asked))
        .sort((a, b) => (b.article.date ?? '').localeCompare(a.article.date ?? '') || b.claims - a.claims)
      let at = 0
      const rows = h('ul', {})
      const next = (): boolean => {
        const some = found.slice(at, at + STEP).map(({ article, claims }) =>
          h(
            'li',
            {},
            h(
              'button',
              {
                type: 'button',
                class: 'article-row',
                'data-article': article.id,
                onclick: () => store.set({ reading: { article: article.id } }),
              },
              h('span', { class: 'article-title' }, article.title),
              h(
                'small',
                {},
                ...dotted([article.date && t.date(article.date), article.outlet, t.count(claims, 'claim')]),
              ),
            ),
          ),
        )
        rows.append(...some)
        at += STEP
        mark()
        return at < found.length
      }
      count.textContent = t.count(found.length, 'article')
      list.replaceChildren(growing(rows, next))
    }
    const mark = (): void => {
      for (const row of list.querySelectorAll<HTMLElement>('.article-row'))
        row.ariaCurrent = row.dataset.article === store.state.reading?.article ? 'true' : null
    }
    whenShown(store, 'articles', ['filters'], show)
    store.on(['reading'], mark)
  },
}
