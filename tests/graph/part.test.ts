// A part of a graph: the best connected, or what is around one, and nothing that points outside of it.
import { expect, test } from 'vitest'
import { partOf } from '../../graph/part.ts'
import { madeGraph } from '../viz/made.ts'

const graph = madeGraph({ entities: 400, claims: 1500, articles: 60 })
const links = (id: string): Set<string> =>
  new Set(graph.claims.flatMap(c => (c.subject === id ? [c.object] : c.object === id ? [c.subject] : [])))

test('what is in a part points to nothing outside of it', () => {
  for (const around of [undefined, graph.entities[7]!.id, 'no such entity']) {
    const part = partOf(graph, 50, around)
    const [entities, articles] = [new Set(part.entities.map(e => e.id)), new Set(part.articles.map(a => a.id))]
    expect(part.claims.length).toBeGreaterThan(10)
    for (const { subject, object, speaker, article } of part.claims) {
      expect(entities.has(subject) && entities.has(object) && (!speaker || entities.has(speaker))).toBe(true)
      expect(articles.has(article)).toBe(true)
    }
    for (const m of part.mentions) expect(articles.has(m.article) && entities.has(m.entity!)).toBe(true)
  }
})

test('without a middle: the best-connected; with one: it, all its neighbours, then theirs', () => {
  const degree = new Map(graph.entities.map(({ id }) => [id, links(id).size]))
  const best = [...degree].sort(([a, n], [b, m]) => m - n || (a < b ? -1 : 1)).slice(0, 30)
  const found = new Set(partOf(graph, 30).entities.map(e => e.id))
  for (const [id] of best) expect(found.has(id)).toBe(true)
  const [middle] = [...degree].find(([, n]) => n === 4)!
  const around = partOf(graph, 60, middle)
  const near = new Set(around.entities.map(e => e.id))
  for (const id of [middle, ...links(middle)]) expect(near.has(id)).toBe(true)
  const own = graph.claims.filter(c => c.subject === middle || c.object === middle)
  expect(around.claims.filter(c => c.subject === middle || c.object === middle)).toEqual(own)
})

test('a part of more than there is has all that is linked', () => {
  const part = partOf(graph, 1000)
  expect([part.entities.length, part.claims.length]).toEqual([graph.entities.length, graph.claims.length])
})
