// Graph → where each entity stands in a drawing: the same graph gives the same positions on every machine.
import { UndirectedGraph } from 'graphology'
import { type Position, pulled, start } from './forces.ts'
import { grouped } from './grouped.ts'
import { components, type Drawn, type Network, networkOf } from './network.ts'

export type { Position } from './forces.ts'

const EDGE_LENGTH = 150
const LABEL = { height: 30, letter: 6.5, maxLetters: 28, margin: 34 }
const GAP = 60
/** More entities than that are placed community by community. */
const LARGE = 600

/** An entity and the room that it takes: its label stands to the right of it. */
interface Box extends Position {
  id: string
  width: number
}

/**
 * Positions of all entities by id. What hangs together is placed by ForceAtlas2 from a start that depends on the ids
 * alone, and its labels are moved apart; such parts stand beside each other in rows, the largest first and entities
 * without a claim last, in order of type and name. Large graphs are placed community by community.
 */
export function layout(graph: Drawn): Map<string, Position> {
  const network = networkOf(graph)
  if (network.order > LARGE) return grouped(network)
  const boxes = new Map(graph.entities.map(e => [e.id, boxOf(e)]))
  const placed = components(network).map(part => {
    const here = part.map(id => boxes.get(id)!)
    if (here.length > 1) arrange(network, here)
    return here
  })
  pack(placed)
  const { left, right, top, bottom } = bounds(placed.flat())
  const moved = ({ x, y }: Position) => ({ x: rounded(x - (left + right) / 2), y: rounded(y - (top + bottom) / 2) })
  return new Map(network.mapNodes(id => [id, moved(boxes.get(id)!)]))
}

function boxOf({ id, name }: Drawn['entities'][number]): Box {
  return { id, x: 0, y: 0, width: LABEL.margin + LABEL.letter * Math.min(name.length, LABEL.maxLetters) }
}

/** Gives the boxes of one part their places relative to each other. */
function arrange(network: Network, boxes: Box[]): void {
  const part: Network = new UndirectedGraph()
  for (const { id } of boxes) part.addNode(id, start(id))
  for (const { id } of boxes) {
    network.forEachEdge(id, (_, { weight }, a, b) => {
      if (a === id) part.addEdge(a, b, { weight })
    })
  }
  const positions = pulled(part, Math.min(600, Math.round(400_000 / part.order)))
  const lengths = part.mapEdges((_, __, a, b) => {
    const [p, q] = [positions[a]!, positions[b]!]
    return Math.hypot(p.x - q.x, p.y - q.y)
  })
  const median = lengths.sort((a, b) => a - b)[Math.floor(lengths.length / 2)]!
  const ratio = median > 0 ? EDGE_LENGTH / median : 1
  for (const box of boxes) {
    const { x, y } = positions[box.id]!
    Object.assign(box, { x: x * ratio, y: y * ratio })
  }
  const { left, right, top, bottom } = bounds(boxes.map(box => ({ ...box, width: 0 })))
  if (top - bottom > right - left) for (const box of boxes) Object.assign(box, { x: box.y, y: box.x }) // screens are wide
  separate(boxes)
}

/** Pushes boxes up and down, which costs less room than sideways, until they overlap no more. */
function separate(boxes: Box[]): void {
  const widest = LABEL.margin + LABEL.letter * LABEL.maxLetters
  for (let pass = 0; pass < 200; pass++) {
    const rows = new Map<number, Box[]>()
    for (const box of [...boxes].sort((a, b) => a.x - b.x)) {
      const row = Math.floor(box.y / LABEL.height)
      const list = rows.get(row)
      if (list) list.push(box)
      else rows.set(row, [box])
    }
    let moved = false
    for (const [row, list] of rows) {
      for (const other of [list, rows.get(row + 1) ?? []]) moved = pushApart(list, other, widest) || moved
    }
    if (!moved) return
  }
}

/** Both lists are in order of x, and may be the same one. */
function pushApart(list: Box[], other: Box[], widest: number): boolean {
  let moved = false
  let first = 0
  list.forEach((a, i) => {
    while (first < other.length && other[first]!.x < a.x - widest) first++
    for (let j = list === other ? i + 1 : first; j < other.length && other[j]!.x < a.x + a.width; j++) {
      const b = other[j]!
      const overlap = LABEL.height - Math.abs(a.y - b.y)
      if (overlap <= 0.5 || b.x + b.width <= a.x) continue
      const up = a.y > b.y ? 1 : -1
      a.y += (up * overlap) / 2
      b.y -= (up * overlap) / 2
      moved = true
    }
  })
  return moved
}

/** Puts the parts into rows, about as wide as one and a half times their height. */
function pack(parts: Box[][]): void {
  const sized = parts.map(boxes => ({ boxes, ...bounds(boxes) }))
  const area = sized.reduce((sum, { left, right, top, bottom }) => sum + (right - left + GAP) * (top - bottom), 0)
  const rowWidth = sized.reduce((widest, { left, right }) => Math.max(widest, right - left), Math.sqrt(area * 1.5))
  let [x, y, height] = [0, 0, 0]
  for (const { boxes, left, right, top, bottom } of sized) {
    if (x > 0 && x + right - left > rowWidth) {
      ;[x, y, height] = [0, y - height, 0]
    }
    for (const box of boxes) Object.assign(box, { x: box.x - left + x, y: box.y - top + y })
    x += right - left + GAP
    height = Math.max(height, top - bottom + (boxes.length > 1 ? GAP : 0))
  }
}

function bounds(boxes: Box[]): { left: number; right: number; top: number; bottom: number } {
  const all = { left: Infinity, right: -Infinity, top: -Infinity, bottom: Infinity }
  for (const { x, y, width } of boxes) {
    all.left = Math.min(all.left, x)
    all.right = Math.max(all.right, x + width)
    all.top = Math.max(all.top, y + LABEL.height / 2)
    all.bottom = Math.min(all.bottom, y - LABEL.height / 2)
  }
  return all
}

const rounded = (n: number): number => Math.round(n * 100) / 100 + 0
