// A source → where each entity stands in a drawing, also of a graph too big to be laid out.
import { layout, type Position } from '../layout.ts'
import type { Drawn } from '../network.ts'
import type { Source } from '../source.ts'

/** Entities and claims that are still laid out by their ties; for more it takes too long, and programs do it better. */
const MOST = 30_000

/**
 * The position of an entity by its id and its place in the order of the ids: that of `layout`, or a point of a sunflower
 * where there is too much to lay out.
 */
export async function positionsOf(source: Source): Promise<(id: string, place: number) => Position> {
  const drawn: Drawn = { entities: [], claims: [] }
  for await (const { id, type, name } of source.entities()) {
    drawn.entities.push({ id, type, name })
    if (drawn.entities.length > MOST) return sunflower
  }
  for await (const { claims } of source.edges()) {
    for (const { subject, object } of claims) drawn.claims.push({ subject, object })
    if (drawn.claims.length > MOST) return sunflower
  }
  const positions = layout(drawn)
  return id => positions.get(id)!
}

/** Points in a spiral that have about the same room each. */
function sunflower(_: string, place: number): Position {
  const [radius, angle] = [100 * Math.sqrt(place), place * Math.PI * (3 - Math.sqrt(5))]
  const rounded = (n: number): number => Math.round(n * 100) / 100 + 0
  return { x: rounded(radius * Math.cos(angle)), y: rounded(radius * Math.sin(angle)) }
}
