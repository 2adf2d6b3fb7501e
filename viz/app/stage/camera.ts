// Where to look: targets are brought to where no panel covers them, and when the panel closes the look goes back.
import type Sigma from 'sigma'
import type { Box } from './boxes.ts'

export interface Point {
  x: number
  y: number
}

interface Look extends Point {
  ratio: number
}

export interface Camera {
  /** Moves just so far that the point is not under a panel or at the border; the ratio stays. */
  reveal(at: () => Point): void
  /** Brings the point into the middle of what no panel covers. */
  fly(at: () => Point, ratio: number): void
  /** Back to where one looked before `reveal` and `fly`, unless the visitor has moved since. */
  goBack(): void
  zoom(direction: 'in' | 'out' | 'fit'): void
}

const MARGIN = { x: 90, y: 60 }

export function createCamera(sigma: Sigma, root: HTMLElement): Camera {
  const camera = sigma.getCamera()
  let before: Look | undefined
  let goal: Look | undefined
  const go = (to: Look): void => {
    if (!goal || !sameLook(camera, goal)) before = { x: camera.x, y: camera.y, ratio: camera.ratio }
    goal = to
    move(to)
  }
  const move = (to: Look): void => {
    if (still()) camera.setState(to)
    else camera.animate(to, { duration: 450 })
  }
  /** After the panels have been shown or hidden. */
  const soon = (run: (free: Box) => void): void => void requestAnimationFrame(() => run(freeBox(root)))
  const middleOf = ({ x1, y1, x2, y2 }: Box): Point => ({ x: (x1 + x2) / 2, y: (y1 + y2) / 2 })
  return {
    reveal: at =>
      soon(free => {
        const { x, y } = at()
        const nearest = {
          x: Math.min(Math.max(x, free.x1 + MARGIN.x), free.x2 - MARGIN.x),
          y: Math.min(Math.max(y, free.y1 + MARGIN.y), free.y2 - MARGIN.y),
        }
        if (nearest.x === x && nearest.y === y) return
        const { width, height } = sigma.getDimensions()
        const centre = { x: width / 2 + x - nearest.x, y: height / 2 + y - nearest.y }
        go({ ...sigma.viewportToFramedGraph(centre), ratio: camera.ratio })
      }),
    fly: (at, ratio) =>
      soon(free => {
        const { width, height } = sigma.getDimensions()
        const node = sigma.viewportToFramedGraph(at())
        const cameraState = { ...camera.getState(), ...node, ratio }
        const middle = sigma.viewportToFramedGraph({ x: width / 2, y: height / 2 }, { cameraState })
        const wanted = sigma.viewportToFramedGraph(middleOf(free), { cameraState })
        go({ x: node.x + middle.x - wanted.x, y: node.y + middle.y - wanted.y, ratio })
      }),
    goBack() {
      if (before && goal && (camera.isAnimated() || sameLook(camera, goal))) {
        move(before)
      }
      before = undefined
      goal = undefined
    },
    zoom(direction) {
      const duration = still() ? 1 : 250
      if (direction === 'in') camera.animatedZoom({ duration })
      else if (direction === 'out') camera.animatedUnzoom({ duration })
      else camera.animatedReset({ duration })
    },
  }
}

/** Whether the visitor asked for less motion. */
export const still = (): boolean => matchMedia('(prefers-reduced-motion: reduce)').matches

const sameLook = (a: Look, b: Look): boolean =>
  Math.abs(a.x - b.x) + Math.abs(a.y - b.y) + Math.abs(a.ratio - b.ratio) < 1e-4

/** The buttons over the stage, in its pixels. */
export function obstacles(root: HTMLElement): Box[] {
  const tools = root.parentElement?.querySelector('.tools')
  return tools ? [within(root, tools)] : []
}

/** The part of the stage that no open panel covers, in its pixels. */
function freeBox(root: HTMLElement): Box {
  const free = { x1: 0, y1: 0, x2: root.clientWidth, y2: root.clientHeight }
  const side = document.querySelector('.side:not([hidden])')
  if (!side) return free
  const { x1, y1, x2 } = within(root, side)
  if (x2 - x1 < free.x2 * 0.9) free.x2 = Math.min(free.x2, x1)
  else free.y2 = Math.min(free.y2, y1)
  return free
}

function within(root: HTMLElement, element: Element): Box {
  const outer = root.getBoundingClientRect()
  const inner = element.getBoundingClientRect()
  return {
    x1: inner.left - outer.left,
    y1: inner.top - outer.top,
    x2: inner.right - outer.left,
    y2: inner.bottom - outer.top,
  }
}
