// An article beside its claims, with the words of one marked and every mention of an entity a link to it. For an entity one
// walks from mention to mention.
import './reader.css'
import type { Mention } from '../../../graph/model.ts'
import type { ArticleAnswer } from '../../api.ts'
import { dotted, h } from '../dom.ts'
import { line, sign } from '../icons.ts'
import { api } from '../model.ts'
import type { App, Panel } from '../panel.ts'
import type { Reading } from '../store.ts'
import { linkTo } from './entity-link.ts'
import { segments } from './segments.ts'
import { entityName, relationLabel } from './triple.ts'

export const reader: Panel = {
  id: 'reader',
  place: 'side',
  title: 'reader',
  shown: ({ reading }) => reading !== undefined,
  mount(root, app) {
    const { store, t } = app
    let shown: Reading | undefined
    let list: { article: string; element: HTMLElement } | undefined
    const show = async (): Promise<void> => {
      const { reading } = store.state
      if (!reading || reading === shown) return
      shown = reading
      try {
        const answer = await api.article(reading.article)
        if (shown !== reading) return
        const { head, text } = article(app, answer, reading)
        if (list?.article === reading.article && list.element.isConnected) {
          // The list stays as it is: one goes through it from claim to claim.
          root.querySelector('.side-head')!.replaceWith(head)
          root.querySelector('.text')!.replaceWith(text)
        } else {
          list = { article: reading.article, element: claimList(app, answer) }
          root.replaceChildren(head, h('div', { class: 'reading' }, text, list.element))
        }
        for (const row of list.element.querySelectorAll<HTMLElement>('.article-claim'))
          row.ariaCurrent = row.dataset.claim === reading.claim ? 'true' : null
        text.querySelector('mark, .mention.here')?.scrollIntoView({ block: 'center' })
      } catch (error) {
        root.replaceChildren(
          backBar(app),
          h('p', { class: 'muted side-body', role: 'alert' }, (error as Error).message),
        )
      }
    }
    store.on(['reading'], state => {
      if (!state.reading) shown = undefined
      void show()
    })
    root.setAttribute('aria-label', t('reader'))
    void show()
  },
}

/** What is open, with the way back to the evidence before it, or else a button at the end that closes. */
function backBar({ store, t }: App, ...children: Node[]): HTMLElement {
  const way = store.state.selection !== undefined ? 'back' : 'close'
  const leave = h(
    'button',
    {
      type: 'button',
      class: 'tool',
      title: t(way),
      'aria-label': t(way),
      onclick: () => store.set({ reading: undefined }),
    },
    sign(way),
  )
  return h(
    'div',
    { class: way === 'back' ? 'side-kind with-back' : 'side-kind' },
    way === 'back' && leave,
    ...children,
    way === 'close' && h('div', { class: 'tools-end' }, leave),
  )
}

function article(app: App, answer: ArticleAnswer, reading: Reading): { head: HTMLElement; text: HTMLElement } {
  const { t } = app
  const claim = answer.claims.find(({ id }) => id === reading.claim)
  const text = h('div', { class: 'side-body text', lang: answer.language, tabindex: '0' })
  for (const paragraph of segments(answer.text, answer.mentions, claim)) {
    const line = h('p', {})
    for (const { marked, pieces } of paragraph) {
      const place = marked ? line.appendChild(h('mark', {})) : line
      for (const { text: words, mention } of pieces) place.append(mention ? link(app, words, mention, reading) : words)
    }
    text.append(line)
  }
  const { title, date, source, url } = answer.article
  const about = dotted([date && t.date(date), source])
  const isLink = url !== undefined && /^https?:\/\//i.test(url)
  const head = h(
    'header',
    { class: 'side-head' },
    backBar(app, h('span', { class: 'side-what' }, t('reader')), ...walk(app, text, reading)),
    h('h2', {}, title),
    (about.length > 0 || isLink) &&
      h(
        'p',
        { class: 'from' },
        ...about,
        isLink && about.length > 0 && ' · ',
        isLink && h('a', { href: url, target: '_blank', rel: 'noopener noreferrer' }, `${t('source')} ↗`),
      ),
  )
  return { head, text }
}

/** What the article says, in the order of its words; a click marks them. Open where there is room beside the text. */
function claimList(app: App, { article, claims }: ArticleAnswer): HTMLElement {
  const { store, t } = app
  const rows = claims.map(({ id, subject, relation, object, speaker, modality, polarity }) =>
    h(
      'li',
      {},
      h(
        'button',
        {
          type: 'button',
          class: 'article-claim',
          'data-claim': id,
          onclick: () => store.set({ reading: { article: article.id, claim: id } }),
        },
        h('span', {}, `${entityName(app, subject)} → `),
        h('span', { class: 'relation' }, relationLabel(app, relation)),
        h('span', {}, ` → ${entityName(app, object)}`),
        h(
          'span',
          { class: 'marks' },
          h('span', { class: 'mark' }, line(modality, 'currentColor'), t(modality)),
          polarity === 'negative' && h('span', { class: 'mark mark-negative' }, t('denied')),
          speaker !== undefined && h('span', { class: 'mark' }, `${t('says')}: ${entityName(app, speaker)}`),
        ),
      ),
    ),
  )
  const isWide = store.state.view === 'articles' && matchMedia('(width >= 1200px)').matches
  return h(
    'details',
    { class: 'article-claims', open: isWide },
    h('summary', {}, t.count(claims.length, 'claim')),
    h('ul', {}, ...rows),
  )
}

function link(
  app: App,
  words: string,
  { type, entity, name }: Omit<Mention, 'article'>,
  reading: Reading,
): HTMLElement {
  const known = entity === undefined ? undefined : app.model.entities.get(entity)
  if (!known) return h('span', {}, words)
  const label = app.model.types.get(type)?.label
  const title = label ? `${name} · ${app.t.label(label)}` : name
  return linkTo(app, known, known.id === reading.entity ? 'mention here' : 'mention', words, false, title)
}

/** Buttons that go to the previous and the next mention of the entity. */
function walk({ t }: App, text: HTMLElement, { entity }: Reading): HTMLElement[] {
  if (!entity) return []
  const places = [...text.querySelectorAll<HTMLElement>('.mention.here')]
  if (places.length === 0) return []
  let at = 0
  const count = h('span', { class: 'walk-count', role: 'status' })
  const go = (to: number): void => {
    places[at]!.classList.remove('now')
    at = (to + places.length) % places.length
    places[at]!.classList.add('now')
    places[at]!.scrollIntoView({ block: 'center' })
    count.textContent = `${at + 1} / ${places.length}`
  }
  go(0)
  const button = (icon: 'back' | 'next', key: 'previous' | 'next', by: number) =>
    h(
      'button',
      { type: 'button', class: 'tool', title: t(key), 'aria-label': t(key), onclick: () => go(at + by) },
      sign(icon),
    )
  return [h('span', { class: 'walk' }, button('back', 'previous', -1), count, button('next', 'next', 1))]
}
