/** Sums behind the recall and the precision of a measure: kept, expected, right, found. */
export type Counts = Record<'muc' | 'b3' | 'ceafe', number[]>

export interface Rate {
  recall: number
  precision: number
  f1: number
}

export function count(expected: string[][], found: string[][]): Counts
export function add(one: Counts, other: Counts): Counts
export function rates(counts: Counts): Record<'muc' | 'b3' | 'ceafe', Rate> & { conll: number }
export function align(values: number[][]): number
