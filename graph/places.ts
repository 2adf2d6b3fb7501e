// Graph and where its entities stood before → where they stand now: known ones stay, new ones come beside what they hang
// together with. The store keeps it as text.
import { type Position, start } from './forces.ts'
import { layout } from './layout.ts'
import { type Drawn, networkOf } from './network.ts'
import type { Store } from './store/store.ts'

export interface Places {
  /** By the entity's id. */
  at: ReadonlyMap<string, Position>
  /** How many entities there were when all were laid out together. */
  whole: number
}

/** The name of the store's setting. */
const PLACES = 'places'
/** All are laid out anew when so many have come or gone since the last time, as a share. */
const CHANGED = 0.3
/** Bigger graphs are not drawn as a whole. */
const MOST = { entities: 100_000, claims: 500_000 }
/** Distance of a new entity from one that it hangs together with. */
const BESIDE = 60

/**
 * Places of all entities. Without former ones, or where more than three in ten have come or gone since all were laid out, all
 * are laid out together; else nothing that stood somewhere moves.
 */
export function placed(graph: Drawn, former?: Places): Places {
  const whole = graph.entities.length
  if (!former || Math.abs(whole - former.whole) > CHANGED * former.whole) return { at: layout(graph), whole }
  const at = new Map<string, Position>()
  for (const { id } of graph.entities) {
    const place = former.at.get(id)
    if (place) at.set(id, place)
  }
  const lacking = graph.entities.filter(({ id }) => !at.has(id))
  if (lacking.length > CHANGED * whole) return { at: layout(graph), whole }
  if (lacking.length > 0) add(graph, lacking, at)
  return { at, whole: former.whole }
}

/** Gives the lacking entities places beside those that have one; what hangs together with none of these comes below all. */
function add(graph: Drawn, lacking: Drawn['entities'], at: Map<string, Position>): void {
  const network = networkOf(graph)
  let waiting = lacking.map(({ id }) => id).sort()
  for (let found = true; found && waiting.length > 0; ) {
    const next = waiting.flatMap(id => {
      const near = network.neighbors(id).flatMap(other => at.get(other) ?? [])
      if (near.length === 0) return []
      const turn = start(id).x
      const place = {
        x: rounded(mean(near.map(({ x }) => x)) + BESIDE * Math.cos(turn)),
        y: rounded(mean(near.map(({ y }) => y)) + BESIDE * Math.sin(turn)),
      }
      return [[id, place] as const]
    })
    found = next.length > 0
    for (const [id, place] of next) at.set(id, place)
    waiting = waiting.filter(id => !at.has(id))
  }
  if (waiting.length === 0) return
  const rest = new Set(waiting)
  const apart = layout({ entities: lacking.filter(({ id }) => rest.has(id)), claims: graph.claims })
  const low = [...at.values()].reduce((low, { y }) => Math.min(low, y), 0)
  const high = [...apart.values()].reduce((high, { y }) => Math.max(high, y), 0)
  for (const [id, { x, y }] of apart) at.set(id, { x, y: rounded(y - high + low - 2 * BESIDE) })
}

/** What the store remembers of places. */
export async function storedPlaces(store: Pick<Store, 'setting'>): Promise<Places | undefined> {
  const text = await store.setting(PLACES)
  if (text === undefined) return undefined
  const { whole, ids, xy } = JSON.parse(text) as { whole: number; ids: string[]; xy: number[] }
  return { whole, at: new Map(ids.map((id, i) => [id, { x: xy[2 * i]!, y: xy[2 * i + 1]! }])) }
}

/** Finds places for all entities of the store, and lets it remember them; a graph too big to be drawn as a whole is left alone. */
export async function place(store: Pick<Store, 'setting' | 'remember' | 'query'>): Promise<void> {
  const count = async (what: string): Promise<number> =>
    (await store.query(`MATCH ${what} RETURN count(*)`)).rows[0]![0] as number
  if ((await count('(e:Entity)')) > MOST.entities || (await count('(:Entity)-[c]->(:Entity)')) > MOST.claims) return
  const nodes = await store.query('MATCH (e:Entity) RETURN e.id, labels(e), e.name')
  const pairs = await store.query('MATCH (s:Entity)-[c]->(o:Entity) RETURN s.id, o.id')
  const former = await storedPlaces(store)
  const entities = (nodes.rows as [string, string[], string][]).map(([id, labels, name]) => ({
    id,
    name,
    type: labels.find(label => label !== 'Entity') ?? '',
  }))
  const claims = (pairs.rows as [string, string][]).map(([subject, object]) => ({ subject, object }))
  const { at, whole } = placed({ entities, claims }, former)
  const same = former?.whole === whole && former.at.size === at.size && [...at.keys()].every(id => former.at.has(id))
  if (same) return
  const ids = [...at.keys()].sort()
  const xy = ids.flatMap(id => [at.get(id)!.x, at.get(id)!.y])
  await store.remember({ [PLACES]: JSON.stringify({ whole, ids, xy }) })
}

const mean = (list: number[]): number => list.reduce((sum, n) => sum + n, 0) / list.length
const rounded = (n: number): number => Math.round(n * 100) / 100
