// A store → its whole graph, in Cypher that every store understands.
import type { Graph } from '../model.ts'
import type { Ontology } from '../ontology.ts'
import {
  ARTICLE_PROPERTIES,
  articleRow,
  CLAIM_PROPERTIES,
  claimRow,
  columns,
  graphOf,
  MENTION_PROPERTIES,
  mentionRow,
  record,
} from './rows.ts'
import type { Run } from './save.ts'

/** Reads the graph, inside one transaction. Nodes without an `id` or a type of the ontology are others' and left out. */
export async function loadGraph(run: Run, ontology: Ontology): Promise<Graph> {
  const articles = await run(`MATCH (a:Article) WHERE a.id IS NOT NULL RETURN ${columns('a', ARTICLE_PROPERTIES)}`)
  const entities = await run(
    'MATCH (e:Entity) WHERE e.id IS NOT NULL RETURN e.id, labels(e), e.name, e.aliases, e.wikidata',
  )
  const mentions = await run(
    `MATCH (e:Entity)-[m:MENTIONED_IN]->(a:Article) RETURN a.id, e.id, ${columns('m', MENTION_PROPERTIES)}`,
  )
  const claims = await run(
    `MATCH (s:Entity)-[c]->(o:Entity) WHERE c.id IS NOT NULL
     RETURN s.id, type(c), o.id, ${columns('c', CLAIM_PROPERTIES)}`,
  )
  return graphOf({
    articles: articles.map(values => articleRow(record(ARTICLE_PROPERTIES, values))),
    entities: (entities as [string, string[], string, string[] | null, string | null][]).flatMap(
      ([id, labels, name, aliases, wikidata]) => {
        const type = labels.find(label => ontology.types.has(label))
        return type === undefined ? [] : [{ id, type, name, aliases: aliases ?? [], ...(wikidata && { wikidata }) }]
      },
    ),
    mentions: mentions.map(([article, entity, ...values]) =>
      mentionRow(article as string, entity as string, record(MENTION_PROPERTIES, values)),
    ),
    claims: claims.map(([subject, relation, object, ...values]) =>
      claimRow(subject as string, relation as string, object as string, record(CLAIM_PROPERTIES, values)),
    ),
  })
}
