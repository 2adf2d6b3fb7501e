// What every graph store can do. One test suite (tests/graph/store) holds for all of them.
import type { Graph } from '../model.ts'

/** A node or relationship in a query's answer. */
export type GraphValue =
  | { kind: 'node'; labels: string[]; properties: Record<string, unknown> }
  | { kind: 'relationship'; type: string; properties: Record<string, unknown> }

/** A query's answer. Cells are JSON values, `GraphValue`s, or lists and maps of them. */
export interface Rows {
  columns: string[]
  rows: unknown[][]
}

/** How many there are in the store after a save, and how many the save created or took away. */
export interface SaveSummary {
  articles: number
  entities: number
  claims: number
  created: { articles: number; entities: number; claims: number }
  removed: { entities: number; claims: number }
}

export interface Store {
  /** Where the graph is, without credentials. */
  readonly url: string
  /**
   * Puts the graph into the store. What an article of it said before is replaced by what it says now; other articles'
   * claims stay; entities nobody mentions any more go. Saving the same graph twice changes nothing. All or nothing.
   */
  save(graph: Graph): Promise<SaveSummary>
  /** The whole graph, sorted by id. */
  load(): Promise<Graph>
  /** Answers a Cypher query. Throws a `StoreError` with the place of the fault when it is not valid. Read-only unless `write`. */
  query(cypher: string, options?: { params?: Record<string, unknown>; write?: boolean }): Promise<Rows>
  /** Entities whose name or alias matches the words, best first. */
  search(words: string, limit?: number): Promise<string[]>
  close(): Promise<void>
}

/** A store could not do what was asked. The message is one line: where, what and what to do. */
export class StoreError extends Error {
  override name = 'StoreError'
}
