// An article, with the words of a claim marked and every mention of an entity a link to it. For an entity one walks from
// mention to mention.
import type { Mention } from '../../../graph/model.ts'
import type { ArticleAnswer } from '../../api.ts'
import { h } from '../dom.ts'
import { sign } from '../icons.ts'
import { api } from '../model.ts'
import type { App, Panel } from '../panel.ts'
import type { Reading } from '../store.ts'
import { linkTo } from './entity-link.ts'
import { segments } from './segments.ts'

export const reader: Panel = {
  id: 'reader',
  place: 'side',
  title: 'reader',
  shown: ({ reading }) => reading !== undefined,
  mount(root, app) {
    const { store, t } = app
    let shown: Reading | undefined
    const show = async (): Promise<void> => {
      const { reading } = store.state
      if (!reading || reading === shown) return
      shown = reading
      try {
        const answer = await api.article(reading.article)
        if (shown !== reading) return
        const { head, text } = article(app, answer, reading)
        root.replaceChildren(head, text)
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

function backBar({ store, t }: App, ...children: Node[]): HTMLElement {
  const back = store.state.selection !== undefined
  return h(
    'div',
    { class: 'side-kind' },
    h(
      'button',
      {
        type: 'button',
        class: 'tool',
        title: t(back ? 'back' : 'close'),
        'aria-label': t(back ? 'back' : 'close'),
        onclick: () => store.set({ reading: undefined }),
      },
      sign(back ? 'back' : 'close'),
    ),
    ...children,
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
  const about = [date && t.date(date), source].filter(Boolean).join(' · ')
  const head = h(
    'header',
    { class: 'side-head' },
    backBar(app, h('span', { class: 'side-what' }, t('reader')), ...walk(app, text, reading)),
    h('h2', {}, title),
    (about || url) &&
      h(
        'p',
        { class: 'from' },
        about,
        url &&
          /^https?:\/\//i.test(url) &&
          h('a', { href: url, target: '_blank', rel: 'noopener noreferrer' }, ` ${t('source')} ↗`),
      ),
  )
  return { head, text }
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
