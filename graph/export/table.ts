// Values → a line of CSV (RFC 4180). Texts are in quotes, so that an empty text and an absent value are not the same.

export type Cell = string | number | undefined

/** A line with its end: the values of the columns, in order. Line ends inside a text stay as they are. */
export function line(columns: readonly string[], values: Record<string, Cell>): string {
  return `${columns.map(column => cell(values[column])).join(',')}\n`
}

/** The line that names the columns. */
export const heading = (columns: readonly string[]): string => `${columns.map(cell).join(',')}\n`

const cell = (value: Cell): string | number =>
  typeof value === 'string' ? `"${value.replaceAll('"', '""')}"` : (value ?? '')
