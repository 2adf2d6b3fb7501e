// A store and articles that were read anew → the store's graph as if all its articles had been read together.
import { assemble } from './build.ts'
import { type Corrections, NO_CORRECTIONS } from './corrections.ts'
import type { Doc } from './model.ts'
import type { Ontology } from './ontology.ts'
import type { Reading } from './reading.ts'
import { resolve } from './resolve.ts'
import type { Change, SaveSummary, Store } from './store/store.ts'

/** A document with the hash of its reading. */
export interface Read {
  doc: Doc
  hash: string
}

/**
 * Adds documents to a store and takes articles out of it. Documents replace what was read of the same articles; articles
 * whose entities turn out to be others are written again, and no other ones. The store's graph is the same in whatever
 * order and batches its articles came. Articles that were saved without a reading are left as they are.
 */
export async function update(
  store: Pick<Store, 'readings' | 'docs' | 'apply'>,
  { read = [], removed = [] }: { read?: Read[]; removed?: string[] },
  ontology: Ontology,
  corrections: Corrections = NO_CORRECTIONS,
): Promise<SaveSummary> {
  const fresh = new Map(read.map(one => [one.doc.article.id, one]))
  const gone = removed.filter(id => !fresh.has(id))
  const kept = (await store.readings()).filter(r => !fresh.has(r.article) && !gone.includes(r.article))
  const docs = [...fresh.values()].map(({ doc }) => doc)
  const named = kept.map(({ article, entities }) => ({ article: { id: article }, entities }))
  const { entities, ids } = resolve([...docs, ...named], corrections)
  const idsOf = new Map([...docs, ...named].map((doc, d) => [doc.article.id, ids[d]!]))

  const moved = kept.filter(({ article, ids: before }) => !isSame(idsOf.get(article)!, before))
  const changed = [...docs, ...(await store.docs(moved.map(r => r.article)))]
  const hashes = new Map(moved.map(r => [r.article, r.hash]))
  const reading = (doc: Doc): Reading => ({
    article: doc.article.id,
    hash: fresh.get(doc.article.id)?.hash ?? hashes.get(doc.article.id)!,
    entities: doc.entities,
    ids: Object.fromEntries(idsOf.get(doc.article.id)!),
  })
  const graph = assemble(
    changed,
    changed.map(doc => idsOf.get(doc.article.id)!),
    entities,
    ontology,
  )
  const change: Change = {
    graph,
    read: changed.map(doc => ({ reading: reading(doc), doc })),
    removed: gone,
    articles: [...idsOf.keys()],
  }
  return store.apply(change)
}

const isSame = (now: ReadonlyMap<string, string>, before: Record<string, string>): boolean =>
  now.size === Object.keys(before).length && [...now].every(([own, id]) => before[own] === id)
