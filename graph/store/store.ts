// What every graph store can do. One test suite (tests/graph/store) holds for all of them.
import type { Doc, Graph } from '../model.ts'
import type { Ontology } from '../ontology.ts'
import type { Reading } from '../reading.ts'
import type { Source } from '../source.ts'

/** A node or relationship in a query's answer. */
export type GraphValue =
  | { kind: 'node'; labels: string[]; properties: Record<string, unknown> }
  | { kind: 'relationship'; type: string; properties: Record<string, unknown> }

/**
 * A query's answer. Cells are JSON values, `GraphValue`s, or lists and maps of them. Integers beyond 2^53 are strings of
 * digits, dates and times ISO 8601 strings; a path is the list of its nodes and relationships in turn.
 */
export interface Rows {
  columns: string[]
  rows: unknown[][]
  /** Whether there are more rows than were asked for. */
  cut?: true
}

/** How many there are in the store after a save, and how many the save created or took away. */
export interface SaveSummary {
  articles: number
  entities: number
  claims: number
  created: { articles: number; entities: number; claims: number }
  removed: { entities: number; claims: number }
}

/** What `update` has found to be written. */
export interface Change {
  /** Articles that are new or say something else now, their mentions and claims, and all entities as they are now. */
  graph: Graph
  /** The readings of these articles. */
  read: { reading: Reading; doc: Doc }[]
  /** Articles that go. */
  removed: string[]
  /** Every article that is resolved together with these, and these. */
  articles: string[]
  /** What the store is to remember from now on, by name. */
  settings?: Record<string, string>
}

export interface Store {
  /** Where the graph is, without credentials. */
  readonly url: string
  /**
   * Puts the graph into the store. What an article of it said before is replaced by what it says now; other articles'
   * claims stay; entities nobody mentions, claims or quotes any more go. An entity that articles outside the graph also
   * mention keeps the aliases they gave it. Saving the same graph twice changes nothing. All or nothing, except that a
   * server takes a big graph in several transactions of whole articles each: after a failure, save it again. Throws a
   * `StoreError` when the graph breaks the ontology or an offset lies outside its article.
   */
  save(graph: Graph): Promise<SaveSummary>
  /** What articles were read as, where they were put in by `update`. */
  readings(): Promise<Reading[]>
  /** The documents of these articles as they were read; those without a reading are left out. */
  docs(articles: string[]): Promise<Doc[]>
  /** What the store was told to remember by this name. */
  setting(name: string): Promise<string | undefined>
  /** Keeps texts by name; what was kept by the same name is replaced. */
  remember(settings: Record<string, string>): Promise<void>
  /**
   * Writes what `update` (graph/update.ts) has found. All or nothing, except that a server takes it in several
   * transactions of whole articles each: after a failure, updating with the same articles again completes it.
   */
  apply(change: Change): Promise<SaveSummary>
  /** The whole graph: articles, entities and claims sorted by id, mentions by place (`compareMentions`). */
  load(): Promise<Graph>
  /**
   * The same graph in pieces, for what is bigger than memory. Each piece is read when it is asked for: what others save
   * meanwhile may be in it.
   */
  stream(): Source
  /**
   * Answers a Cypher query. Throws a `StoreError` with the place of the fault when it is not valid. Read-only unless
   * `write`: a query that would write, read a file or reach the network is refused before it runs.
   */
  query(cypher: string, options?: QueryOptions): Promise<Rows>
  /**
   * Ids of the entities with a name or alias in which every word of `words` begins some word, is another form of it, or has a
   * small typo; best first.
   */
  search(words: string, limit?: number): Promise<string[]>
  /** Releases the graph. Later calls throw a `StoreError`; closing twice is fine, and again where it failed. */
  close(): Promise<void>
}

export interface QueryOptions {
  /** Values of `$name` in the query: JSON values. */
  params?: Record<string, unknown>
  /** Lets the query change the graph. */
  write?: boolean
  /** Rows to give at most. */
  limit?: number
  /** Seconds after which a query that only reads is given up: a `StoreError`. */
  timeout?: number
}

export interface OpenOptions {
  /** Types and relations; without it, those that come with svodka. */
  ontology?: Ontology
  /** Refuses every change. Several processes can read an embedded graph at once, while none has it open for writing. */
  readOnly?: boolean
  /** Makes an embedded graph, and the folders it is in, where there is none. */
  create?: boolean
  /** For servers; without them, the URL's or the environment's NEO4J_USERNAME (then `neo4j`) and NEO4J_PASSWORD. */
  user?: string
  password?: string
  /** Name of the server's database; without it, the user's home database. */
  database?: string
}

/** A store could not do what was asked. The message is one line: where, what and what to do. */
export class StoreError extends Error {
  override name = 'StoreError'
  /** Place of the fault in a query, from 1. */
  readonly line: number | undefined
  readonly column: number | undefined

  constructor(message: string, options: { cause?: unknown; line?: number; column?: number } = {}) {
    super(message.replace(/\s+/g, ' ').trim(), options.cause === undefined ? undefined : { cause: options.cause })
    this.line = options.line
    this.column = options.column
  }
}

/** A query was given up. */
export const tooLong = (seconds: number, cause?: unknown): StoreError =>
  new StoreError(`query: no answer within ${seconds} seconds; ask for less, or give it more time`, { cause })

/** The fault of a query: `query:1:10: what is wrong`. */
export function queryError(message: string, line?: number, column?: number, cause?: unknown): StoreError {
  const place = line === undefined ? 'query' : `query:${line}:${column ?? 1}`
  return new StoreError(`${place}: ${message}`, { cause, line, column })
}
