// Large network → places by community: what has much to do with each other stands in a disk of its own, room between the disks.
import { UndirectedGraph } from 'graphology'
import noverlapModule from 'graphology-layout-noverlap'
import { type Position, pulled, start } from './forces.ts'
import { communities, components, type Network } from './network.ts'

// The package is CommonJS: the default export that it declares is what `import` gives.
const noverlap = noverlapModule as unknown as typeof noverlapModule.default

/** Distance of entities in a disk, about. */
const SPACING = 40
/** Room around a disk, as a share of its radius. */
const MARGIN = 0.25
/** How far apart disks stand before they are set apart; at 1 they would fill the whole. */
const DENSITY = 0.7
/** A disk of more entities is made of smaller disks. */
const MOST = 1500
/** What hangs together with no more others than that stands apart. */
const FEW = 12
/** Angle between one point of a spiral and the next, which fills a plane evenly. */
const GOLDEN = Math.PI * (3 - Math.sqrt(5))

/**
 * Places of all nodes, by id, around 0, 0. Communities are placed by ForceAtlas2 as if each were a single entity and set
 * apart, then each one's members within its disk; what hangs together with few others stands in rings around all, the most
 * first. The same for the same network.
 */
export function grouped(network: Network): Map<string, Position> {
  const parts = components(network)
  const large = parts.filter(part => part.length > FEW)
  const places = large.length > 0 ? disks(induced(network, new Set(large.flat()))) : new Map<string, Position>()
  const small = parts
    .slice(large.length)
    .map(part => (part.length > 1 ? disk(induced(network, new Set(part))) : dot(part[0]!)))
  const all = [...places, ...rings(small, large.length > 0 ? reach(places) : 0)]
  return new Map(all.map(([id, { x, y }]) => [id, { x: rounded(x), y: rounded(y) }]))
}

/** What hangs together, in disks. */
function disks(network: Network): Map<string, Position> {
  const groups = communities(network)
  if (groups.length === 1) return disk(network)
  const groupOf = new Map(groups.flatMap((ids, i) => ids.map(id => [id, String(i)])))
  const inside = groups.map(ids => {
    const part = induced(network, new Set(ids))
    return ids.length > MOST ? disks(part) : ids.length > 1 ? disk(part) : dot(ids[0]!)
  })
  const between: Network = new UndirectedGraph()
  for (const [i, ids] of groups.entries()) {
    const { x, y } = start(ids[0]!)
    between.addNode(String(i), { x, y, size: reach(inside[i]!) })
  }
  network.forEachEdge((_, { weight }, a, b) => {
    const [from, to] = [groupOf.get(a)!, groupOf.get(b)!]
    if (from !== to) between.updateEdge(from, to, ({ weight: before }) => ({ weight: (before ?? 0) + weight }))
  })
  const centers = apart(between)
  return new Map(inside.flatMap((places, i) => moved(places, centers[String(i)]!)))
}

/** Places of a few nodes within a disk around 0, 0. */
function disk(part: Network): Map<string, Position> {
  part.updateEachNodeAttributes((id, attributes) => ({ ...attributes, ...start(id) }))
  const places = pulled(part, Math.max(40, Math.min(200, Math.round(30_000 / part.order))))
  const x = mean(Object.values(places).map(place => place.x))
  const y = mean(Object.values(places).map(place => place.y))
  const far = mostReach(Object.values(places).map(place => ({ x: place.x - x, y: place.y - y })))
  const ratio = (SPACING * Math.sqrt(part.order / Math.PI)) / far
  part.updateEachNodeAttributes((id, attributes) => ({
    ...attributes,
    x: (places[id]!.x - x) * ratio,
    y: (places[id]!.y - y) * ratio,
    size: SPACING / 4,
  }))
  return new Map(
    Object.entries(noverlap(part, { maxIterations: 60, settings: { margin: 2, ratio: 1, expansion: 1.1 } })),
  )
}

/** Centres of disks that do not overlap. */
function apart(between: Network): Record<string, Position> {
  const centers = pulled(between, Math.max(60, Math.min(400, Math.round(400_000 / between.order))))
  const far = mostReach(Object.values(centers))
  const area = between.reduceNodes((sum, _, { size = 0 }) => sum + (size * (1 + MARGIN)) ** 2, 0)
  const ratio = (DENSITY * Math.sqrt(area)) / far
  between.updateEachNodeAttributes((id, attributes) => ({
    ...attributes,
    x: centers[id]!.x * ratio,
    y: centers[id]!.y * ratio,
  }))
  const settings = { margin: SPACING / 2, ratio: 1 + MARGIN, expansion: 1.05, gridSize: 20, speed: 3 }
  return noverlap(between, { maxIterations: 300, settings })
}

/** These nodes and the edges between them. */
function induced(network: Network, ids: ReadonlySet<string>): Network {
  const part: Network = new UndirectedGraph()
  for (const id of ids) part.addNode(id)
  for (const id of ids) {
    network.forEachEdge(id, (_, { weight }, a, b) => {
      if (a === id && ids.has(b)) part.addEdge(a, b, { weight })
    })
  }
  return part
}

/** Rings of disks around what reaches so far. */
function rings(disks: Map<string, Position>[], within: number): Map<string, Position> {
  let area = within === 0 ? 0 : (within + 2 * SPACING) ** 2
  return new Map(
    disks.flatMap((places, n) => {
      const own = (1.2 * (2 * reach(places) + SPACING / 2)) ** 2 / Math.PI
      const [radius, angle] = [Math.sqrt(area + own / 2), n * GOLDEN]
      area += own
      return moved(places, { x: radius * Math.cos(angle), y: radius * Math.sin(angle) })
    }),
  )
}

const dot = (id: string): Map<string, Position> => new Map([[id, { x: 0, y: 0 }]])

const moved = (places: ReadonlyMap<string, Position>, by: Position): [string, Position][] =>
  [...places].map(([id, { x, y }]) => [id, { x: x + by.x, y: y + by.y }])

const reach = (places: ReadonlyMap<string, Position>): number =>
  [...places.values()].reduce((far, { x, y }) => Math.max(far, Math.hypot(x, y)), SPACING / 2)

/** Nine in ten are no further from 0, 0. */
function mostReach(places: Position[]): number {
  const far = places.map(({ x, y }) => Math.hypot(x, y)).sort((a, b) => a - b)
  return far[Math.floor(far.length * 0.9)] || 1
}

const rounded = (n: number): number => Math.round(n * 100) / 100 + 0

const mean = (list: number[]): number => list.reduce((sum, n) => sum + n, 0) / list.length
