// Rows that are about to be written → what the store has of them.
import type { Ontology } from '../ontology.ts'
import { readArticles, readClaims, readMentions } from './load.ts'
import { chunks } from './parts.ts'
import type { ArticleRow, ClaimRow, EntityRow, MentionRow } from './rows.ts'
import { BATCH, type Run } from './run.ts'

/** How a store finds the claims of some articles: by an index on `c.article`, or by looking each claim's article up in a map. */
export type Finding = 'index' | 'map'

/** What the store has of some articles: their properties by id, their mentions and claims. */
export interface Before {
  articles: Map<string, ArticleRow['properties']>
  mentions: MentionRow[]
  claims: ClaimRow[]
}

export async function readBefore(run: Run, ids: string[], finding: Finding): Promise<Before> {
  const before: Before = { articles: new Map(), mentions: [], claims: [] }
  for (const some of chunks(ids, BATCH)) {
    const found = await readArticles(run, 'UNWIND $ids AS id MATCH (a:Article {id: id})', { ids: some })
    for (const { id, properties } of found) before.articles.set(id, properties)
  }
  const known = [...before.articles.keys()]
  if (known.length === 0) return before
  for (const some of chunks(known, BATCH)) {
    const pattern = 'UNWIND $ids AS id MATCH (a:Article {id: id})<-[m:MENTIONED_IN]-(e:Entity)'
    for (const row of await readMentions(run, pattern, { ids: some })) before.mentions.push(row)
  }
  const lists = finding === 'index' ? chunks(known, BATCH) : [Object.fromEntries(known.map(id => [id, true]))]
  const where = finding === 'index' ? 'c.article IN $articles' : '$articles[c.article] IS NOT NULL'
  for (const relation of await relationTypes(run)) {
    for (const articles of lists) {
      const pattern = `MATCH (s:Entity)-[c:${relation}]->(o:Entity) WHERE ${where}`
      for (const row of await readClaims(run, pattern, { articles })) before.claims.push(row)
    }
  }
  return before
}

/** An entity of the store; others may have given it more than one of the ontology's types. */
export interface KnownEntity extends EntityRow {
  otherTypes: string[]
}

/** What the store has of these entities, by id. */
export async function readKnown(run: Run, ids: string[], ontology: Ontology): Promise<Map<string, KnownEntity>> {
  const found = new Map<string, KnownEntity>()
  for (const some of chunks(ids, BATCH)) {
    const cypher = 'UNWIND $ids AS id MATCH (e:Entity {id: id}) RETURN e.id, labels(e), e.name, e.aliases, e.wikidata'
    for (const row of await run(cypher, { ids: some })) {
      const [id, labels, name, aliases, wikidata] = row as [string, string[], string, string[] | null, string | null]
      const [type = '', ...otherTypes] = labels.filter(label => ontology.types.has(label))
      const entity = { id, type, otherTypes, name, aliases: aliases ?? [] }
      found.set(id, wikidata ? { ...entity, wikidata } : entity)
    }
  }
  return found
}

/** Those of the entities that articles other than these mention. */
export async function mentionedBeside(run: Run, ids: string[], articles: ReadonlySet<string>): Promise<Set<string>> {
  const beside = new Set<string>()
  for (const some of chunks(ids, BATCH)) {
    const cypher = 'UNWIND $ids AS id MATCH (e:Entity {id: id})-[:MENTIONED_IN]->(a:Article) RETURN e.id, collect(a.id)'
    for (const [id, mentionedIn] of (await run(cypher, { ids: some })) as [string, string[]][]) {
      if (mentionedIn.some(article => !articles.has(article))) beside.add(id)
    }
  }
  return beside
}

/** Relations the store has, also those that a former ontology named. */
async function relationTypes(run: Run): Promise<string[]> {
  const names = (await run('CALL db.relationshipTypes()')).flat() as string[]
  return names.filter(name => /^[A-Z][A-Z0-9_]*$/.test(name) && name !== 'MENTIONED_IN')
}
