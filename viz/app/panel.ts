// What a panel is, and what it is given. One more panel is one file in panels/ and one line in panels/index.ts.
import type { Model } from './model.ts'
import type { Layout } from './stage/layout.ts'
import type { State, Store, Target } from './store.ts'
import type { TextKey, Texts } from './texts.ts'
import type { Undo } from './undo.ts'

/** The drawn graph. */
export interface Stage {
  /** Moves the camera so that the target, if it is drawn, is in the middle of what no panel covers. */
  fly(target: Target): void
  /** Holds the entity fast where it is, or lets it go. */
  pin(id: string): void
  zoom(direction: 'in' | 'out' | 'fit'): void
  layout: Layout
  /** A picture of what is seen. */
  picture(kind: 'png' | 'svg'): Promise<Blob>
  /** Where the target is, in pixels of the page; nothing if it is not drawn. */
  position(target: Target): { x: number; y: number } | undefined
  kill(): void
}

export interface App {
  model: Model
  store: Store
  t: Texts
  undo: Undo
  /** The drawn graph, once the graph view has it; never where the browser has no WebGL. */
  stage?: Stage
}

export interface Panel {
  id: string
  /**
   * `bar`: in the bar above. `view`: fills the page, one at a time, with a tab each. `over`: lies over the views.
   * `left`: beside them. `side`: in the drawer on the right, which is open while one of its panels is shown.
   */
  place: 'bar' | 'view' | 'over' | 'left' | 'side'
  title: TextKey
  /** Puts the panel into its element. Is called once; from then on it listens to the store. */
  mount(root: HTMLElement, app: App): void
  /** Whether there is any use for it; there is, unless this says otherwise. */
  fits?(model: Model): boolean
  /** Whether it is to be seen. A view is, while it is the one chosen; others always, unless this says otherwise. */
  shown?(state: Readonly<State>): boolean
}
