// Steps back and forth over what the filters leave, whoever set them.
import { isTyping } from './dom.ts'
import { ONE_STEP } from './link.ts'
import type { Filters, Store } from './store.ts'

export interface Undo {
  readonly canUndo: boolean
  readonly canRedo: boolean
  undo(): void
  redo(): void
  /** Calls when `canUndo` or `canRedo` may have changed. */
  on(listener: () => void): void
}

const MOST = 200

/** From now on every change of the filters can be taken back; changes that follow one another at once are one. */
export function createUndo(store: Store, now = () => performance.now()): Undo {
  const [before, after]: [Filters[], Filters[]] = [[], []]
  const listeners: (() => void)[] = []
  let current = store.state.filters
  let last = Number.NEGATIVE_INFINITY
  let stepping = false
  store.on(['filters'], ({ filters }) => {
    if (!stepping) {
      if (now() - last >= ONE_STEP) before.push(current)
      if (before.length > MOST) before.shift()
      after.length = 0
      last = now()
    }
    current = filters
    for (const listener of listeners) listener()
  })
  const step = (from: Filters[], to: Filters[]): void => {
    const filters = from.pop()
    if (!filters) return
    to.push(current)
    last = Number.NEGATIVE_INFINITY
    stepping = true
    store.set({ filters })
    stepping = false
  }
  return {
    get canUndo() {
      return before.length > 0
    },
    get canRedo() {
      return after.length > 0
    },
    undo: () => step(before, after),
    redo: () => step(after, before),
    on: listener => void listeners.push(listener),
  }
}

/** Ctrl+Z, Ctrl+Shift+Z and Ctrl+Y, but for fields that have an undo of their own. */
export function bindUndoKeys(undo: Undo): void {
  addEventListener('keydown', event => {
    if (!(event.ctrlKey || event.metaKey) || event.altKey) return
    if (isTyping(event)) return
    const key = event.key.toLowerCase()
    if (key !== 'z' && key !== 'y' && key !== 'я' && key !== 'н') return
    event.preventDefault()
    if (key === 'y' || key === 'н' || event.shiftKey) undo.redo()
    else undo.undo()
  })
}
