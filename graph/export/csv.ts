// Graph → four tables: nodes (entities) and edges (claims) as Gephi and pandas take them, articles, and mentions. Lists are JSON.
import type { Ontology } from '../ontology.ts'
import type { Source } from '../source.ts'
import { EDGE, edgeValues, NODE, nodeValues } from './records.ts'
import { sightingsOf } from './sightings.ts'
import { heading, line } from './table.ts'

/** Language of the labels. */
export interface Options {
  lang?: 'ru' | 'en'
}

const NODE_COLUMNS = ['id', ...Object.keys(NODE)]
const EDGE_COLUMNS = ['id', 'source', 'target', ...Object.keys(EDGE)]
const ARTICLE_COLUMNS = ['id', 'title', 'date', 'url', 'source', 'language', 'text']
const MENTION_COLUMNS = ['article', 'start', 'end', 'type', 'name', 'entity']

/** The files by name, in pieces. Entities and claims must be ones that the ontology knows. Labels are in `lang`. */
export const csv = { 'nodes.csv': nodes, 'edges.csv': edges, 'articles.csv': articles, 'mentions.csv': mentions }

async function* nodes(source: Source, ontology: Ontology, { lang = 'ru' }: Options): AsyncGenerator<string> {
  const seen = await sightingsOf(source)
  yield heading(NODE_COLUMNS)
  for await (const entity of source.entities()) {
    yield line(NODE_COLUMNS, { id: entity.id, ...nodeValues(entity, seen, ontology, lang) })
  }
}

async function* edges(source: Source, ontology: Ontology, { lang = 'ru' }: Options): AsyncGenerator<string> {
  const seen = await sightingsOf(source)
  yield heading(EDGE_COLUMNS)
  for await (const { claims } of source.edges()) {
    for (const claim of claims) {
      const { id, subject, object } = claim
      yield line(EDGE_COLUMNS, { id, source: subject, target: object, ...edgeValues(claim, seen, ontology, lang) })
    }
  }
}

async function* articles(source: Source): AsyncGenerator<string> {
  yield heading(ARTICLE_COLUMNS)
  for await (const { article } of source.articles()) yield line(ARTICLE_COLUMNS, { ...article })
}

async function* mentions(source: Source): AsyncGenerator<string> {
  yield heading(MENTION_COLUMNS)
  for await (const { mentions } of source.articles()) {
    for (const mention of mentions) yield line(MENTION_COLUMNS, { ...mention })
  }
}
