// A graph and a store → where the store has something else.
import type { Claim, Graph } from '../model.ts'
import type { Ontology } from '../ontology.ts'
import { compareMentions } from '../order.ts'
import { readArticles } from './load.ts'
import { chunks, groups } from './parts.ts'
import {
  ARTICLE_PROPERTIES,
  type ArticleRow,
  articleRows,
  CLAIM_PROPERTIES,
  claimValues,
  columns,
  type EntityRow,
  MENTION_PROPERTIES,
  type MentionRow,
  valuesOf,
} from './rows.ts'
import { BATCH, type Run } from './run.ts'

/** How a store finds the claims of some articles: by an index on `c.article`, or by looking each claim's article up in a map. */
export type Finding = 'index' | 'map'

/** Articles, mentions and claims that are to be written and to be deleted, and how many of each are new to the store. */
export interface Difference {
  articles: ArticleRow[]
  mentions: MentionRow[]
  claims: Claim[]
  /** The values of `CLAIM_PROPERTIES` of a claim of the graph. */
  valuesOf: (claim: Claim) => unknown[]
  oldMentions: { article: string; entity: string }[]
  /** Former versions of claims are among them. */
  oldClaims: { id: string; relation: string; entities: string[] }[]
  created: { articles: number; claims: number }
  removedClaims: number
}

/** What of the graph the store has otherwise or not, and what it has of the graph's articles that is not in the graph. */
export async function differenceOf(run: Run, graph: Graph, finding: Finding): Promise<Difference> {
  const mentions = groups([...graph.mentions].sort(compareMentions), m => m.article)
  const known = new Map<string, unknown[]>()
  for (const ids of chunks(
    graph.articles.map(a => a.id),
    BATCH,
  )) {
    const found = await readArticles(run, 'UNWIND $ids AS id MATCH (a:Article {id: id})', { ids })
    for (const { id, properties } of found) known.set(id, valuesOf(properties, ARTICLE_PROPERTIES))
  }
  const difference: Difference = {
    ...{ articles: [], mentions: [], claims: [], oldMentions: [], oldClaims: [], valuesOf: valuesIn(graph) },
    created: { articles: graph.articles.length - known.size, claims: 0 },
    removedClaims: 0,
  }
  const linked: MentionRow[] = []
  for (const article of graph.articles) {
    const rows = articleRows(article, mentions.get(article.id) ?? [])
    const old = known.get(article.id)
    const values = valuesOf(rows.article.properties, ARTICLE_PROPERTIES)
    if (!old || !isSameRow(old, values)) difference.articles.push(rows.article)
    for (const row of rows.mentions) linked.push(row)
  }
  await compareLinks(run, linked, [...known.keys()], difference)
  await compareClaims(run, graph, [...known.keys()], finding, difference)
  return difference
}

async function compareLinks(run: Run, now: MentionRow[], articles: string[], difference: Difference): Promise<void> {
  const byArticle = new Map<string, Map<string, MentionRow>>()
  for (const row of now) {
    const own = byArticle.get(row.article)
    if (own) own.set(row.entity, row)
    else byArticle.set(row.article, new Map([[row.entity, row]]))
  }
  const same = new Set<MentionRow>()
  for (const ids of chunks(articles, BATCH)) {
    const cypher = `UNWIND $ids AS id MATCH (a:Article {id: id})<-[m:MENTIONED_IN]-(e:Entity)
      RETURN a.id, e.id, ${columns('m', MENTION_PROPERTIES)}`
    for (const old of (await run(cypher, { ids })) as [string, string, ...unknown[]][]) {
      const [article, entity] = old
      const row = byArticle.get(article)?.get(entity)
      if (row && isSameRow(old, valuesOf(row.properties, MENTION_PROPERTIES), 2)) same.add(row)
      else difference.oldMentions.push({ article, entity })
    }
  }
  difference.mentions = same.size ? now.filter(row => !same.has(row)) : now
}

async function compareClaims(
  run: Run,
  graph: Graph,
  known: string[],
  finding: Finding,
  difference: Difference,
): Promise<void> {
  const byId = new Map(known.length ? graph.claims.map(c => [c.id, c]) : [])
  const [same, other] = [new Set<string>(), new Set<string>()]
  const lists = finding === 'index' ? chunks(known, BATCH) : [Object.fromEntries(known.map(id => [id, true]))]
  const where = finding === 'index' ? 'c.article IN $articles' : '$articles[c.article] IS NOT NULL'
  for (const relation of known.length ? await relationTypes(run) : []) {
    const cypher = `MATCH (s:Entity)-[c:${relation}]->(o:Entity) WHERE ${where}
      RETURN s.id, o.id, ${columns('c', CLAIM_PROPERTIES)}`
    for (const list of lists) {
      for (const row of (await run(cypher, { articles: list })) as [string, string, string, ...unknown[]][]) {
        const [subject, object, id] = row
        const claim = byId.get(id)
        const isOwn = claim?.relation === relation && claim.subject === subject && claim.object === object
        if (isOwn && isSameRow(row, difference.valuesOf(claim), 2)) {
          same.add(id)
          continue
        }
        if (claim) other.add(id)
        else difference.removedClaims++
        const speaker = row[2 + SPEAKER] as string | null
        difference.oldClaims.push({ id, relation, entities: speaker ? [subject, object, speaker] : [subject, object] })
      }
    }
  }
  const written = same.size ? graph.claims.filter(c => !same.has(c.id)) : graph.claims
  difference.created.claims = written.filter(c => !other.has(c.id)).length
  difference.claims = written
}

function valuesIn(graph: Graph): Difference['valuesOf'] {
  const articles = new Map(graph.articles.map(a => [a.id, a]))
  const names = new Map(graph.entities.map(e => [e.id, e.name]))
  return claim => {
    const { text, date } = articles.get(claim.article)!
    const speakerName = claim.speaker === undefined ? undefined : names.get(claim.speaker)
    return claimValues(claim, text.slice(claim.start, claim.end), date, speakerName)
  }
}

const SPEAKER = CLAIM_PROPERTIES.indexOf('speaker')

/** Whether a row of the store has these values, from `first` on; what is absent is null there. */
function isSameRow(old: unknown[], now: unknown[], first = 0): boolean {
  return now.every((value, i) => isSameValue(old[first + i] ?? undefined, value))
}

function isSameValue(old: unknown, now: unknown): boolean {
  if (old === now) return true
  if (!Array.isArray(old) || !Array.isArray(now) || old.length !== now.length) return false
  return now.every((value, i) => value === old[i])
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
