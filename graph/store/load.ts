// A store → its whole graph, in Cypher that every store understands.
import type { Graph } from '../model.ts'
import type { Ontology } from '../ontology.ts'
import {
  ARTICLE_PROPERTIES,
  type ArticleRow,
  articleRow,
  CLAIM_PROPERTIES,
  type ClaimRow,
  claimRow,
  columns,
  type EntityRow,
  graphOf,
  MENTION_PROPERTIES,
  type MentionRow,
  mentionRow,
  record,
} from './rows.ts'
import type { Run } from './run.ts'

/** Reads the graph, inside one transaction. Nodes without an `id` or a type of the ontology are others' and left out. */
export async function loadGraph(run: Run, ontology: Ontology): Promise<Graph> {
  return graphOf({
    articles: await readArticles(run, 'MATCH (a:Article) WHERE a.id IS NOT NULL'),
    entities: await readEntities(run, ontology, 'MATCH (e:Entity) WHERE e.id IS NOT NULL'),
    mentions: await readMentions(run, 'MATCH (e:Entity)-[m:MENTIONED_IN]->(a:Article)'),
    claims: await readClaims(run, 'MATCH (s:Entity)-[c]->(o:Entity) WHERE c.id IS NOT NULL'),
  })
}

type Params = Record<string, unknown>

/** The articles `a` that the pattern matches. */
export async function readArticles(run: Run, pattern: string, params?: Params): Promise<ArticleRow[]> {
  const rows = await run(`${pattern} RETURN ${columns('a', ARTICLE_PROPERTIES)}`, params)
  return rows.map(values => articleRow(record(ARTICLE_PROPERTIES, values)))
}

/** The entities `e` that the pattern matches and that are of a type of the ontology. */
export async function readEntities(
  run: Run,
  ontology: Ontology,
  pattern: string,
  params?: Params,
): Promise<EntityRow[]> {
  const rows = await run(`${pattern} RETURN e.id, labels(e), e.name, e.aliases, e.wikidata`, params)
  return (rows as [string, string[], string, string[] | null, string | null][]).flatMap(
    ([id, labels, name, aliases, wikidata]) => {
      const type = labels.find(label => ontology.types.has(label))
      return type === undefined ? [] : [{ id, type, name, aliases: aliases ?? [], ...(wikidata && { wikidata }) }]
    },
  )
}

/** The mentions `m` of entities `e` in articles `a` that the pattern matches. */
export async function readMentions(run: Run, pattern: string, params?: Params): Promise<MentionRow[]> {
  const rows = await run(`${pattern} RETURN a.id, e.id, ${columns('m', MENTION_PROPERTIES)}`, params)
  return rows.map(([article, entity, ...values]) =>
    mentionRow(article as string, entity as string, record(MENTION_PROPERTIES, values)),
  )
}

/** The claims `c` of `s` about `o` that the pattern matches. */
export async function readClaims(run: Run, pattern: string, params?: Params): Promise<ClaimRow[]> {
  const rows = await run(`${pattern} RETURN s.id, type(c), o.id, ${columns('c', CLAIM_PROPERTIES)}`, params)
  return rows.map(([subject, relation, object, ...values]) =>
    claimRow(subject as string, relation as string, object as string, record(CLAIM_PROPERTIES, values)),
  )
}
