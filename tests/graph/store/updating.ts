// What holds when articles come one after the other, for every store. Called once for each; not collected by itself.
import fc from 'fast-check'
import { afterEach, describe, expect, test } from 'vitest'
import { build } from '../../../graph/build.ts'
import type { Corrections } from '../../../graph/corrections.ts'
import { jsonl } from '../../../graph/export/jsonl.ts'
import { storedFormer } from '../../../graph/former.ts'
import type { Claim, Doc, Graph } from '../../../graph/model.ts'
import { loadOntology } from '../../../graph/ontology.ts'
import { readingHash } from '../../../graph/reading.ts'
import { sourceOf } from '../../../graph/source.ts'
import { openStore, type Store } from '../../../graph/store/index.ts'
import { update } from '../../../graph/update.ts'

const ontology = loadOntology()

export const NAMES = [
  ...['Person Иван Петров', 'Person Петров', 'Person Иван Сергеевич Петров', 'Person Иван Андреевич Петров'],
  ...['Organization МСС', 'Organization Международный союз спасателей', 'Organization Московский союз строителей'],
  ...['Organization ООН', 'Organization Организация Объединённых Наций', 'Country Россия', 'Country РФ'],
  ...['Organization организация', 'Person президент', 'Organization Союз «Щит»', 'Organization союз «Щит»'],
]

/** A document of some of the names: each is mentioned, and each supports the next one. */
export function docOf(id: string, names: string[]): Doc {
  const text = names.map(name => name.slice(name.indexOf(' ') + 1)).join('. ')
  let at = 0
  const entities = names.map((name, i) => ({
    id: `e${i}`,
    type: name.slice(0, name.indexOf(' ')),
    name: name.slice(name.indexOf(' ') + 1),
    aliases: [],
  }))
  const mentions = entities.map(({ id: entity, type, name }) => {
    const start = at
    at += name.length + 2
    return { article: id, start, end: start + name.length, type, name, entity }
  })
  const claims = entities.slice(1).map(
    (e, i): Claim => ({
      id: `c${i}`,
      article: id,
      subject: entities[i]!.id,
      relation: 'SUPPORTS',
      object: e.id,
      start: mentions[i]!.start,
      end: mentions[i + 1]!.end,
      modality: 'asserted',
      polarity: 'positive',
      confidence: 0.5,
      extractor: 'test/1',
      ...(entities[0]!.type === 'Person' && { speaker: 'e0' }),
    }),
  )
  return { article: { id, text }, sentences: [], entities, mentions, claims }
}

const anyDocs: fc.Arbitrary<Doc[]> = fc
  .array(fc.uniqueArray(fc.constantFrom(...NAMES), { minLength: 1, maxLength: 4 }), { minLength: 1, maxLength: 7 })
  .map(lists => lists.map((names, d) => docOf(`a${d}`, names)))

/** What is done to a store: articles put in by so many at a time, in which order, and which of them go again. */
const anyPlan = fc.record({
  docs: anyDocs,
  sizes: fc.array(fc.integer({ min: 1, max: 3 }), { minLength: 7, maxLength: 7 }),
  turn: fc.nat(6),
  again: fc.boolean(),
  removed: fc.subarray(['a0', 'a1', 'a3', 'a5']),
})

const asLines = async (graph: Graph): Promise<string> => {
  let text = ''
  for await (const piece of jsonl(sourceOf(graph))) text += piece
  return text
}

const read = (docs: Doc[]) => docs.map(doc => ({ doc, hash: readingHash(doc.article, 'test/1') }))

/** `fresh` gives the URL of a store that has nothing yet. */
export function updatingSuite(name: string, fresh: () => Promise<string>, runs: number): void {
  describe(`${name}, updated`, () => {
    const opened: Store[] = []
    const empty = async (): Promise<Store> => {
      const store = await openStore(await fresh(), { ontology, create: true })
      opened.push(store)
      return store
    }
    afterEach(async () => {
      for (const store of opened.splice(0)) await store.close()
    })

    test('any order, any batches, twice or once: the same graph, byte for byte', { timeout: 300_000 }, async () => {
      await fc.assert(
        fc.asyncProperty(anyPlan, async ({ docs, sizes, turn, again, removed }) => {
          const store = await empty()
          const turned = [...docs.slice(turn % docs.length), ...docs.slice(0, turn % docs.length)]
          const batches: Doc[][] = []
          for (const size of sizes) if (turned.length) batches.push(turned.splice(0, size))
          for (const batch of batches) await update(store, { read: read(batch) }, ontology)
          if (again) await update(store, { read: read(batches[0]!) }, ontology)
          await update(store, { removed }, ontology)
          const left = docs.filter(doc => !removed.includes(doc.article.id))
          const whole = build(left, ontology)
          const used = new Set(whole.mentions.map(m => m.entity))
          const expected = { ...whole, entities: whole.entities.filter(e => used.has(e.id)) }
          expect(await asLines(await store.load())).toBe(await asLines(expected))
          await store.close()
        }),
        { numRuns: runs },
      )
    })

    test('what is read again and says the same is not written', async () => {
      const store = await empty()
      const docs = [docOf('a1', ['Country Россия', 'Organization ООН']), docOf('a2', ['Country РФ'])]
      await update(store, { read: read(docs) }, ontology)
      await store.query('MATCH (:Entity)-[c:SUPPORTS]->(:Entity) SET c.checked = true', { write: true })
      const summary = await update(store, { read: read([docs[1]!]) }, ontology)
      expect(summary).toMatchObject({ created: { articles: 0, entities: 0, claims: 0 }, removed: { claims: 0 } })
      expect((await store.query('MATCH ()-[c:SUPPORTS]->() RETURN c.checked')).rows).toEqual([[true]])
      expect((await store.readings()).map(r => [r.article, r.hash.length]).sort()).toEqual([
        ['a1', 32],
        ['a2', 32],
      ])
    })

    test('what later articles tell changes earlier ones, and goes with them', async () => {
      const store = await empty()
      const short = docOf('a1', ['Organization МСС', 'Country Россия'])
      const full = docOf('a2', ['Organization Международный союз спасателей', 'Country Россия'])
      full.entities[0]!.aliases = ['МСС']
      const other = docOf('a3', ['Organization Московский союз строителей', 'Country Россия'])
      other.entities[0]!.aliases = ['МСС']
      const supporters = async (): Promise<unknown[]> =>
        (await store.query('MATCH (s)-[c:SUPPORTS]->() RETURN s.name, c.article ORDER BY c.article')).rows
      await update(store, { read: read([short]) }, ontology)
      expect(await supporters()).toEqual([['МСС', 'a1']])
      await update(store, { read: read([full]) }, ontology)
      expect(await supporters()).toEqual([
        ['Международный союз спасателей', 'a1'],
        ['Международный союз спасателей', 'a2'],
      ])
      await update(store, { read: read([other]) }, ontology) // now МСС may be either
      expect((await supporters())[0]).toEqual(['МСС', 'a1'])
      await update(store, { removed: ['a3'] }, ontology)
      expect((await supporters())[0]).toEqual(['Международный союз спасателей', 'a1'])
      await update(store, { removed: ['a1', 'a2'] }, ontology)
      expect(await store.load()).toEqual({ articles: [], entities: [], mentions: [], claims: [] })
    })

    test('ids that entities had before lead to where they went, and back when they are entities again', async () => {
      const store = await empty()
      const short = docOf('a1', ['Organization МСС', 'Country Россия'])
      const full = docOf('a2', ['Organization Международный союз спасателей', 'Country Россия'])
      full.entities[0]!.aliases = ['МСС']
      const idOf = async (name: string): Promise<unknown> =>
        (await store.query('MATCH (o:Organization {name: $name}) RETURN o.id', { params: { name } })).rows[0]?.[0]
      await update(store, { read: read([short]) }, ontology)
      const first = (await idOf('МСС')) as string
      expect(await storedFormer(store)).toEqual({})
      await update(store, { read: read([full]) }, ontology)
      const second = (await idOf('Международный союз спасателей')) as string
      expect(await storedFormer(store)).toEqual({ [first]: second })
      const named: Corrections = { same: [{ names: ['Спасатели', 'МСС'] }], different: [] }
      await update(store, {}, ontology, named)
      const third = (await idOf('Спасатели')) as string
      expect(await storedFormer(store)).toEqual({ [first]: third, [second]: third })
      await update(store, { removed: ['a2'] }, ontology, { same: [], different: [] })
      expect(await idOf('МСС')).toBe(first)
      expect(await storedFormer(store)).toEqual({ [second]: first, [third]: first })
      await update(store, { removed: ['a1'] }, ontology)
      expect(await storedFormer(store)).toEqual({})
    })

    test('corrections hold for all articles, also for those read before', async () => {
      const store = await empty()
      await update(store, { read: read([docOf('a1', ['Organization Союз «Щит»', 'Country Россия'])]) }, ontology)
      const same: Corrections = { same: [{ names: ['Щит', 'Союз «Щит»'] }], different: [] }
      await update(store, { read: read([docOf('a2', ['Organization Щит', 'Country Россия'])]) }, ontology, same)
      const { rows } = await store.query('MATCH (o:Organization) RETURN o.name, o.aliases')
      expect(rows).toEqual([['Щит', ['Союз «Щит»']]])
    })

    test('types, nothing and wrong claims are corrected in what was read before, and given back when taken out', async () => {
      const store = await empty()
      const docs = [
        docOf('a1', ['Organization Союз «Щит»', 'Country Россия', 'Organization ООН']),
        docOf('a2', ['Country Россия', 'Organization Союз «Щит»']),
      ]
      await update(store, { read: read(docs) }, ontology)
      const before = await asLines(await store.load())
      const corrections: Corrections = {
        same: [],
        different: [],
        types: [{ names: ['Союз «Щит»'], type: 'Event' }],
        none: [{ names: ['ООН'] }],
        wrong: [{ subject: 'Россия', relation: 'SUPPORTS', object: 'Союз «Щит»', article: 'a2' }],
      }
      await update(store, {}, ontology, corrections)
      const whole = build(docs, ontology, corrections)
      expect(await asLines(await store.load())).toBe(await asLines(whole))
      expect(whole.claims).toEqual([])
      expect(whole.entities.map(e => e.type).sort()).toEqual(['Country', 'Event'])
      await update(store, { read: read([docOf('a3', ['Organization Союз «Щит»', 'Country Россия'])]) }, ontology)
      expect((await store.load()).entities.map(e => e.type).sort()).toEqual(['Country', 'Event'])
      await update(store, { removed: ['a3'] }, ontology, { same: [], different: [] })
      expect(await asLines(await store.load())).toBe(before)
    })

    test('what was saved without a reading is left alone', async () => {
      const store = await empty()
      const graph = build([docOf('a1', ['Country Россия', 'Organization ООН'])], ontology)
      await store.save(graph)
      await update(store, { read: read([docOf('a2', ['Country РФ'])]) }, ontology)
      const after = await store.load()
      expect(after.articles.map(a => a.id)).toEqual(['a1', 'a2'])
      expect(after.claims).toEqual(graph.claims)
      expect(after.entities.find(e => e.name === 'Россия')!.aliases).toContain('РФ')
    })
  })
}
