// Graph → GEXF 1.3, in the part of the format that Gephi, networkx and graphology read alike: directed, colours as rgb,
// lists as quoted strings, days as spells, and one edge for each subject, relation and object, because Gephi merges
// parallel edges of one kind. An edge's claims are lists of equal length, item by item one claim.
import type { Edge, QuotedClaim } from '../edges.ts'
import type { Position } from '../layout.ts'
import type { Entity } from '../model.ts'
import type { Ontology } from '../ontology.ts'
import type { Source } from '../source.ts'
import { DayCounts, type Days } from './days.ts'
import { positionsOf } from './positions.ts'
import { type Head, type Sighting, sightingsOf } from './sightings.ts'
import { element } from './xml.ts'

type Value = string | number | string[]

const NODE_DAYS = 'mentions_by_day'
const EDGE_DAYS = 'claims_by_day'

const NODE_COLUMNS = {
  type: '',
  type_label: '',
  aliases: [],
  wikidata: '',
  mentions: 0,
  articles: 0,
} satisfies Record<string, Value>

/** What each list of an edge holds of a claim; an absent value is an empty string. */
const CLAIM_LISTS: Record<string, (claim: QuotedClaim, article: Head | undefined, speaker: string) => string> = {
  claims: c => c.id,
  quotes: c => c.quote,
  articles: c => c.article,
  titles: (_, article) => article?.title ?? '',
  urls: (_, article) => article?.url ?? '',
  dates: (_, article) => article?.date ?? '',
  speakers: (_, __, speaker) => speaker,
  speaker_ids: c => c.speaker ?? '',
  modalities: c => c.modality,
  polarities: c => c.polarity,
  times: c => c.time ?? '',
  confidences: c => String(c.confidence),
  starts: c => String(c.start),
  ends: c => String(c.end),
  extractors: c => c.extractor,
}

/** The GEXF file in pieces. Entities and claims must be ones that the ontology knows. Labels are in `lang`. */
export async function* gexf(
  source: Source,
  ontology: Ontology,
  { lang = 'ru' }: { lang?: 'ru' | 'en' } = {},
): AsyncGenerator<string> {
  const seenOn = new Map<string, DayCounts>()
  const count = (entity: string, day: string | undefined, times: number): void => {
    const counts = seenOn.get(entity) ?? new DayCounts()
    counts.add(day, times)
    seenOn.set(entity, counts)
  }
  const { articles, entities } = await sightingsOf(source, (entity, { day }) => count(entity, day, 1))
  // Whoever only a claim knows was there that day too, though no words name it.
  for await (const { claims } of source.edges()) {
    for (const { article, subject, object, speaker } of claims) {
      const day = articles.get(article)?.day
      for (const id of new Set([subject, object, speaker ?? subject])) count(id, day, 0)
    }
  }
  const positionOf = await positionsOf(source)

  yield '<?xml version="1.0" encoding="UTF-8"?>\n'
  yield '<gexf xmlns="http://gexf.net/1.3" xmlns:viz="http://gexf.net/1.3/viz" version="1.3">\n'
  yield `${element('meta', {}, '<creator>svodka</creator>', '<description>Who says, proposes and counters what</description>')}\n`
  const dated = [...articles.values()].some(a => a.day !== undefined)
  const time = dated ? ' mode="dynamic" timeformat="date" timerepresentation="interval"' : ' mode="static"'
  yield `<graph defaultedgetype="directed"${time}>\n`
  // Gephi takes the columns over time only if they come first.
  if (dated) yield columns('node', { [NODE_DAYS]: 0 }, 'dynamic')
  yield columns('node', NODE_COLUMNS, 'static')
  if (dated) yield columns('edge', { [EDGE_DAYS]: 0 }, 'dynamic')
  const lists = Object.fromEntries(Object.keys(CLAIM_LISTS).map(name => [name, []]))
  yield columns('edge', { relation: '', ...lists }, 'static')

  yield '<nodes>\n'
  let place = 0
  for await (const entity of source.entities())
    yield node(entity, entities.get(entity.id)!, positionOf(entity.id, place++))
  yield '</nodes>\n<edges>\n'
  for await (const edge of source.edges()) yield link(edge)
  yield '</edges>\n</graph>\n</gexf>\n'

  function node(entity: Entity, seen: Sighting, position: Position): string {
    const type = ontology.types.get(entity.type)!
    const days = seenOn.get(entity.id)?.days() ?? []
    const values = {
      type: entity.type,
      type_label: type.label[lang],
      aliases: entity.aliases,
      ...(entity.wikidata && { wikidata: entity.wikidata }),
      mentions: seen.mentions,
      articles: seen.articles,
    } satisfies Partial<Record<keyof typeof NODE_COLUMNS, Value>>
    const size = Math.min(60, 10 + 5 * Math.sqrt(seen.mentions))
    return `${element(
      'node',
      { id: entity.id, label: entity.name },
      valuesOf(values, NODE_DAYS, days),
      spells(days),
      color(type.color),
      element('viz:position', { ...position, z: 0 }),
      element('viz:size', { value: hundredths(size) }),
    )}\n`
  }

  function link({ id, subject, relation, object, claims }: Edge): string {
    const { label, color: hex } = ontology.relations.get(relation)!
    const values: Record<string, Value> = { relation }
    for (const [name, read] of Object.entries(CLAIM_LISTS)) {
      values[name] = claims.map(c =>
        read(c, articles.get(c.article), (c.speaker && entities.get(c.speaker)?.name) ?? ''),
      )
    }
    const counts = new DayCounts()
    for (const c of claims) counts.add(articles.get(c.article)?.day, 1)
    const days = counts.days()
    return `${element(
      'edge',
      { id, source: subject, target: object, kind: relation, label: label[lang], weight: claims.length },
      valuesOf(values, EDGE_DAYS, days),
      spells(days),
      color(hex),
      element('viz:thickness', { value: hundredths(1 + Math.log2(claims.length)) }),
    )}\n`
  }
}

function columns(of: 'node' | 'edge', values: Record<string, Value>, mode: 'static' | 'dynamic'): string {
  const type = (value: Value): string =>
    typeof value === 'number' ? 'integer' : typeof value === 'string' ? 'string' : 'liststring'
  const declared = Object.entries(values).map(([id, value]) =>
    element('attribute', { id, title: id, type: type(value) }),
  )
  return `${element('attributes', { class: of, mode }, ...declared)}\n`
}

function valuesOf(values: Record<string, Value>, daysColumn: string, days: Days): string {
  const overTime = days.map(([day, count]) =>
    element('attvalue', { for: daysColumn, value: count, start: day, end: day }),
  )
  const constant = Object.entries(values).map(([name, value]) =>
    element('attvalue', { for: name, value: Array.isArray(value) ? list(value) : value }),
  )
  return element('attvalues', {}, ...overTime, ...constant)
}

function spells(days: Days): string {
  return days.length ? element('spells', {}, ...days.map(([day]) => element('spell', { start: day, end: day }))) : ''
}

/** `["a", "b"]` with `\` before quotes and backslashes, as Gephi reads it. */
function list(items: string[]): string {
  return `[${items.map(item => `"${item.replace(/["\\]/g, '\\$&')}"`).join(', ')}]`
}

function color(hex: string): string {
  const [r, g, b] = [1, 3, 5].map(i => Number.parseInt(hex.slice(i, i + 2), 16))
  return element('viz:color', { r, g, b })
}

const hundredths = (n: number): number => Math.round(n * 100) / 100
