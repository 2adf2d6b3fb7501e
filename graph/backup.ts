// A store ⇄ JSON Lines that hold all of it: the format of record (export/jsonl.ts), and what its articles were read as.
import { createReadStream } from 'node:fs'
import { createInterface } from 'node:readline'
import { CORRECTIONS } from './corrections.ts'
import { jsonl } from './export/jsonl.ts'
import { FORMER, type Former } from './former.ts'
import type { Article, Claim, Doc, Entity, Graph, Mention } from './model.ts'
import type { Ontology } from './ontology.ts'
import { sourceOf } from './source.ts'
import type { SaveSummary, Store } from './store/store.ts'
import { type Read, update } from './update.ts'

/** Articles whose readings are taken from the store at a time. */
const BATCH = 500

/** The lines of a backup. After the graph come its readings, in order of their articles, and what the store remembers. */
export async function* backup(store: Store): AsyncGenerator<string> {
  yield* jsonl(sourceOf(await store.load()))
  const readings = (await store.readings()).sort((a, b) => (a.article < b.article ? -1 : 1))
  for (let i = 0; i < readings.length; i += BATCH) {
    const batch = readings.slice(i, i + BATCH)
    const docs = new Map((await store.docs(batch.map(r => r.article))).map(doc => [doc.article.id, doc]))
    for (const { article, hash } of batch) {
      const { sentences, entities, mentions, claims } = docs.get(article)!
      yield line({ kind: 'reading', article, hash, entities, sentences, mentions, claims })
    }
  }
  for (const name of [CORRECTIONS, FORMER]) {
    const value = await store.setting(name)
    if (value !== undefined) yield line({ kind: 'setting', name, value: JSON.parse(value) })
  }
}

/** Fills an empty store from a backup or an export in JSON Lines. Throws `file:line: what is wrong`, and writes nothing then. */
export async function restore(store: Store, path: string, ontology: Ontology): Promise<SaveSummary> {
  const graph: Graph = { articles: [], entities: [], mentions: [], claims: [] }
  const readings = new Map<string, Omit<Doc, 'article'> & { hash: string }>()
  let corrections: Parameters<typeof update>[3]
  let former: Former = {}
  let number = 0
  for await (const text of createInterface({
    input: createReadStream(path, 'utf8'),
    crlfDelay: Number.POSITIVE_INFINITY,
  })) {
    number++
    const fault = (what: string): Error => new Error(`${path}:${number}: ${what}`)
    const { kind, ...record } = parse(text, fault)
    if (number === 1) {
      if (record.format !== 'svodka-graph')
        throw fault('is no backup; its first line must say {"format":"svodka-graph", …}')
      if (record.version !== 1) throw fault(`is of version ${record.version}; this svodka reads version 1`)
    } else if (kind === 'entity') graph.entities.push(record as unknown as Entity)
    else if (kind === 'article') graph.articles.push(record as unknown as Article)
    else if (kind === 'mention') graph.mentions.push(record as unknown as Mention)
    else if (kind === 'claim') {
      const { quote: _, ...claim } = record
      graph.claims.push(claim as unknown as Claim)
    } else if (kind === 'reading') {
      const { article, ...reading } = record as unknown as { article: string } & Omit<Doc, 'article'> & { hash: string }
      readings.set(article, reading)
    } else if (kind === 'setting' && record.name === FORMER) former = record.value as Former
    else if (kind === 'setting') corrections = record.value as typeof corrections
    else throw fault(`"${kind}" is no kind of record`)
  }
  if (!number) throw new Error(`${path}: is empty; a backup has at least one line`)
  const foreign = without(graph, readings)
  if (foreign.articles.length) await store.save(foreign)
  const read = graph.articles.flatMap((article): Read[] => {
    const reading = readings.get(article.id)
    if (!reading) return []
    const { hash, ...doc } = reading
    return [{ doc: { article, ...doc }, hash }]
  })
  const summary = await update(store, { read }, ontology, corrections)
  if (Object.keys(former).length > 0) await store.remember({ [FORMER]: JSON.stringify(former) })
  return summary
}

/** The part of a graph that no reading stands for. */
function without({ articles, entities, mentions, claims }: Graph, readings: ReadonlyMap<string, unknown>): Graph {
  const own = <T extends { article: string }>(list: T[]): T[] => list.filter(({ article }) => !readings.has(article))
  return { articles: articles.filter(a => !readings.has(a.id)), entities, mentions: own(mentions), claims: own(claims) }
}

function parse(text: string, fault: (what: string) => Error): Record<string, unknown> {
  let record: unknown
  try {
    record = JSON.parse(text)
  } catch (error) {
    throw fault(`is no JSON: ${(error as Error).message}`)
  }
  if (typeof record !== 'object' || record === null || Array.isArray(record)) throw fault('must be a JSON object')
  return record as Record<string, unknown>
}

const line = (record: Record<string, unknown>): string => `${JSON.stringify(record)}\n`
