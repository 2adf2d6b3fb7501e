// Graph and ontology → what the API answers. Built once for a graph; every answer is then a look-up.
import type { Position } from '../graph/layout.ts'
import { type Article, type Claim, type Graph, type Mention, MODALITIES } from '../graph/model.ts'
import type { Ontology } from '../graph/ontology.ts'
import type {
  ArticleAnswer,
  ArticleHead,
  ClaimsAnswer,
  DrawnEntity,
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
  /** Claims of an entity (as subject or object), of an edge, or by their rows; nothing if there is no such entity or edge. */
  claims(of: Asked, limit: number, offset: number): ClaimsAnswer | undefined
  article(id: string): ArticleAnswer | undefined
  search(words: string, limit: number): SearchAnswer
  /** The edge that a claim is drawn in, by the claim's id. */
  edgeOf(claim: string): string | undefined
}

export type Asked = { entity: string } | { edge: string } | { rows: number[] }

/** `places` say where each entity is drawn, `communities` in which one it is; `version` tells this graph from others. */
export function answers(
  graph: Graph,
  { types, relations }: Pick<Ontology, 'types' | 'relations'>,
  places: ReadonlyMap<string, Position>,
  communities: ReadonlyMap<string, number>,
  version: string = crypto.randomUUID(),
): Answers {
  const articles = new Map(graph.articles.map(article => [article.id, article]))
  const heads = new Map(graph.articles.map(article => [article.id, head(article)]))
  const entities = new Map(graph.entities.map(entity => [entity.id, entity]))
  const order = new Map([...relations.keys()].map((name, i) => [name, i]))
  const rank = (c: Claim): number => order.get(c.relation) ?? order.size
  const claims = [...graph.claims].sort(
    (a, b) =>
      rank(a) - rank(b) ||
      (a.speaker ?? '').localeCompare(b.speaker ?? '') ||
      later(articles.get(a.article), articles.get(b.article)) ||
      a.start - b.start,
  )
  const claimsOf = { edge: group(claims, c => [edgeId(c)]), entity: group(claims, c => [c.subject, c.object]) }
  const claimsIn = group(graph.claims, c => [c.article])
  const mentionsIn = group(graph.mentions, m => [m.article])
  const mentionsOf = group(graph.mentions, m => (m.entity ? [m.entity] : []))
  let find: ReturnType<typeof index> | undefined
  let edges: Map<string, string> | undefined

  return {
    graph: {
      version,
      entities: drawn(graph, [...claimsOf.edge.values()], places, communities),
      ...columns(graph, claims, claimsOf.edge),
      articles: [...heads.values()],
      former: {},
      queries: false,
    },
    ontology: { types: [...types.values()], relations: [...relations.values()] },

    claims(of, limit, offset) {
      const list = asked(of)
      return (
        list && {
          claims: list.slice(offset, offset + limit).flatMap(evidence),
          total: list.length,
          mentioned: 'entity' in of && offset === 0 ? mentioned(of.entity) : [],
        }
      )
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

    edgeOf(claim) {
      edges ??= new Map(graph.claims.map(c => [c.id, edgeId(c)]))
      return edges.get(claim)
    },

    search(words, limit) {
      find ??= index(graph, [...heads.values()])
      return find(words, limit)
    },
  }

  function asked(of: Asked): Claim[] | undefined {
    if ('rows' in of) return of.rows.flatMap(row => claims[row] ?? [])
    if ('edge' in of) return claimsOf.edge.get(of.edge)
    if (!entities.has(of.entity)) return undefined
    const isOther = (claim: Claim): number => Number(claim.subject !== of.entity)
    return [...(claimsOf.entity.get(of.entity) ?? [])].sort((a, b) => isOther(a) - isOther(b))
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

/** Where each entity is drawn and how large; `edges` are the claims of each edge. */
function drawn(
  graph: Graph,
  edges: Claim[][],
  places: ReadonlyMap<string, Position>,
  communities: ReadonlyMap<string, number>,
): DrawnEntity[] {
  const degree = new Map<string, number>()
  for (const [{ subject, object }] of edges as [Claim][])
    for (const id of [subject, object]) degree.set(id, (degree.get(id) ?? 0) + 1)
  const most = [...degree.values()].reduce((a, b) => Math.max(a, b), 1)
  const scale = Math.min(1, Math.max(0.3, Math.sqrt(300 / graph.entities.length)))
  return graph.entities.map(entity => ({
    ...entity,
    x: places.get(entity.id)?.x ?? 0,
    y: places.get(entity.id)?.y ?? 0,
    size: Math.round(10 * scale * (7 + 13 * Math.sqrt((degree.get(entity.id) ?? 0) / most))) / 10,
    ...(communities.has(entity.id) && { community: communities.get(entity.id)! }),
  }))
}

function columns(
  graph: Graph,
  claims: Claim[],
  edges: Map<string, Claim[]>,
): Pick<GraphAnswer, 'edges' | 'relations' | 'claims'> {
  const places = (ids: string[]) => new Map(ids.map((id, i) => [id, i]))
  const relations = [...new Set(claims.map(c => c.relation))]
  const [entity, article] = [places(graph.entities.map(e => e.id)), places(graph.articles.map(a => a.id))]
  const [relation, edge] = [places(relations), places([...edges.keys()])]
  const triples = [...edges.values()].map(list => list[0]!)
  return {
    relations,
    edges: {
      subject: triples.map(c => entity.get(c.subject)!),
      relation: triples.map(c => relation.get(c.relation)!),
      object: triples.map(c => entity.get(c.object)!),
    },
    claims: {
      edge: claims.map(c => edge.get(edgeId(c))!),
      article: claims.map(c => article.get(c.article)!),
      speaker: claims.map(c => (c.speaker === undefined ? -1 : (entity.get(c.speaker) ?? -1))),
      modality: claims.map(c => MODALITIES.indexOf(c.modality)),
      negative: claims.map(c => Number(c.polarity === 'negative')),
      confidence: claims.map(c => Math.round(c.confidence * 100)),
      time: claims.map(c => c.time ?? ''),
    },
  }
}

/** An article without its text. */
export function head({ id, text, title, date, url, source }: Article): ArticleHead {
  const line = text.trim().split('\n', 1)[0]!.slice(0, 160)
  const found: ArticleHead = { id, title: title?.trim() || line || source || id }
  if (date) found.date = date
  if (url) found.url = url
  if (source) found.source = source
  const outlet = outletOf(url, source)
  if (outlet) found.outlet = outlet
  return found
}

/** The site that an article is from, or the source that it names, unless that is but the file it was read from. */
function outletOf(url: string | undefined, source: string | undefined): string | undefined {
  if (url && URL.canParse(url)) {
    const { hostname } = new URL(url)
    if (hostname) return hostname.replace(/^www\./, '')
  }
  return source && !/[/\\]|\.[a-z]{2,5}$/i.test(source) ? source : undefined
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
