// Claims as lines or cards in lists that grow as one scrolls to their end.
import './evidence.css'
import './lines.css'
import type { Evidence } from '../../api.ts'
import { h } from '../dom.ts'
import { line } from '../icons.ts'
import { api, modalityOf, outletOf } from '../model.ts'
import type { App } from '../panel.ts'
import { origin, triple } from './triple.ts'

/** One claim on one line: who – relation – what, how it is said, who says so. A click on its marks opens the words. */
export function claimLine(app: App, row: number): HTMLElement {
  const { model, store, t } = app
  const { claims } = model
  const edge = model.edges.get(claims.edge[row]!)!
  const speaker = claims.speaker[row]!
  return h(
    'li',
    { class: 'claim-line' },
    h('p', { class: 'triple' }, ...triple(app, edge)),
    h(
      'button',
      {
        type: 'button',
        class: 'marks',
        title: t('evidence'),
        onclick: () => store.set({ selection: { kind: 'edge', id: edge.id }, reading: undefined }),
      },
      h('span', { class: 'mark' }, line(modalityOf(model, row), 'currentColor'), t(modalityOf(model, row))),
      claims.negative[row] === 1 && h('span', { class: 'mark mark-negative' }, t('denied')),
      speaker !== '' && h('span', { class: 'mark' }, `${t('says')}: ${model.entities.get(speaker)?.name ?? speaker}`),
      outletOf(model, row) !== '' && h('span', { class: 'mark' }, outletOf(model, row)),
    ),
  )
}

/** Claims with their words, which are asked for when the list is made. */
export async function claimCards(app: App, rows: number[]): Promise<HTMLElement[]> {
  const { claims } = await api.rows(app.model, rows)
  return claims.map(claim => card(app, claim))
}

function card(app: App, claim: Evidence): HTMLElement {
  const { store, t } = app
  const { article } = claim
  return h(
    'li',
    {
      class: 'claim',
      'data-claim': claim.id,
      'data-said': claim.polarity === 'negative' ? 'denied' : claim.modality,
    },
    h('p', { class: 'triple' }, ...triple(app, claim)),
    claim.time && h('p', { class: 'marks' }, h('time', { datetime: claim.time }, claim.time.replace('/', ' – '))),
    h(
      'button',
      {
        type: 'button',
        class: 'quote',
        title: t('openArticle'),
        onclick: () => store.set({ reading: { article: article.id, claim: claim.id } }),
      },
      h('q', {}, claim.quote),
    ),
    origin(app, article),
  )
}

/** Grows when its end comes into sight. `next` appends what follows and says whether there is more. */
export function growing(list: HTMLElement, next: () => boolean | Promise<boolean>): HTMLElement {
  const end = h('div', { class: 'list-end' })
  let busy = false
  const watch = new IntersectionObserver(async entries => {
    if (busy || !entries.some(entry => entry.isIntersecting)) return
    busy = true
    const more = await next()
    busy = false
    watch.unobserve(end)
    if (more) watch.observe(end)
  })
  watch.observe(end)
  return h('div', {}, list, end)
}
