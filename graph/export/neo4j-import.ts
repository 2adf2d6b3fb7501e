// Graph → the files that `neo4j-admin database import full` takes, which give the database that saving the graph would.
import type { Ontology } from '../ontology.ts'
import type { Source } from '../source.ts'
import { schema } from '../store/neo4j-schema.ts'
import { articleRows, claimRowOf, type Properties } from '../store/rows.ts'
import { type Cell, heading, line } from './table.ts'

/** Columns by property name, with the type that the importer is told; without one, a text. */
type Columns = Record<string, string>

const ENTITY: Columns = { id: ':ID(Entity)', type: ':LABEL', name: '', aliases: ':string[]', wikidata: '' }
const ARTICLE: Columns = {
  id: ':ID(Article)',
  ...{ title: '', date: '', url: '', source: '', language: '', text: '' },
  ...{ unlinkedStarts: ':long[]', unlinkedEnds: ':long[]', unlinkedTypes: ':string[]', unlinkedNames: ':string[]' },
}
const MENTION: Columns = {
  entity: ':START_ID(Entity)',
  article: ':END_ID(Article)',
  ...{ starts: ':long[]', ends: ':long[]', types: ':string[]', names: ':string[]' },
}
const CLAIM: Columns = {
  subject: ':START_ID(Entity)',
  relation: ':TYPE',
  object: ':END_ID(Entity)',
  ...{ id: '', article: '', start: ':long', end: ':long', quote: '', speaker: '', speakerName: '', modality: '' },
  ...{ polarity: '', time: '', date: '', confidence: ':double', extractor: '' },
}

/** Between the items of a list. Unicode has set it aside for the use inside programs: texts have none, or lose it. */
const DELIMITER = '\ufdd0'

/** The files by name, in pieces. */
export const neo4jImport = {
  'entities.csv': entities,
  'articles.csv': articles,
  'mentions.csv': mentions,
  'claims.csv': claims,
  'schema.cypher': statements,
}

/** Puts the files of the folder where it runs into an empty database, while its server is stopped. Neo4j 5 or newer. */
export const IMPORT_COMMAND = [
  'neo4j-admin database import full neo4j',
  '--nodes=Entity=./entities.csv --nodes=Article=./articles.csv',
  '--relationships=MENTIONED_IN=./mentions.csv --relationships=./claims.csv',
  '--array-delimiter=U+FDD0 --multiline-fields=true --bad-tolerance=0 --strict=true',
].join(' ')

async function* entities(source: Source): AsyncGenerator<string> {
  yield headingOf(ENTITY)
  for await (const { id, type, name, aliases, wikidata } of source.entities()) {
    yield lineOf(ENTITY, { id, type, name, aliases, ...(wikidata !== undefined && { wikidata }) })
  }
}

async function* articles(source: Source): AsyncGenerator<string> {
  yield headingOf(ARTICLE)
  for await (const { article, mentions } of source.articles()) {
    yield lineOf(ARTICLE, articleRows(article, mentions).article.properties)
  }
}

async function* mentions(source: Source): AsyncGenerator<string> {
  yield headingOf(MENTION)
  for await (const read of source.articles()) {
    for (const { article, entity, properties } of articleRows(read.article, read.mentions).mentions) {
      yield lineOf(MENTION, { article, entity, ...properties })
    }
  }
}

async function* claims(source: Source): AsyncGenerator<string> {
  const names = new Map<string, string>()
  for await (const { id, name } of source.entities()) names.set(id, name)
  yield headingOf(CLAIM)
  for await (const { subject, relation, object, claims } of source.edges()) {
    for (const claim of claims) {
      const { properties } = claimRowOf(claim, claim.speaker === undefined ? undefined : names.get(claim.speaker))
      yield lineOf(CLAIM, { subject, relation, object, ...properties })
    }
  }
}

/** For `cypher-shell`: constraints and indexes, without which the database is slow and cannot be searched. */
async function* statements(_: Source, ontology: Ontology): AsyncGenerator<string> {
  for (const [, statement] of schema(ontology)) yield `${statement.replace(/\s+/g, ' ')};\n`
}

/** What is not a property has no name before the colon, except for an id, which is also one. */
function headingOf(columns: Columns): string {
  return heading(
    Object.entries(columns).map(([name, type]) => (/^:(LABEL|TYPE|START_ID|END_ID)/.test(type) ? type : name + type)),
  )
}

function lineOf(columns: Columns, properties: Properties): string {
  const cells = Object.entries(properties).map(([name, value]): [string, Cell] => [name, cellOf(value)])
  return line(Object.keys(columns), Object.fromEntries(cells))
}

function cellOf(value: Properties[string]): Cell {
  if (!Array.isArray(value)) return value
  return value.length ? value.map(item => String(item).replaceAll(DELIMITER, '')).join(DELIMITER) : undefined
}
