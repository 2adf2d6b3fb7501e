// Graph → where each entity stands in a drawing: the same graph gives the same positions on every machine.
import { UndirectedGraph } from 'graphology'
import forceAtlas2Module, { type ForceAtlas2Settings } from 'graphology-layout-forceatlas2'
import { hash } from './id.ts'
import type { Claim, Entity } from './model.ts'

/** In drawing units, y upwards; a unit is about a pixel where a graph of a hundred entities fills a screen. */
export interface Position {
  x: number
  y: number
}

// The package is CommonJS: the default export that it declares is what `import` gives.
const forceAtlas2 = forceAtlas2Module as unknown as typeof forceAtlas2Module.default

/** What a drawing depends on; any graph has it. */
export interface Drawn {
  entities: Pick<Entity, 'id' | 'type' | 'name'>[]
  claims: Pick<Claim, 'subject' | 'object'>[]
}

const EDGE_LENGTH = 150
const LABEL = { height: 30, letter: 6.5, maxLetters: 28, margin: 34 }
const GAP = 60

/** An entity and the room that it takes: its label stands to the right of it. */
interface Box extends Position {
  id: string
  width: number
}

/**
 * Positions of all entities by id. What hangs together is placed by ForceAtlas2 from a start that depends on the ids
 * alone, and its labels are moved apart; such parts stand beside each other in rows, the largest first and entities
 * without a claim last, in order of type and name.
 */
export function layout(graph: Drawn): Map<string, Position> {
  const order = (e: Drawn['entities'][number]): string => `${e.type}\n${e.name}\n${e.id}`
  const entities = [...graph.entities].sort((a, b) => (order(a) < order(b) ? -1 : 1))
  const network = networkOf(entities, graph)
  const parts = components(network).sort((a, b) => b.length - a.length)
  const boxes = new Map(entities.map(e => [e.id, boxOf(e)]))
  const placed = parts.map(part => {
    const here = part.map(id => boxes.get(id)!)
    if (here.length > 1) arrange(network, here)
    return here
  })
  pack(placed)
  const { left, right, top, bottom } = bounds(placed.flat())
  const moved = ({ x, y }: Position) => ({ x: rounded(x - (left + right) / 2), y: rounded(y - (top + bottom) / 2) })
  return new Map(entities.map(({ id }) => [id, moved(boxes.get(id)!)]))
}

function boxOf({ id, name }: Drawn['entities'][number]): Box {
  return { id, x: 0, y: 0, width: LABEL.margin + LABEL.letter * Math.min(name.length, LABEL.maxLetters) }
}

/** One edge a pair of entities; its weight grows with the number of claims, but less than in proportion. */
function networkOf(entities: Drawn['entities'], graph: Drawn): UndirectedGraph {
  const network = new UndirectedGraph()
  for (const { id } of entities) network.addNode(id)
  const counts = new Map<string, number>()
  for (const { subject, object } of graph.claims) {
    if (subject === object || !network.hasNode(subject) || !network.hasNode(object)) continue
    const pair = JSON.stringify(subject < object ? [subject, object] : [object, subject])
    counts.set(pair, (counts.get(pair) ?? 0) + 1)
  }
  for (const [pair, count] of [...counts].sort(([a], [b]) => (a < b ? -1 : 1))) {
    const [a, b] = JSON.parse(pair) as [string, string]
    network.addEdge(a, b, { weight: Math.sqrt(count) })
  }
  return network
}

/** Ids of what hangs together, each part in the order of the network's nodes. */
function components(network: UndirectedGraph): string[][] {
  const part = new Map<string, number>()
  const parts: string[][] = []
  for (const id of network.nodes()) {
    if (part.has(id)) continue
    part.set(id, parts.length)
    const queue = [id]
    for (let next = queue.pop(); next !== undefined; next = queue.pop()) {
      for (const neighbor of network.neighbors(next)) {
        if (part.has(neighbor)) continue
        part.set(neighbor, parts.length)
        queue.push(neighbor)
      }
    }
    parts.push([])
  }
  for (const id of network.nodes()) parts[part.get(id)!]!.push(id)
  return parts
}

/** Gives the boxes of one part their places relative to each other. */
function arrange(network: UndirectedGraph, boxes: Box[]): void {
  const part = new UndirectedGraph()
  for (const { id } of boxes) part.addNode(id, start(id))
  for (const { id } of boxes) {
    network.forEachEdge(id, (_, { weight }, a, b) => {
      if (a === id) part.addEdge(a, b, { weight })
    })
  }
  const settings: ForceAtlas2Settings = {
    barnesHutOptimize: part.order > 1000,
    gravity: 0.05,
    strongGravityMode: true,
    scalingRatio: 10,
    slowDown: 1 + Math.log(part.order),
  }
  const iterations = Math.max(20, Math.min(600, Math.round(400_000 / part.order)))
  const positions = forceAtlas2(part, { iterations, settings })
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

/** A point of a square, a thousand wide, that depends on the id alone. */
function start(id: string): Position {
  const digits = hash('position', id)
  const place = (part: string): number => (1000 * Number.parseInt(part, 16)) / 2 ** 32
  return { x: place(digits.slice(0, 8)), y: place(digits.slice(8)) }
}

/** Pushes boxes up and down, which costs less room than sideways, until they overlap no more. */
function separate(boxes: Box[]): void {
  const widest = LABEL.margin + LABEL.letter * LABEL.maxLetters
  const passes = boxes.length > 5000 ? 20 : 200
  for (let pass = 0; pass < passes; pass++) {
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
