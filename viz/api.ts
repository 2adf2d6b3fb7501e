// What the server answers and the page reads: types only.
import type { Article, Claim, Entity, Graph, Mention } from '../graph/model.ts'
import type { EntityType, Relation } from '../graph/ontology.ts'

/** An entity as it is drawn. `size` is the radius in pixels at the first look. */
export interface DrawnEntity extends Entity {
  x: number
  y: number
  size: number
  /** The number of its community, 0 for the largest; none where few hang together. */
  community?: number
}

/** `GET /api/graph`, of a large graph with `?around=ENTITY`. What there is much of comes in columns, which say where in another list a thing stands. */
export interface GraphAnswer {
  /** Another one where the graph is another. */
  version: string
  entities: DrawnEntity[]
  /** How much there is, where the graph is too large and only a part of it is here. */
  whole?: { entities: number; claims: number }
  /** All claims of one triple are one edge. `subject` and `object` count `entities`, `relation` counts `relations`. */
  edges: { subject: number[]; relation: number[]; object: number[] }
  relations: string[]
  articles: ArticleHead[]
  claims: ClaimColumns
  /** Ids that entities had before → where they are now. */
  former: Record<string, string>
  /** Whether queries are answered: `POST /api/query`. */
  queries: boolean
  /** Whether the graph may be changed from the page, and how many edits can be taken back. */
  editing?: { done: number }
}

/** What filters need to know of each claim; a claim's row is its place in these lists. */
export interface ClaimColumns {
  /** Which of the edges says it. */
  edge: number[]
  /** Which of the articles. */
  article: number[]
  /** Which of the entities says so; -1 where it is the article itself. */
  speaker: number[]
  /** Which of `MODALITIES`. */
  modality: number[]
  /** 1 where it is denied. */
  negative: number[]
  /** In percent. */
  confidence: number[]
  /** When it is said to be so, ISO 8601; '' where nothing is said of it. */
  time: string[]
}

/** `GET /api/ontology` */
export interface OntologyAnswer {
  types: EntityType[]
  relations: Relation[]
}

/** An article without its text. It always has a title: its own, its first line, or where it came from. */
export type ArticleHead = Pick<Article, 'id' | 'date' | 'url' | 'source'> & {
  title: string
  /** Who published it, where that is known: a site, an agency. */
  outlet?: string
}

/** A claim with the words it rests on. */
export interface Evidence extends Omit<Claim, 'article'> {
  quote: string
  article: ArticleHead
}

/** `GET /api/claims?entity=ID`, `?edge=ID`, or `?rows=1,2,3&version=VERSION`; with `limit` and `offset` */
export interface ClaimsAnswer {
  claims: Evidence[]
  /** How many there are in all. */
  total: number
  /** Where the entity is mentioned, most often first; empty for anything else. */
  mentioned: { article: ArticleHead; count: number; start: number; end: number }[]
}

/** `GET /api/articles/ID` */
export interface ArticleAnswer {
  article: ArticleHead
  text: string
  language?: string
  mentions: Omit<Mention, 'article'>[]
  claims: Omit<Claim, 'article'>[]
}

/** `GET /api/search?q=WORDS`, best first */
export interface SearchAnswer {
  /** `match` is the alias that was found, where the name was not. */
  entities: { id: string; type: string; name: string; match?: string }[]
  claims: { id: string; edge: string; article: string; quote: string }[]
  articles: ArticleHead[]
}

/** `POST /api/query`, as JSON */
export interface QueryQuestion {
  query: string
  params?: Record<string, unknown>
  /** Rows at most, up to 10 000. */
  limit?: number
}

/** Cells are JSON values, nodes and relationships, or lists and maps of them. */
export interface QueryAnswer {
  columns: string[]
  rows: unknown[][]
  /** Whether there are more rows. */
  cut?: true
}

/** A cell, or a part of one. `id` is that of the entity, the article or the edge that it is drawn as, if it is in the graph. */
export interface QueryValue {
  kind: 'node' | 'relationship'
  label: string
  id?: string
  properties: Record<string, unknown>
}

/** Every answer that is not 200. `line` and `column`, from 1, are the place in a query. */
export interface Fault {
  error: string
  line?: number
  column?: number
}

/** What `svodka export graph.html` writes into the file, as JSON. */
export interface OwnData {
  graph: Graph
  types: EntityType[]
  relations: Relation[]
  /** x and y of every entity, in their order. */
  places: [x: number, y: number][]
  /** The number of every entity's community, -1 for none. */
  communities: number[]
}
