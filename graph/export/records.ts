// An entity or a claim → its values by name, as formats that have nodes and edges with flat values write them.
import type { QuotedClaim } from '../edges.ts'
import type { Entity } from '../model.ts'
import type { Ontology } from '../ontology.ts'
import type { Sightings } from './sightings.ts'

/** The values of a node. Lists are JSON. */
export const NODE = {
  label: 'string',
  type: 'string',
  type_label: 'string',
  aliases: 'string',
  wikidata: 'string',
  mentions: 'int',
  articles: 'int',
} as const

/** The values of an edge, which is one claim. */
export const EDGE = {
  relation: 'string',
  label: 'string',
  quote: 'string',
  article: 'string',
  title: 'string',
  url: 'string',
  date: 'string',
  speaker: 'string',
  speaker_id: 'string',
  modality: 'string',
  polarity: 'string',
  time: 'string',
  confidence: 'double',
  start: 'int',
  end: 'int',
  extractor: 'string',
} as const

type Values<Types extends Record<string, string>> = {
  [name in keyof Types]: (Types[name] extends 'string' ? string : number) | undefined
}

/** What the entity's node says. It must be among those seen, and of a type that the ontology knows. */
export function nodeValues(
  { id, name, type, aliases, wikidata }: Entity,
  { entities }: Sightings,
  ontology: Ontology,
  lang: 'ru' | 'en',
): Values<typeof NODE> {
  const { mentions, articles } = entities.get(id)!
  const type_label = ontology.types.get(type)!.label[lang]
  return { label: name, type, type_label, aliases: JSON.stringify(aliases), wikidata, mentions, articles }
}

/** What the claim's edge says. Its relation must be one that the ontology knows. */
export function edgeValues(
  { relation, quote, article, date, speaker, ...claim }: QuotedClaim,
  { articles, entities }: Sightings,
  ontology: Ontology,
  lang: 'ru' | 'en',
): Values<typeof EDGE> {
  const { modality, polarity, time, confidence, start, end, extractor } = claim
  const { title, url } = articles.get(article) ?? {}
  return {
    relation,
    label: ontology.relations.get(relation)!.label[lang],
    ...{ quote, article, title, url, date },
    speaker: speaker && entities.get(speaker)?.name,
    speaker_id: speaker,
    ...{ modality, polarity, time, confidence, start, end, extractor },
  }
}
