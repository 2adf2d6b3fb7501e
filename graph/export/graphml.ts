// Graph → GraphML, in the part of the format that networkx, igraph and Gephi read alike: directed, an edge for each claim,
// values typed as text, whole numbers and fractions. GraphML has no lists: aliases are a JSON list.
import type { QuotedClaim } from '../edges.ts'
import type { Entity } from '../model.ts'
import type { Ontology } from '../ontology.ts'
import type { Source } from '../source.ts'
import { type Sighting, sightingsOf } from './sightings.ts'
import { attribute, element } from './xml.ts'

type Type = 'string' | 'int' | 'double'

const NODE_KEYS = {
  label: 'string',
  type: 'string',
  type_label: 'string',
  aliases: 'string',
  wikidata: 'string',
  mentions: 'int',
  articles: 'int',
} satisfies Record<string, Type>

const EDGE_KEYS = {
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
} satisfies Record<string, Type>

/** The GraphML file in pieces. Entities and claims must be ones that the ontology knows. Labels are in `lang`. */
export async function* graphml(
  source: Source,
  ontology: Ontology,
  { lang = 'ru' }: { lang?: 'ru' | 'en' } = {},
): AsyncGenerator<string> {
  const { articles, entities } = await sightingsOf(source)
  yield '<?xml version="1.0" encoding="UTF-8"?>\n<graphml xmlns="http://graphml.graphdrawing.org/xmlns">\n'
  yield keys('node', NODE_KEYS)
  yield keys('edge', EDGE_KEYS)
  yield '<graph id="svodka" edgedefault="directed">\n'
  for await (const entity of source.entities()) yield node(entity, entities.get(entity.id)!)
  for await (const { claims } of source.edges()) for (const claim of claims) yield edge(claim)
  yield '</graph>\n</graphml>\n'

  function node({ id, name, type, aliases, wikidata }: Entity, { mentions, articles }: Sighting): string {
    const type_label = ontology.types.get(type)!.label[lang]
    const values = { label: name, type, type_label, aliases: JSON.stringify(aliases), wikidata, mentions, articles }
    return `${element('node', { id }, data('node', values))}\n`
  }

  function edge({ id, subject, relation, object, article, speaker, ...claim }: QuotedClaim): string {
    const { quote, date, modality, polarity, time, confidence, start, end, extractor } = claim
    const { title, url } = articles.get(article) ?? {}
    const values = {
      relation,
      label: ontology.relations.get(relation)!.label[lang],
      ...{ quote, article, title, url, date },
      ...{ speaker: speaker && entities.get(speaker)?.name, speaker_id: speaker },
      ...{ modality, polarity, time, confidence, start, end, extractor },
    } satisfies Partial<Record<keyof typeof EDGE_KEYS, string | number | undefined>>
    return `${element('edge', { id, source: subject, target: object }, data('edge', values))}\n`
  }
}

function keys(of: 'node' | 'edge', types: Record<string, Type>): string {
  return Object.entries(types)
    .map(
      ([name, type]) => `${element('key', { id: `${of}_${name}`, for: of, 'attr.name': name, 'attr.type': type })}\n`,
    )
    .join('')
}

/** What has no value is left out. */
function data(of: 'node' | 'edge', values: Record<string, string | number | undefined>): string {
  return Object.entries(values)
    .filter(([, value]) => value !== undefined && value !== '')
    .map(([name, value]) => element('data', { key: `${of}_${name}` }, attribute(value!)))
    .join('')
}
