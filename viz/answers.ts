// Graph and ontology → what the API answers. Built once for a graph; every answer is then a look-up.
import { layout } from '../graph/layout.ts'
import type { Article, Claim, Graph, Mention } from '../graph/model.ts'
import type { Ontology } from '../graph/ontology.ts'
import type {
  ArticleAnswer,
  ArticleHead,
  ClaimsAnswer,
  DrawnEdge,
  Evidence,
  GraphAnswer,
  OntologyAnswer,
  SearchAnswer,
} from './api.ts'
import { edgeId } from './edge-id.ts'
import { index } from './search.ts'

export interface Answers {
  graph: GraphAnswer
  ontology: OntologyAnswer
  /** Claims of an entity (as subject or object) or of an edge; nothing if there is no such entity or edge. */
  claims(of: { entity: string } | { edge: string }, limit: number, offset: number): ClaimsAnswer | undefined
  article(id: string): ArticleAnswer | undefined
  search(words: string, limit: number): SearchAnswer
}

export function answers(graph: Graph, ontology: Ontology): Answers {
  const articles = new Map(graph.articles.map(article => [article.id, article]))
  const heads = new Map(graph.articles.map(article => [article.id, head(article)]))
  const entities = new Map(graph.entities.map(entity => [entity.id, entity]))
  const order = new Map([...ontology.relations.keys()].map((name, i) => [name, i]))
  const rank = (c: Claim): number => order.get(c.relation) ?? order.size
  const claims = [...graph.claims].sort(
    (a, b) => rank(a) - rank(b) || later(articles.get(a.article), articles.get(b.article)) || a.start - b.start,
  )
  const claimsOf = { edge: group(claims, c => [edgeId(c)]), entity: group(claims, c => [c.subject, c.object]) }
  const claimsIn = group(graph.claims, c => [c.article])
  const mentionsIn = group(graph.mentions, m => [m.article])
  const mentionsOf = group(graph.mentions, m => (m.entity ? [m.entity] : []))
  const edges = [...claimsOf.edge].map(([id, list]) => drawnEdge(id, list))
  let find: ReturnType<typeof index> | undefined

  return {
    graph: { ...drawn(graph, edges), articles: graph.articles.length, claims: graph.claims.length },
    ontology: { types: [...ontology.types.values()], relations: [...ontology.relations.values()] },

    claims(of, limit, offset) {
      const list = 'edge' in of ? claimsOf.edge.get(of.edge) : (claimsOf.entity.get(of.entity) ?? [])
      if (!list || ('entity' in of && !entities.has(of.entity))) return undefined
      const ordered =
        'edge' in of
          ? list
          : [...list].sort((a, b) => Number(a.subject !== of.entity) - Number(b.subject !== of.entity))
      return {
        claims: ordered.slice(offset, offset + limit).flatMap(evidence),
        total: list.length,
        mentioned: 'edge' in of || offset > 0 ? [] : mentioned(of.entity),
      }
    },

    article(id) {
      const article = articles.get(id)
      if (!article) return undefined
      return {
        article: heads.get(id)!,
        text: article.text,
        ...(article.language === undefined ? {} : { language: article.language }),
        mentions: (mentionsIn.get(id) ?? []).map(({ article: _, ...mention }) => mention),
        claims: (claimsIn.get(id) ?? []).map(({ article: _, ...claim }) => claim).sort((a, b) => a.start - b.start),
      }
    },

    search(words, limit) {
      find ??= index(graph, [...heads.values()])
      return find(words, limit)
    },
  }

  function evidence(claim: Claim): Evidence[] {
    const article = articles.get(claim.article)
    if (!article) return []
    return [{ ...claim, quote: article.text.slice(claim.start, claim.end), article: heads.get(claim.article)! }]
  }

  function mentioned(entity: string): ClaimsAnswer['mentioned'] {
    return [...group(mentionsOf.get(entity) ?? [], (m: Mention) => [m.article])]
      .flatMap(([id, list]) => {
        const article = heads.get(id)
        return article ? [{ article, count: list.length, start: list[0]!.start, end: list[0]!.end }] : []
      })
      .sort((a, b) => b.count - a.count)
      .slice(0, 50)
  }
}

function drawn(graph: Graph, edges: DrawnEdge[]): Pick<GraphAnswer, 'entities' | 'edges'> {
  const places = layout(graph)
  const degree = new Map<string, number>()
  for (const edge of edges) for (const id of [edge.subject, edge.object]) degree.set(id, (degree.get(id) ?? 0) + 1)
  const most = [...degree.values()].reduce((a, b) => Math.max(a, b), 1)
  const scale = Math.min(1, Math.max(0.3, Math.sqrt(300 / graph.entities.length)))
  return {
    entities: graph.entities.map(entity => ({
      ...entity,
      x: places.get(entity.id)?.x ?? 0,
      y: places.get(entity.id)?.y ?? 0,
      size: Math.round(10 * scale * (7 + 13 * Math.sqrt((degree.get(entity.id) ?? 0) / most))) / 10,
    })),
    edges,
  }
}

function drawnEdge(id: string, claims: Claim[]): DrawnEdge {
  const { subject, relation, object } = claims[0]!
  const modalities: DrawnEdge['modalities'] = {}
  for (const c of claims) modalities[c.modality] = (modalities[c.modality] ?? 0) + 1
  const negative = claims.filter(c => c.polarity === 'negative').length
  return { id, subject, relation, object, count: claims.length, modalities, negative }
}

function head({ id, text, title, date, url, source }: Article): ArticleHead {
  const line = text.trim().split('\n', 1)[0]!.slice(0, 160)
  const found: ArticleHead = { id, title: title?.trim() || line || source || id }
  if (date) found.date = date
  if (url) found.url = url
  if (source) found.source = source
  return found
}

const later = (a?: Article, b?: Article): number => (b?.date ?? '').localeCompare(a?.date ?? '')

function group<T>(list: T[], keys: (item: T) => string[]): Map<string, T[]> {
  const groups = new Map<string, T[]>()
  for (const item of list) {
    for (const key of new Set(keys(item))) {
      const found = groups.get(key)
      if (found) found.push(item)
      else groups.set(key, [item])
    }
  }
  return groups
}
