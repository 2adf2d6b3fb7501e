// What stands in the tables, read by a CSV parser that has nothing to do with the writer.
import { parse } from 'csv-parse/sync'
import { describe, expect, test } from 'vitest'
import { csv } from '../../../graph/export/csv.ts'
import { byId } from '../../../graph/order.ts'
import { seedGraph } from '../../seed.ts'
import { GRAPHS, inUtf8, ontology, written } from './written.ts'

type Row = Record<string, string>

/** The file as bytes and back: what UTF-8 cannot hold is lost as it is on a disk. */
async function rows(
  name: keyof typeof csv,
  ...[graph, options]: [Parameters<typeof written>[1], object?]
): Promise<Row[]> {
  const text = inUtf8(await written(csv[name], graph, options))
  return parse(text, { columns: true, record_delimiter: '\n' }) as Row[]
}

/** All values as texts that UTF-8 can hold; what is absent is empty. */
const texts = (record: Record<string, unknown>): Row =>
  Object.fromEntries(Object.entries(record).map(([key, value]) => [key, inUtf8(String(value ?? ''))]))

describe.each(GRAPHS)('CSV of %s', (_, graph) => {
  const articles = new Map(graph.articles.map(a => [a.id, a]))
  const names = new Map(graph.entities.map(e => [e.id, e.name]))

  test('has every entity', async () => {
    const expected = graph.entities.map(({ id, name, type, aliases, wikidata }) => {
      const mentions = graph.mentions.filter(m => m.entity === id)
      return texts({
        ...{ id, label: name, type, type_label: ontology.types.get(type)!.label.ru, wikidata },
        aliases: JSON.stringify(aliases),
        mentions: mentions.length,
        articles: new Set(mentions.map(m => m.article)).size,
      })
    })
    expect(await rows('nodes.csv', graph)).toEqual(expected)
  })

  test('has every claim', async () => {
    const expected = graph.claims.map(({ subject, object, speaker, ...claim }) => {
      const { title, url, date, text } = articles.get(claim.article)!
      return texts({
        ...{ ...claim, source: subject, target: object, title, url, date, time: claim.time },
        label: ontology.relations.get(claim.relation)!.label.ru,
        quote: text.slice(claim.start, claim.end),
        speaker: speaker && names.get(speaker),
        speaker_id: speaker,
      }) as Row & { id: string }
    })
    const found = (await rows('edges.csv', graph)) as (Row & { id: string })[]
    expect(found.sort(byId)).toEqual(expected.sort(byId))
  })

  test('has every article and mention', async () => {
    const { id, title, date, url, source, language, text } = {} as Record<string, undefined>
    const absent = { id, title, date, url, source, language, text }
    expect(await rows('articles.csv', graph)).toEqual(graph.articles.map(a => texts({ ...absent, ...a })))
    expect(await rows('mentions.csv', graph)).toEqual(graph.mentions.map(m => texts({ entity: m.entity, ...m })))
  })
})

test('an empty text is not an absent one', async () => {
  const graph = seedGraph()
  const [first, ...others] = graph.articles
  const text = await written(csv['articles.csv'], { ...graph, articles: [{ ...first!, url: '' }, ...others] })
  const line = text.split('\n')[1]!
  expect(line).toMatch(/^"[0-9a-f]{16}","[^"]+","2025-11-27","",,"ru","/)
})

test('labels are in the language asked for', async () => {
  expect((await rows('nodes.csv', seedGraph(), { lang: 'en' })).map(row => row.type_label)).toContain('Country')
})
