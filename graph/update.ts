// A store and articles that were read anew → the store's graph as if all its articles had been read together.
import { isDeepStrictEqual } from 'node:util'
import { assemble } from './build.ts'
import { correctedDoc, correctedEntities } from './correcting.ts'
import { CORRECTIONS, type Corrections, NO_CORRECTIONS } from './corrections.ts'
import { FORMER, formerIds, storedFormer } from './former.ts'
import type { Doc } from './model.ts'
import type { Ontology } from './ontology.ts'
import type { Reading } from './reading.ts'
import { resolve } from './resolve.ts'
import type { SaveSummary, Store } from './store/store.ts'

/** A document with the hash of its reading. */
export interface Read {
  doc: Doc
  hash: string
}

/**
 * Adds documents to a store and takes articles out of it. Documents replace what was read of the same articles; articles
 * whose entities turn out to be others are written again, and no other ones; ids that are no more lead to where they went (`storedFormer`). The store's graph is the same in whatever
 * order and batches its articles came. Articles that were saved without a reading are left as they are. The store keeps
 * `corrections`: they hold until others are given.
 */
export async function update(
  store: Pick<Store, 'readings' | 'docs' | 'setting' | 'apply'>,
  { read = [], removed = [] }: { read?: Read[]; removed?: string[] },
  ontology: Ontology,
  corrections?: Corrections,
): Promise<SaveSummary> {
  const before = await store.setting(CORRECTIONS)
  const held = corrections ?? (before === undefined ? NO_CORRECTIONS : (JSON.parse(before) as Corrections))
  const fresh = new Map(read.map(one => [one.doc.article.id, one]))
  const gone = new Set(removed.filter(id => !fresh.has(id)))
  const readings = await store.readings()
  const kept = readings.filter(r => !fresh.has(r.article) && !gone.has(r.article))
  const docs = [...fresh.values()].map(({ doc }) => doc)
  const named = [...docs, ...kept.map(({ article, entities }) => ({ article: { id: article }, entities }))].map(
    ({ article, entities }) => ({ article, entities: correctedEntities(entities, held) }),
  )
  const { entities, ids } = resolve(named, held)
  const idsOf = new Map(named.map(({ article }, d) => [article.id, ids[d]!]))

  // Other corrections may change what any article says, also where its entities are the same.
  const anew =
    corrections !== undefined && before !== JSON.stringify(corrections) && !isOnlyOfNames(before, corrections)
  const moved = kept.filter(({ article, ids: known }) => anew || !isSame(idsOf.get(article)!, known))
  const changed = [...docs, ...(await store.docs(moved.map(r => r.article)))]
  const hashes = new Map(moved.map(r => [r.article, r.hash]))
  const reading = (doc: Doc): Reading => ({
    article: doc.article.id,
    hash: fresh.get(doc.article.id)?.hash ?? hashes.get(doc.article.id)!,
    entities: doc.entities,
    ids: Object.fromEntries(idsOf.get(doc.article.id)!),
  })
  const graph = assemble(
    changed.map(doc => correctedDoc(doc, held)),
    changed.map(doc => idsOf.get(doc.article.id)!),
    entities,
    ontology,
    held,
  )
  const known = await storedFormer(store)
  const moves = readings.flatMap(({ article, ids }) =>
    Object.entries(ids).flatMap(([own, id]): [string, string][] => {
      const now = idsOf.get(article)?.get(own)
      return now === undefined || now === id ? [] : [[id, now]]
    }),
  )
  const former = formerIds(known, moves, new Set(entities.map(e => e.id)))
  const settings = {
    ...(corrections && { [CORRECTIONS]: JSON.stringify(corrections) }),
    ...(!isDeepStrictEqual(former, known) && { [FORMER]: JSON.stringify(former) }),
  }
  return store.apply({
    graph,
    read: changed.map(doc => ({ reading: reading(doc), doc })),
    removed: [...gone],
    articles: [...idsOf.keys()],
    settings,
  })
}

/** Whether corrections say, and said before, no more than which names are one. */
function isOnlyOfNames(before: string | undefined, now: Corrections): boolean {
  const said = before === undefined ? NO_CORRECTIONS : (JSON.parse(before) as Corrections)
  return [said, now].every(({ types, none, wrong }) => !types && !none && !wrong)
}

const isSame = (now: ReadonlyMap<string, string>, known: Record<string, string>): boolean =>
  now.size === Object.keys(known).length && [...now].every(([own, id]) => known[own] === id)
