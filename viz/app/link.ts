// State ↔ the URL's hash, so that what is seen can be sent as a link.
import { NOTHING_HIDDEN, type State, type Store } from './store.ts'

const SETS = ['types', 'relations', 'modalities'] as const

/** The state that a hash describes. */
export function fromHash(hash: string): Pick<State, 'view' | 'selection' | 'reading' | 'hidden'> {
  const query = new URLSearchParams(hash.replace(/^#/, ''))
  const [entity, edge, article] = [query.get('entity'), query.get('edge'), query.get('article')]
  const hidden = SETS.some(name => query.has(`-${name}`))
    ? (Object.fromEntries(SETS.map(name => [name, new Set(query.get(`-${name}`)?.split(',') ?? [])])) as never)
    : NOTHING_HIDDEN
  return {
    view: query.get('view') ?? 'graph',
    selection: entity ? { kind: 'entity', id: entity } : edge ? { kind: 'edge', id: edge } : undefined,
    reading: article
      ? { article, ...only('claim', query.get('claim')), ...only('entity', query.get('at')) }
      : undefined,
    hidden,
  }
}

/** The hash that describes the state; nothing is written that is as at the start. */
export function toHash({ view, selection, reading, hidden }: State, lang: string | undefined): string {
  const query = new URLSearchParams()
  if (view !== 'graph') query.set('view', view)
  if (selection) query.set(selection.kind, selection.id)
  if (reading) {
    query.set('article', reading.article)
    if (reading.claim) query.set('claim', reading.claim)
    if (reading.entity) query.set('at', reading.entity)
  }
  for (const name of SETS) if (hidden[name].size > 0) query.set(`-${name}`, [...hidden[name]].join(','))
  if (lang) query.set('lang', lang)
  return query.toString()
}

/** Keeps the URL and the state the same from now on; a step back in the browser is a step back in the state. */
export function bindHash(store: Store, lang: string | undefined): void {
  store.on(['view', 'selection', 'reading', 'hidden'], state => {
    const hash = toHash(state, lang)
    if (hash !== location.hash.slice(1))
      history.pushState(null, '', hash ? `#${hash}` : location.pathname + location.search)
  })
  addEventListener('popstate', () => store.set(fromHash(location.hash)))
}

const only = (name: string, value: string | null): object => (value ? { [name]: value } : {})
