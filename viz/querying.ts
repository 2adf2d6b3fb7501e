// A query from the page → its answer: only read, with limits, and what it found tied to what is drawn.
import type { GraphValue, QueryOptions, Rows, StoreError } from '../graph/store/store.ts'
import type { Answers } from './answers.ts'
import type { Fault, QueryAnswer, QueryQuestion, QueryValue } from './api.ts'

/** Answers a query that only reads. Throws a `StoreError` where it would write, is not valid, or takes too long. */
export type Query = (cypher: string, options: QueryOptions) => Promise<Rows>

const MOST_ROWS = 10_000
/** Seconds. */
const LONGEST = 30
/** Characters of a text in an answer: whole articles are not for a table. */
const LONGEST_TEXT = 500
const LONGEST_QUERY = 50_000

/** What was asked, if it makes sense; else what is wrong with it. */
export function question(body: unknown): QueryQuestion | Fault {
  const { query, params, limit } = (body ?? {}) as Record<string, unknown>
  if (typeof query !== 'string' || query.trim() === '') return { error: 'give "query", a text in Cypher' }
  if (query.length > LONGEST_QUERY) return { error: `the query is longer than ${LONGEST_QUERY} characters` }
  if (params !== undefined && (typeof params !== 'object' || params === null || Array.isArray(params)))
    return { error: '"params" must be an object of names and values' }
  const rows = limit === undefined ? MOST_ROWS : Number(limit)
  if (!Number.isInteger(rows) || rows < 1 || rows > MOST_ROWS)
    return { error: `"limit" must be a number from 1 to ${MOST_ROWS}` }
  return { query, limit: rows, ...(params !== undefined && { params: params as Record<string, unknown> }) }
}

/** Asks the store; what it found is told by label and tied to the entity or edge that it is drawn as. */
export async function ask(
  query: Query,
  { query: cypher, params, limit }: QueryQuestion,
  answers: Pick<Answers, 'edgeOf'>,
): Promise<QueryAnswer> {
  const options = { timeout: LONGEST, limit: limit ?? MOST_ROWS, ...(params && { params }) }
  const { columns, rows, cut } = await query(cypher, options)
  return { columns, rows: rows.map(row => row.map(value)), ...(cut && { cut }) }

  function value(cell: unknown): unknown {
    if (typeof cell === 'string') return cell.length > LONGEST_TEXT ? `${cell.slice(0, LONGEST_TEXT)}…` : cell
    if (Array.isArray(cell)) return cell.map(value)
    if (typeof cell !== 'object' || cell === null) return cell
    if (isFound(cell)) return found(cell)
    return Object.fromEntries(Object.entries(cell).map(([key, part]) => [key, value(part)]))
  }
  function found(cell: GraphValue): QueryValue {
    const properties = value(cell.properties) as Record<string, unknown>
    const id = typeof properties.id === 'string' ? properties.id : undefined
    if (cell.kind === 'node') {
      const label = cell.labels.find(name => name !== 'Entity') ?? cell.labels[0] ?? ''
      return { kind: 'node', label, properties, ...(id && { id }) }
    }
    const edge = id && answers.edgeOf(id)
    return { kind: 'relationship', label: cell.type, properties, ...(edge && { id: edge }) }
  }
}

const isFound = (cell: object): cell is GraphValue =>
  'kind' in cell && 'properties' in cell && (cell.kind === 'node' || cell.kind === 'relationship')

/** An error of the store's as the API tells it. */
export const faultOf = ({ message, line, column }: StoreError): Fault => ({
  error: message,
  ...(line !== undefined && { line, column: column ?? 1 }),
})
