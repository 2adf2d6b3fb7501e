// What a graph of news consists of: types only. Offsets are UTF-16 code units, half-open: `text.slice(start, end)`.

/** One text that was read. `id` is derived from its URL or its text, so the same article has the same id everywhere. */
export interface Article {
  id: string
  text: string
  title?: string
  /** ISO 8601 date or date-time of publication. */
  date?: string
  url?: string
  /** Who published it, or the file it came from. */
  source?: string
  /** BCP 47 tag, for example `ru`. */
  language?: string
}

/** Words of an article. */
export interface Span {
  article: string
  start: number
  end: number
}

/** Words that name or describe an entity. `name` is their dictionary form (nominative, completed where the head is elided). */
export interface Mention extends Span {
  type: string
  name: string
  entity?: string
}

/** A person, organisation, mechanism, threat …: one of the ontology's types. `name` is not among the `aliases`. */
export interface Entity {
  id: string
  type: string
  name: string
  aliases: string[]
  /** Wikidata id, for example `Q232`, of what everybody knows. */
  wikidata?: string
}

export const MODALITIES = ['asserted', 'proposed', 'required', 'planned', 'possible'] as const
export type Modality = (typeof MODALITIES)[number]

export const POLARITIES = ['positive', 'negative'] as const
export type Polarity = (typeof POLARITIES)[number]

/** One article saying one triple once. The span is the evidence: the words the claim rests on. */
export interface Claim extends Span {
  id: string
  /** Entity id. */
  subject: string
  relation: string
  /** Entity id. */
  object: string
  /** Entity id of the one to whom the article attributes it; absent where the article itself says it. */
  speaker?: string
  modality: Modality
  polarity: Polarity
  /** Time named in the words, ISO 8601. */
  time?: string
  /** Probability from 0 to 1 that the claim is right. */
  confidence: number
  /** Name and version of what made the claim, for example `frames/0.1`. */
  extractor: string
}

/** What one article says. Ids of entities and claims hold inside this document only; `build` gives the lasting ones. */
export interface Doc {
  article: Article
  sentences: Span[]
  entities: Entity[]
  mentions: Mention[]
  claims: Claim[]
}

/** What many articles say together: entities are one each, claims are never merged. */
export interface Graph {
  articles: Article[]
  entities: Entity[]
  mentions: Mention[]
  claims: Claim[]
}
