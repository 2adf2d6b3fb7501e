// What stands in a Turtle file, read by N3.js: the whole graph again, and plain triples for what is asserted.
import fc from 'fast-check'
import { Parser, Store, type Term } from 'n3'
import { expect, test } from 'vitest'
import { turtle } from '../../../graph/export/turtle.ts'
import type { Claim, Graph } from '../../../graph/model.ts'
import { byId, compareMentions } from '../../../graph/order.ts'
import { seedGraph } from '../../seed.ts'
import { anyGraph } from '../store/graphs.ts'
import { GRAPHS, held, inUtf8, ontology, written } from './written.ts'

const RDF = 'http://www.w3.org/1999/02/22-rdf-syntax-ns#'
const RDFS = 'http://www.w3.org/2000/01/rdf-schema#'
const PROV = 'http://www.w3.org/ns/prov#'
const XSD = 'http://www.w3.org/2001/XMLSchema#'
const DC = 'http://purl.org/dc/terms/'
const SVODKA = 'urn:svodka:term:'

const parse = (text: string): Store => new Store(new Parser({ format: 'Turtle' }).parse(text))

/** The last part of `urn:svodka:kind:part`, and nothing for nothing. */
const part = (term: Term | undefined): string | undefined =>
  term && decodeURIComponent(/^urn:svodka:[a-z]+:(.*)$/.exec(term.value)![1]!)

function read(store: Store): Graph {
  const is = (kind: string): Term[] => store.getSubjects(`${RDF}type`, kind, null)
  const one = (subject: Term, predicate: string): Term | undefined => {
    const [found, ...more] = store.getObjects(subject, predicate, null)
    expect(more).toEqual([])
    return found
  }
  /** Only what is there, of the kind that is asked for. */
  const record = (fields: Record<string, string | number | string[] | undefined>) =>
    Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined))
  const number = (term: Term | undefined): number => {
    expect(term).toMatchObject({ datatype: { value: expect.stringMatching(/#(integer|double)$/) } })
    return Number(term!.value)
  }
  const span = (s: Term) => ({
    article: part(one(s, `${PROV}wasQuotedFrom`))!,
    start: number(one(s, `${SVODKA}start`)),
    end: number(one(s, `${SVODKA}end`)),
  })
  return {
    articles: is(`${SVODKA}Article`)
      .map(s =>
        record({
          id: part(s),
          text: one(s, `${SVODKA}text`)!.value,
          title: one(s, `${DC}title`)?.value,
          date: one(s, `${DC}date`)?.value,
          url: one(s, `${SVODKA}url`)?.value,
          source: one(s, `${DC}publisher`)?.value,
          language: one(s, `${DC}language`)?.value,
        }),
      )
      .sort(byId as never) as never,
    entities: [...ontology.types.keys()]
      .flatMap(type =>
        is(`urn:svodka:type:${type}`).map(s =>
          record({
            id: part(s),
            type,
            name: one(s, `${RDFS}label`)!.value,
            aliases: store
              .getObjects(s, 'http://www.w3.org/2004/02/skos/core#altLabel', null)
              .map(o => o.value)
              .sort(),
            wikidata: one(s, 'http://www.w3.org/2002/07/owl#sameAs')?.value.replace(/.*\//, ''),
          }),
        ),
      )
      .sort(byId as never) as never,
    mentions: is(`${SVODKA}Mention`)
      .map(s =>
        record({
          ...span(s),
          type: part(one(s, `${SVODKA}mentionedType`)),
          name: one(s, `${RDFS}label`)!.value,
          entity: part(one(s, `${SVODKA}refersTo`)),
        }),
      )
      .sort(compareMentions as never) as never,
    claims: is(`${SVODKA}Claim`)
      .map(s => {
        expect(is(`${RDF}Statement`).some(other => other.equals(s))).toBe(true)
        const activity = one(s, `${PROV}wasGeneratedBy`)!
        return record({
          ...span(s),
          id: part(s),
          subject: part(one(s, `${RDF}subject`)),
          relation: part(one(s, `${RDF}predicate`)),
          object: part(one(s, `${RDF}object`)),
          speaker: part(one(s, `${PROV}wasAttributedTo`)),
          modality: one(s, `${SVODKA}modality`)!.value,
          polarity: one(s, `${SVODKA}polarity`)!.value,
          time: one(s, `${SVODKA}time`)?.value,
          confidence: number(one(s, `${SVODKA}confidence`)),
          extractor: one(one(activity, `${PROV}wasAssociatedWith`)!, `${RDFS}label`)!.value,
        })
      })
      .sort(byId as never) as never,
  }
}

/** The graph as RDF can hold it: aliases as a set, here sorted. */
function inRdf(graph: Graph): Graph {
  const whole = held(graph)
  return { ...whole, entities: whole.entities.map(e => ({ ...e, aliases: [...e.aliases].sort() })) }
}

test.each(GRAPHS)('%s comes back whole', async (_, graph) => {
  const store = parse(inUtf8(await written(turtle, graph)))
  expect(read(store)).toEqual(inRdf(graph))
})

test('any graph comes back whole', async () => {
  await fc.assert(
    fc.asyncProperty(anyGraph, async graph => {
      expect(read(parse(inUtf8(await written(turtle, graph))))).toEqual(inRdf(graph))
    }),
    { numRuns: 30 },
  )
})

test('every quote is a value of its claim', async () => {
  const graph = seedGraph()
  const store = parse(await written(turtle, graph))
  for (const { id, start, end } of graph.claims) {
    const [quote] = store.getObjects(`urn:svodka:claim:${id}`, `${PROV}value`, null)
    expect(quote!.value).toBe(graph.articles[0]!.text.slice(start, end))
  }
})

test('only what is asserted is a plain triple', async () => {
  const graph = seedGraph()
  const store = parse(await written(turtle, graph))
  const key = (c: Claim): string => [c.subject, c.relation, c.object].join(' ')
  const asserted = graph.claims.filter(c => c.modality === 'asserted' && c.polarity === 'positive').map(key)
  expect(asserted.length).toBeGreaterThan(0)
  expect(asserted.length).toBeLessThan(graph.claims.length)
  const plain = store
    .getQuads(null, null, null, null)
    .filter(q => q.predicate.value.startsWith('urn:svodka:relation:'))
    .map(q => [q.subject, q.predicate, q.object].map(part).join(' '))
  expect(plain.sort()).toEqual([...new Set(asserted)].sort())
})

test('dates are typed where they are dates, and types and relations have their labels', async () => {
  const graph = seedGraph()
  const dates = ['2025-11-27', '2025-11-27T10:00:00+03:00', '2025-11-27T10:00', 'вчера', '2025-02-30']
  const articles = dates.map((date, i) => ({ id: `a${i}`, text: 'a', date }))
  const store = parse(await written(turtle, { ...graph, articles: [...graph.articles, ...articles] }))
  const typed = dates.map((_, i) => store.getObjects(`urn:svodka:article:a${i}`, `${DC}date`, null)[0])
  expect(typed.map(t => t!.value)).toEqual(dates)
  const types = typed.map(t => (t as unknown as { datatype: Term }).datatype.value.replace(XSD, ''))
  expect(types).toEqual(['date', 'dateTime', 'string', 'string', 'string'])
  const labels = store.getObjects('urn:svodka:type:Country', `${RDFS}label`, null) as unknown as { language: string }[]
  expect(labels.map(l => l.language).sort()).toEqual(['en', 'ru'])
  expect(store.countQuads(null, `${RDF}type`, `${RDF}Property`, null)).toBe(ontology.relations.size)
})
