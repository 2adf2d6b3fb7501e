// State ↔ the URL's hash, so that what is seen can be sent as a link.
import { EVERYTHING, type Filters, inForce, NOTHING_PINNED, type Position, type State, type Store } from './store.ts'

/** What is written with a minus: names that are switched off. */
const OFF = { types: '-types', relations: '-relations', modalities: '-modalities', without: '-entities' } as const
const ONLY = { speakers: 'by', outlets: 'outlets' } as const
const NUMBERS = { confidence: 'sure', support: 'support', degree: 'degree', community: 'community' } as const
const DAYS = { from: 'from', to: 'to' } as const

/** So many neighbours of an entity are shown at first. */
export const NEIGHBOURS = 20

/** The state that a hash describes. Filters whose value makes no sense are left out. */
export function fromHash(
  hash: string,
): Pick<State, 'view' | 'selection' | 'reading' | 'filters' | 'pinned' | 'speaker' | 'color'> {
  const query = new URLSearchParams(hash.replace(/^#/, ''))
  const [entity, edge, article] = [query.get('entity'), query.get('edge'), query.get('article')]
  return {
    view: query.get('view') ?? 'graph',
    selection: entity ? { kind: 'entity', id: entity } : edge ? { kind: 'edge', id: edge } : undefined,
    reading: article
      ? { article, ...only('claim', query.get('claim')), ...only('entity', query.get('at')) }
      : undefined,
    filters: filtersFrom(query),
    pinned: pinnedFrom(query),
    speaker: query.get('speaker') ?? undefined,
    color: query.get('color') === 'community' ? 'community' : 'type',
  }
}

/** `id~x~y`, separated by commas. */
function pinnedFrom(query: URLSearchParams): State['pinned'] {
  const found = (query.get('pin') ?? '').split(',').flatMap(entry => {
    const [id, x, y] = entry.split('~')
    return id && x && y && Number.isFinite(+x) && Number.isFinite(+y) ? [[id, { x: +x, y: +y }] as const] : []
  })
  return found.length > 0 ? new Map(found) : NOTHING_PINNED
}

function filtersFrom(query: URLSearchParams): Filters {
  const found: Record<string, unknown> = {}
  for (const [name, key] of Object.entries({ ...OFF, ...ONLY })) {
    const value = query.get(key)
    if (value !== null) found[name] = new Set(value.split(','))
  }
  for (const [name, key] of Object.entries(NUMBERS)) {
    if (/^\d{1,6}$/.test(query.get(key) ?? '')) found[name] = Number(query.get(key))
  }
  for (const [name, key] of Object.entries(DAYS)) {
    if (/^\d{4}-\d\d-\d\d$/.test(query.get(key) ?? '')) found[name] = query.get(key)
  }
  const [near, hops] = [query.get('near'), query.get('hops') ?? '1']
  const most = query.get('most') ?? String(NEIGHBOURS)
  if (near && /^[1-9]$/.test(hops) && /^[1-9]\d{0,5}$/.test(most))
    found.near = { entities: near.split(','), hops: Number(hops), most: Number(most) }
  const shared = query.get('shared')
  if (shared) found.shared = shared.split(',')
  const [from, to, more] = (query.get('between') ?? '').split(',')
  if (from && to) found.between = { from, to, more: /^[1-9]$/.test(more ?? '') ? Number(more) : 0 }
  return Object.keys(found).length > 0 ? { ...EVERYTHING, ...found } : EVERYTHING
}

/** The hash that describes the state; nothing is written that is as at the start. */
export function toHash(
  { view, selection, reading, filters, pinned, speaker, color }: State,
  lang: string | undefined,
  around?: string,
): string {
  const query = new URLSearchParams()
  if (view !== 'graph') query.set('view', view)
  if (speaker !== undefined) query.set('speaker', speaker)
  if (selection) query.set(selection.kind, selection.id)
  if (reading) {
    query.set('article', reading.article)
    if (reading.claim) query.set('claim', reading.claim)
    if (reading.entity) query.set('at', reading.entity)
  }
  const set = new Set(inForce(filters))
  for (const [name, key] of Object.entries({ ...OFF, ...ONLY }) as [keyof typeof OFF, string][])
    if (set.has(name)) query.set(key, [...filters[name]].join(','))
  for (const [name, key] of Object.entries({ ...NUMBERS, ...DAYS }) as [keyof typeof NUMBERS, string][])
    if (set.has(name)) query.set(key, String(filters[name]))
  const { near, between } = filters
  if (near) {
    query.set('near', near.entities.join(','))
    if (near.hops > 1) query.set('hops', String(near.hops))
    if (near.most !== NEIGHBOURS) query.set('most', String(near.most))
  }
  if (filters.shared) query.set('shared', filters.shared.join(','))
  if (between) query.set('between', [between.from, between.to, ...(between.more ? [between.more] : [])].join(','))
  if (pinned.size > 0 && pinned.size <= MOST_PINNED) query.set('pin', [...pinned].map(pinText).join(','))
  if (color !== 'type') query.set('color', color)
  if (around) query.set('around', around)
  if (lang) query.set('lang', lang)
  return query.toString()
}

/** The entity that the page shows the surroundings of, where the graph is too large to be shown as a whole. */
export const aroundFrom = (hash: string): string | undefined =>
  new URLSearchParams(hash.replace(/^#/, '')).get('around') ?? undefined

/** More than these make no link that one could send. */
const MOST_PINNED = 40
const pinText = ([id, { x, y }]: [string, Position]): string =>
  `${id}~${Number(x.toPrecision(5))}~${Number(y.toPrecision(5))}`

/** Changes of filters so soon after one another, in milliseconds, are one step back. */
export const ONE_STEP = 600

/** Keeps the URL and the state the same from now on; a step back in the browser is a step back in the state. */
export function bindHash(store: Store, lang: string | undefined): void {
  const around = aroundFrom(location.hash)
  let { filters } = store.state
  let last = 0
  store.on(['view', 'selection', 'reading', 'filters', 'pinned', 'speaker', 'color'], state => {
    const hash = toHash(state, lang, around)
    const soon = state.filters !== filters && performance.now() - last < ONE_STEP
    if (state.filters !== filters) last = performance.now()
    filters = state.filters
    if (hash === location.hash.slice(1)) return
    const url = hash ? `#${hash}` : location.pathname + location.search
    if (soon) history.replaceState(null, '', url)
    else history.pushState(null, '', url)
  })
  addEventListener('popstate', () => store.set(fromHash(location.hash)))
}

const only = (name: string, value: string | null): object => (value ? { [name]: value } : {})
