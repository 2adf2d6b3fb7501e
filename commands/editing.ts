// What is done on the page with `svodka view --edit` → the store, and the file of corrections.
import { existsSync } from 'node:fs'
import { createExtractor, type Extractor } from '../extract/index.ts'
import {
  addCorrections,
  type Corrections,
  correctionsText,
  loadCorrections,
  loadHeld,
  parseCorrections,
} from '../graph/corrections.ts'
import { correctionsOf, namesOf } from '../graph/edits.ts'
import { replaceFile } from '../graph/export/replace.ts'
import { hash } from '../graph/id.ts'
import type { Article } from '../graph/model.ts'
import type { Ontology } from '../graph/ontology.ts'
import { readingHash } from '../graph/reading.ts'
import type { Store } from '../graph/store/store.ts'
import { update } from '../graph/update.ts'
import type { Editing } from '../viz/editing.ts'
import { readerOf } from './build.ts'
import { type StoreOptions, withStore } from './options.ts'

/** One act after the other; the store is open only meanwhile. `file` is written after each, if there is one. */
export function editing(options: StoreOptions, ontology: Ontology, file?: string): Editing {
  const before: Corrections[] = []
  let extractor: Promise<Extractor> | undefined
  let last: Promise<unknown> = Promise.resolve()
  const inTurn = <T>(work: (store: Store) => Promise<T>): Promise<T> => {
    const next = last.then(() => withStore(options, {}, work))
    last = next.catch(() => undefined)
    return next
  }
  const hold = async (store: Store, corrections: Corrections): Promise<void> => {
    const text = correctionsText(corrections)
    parseCorrections(text, 'corrections', ontology)
    await update(store, {}, ontology, corrections)
    if (file !== undefined) await replaceFile(file, [text])
  }
  return {
    get done() {
      return before.length
    },
    edit: act =>
      inTurn(async store => {
        const held = await loadHeld(store)
        const known = file !== undefined && existsSync(file) ? loadCorrections(file, ontology) : undefined
        const found = correctionsOf(act, await store.load(), namesOf(await store.readings()), ontology)
        await hold(store, addCorrections(known ? addCorrections(held, known) : held, found))
        before.push(held)
      }),
    undo: () =>
      inTurn(async store => {
        const held = before.at(-1)
        if (!held) return
        await hold(store, held)
        before.pop()
      }),
    add: given =>
      inTurn(async store => {
        const article: Article = { id: hash('article', given.url ?? given.text), ...given }
        extractor ??= createExtractor(ontology)
        const [doc] = await (await extractor)([article])
        const reader = readerOf({ ...options, 'min-confidence': 0 })
        await update(store, { read: [{ doc: doc!, hash: readingHash(article, reader) }] }, ontology)
        return { article: article.id, claims: doc!.claims.length }
      }),
  }
}
