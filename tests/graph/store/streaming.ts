// A graph in pieces is the graph at once, for every store. Called once for each; not collected by itself.
import fc from 'fast-check'
import { afterEach, describe, expect, test } from 'vitest'
import { jsonl } from '../../../graph/export/jsonl.ts'
import type { Graph } from '../../../graph/model.ts'
import { type Source, sourceOf } from '../../../graph/source.ts'
import { openStore, type Store } from '../../../graph/store/index.ts'
import { seedGraph } from '../../seed.ts'
import { anyGraph, article, EMPTY, generated, ontology, together } from './graphs.ts'

async function all<T>(pieces: AsyncIterable<T>): Promise<T[]> {
  const list: T[] = []
  for await (const piece of pieces) list.push(piece)
  return list
}

/** Everything that a source gives, in UTF-8: random words may begin in the middle of an emoji, and stores keep no half of one. */
const read = async (source: Source) => ({
  articles: await all(source.articles()),
  entities: await all(source.entities()),
  edges: (await all(source.edges())).map(edge => ({
    ...edge,
    claims: edge.claims.map(c => ({ ...c, quote: Buffer.from(c.quote).toString() })),
  })),
})

/** `fresh` makes room for a graph: it gives the URL of a store that has nothing yet. `runs` is how many random graphs to try. */
export function streamingSuite(name: string, fresh: () => Promise<string>, runs: number): void {
  describe(`${name}, in pieces`, () => {
    const opened: Store[] = []
    const holding = async (graph: Graph): Promise<Store> => {
      const store = await openStore(await fresh(), { ontology, create: true })
      opened.push(store)
      await store.save(graph)
      return store
    }
    afterEach(async () => {
      for (const store of opened.splice(0)) await store.close()
    })

    test.each([
      ['the seed', seedGraph()],
      ['nothing', EMPTY],
      ['a hub with more claims than a page', generated(6_000)],
    ])('%s', async (_, graph) => {
      const store = await holding(graph)
      expect(await read(store.stream())).toEqual(await read(sourceOf(graph)))
    })

    test('random graphs', async () => {
      await fc.assert(
        fc.asyncProperty(anyGraph, async graph => {
          const store = await holding(graph)
          expect(await read(store.stream())).toEqual(await read(sourceOf(graph)))
        }),
        { numRuns: runs },
      )
    })

    test('more pages than one of everything, each thing once', async () => {
      const graph = together(
        ...Array.from({ length: 260 }, (_, a) => {
          const threats = Array.from({ length: 25 }, (_, i) => `угроза ${(a * 11 + i) % 2_400}`)
          const text = `Щит ${a % 90} против: ${threats.join(', ')}.`
          const names = [`Mechanism Щит ${a % 90}`, ...threats.map(t => `Threat ${t}`)]
          const said = threats.map(t => `Щит ${a % 90} COUNTERS ${t}`)
          return article(`a${String(a).padStart(3, '0')}`, text, names, said)
        }),
      )
      expect([graph.articles.length, graph.entities.length, graph.claims.length]).toEqual([260, 2_490, 6_500])
      const store = await holding(graph)
      expect(await read(store.stream())).toEqual(await read(sourceOf(graph)))
    })

    test('others’ nodes are left out as they are when all is loaded', async () => {
      const store = await holding(seedGraph())
      await store.query("CREATE (:Entity {name: 'no id'})-[:LEADS {note: 1}]->(:Entity {id: 'no-type'})", {
        write: true,
      })
      expect(await read(store.stream())).toEqual(await read(sourceOf(await store.load())))
      await store.query("MATCH (e:Entity) WHERE e.name = 'no id' OR e.id = 'no-type' DETACH DELETE e", { write: true })
    })

    test('a reader may stop early, ask other things meanwhile, and begin anew', async () => {
      const graph = seedGraph()
      const store = await holding(graph)
      const source = store.stream()
      for await (const entity of source.entities()) {
        expect(entity).toEqual(graph.entities[0])
        expect((await store.load()).entities).toHaveLength(graph.entities.length)
        break
      }
      expect(await all(source.entities())).toEqual(graph.entities)
    })

    test('two readers at a time get the same bytes', async () => {
      const store = await holding(seedGraph())
      const texts = await Promise.all([store.stream(), sourceOf(seedGraph())].map(source => all(jsonl(source))))
      expect(texts[0]).toEqual(texts[1])
    })

    test('a closed store says so', async () => {
      const store = await holding(seedGraph())
      const source = store.stream()
      await store.close()
      await expect(all(source.entities())).rejects.toThrow('the graph is closed')
    })
  })
}
