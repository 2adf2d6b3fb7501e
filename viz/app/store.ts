// What is seen at the moment, in one place: panels read it, change it, and are told when it changed.

/** An entity or an edge, by id. */
export interface Target {
  kind: 'entity' | 'edge'
  id: string
}

/** The article that is open in the reader, and which words of it are marked. */
export interface Reading {
  article: string
  /** A claim's id: its words are marked. */
  claim?: string
  /** An entity's id: the reader walks along its mentions. */
  entity?: string
}

/** What is to be seen of the graph. */
export interface Filters {
  /** Names that are switched off. */
  types: ReadonlySet<string>
  relations: ReadonlySet<string>
  modalities: ReadonlySet<string>
  /** Only what these say, if there are any: ids, or '' for the articles themselves. */
  speakers: ReadonlySet<string>
  /** Only what these published, if there are any; '' for articles of whom one does not know. */
  outlets: ReadonlySet<string>
  /** At least so sure, in percent. */
  confidence: number
  /** Said by at least so many outlets. */
  support: number
  /** Entities with at least so many links. */
  degree: number
  /** Days as `2025-11-27`: claims of articles from the one to the other. */
  from: string | undefined
  to: string | undefined
  /** Ids of entities that are hidden one by one. */
  without: ReadonlySet<string>
  /** Only this community, by number. */
  community: number | undefined
  /** Only what is at most so many edges away from these; of each one's neighbours the `most` connected. */
  near: { entities: readonly string[]; hops: number; most: number } | undefined
  /** Only these, and what is next to all of them. */
  shared: readonly string[] | undefined
  /** Only what lies on the shortest paths between two, or on paths so many edges longer. */
  between: { from: string; to: string; more: number } | undefined
  /** Only these, such as the answer to a query. */
  only: { entities: ReadonlySet<string>; edges: ReadonlySet<string> } | undefined
}

/** What the next entity that is chosen is for: the end of a path, or a companion. */
export interface Picking {
  kind: 'path' | 'shared' | 'merge'
  from: string
}

export interface Position {
  x: number
  y: number
}

export interface State {
  /** Id of the view panel that fills the page. */
  view: string
  hover: Target | undefined
  /** Where the keyboard is in the graph. */
  cursor: Target | undefined
  selection: Target | undefined
  reading: Reading | undefined
  filters: Filters
  picking: Picking | undefined
  /** Whose words are shown: an id, or '' for the articles themselves. */
  speaker: string | undefined
  /** What the colours of entities mean. */
  color: 'type' | 'community'
  /** Where entities are held fast, by id, in the graph's own measure. */
  pinned: ReadonlyMap<string, Position>
}

export interface Store {
  readonly state: Readonly<State>
  /** Changes some of the state. Only those are told whose part of it is another value than before. */
  set(change: Partial<State>): void
  /** Calls when one of these parts changed. Gives back how to stop that. */
  on(parts: (keyof State)[], listener: (state: Readonly<State>) => void): () => void
}

/** Everything is seen. */
export const EVERYTHING: Filters = {
  types: new Set(),
  relations: new Set(),
  modalities: new Set(),
  speakers: new Set(),
  outlets: new Set(),
  confidence: 0,
  support: 1,
  degree: 0,
  from: undefined,
  to: undefined,
  without: new Set(),
  community: undefined,
  near: undefined,
  shared: undefined,
  between: undefined,
  only: undefined,
}

export const NOTHING_PINNED: ReadonlyMap<string, Position> = new Map()

/** Names of the filters that leave something out. */
export function inForce(filters: Filters): (keyof Filters)[] {
  const isSet = (value: unknown): value is ReadonlySet<string> => value instanceof Set
  return (Object.keys(EVERYTHING) as (keyof Filters)[]).filter(name => {
    const value = filters[name]
    return isSet(value) ? value.size > 0 : value !== EVERYTHING[name]
  })
}

export function createStore(initial: State): Store {
  let state = initial
  const listeners = new Set<{ parts: (keyof State)[]; listener: (state: Readonly<State>) => void }>()
  return {
    get state() {
      return state
    },
    set(change) {
      const changed = (Object.keys(change) as (keyof State)[]).filter(part => !same(state[part], change[part]))
      if (changed.length === 0) return
      state = { ...state, ...change }
      for (const { parts, listener } of [...listeners]) {
        if (parts.some(part => changed.includes(part))) listener(state)
      }
    },
    on(parts, listener) {
      const entry = { parts, listener }
      listeners.add(entry)
      return () => listeners.delete(entry)
    },
  }
}

function same(a: unknown, b: unknown): boolean {
  if (a === b) return true
  if (!a || !b || typeof a !== 'object' || typeof b !== 'object' || 'types' in a || a instanceof Map) return false
  return JSON.stringify(a) === JSON.stringify(b)
}
