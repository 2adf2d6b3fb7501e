// What the mouse and fingers do on the stage → state: pointing, choosing, the menu, and dragging an entity to where it is to stay.
import type Sigma from 'sigma'
import type { App } from '../panel.ts'
import type { Target } from '../store.ts'
import type { Point } from './camera.ts'

/** Milliseconds that a finger must rest on a node for its menu. */
const LONG_PRESS = 550

/** `menu` opens an entity's menu at a point of the page; `pin` holds an entity fast that was dragged. */
export function bindPointer(
  root: HTMLElement,
  sigma: Sigma,
  { store }: App,
  menu: (id: string, at: Point) => void,
  pin: (id: string) => void,
): void {
  let dragged: string | undefined
  let moved = false
  let pressed: ReturnType<typeof setTimeout> | undefined
  const press = (node: string, { x, y }: Point): void => {
    dragged = undefined
    const { left, top } = root.getBoundingClientRect()
    menu(node, { x: left + x, y: top + y })
  }
  const hover = (target: Target): void => {
    if (!matchMedia('(hover: none)').matches) store.set({ hover: target })
  }
  sigma.on('enterNode', ({ node }) => hover({ kind: 'entity', id: node }))
  sigma.on('leaveNode', () => store.set({ hover: undefined }))
  sigma.on('enterEdge', ({ edge }) => hover({ kind: 'edge', id: edge }))
  sigma.on('leaveEdge', () => store.set({ hover: undefined }))
  store.on(['hover'], ({ hover }) => root.classList.toggle('pointing', hover !== undefined))
  sigma.on('clickNode', ({ node }) => store.set({ selection: { kind: 'entity', id: node }, reading: undefined }))
  sigma.on('clickEdge', ({ edge }) => store.set({ selection: { kind: 'edge', id: edge }, reading: undefined }))
  sigma.on('rightClickNode', ({ node, event }) => {
    event.preventSigmaDefault()
    event.original.preventDefault()
    const { left, top } = root.getBoundingClientRect()
    menu(node, { x: left + event.x, y: top + event.y })
  })
  root.addEventListener('contextmenu', event => event.preventDefault())
  sigma.on('clickStage', () => store.set({ selection: undefined, reading: undefined }))
  sigma.on('downNode', ({ node, event }) => {
    if ('button' in event.original && event.original.button !== 0) return
    dragged = node
    moved = false
    if ('touches' in event.original) pressed = setTimeout(() => press(node, event), LONG_PRESS)
    if (!sigma.getCustomBBox()) sigma.setCustomBBox(sigma.getBBox())
  })
  sigma.on('moveBody', ({ event, preventSigmaDefault }) => {
    if (!dragged) return
    clearTimeout(pressed)
    moved = true
    sigma.getGraph().mergeNodeAttributes(dragged, sigma.viewportToGraph(event))
    preventSigmaDefault()
    event.original.preventDefault()
  })
  const drop = (): void => {
    clearTimeout(pressed)
    if (dragged && moved) pin(dragged)
    dragged = undefined
  }
  sigma.on('upNode', drop)
  sigma.on('upStage', drop)
}
