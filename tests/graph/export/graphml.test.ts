// What stands in a GraphML file, read by an XML parser that has nothing to do with the writer.
import { DOMParser, type Element } from '@xmldom/xmldom'
import { describe, expect, test } from 'vitest'
import { graphml } from '../../../graph/export/graphml.ts'
import { legal } from '../../../graph/export/xml.ts'
import { seedGraph } from '../../seed.ts'
import { GRAPHS, ontology, written } from './written.ts'

function parse(text: string): Element {
  const stop = (_: string, message: string): never => {
    throw new Error(message)
  }
  return new DOMParser({ onError: stop }).parseFromString(text, 'text/xml').documentElement!
}

/** Elements of a name with their attributes and their values by declared name, typed as declared; all text but `legal`. */
function read(root: Element, name: 'node' | 'edge'): Record<string, unknown>[] {
  const all = (parent: Element, tag: string): Element[] => [...parent.getElementsByTagName(tag)]
  const keys = new Map(all(root, 'key').map(key => [key.getAttribute('id'), key]))
  return all(root, name).map(element => {
    const attributes = Object.fromEntries([...element.attributes].map(a => [a.name, a.value]))
    const values = all(element, 'data').map(data => {
      const key = keys.get(data.getAttribute('key'))!
      expect(key.getAttribute('for')).toBe(name)
      const text = data.textContent!
      return [key.getAttribute('attr.name'), key.getAttribute('attr.type') === 'string' ? text : Number(text)]
    })
    expect(new Set(values.map(([key]) => key)).size).toBe(values.length)
    return { ...attributes, ...Object.fromEntries(values) }
  })
}

/** The record as XML can hold it: without what is absent or empty, and without forbidden characters. */
const held = (record: Record<string, unknown>): Record<string, unknown> =>
  Object.fromEntries(
    Object.entries(record)
      .filter(([, value]) => value !== undefined && value !== '')
      .map(([key, value]) => [key, typeof value === 'string' ? legal(value) : value]),
  )

describe.each(GRAPHS)('GraphML of %s', async (_, graph) => {
  const root = parse(await written(graphml, graph, { lang: 'en' }))

  test('has every entity with its values', () => {
    const expected = graph.entities.map(({ id, name, type, aliases, wikidata }) => {
      const mentions = graph.mentions.filter(m => m.entity === id)
      return held({
        ...{ id, label: name, type, type_label: ontology.types.get(type)!.label.en, wikidata },
        aliases: JSON.stringify(aliases),
        mentions: mentions.length,
        articles: new Set(mentions.map(m => m.article)).size,
      })
    })
    expect(read(root, 'node')).toEqual(expected)
  })

  test('has every claim as an edge with its values', () => {
    const articles = new Map(graph.articles.map(a => [a.id, a]))
    const names = new Map(graph.entities.map(e => [e.id, e.name]))
    const expected = graph.claims.map(({ subject, object, speaker, ...claim }) => {
      const { title, url, date, text } = articles.get(claim.article)!
      return held({
        ...{ ...claim, source: subject, target: object, title, url, date },
        label: ontology.relations.get(claim.relation)!.label.en,
        quote: text.slice(claim.start, claim.end),
        speaker: speaker && names.get(speaker),
        speaker_id: speaker,
      })
    })
    const byId = (a: Record<string, unknown>, b: Record<string, unknown>): number => (a.id! < b.id! ? -1 : 1)
    expect(read(root, 'edge').sort(byId)).toEqual(expected.sort(byId))
  })
})

test('labels are in the language asked for', async () => {
  const labels = async (lang?: 'ru' | 'en') =>
    read(parse(await written(graphml, seedGraph(), { lang })), 'node').map(node => node.type_label)
  expect(await labels()).toContain('Страна')
  expect(await labels('en')).toContain('Country')
})
