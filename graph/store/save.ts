// Graph → changes of a store, in Cypher that every store understands: read what is there, write only the difference.
import { isDeepStrictEqual } from 'node:util'
import type { Entity, Graph } from '../model.ts'
import type { Ontology } from '../ontology.ts'
import { chunks, groups } from './parts.ts'
import {
  ARTICLE_PROPERTIES,
  type ArticleRow,
  articleRow,
  CLAIM_PROPERTIES,
  type ClaimRow,
  claimRow,
  columns,
  type EntityRow,
  entityRow,
  type GraphRows,
  MENTION_PROPERTIES,
  type MentionRow,
  mentionRow,
  record,
  rowsOf,
} from './rows.ts'
import type { SaveSummary } from './store.ts'

/** Runs one Cypher statement inside the transaction at hand; nodes and relationships come back as plain values only. */
export type Run = (cypher: string, params?: Record<string, unknown>) => Promise<unknown[][]>

/** What a write did. `loose` are entities that lost a mention or claim: `removeUnused` decides about them. */
export interface Changes {
  created: SaveSummary['created']
  removedClaims: number
  loose: Set<string>
}

/** Rows in one UNWIND: bigger ones gain nothing. */
const BATCH = 5_000

/**
 * Writes a graph, inside a transaction that the caller commits. `articles` are the ids of all that is being saved, of
 * which this graph may be a part: aliases of an entity survive only if articles outside them mention it.
 */
export async function writeGraph(run: Run, graph: Graph, ontology: Ontology, articles: Set<string>): Promise<Changes> {
  const now = rowsOf(graph, ontology)
  const before = await readBefore(run, now, ontology)
  const loose = new Set<string>()

  const oldClaims = new Map(before.claims.map(c => [claimKey(c), c]))
  const newClaims = now.claims.filter(c => !take(oldClaims, claimKey(c), old => sameClaim(old, c)))
  for (const c of oldClaims.values()) {
    loose.add(c.subject).add(c.object)
    if (c.properties.speaker !== undefined) loose.add(c.properties.speaker as string)
  }
  for (const [relation, rows] of groups([...oldClaims.values()], c => c.relation)) {
    await run(`MATCH (:Entity)-[c:${relation}]->(:Entity) WHERE c.id IN $ids DELETE c`, { ids: rows.map(c => c.id) })
  }

  const oldMentions = new Map(before.mentions.map(m => [mentionKey(m), m]))
  const newMentions = now.mentions.filter(
    m => !take(oldMentions, mentionKey(m), old => isDeepStrictEqual(old.properties, m.properties)),
  )
  for (const m of oldMentions.values()) loose.add(m.entity)
  await each(
    run,
    'MATCH (:Article {id: row.article})<-[m:MENTIONED_IN]-(:Entity {id: row.entity}) DELETE m',
    [...oldMentions.values()].map(({ article, entity }) => ({ article, entity })),
  )

  await writeArticles(run, now.articles, before.articles)
  await writeEntities(run, now.entities, before.entities, articles)
  // Flat rows and named properties: maps inside rows cost Grafeo three times as long.
  const set = (keys: readonly string[]): string => keys.map(key => `${key}: row.${key}`).join(', ')
  await each(
    run,
    `MATCH (e:Entity {id: row.entity}) MATCH (a:Article {id: row.article})
     CREATE (e)-[:MENTIONED_IN {${set(MENTION_PROPERTIES)}}]->(a)`,
    newMentions.map(({ article, entity, properties }) => ({ article, entity, ...properties })),
  )
  for (const [relation, rows] of groups(newClaims, c => c.relation)) {
    const properties = set(CLAIM_PROPERTIES).replace('row.confidence', 'toFloat(row.confidence)')
    await each(
      run,
      `MATCH (s:Entity {id: row.subject}) MATCH (o:Entity {id: row.object}) CREATE (s)-[:${relation} {${properties}}]->(o)`,
      rows.map(({ subject, object, properties }) => ({ subject, object, ...properties })),
    )
  }
  const known = new Set(before.claims.map(c => c.id))
  const kept = new Set(now.claims.map(c => c.id))
  return {
    created: {
      articles: now.articles.filter(a => !before.articles.has(a.id)).length,
      entities: now.entities.filter(e => !before.entities.has(e.id)).length,
      claims: now.claims.filter(c => !known.has(c.id)).length,
    },
    removedClaims: before.claims.filter(c => !kept.has(c.id)).length,
    loose,
  }
}

/** Deletes those of the entities that have no relationship left and speak in no claim; how many they were. */
export async function removeUnused(run: Run, entities: Set<string>): Promise<number> {
  if (entities.size === 0) return 0
  const ids = (
    await run('UNWIND $ids AS id MATCH (e:Entity {id: id}) WHERE NOT (e)--() RETURN e.id', { ids: [...entities] })
  ).flat() as string[]
  if (ids.length === 0) return 0
  const speaking = await run('MATCH (:Entity)-[c]->(:Entity) WHERE c.speaker IN $ids RETURN DISTINCT c.speaker', {
    ids,
  })
  const speakers = new Set(speaking.flat())
  const unused = ids.filter(id => !speakers.has(id))
  await each(run, 'MATCH (e:Entity {id: row}) DELETE e', unused)
  return unused.length
}

/** How many articles, entities and claims there are. */
export async function count(run: Run): Promise<Pick<SaveSummary, 'articles' | 'entities' | 'claims'>> {
  const one = async (cypher: string): Promise<number> => (await run(cypher))[0]![0] as number
  return {
    articles: await one('MATCH (a:Article) WHERE a.id IS NOT NULL RETURN count(a)'),
    entities: await one('MATCH (e:Entity) WHERE e.id IS NOT NULL RETURN count(e)'),
    claims: await one('MATCH (:Entity)-[c]->(:Entity) WHERE c.id IS NOT NULL RETURN count(c)'),
  }
}

interface Before {
  articles: Map<string, ArticleRow['properties']>
  entities: Map<string, EntityRow & { otherTypes: string[]; articles: string[] }>
  mentions: MentionRow[]
  claims: ClaimRow[]
}

/** What the store has of the articles and entities that are about to be written. */
async function readBefore(run: Run, { articles, entities }: GraphRows, ontology: Ontology): Promise<Before> {
  const before: Before = { articles: new Map(), entities: new Map(), mentions: [], claims: [] }
  for (const ids of chunks(
    articles.map(a => a.id),
    BATCH,
  )) {
    const cypher = `UNWIND $ids AS id MATCH (a:Article {id: id}) RETURN ${columns('a', ARTICLE_PROPERTIES)}`
    for (const values of await run(cypher, { ids })) {
      const { id, properties } = articleRow(record(ARTICLE_PROPERTIES, values))
      before.articles.set(id, properties)
    }
  }
  before.entities = await readEntities(
    run,
    entities.map(e => e.id),
    ontology,
  )
  const known = [...before.articles.keys()]
  if (known.length === 0) return before
  for (const ids of chunks(known, BATCH)) {
    const cypher = `UNWIND $ids AS id MATCH (a:Article {id: id})<-[m:MENTIONED_IN]-(e:Entity)
      RETURN a.id, e.id, ${columns('m', MENTION_PROPERTIES)}`
    for (const [article, entity, ...values] of await run(cypher, { ids })) {
      before.mentions.push(mentionRow(article as string, entity as string, record(MENTION_PROPERTIES, values)))
    }
  }
  // An index answers for a few articles; for many, looking each claim's article up in a map beats searching a list.
  const few = known.length <= 100
  const articlesAre = few ? 'c.article IN $articles' : '$articles[c.article] IS NOT NULL'
  const wanted = few ? known : Object.fromEntries(known.map(id => [id, true]))
  for (const relation of await relationTypes(run)) {
    const cypher = `MATCH (s:Entity)-[c:${relation}]->(o:Entity) WHERE ${articlesAre}
      RETURN s.id, o.id, ${columns('c', CLAIM_PROPERTIES)}`
    for (const [subject, object, ...values] of await run(cypher, { articles: wanted })) {
      before.claims.push(claimRow(subject as string, relation, object as string, record(CLAIM_PROPERTIES, values)))
    }
  }
  return before
}

/** What the store has of these entities. */
async function readEntities(run: Run, all: string[], ontology: Ontology): Promise<Before['entities']> {
  const found: Before['entities'] = new Map()
  for (const ids of chunks(all, BATCH)) {
    const cypher = `UNWIND $ids AS id MATCH (e:Entity {id: id}) OPTIONAL MATCH (e)-[:MENTIONED_IN]->(a:Article)
      RETURN e.id, labels(e), e.name, e.aliases, e.wikidata, collect(a.id)`
    for (const row of await run(cypher, { ids })) {
      type Values = [string, string[], string, string[] | null, string | null, string[]]
      const [id, labels, name, aliases, wikidata, mentionedIn] = row as Values
      const [type = '', ...otherTypes] = labels.filter(label => ontology.types.has(label))
      const entity = { id, type, otherTypes, name, aliases: aliases ?? [], articles: mentionedIn }
      found.set(id, wikidata ? { ...entity, wikidata } : entity)
    }
  }
  return found
}

/**
 * Gives entities that the store has the names they have now; those it does not have stay away. `articles` as in
 * `writeGraph`.
 */
export async function renameEntities(
  run: Run,
  entities: Entity[],
  ontology: Ontology,
  articles: Set<string>,
): Promise<void> {
  const rows = await run('MATCH (e:Entity) WHERE e.id IS NOT NULL RETURN e.id, e.name, e.aliases, e.wikidata')
  const names = new Map(rows.map(([id, ...rest]) => [id as string, rest]))
  const renamed = entities.filter(e => {
    const old = names.get(e.id)
    return old && !isDeepStrictEqual(old, [e.name, e.aliases, e.wikidata ?? null])
  })
  const before = await readEntities(
    run,
    renamed.map(e => e.id),
    ontology,
  )
  await writeEntities(run, renamed.map(entityRow), before, articles)
}

/** Takes articles out, with all they mention and say; gives the entities that lost something. */
export async function removeArticles(run: Run, ids: string[], ontology: Ontology): Promise<Changes> {
  const articles = ids.map(id => ({ id, text: '' }))
  const empty: Graph = { articles, entities: [], mentions: [], claims: [] }
  const { removedClaims, loose } = await writeGraph(run, empty, ontology, new Set(ids))
  await each(run, 'MATCH (a:Article {id: row}) DELETE a', ids)
  await each(run, 'MATCH (r:Reading {id: row}) DELETE r', ids)
  return { created: { articles: 0, entities: 0, claims: 0 }, removedClaims, loose }
}

/** Relations the store has, also those that a former ontology named. */
async function relationTypes(run: Run): Promise<string[]> {
  const names = (await run('CALL db.relationshipTypes()')).flat() as string[]
  return names.filter(name => /^[A-Z][A-Z0-9_]*$/.test(name) && name !== 'MENTIONED_IN')
}

async function writeArticles(run: Run, now: ArticleRow[], before: Before['articles']): Promise<void> {
  const absent = Object.fromEntries(ARTICLE_PROPERTIES.map(key => [key, null]))
  const changed = now.filter(a => {
    const old = before.get(a.id)
    return !old || !isDeepStrictEqual(old, a.properties)
  })
  await each(
    run,
    'MERGE (a:Article {id: row.id}) SET a += row.properties',
    changed.map(a => ({ id: a.id, properties: before.has(a.id) ? { ...absent, ...a.properties } : a.properties })),
  )
}

async function writeEntities(
  run: Run,
  now: EntityRow[],
  before: Before['entities'],
  articles: Set<string>,
): Promise<void> {
  const written: EntityRow[] = []
  for (const e of now) {
    const old = before.get(e.id)
    let { aliases } = e
    if (old?.articles.some(id => !articles.has(id))) {
      aliases = [...new Set([...e.aliases, ...old.aliases, old.name])].filter(alias => alias !== e.name).sort()
      if (aliases.length === e.aliases.length) aliases = e.aliases
    }
    const same =
      old?.type === e.type &&
      old.name === e.name &&
      old.wikidata === e.wikidata &&
      isDeepStrictEqual(old.aliases, aliases)
    if (!same || old.otherTypes.length > 0) written.push({ ...e, aliases })
    for (const type of old ? [old.type, ...old.otherTypes] : []) {
      if (type && type !== e.type) await run(`MATCH (e:Entity {id: $id}) REMOVE e:${type}`, { id: e.id })
    }
  }
  for (const [type, rows] of groups(written, e => e.type)) {
    await each(
      run,
      `MERGE (e:Entity {id: row.id})
       SET e:${type}, e.name = row.name, e.aliases = row.aliases, e.wikidata = row.wikidata`,
      rows.map(row => ({ ...row, wikidata: row.wikidata ?? null })),
    )
  }
}

/** Runs `UNWIND $rows AS row …` for all rows, in batches. */
export async function each(run: Run, cypher: string, rows: unknown[]): Promise<void> {
  for (const batch of chunks(rows, BATCH)) await run(`UNWIND $rows AS row ${cypher}`, { rows: batch })
}

/** Whether the map has such a value; if so, it is taken out. */
function take<T>(map: Map<string, T>, key: string, wanted: (value: T) => boolean): boolean {
  const value = map.get(key)
  return value !== undefined && wanted(value) && map.delete(key)
}

const claimKey = (c: ClaimRow): string => JSON.stringify([c.id, c.subject, c.relation, c.object])
const mentionKey = (m: MentionRow): string => JSON.stringify([m.article, m.entity])
const sameClaim = (old: ClaimRow, now: ClaimRow): boolean => isDeepStrictEqual(old.properties, now.properties)
