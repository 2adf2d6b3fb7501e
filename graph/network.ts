// Entities and claims → an undirected network of what hangs together, and its communities.
import { UndirectedGraph } from 'graphology'
import louvainModule from 'graphology-communities-louvain'
import type { Claim, Entity } from './model.ts'

/** What a drawing depends on; any graph has it. */
export interface Drawn {
  entities: Pick<Entity, 'id' | 'type' | 'name'>[]
  claims: Pick<Claim, 'subject' | 'object'>[]
}

/** One edge a pair of entities that claims join; nodes may have a place and a radius. */
export type Network = UndirectedGraph<{ x?: number; y?: number; size?: number }, { weight: number }>

// The package is CommonJS: the default export that it declares is what `import` gives.
const louvain = louvainModule as unknown as typeof louvainModule.default

/** The network's nodes are in order of type, name and id; an edge's weight grows with the number of claims, but less than in proportion. */
export function networkOf(graph: Drawn): Network {
  const order = (e: Drawn['entities'][number]): string => `${e.type}\n${e.name}\n${e.id}`
  const keyed = graph.entities.map(({ id, ...e }) => ({ id, key: order({ id, ...e }) }))
  keyed.sort((a, b) => (a.key < b.key ? -1 : 1))
  const network: Network = new UndirectedGraph()
  for (const { id } of keyed) network.addNode(id)
  const places = new Map(keyed.map(({ id }, i) => [id, i]))
  const counts = new Map<number, number>()
  for (const { subject, object } of graph.claims) {
    const [a, b] = [places.get(subject), places.get(object)]
    if (a === undefined || b === undefined || a === b) continue
    const pair = Math.min(a, b) * keyed.length + Math.max(a, b)
    counts.set(pair, (counts.get(pair) ?? 0) + 1)
  }
  for (const [pair, count] of [...counts].sort(([a], [b]) => a - b)) {
    const [a, b] = [keyed[Math.floor(pair / keyed.length)]!, keyed[pair % keyed.length]!]
    network.addEdge(a.id, b.id, { weight: Math.sqrt(count) })
  }
  return network
}

/** Ids of what hangs together, each part in the order of the network's nodes, the largest part first. */
export function components(network: Network): string[][] {
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
  return parts.sort((a, b) => b.length - a.length)
}

/**
 * Ids of entities that have more to do with each other than with the rest, the largest community first; the same for the
 * same network. By the Louvain method (Blondel et al. 2008, «Fast unfolding of communities in large networks»).
 */
export function communities(network: Network): string[][] {
  if (network.size === 0) return network.nodes().map(id => [id])
  // Nodes are visited in turn, from the first one on.
  const found = louvain(network, { rng: () => 0, randomWalk: false })
  const groups = new Map<number, string[]>()
  for (const id of network.nodes()) {
    const group = groups.get(found[id]!)
    if (group) group.push(id)
    else groups.set(found[id]!, [id])
  }
  return [...groups.values()].sort((a, b) => b.length - a.length)
}

/** The fewest that make a community worth showing. */
const LEAST = 4

/** The number of each entity's community, 0 for the largest; entities of small ones are left out. */
export function communitiesOf(graph: Drawn): Map<string, number> {
  const found = communities(networkOf(graph)).filter(ids => ids.length >= LEAST)
  return new Map(found.flatMap((ids, i) => ids.map((id): [string, number] => [id, i])))
}
