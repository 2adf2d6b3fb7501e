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
  /** Moves so that no panel covers the point and what is around it; if that is too much, the point alone. */
  reveal(at: () => Point, around: () => Point[]): void
  /** Brings the point into the middle of what no panel covers. */
  fly(at: () => Point, ratio: number): void
  /** Back to where one looked before `reveal` and `fly`, unless the visitor has moved since. */
  goBack(): void
  zoom(direction: 'in' | 'out' | 'fit'): void
  /** Nothing moves any more. */
  kill(): void
}

const MARGIN = { x: 70, y: 40 }
const MOST_ZOOM_OUT = 1.7

export function createCamera(sigma: Sigma, root: HTMLElement): Camera {
  const camera = sigma.getCamera()
  const frames = new Set<number>()
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
  const soon = (run: (free: Box) => void): void => {
    const frame = requestAnimationFrame(() => {
      frames.delete(frame)
      run(freeBox(root))
    })
    frames.add(frame)
  }
  const middleOf = ({ x1, y1, x2, y2 }: Box): Point => ({ x: (x1 + x2) / 2, y: (y1 + y2) / 2 })
  /** Brings a point into the middle of what is free. */
  const centre = (point: Point, ratio: number, free: Box): void => {
    const { width, height } = sigma.getDimensions()
    const node = sigma.viewportToFramedGraph(point)
    const cameraState = { ...camera.getState(), ...node, ratio }
    const middle = sigma.viewportToFramedGraph({ x: width / 2, y: height / 2 }, { cameraState })
    const wanted = sigma.viewportToFramedGraph(middleOf(free), { cameraState })
    go({ x: node.x + middle.x - wanted.x, y: node.y + middle.y - wanted.y, ratio })
  }
  return {
    reveal: (at, around) =>
      soon(free => {
        const inner = { x1: free.x1 + MARGIN.x, y1: free.y1 + MARGIN.y, x2: free.x2 - MARGIN.x, y2: free.y2 - MARGIN.y }
        const box = boxAround([at(), ...around()])
        if (box.x1 >= inner.x1 && box.y1 >= inner.y1 && box.x2 <= inner.x2 && box.y2 <= inner.y2) return
        const zoomOut = Math.max((box.x2 - box.x1) / (inner.x2 - inner.x1), (box.y2 - box.y1) / (inner.y2 - inner.y1))
        if (zoomOut <= MOST_ZOOM_OUT) centre(middleOf(box), camera.ratio * Math.max(1, zoomOut), free)
        else if (!isIn(at(), inner)) centre(at(), camera.ratio, free)
      }),
    fly: (at, ratio) => soon(free => centre(at(), ratio, free)),
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
    kill: () => frames.forEach(cancelAnimationFrame),
  }
}

/**
 * Where a node is, in pixels of the stage. From the graph's own coordinates: those that Sigma keeps for drawing are
 * raw between a change of the node and the next picture.
 */
export function nodePoint(sigma: Sigma, id: string): Point {
  return sigma.graphToViewport(sigma.getGraph().getNodeAttributes(id) as Point)
}

/** Whether the visitor asked for less motion. */
export const still = (): boolean => matchMedia('(prefers-reduced-motion: reduce)').matches

const sameLook = (a: Look, b: Look): boolean =>
  Math.abs(a.x - b.x) + Math.abs(a.y - b.y) + Math.abs(a.ratio - b.ratio) < 1e-4

const isIn = ({ x, y }: Point, box: Box): boolean => x >= box.x1 && x <= box.x2 && y >= box.y1 && y <= box.y2

const boxAround = (points: Point[]): Box => ({
  x1: Math.min(...points.map(p => p.x)),
  y1: Math.min(...points.map(p => p.y)),
  x2: Math.max(...points.map(p => p.x)),
  y2: Math.max(...points.map(p => p.y)),
})

/** What lies over the stage, in its pixels: its buttons and the open drawer. */
export const obstacles = (root: HTMLElement): Box[] =>
  [...document.querySelectorAll('.tools, .chip, .panel-time, .side:not([hidden])')].map(element =>
    within(root, element),
  )

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
