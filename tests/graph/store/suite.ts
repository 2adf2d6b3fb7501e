// What holds for every store. Called once for each; not collected by itself.
import fc from 'fast-check'
import { afterEach, describe, expect, test } from 'vitest'
import { type OpenOptions, openStore, type Store } from '../../../graph/store/index.ts'
import { rank } from '../../../graph/store/search.ts'
import { seedGraph } from '../../seed.ts'
import { FORMS, NOTHING } from './forms.ts'
import { anyGraph, article, EMPTY, generated, oneThenOther, ontology, together } from './graphs.ts'

/** `fresh` makes room for a graph: it gives the URL of a store that has nothing yet. `runs` is how many random graphs to try. */
export function storeSuite(name: string, fresh: () => Promise<string>, runs: number): void {
  describe(name, () => {
    const opened: Store[] = []
    const open = async (url: string, options: OpenOptions = {}): Promise<Store> => {
      const store = await openStore(url, { ontology, create: true, ...options })
      opened.push(store)
      return store
    }
    const empty = async (): Promise<Store> => open(await fresh())
    afterEach(async () => {
      for (const store of opened.splice(0)) await store.close()
    })
    const fault = (promise: Promise<unknown>): Promise<string> =>
      promise.then(
        () => 'no error',
        (error: Error) => `${error.name}: ${error.message}`,
      )

    const anna = article(
      'a1',
      'Анна создала центр «Щит» против угона 🚗. «Щит» нужен!',
      ['Person Анна', 'Mechanism «Щит»', 'Threat угон'],
      ['Анна CREATES «Щит»', '«Щит» COUNTERS угон'],
    )
    const boris = article(
      'a2',
      'Борис против угона, и Анна за «Щит».',
      ['Person Борис', 'Person Анна', 'Threat угон', 'Mechanism «Щит»'],
      ['Борис COUNTERS угон', 'Анна CREATES «Щит»'],
    )

    test('an empty store is an empty graph', async () => {
      expect(await (await empty()).load()).toEqual(EMPTY)
    })

    test('the seed comes back as it was saved, also after closing', async () => {
      const [url, seed] = [await fresh(), seedGraph()]
      const store = await open(url)
      const { articles, entities, claims } = await store.save(seed)
      expect([articles, entities, claims]).toEqual([1, seed.entities.length, seed.claims.length])
      expect(await store.load()).toEqual(seed)
      await store.close()
      expect(await (await open(url)).load()).toEqual(seed)
    })

    test('saving twice changes nothing', async () => {
      const [store, seed] = [await empty(), seedGraph()]
      const first = await store.save(seed)
      expect(first.created).toEqual({ articles: 1, entities: seed.entities.length, claims: seed.claims.length })
      // What others added to a claim or an entity is still there: they were not written anew.
      await store.query('MATCH (s:Entity)-[c:LEADS]->() SET c.checked = true, s.note = "n"', { write: true })
      const second = await store.save(seed)
      expect(second).toEqual({ ...first, created: { articles: 0, entities: 0, claims: 0 } })
      expect(await store.load()).toEqual(seed)
      const { rows } = await store.query('MATCH (s)-[c:LEADS]->() RETURN DISTINCT c.checked, s.note')
      expect(rows).toEqual([[true, 'n']])
    })

    test('the data model: labels, evidence, speaker and mentions', async () => {
      const store = await empty()
      const said = article('a1', 'Анна создала центр', ['Person Анна', 'Mechanism центр'], ['Анна CREATES центр'], {
        speaker: 'e-Анна',
      })
      said.articles[0]!.date = '2025-11-27'
      await store.save(said)
      const { columns, rows } = await store.query(
        `MATCH (p:Person:Entity)-[c:CREATES]->(:Mechanism:Entity)-[m:MENTIONED_IN]->(a:Article {id: c.article})
         RETURN p.name AS who, c.quote AS quote, c.start AS start, c.speaker AS speaker, c.speakerName AS speakerName,
                c.date AS date, m.starts AS starts, m.ends AS ends, m.names AS names, a.text AS text`,
      )
      expect(columns.slice(0, 2)).toEqual(['who', 'quote'])
      expect(rows).toEqual([
        ['Анна', 'Анна создала', 0, 'e-Анна', 'Анна', '2025-11-27', [13], [18], ['центр'], 'Анна создала центр'],
      ])
    })

    test('an answer has no more rows than asked for, and says so', async () => {
      const store = await empty()
      const upTo = (limit: number) => store.query('UNWIND range(1, 5) AS n RETURN n', { limit })
      expect(await upTo(3)).toEqual({ columns: ['n'], rows: [[1], [2], [3]], cut: true })
      expect(await upTo(5)).toEqual({ columns: ['n'], rows: [[1], [2], [3], [4], [5]] })
    })

    test('a query that takes too long is given up, and the store goes on answering', async () => {
      const store = await empty()
      const n = name === 'Grafeo' ? 250 : 2_000
      const slow = `UNWIND range(1, ${n}) AS a UNWIND range(1, ${n}) AS b UNWIND range(1, ${n}) AS c
        WITH a, b, c WHERE a + b + c = 7 RETURN count(*)`
      expect(await fault(store.query(slow, { timeout: 0.2 }))).toBe(
        'StoreError: query: no answer within 0.2 seconds; ask for less, or give it more time',
      )
      expect((await store.query('RETURN 1', { timeout: 10 })).rows).toEqual([[1]])
    })

    test('an article said anew replaces what it said; what others said stays', async () => {
      const store = await empty()
      await store.save(together(anna, boris))
      const anew = article('a1', 'Вера создала «Щит».', ['Person Вера', 'Mechanism «Щит»'], ['Вера CREATES «Щит»'])
      const summary = await store.save(anew)
      expect(await store.load()).toEqual(together(anew, boris))
      // Its first claim has another subject now; its second is gone.
      expect(summary).toEqual({
        articles: 2,
        entities: 5,
        claims: 3,
        created: { articles: 0, entities: 1, claims: 0 },
        removed: { entities: 0, claims: 1 },
      })
    })

    test('a claim said otherwise at the same place is the new one', async () => {
      const store = await empty()
      await store.save(anna)
      const claims = anna.claims.map(c => ({ ...c, modality: 'planned' as const, confidence: 0.25, end: c.end + 1 }))
      const summary = await store.save({ ...anna, claims })
      expect([summary.created.claims, summary.removed.claims]).toEqual([0, 0])
      expect((await store.load()).claims).toEqual(claims)
    })

    test('mentions of one place have a fixed order', async () => {
      const store = await empty()
      const both = anna.entities.slice(0, 2)
      const mentions = both.map(e => ({ article: 'a1', start: 0, end: 4, type: 'Topic', name: 'тот', entity: e.id }))
      const wider = { article: 'a1', start: 0, end: 9, type: 'Topic', name: 'никто' }
      await store.save({ ...anna, entities: both, mentions: [...mentions, wider].reverse(), claims: [] })
      expect((await store.load()).mentions).toEqual([wider, ...mentions])
    })

    test('entities go when nobody mentions, claims or quotes them any more', async () => {
      const store = await empty()
      const quoted = { ...anna, entities: [...anna.entities, { id: 'e-q', type: 'Person', name: 'Кто', aliases: [] }] }
      quoted.claims = anna.claims.map(c => ({ ...c, speaker: 'e-q' }))
      await store.save(together(quoted, boris))
      expect((await store.load()).entities.map(e => e.name)).toContain('Кто')
      const silent = { articles: anna.articles, entities: [], mentions: [], claims: [] }
      const { removed, entities } = await store.save(silent)
      expect(removed).toEqual({ entities: 1, claims: 2 })
      expect(entities).toBe(4)
      expect(await store.load()).toEqual(together(silent, boris))
      expect((await store.save({ ...silent, articles: boris.articles })).removed).toEqual({ entities: 4, claims: 2 })
      expect((await store.load()).entities).toEqual([])
    })

    test('claims of one relation between the same two stay apart', async () => {
      const store = await empty()
      await store.save(together(anna, boris))
      const { rows } = await store.query(
        `MATCH (:Person {name: 'Анна'})-[c:CREATES]->(:Mechanism) RETURN c.article ORDER BY c.article`,
      )
      expect(rows).toEqual([['a1'], ['a2']])
    })

    test('an entity keeps the aliases that other articles gave it', async () => {
      const store = await empty()
      const named = (graph: typeof anna, aliases: string[]) => ({
        ...graph,
        entities: graph.entities.map(e => (e.name === 'Анна' ? { ...e, aliases } : e)),
      })
      await store.save(named(anna, ['Аня', 'Нюра']))
      await store.save(named(boris, ['Анечка']))
      const aliases = async () => (await store.load()).entities.find(e => e.name === 'Анна')?.aliases
      expect(await aliases()).toEqual(['Анечка', 'Аня', 'Нюра'])
      await store.save(named(together(anna, boris), ['Анюта']))
      expect(await aliases()).toEqual(['Анюта'])
    })

    test('names may hold anything', async () => {
      const store = await empty()
      const names = [
        'О’Нил "Ё`ё`" \\',
        '😀 👨‍👩‍👧',
        "'}) MATCH (n) DETACH DELETE n //",
        '$name',
        'a\u0001b',
        '  ',
        '北京',
        'e\u0301',
      ]
      const graph = article(
        'a`1',
        names.join(' | '),
        names.map(n => `Person ${n}`),
        [],
      )
      await store.save(graph)
      expect(await store.load()).toEqual(together(graph))
    })

    test('random graphs: what is saved over what', async () => {
      await fc.assert(
        fc.asyncProperty(anyGraph, anyGraph, async (one, other) => {
          const store = await empty()
          await store.save(one)
          expect(await store.load()).toEqual(one)
          const wanted = oneThenOther(one, other)
          const first = await store.save(other)
          expect(await store.load()).toEqual(wanted)
          expect([first.articles, first.entities, first.claims]).toEqual([
            wanted.articles.length,
            wanted.entities.length,
            wanted.claims.length,
          ])
          const again = await store.save(other)
          expect([again.created, again.removed]).toEqual([
            { articles: 0, entities: 0, claims: 0 },
            { entities: 0, claims: 0 },
          ])
          expect(await store.load()).toEqual(wanted)
          await store.close()
        }),
        { numRuns: runs },
      )
    })

    test('2000 claims, one person in all of them', async () => {
      const [store, graph] = [await empty(), generated(2000)]
      expect((await store.save(graph)).claims).toBe(2000)
      expect(await store.load()).toEqual(graph)
      expect((await store.save(graph)).created).toEqual({ articles: 0, entities: 0, claims: 0 })
    })

    test('of a big graph only what differs is written anew', { timeout: 60_000 }, async () => {
      const [store, graph] = [await empty(), generated(12_000)]
      await store.save(graph)
      await store.query('MATCH (:Entity)-[r]->() SET r.checked = true', { write: true })
      await store.query('MATCH (n) WHERE n:Entity OR n:Article SET n.checked = true', { write: true })
      const claims = graph.claims.map((c, i) => (i === 7_777 ? { ...c, confidence: 0.5 } : c))
      const mentions = graph.mentions.map((m, i) => (i === 9_999 ? { ...m, name: 'другое' } : m))
      const entities = graph.entities.map((e, i) => (i === 555 ? { ...e, aliases: ['иначе'] } : e))
      const articles = graph.articles.map((a, i) => (i === 333 ? { ...a, title: 'Новое' } : a))
      const { created, removed } = await store.save({ articles, entities, mentions, claims })
      expect([created, removed]).toEqual([
        { articles: 0, entities: 0, claims: 0 },
        { entities: 0, claims: 0 },
      ])
      expect(await store.load()).toEqual({ articles, entities, mentions, claims })
      const unmarked = async (pattern: string): Promise<unknown> =>
        (await store.query(`MATCH ${pattern} WHERE x.checked IS NULL RETURN count(x)`)).rows[0]![0]
      expect(await unmarked('(:Entity)-[x]->(:Entity)')).toBe(1)
      expect(await unmarked('(:Entity)-[x:MENTIONED_IN]->(:Article)')).toBe(1)
      expect(await unmarked('(x:Entity)')).toBe(0)
      expect(await unmarked('(x:Article)')).toBe(0)
    })

    test('a graph that breaks the ontology or an offset outside the article is refused, and nothing is written', async () => {
      const store = await empty()
      await store.save(anna)
      const bad = (change: Partial<(typeof boris.claims)[0]>) => ({
        ...boris,
        claims: [boris.claims[0]!, { ...boris.claims[1]!, ...change }],
      })
      expect(await fault(store.save(bad({ relation: 'DROPS' })))).toBe(
        'StoreError: claim a2-c1: unknown relation "DROPS"',
      )
      expect(await fault(store.save(bad({ object: 'e-nobody' })))).toBe(
        'StoreError: claim a2-c1: no entity e-nobody in the graph',
      )
      expect(await fault(store.save(bad({ end: 999 })))).toMatch(
        /^StoreError: claim a2-c1: 0–999 is not a span of article a2 \(36/,
      )
      expect(await fault(store.save(bad({ article: 'a9' })))).toBe(
        'StoreError: claim a2-c1: its article a9 is not in the graph',
      )
      expect(await store.load()).toEqual(anna)
    })

    test('a save that fails half-way leaves nothing behind', async () => {
      const store = await empty()
      await store.save(anna)
      // No type allows this value: it fails when the claims are written, after the entities.
      const claims = boris.claims.map(c => ({ ...c, extractor: (() => 'x') as unknown as string }))
      expect(await fault(store.save({ ...boris, claims }))).toMatch(/^StoreError: [^\n]+$/)
      expect(await store.load()).toEqual(anna)
      await store.save(boris)
      expect(await store.load()).toEqual(together(anna, boris))
    })

    test('saves at the same time do not disturb each other', async () => {
      const store = await empty()
      await Promise.all([store.save(anna), store.save(boris), store.load()])
      expect(await store.load()).toEqual(together(anna, boris))
    })

    test('answers: values, nodes, relationships and paths', async () => {
      const store = await empty()
      await store.save(anna)
      const value = async (cypher: string, params = {}) => (await store.query(cypher, { params })).rows[0]?.[0]
      expect(await value('RETURN 9007199254740993')).toBe('9007199254740993')
      expect(await value('RETURN -7')).toBe(-7)
      expect(await value("RETURN date('2025-11-27')")).toBe('2025-11-27')
      expect(await value("RETURN datetime('2025-11-27T10:00:00Z')")).toMatch(/^2025-11-27T10:00:00(\.0+)?Z$/)
      expect(await value("RETURN duration('P1D')")).toBe('P1D')
      expect(await value('RETURN [1, {a: null, b: [true]}]')).toEqual([1, { a: null, b: [true] }])
      expect(await value('RETURN $x', { x: { a: [1, 2.5, 'ё', null] } })).toEqual({ a: [1, 2.5, 'ё', null] })
      expect(
        await value('MATCH (e:Entity) WITH e.name AS n ORDER BY n LIMIT $limit RETURN count(*)', { limit: 2 }),
      ).toBe(2)
      const person = {
        kind: 'node',
        labels: ['Entity', 'Person'],
        properties: { id: 'e-Анна', name: 'Анна', aliases: [] },
      }
      expect(await value('MATCH (p:Person) RETURN p')).toEqual(person)
      const creates = await value('MATCH ()-[c:CREATES]->() RETURN c')
      expect(creates).toMatchObject({ kind: 'relationship', type: 'CREATES', properties: { quote: 'Анна создала' } })
      const path = await value('MATCH p = (:Person)-[:CREATES]->()-[:COUNTERS]->() RETURN p')
      expect((path as { kind: string }[]).map(part => part.kind).join(' ')).toBe(
        'node relationship node relationship node',
      )
      const nothing = await store.query('MATCH (n:Place) RETURN n.name AS `имя`, n')
      expect(nothing).toEqual({ columns: ['имя', 'n'], rows: [] })
      expect(() => JSON.stringify([person, creates, path])).not.toThrow()
    })

    test('a faulty query: place and reason on one line', async () => {
      const store = await empty()
      expect(await fault(store.query('MATCH (n RETURN n'))).toMatch(
        /^StoreError: query:1:10: (Expected RParen|Invalid input)/,
      )
      expect(await fault(store.query('MATCH (n)\nRETRUN n'))).toMatch(/^StoreError: query:2:1: [^\n]+$/)
      expect(await fault(store.query('MATCH (n) RETURN m'))).toMatch(/^StoreError: query(:1:18)?: .*ariable .m./)
      expect(await fault(store.query('RETURN $x'))).toMatch(/^StoreError: query: .*parameter.*x/i)
      expect(await fault(store.query(' \n'))).toMatch(/^StoreError: query: is empty/)
      expect(await fault(store.query('RETURN 1/0'))).toMatch(/^StoreError: query: .*zero/)
      const error = await store.query('MATCH (n)\nRETRUN n').catch(e => e)
      expect([error.line, error.column]).toEqual([2, 1])
    })

    test('a query reads only, unless it may write', async () => {
      const store = await empty()
      await store.save(anna)
      for (const cypher of [
        'CREATE (:Note)',
        'MATCH (n) SET n.name = ""',
        'MATCH (n) DETACH DELETE n',
        'CALL { CREATE (:Note) } RETURN 1',
        'CREATE INDEX note FOR (n:Note) ON (n.id)',
        "LOAD CSV FROM 'file:///etc/hostname' AS line RETURN line",
      ]) {
        expect(await fault(store.query(cypher)), cypher).toMatch(
          /^StoreError: query:1:\d+: [A-Z]+ is not allowed in a read-only query/,
        )
      }
      expect(await store.load()).toEqual(anna)
      const { rows } = await store.query('CREATE (n:Note {text: $text}) RETURN n.text', {
        write: true,
        params: { text: 'SET' },
      })
      expect(rows).toEqual([['SET']])
      expect((await store.query("MATCH (n:Note {text: 'SET'}) RETURN count(n)")).rows).toEqual([[1]])
    })

    test('opened read-only, nothing can be changed', async () => {
      const url = await fresh()
      const writer = await open(url)
      await writer.save(anna)
      await writer.close()
      const reader = await open(url, { readOnly: true })
      expect(await reader.load()).toEqual(anna)
      expect(await reader.search('анна')).toEqual(['e-Анна'])
      expect(await fault(reader.save(boris))).toMatch(/opened read-only/)
      expect(await fault(reader.query('CREATE (:Note)', { write: true }))).toMatch(/opened read-only/)
      expect(await reader.load()).toEqual(anna)
    })

    test('search: every word begins a word of a name; whole names first', async () => {
      const store = await empty()
      const entities = [
        ['t1', 'Threat', 'тёмный рынок', []],
        ['t2', 'Threat', 'рынок', []],
        ['t3', 'Threat', 'рынок труда', ['чёрный рынок']],
        ['p1', 'Person', 'Касым-Жомарт Токаев', ['президент Казахстана', 'Токаев']],
        ['c1', 'Country', 'Казахстан', []],
        ['o1', 'Organization', 'ОДКБ', ['союз семи']],
        ['o2', 'Organization', 'союз семи', []],
      ].map(([id, type, name, aliases]) => ({ id, type, name, aliases }) as (typeof anna.entities)[0])
      const text = 'рынок'
      const mentions = entities.map(e => ({ article: 'a', start: 0, end: 5, type: e.type, name: e.name, entity: e.id }))
      await store.save({ articles: [{ id: 'a', text }], entities, mentions, claims: [] })
      expect(await store.search('рынок')).toEqual(['t2', 't3', 't1'])
      expect(await store.search('РЫНОК темный')).toEqual(['t1'])
      expect(await store.search('черный')).toEqual(['t3'])
      expect(await store.search('казах')).toEqual(['c1', 'p1'])
      expect(await store.search('союз')).toEqual(['o2', 'o1'])
      expect(await store.search('жомарт ток')).toEqual(['p1'])
      expect(await store.search('рынок', 1)).toEqual(['t2'])
      for (const odd of ['', '«»', '* OR ?', 'a:b', '"', '\\', '~ ^ [', '/x/'])
        expect(await store.search(odd), odd).toEqual([])
    })

    test('search: any form of a word, and small typos, in every store alike', async () => {
      const store = await empty()
      const text = 'x'
      const entities = FORMS.map(([name], i) => ({ id: `f${i}`, type: 'Topic', name, aliases: [] }))
      const mentions = entities.map(e => ({ article: 'a', start: 0, end: 1, type: e.type, name: e.name, entity: e.id }))
      await store.save({ articles: [{ id: 'a', text }], entities, mentions, claims: [] })
      for (const [i, [name, ...searches]] of FORMS.entries()) {
        for (const words of [name, ...searches]) {
          const found = await store.search(words)
          expect(found, `${words} → ${name}`).toContain(`f${i}`)
          expect(found, words).toEqual(rank(entities, words, 20))
        }
        expect((await store.search(name))[0]).toBe(`f${i}`)
      }
      for (const words of NOTHING) expect(await store.search(words), words).toEqual([])
    })

    test('after closing, calls are refused; closing twice is fine', async () => {
      const store = await empty()
      await store.close()
      await store.close()
      for (const call of [
        () => store.load(),
        () => store.save(anna),
        () => store.query('RETURN 1'),
        () => store.search('x'),
      ]) {
        expect(await fault(call())).toMatch(/^StoreError: .*the graph is closed/)
      }
    })
  })
}
