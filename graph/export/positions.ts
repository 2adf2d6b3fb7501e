// A source → where each entity stands in a drawing, also of a graph too big to be laid out.
import { type Drawn, layout, type Position } from '../layout.ts'
import type { Source } from '../source.ts'

/** Entities and claims that are still laid out by their ties; for more it takes too long, and programs do it better. */
const MOST = 30_000

/** Positions by id: those of `layout`, or the points of a sunflower, in order of the ids, where there is too much. */
export async function positionsOf(source: Source): Promise<Map<string, Position>> {
  const drawn: Drawn = { entities: [], claims: [] }
  const points = new Map<string, Position>()
  for await (const { id, type, name } of source.entities()) {
    points.set(id, point(points.size))
    if (points.size <= MOST) drawn.entities.push({ id, type, name })
  }
  if (points.size > MOST) return points
  for await (const { claims } of source.edges()) {
    for (const { subject, object } of claims) drawn.claims.push({ subject, object })
    if (drawn.claims.length > MOST) return points
  }
  return layout(drawn)
}

/** The points of a sunflower have about the same room each. */
function point(i: number): Position {
  const [radius, angle] = [100 * Math.sqrt(i), i * Math.PI * (3 - Math.sqrt(5))]
  const rounded = (n: number): number => Math.round(n * 100) / 100 + 0
  return { x: rounded(radius * Math.cos(angle)), y: rounded(radius * Math.sin(angle)) }
}
