// A store → its whole graph, in Cypher that every store understands.
import type { Graph } from '../model.ts'
import type { Ontology } from '../ontology.ts'
import { graphOf, type Properties } from './rows.ts'
import type { Run } from './save.ts'

/** Reads the graph, inside one transaction. Nodes without an `id` or a type of the ontology are others' and left out. */
export async function loadGraph(run: Run, ontology: Ontology): Promise<Graph> {
  const articles = await run('MATCH (a:Article) WHERE a.id IS NOT NULL RETURN a.id, properties(a)')
  const entities = await run('MATCH (e:Entity) WHERE e.id IS NOT NULL RETURN e.id, labels(e), e.name, e.aliases')
  const mentions = await run('MATCH (e:Entity)-[m:MENTIONED_IN]->(a:Article) RETURN a.id, e.id, properties(m)')
  const claims = await run(
    'MATCH (s:Entity)-[c]->(o:Entity) WHERE c.id IS NOT NULL RETURN c.id, c.article, s.id, type(c), o.id, properties(c)',
  )
  return graphOf({
    articles: articles.map(([id, properties]) => ({ id: id as string, properties: properties as Properties })),
    entities: entities.flatMap(([id, labels, name, aliases]) => {
      const type = (labels as string[]).find(label => ontology.types.has(label))
      if (type === undefined) return []
      return [{ id: id as string, type, name: name as string, aliases: (aliases as string[] | null) ?? [] }]
    }),
    mentions: mentions.map(([article, entity, properties]) => ({
      article: article as string,
      entity: entity as string,
      properties: properties as Properties,
    })),
    claims: (claims as [string, string, string, string, string, Properties][]).map(
      ([id, article, subject, relation, object, properties]) => ({
        id,
        article,
        subject,
        relation,
        object,
        properties,
      }),
    ),
  })
}
