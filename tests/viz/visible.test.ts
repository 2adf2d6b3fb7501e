import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { type Claim, type Graph, MODALITIES } from '../../graph/model.ts'
import { loadOntology } from '../../graph/ontology.ts'
import { answers } from '../../viz/answers.ts'
import { model } from '../../viz/app/model.ts'
import { EVERYTHING, type Filters, inForce } from '../../viz/app/store.ts'
import { degrees, mainModality, visible } from '../../viz/app/visible.ts'
import { edgeId } from '../../viz/edge-id.ts'

const ontology = loadOntology()

/** `a SUPPORTS b` in this article with these properties. */
type Said = [subject: string, object: string, article: number, more?: Partial<Claim>]

const ARTICLES = [
  { date: '2025-11-01', url: 'https://www.one.example/a' },
  { date: '2025-11-02T10:00:00Z', url: 'https://one.example/b' },
  { date: '2025-11-03', source: 'Агентство' },
  { source: 'folder/file.txt' },
]

function graphOf(said: Said[]): Graph {
  const ids = [...new Set(said.flatMap(triple => triple.slice(0, 2) as string[]))].sort()
  return {
    articles: ARTICLES.map((more, i) => ({ id: `a${i}`, text: 'A. B.', ...more })),
    entities: ids.map(id => ({ id, type: id < 'm' ? 'Organization' : 'Person', name: id, aliases: [] })),
    mentions: [],
    claims: said.map(([subject, object, article, more], i) => ({
      id: `c${i}`,
      article: `a${article}`,
      subject,
      relation: 'SUPPORTS',
      object,
      start: 0,
      end: 1,
      modality: 'asserted',
      polarity: 'positive',
      confidence: 0.9,
      extractor: 'test',
      ...more,
    })),
  }
}

const modelOf = (said: Said[]) => {
  const found = answers(graphOf(said), ontology, new Map(), new Map())
  return model(found.graph, found.ontology)
}
const seen = (said: Said[], filters: Partial<Filters>) => {
  const m = modelOf(said)
  const { entities, edges } = visible(m, { ...EVERYTHING, ...filters })
  return {
    entities: [...entities].sort().join(''),
    edges: [...edges].map(([id, rows]) => `${id.replace(' SUPPORTS ', '')}${rows.length}`).sort(),
  }
}

describe('what is seen', () => {
  const said: Said[] = [
    ['a', 'b', 0, { speaker: 'p' }],
    ['a', 'b', 1, { modality: 'planned', confidence: 0.5 }],
    ['a', 'b', 2],
    ['b', 'c', 3, { modality: 'planned' }],
    ['p', 'a', 2],
  ]

  test('everything, without filters', () => {
    expect(seen(said, {})).toEqual({ entities: 'abcp', edges: ['ab3', 'bc1', 'pa1'] })
  })

  test.each<[string, Partial<Filters>, string, string[]]>([
    ['a type', { types: new Set(['Person']) }, 'abc', ['ab3', 'bc1']],
    ['a relation', { relations: new Set(['SUPPORTS']) }, '', []],
    ['a modality', { modalities: new Set(['planned']) }, 'abp', ['ab2', 'pa1']],
    ['only what p says', { speakers: new Set(['p']) }, 'ab', ['ab1']],
    ['only what articles say', { speakers: new Set(['']) }, 'abcp', ['ab2', 'bc1', 'pa1']],
    ['an outlet, by its site', { outlets: new Set(['one.example']) }, 'ab', ['ab2']],
    ['an outlet, by its name', { outlets: new Set(['Агентство']) }, 'abp', ['ab1', 'pa1']],
    ['unknown outlets: a file is none', { outlets: new Set(['']) }, 'bc', ['bc1']],
    ['confidence', { confidence: 60 }, 'abcp', ['ab2', 'bc1', 'pa1']],
    ['support: two articles of one site are one', { support: 2 }, 'ab', ['ab3']],
    ['support of three', { support: 3 }, '', []],
    ['support among what other filters leave', { support: 2, confidence: 95 }, '', []],
    ['from a day, undated ones not', { from: '2025-11-02' }, 'abp', ['ab2', 'pa1']],
    ['to a day', { to: '2025-11-02' }, 'ab', ['ab2']],
    ['from and to', { from: '2025-11-02', to: '2025-11-02' }, 'ab', ['ab1']],
    ['one entity less', { without: new Set(['b']) }, 'acp', ['pa1']],
    ['near p', { near: { entities: ['p'], hops: 1, most: 20 } }, 'ap', ['pa1']],
    ['two steps around c', { near: { entities: ['c'], hops: 2, most: 20 } }, 'abc', ['ab3', 'bc1']],
    ['near what is not there', { near: { entities: ['x'], hops: 2, most: 20 } }, '', []],
    ['of the neighbours the most connected', { near: { entities: ['a'], hops: 1, most: 1 } }, 'ab', ['ab3']],
    ['what p and b share', { shared: ['p', 'b'] }, 'abp', ['ab3', 'pa1']],
    ['what a and c share', { shared: ['a', 'c'] }, 'abc', ['ab3', 'bc1']],
    ['nothing is shared with what is not seen', { shared: ['p', 'b'], without: new Set(['b']) }, 'p', []],
    ['nothing shared', { shared: ['p', 'c'] }, 'cp', []],
    ['degree', { degree: 2 }, 'ab', ['ab3']],
    ['these only', { only: { entities: new Set('bc'), edges: new Set(['b SUPPORTS c']) } }, 'bc', ['bc1']],
    ['the way from p to c', { between: { from: 'p', to: 'c', more: 0 } }, 'abcp', ['ab3', 'bc1', 'pa1']],
    ['no way', { between: { from: 'p', to: 'c', more: 3 }, without: new Set(['b']) }, 'cp', []],
  ])('%s', (_, filters, entities, edges) => {
    expect(seen(said, filters)).toEqual({ entities, edges })
  })

  test('paths: the shortest only, or longer ones, too', () => {
    const ways: Said[] = [
      ['a', 'b', 0],
      ['b', 'd', 0],
      ['a', 'c', 0],
      ['d', 'c', 0],
      ['a', 'e', 0],
      ['e', 'f', 0],
      ['f', 'd', 0],
      ['b', 'c', 0],
    ]
    const between = { from: 'a', to: 'd' }
    expect(seen(ways, { between: { ...between, more: 0 } })).toEqual({
      entities: 'abcd',
      edges: ['ab1', 'ac1', 'bd1', 'dc1'],
    })
    expect(seen(ways, { between: { ...between, more: 1 } }).entities).toBe('abcdef')
    expect(seen(ways, { between: { ...between, more: 1 } }).edges).toContain('bc1')
  })

  test('whatever the filters: edges have both ends and a claim each, and every filter only takes away', () => {
    const id = fc.constantFrom(...'abcdpqr')
    const anySaid: fc.Arbitrary<Said> = fc
      .tuple(
        id,
        id,
        fc.nat(3),
        fc.record({
          modality: fc.constantFrom(...MODALITIES),
          confidence: fc.constantFrom(0.3, 0.7, 1),
          speaker: fc.constantFrom('p', 'q'),
        }),
      )
      .filter(([a, b]) => a !== b)
    const anyFilter: fc.Arbitrary<Partial<Filters>> = fc.record(
      {
        types: fc.constant(new Set(['Person'])),
        modalities: fc.subarray([...MODALITIES]).map(list => new Set(list)),
        speakers: fc.constant(new Set(['p'])),
        outlets: fc.constant(new Set(['one.example', ''])),
        confidence: fc.constantFrom(50, 80),
        support: fc.constantFrom(1, 2),
        degree: fc.nat(2),
        from: fc.constant('2025-11-02'),
        without: fc.subarray(['a', 'p']).map(list => new Set(list)),
        near: fc.record({ entities: fc.subarray([...'abp']), hops: fc.nat(2), most: fc.constant(20) }),
        shared: fc.subarray([...'abp'], { minLength: 1 }),
        between: fc.record({ from: id, to: id, more: fc.nat(2) }),
      },
      { requiredKeys: [] },
    )
    fc.assert(
      fc.property(fc.array(anySaid, { minLength: 1, maxLength: 12 }), anyFilter, (said, some) => {
        const m = modelOf(said)
        const filters = { ...EVERYTHING, ...some }
        const { entities, edges } = visible(m, filters)
        for (const [id, rows] of edges) {
          const { subject, object } = m.edges.get(id)!
          expect(entities.has(subject) && entities.has(object)).toBe(true)
          expect(rows.length).toBeGreaterThan(0)
          for (const row of rows) expect(m.claims.edge[row]).toBe(id)
        }
        for (const count of degrees(m, { entities, edges }).values()) expect(count).toBeGreaterThan(0)
        for (const name of inForce(filters)) {
          const wider = visible(m, { ...filters, [name]: EVERYTHING[name] })
          if (filters.degree > 0 && name !== 'degree') continue
          if (filters.between && name !== 'between') continue // other ways may be shorter then
          for (const id of entities) expect(wider.entities.has(id)).toBe(true)
          for (const id of edges.keys()) expect(wider.edges.has(id)).toBe(true)
        }
      }),
    )
  })
})

test('the modality of an edge is that of most claims which are left, of equals the firmest', () => {
  const m = modelOf([
    ['a', 'b', 0, { modality: 'planned' }],
    ['a', 'b', 1, { modality: 'asserted' }],
    ['a', 'b', 2, { modality: 'planned' }],
  ])
  const id = edgeId({ subject: 'a', relation: 'SUPPORTS', object: 'b' })
  expect(mainModality(m, m.edges.get(id)!.rows)).toBe('planned')
  const left = visible(m, { ...EVERYTHING, from: '2025-11-02' }).edges.get(id)!
  expect(mainModality(m, left)).toBe('asserted')
})
