// Words → entities, claims and articles that have them: as one types, in any Russian form, with small typos.
import MiniSearch from 'minisearch'
import type { Entity, Graph } from '../graph/model.ts'
import { fold, SEARCH, tokenize } from '../graph/words.ts'
import type { ArticleHead, SearchAnswer } from './api.ts'
import { edgeId } from './edge-id.ts'

/** Indexes the graph; the answer searches it. */
export function index(graph: Graph, heads: ArticleHead[]): (words: string, limit: number) => SearchAnswer {
  const entities = new MiniSearch<Entity>({ ...SEARCH, fields: ['name', 'aliases'], extractField })
  entities.addAll(graph.entities)
  const byId = new Map(graph.entities.map(entity => [entity.id, entity]))

  const texts = new Map(graph.articles.map(article => [article.id, article.text]))
  const claims = new MiniSearch({ ...SEARCH, fields: ['quote'] })
  const claimById = new Map(graph.claims.map(claim => [claim.id, claim]))
  const quote = (id: string): string => {
    const claim = claimById.get(id)!
    return (texts.get(claim.article) ?? '').slice(claim.start, claim.end)
  }
  claims.addAll(graph.claims.map(({ id }) => ({ id, quote: quote(id) })))

  const articles = new MiniSearch({ ...SEARCH, fields: ['title'] })
  articles.addAll(heads.map(({ id, title }) => ({ id, title })))
  const headById = new Map(heads.map(head => [head.id, head]))

  return (words, limit) => ({
    entities: entities
      .search(words)
      .slice(0, limit)
      .map(hit => {
        const { id, type, name, aliases } = byId.get(hit.id)!
        const inName = Object.values(hit.match).some(fields => fields.includes('name'))
        const match = inName ? undefined : aliases.find(alias => hit.terms.some(term => folded(alias).includes(term)))
        return { id, type, name, ...(match === undefined ? {} : { match }) }
      }),
    claims: firstOfEach(
      claims.search(words).map(hit => claimById.get(hit.id)!),
      claim => `${claim.article} ${claim.start} ${claim.end}`,
    )
      .slice(0, limit)
      .map(claim => ({ id: claim.id, edge: edgeId(claim), article: claim.article, quote: quote(claim.id) })),
    articles: articles
      .search(words)
      .slice(0, limit)
      .map(hit => headById.get(hit.id)!),
  })
}

/** Claims may rest on the same words: these are offered once. */
function firstOfEach<T>(list: T[], key: (item: T) => string): T[] {
  const seen = new Set<string>()
  return list.filter(item => seen.size < seen.add(key(item)).size)
}

const folded = (text: string): string[] => tokenize(text).map(fold)

function extractField(entity: Entity, field: string): string {
  return field === 'aliases' ? entity.aliases.join(' ') : entity[field as 'id' | 'name']
}
