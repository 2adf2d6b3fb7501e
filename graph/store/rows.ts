// Graph ⇄ what a store keeps: properties of (:Article), (:Entity:<type>), [:MENTIONED_IN] and [:<relation>].
import type { QuotedClaim } from '../edges.ts'
import type { Article, Claim, Entity, Graph, Mention } from '../model.ts'
import { checkGraph, type Ontology } from '../ontology.ts'
import { byId, compareMentions } from '../order.ts'
import { groups } from './parts.ts'
import { StoreError } from './store.ts'

/** Properties of a node or relationship; what is absent in the model is absent here. */
export type Properties = Record<string, string | number | string[] | number[]>

export interface ArticleRow {
  id: string
  properties: Properties
}
export interface EntityRow {
  id: string
  type: string
  name: string
  aliases: string[]
  wikidata?: string
}
/** All mentions of one entity in one article. */
export interface MentionRow {
  article: string
  entity: string
  properties: Properties
}
export interface ClaimRow {
  id: string
  article: string
  subject: string
  relation: string
  object: string
  properties: Properties
}
export interface GraphRows {
  articles: ArticleRow[]
  entities: EntityRow[]
  mentions: MentionRow[]
  claims: ClaimRow[]
}

const ARTICLE_KEYS = ['id', 'text', 'title', 'date', 'url', 'source', 'language'] as const
/** Mentions that no entity is known for stay with their article, in lists of equal length. */
const UNLINKED_KEYS = ['unlinkedStarts', 'unlinkedEnds', 'unlinkedTypes', 'unlinkedNames'] as const
export const ARTICLE_PROPERTIES: readonly string[] = [...ARTICLE_KEYS, ...UNLINKED_KEYS]
const MENTION_KEYS = ['starts', 'ends', 'types', 'names'] as const
export const MENTION_PROPERTIES: readonly string[] = MENTION_KEYS
const CLAIM_KEYS = ['start', 'end', 'speaker', 'modality', 'polarity', 'time', 'confidence', 'extractor'] as const
export const CLAIM_PROPERTIES: readonly string[] = ['id', 'article', 'quote', 'speakerName', 'date', ...CLAIM_KEYS]

/**
 * Throws a `StoreError` when the graph breaks the ontology, refers to what is not in it, or has a span outside its article.
 */
export function checkRows(graph: Graph, ontology: Ontology): void {
  try {
    checkGraph(ontology, graph)
  } catch (cause) {
    throw new StoreError((cause as Error).message, { cause })
  }
  const articles = new Map(graph.articles.map(a => [a.id, a]))
  const entities = new Set(graph.entities.map(e => e.id))
  const checkSpan = (what: string, { article, start, end }: Claim | Mention): void => {
    const text = articles.get(article)?.text
    if (text === undefined) throw new StoreError(`${what}: its article ${article} is not in the graph`)
    if (!(Number.isInteger(start) && Number.isInteger(end) && 0 <= start && start < end && end <= text.length)) {
      throw new StoreError(`${what}: ${start}–${end} is not a span of article ${article} (${text.length} code units)`)
    }
  }
  for (const c of graph.claims) checkSpan(`claim ${c.id}`, c)
  for (const m of graph.mentions) {
    checkSpan(`mention ${m.article}:${m.start}`, m)
    if (m.entity === undefined || entities.has(m.entity)) continue
    throw new StoreError(`mention ${m.article}:${m.start}: no entity ${m.entity}`)
  }
}

/** The rows of one article and its mentions, which are in order. */
export function articleRows(
  { id, text, title, date, url, source, language }: Article,
  mentions: Mention[],
): { article: ArticleRow; mentions: MentionRow[] } {
  const unlinked = lists(
    mentions.filter(m => m.entity === undefined),
    UNLINKED_KEYS,
  )
  const linked = groups(
    mentions.filter(m => m.entity !== undefined),
    m => m.entity!,
  )
  return {
    article: articleRow({ ...present({ id, text, title, date, url, source, language }), ...unlinked }),
    mentions: [...linked].map(([entity, list]) => mentionRow(id, entity, lists(list, MENTION_KEYS))),
  }
}

/** The row of a claim. */
export function claimRowOf(claim: QuotedClaim, speakerName: string | undefined): ClaimRow {
  const values = claimValues(claim, claim.quote, claim.date, speakerName)
  return claimRow(claim.subject, claim.relation, claim.object, record(CLAIM_PROPERTIES, values))
}

/** The values of `CLAIM_PROPERTIES`. */
export function claimValues(
  c: Claim,
  quote: string,
  date: string | undefined,
  speakerName: string | undefined,
): unknown[] {
  const evidence = [c.id, c.article, quote, speakerName, date, c.start, c.end, c.speaker]
  return [...evidence, c.modality, c.polarity, c.time, c.confidence, c.extractor]
}

/** The graph of a store's rows, sorted. Properties that are not svodka's are left out. */
export function graphOf({ articles, entities, mentions, claims }: GraphRows): Graph {
  return {
    articles: articles.map(({ properties }) => pick(properties, ARTICLE_KEYS) as unknown as Article).sort(byId),
    entities: entities.map((row): Entity => entityRow(row)).sort(byId),
    mentions: [
      ...mentions.flatMap(m => unlist(m.article, m.properties, MENTION_KEYS, m.entity)),
      ...articles.flatMap(a => unlist(a.id, a.properties, UNLINKED_KEYS)),
    ].sort(compareMentions),
    claims: claims.map(claimOf).sort(byId),
  }
}

function claimOf({ id, article, subject, relation, object, properties }: ClaimRow): Claim {
  return { id, article, subject, relation, object, ...pick(properties, CLAIM_KEYS) } as unknown as Claim
}

/** A claim with what its row keeps of its article. */
export function quotedClaimOf(row: ClaimRow): QuotedClaim {
  const { quote = '', date } = row.properties as { quote?: string; date?: string }
  return { ...claimOf(row), quote, ...(date !== undefined && { date }) }
}

export const articleRow = (properties: Properties): ArticleRow => ({ id: properties.id as string, properties })

/** Just what svodka keeps of an entity. */
export const entityRow = ({ id, type, name, aliases, wikidata }: Entity): EntityRow => ({
  id,
  type,
  name,
  aliases,
  ...(typeof wikidata === 'string' && { wikidata }),
})

export const mentionRow = (article: string, entity: string, properties: Properties): MentionRow => ({
  article,
  entity,
  properties,
})

export const claimRow = (subject: string, relation: string, object: string, properties: Properties): ClaimRow => ({
  id: properties.id as string,
  article: properties.article as string,
  subject,
  relation,
  object,
  properties,
})

/** Only the named properties, and only those that are there. */
const pick = (properties: Record<string, unknown>, keys: readonly string[]): Properties =>
  record(
    keys,
    keys.map(key => properties[key]),
  )

/** `c.id, c.article`: naming each property is faster than `properties(c)`. */
export const columns = (variable: string, keys: readonly string[]): string =>
  keys.map(key => `${variable}.${key}`).join(', ')

/** The properties that a query gave as `columns`. */
export function record(keys: readonly string[], values: unknown[]): Properties {
  const found: Properties = {}
  keys.forEach((key, i) => {
    if (values[i] !== undefined && values[i] !== null) found[key] = values[i] as Properties[string]
  })
  return found
}

type ListKeys = readonly [starts: string, ends: string, types: string, names: string]

function lists(mentions: Mention[], [starts, ends, types, names]: ListKeys): Properties {
  if (mentions.length === 0) return {}
  return {
    [starts]: mentions.map(m => m.start),
    [ends]: mentions.map(m => m.end),
    [types]: mentions.map(m => m.type),
    [names]: mentions.map(m => m.name),
  }
}

function unlist(article: string, properties: Properties, keys: ListKeys, entity?: string): Mention[] {
  const [starts, ends, types, names] = keys.map(key => properties[key] ?? []) as [
    number[],
    number[],
    string[],
    string[],
  ]
  return starts.map((start, i) => {
    const mention: Mention = { article, start, end: ends[i]!, type: types[i]!, name: names[i]! }
    return entity === undefined ? mention : { ...mention, entity }
  })
}

export const valuesOf = (properties: Properties, keys: readonly string[]): Properties[string][] =>
  keys.map(key => properties[key]!)

// Loops: there are millions of rows.
function present(record: Record<string, unknown>): Properties {
  const found: Properties = {}
  for (const key in record) {
    const value = record[key]
    if (value !== undefined && value !== null) found[key] = value as Properties[string]
  }
  return found
}
