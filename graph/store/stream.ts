// A store → its graph as a source, page by page, in Cypher that every store understands. Only ids are read all at once.
import { type Edge, edgesOf } from '../edges.ts'
import type { Entity } from '../model.ts'
import type { Ontology } from '../ontology.ts'
import type { ReadArticle, Source } from '../source.ts'
import { readArticles, readClaims, readEntities, readMentions } from './load.ts'
import { chunks, groups } from './parts.ts'
import { graphOf, quotedClaimOf } from './rows.ts'
import type { Run } from './run.ts'

/** Runs the work in a transaction of its own, which only reads. */
export type Transaction = <T>(work: (run: Run) => Promise<T>) => Promise<T>

/** What one query asks for; a single subject may have more claims. */
const PAGE = { entities: 1_000, articles: 100, claims: 2_000 }

/** The graph that `loadGraph` would read, in pieces: each page is read when it is asked for. */
export function streamGraph(inTransaction: Transaction, ontology: Ontology): Source {
  return {
    articles: () => articlesOf(inTransaction),
    entities: () => entitiesOf(inTransaction, ontology),
    edges: () => edgesBySubject(inTransaction),
  }
}

async function* entitiesOf(inTransaction: Transaction, ontology: Ontology): AsyncGenerator<Entity> {
  for (const ids of chunks(await idsOf(inTransaction, 'Entity'), PAGE.entities)) {
    const entities = await inTransaction(run =>
      readEntities(run, ontology, 'UNWIND $ids AS id MATCH (e:Entity {id: id})', { ids }),
    )
    yield* graphOf({ articles: [], entities, mentions: [], claims: [] }).entities
  }
}

async function* articlesOf(inTransaction: Transaction): AsyncGenerator<ReadArticle> {
  const match = 'UNWIND $ids AS id MATCH (a:Article {id: id})'
  for (const ids of chunks(await idsOf(inTransaction, 'Article'), PAGE.articles)) {
    const page = await inTransaction(async run => {
      const articles = await readArticles(run, match, { ids })
      const mentions = await readMentions(run, `${match}<-[m:MENTIONED_IN]-(e:Entity)`, { ids })
      return graphOf({ articles, entities: [], mentions, claims: [] })
    })
    const mentions = groups(page.mentions, m => m.article)
    for (const article of page.articles) yield { article, mentions: mentions.get(article.id) ?? [] }
  }
}

async function* edgesBySubject(inTransaction: Transaction): AsyncGenerator<Edge> {
  const match = 'UNWIND $ids AS id MATCH (s:Entity {id: id})-[c]->(o:Entity) WHERE c.id IS NOT NULL'
  // Counted some at a time: to count all at once, a store looks at all claims at once.
  for (const ids of chunks(await idsOf(inTransaction, 'Entity'), PAGE.entities)) {
    const counts = await inTransaction(run => run(`${match} RETURN id, count(c)`, { ids }))
    for (const page of pagesOf(counts as [string, number][], PAGE.claims)) {
      const claims = await inTransaction(run => readClaims(run, match, { ids: page }))
      yield* edgesOf(claims.map(quotedClaimOf))
    }
  }
}

async function idsOf(inTransaction: Transaction, label: 'Entity' | 'Article'): Promise<string[]> {
  const found = await inTransaction(run => run(`MATCH (n:${label}) WHERE n.id IS NOT NULL RETURN DISTINCT n.id`))
  return (found.flat() as string[]).sort()
}

/** The ids in order, in lists that have at most `size` together unless a single one has more. */
function pagesOf(counts: [id: string, count: number][], size: number): string[][] {
  const pages: string[][] = []
  let room = 0
  for (const [id, count] of counts.sort(([a], [b]) => (a < b ? -1 : 1))) {
    if (count > room) {
      pages.push([])
      room = size
    }
    pages.at(-1)!.push(id)
    room -= count
  }
  return pages
}
