// What the server answers → look-ups for the panels.
import type { Edit } from '../../graph/edits.ts'
import { MODALITIES, type Modality } from '../../graph/model.ts'
import type { EntityType, Relation } from '../../graph/ontology.ts'
import type {
  ArticleAnswer,
  ArticleHead,
  ClaimColumns,
  ClaimsAnswer,
  DrawnEntity,
  Fault,
  GraphAnswer,
  OntologyAnswer,
  QueryAnswer,
  QueryQuestion,
  SearchAnswer,
} from '../api.ts'
import { edgeId } from '../edge-id.ts'
import type { Target } from './store.ts'

/** All claims of one triple, drawn as one edge. */
export interface Edge {
  /** `subject relation object`, separated by blanks. */
  id: string
  subject: string
  relation: string
  object: string
  /** Rows of its claims. */
  rows: number[]
}

export interface Model {
  version: string
  entities: Map<string, DrawnEntity>
  edges: Map<string, Edge>
  types: Map<string, EntityType>
  relations: Map<string, Relation>
  /** Ids of the edges at an entity. */
  edgesOf: Map<string, string[]>
  articles: ArticleHead[]
  /** How much there is where this is only a part. */
  whole: { entities: number; claims: number } | undefined
  /** Ids that entities had before → where they are now. */
  former: Readonly<Record<string, string>>
  /** Whether queries are answered. */
  queries: boolean
  /** Whether the graph may be changed, and how many edits can be taken back. */
  editing: { done: number } | undefined
  /** Ids of each community's entities, the most connected first; the largest community first. */
  communities: string[][]
  /** What is known of each claim without its words, by row. */
  claims: Claims
}

/** Claims by row: the row's place in every list. */
export interface Claims extends Omit<ClaimColumns, 'edge' | 'speaker'> {
  size: number
  /** Ids of the edges. */
  edge: string[]
  /** Ids of who says so; '' where it is the article itself. */
  speaker: string[]
}

export function model(graph: GraphAnswer, ontology: OntologyAnswer): Model {
  const ids = graph.entities.map(entity => entity.id)
  const edges = graph.edges.subject.map((subject, i): Edge => {
    const triple = {
      subject: ids[subject]!,
      relation: graph.relations[graph.edges.relation[i]!]!,
      object: ids[graph.edges.object[i]!]!,
    }
    return { id: edgeId(triple), ...triple, rows: [] }
  })
  for (const [row, edge] of graph.claims.edge.entries()) edges[edge]!.rows.push(row)
  const edgesOf = new Map<string, string[]>(ids.map(id => [id, []]))
  for (const edge of edges) {
    edgesOf.get(edge.subject)!.push(edge.id)
    if (edge.object !== edge.subject) edgesOf.get(edge.object)!.push(edge.id)
  }
  return {
    version: graph.version,
    entities: new Map(graph.entities.map(entity => [entity.id, entity])),
    edges: new Map(edges.map(edge => [edge.id, edge])),
    types: new Map(ontology.types.map(type => [type.name, type])),
    relations: new Map(ontology.relations.map(relation => [relation.name, relation])),
    edgesOf,
    articles: graph.articles,
    communities: communities(graph.entities, edgesOf),
    whole: graph.whole,
    former: graph.former,
    queries: graph.queries,
    editing: graph.editing,
    claims: {
      ...graph.claims,
      size: graph.claims.edge.length,
      edge: graph.claims.edge.map(edge => edges[edge]!.id),
      speaker: graph.claims.speaker.map(speaker => ids[speaker] ?? ''),
    },
  }
}

function communities(entities: DrawnEntity[], edgesOf: Map<string, string[]>): string[][] {
  const count = entities.reduce((most, { community = -1 }) => Math.max(most, community + 1), 0)
  const found: string[][] = Array.from({ length: count }, () => [])
  for (const { id, community } of entities) if (community !== undefined) found[community]!.push(id)
  for (const ids of found) ids.sort((a, b) => edgesOf.get(b)!.length - edgesOf.get(a)!.length || (a < b ? -1 : 1))
  return found
}

export const modalityOf = ({ claims }: Model, row: number): Modality => MODALITIES[claims.modality[row]!]!

/** Who published the claim's article, '' where that is not known. */
export const outletOf = ({ claims, articles }: Model, row: number): string =>
  articles[claims.article[row]!]!.outlet ?? ''

/** The day of the claim's article as `2025-11-27`, '' where that is not known. */
export const dayOf = ({ claims, articles }: Model, row: number): string =>
  articles[claims.article[row]!]!.date?.slice(0, 10) ?? ''

/** How many publishers say it; articles of unknown ones count one each. */
export function support(model: Model, rows: number[]): number {
  return new Set(rows.map(row => outletOf(model, row) || model.claims.article[row])).size
}

/** What is lit when this is hovered or selected: itself and what is next to it. */
export function around({ edges, edgesOf }: Model, target: Target): { entities: Set<string>; edges: Set<string> } {
  const near = target.kind === 'edge' ? [target.id] : (edgesOf.get(target.id) ?? [])
  const ends = near.flatMap(id => [edges.get(id)?.subject, edges.get(id)?.object]).filter(id => id !== undefined)
  return { edges: new Set(near), entities: new Set(target.kind === 'entity' ? [target.id, ...ends] : ends) }
}

/** Whether there is such a thing: a link may be older than the graph. */
export const exists = (m: Model, target: Target | undefined): boolean =>
  target !== undefined && (target.kind === 'entity' ? m.entities : m.edges).has(target.id)

/** What the page asks for: of a server, or of what its own file holds. */
export interface Api {
  /** Of a large graph, the part around an entity. */
  graph(around?: string): Promise<GraphAnswer>
  ontology(): Promise<OntologyAnswer>
  claims(target: Target, offset?: number): Promise<ClaimsAnswer>
  /** The claims of these rows, at most 200, in this order. */
  rows(model: Model, rows: number[]): Promise<ClaimsAnswer>
  article(id: string): Promise<ArticleAnswer>
  search(words: string, signal: AbortSignal): Promise<SearchAnswer>
  /** Throws a `QueryFault` for a query that is not valid. */
  query(question: QueryQuestion): Promise<QueryAnswer>
  edit(edit: Edit): Promise<void>
  undo(): Promise<void>
  add(article: NewArticle): Promise<{ article: string; claims: number }>
}

/** A text that is to be read. */
export interface NewArticle {
  text: string
  title?: string
  date?: string
}

/** Why a query was not answered, and where the fault is. */
export class QueryFault extends Error {
  readonly line: number | undefined
  readonly column: number | undefined

  constructor({ error, line, column }: Fault) {
    super(error)
    this.line = line
    this.column = column
  }
}

/** The version of the graph that the page has. */
let version = ''

export let api: Api = {
  graph: async (around = '') => {
    const graph = await get<GraphAnswer>(`graph?${new URLSearchParams({ around })}`)
    version = graph.version
    return graph
  },
  ontology: () => get<OntologyAnswer>('ontology'),
  claims: (target, offset = 0) =>
    get<ClaimsAnswer>(`claims?${new URLSearchParams({ [target.kind]: target.id, offset: String(offset), version })}`),
  rows: ({ version }, rows) => get<ClaimsAnswer>(`claims?${new URLSearchParams({ rows: rows.join(','), version })}`),
  article: id => get<ArticleAnswer>(`articles/${encodeURIComponent(id)}?${new URLSearchParams({ version })}`),
  search: (words, signal) => get<SearchAnswer>(`search?${new URLSearchParams({ q: words })}`, signal),
  query: question => post('query', question),
  edit: edit => post('edits', edit),
  undo: () => post('undo', {}),
  add: article => post('articles', article),
}

/** From now on all is asked of another one. */
export function answerBy(other: Api): void {
  api = other
}

async function post<T>(path: string, content: unknown): Promise<T> {
  const headers = { 'Content-Type': 'application/json' }
  const answer = await fetch(`./api/${path}`, { method: 'POST', headers, body: JSON.stringify(content) })
  if (answer.ok) return answer.json()
  throw new QueryFault(await answer.json().catch(() => ({ error: String(answer.status) })))
}

async function get<T>(path: string, signal?: AbortSignal): Promise<T> {
  const answer = await fetch(`./api/${path}`, signal ? { signal } : {})
  if (!answer.ok)
    throw new Error(
      await answer.json().then(
        (f: Fault) => f.error,
        () => `${answer.status}`,
      ),
    )
  return answer.json()
}
