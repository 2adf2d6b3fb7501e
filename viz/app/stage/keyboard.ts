// Keys pressed while the graph has the focus → the cursor goes from node to node.
import type { App } from '../panel.ts'
import { neighbours, visible } from '../visible.ts'
import type { Point } from './camera.ts'

const DIRECTIONS: Record<string, Point> = {
  ArrowLeft: { x: -1, y: 0 },
  ArrowRight: { x: 1, y: 0 },
  ArrowUp: { x: 0, y: -1 },
  ArrowDown: { x: 0, y: 1 },
}

interface Places {
  /** Where an entity is drawn. */
  at(id: string): Point
  /** Ids of all entities, the most important first. */
  order: string[]
  menu(id: string): void
}

/** Arrows go to the neighbour that lies in that direction, or to the next node there if none does. */
export function bindKeyboard(root: HTMLElement, app: App, { at, order, menu }: Places): void {
  const { model, store } = app
  root.addEventListener('keydown', event => {
    if (event.ctrlKey || event.metaKey || event.altKey) return
    const { cursor, selection, filters } = store.state
    const left = visible(model, filters)
    const here = [cursor, selection].find(t => t?.kind === 'entity' && left.entities.has(t.id))?.id
    const direction = DIRECTIONS[event.key]
    if (direction) {
      const first = order.find(id => left.entities.has(id))
      const to = here === undefined ? first : next(here, direction)
      if (to !== undefined) store.set({ cursor: { kind: 'entity', id: to } })
    } else if (event.key === 'Enter' && here !== undefined) {
      store.set({ selection: { kind: 'entity', id: here }, reading: undefined })
    } else if ((event.key === 'ContextMenu' || (event.key === 'F10' && event.shiftKey)) && here !== undefined) {
      menu(here)
    } else if (/^[+=]$/.test(event.key)) app.stage?.zoom('in')
    else if (/^[-_]$/.test(event.key)) app.stage?.zoom('out')
    else if (event.key === '0') app.stage?.zoom('fit')
    else return
    event.preventDefault()

    function next(from: string, { x, y }: Point): string | undefined {
      const start = at(from)
      const nearest = (ids: Iterable<string>): string | undefined => {
        let [best, least]: [string | undefined, number] = [undefined, Infinity]
        for (const id of ids) {
          const to = at(id)
          const [dx, dy] = [to.x - start.x, to.y - start.y]
          const far = Math.hypot(dx, dy)
          const along = far > 0 ? (dx * x + dy * y) / far : 0
          if (id === from || along < 0.35 || far / along ** 2 >= least) continue
          ;[best, least] = [id, far / along ** 2]
        }
        return best
      }
      return nearest(neighbours(model, left, from)) ?? nearest(left.entities)
    }
  })
  root.addEventListener('blur', () => store.set({ cursor: undefined }))
}
