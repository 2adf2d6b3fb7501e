// Graph → RDF 1.1 in Turtle. A claim is a reified statement (rdf:Statement), since what it says is somebody's word and not
// a fact, and since RDF-star is not read by all; its provenance is PROV-O's. What some article asserts outright is a plain
// triple besides. docs/export.md has the terms.
import type { QuotedClaim } from '../edges.ts'
import type { Entity } from '../model.ts'
import type { Label, Ontology } from '../ontology.ts'
import type { ReadArticle, Source } from '../source.ts'
import { dayOf } from './days.ts'

const PREFIXES = {
  rdf: 'http://www.w3.org/1999/02/22-rdf-syntax-ns#',
  rdfs: 'http://www.w3.org/2000/01/rdf-schema#',
  owl: 'http://www.w3.org/2002/07/owl#',
  xsd: 'http://www.w3.org/2001/XMLSchema#',
  skos: 'http://www.w3.org/2004/02/skos/core#',
  dcterms: 'http://purl.org/dc/terms/',
  prov: 'http://www.w3.org/ns/prov#',
  svodka: 'urn:svodka:term:',
  type: 'urn:svodka:type:',
  relation: 'urn:svodka:relation:',
}

/** A predicate and its objects, written as Turtle has them. */
type Said = [predicate: string, ...objects: (string | undefined)[]]

/** The file in pieces. Entities and claims must be ones that the ontology knows. */
export async function* turtle(source: Source, ontology: Ontology): AsyncGenerator<string> {
  for (const [prefix, iri] of Object.entries(PREFIXES)) yield `@prefix ${prefix}: <${iri}> .\n`
  yield '\n'
  for (const [kind, terms, prefix] of [
    ['rdfs:Class', ontology.types, 'type'],
    ['rdf:Property', ontology.relations, 'relation'],
  ] as const) {
    for (const { name, label, meaning } of terms.values()) {
      const both = ({ ru, en }: Label): string[] => [`${text(ru)}@ru`, `${text(en)}@en`]
      yield about(`${prefix}:${name}`, ['a', kind], ['rdfs:label', ...both(label)], ['rdfs:comment', ...both(meaning)])
    }
  }
  for await (const entity of source.entities()) yield entityOf(entity)
  for await (const article of source.articles()) yield* articleOf(article)
  const extractors = new Set<string>()
  for await (const { subject, relation, object, claims } of source.edges()) {
    if (claims.some(c => c.modality === 'asserted' && c.polarity === 'positive')) {
      yield about(iri('entity', subject), [`relation:${relation}`, iri('entity', object)])
    }
    for (const claim of claims) {
      extractors.add(claim.extractor)
      yield claimOf(claim)
    }
  }
  for (const name of [...extractors].sort()) {
    const program = iri('extractor', name)
    yield about(iri('extraction', name), ['a', 'prov:Activity'], ['prov:wasAssociatedWith', program])
    yield about(program, ['a', 'prov:SoftwareAgent'], ['rdfs:label', text(name)])
  }
}

function entityOf({ id, type, name, aliases, wikidata }: Entity): string {
  return about(
    iri('entity', id),
    ['a', `type:${type}`],
    ['rdfs:label', text(name)],
    ['skos:altLabel', ...aliases.map(text)],
    ['owl:sameAs', wikidata && `<http://www.wikidata.org/entity/${encode(wikidata)}>`],
  )
}

function* articleOf({ article, mentions }: ReadArticle): Generator<string> {
  const { id, title, date, url, source, language } = article
  yield about(
    iri('article', id),
    ['a', 'svodka:Article', 'prov:Entity'],
    ['dcterms:title', optional(title)],
    ['dcterms:date', dateOf(date)],
    ['svodka:url', optional(url)],
    ['dcterms:publisher', optional(source)],
    ['dcterms:language', optional(language)],
    ['svodka:text', text(article.text)],
  )
  for (const { start, end, type, name, entity } of mentions) {
    yield about(
      '[]',
      ['a', 'svodka:Mention'],
      ['prov:wasQuotedFrom', iri('article', id)],
      ['svodka:start', String(start)],
      ['svodka:end', String(end)],
      ['svodka:mentionedType', `type:${type}`],
      ['rdfs:label', text(name)],
      ['svodka:refersTo', entity && iri('entity', entity)],
    )
  }
}

function claimOf({ id, subject, relation, object, speaker, ...claim }: QuotedClaim): string {
  const { article, start, end, quote, modality, polarity, time, confidence, extractor } = claim
  return about(
    iri('claim', id),
    ['a', 'svodka:Claim', 'rdf:Statement', 'prov:Entity'],
    ['rdf:subject', iri('entity', subject)],
    ['rdf:predicate', `relation:${relation}`],
    ['rdf:object', iri('entity', object)],
    ['prov:value', text(quote)],
    ['prov:wasQuotedFrom', iri('article', article)],
    ['svodka:start', String(start)],
    ['svodka:end', String(end)],
    ['prov:wasAttributedTo', speaker && iri('entity', speaker)],
    ['svodka:modality', text(modality)],
    ['svodka:polarity', text(polarity)],
    ['svodka:time', optional(time)],
    ['svodka:confidence', `"${confidence}"^^xsd:double`],
    ['prov:wasGeneratedBy', iri('extraction', extractor)],
  )
}

/** All that is said of one subject, a line each; predicates without an object are left out. */
function about(subject: string, ...said: Said[]): string {
  const lines = said.flatMap(([predicate, ...objects]) => {
    const known = objects.filter(object => object !== undefined)
    return known.length ? [`${predicate} ${known.join(', ')}`] : []
  })
  return `${subject} ${lines.join(' ;\n  ')} .\n`
}

const iri = (kind: string, id: string): string => `<urn:svodka:${kind}:${encode(id)}>`

/** What an IRI cannot hold, and lone surrogates, which nothing can encode, become `%…`. */
const encode = (id: string): string => encodeURIComponent(Buffer.from(id).toString())

const ESCAPES: Record<string, string> = { '"': '\\"', '\\': '\\\\', '\n': '\\n', '\r': '\\r', '\t': '\\t' }

/** A literal. Control characters are written as numbers. */
function text(value: string): string {
  const escaped = value.replace(
    /["\\\u0000-\u001f\u007f-\u009f\ufffe\uffff]/g,
    c => ESCAPES[c] ?? `\\u${c.charCodeAt(0).toString(16).padStart(4, '0').toUpperCase()}`,
  )
  return `"${escaped}"`
}

const optional = (value: string | undefined): string | undefined => (value === undefined ? undefined : text(value))

/** A date or date-time typed as such, where it is one. */
function dateOf(date: string | undefined): string | undefined {
  if (date === undefined || dayOf({ date }) === undefined) return optional(date)
  if (/^\d{4}-\d{2}-\d{2}$/.test(date)) return `${text(date)}^^xsd:date`
  const isTime = /^[^T]+T([01]\d|2[0-3]):[0-5]\d:[0-5]\d(\.\d+)?(Z|[+-](0\d|1[0-3]):[0-5]\d)?$/.test(date)
  return isTime ? `${text(date)}^^xsd:dateTime` : text(date)
}
