// What is selected → its claims, grouped by relation, each with the words it rests on and who says so.
import './evidence.css'
import type { ClaimsAnswer, Evidence } from '../../api.ts'
import { actionsFor } from '../actions.ts'
import { dotted, h } from '../dom.ts'
import { carryOut } from '../editing.ts'
import { badge, line, sign } from '../icons.ts'
import { openMenu } from '../menu.ts'
import { api, exists, support } from '../model.ts'
import type { App, Panel } from '../panel.ts'
import type { Target } from '../store.ts'
import { entityLink, origin, otherEnd, relationLabel, triple } from './triple.ts'

export const evidence: Panel = {
  id: 'evidence',
  place: 'side',
  title: 'evidence',
  shown: ({ selection, reading }) => selection !== undefined && reading === undefined,
  mount(root, app) {
    const { model, store, t } = app
    let shown: Target | undefined
    const show = async (): Promise<void> => {
      const { selection } = store.state
      if (!selection || selection === shown) return
      shown = selection
      const body = h('div', { class: 'side-body', tabindex: '-1' }, h('p', { class: 'muted' }, '…'))
      root.replaceChildren(head(app, selection), body)
      try {
        if (!exists(model, selection)) throw new Error(t('nothingFound'))
        const answer = await api.claims(selection)
        if (shown === selection) body.replaceChildren(...contents(app, selection, answer))
      } catch (error) {
        body.replaceChildren(h('p', { class: 'muted', role: 'alert' }, (error as Error).message))
      }
    }
    store.on(['selection'], show)
    void show()
  },
}

function head(app: App, target: Target): HTMLElement {
  const { model, store, t } = app
  const close = h(
    'button',
    {
      type: 'button',
      class: 'tool',
      title: t('close'),
      'aria-label': t('close'),
      onclick: () => store.set({ selection: undefined }),
    },
    sign('close'),
  )
  const entity = target.kind === 'entity' ? model.entities.get(target.id) : undefined
  if (entity) {
    const type = t.label(model.types.get(entity.type)!.label)
    const links = model.edgesOf.get(entity.id)!.length
    return h(
      'header',
      { class: 'side-head' },
      h(
        'div',
        { class: 'side-kind' },
        badge(entity.type, type),
        `${type} · ${t.count(links, 'link')}`,
        h('div', { class: 'tools-end' }, allActions(app, entity.id, entity.name), close),
      ),
      h('h2', {}, entity.name),
      entity.aliases.length > 0 && h('p', { class: 'aliases' }, `${t('alsoCalled')}: ${entity.aliases.join(', ')}`),
      toolbar(app, entity.id),
      entity.wikidata !== undefined && h('p', { class: 'aliases' }, 'Wikidata: ', wikidata(entity.wikidata)),
    )
  }
  const edge = model.edges.get(target.id)
  return h(
    'header',
    { class: 'side-head' },
    h(
      'div',
      { class: 'side-kind' },
      edge ? `${t.count(edge.rows.length, 'claim')} · ${t.count(support(model, edge.rows), 'outlet')}` : '',
      h('div', { class: 'tools-end' }, close),
    ),
    h('h2', { class: 'triple' }, ...(edge ? triple(app, edge) : [t('nothingFound')])),
  )
}

/** What one does most with an entity. */
function toolbar(app: App, id: string): HTMLElement {
  const { t } = app
  const all = actionsFor(app, id)
  const often = (action: string, text: string): HTMLElement => {
    const { sign: icon, run } = all.find(({ id }) => id === action)!
    return h('button', { type: 'button', class: 'small-button', onclick: run }, sign(icon), h('span', {}, text))
  }
  const says =
    app.model.claims.speaker.includes(id) &&
    h(
      'button',
      {
        type: 'button',
        class: 'small-button',
        onclick: () => app.store.set({ view: 'speaker', speaker: id, selection: undefined, reading: undefined }),
      },
      sign('speaker'),
      h('span', {}, t('whatSays')),
    )
  return h('div', { class: 'side-actions' }, often('near-1', t('nearTo')), often('path', t('pathTo')), says)
}

/** The button that opens the menu of all one can do with an entity. */
function allActions(app: App, id: string, name: string): HTMLElement {
  const button = h(
    'button',
    {
      type: 'button',
      class: 'tool',
      'aria-haspopup': 'menu',
      'aria-label': app.t('actions'),
      title: app.t('actions'),
      onclick: () => {
        const { left, bottom } = button.getBoundingClientRect()
        openMenu({ x: left, y: bottom + 4 }, name, actionsFor(app, id))
      },
    },
    sign('menu'),
  )
  return button
}

function wikidata(id: string): HTMLElement {
  return h('a', { href: `https://www.wikidata.org/wiki/${id}`, target: '_blank', rel: 'noreferrer' }, id)
}

function contents(app: App, target: Target, answer: ClaimsAnswer): Node[] {
  const { t } = app
  const groups = h('div', {})
  let last: { heading: string; speaker?: string | undefined; list: HTMLElement } | undefined
  const add = (claims: Evidence[]): void => {
    for (const claim of claims) {
      const label = relationLabel(app, claim.relation)
      const incoming = target.kind === 'entity' && claim.subject !== target.id
      const heading = incoming ? `… ${label}` : `${label} …`
      if (last?.heading !== heading) {
        last = { heading, list: h('div', { class: 'claims' }) }
        const arrow = line('asserted', `var(--relation-${claim.relation})`)
        if (incoming) arrow.classList.add('incoming')
        groups.append(
          h(
            'section',
            { class: 'claim-group' },
            target.kind === 'entity' &&
              h('h3', {}, arrow, h('span', {}, heading), h('small', {}, ...weight(claim, incoming))),
            last.list,
          ),
        )
      }
      if (claim.speaker !== last.speaker) {
        last.speaker = claim.speaker
        last.list.append(h('h4', { class: 'said-by' }, `${t('says')}: `, entityLink(app, claim.speaker!)))
      }
      last.list.append(card(app, claim, target))
    }
  }
  /** How many claims there are of this relation, on this side of the entity, and from how many outlets. */
  const weight = ({ relation }: Evidence, incoming: boolean): (Node | string)[] => {
    const rows = app.model.edgesOf.get(target.id)!.flatMap(id => {
      const edge = app.model.edges.get(id)!
      return edge.relation === relation && incoming === (edge.subject !== target.id) ? edge.rows : []
    })
    return dotted([t.count(rows.length, 'claim'), t.count(support(app.model, rows), 'outlet')])
  }
  add(answer.claims)
  let got = answer.claims.length
  const more = h('button', { type: 'button', class: 'button', hidden: got >= answer.total }, t('more'))
  more.addEventListener('click', async () => {
    const next = await api.claims(target, got)
    add(next.claims)
    got += next.claims.length
    more.hidden = next.claims.length === 0 || got >= next.total
  })
  const nodes: Node[] = [groups, more]
  if (answer.total === 0) nodes.unshift(h('p', { class: 'muted' }, t('noClaims')))
  if (answer.mentioned.length > 0) nodes.push(mentioned(app, target, answer))
  return nodes
}

function card(app: App, claim: Evidence, target: Target): HTMLElement {
  const { store, t } = app
  const { article } = claim
  const open = () => store.set({ reading: { article: article.id, claim: claim.id } })
  return h(
    'article',
    {
      class: 'claim',
      'data-claim': claim.id,
      'data-said': claim.polarity === 'negative' ? 'denied' : claim.modality,
    },
    target.kind === 'entity' && otherEnd(app, claim, target.id),
    h(
      'div',
      { class: 'marks' },
      h('span', { class: 'mark' }, line(claim.modality, 'currentColor'), t(claim.modality)),
      claim.polarity === 'negative' && h('span', { class: 'mark mark-negative' }, t('denied')),
      claim.time && h('time', { class: 'mark', datetime: claim.time }, claim.time.replace('/', ' – ')),
      claim.confidence < 1 && h('span', { class: 'mark' }, `${t('confidence')} ${t.percent(claim.confidence)}`),
      app.model.editing &&
        h(
          'button',
          {
            type: 'button',
            class: 'link reject',
            onclick: () => void carryOut(app, () => api.edit({ kind: 'reject', claim: claim.id })),
          },
          t('rejectClaim'),
        ),
    ),
    h('button', { type: 'button', class: 'quote', title: t('openArticle'), onclick: open }, h('q', {}, claim.quote)),
    origin(app, article),
  )
}

function mentioned({ store, t }: App, target: Target, { mentioned }: ClaimsAnswer): HTMLElement {
  const rows = mentioned.map(({ article, count }) =>
    h(
      'li',
      {},
      h(
        'button',
        {
          type: 'button',
          class: 'row',
          onclick: () => store.set({ reading: { article: article.id, entity: target.id } }),
        },
        h('span', {}, article.title),
        h('small', {}, ...dotted([t.count(count, 'mention'), article.date && t.date(article.date)])),
      ),
    ),
  )
  return h('section', { class: 'mentioned' }, h('h3', {}, t('mentioned')), h('ul', {}, ...rows))
}
