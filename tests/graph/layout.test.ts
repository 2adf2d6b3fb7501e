// Positions: the same for the same graph, readable, and nothing flung away.
import { expect, test } from 'vitest'
import { hash } from '../../graph/id.ts'
import { layout } from '../../graph/layout.ts'
import type { Claim, Graph } from '../../graph/model.ts'
import { seedGraph } from '../seed.ts'

/** A graph of `n` entities and claims between the given pairs of them. */
function graphOf(n: number, pairs: [number, number][], name = 'Организация'): Graph {
  const entities = Array.from({ length: n }, (_, i) => ({
    id: hash('test', String(i)),
    type: 'Organization',
    name: `${name} ${i}`,
    aliases: [],
  }))
  const claims = pairs.map(
    ([a, b], i) => ({ id: String(i), subject: entities[a]!.id, object: entities[b]!.id }) as Claim,
  )
  return { articles: [], entities, mentions: [], claims }
}

test('every entity has a place', () => {
  expect([...layout(seedGraph()).keys()].sort()).toEqual(seedGraph().entities.map(e => e.id))
})

test('places are the same on every machine', () => {
  const ring = graphOf(
    12,
    Array.from({ length: 10 }, (_, i) => [i, (i * 3 + 1) % 10]),
  )
  expect(hash(JSON.stringify([...layout(ring)].sort()))).toBe('15ef6ea6989dc7ca')
})

test('the order of entities and claims does not matter, and the graph is not touched', () => {
  const graph = seedGraph()
  const before = JSON.stringify(graph)
  const turned = { ...graph, entities: graph.entities.toReversed(), claims: graph.claims.toReversed() }
  expect(Object.fromEntries(layout(turned))).toEqual(Object.fromEntries(layout(graph)))
  expect(JSON.stringify(graph)).toBe(before)
})

test('an empty graph, one entity, a claim of an entity about itself', () => {
  expect(layout(graphOf(0, []))).toEqual(new Map())
  expect(layout(graphOf(1, [])).size).toBe(1)
  for (const { x, y } of layout(graphOf(2, [[0, 0]])).values()) {
    expect(Number.isFinite(x) && Number.isFinite(y)).toBe(true)
  }
})

test('labels do not cover each other', () => {
  // A hub with forty others is what crowds most.
  const star = graphOf(
    61,
    Array.from({ length: 40 }, (_, i) => [0, i + 1]),
  )
  for (const graph of [seedGraph(), star]) {
    const boxes = graph.entities.map(e => ({ ...layout(graph).get(e.id)!, width: 6 * Math.min(e.name.length, 28) }))
    const covered = boxes.filter((a, i) =>
      boxes.some((b, j) => i !== j && b.x >= a.x && b.x < a.x + a.width && Math.abs(a.y - b.y) < 14),
    )
    expect(covered).toEqual([])
  }
})

test('entities without a claim stand close by, in a block', () => {
  const graph = graphOf(
    130,
    Array.from({ length: 29 }, (_, i) => [i, i + 1]),
  )
  const positions = layout(graph)
  const extent = (from: number, to: number, axis: 'x' | 'y'): number => {
    const values = graph.entities.slice(from, to).map(e => positions.get(e.id)![axis])
    return Math.max(...values) - Math.min(...values)
  }
  expect(extent(30, 130, 'y')).toBeGreaterThan(0)
  expect(extent(0, 130, 'x')).toBeLessThan(3 * extent(0, 30, 'x'))
  expect(extent(0, 130, 'y')).toBeLessThan(10 * extent(0, 30, 'x'))
})

test('what is linked stands nearer than what is not', () => {
  const cluster = (from: number): [number, number][] =>
    Array.from({ length: 10 }, (_, i) =>
      Array.from({ length: i }, (_, j): [number, number] => [from + i, from + j]),
    ).flat()
  const graph = graphOf(20, [...cluster(0), ...cluster(10), [0, 10]], 'A')
  const at = graph.entities.map(e => layout(graph).get(e.id)!)
  const mean = (pairs: [number, number][]): number =>
    pairs.reduce((sum, [i, j]) => sum + Math.hypot(at[i]!.x - at[j]!.x, at[i]!.y - at[j]!.y), 0) / pairs.length
  const across = Array.from({ length: 10 }, (_, i): [number, number] => [i, 19 - i])
  expect(mean([...cluster(0), ...cluster(10)])).toBeLessThan(0.7 * mean(across))
})

test('thousands of entities are placed in seconds', { timeout: 60_000 }, () => {
  const graph = graphOf(
    3_000,
    Array.from({ length: 6_000 }, (_, i) => [(i * 7919) % 2_700, (i * i + 3) % 900]),
  )
  const started = performance.now()
  expect(layout(graph).size).toBe(3_000)
  expect(performance.now() - started).toBeLessThan(30_000)
})
