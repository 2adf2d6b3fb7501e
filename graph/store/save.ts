// Graph → changes of a store, in Cypher that every store understands: read what is there, write only the difference.
import type { Entity, Graph } from '../model.ts'
import type { Ontology } from '../ontology.ts'
import {
  type Difference,
  differenceOf,
  type Finding,
  type KnownEntity,
  mentionedBeside,
  readKnown,
} from './difference.ts'
import { groups } from './parts.ts'
import {
  ARTICLE_PROPERTIES,
  type ArticleRow,
  CLAIM_PROPERTIES,
  type EntityRow,
  entityRow,
  MENTION_PROPERTIES,
  type MentionRow,
  valuesOf,
} from './rows.ts'
import { each, eachId, type Run } from './run.ts'
import type { SaveSummary } from './store.ts'

/** What a write did. `loose` are entities that lost a mention or claim: `removeUnused` decides about them. */
export interface Changes {
  created: SaveSummary['created']
  removedClaims: number
  loose: Set<string>
}

/** What a graph is written with. */
export interface Writing {
  ontology: Ontology
  finding: Finding
  /** Ids of all articles being saved, of which the graph may have a part: an entity keeps aliases that others gave it. */
  articles: ReadonlySet<string>
  /** Entities that need no second look: a former part of the same graph has written them. */
  done?: ReadonlySet<string>
}

/** Writes a graph that `checkRows` lets pass, inside a transaction that the caller commits. */
export async function writeGraph(run: Run, graph: Graph, writing: Writing): Promise<Changes> {
  const difference = await differenceOf(run, graph, writing.finding)
  const { oldClaims, oldMentions } = difference
  for (const [relation, claims] of groups(oldClaims, c => c.relation)) {
    await run(`MATCH (:Entity)-[c:${relation}]->(:Entity) WHERE c.id IN $ids DELETE c`, { ids: claims.map(c => c.id) })
  }
  await each(
    run,
    'MATCH (:Article {id: row.article})<-[m:MENTIONED_IN]-(:Entity {id: row.entity}) DELETE m',
    ['article', 'entity'],
    oldMentions,
    m => [m.article, m.entity],
  )
  await writeArticles(run, difference.articles)
  const entities = usedEntities(graph).filter(e => !writing.done?.has(e.id))
  const known = await readKnown(
    run,
    entities.map(e => e.id),
    writing.ontology,
  )
  await writeEntities(run, entities, known, writing.articles)
  await writeMentions(run, difference.mentions)
  await writeClaims(run, difference)
  return {
    created: { ...difference.created, entities: entities.filter(e => !known.has(e.id)).length },
    removedClaims: difference.removedClaims,
    loose: new Set([...oldClaims.flatMap(c => c.entities), ...oldMentions.map(m => m.entity)]),
  }
}

/** The rows of entities that something refers to: others are not kept. */
function usedEntities({ entities, mentions, claims }: Graph): EntityRow[] {
  const used = new Set<string | undefined>()
  for (const m of mentions) used.add(m.entity)
  for (const c of claims) used.add(c.subject).add(c.object).add(c.speaker)
  return [...new Map(entities.map(e => [e.id, e])).values()].filter(e => used.has(e.id)).map(entityRow)
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
  await eachId(run, 'MATCH (e:Entity {id: row.id}) DELETE e', unused)
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

/** Gives entities that the store has the names they have now; those it does not have stay away. */
export async function renameEntities(run: Run, entities: Entity[], { ontology, articles }: Writing): Promise<void> {
  const rows = await run('MATCH (e:Entity) WHERE e.id IS NOT NULL RETURN e.id, e.name, e.aliases, e.wikidata')
  const names = new Map(rows.map(([id, name, aliases, wikidata]) => [id as string, { name, aliases, wikidata }]))
  const renamed = entities.filter(e => {
    const old = names.get(e.id)
    return (
      old && !(old.name === e.name && isSameList(old.aliases, e.aliases) && (old.wikidata ?? undefined) === e.wikidata)
    )
  })
  const known = await readKnown(
    run,
    renamed.map(e => e.id),
    ontology,
  )
  await writeEntities(run, renamed.map(entityRow), known, articles)
}

/** Takes articles out, with all they mention and say; gives the entities that lost something. */
export async function removeArticles(run: Run, ids: string[], writing: Omit<Writing, 'articles'>): Promise<Changes> {
  const articles = ids.map(id => ({ id, text: '' }))
  const empty: Graph = { articles, entities: [], mentions: [], claims: [] }
  const { removedClaims, loose } = await writeGraph(run, empty, { ...writing, articles: new Set(ids) })
  await eachId(run, 'MATCH (a:Article {id: row.id}) DELETE a', ids)
  await eachId(run, 'MATCH (r:Reading {id: row.id}) DELETE r', ids)
  return { created: { articles: 0, entities: 0, claims: 0 }, removedClaims, loose }
}

const writeArticles = (run: Run, articles: ArticleRow[]): Promise<void> =>
  each(
    run,
    `MERGE (a:Article {id: row.id}) SET ${ARTICLE_PROPERTIES.filter(key => key !== 'id')
      .map(key => `a.${key} = row.${key}`)
      .join(', ')}`,
    ARTICLE_PROPERTIES,
    articles,
    a => valuesOf(a.properties, ARTICLE_PROPERTIES),
  )

/** Writes those that are not in the store as they are now. */
async function writeEntities(
  run: Run,
  now: EntityRow[],
  known: ReadonlyMap<string, KnownEntity>,
  articles: ReadonlySet<string>,
): Promise<void> {
  const changed = now.filter(e => !isSame(known.get(e.id), e))
  const beside = await mentionedBeside(
    run,
    changed.filter(e => known.has(e.id)).map(e => e.id),
    articles,
  )
  const written: EntityRow[] = []
  for (const e of changed) {
    const old = known.get(e.id)
    let { aliases } = e
    if (old && beside.has(e.id)) {
      aliases = [...new Set([...e.aliases, ...old.aliases, old.name])].filter(alias => alias !== e.name).sort()
      if (aliases.length === e.aliases.length) aliases = e.aliases
    }
    if (!isSame(old, { ...e, aliases })) written.push({ ...e, aliases })
    for (const type of old ? [old.type, ...old.otherTypes] : []) {
      if (type && type !== e.type) await run(`MATCH (e:Entity {id: $id}) REMOVE e:${type}`, { id: e.id })
    }
  }
  for (const [type, rows] of groups(written, e => e.type)) {
    await each(
      run,
      `MERGE (e:Entity {id: row.id})
       SET e:${type}, e.name = row.name, e.aliases = row.aliases, e.wikidata = row.wikidata`,
      ['id', 'name', 'aliases', 'wikidata'],
      rows,
      e => [e.id, e.name, e.aliases, e.wikidata],
    )
  }
}

const writeMentions = (run: Run, mentions: MentionRow[]): Promise<void> =>
  each(
    run,
    `MATCH (e:Entity {id: row.entity}) MATCH (a:Article {id: row.article})
     CREATE (e)-[:MENTIONED_IN {${given(MENTION_PROPERTIES)}}]->(a)`,
    ['entity', 'article', ...MENTION_PROPERTIES],
    mentions,
    m => [m.entity, m.article, ...valuesOf(m.properties, MENTION_PROPERTIES)],
  )

async function writeClaims(run: Run, { claims, valuesOf }: Difference): Promise<void> {
  const properties = given(CLAIM_PROPERTIES).replace('row.confidence', 'toFloat(row.confidence)')
  for (const [relation, list] of groups(claims, c => c.relation)) {
    await each(
      run,
      `MATCH (s:Entity {id: row.subject}) MATCH (o:Entity {id: row.object})
       CREATE (s)-[:${relation} {${properties}}]->(o)`,
      ['subject', 'object', ...CLAIM_PROPERTIES],
      list,
      c => [c.subject, c.object, ...valuesOf(c)],
    )
  }
}

/** `id: row.id, name: row.name`: naming each property is faster than a map of them. */
const given = (keys: readonly string[]): string => keys.map(key => `${key}: row.${key}`).join(', ')

const isSameList = (a: unknown, b: string[]): boolean =>
  Array.isArray(a) && a.length === b.length && b.every((value, i) => value === a[i])
const isSame = (old: KnownEntity | undefined, now: EntityRow): boolean =>
  old?.type === now.type &&
  old.otherTypes.length === 0 &&
  old.name === now.name &&
  old.wikidata === now.wikidata &&
  isSameList(old.aliases, now.aliases)
