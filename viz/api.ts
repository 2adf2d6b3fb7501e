// What the server answers and the page reads: types only.
import type { Article, Claim, Entity, Mention, Modality } from '../graph/model.ts'
import type { EntityType, Relation } from '../graph/ontology.ts'

/** An entity as it is drawn. `size` is the radius in pixels at the first look. */
export interface DrawnEntity extends Entity {
  x: number
  y: number
  size: number
}

/** All claims of one triple, drawn as one edge. */
export interface DrawnEdge {
  /** `subject relation object`, separated by blanks. */
  id: string
  subject: string
  relation: string
  object: string
  /** How many claims say it. */
  count: number
  modalities: Partial<Record<Modality, number>>
  /** How many of the claims deny it. */
  negative: number
}

/** `GET /api/graph` */
export interface GraphAnswer {
  entities: DrawnEntity[]
  edges: DrawnEdge[]
  articles: number
  claims: number
}

/** `GET /api/ontology` */
export interface OntologyAnswer {
  types: EntityType[]
  relations: Relation[]
}

/** An article without its text. It always has a title: its own, its first line, or where it came from. */
export type ArticleHead = Pick<Article, 'id' | 'date' | 'url' | 'source'> & { title: string }

/** A claim with the words it rests on. */
export interface Evidence extends Omit<Claim, 'article'> {
  quote: string
  article: ArticleHead
}

/** `GET /api/claims?entity=ID` or `?edge=ID`, with `limit` and `offset` */
export interface ClaimsAnswer {
  claims: Evidence[]
  /** How many there are in all. */
  total: number
  /** Where the entity is mentioned, most often first; empty for an edge. */
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

/** Every answer that is not 200. */
export interface Fault {
  error: string
}
