// What is written over the drawn graph, anew for every frame: pictograms in the nodes, names beside them, relations on the
// edges. A label that would overlap another, or a node, is not written; the more important one comes first.
import type Sigma from 'sigma'
import type { EntityType } from '../../../graph/ontology.ts'
import type { DrawnEntity } from '../../api.ts'
import { drawPictogram } from '../icons.ts'
import type { Edge } from '../model.ts'
import { type Box, type Boxes, boxes } from './boxes.ts'
import { nodePoint, type Point } from './camera.ts'
import { drawLoops } from './loops.ts'
import { lines, shortName } from './names.ts'

/** What is hovered or selected, and what is next to it. */
export interface Lit {
  entities: Set<string>
  edges: Set<string>
}

export interface Scene {
  sigma: Sigma
  /** Most important first. */
  entities: DrawnEntity[]
  types: Map<string, EntityType>
  typeLabel(type: string): string
  edgeLabel(edge: Edge): string
  edge(id: string): Edge
  curvature(edge: string): number
  /** What is hovered or selected and what is next to it; everything where nothing is. */
  lit: Lit | undefined
  /** Edges that are drawn over all others, as they are pointed at. */
  traced: Set<string> | undefined
  /** Entities that are named whatever they cover; the hovered one in full. */
  named: Set<string>
  hovered: string | undefined
  /** Where the keyboard is. */
  cursor: string | undefined
  pinned: Set<string>
  /** Edges from an entity to itself. */
  loops(): { entity: string; color: string }[]
  /** How large things are drawn: more on a large stage, less on a small one. */
  scale: number
  /** What else lies over the stage, such as its buttons. */
  obstacles(): Box[]
  colors: { ink: string; paper: string; card: string; line: string; relation(edge: Edge): string }
}

const FAMILY = '"Inter", "Segoe UI", system-ui, -apple-system, "Noto Sans", Roboto, "DejaVu Sans", sans-serif'
/** So many pixels of the stage to a label at most: more would be noise. */
const AREA = 14_000
/** So many of the most important get their names even where they cover a node. */
const IMPORTANT = 2
const EDGE_LABELS_FROM_RATIO = 0.55

interface Dot {
  entity: DrawnEntity
  x: number
  y: number
  radius: number
}

/** Size in pixels of the name below a node, as it is written where nothing is selected. */
export function nameSize(
  context: CanvasRenderingContext2D,
  entity: DrawnEntity,
  scale: number,
): { width: number; height: number } {
  const { text, size } = written(entity, undefined, scale)
  context.font = `500 ${size}px ${FAMILY}`
  return {
    width: Math.max(...text.map(line => context.measureText(line).width)),
    height: text.length * size * 1.22 + 4,
  }
}

export function drawLabels(scene: Scene): void {
  const { sigma, lit, named } = scene
  const canvases = sigma.getCanvases()
  const context = canvases.labels!.getContext('2d')!
  const { width, height } = sigma.getDimensions()
  context.clearRect(0, 0, width, height)
  canvases.edgeLabels!.getContext('2d')!.clearRect(0, 0, width, height)
  if (scene.traced) trace(scene, canvases.edgeLabels!.getContext('2d')!, scene.traced)
  const dots = onScreen(scene)
  const taken = boxes()
  const names = boxes()
  for (const box of scene.obstacles()) for (const set of [taken, names]) set.add(box)
  if (dots.length < 3000) {
    for (const { x, y, radius: r } of dots) taken.add({ x1: x - r, y1: y - r, x2: x + r, y2: y + r })
  }
  drawLoops(sigma, context, scene.loops())
  for (const { entity, x, y, radius } of dots) {
    if (scene.pinned.has(entity.id)) mark(context, scene.colors.ink, x, y, radius)
    if (scene.cursor === entity.id) ring(context, scene.colors.ink, x, y, radius)
    if (radius < 6 || (lit && !lit.entities.has(entity.id))) continue
    context.fillStyle = scene.colors.paper
    drawPictogram(context, entity.type, scene.typeLabel(entity.type), x, y, radius)
  }
  const shown = lit ? dots.filter(dot => lit.entities.has(dot.entity.id)) : dots
  for (const dot of shown.filter(dot => named.has(dot.entity.id)))
    writeName(scene, context, { taken, names }, dot, 'must')
  let left = mostLabels(scene)
  for (const [i, dot] of shown.entries()) {
    if (left === 0) break
    const weight = i < IMPORTANT ? 'should' : 'may'
    if (!named.has(dot.entity.id) && writeName(scene, context, { taken, names }, dot, weight)) left--
  }
  writeEdges(scene, canvases.edgeLabels!.getContext('2d')!, taken)
}

/** As many edges as one can tell apart. */
const MOST_TRACED = 400

function trace(scene: Scene, context: CanvasRenderingContext2D, edges: Set<string>): void {
  const { sigma } = scene
  context.lineWidth = 1.5
  for (const id of [...edges].slice(0, MOST_TRACED)) {
    if (sigma.getEdgeDisplayData(id)?.hidden) continue
    const edge = scene.edge(id)
    const [from, to] = [0, 1].map(t => pointOnEdge(scene, edge, t)) as [Point, Point]
    context.strokeStyle = scene.colors.relation(edge)
    context.beginPath()
    context.moveTo(from.x, from.y)
    context.lineTo(to.x, to.y)
    context.stroke()
  }
}

/** A small dot at the foot of a node that is held fast. */
function mark(context: CanvasRenderingContext2D, color: string, x: number, y: number, radius: number): void {
  context.fillStyle = color
  context.beginPath()
  context.arc(x + radius * 0.75, y + radius * 0.75, 3.5, 0, Math.PI * 2)
  context.fill()
}

/** Where the keyboard is. */
function ring(context: CanvasRenderingContext2D, color: string, x: number, y: number, radius: number): void {
  context.strokeStyle = color
  context.lineWidth = 2
  context.beginPath()
  context.arc(x, y, radius + 4, 0, Math.PI * 2)
  context.stroke()
}

function mostLabels({ sigma, scale }: Scene): number {
  const { width, height } = sigma.getDimensions()
  return Math.max(30, Math.round((width * height) / (AREA * Math.max(1, scale) ** 2)))
}

function onScreen({ sigma, entities }: Scene): Dot[] {
  const { width, height } = sigma.getDimensions()
  const dots: Dot[] = []
  for (const entity of entities) {
    const data = sigma.getNodeDisplayData(entity.id)
    if (!data || data.hidden) continue
    const { x, y } = sigma.framedGraphToViewport(data)
    if (x > -60 && x < width + 60 && y > -40 && y < height + 40) {
      dots.push({ entity, x, y, radius: sigma.scaleSize(data.size) })
    }
  }
  return dots
}

function written(entity: DrawnEntity, hovered: string | undefined, scale: number): { text: string[]; size: number } {
  const inFull = entity.id === hovered
  const size = Math.max(1, scale) * (inFull ? 13 : Math.min(14, 11.5 + entity.size / 9))
  return { text: inFull ? lines(entity.name, 32, 8) : lines(shortName(entity), 22, 3), size }
}

/** Writes the name below, right, left or above its node, where there is room; below in any case if it must be there. */
function writeName(
  scene: Scene,
  context: CanvasRenderingContext2D,
  { taken, names }: { taken: Boxes; names: Boxes },
  dot: Dot,
  weight: 'must' | 'should' | 'may',
): boolean {
  const must = weight === 'must'
  const { text, size } = written(dot.entity, scene.hovered, scene.scale)
  context.font = `${must ? 600 : 500} ${size}px ${FAMILY}`
  const [x, y, r] = [dot.x, dot.y, dot.radius + 4]
  const width = Math.max(...text.map(line => context.measureText(line).width))
  const height = text.length * size * 1.22
  const places: [x: number, y: number, align: CanvasTextAlign][] = [
    [x, y + r, 'center'],
    [x + r + 2, y - height / 2, 'left'],
    [x - r - 2, y - height / 2, 'right'],
    [x, y - r - height, 'center'],
  ]
  const stage = scene.sigma.getDimensions()
  const boxAt = ([left, top, align]: (typeof places)[number]): Box => {
    const x1 = align === 'center' ? left - width / 2 : align === 'left' ? left : left - width
    return { x1: x1 - 2, y1: top, x2: x1 + width + 2, y2: top + height }
  }
  const fits = (box: Box, among: Boxes): boolean =>
    box.x1 > 0 && box.y1 > 0 && box.x2 < stage.width && box.y2 < stage.height && among.isFree(box)
  const place =
    places.find(place => fits(boxAt(place), taken)) ??
    (weight === 'may' ? undefined : places.find(place => fits(boxAt(place), names))) ??
    (must ? places[0] : undefined)
  if (!place) return false
  const [left, top, align] = place
  const box = boxAt(place)
  taken.add(box)
  names.add(box)
  if (must) card(scene, context, box)
  context.textAlign = align
  context.textBaseline = 'top'
  context.lineJoin = 'round'
  text.forEach((line, i) => {
    const lineTop = top + i * size * 1.22 + size * 0.1
    if (!must) {
      context.strokeStyle = scene.colors.paper
      context.lineWidth = 4
      context.strokeText(line, left, lineTop)
    }
    context.fillStyle = scene.colors.ink
    context.fillText(line, left, lineTop)
  })
  return true
}

function card(scene: Scene, context: CanvasRenderingContext2D, { x1, y1, x2, y2 }: Box): void {
  context.fillStyle = scene.colors.card
  context.strokeStyle = scene.colors.line
  context.lineWidth = 1
  context.beginPath()
  context.roundRect(x1 - 5, y1 - 3, x2 - x1 + 10, y2 - y1 + 6, 6)
  context.fill()
  context.stroke()
}

/** Relations are written on what is lit, or on everything when one is near enough. */
function writeEdges(scene: Scene, context: CanvasRenderingContext2D, taken: Boxes): void {
  const { sigma, lit } = scene
  const { width, height } = sigma.getDimensions()
  if (!lit && sigma.getCamera().ratio > EDGE_LABELS_FROM_RATIO) return
  const ids = lit ? [...lit.edges] : sigma.getGraph().edges()
  const size = 11.5 * Math.max(1, scene.scale)
  context.font = `500 ${size}px ${FAMILY}`
  context.textAlign = 'center'
  context.textBaseline = 'middle'
  let left = mostLabels(scene) / 2
  for (const id of ids) {
    if (left <= 0) return
    if (sigma.getEdgeDisplayData(id)?.hidden) continue
    const edge = scene.edge(id)
    const label = scene.edgeLabel(edge)
    const half = context.measureText(label).width / 2 + 6
    for (const t of [0.5, 0.42, 0.58, 0.34, 0.66]) {
      const { x, y } = pointOnEdge(scene, edge, t)
      if (x < 0 || x > width || y < 0 || y > height) continue
      const box = { x1: x - half, y1: y - size * 0.8, x2: x + half, y2: y + size * 0.8 }
      if (!taken.isFree(box)) continue
      taken.add(box)
      left--
      context.fillStyle = scene.colors.paper
      context.beginPath()
      context.roundRect(box.x1, box.y1, half * 2, size * 1.6, size * 0.8)
      context.fill()
      context.fillStyle = scene.colors.relation(edge)
      context.fillText(label, x, y + 0.5)
      break
    }
  }
}

/** Where the edge runs, from 0 at its subject to 1 at its object, in pixels of the stage. */
export function pointOnEdge(
  { sigma, curvature }: Pick<Scene, 'sigma' | 'curvature'>,
  edge: Edge,
  t: number,
): { x: number; y: number } {
  const from = nodePoint(sigma, edge.subject)
  const to = nodePoint(sigma, edge.object)
  const bend = curvature(edge.id)
  const middle = {
    x: (from.x + to.x) / 2 + (to.y - from.y) * bend,
    y: (from.y + to.y) / 2 - (to.x - from.x) * bend,
  }
  const along = (axis: 'x' | 'y') => (1 - t) ** 2 * from[axis] + 2 * (1 - t) * t * middle[axis] + t ** 2 * to[axis]
  return { x: along('x'), y: along('y') }
}
