// Rows → statements that a store runs, batch by batch.
import { chunks } from './parts.ts'

/** Runs one Cypher statement inside the transaction at hand; nodes and relationships come back as plain values only. */
export type Run = (cypher: string, params?: Record<string, unknown>) => Promise<unknown[][]>

/** Rows in one UNWIND: bigger ones gain nothing. */
export const BATCH = 5_000

/**
 * Runs `UNWIND $rows AS row …` for all rows, in batches. `row.<key>` in the statement is the value that `values` gives at that
 * key's place. Rows travel as lists: maps repeat their keys, and cost either store a third more.
 */
export async function each<T>(
  run: Run,
  cypher: string,
  keys: readonly string[],
  rows: T[],
  values: (row: T) => unknown[],
): Promise<void> {
  const statement = cypher.replace(/\brow\.(\w+)/g, (_, key: string) => `row[${keys.indexOf(key)}]`)
  for (const batch of chunks(rows, BATCH)) {
    await run(`UNWIND $rows AS row ${statement}`, { rows: batch.map(row => values(row).map(value => value ?? null)) })
  }
}

/** As `each`, for rows that are one text: `row.id`. */
export const eachId = (run: Run, cypher: string, ids: string[]): Promise<void> =>
  each(run, cypher, ['id'], ids, id => [id])
