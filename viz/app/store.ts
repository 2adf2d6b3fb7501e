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

/** Names that are switched off. */
export interface Filters {
  types: ReadonlySet<string>
  relations: ReadonlySet<string>
  modalities: ReadonlySet<string>
}

export interface State {
  /** Id of the view panel that fills the page. */
  view: string
  hover: Target | undefined
  selection: Target | undefined
  reading: Reading | undefined
  hidden: Filters
}

export interface Store {
  readonly state: Readonly<State>
  /** Changes some of the state. Only those are told whose part of it is another value than before. */
  set(change: Partial<State>): void
  /** Calls when one of these parts changed. Gives back how to stop that. */
  on(parts: (keyof State)[], listener: (state: Readonly<State>) => void): () => void
}

export const NOTHING_HIDDEN: Filters = { types: new Set(), relations: new Set(), modalities: new Set() }

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
  if (!a || !b || typeof a !== 'object' || typeof b !== 'object' || 'types' in a) return false
  return JSON.stringify(a) === JSON.stringify(b)
}
