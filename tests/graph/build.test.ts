// Documents become one graph: the order does not matter, twice is once, and no claim is lost.
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { build } from '../../graph/build.ts'
import { type Claim, type Doc, type Entity, type Graph, MODALITIES } from '../../graph/model.ts'
import { checkGraph, loadOntology } from '../../graph/ontology.ts'
import { seedGraph } from '../seed.ts'

const ontology = loadOntology()

function claimOf(article: string, subject: string, relation: string, object: string, start = 0): Claim {
  return {
    id: `${subject} ${relation} ${object} ${start}`,
    article,
    subject,
    relation,
    object,
    start,
    end: start + 5,
    modality: 'asserted',
    polarity: 'positive',
    confidence: 1,
    extractor: 'test',
  }
}

const person = (id: string, name: string, ...aliases: string[]): Entity => ({ id, type: 'Person', name, aliases })

function docOf(article: string, entities: Entity[], claims: Claim[]): Doc {
  const mentions = entities.map((e, i) => ({ article, start: i, end: i + 1, type: e.type, name: e.name, entity: e.id }))
  return {
    article: { id: article, text: 'Слова статьи, на которых всё стоит.' },
    sentences: [],
    entities,
    mentions,
    claims,
  }
}

const NAMES = ['Иван Ильин', 'Ильин', 'Анна Котова', 'А. Котова', 'Пётр Реков', 'пётр реков', 'глава области']

/** A document of some persons that share names with those of others. */
const anyDoc = (article: string): fc.Arbitrary<Doc> =>
  fc
    .record({
      names: fc.array(
        fc.record({
          name: fc.constantFrom(...NAMES),
          aliases: fc.uniqueArray(fc.constantFrom(...NAMES), { maxLength: 2 }),
        }),
        { minLength: 1, maxLength: 5 },
      ),
      triples: fc.array(
        fc.record({
          s: fc.nat(),
          r: fc.constantFrom('MEETS', 'SUPPORTS', 'OPPOSES'),
          o: fc.nat(),
          speaker: fc.option(fc.nat(), { nil: undefined }),
          start: fc.nat(20),
          modality: fc.constantFrom(...MODALITIES),
        }),
        { maxLength: 8 },
      ),
    })
    .map(({ names, triples }) => {
      const entities = names.map(({ name, aliases }, i) => person(`e${i}`, name, ...aliases.filter(a => a !== name)))
      const id = (n: number): string => `e${n % entities.length}`
      const claims = triples.map(
        ({ s, r, o, speaker, start, modality }): Claim => ({
          ...claimOf(article, id(s), r, id(o), start),
          modality,
          ...(speaker !== undefined && { speaker: id(speaker) }),
        }),
      )
      return docOf(article, entities, claims)
    })

const anyDocs = fc.tuple(...['a', 'b', 'c', 'd'].map(anyDoc))

test('the order of the documents and repetitions do not matter', () => {
  fc.assert(
    fc.property(anyDocs, fc.array(fc.nat(3)), fc.integer({ min: 1, max: 3 }), (docs, again, turn) => {
      const graph = build(docs, ontology)
      const others = [...docs.slice(turn), ...docs.slice(0, turn), ...again.map(i => docs[i]!)].reverse()
      expect(build(others, ontology)).toEqual(graph)
    }),
  )
})

test('ids are unique and everything that is named is there', () => {
  fc.assert(
    fc.property(anyDocs, docs => {
      const graph = build(docs, ontology)
      for (const list of [graph.entities, graph.claims, graph.articles]) {
        expect(new Set(list.map(x => x.id)).size).toBe(list.length)
      }
      checkGraph(ontology, graph)
      const ids = new Set(graph.entities.map(e => e.id))
      expect(graph.mentions.every(m => ids.has(m.entity!))).toBe(true)
      expect(graph.mentions.length).toBe(docs.reduce((n, doc) => n + doc.mentions.length, 0))
    }),
  )
})

test('what an article says is the same, whatever else is read', () => {
  fc.assert(
    fc.property(anyDocs, docs => {
      const count = (graph: Graph, article: string): number => graph.claims.filter(c => c.article === article).length
      const all = build(docs, ontology)
      for (const doc of docs) {
        const alone = build([doc], ontology)
        // Together, two entities may turn out to be one; then two claims about them are one as well.
        expect(count(all, doc.article.id)).toBeLessThanOrEqual(alone.claims.length)
        if (alone.claims.length && alone.entities.length === resolvedIn(all, doc)) {
          expect(count(all, doc.article.id)).toBe(alone.claims.length)
        }
      }
    }),
  )
})

const resolvedIn = (graph: Graph, doc: Doc): number =>
  new Set(graph.mentions.filter(m => m.article === doc.article.id).map(m => m.entity)).size

test('claims of two articles stay two, of one article the first stays', () => {
  const entities = [person('e1', 'Иван Ильин'), person('e2', 'Анна Котова')]
  const docs = ['a', 'b'].map(article =>
    docOf(article, entities, [
      claimOf(article, 'e1', 'SUPPORTS', 'e2', 9),
      claimOf(article, 'e1', 'SUPPORTS', 'e2', 4),
    ]),
  )
  expect(
    build(docs, ontology)
      .claims.map(c => [c.article, c.start])
      .sort(),
  ).toEqual([
    ['a', 4],
    ['b', 4],
  ])
})

test('a symmetric relation is stored once, whichever way it was said; others are not turned', () => {
  const entities = [person('e1', 'Иван Ильин'), person('e2', 'Анна Котова')]
  const both = (relation: string) =>
    build([docOf('a', entities, [claimOf('a', 'e1', relation, 'e2'), claimOf('a', 'e2', relation, 'e1', 7)])], ontology)
      .claims
  expect(both('MEETS')).toHaveLength(1)
  expect(both('MEETS')[0]!.subject < both('MEETS')[0]!.object).toBe(true)
  expect(both('SUPPORTS')).toHaveLength(2)
})

test('what would be said of an entity to itself is left out', () => {
  const entities = [person('e1', 'Иван Ильин'), person('e2', 'И. Ильин', 'Иван Ильин')]
  expect(build([docOf('a', entities, [claimOf('a', 'e1', 'MEETS', 'e2')])], ontology).claims).toEqual([])
})

test('an entity that is not listed is an error that names it', () => {
  const doc = docOf('a', [person('e1', 'Иван Ильин')], [claimOf('a', 'e1', 'MEETS', 'e7')])
  expect(() => build([doc], ontology)).toThrow('article a: a mention or claim names the entity e7, which is not listed')
})

test('ids of the seed are the same on every machine', () => {
  const { entities, claims } = seedGraph()
  const id = (name: string): string | undefined => entities.find(e => e.name === name)?.id
  expect(id('Касым-Жомарт Токаев')).toBe('723ff0791285123e')
  expect(id('Казахстан')).toBe('158126c1be65c4ae')
  const leads = claims.find(c => c.relation === 'LEADS' && c.object === id('Казахстан'))
  expect([leads?.subject, leads?.id]).toEqual([id('Касым-Жомарт Токаев'), '9f13db0176174bf9'])
})
