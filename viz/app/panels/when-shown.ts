// A view's content is made anew when what it depends on has changed, but not before it is seen.
import type { State, Store } from '../store.ts'

/** Calls `show` at once if the view is the chosen one, and after changes of these parts as soon as it is. */
export function whenShown(store: Store, view: string, parts: (keyof State)[], show: () => void): void {
  let stale = true
  const fresh = (): void => {
    if (store.state.view !== view || !stale) return
    stale = false
    show()
  }
  store.on(parts, () => {
    stale = true
    fresh()
  })
  store.on(['view'], fresh)
  fresh()
}
