// Large graphs: communities stand apart, the rest around them, and the same graph gives the same places.
import { expect, test } from 'vitest'
import { hash } from '../../graph/id.ts'
import { layout } from '../../graph/layout.ts'
import { communities, type Drawn, networkOf } from '../../graph/network.ts'

const id = (i: number): string => hash('grouped', String(i))

/** `topics` of forty entities, each linked with three others of its topic; every eighth also with one elsewhere; and `lonely` ones. */
function made(topics: number, lonely: number): Drawn {
  const linked = topics * 40
  const entities = Array.from({ length: linked + lonely }, (_, i) => ({
    id: id(i),
    type: 'Organization',
    name: `Орган ${i}`,
  }))
  const claims = Array.from({ length: linked }, (_, i) => {
    const topic = i - (i % 40)
    const near = [1, 7, 19].map(step => ({ subject: id(i), object: id(topic + ((i + step) % 40)) }))
    return i % 8 === 0 ? [...near, { subject: id(i), object: id((i * 17 + 83) % linked) }] : near
  })
  return { entities, claims: claims.flat() }
}

const distance = (a: { x: number; y: number }, b: { x: number; y: number }): number => Math.hypot(a.x - b.x, a.y - b.y)

test('two cliques with a bridge between them are two communities, the larger first', () => {
  const clique = (from: number, to: number) =>
    Array.from({ length: to - from }, (_, i) =>
      Array.from({ length: i }, (_, j) => ({ subject: id(from + i), object: id(from + j) })),
    ).flat()
  const entities = Array.from({ length: 13 }, (_, i) => ({ id: id(i), type: 'Person', name: String(i) }))
  const graph = { entities, claims: [...clique(0, 6), ...clique(6, 13), { subject: id(0), object: id(6) }] }
  const found = communities(networkOf(graph)).map(ids => ids.sort())
  const ids = (from: number, to: number) =>
    entities
      .slice(from, to)
      .map(e => e.id)
      .sort()
  expect(found).toEqual([ids(6, 13), ids(0, 6)])
})

test('without claims each entity is a community', () => {
  const entities = [0, 1].map(i => ({ id: id(i), type: 'Person', name: String(i) }))
  expect(communities(networkOf({ entities, claims: [] }))).toHaveLength(2)
})

test('what belongs together stands together, and nothing on top of another', () => {
  const graph = made(30, 200)
  const all = layout(graph)
  const places = graph.entities.map(e => all.get(e.id)!)
  const mean = (pairs: [number, number][]): number =>
    pairs.reduce((sum, [a, b]) => sum + distance(places[a]!, places[b]!), 0) / pairs.length
  const within = Array.from({ length: 1200 }, (_, i): [number, number] => [i, i - (i % 40) + ((i + 5) % 40)])
  const across = Array.from({ length: 1200 }, (_, i): [number, number] => [i, (i + 600) % 1200])
  expect(mean(within)).toBeLessThan(0.3 * mean(across))
  const sorted = places.toSorted((a, b) => a.x - b.x)
  const close = sorted.filter((a, i) => sorted.slice(i + 1, i + 40).some(b => distance(a, b) < 8))
  expect(close.length).toBeLessThan(0.02 * places.length)
})

test('entities without a claim stand around all others', () => {
  const graph = made(20, 300)
  const places = layout(graph)
  const far = graph.entities.map(e => distance(places.get(e.id)!, { x: 0, y: 0 }))
  expect(Math.min(...far.slice(800))).toBeGreaterThan(Math.max(...far.slice(0, 800)))
})

test('the order of entities and claims does not matter', () => {
  const graph = made(20, 20)
  const turned = { entities: graph.entities.toReversed(), claims: graph.claims.toReversed() }
  expect(Object.fromEntries(layout(turned))).toEqual(Object.fromEntries(layout(graph)))
})

test('many entities and no claims at all', () => {
  const { entities } = made(0, 700)
  const places = [...layout({ entities, claims: [] }).values()]
  expect(places).toHaveLength(700)
  expect(places.every(({ x, y }) => Number.isFinite(x) && Number.isFinite(y))).toBe(true)
  expect(new Set(places.map(({ x, y }) => `${x} ${y}`)).size).toBe(700)
})
