// Rows of 16-bit numbers, or of bytes, times a matrix of 8-bit weights → floats: the product that takes nearly all of the network's time.
import { COLUMNS, INNER, ROWS } from './kernels.ts'
import { ZERO } from './rows.ts'
import type { Workspace } from './workspace.ts'

/** A matrix in memory: weights in tiles, then the factor and the bias of each column. */
export interface Matrix {
  /** Whether its rows are bytes, not 16-bit numbers. */
  bytes: boolean
  /** Numbers of a row that a column takes at once, and how often (a convolution's taps). */
  inner: number
  taps: number
  /** Columns, filled up to whole tiles. */
  columns: number
  weights: number
  factors: number
  biases: number
}

interface Size {
  inner: number
  taps?: number
  columns: number
  bytes?: boolean
  /** What zero is in the rows that it will be multiplied by. */
  zero?: number
}

type Numbers = (j: number) => number
type Weight = (k: number, j: number) => number

/** Puts a matrix into memory. `weight(k, j)`, `factor(j)` and `bias(j)` give its numbers; there are `taps * inner` rows. */
export function placeMatrix(space: Workspace, size: Size, weight: Weight, factor: Numbers, bias: Numbers): Matrix {
  const { taps = 1, bytes = false } = size
  const multiple = bytes ? INNER.bytes : INNER.shorts
  if (size.inner % multiple) throw new RangeError(`rows of ${size.inner} numbers, not a multiple of ${multiple}`)
  const columns = Math.ceil(size.columns / COLUMNS) * COLUMNS
  const matrix = {
    bytes, inner: size.inner, taps, columns, factors: space.take(columns * 4), biases: space.take(columns * 4),
    weights: space.take(size.inner * taps * columns * (bytes ? 1.125 : 2)),
  } // biome-ignore format: a list
  space.floats(matrix.factors, columns).fill(0)
  space.floats(matrix.biases, columns).fill(0)
  if (bytes) placeBytes(space, matrix, size, weight, factor, bias)
  else placeShorts(space, matrix, size, weight, factor, bias)
  return matrix
}

function placeShorts(space: Workspace, matrix: Matrix, size: Size, weight: Weight, factor: Numbers, bias: Numbers) {
  const rows = matrix.inner * matrix.taps
  const weights = space.shorts(matrix.weights, rows * matrix.columns)
  const factors = space.floats(matrix.factors, matrix.columns)
  const biases = space.floats(matrix.biases, matrix.columns)
  for (let j = 0; j < matrix.columns; j++) {
    const first = Math.floor(j / COLUMNS) * COLUMNS * rows + (j % COLUMNS) * 2
    for (let k = 0; k < rows; k++) {
      weights[first + (k >> 1) * COLUMNS * 2 + (k & 1)] = j < size.columns ? weight(k, j) : 0
    }
  }
  for (let j = 0; j < size.columns; j++) {
    factors[j] = factor(j)
    biases[j] = bias(j)
  }
}

/** Shares of 32767 that a sum of 16 weights may have, times a byte of −64 … 63; some for what rounding adds. */
const MOST = 511 - 8

/** Rounds of 32 rows: for each column two sums to begin with, then its weights, four at a time. */
function placeBytes(space: Workspace, matrix: Matrix, size: Size, weight: Weight, factor: Numbers, bias: Numbers) {
  const rows = matrix.inner * matrix.taps
  const round = COLUMNS * (INNER.bytes + 4)
  const length = (rows / INNER.bytes) * round * (matrix.columns / COLUMNS)
  const weights = space.bytes(matrix.weights, length)
  const starts = space.shorts(matrix.weights, length / 2)
  const factors = space.floats(matrix.factors, matrix.columns)
  const biases = space.floats(matrix.biases, matrix.columns)
  weights.fill(0)
  const column = new Float64Array(rows)
  for (let j = 0; j < size.columns; j++) {
    for (let k = 0; k < rows; k++) column[k] = weight(k, j)
    const scale = Math.min(1, MOST / largestSum(column))
    let sum = 0
    for (let k = 0; k < rows; k++) {
      const at = (Math.floor(j / COLUMNS) * (rows / INNER.bytes) + Math.floor(k / INNER.bytes)) * round
      const v = Math.round(column[k]! * scale)
      const step = Math.floor((k % INNER.bytes) / 4)
      weights[at + COLUMNS * 4 * (step + 1) + (j % COLUMNS) * 4 + (k & 3)] = v
      starts[at / 2 + (j % COLUMNS) * 2 + ((k >> 1) & 1)]! -= ZERO * v
      sum += v
    }
    factors[j] = factor(j) / scale
    biases[j] = bias(j) + (ZERO - (size.zero ?? ZERO)) * sum * factors[j]!
  }
}

/** The largest sum of what is added up in 16 bits, signs aside: every other pair of a round. */
function largestSum(column: Float64Array): number {
  let most = 1
  for (let first = 0; first < column.length; first += INNER.bytes) {
    const sums: [number, number] = [0, 0]
    for (let k = first; k < first + INNER.bytes; k++) sums[(k >> 1) & 1]! += Math.abs(column[k]!)
    most = Math.max(most, ...sums)
  }
  return most
}

/** The product of the rows at `addresses` with a matrix; gives where its floats are. Taps lie `jump` bytes apart. */
export function multiplyRows(space: Workspace, addresses: Int32Array, matrix: Matrix, jump = 0): number {
  const { bytes, inner, taps, columns, weights, factors, biases } = matrix
  const height = bytes ? ROWS.bytes : ROWS.shorts
  const tiles = Math.ceil(addresses.length / height)
  const table = space.take(tiles * height * 4)
  const out = space.take(tiles * height * columns * 4)
  const entries = space.integers(table, tiles * height)
  entries.fill(addresses[0] ?? 0)
  entries.set(addresses)
  const multiply = bytes ? space.multiplyBytes! : space.multiply
  const rounds = inner / (bytes ? INNER.bytes : INNER.shorts)
  if (tiles) multiply(table, tiles, weights, rounds, taps, jump, columns / COLUMNS, factors, biases, out, columns * 4)
  return out
}

/** Addresses of rows of `bytes` bytes, one after the other. */
export function consecutive(at: number, rows: number, bytes: number): Int32Array {
  const addresses = new Int32Array(rows)
  for (let r = 0; r < rows; r++) addresses[r] = at + r * bytes
  return addresses
}

/** Rows of floats → rows of 16-bit numbers, in units of 1 / `unit`; what lies beyond a limit stays at it. `count` is a multiple of 8. */
export function toShorts(
  space: Workspace,
  from: { at: number; stride: number },
  to: { at: number; stride: number },
  rows: number,
  count: number,
  unit: number,
  low = -32767,
  high = 32767,
): void {
  if (!rows) return
  const numbers = space.take(48)
  space.floats(numbers, 12).set([unit, unit, unit, unit, low, low, low, low, high, high, high, high])
  space.convert(from.at, to.at, rows, count, from.stride, to.stride, numbers)
}
