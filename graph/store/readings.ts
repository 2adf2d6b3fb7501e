// What was read of each article ⇄ (:Reading {id, hash, entities, ids, said}): JSON beside the graph, in Cypher that every store understands.
import type { Doc, Entity } from '../model.ts'
import type { Reading, Said } from '../reading.ts'
import { chunks } from './parts.ts'
import { ARTICLE_PROPERTIES, articleRow, columns, graphOf, record } from './rows.ts'
import { each, type Run } from './run.ts'

/** Documents of one query: their texts are long. */
const BATCH = 500

/** All readings, in no particular order. */
export async function loadReadings(run: Run): Promise<Reading[]> {
  const rows = (await run('MATCH (r:Reading) RETURN r.id, r.hash, r.entities, r.ids')) as string[][]
  return rows.map(([article, hash, entities, ids]) => ({
    article: article!,
    hash: hash!,
    entities: JSON.parse(entities!) as Entity[],
    ids: JSON.parse(ids!) as Record<string, string>,
  }))
}

/** The documents of articles as they were read; those that were never read are left out. */
export async function loadDocs(run: Run, articles: string[]): Promise<Doc[]> {
  const docs: Doc[] = []
  for (const ids of chunks(articles, BATCH)) {
    const cypher = `UNWIND $ids AS id MATCH (r:Reading {id: id}) MATCH (a:Article {id: id})
      RETURN r.entities, r.said, ${columns('a', ARTICLE_PROPERTIES)}`
    for (const [entities, said, ...values] of await run(cypher, { ids })) {
      const rows = [articleRow(record(ARTICLE_PROPERTIES, values))]
      const [article] = graphOf({ articles: rows, entities: [], mentions: [], claims: [] }).articles
      const own = JSON.parse(entities as string) as Entity[]
      docs.push({ article: article!, entities: own, ...(JSON.parse(said as string) as Said) })
    }
  }
  return docs
}

/** Keeps readings; one of the same article is replaced. */
export async function writeReadings(run: Run, read: { reading: Reading; doc: Doc }[]): Promise<void> {
  await each(
    run,
    `MERGE (r:Reading {id: row.id})
     SET r.hash = row.hash, r.entities = row.entities, r.ids = row.ids, r.said = row.said`,
    ['id', 'hash', 'entities', 'ids', 'said'],
    read,
    ({ reading: { article, hash, entities, ids }, doc: { sentences, mentions, claims } }) => {
      const said: Said = { sentences, mentions, claims }
      return [article, hash, JSON.stringify(entities), JSON.stringify(ids), JSON.stringify(said)]
    },
  )
}

/** A setting of the store. */
export async function loadSetting(run: Run, name: string): Promise<string | undefined> {
  const [row] = await run('MATCH (s:Setting {id: $name}) RETURN s.value', { name })
  return row?.[0] as string | undefined
}

/** Keeps settings; one of the same name is replaced. */
export async function writeSettings(run: Run, settings: Record<string, string> = {}): Promise<void> {
  const cypher = 'MERGE (s:Setting {id: row.id}) SET s.value = row.value'
  await each(run, cypher, ['id', 'value'], Object.entries(settings), setting => setting)
}
