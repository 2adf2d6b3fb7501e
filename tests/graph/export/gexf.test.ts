// What stands in a GEXF file, read by an XML parser that has nothing to do with the writer.
import { DOMParser, type Element } from '@xmldom/xmldom'
import { describe, expect, test } from 'vitest'
import { gexf } from '../../../graph/export/gexf.ts'
import { legal } from '../../../graph/export/xml.ts'
import { layout } from '../../../graph/layout.ts'
import type { Graph } from '../../../graph/model.ts'
import { seedGraph } from '../../seed.ts'
import { oddGraph } from './odd.ts'
import { GRAPHS, ontology, written as writtenBy } from './written.ts'

const VIZ = 'http://gexf.net/1.3/viz'

const written = (graph: Graph, options?: { lang?: 'ru' | 'en' }): Promise<string> => writtenBy(gexf, graph, options)

function parse(text: string): Element {
  const stop = (_: string, message: string): never => {
    throw new Error(message)
  }
  return new DOMParser({ onError: stop }).parseFromString(text, 'text/xml').documentElement!
}

const all = (root: Element, name: string): Element[] => [...root.getElementsByTagName(name)]

function attvalues(element: Element): Record<string, string> {
  return Object.fromEntries(all(element, 'attvalue').map(a => [a.getAttribute('for'), a.getAttribute('value')!]))
}

/** The strings of a GEXF list, read character by character. */
function items(list: string): string[] {
  const found: string[] = []
  let item: string | undefined
  for (let i = 1; i < list.length - 1; i++) {
    const c = list[i]!
    if (item === undefined) {
      if (c === '"') item = ''
      else expect([',', ' ']).toContain(c)
    } else if (c === '\\') item += list[++i]
    else if (c === '"') {
      found.push(item)
      item = undefined
    } else item += c
  }
  expect([list[0], list.at(-1), item]).toEqual(['[', ']', undefined])
  return found
}

describe.each(GRAPHS)('GEXF of %s', async (_, graph) => {
  const root = parse(await written(graph))

  test('has every entity as a node with its values', () => {
    const positions = layout(graph)
    const nodes = all(root, 'node').map(node => ({
      id: node.getAttribute('id'),
      name: node.getAttribute('label'),
      type: attvalues(node).type,
      aliases: items(attvalues(node).aliases!),
      wikidata: attvalues(node).wikidata,
      mentions: Number(attvalues(node).mentions),
      position: ['x', 'y'].map(c => Number(node.getElementsByTagNameNS(VIZ, 'position')[0]!.getAttribute(c))),
    }))
    expect(nodes).toEqual(
      graph.entities.map(e => ({
        id: e.id,
        name: legal(e.name),
        type: e.type,
        aliases: e.aliases.map(legal),
        wikidata: e.wikidata,
        mentions: graph.mentions.filter(m => m.entity === e.id).length,
        position: [positions.get(e.id)!.x, positions.get(e.id)!.y],
      })),
    )
  })

  test('gives back every claim', () => {
    const articles = new Map(graph.articles.map(a => [a.id, a]))
    const names = new Map(graph.entities.map(e => [e.id, e.name]))
    const claims = all(root, 'edge').flatMap(edge => {
      const values = attvalues(edge)
      const list = (name: string): string[] => items(values[name]!)
      const ids = list('claims')
      expect(edge.getAttribute('weight')).toBe(String(ids.length))
      expect(edge.getAttribute('kind')).toBe(values.relation)
      return ids.map((id, i) => ({
        id,
        article: list('articles')[i],
        start: Number(list('starts')[i]),
        end: Number(list('ends')[i]),
        subject: edge.getAttribute('source'),
        relation: edge.getAttribute('kind'),
        object: edge.getAttribute('target'),
        speaker: list('speaker_ids')[i] || undefined,
        modality: list('modalities')[i],
        polarity: list('polarities')[i],
        time: list('times')[i] || undefined,
        confidence: Number(list('confidences')[i]),
        extractor: list('extractors')[i],
        quote: list('quotes')[i],
        date: list('dates')[i],
        title: list('titles')[i],
        speakerName: list('speakers')[i],
      }))
    })
    const expected = graph.claims.map(c => {
      const article = articles.get(c.article)!
      return {
        ...c,
        speaker: c.speaker,
        time: c.time,
        quote: legal(article.text.slice(c.start, c.end)),
        date: article.date ?? '',
        title: legal(article.title!),
        speakerName: c.speaker ? legal(names.get(c.speaker)!) : '',
      }
    })
    const byId = (a: { id: string }, b: { id: string }): number => (a.id < b.id ? -1 : 1)
    expect(claims.sort(byId)).toEqual(expected.sort(byId))
  })

  test('has one edge for each subject, relation and object, and every value is declared', () => {
    const triples = all(root, 'edge').map(e => ['source', 'kind', 'target'].map(a => e.getAttribute(a)).join(' '))
    expect(new Set(triples).size).toBe(triples.length)
    expect(triples.length).toBe(new Set(graph.claims.map(c => `${c.subject} ${c.relation} ${c.object}`)).size)
    const declared = new Set(all(root, 'attribute').map(a => a.getAttribute('id')))
    const used = new Set(all(root, 'attvalue').map(a => a.getAttribute('for')))
    expect([...used].filter(name => !declared.has(name))).toEqual([])
  })

  test('columns over time come before the others, and days are days', () => {
    const modes = all(root, 'attributes').map(a => `${a.getAttribute('class')} ${a.getAttribute('mode')}`)
    expect(modes).toEqual(
      graph.articles.length
        ? ['node dynamic', 'node static', 'edge dynamic', 'edge static']
        : ['node static', 'edge static'],
    )
    for (const spell of all(root, 'spell')) {
      expect(spell.getAttribute('start')).toMatch(/^\d{4}-\d\d-\d\d$/)
      expect(spell.getAttribute('end')).toBe(spell.getAttribute('start'))
    }
  })
})

test('the odd graph has edges of several claims, and days only where all are known', async () => {
  const graph = oddGraph()
  const root = parse(await written(graph))
  expect(Math.max(...all(root, 'edge').map(e => Number(e.getAttribute('weight'))))).toBe(3)
  const spells = all(root, 'node').map(n => all(n, 'spell').map(s => s.getAttribute('start')))
  expect(spells.filter(days => days.length === 0).length).toBe(2)
  expect(spells.filter(days => days.join() === '2025-01-31,2025-02-01').length).toBe(graph.entities.length - 2)
})

test('mentions are counted by day', async () => {
  const graph = oddGraph()
  const node = all(parse(await written(graph)), 'node').find(n => all(n, 'spell').length > 0)!
  const counts = all(node, 'attvalue').filter(a => a.getAttribute('for') === 'mentions_by_day')
  expect(counts.map(a => [a.getAttribute('value'), a.getAttribute('start')])).toEqual([
    ['1', '2025-01-31'],
    ['1', '2025-02-01'],
  ])
})

test('colours are those of the ontology, sizes grow with mentions, thickness with claims', async () => {
  const graph = oddGraph()
  const root = parse(await written(graph))
  const viz = (element: Element, name: string, attribute: string): number =>
    Number(element.getElementsByTagNameNS(VIZ, name)[0]!.getAttribute(attribute))
  const node = all(root, 'node')[0]!
  expect(['r', 'g', 'b'].map(c => viz(node, 'color', c))).toEqual(
    [1, 3, 5].map(i => Number.parseInt(ontology.types.get('Organization')!.color.slice(i, i + 2), 16)),
  )
  const bySize = all(root, 'node').map(n => [Number(attvalues(n).mentions), viz(n, 'size', 'value')])
  for (const [n, size] of bySize)
    for (const [m, other] of bySize) expect(Math.sign(n! - m!)).toBe(Math.sign(size! - other!))
  for (const edge of all(root, 'edge')) {
    expect(viz(edge, 'thickness', 'value')).toBe(
      Math.round(100 * (1 + Math.log2(Number(edge.getAttribute('weight'))))) / 100,
    )
  }
})

test('labels are in the language asked for', async () => {
  const labels = async (lang?: 'ru' | 'en') =>
    new Set(all(parse(await written(seedGraph(), { lang })), 'node').map(n => attvalues(n).type_label))
  expect(await labels()).toContain('Страна')
  expect(await labels('en')).toContain('Country')
  expect(await labels('en')).not.toContain('Страна')
})

test('characters that XML cannot hold are dropped, all others come back', async () => {
  expect(legal('a\u0000\u000b\ufffe\ud800b\udc00')).toBe('ab')
  expect(legal('a\t\n\r👍\ue000\u007f')).toBe('a\t\n\r👍\ue000\u007f')
  const text = await written(oddGraph())
  expect(text).not.toMatch(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/)
  expect(Buffer.from(text).toString()).toBe(text)
})
