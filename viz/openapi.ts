// The server's API in OpenAPI 3.1, so that others can build on it: `GET /api/openapi.json`.
import { readFileSync } from 'node:fs'
import { MODALITIES, POLARITIES } from '../graph/model.ts'

type Schema = Record<string, unknown>

const text = (description?: string): Schema => ({ type: 'string', ...(description && { description }) })
const whole = (description?: string): Schema => ({ type: 'integer', ...(description && { description }) })
const list = (items: Schema, description?: string): Schema => ({
  type: 'array',
  items,
  ...(description && { description }),
})
const ref = (name: string): Schema => ({ $ref: `#/components/schemas/${name}` })
/** An object; names that end in "?" may be missing. */
const object = (properties: Record<string, Schema>): Schema => ({
  type: 'object',
  required: Object.keys(properties).filter(name => !name.endsWith('?')),
  properties: Object.fromEntries(Object.entries(properties).map(([name, schema]) => [name.replace('?', ''), schema])),
})

const label = object({ ru: text(), en: text() })
const span = { start: whole('UTF-16 offset into the text'), end: whole('the first offset behind it') }
const claim = {
  id: text(),
  subject: text('id of an entity'),
  relation: text(),
  object: text('id of an entity'),
  ...span,
  'speaker?': text('id of the entity that says so; absent where it is the article itself'),
  modality: { type: 'string', enum: [...MODALITIES] },
  polarity: { type: 'string', enum: [...POLARITIES] },
  'time?': text('ISO 8601: when it is said to be so'),
  confidence: { type: 'number', minimum: 0, maximum: 1 },
  extractor: text(),
}

const schemas: Record<string, Schema> = {
  Fault: object({ error: text(), 'line?': whole('place in a query, from 1'), 'column?': whole() }),
  ArticleHead: object({
    id: text(),
    title: text(),
    'date?': text('ISO 8601'),
    'url?': text(),
    'source?': text(),
    'outlet?': text('who published it'),
  }),
  Entity: object({
    id: text(),
    type: text(),
    name: text(),
    aliases: list(text()),
    'wikidata?': text(),
    x: { type: 'number' },
    y: { type: 'number' },
    size: { type: 'number', description: 'radius in pixels' },
    'community?': whole('0 for the largest'),
  }),
  Graph: object({
    version: text('another one where the graph is another'),
    entities: list(ref('Entity')),
    edges: object({
      subject: list(whole(), 'places in `entities`'),
      relation: list(whole(), 'places in `relations`'),
      object: list(whole(), 'places in `entities`'),
    }),
    relations: list(text()),
    articles: list(ref('ArticleHead')),
    claims: object({
      edge: list(whole(), 'places in `edges`'),
      article: list(whole(), 'places in `articles`'),
      speaker: list(whole(), 'places in `entities`, -1 where it is the article itself'),
      modality: list(whole(), `places in ${MODALITIES.join(', ')}`),
      negative: list(whole(), '1 where it is denied'),
      confidence: list(whole(), 'percent'),
      time: list(text(), 'ISO 8601, or empty'),
    }),
    former: {
      type: 'object',
      additionalProperties: { type: 'string' },
      description: 'ids that entities had before, and have now',
    },
    'whole?': object({ entities: whole(), claims: whole() }),
    queries: { type: 'boolean', description: 'whether POST /api/query is answered' },
    'editing?': object({ done: whole('edits that can be taken back') }),
  }),
  Ontology: object({
    types: list(object({ name: text(), label, meaning: label, color: text() })),
    relations: list(
      object({
        name: text(),
        label,
        meaning: label,
        color: text(),
        subject: list(text()),
        object: list(text()),
        symmetric: { type: 'boolean' },
      }),
    ),
  }),
  Evidence: object({ ...claim, quote: text('the words it rests on'), article: ref('ArticleHead') }),
  Claims: object({
    claims: list(ref('Evidence')),
    total: whole(),
    mentioned: list(object({ article: ref('ArticleHead'), count: whole(), ...span })),
  }),
  Article: object({
    article: ref('ArticleHead'),
    text: text(),
    'language?': text(),
    mentions: list(object({ ...span, type: text(), name: text(), 'entity?': text() })),
    claims: list(object(claim)),
  }),
  Search: object({
    entities: list(object({ id: text(), type: text(), name: text(), 'match?': text('the alias that was found') })),
    claims: list(object({ id: text(), edge: text(), article: text(), quote: text() })),
    articles: list(ref('ArticleHead')),
  }),
  Answer: object({
    columns: list(text()),
    rows: list(list({}), 'JSON values; a node or relationship is {kind, label, id?, properties}'),
    'cut?': { type: 'boolean', description: 'whether there are more rows' },
  }),
}

const json = (schema: Schema): Schema => ({ content: { 'application/json': { schema } } })
const answers = (schema: Schema, description: string): Schema => ({
  200: { description, ...json(schema) },
  default: { description: 'what was wrong', ...json(ref('Fault')) },
})
const query = (name: string, description: string, schema: Schema = text()): Schema => ({
  in: 'query',
  name,
  description,
  schema,
})

/** The description; `version` is svodka's. */
export function openapi(version = ownVersion()): Schema {
  return {
    openapi: '3.1.0',
    info: {
      title: 'svodka view',
      version,
      description: 'What the viewer reads. Ids of edges are subject, relation and object, separated by blanks.',
      license: { name: 'MIT', identifier: 'MIT' },
    },
    paths: {
      '/api/graph': {
        get: {
          summary: 'All entities, edges and claims, without words',
          responses: answers(ref('Graph'), 'the graph'),
        },
      },
      '/api/ontology': {
        get: { summary: 'Types and relations', responses: answers(ref('Ontology'), 'the ontology') },
      },
      '/api/claims': {
        get: {
          summary: 'Claims with their words: of an entity, of an edge, or by their rows in the graph',
          parameters: [
            query('entity', 'id of an entity'),
            query('edge', 'id of an edge'),
            query('rows', 'rows of claims, separated by commas; with "version"'),
            query('version', 'of the graph that the rows are of; 409 if there is another one now'),
            query('limit', 'at most 200', whole()),
            query('offset', 'how many to leave out', whole()),
          ],
          responses: answers(ref('Claims'), 'the claims'),
        },
      },
      '/api/articles/{id}': {
        get: {
          summary: 'An article with its mentions and claims',
          parameters: [{ in: 'path', name: 'id', required: true, schema: text() }],
          responses: answers(ref('Article'), 'the article'),
        },
      },
      '/api/search': {
        get: {
          summary: 'Entities, claims and articles by words, in any Russian form, with small typos',
          parameters: [query('q', 'the words'), query('limit', 'at most 50', whole())],
          responses: answers(ref('Search'), 'what was found, best first'),
        },
      },
      '/api/query': {
        post: {
          summary: 'A query in Cypher that only reads; where the viewer has a store',
          requestBody: json(
            object({ query: text(), 'params?': { type: 'object' }, 'limit?': whole('at most 10 000') }),
          ),
          responses: answers(ref('Answer'), 'the answer'),
        },
      },
      '/api/edits': {
        post: {
          summary: 'An edit; with --edit',
          requestBody: json({
            oneOf: [
              object({ kind: { const: 'rename' }, entity: text(), name: text() }),
              object({ kind: { const: 'retype' }, entity: text(), type: text() }),
              object({ kind: { const: 'merge' }, entity: text(), other: text() }),
              object({ kind: { const: 'split' }, entity: text() }),
              object({ kind: { const: 'drop' }, entity: text() }),
              object({ kind: { const: 'reject' }, claim: text() }),
            ],
          }),
          responses: answers(object({}), 'done'),
        },
      },
      '/api/undo': {
        post: { summary: 'Takes the last edit back; with --edit', responses: answers(object({}), 'done') },
      },
      '/api/articles': {
        post: {
          summary: 'Reads a text into the graph; with --edit',
          requestBody: json(object({ text: text(), 'title?': text(), 'date?': text('ISO 8601'), 'url?': text() })),
          responses: answers(object({ article: text('its id'), claims: whole('how many it makes') }), 'it was read'),
        },
      },
    },
    components: { schemas },
  }
}

function ownVersion(): string {
  for (const up of ['../package.json', '../../package.json']) {
    try {
      return (JSON.parse(readFileSync(new URL(up, import.meta.url), 'utf8')) as { version: string }).version
    } catch {
      // Compiled, it lies one folder deeper.
    }
  }
  return '0'
}
