// What stands in a JSON Lines file: all of the graph, in one order.

import fc from 'fast-check'
import { expect, test } from 'vitest'
import { jsonl } from '../../../graph/export/jsonl.ts'
import type { Graph } from '../../../graph/model.ts'
import { compareMentions } from '../../../graph/order.ts'
import { anyGraph } from '../store/graphs.ts'
import { oddGraph } from './odd.ts'
import { GRAPHS, written } from './written.ts'

type Line = Record<string, unknown> & { kind: string; id: string }

const lines = (text: string): Line[] =>
  text
    .trimEnd()
    .split('\n')
    .map(line => JSON.parse(line) as Line)

/** The graph that a file holds, by what the format's description says. */
function read(text: string): Graph {
  const [, ...records] = lines(text)
  const of = <T>(kind: string): T[] =>
    records.filter(r => r.kind === kind).map(({ kind: _, quote: __, ...rest }) => rest as T)
  const claims = of<Graph['claims'][number]>('claim').sort((a, b) => (a.id < b.id ? -1 : 1))
  return { articles: of('article'), entities: of('entity'), mentions: of('mention'), claims }
}

test.each(GRAPHS)('%s comes back whole', async (_, graph) => {
  const text = await written(jsonl, graph)
  expect(read(text)).toEqual(graph)
  expect(lines(text)[0]).toEqual({ format: 'svodka-graph', version: 1 })
})

test('any graph comes back whole, and from any order as the same bytes', async () => {
  await fc.assert(
    fc.asyncProperty(anyGraph, async graph => {
      const text = await written(jsonl, graph)
      expect(read(text)).toEqual(graph)
      const { articles, entities, mentions, claims } = graph
      const turned = {
        articles: articles.toReversed(),
        entities: entities.toReversed(),
        mentions: mentions.toReversed(),
        claims: claims.toReversed(),
      }
      expect(await written(jsonl, turned)).toBe(text)
    }),
    { numRuns: 50 },
  )
})

test('every quote is the words of its article, read by offsets of the file alone', async () => {
  const records = lines(await written(jsonl, oddGraph())).slice(1)
  const texts = new Map(records.filter(r => r.kind === 'article').map(r => [r.id, r.text as string]))
  const claims = records.filter(r => r.kind === 'claim')
  expect(claims.length).toBe(oddGraph().claims.length)
  for (const { article, start, end, quote } of claims) {
    expect(quote).toBe(texts.get(article as string)!.slice(start as number, end as number))
  }
})

test('no reader takes a character of a text for the end of a line', async () => {
  const odd = oddGraph()
  const graph = { ...odd, entities: odd.entities.map(e => ({ ...e, name: `a\u0085b\u2028c\u2029d\n${e.name}` })) }
  const text = await written(jsonl, graph)
  expect(text.split(/[\n\r\v\f\x1c-\x1e\u0085\u2028\u2029]/)).toEqual(text.split('\n'))
  expect(read(text)).toEqual(graph)
})

test('entities come first, then articles each with its mentions, then claims; a file is UTF-8', async () => {
  const graph = oddGraph()
  const text = await written(jsonl, graph)
  const records = lines(text).slice(1)
  const kinds = records.map(r => r.kind).filter((kind, i, all) => kind !== all[i - 1])
  expect(kinds).toEqual(['entity', ...graph.articles.flatMap(() => ['article', 'mention']), 'claim'])
  const mentions = records.filter(r => r.kind === 'mention') as unknown as Graph['mentions']
  expect(mentions).toEqual([...mentions].sort(compareMentions))
  expect(Buffer.from(text).toString()).toBe(text)
})
