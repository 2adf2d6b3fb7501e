// Rows of 16-bit numbers times a matrix of 8-bit weights → floats: the product that takes nearly all of the network's time.
//
// WebAssembly's dot product of 16-bit numbers does eight multiplications at once; the code below keeps a tile of
// 5 rows × 8 columns in registers. It is made here, instruction by instruction, as no compiler needs to be installed then.
// Where the relaxed vector instructions are there, normalised rows go in bytes of 7 bits: sixteen multiplications at once.
import * as wasm from './assembler.ts'
import { type RowRoutines, rowRoutines, ZERO } from './rows.ts'

const ROWS = 5
const BYTE_ROWS = 5
const COLUMNS = 8
/** Pairs of numbers in a round of the inner loop; every row length is a multiple of twice this. */
const UNROLLED = 4
export const INNER = 2 * UNROLLED

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

/** table of row addresses, row tiles, weights, pairs, taps, bytes between taps, column tiles, factors, biases, out, bytes of a row of out */
type Multiply = (...parameters: number[]) => void

interface Routines extends RowRoutines {
  multiply: Multiply
  /** Of rows of bytes; only with relaxed vector instructions. */
  multiplyBytes?: Multiply
}

/** Memory of the network: what is kept is given out from the bottom, what a batch needs above it. */
export interface Workspace extends Routines {
  /** Makes sure that so many bytes can be taken. Arrays that were asked for before may be void afterwards. */
  reserve(bytes: number): void
  /** Address of so many fresh bytes. */
  take(bytes: number): number
  /** Forgets everything taken since `mark` was asked for. */
  mark(): number
  release(mark: number): void
  floats(at: number, length: number): Float32Array
  shorts(at: number, length: number): Int16Array
  bytes(at: number, length: number): Int8Array
  integers(at: number, length: number): Int32Array
}

const PAGE = 65536

/** Whether relaxed vector instructions are there: in Node 22 and in browsers since 2023. */
export function hasRelaxed(): boolean {
  return WebAssembly.validate(wasm.moduleOf([multiplication(true)]))
}

/** Memory for matrices and rows; `bytes` of it are reserved. */
export function createWorkspace(bytes: number, relaxed = hasRelaxed()): Workspace {
  const memory = new WebAssembly.Memory({ initial: Math.ceil(bytes / PAGE) })
  const module = new WebAssembly.Module(
    wasm.moduleOf([multiplication(), ...(relaxed ? [multiplication(true)] : []), ...rowRoutines()]),
  )
  const routines = new WebAssembly.Instance(module, { env: { memory } }).exports as unknown as Routines
  let top = 1024
  return {
    ...routines,
    reserve(bytes) {
      const missing = top + bytes - memory.buffer.byteLength
      if (missing > 0) memory.grow(Math.ceil(missing / PAGE))
    },
    take(bytes) {
      const at = top
      top += Math.ceil(bytes / 64) * 64
      if (top > memory.buffer.byteLength) throw new RangeError(`${top} bytes taken, but not reserved`)
      return at
    },
    mark: () => top,
    release(mark) {
      top = mark
    },
    floats: (at, length) => new Float32Array(memory.buffer, at, length),
    bytes: (at, length) => new Int8Array(memory.buffer, at, length),
    shorts: (at, length) => new Int16Array(memory.buffer, at, length),
    integers: (at, length) => new Int32Array(memory.buffer, at, length),
  }
}

/**
 * Puts a matrix into memory. `weight(k, j)`, `factor(j)` and `bias(j)` give its numbers; there are `taps * inner` rows.
 * `zero`: what zero is in the rows that it will be multiplied by.
 */
export function placeMatrix(
  space: Workspace,
  size: { inner: number; taps?: number; columns: number; bytes?: boolean; zero?: number },
  weight: (k: number, j: number) => number,
  factor: (j: number) => number,
  bias: (j: number) => number,
): Matrix {
  const { inner, taps = 1, bytes = false, zero = bytes ? ZERO : 0 } = size
  const columns = Math.ceil(size.columns / COLUMNS) * COLUMNS
  const rows = inner * taps
  const matrix = {
    bytes, inner, taps, columns, weights: space.take(rows * columns * 2), factors: space.take(columns * 4), biases: space.take(columns * 4),
  } // biome-ignore format: a list
  const weights = bytes ? space.bytes(matrix.weights, rows * columns) : space.shorts(matrix.weights, rows * columns)
  const factors = space.floats(matrix.factors, columns)
  const together = bytes ? 4 : 2
  const sums = new Float64Array(columns)
  const biases = space.floats(matrix.biases, columns)
  let at = 0
  for (let first = 0; first < columns; first += COLUMNS) {
    for (let k = 0; k < rows; k += together) {
      for (let j = first; j < first + COLUMNS; j++, at += together) {
        if (j >= size.columns) continue
        for (let i = 0; i < together; i++) {
          weights[at + i] = weight(k + i, j)
          sums[j]! += weights[at + i]!
        }
      }
    }
  }
  for (let j = 0; j < size.columns; j++) {
    factors[j] = factor(j)
    biases[j] = bias(j) - zero * sums[j]! * factor(j)
  }
  return matrix
}

/** Numbers of a table that make a matrix: (k, j) stands at origin + k * down + j * across. */
export interface Block {
  origin: number
  rows: number
  columns: number
  down: number
  across: number
}

/** Largest number of a matrix and of a row of 16-bit numbers: 128 products of them do not overflow. */
export const MATRIX_LIMIT = 1023
export const ROW_LIMIT = 16383

/** Puts a matrix of floats into memory, rounded column by column. `step`: worth of a unit of the rows that it will be multiplied by. */
export function placeBlock(
  space: Workspace,
  source: Float32Array,
  { origin, rows, columns, down, across }: Block,
  step: number,
): Matrix {
  const matrix = emptyMatrix(space, rows, columns)
  const { inner } = matrix
  const weights = space.shorts(matrix.weights, inner * matrix.columns)
  const factors = space.floats(matrix.factors, matrix.columns)
  for (let j = 0; j < columns; j++) {
    let most = 1e-9
    for (let k = 0, at = origin + j * across; k < rows; k++, at += down) most = Math.max(most, Math.abs(source[at]!))
    factors[j] = (step * most) / MATRIX_LIMIT
    const unit = MATRIX_LIMIT / most
    const lane = j % COLUMNS
    const to = (j - lane) * inner + 2 * lane
    for (let k = 0, at = origin + j * across; k < rows; k++, at += down) {
      const v = source[at]! * unit
      weights[to + (k >> 1) * 2 * COLUMNS + (k & 1)] = v + (v < 0 ? -0.5 : 0.5)
    }
  }
  return matrix
}

/**
 * Puts a matrix of 16-bit numbers, none beyond MATRIX_LIMIT, into memory. `factor`: worth of a unit of it times one of the
 * rows that it will be multiplied by. Of origin, down and across the ones that lead from column to column are even.
 */
export function placeShorts(
  space: Workspace,
  source: Int16Array,
  { origin, rows, columns, down, across }: Block,
  factor: number,
): Matrix {
  const matrix = emptyMatrix(space, rows, columns)
  const { inner } = matrix
  space.floats(matrix.factors, matrix.columns).fill(factor)
  const pairs = space.integers(matrix.weights, (inner * matrix.columns) / 2)
  if (down === 1 && rows % 2 === 0) {
    const words = new Int32Array(source.buffer, source.byteOffset, source.length >> 1)
    for (let j = 0; j < columns; j++) {
      const lane = j % COLUMNS
      const from = (origin + j * across) >> 1
      const to = ((j - lane) * inner) / 2 + lane
      for (let k = 0; k < rows / 2; k++) pairs[to + k * COLUMNS] = words[from + k]!
    }
    return matrix
  }
  for (let k = 0; k < rows; k += 2) {
    const from = origin + k * down
    const next = k + 1 < rows ? from + down : -1
    for (let j = 0; j < columns; j++) {
      const lane = j % COLUMNS
      const low = source[from + j * across]! & 0xffff
      const high = next < 0 ? 0 : source[next + j * across]!
      pairs[((j - lane) * inner) / 2 + (k >> 1) * COLUMNS + lane] = low | (high << 16)
    }
  }
  return matrix
}

/** The largest magnitude among `count` floats (a multiple of 4), or among the positive ones, and never 0. */
export function peak(space: Workspace, at: number, count: number, positive = false): number {
  const mark = space.mark()
  const to = space.take(32)
  space.extremes(at, to, 1, count, 0)
  const most = space.floats(to, positive ? 4 : 8).reduce((top, v) => Math.max(top, positive ? v : Math.abs(v)), 1e-9)
  space.release(mark)
  return most
}

/** For each row of `stride` bytes the index of the highest of `count` floats from `at`. */
export function highest(space: Workspace, at: number, rows: number, count: number, stride: number): Int32Array {
  const mark = space.mark()
  const to = space.take(rows * 32)
  const whole = count - (count % 4)
  if (rows) space.extremes(at, to, rows, whole, stride)
  const found = Int32Array.from({ length: rows }, (_, i) => {
    const [a, b, c, d] = space.floats(to + 32 * i, 4) as unknown as [number, number, number, number]
    const values = space.floats(at + i * stride, count)
    let most = Math.max(a, b, c, d)
    for (let k = whole; k < count; k++) most = Math.max(most, values[k]!)
    return values.indexOf(most)
  })
  space.release(mark)
  return found
}

/** Room for a matrix of 16-bit numbers, all of them and its biases 0. */
function emptyMatrix(space: Workspace, rows: number, columns: number): Matrix {
  const wide = Math.ceil(columns / COLUMNS) * COLUMNS
  const inner = Math.ceil(rows / INNER) * INNER
  const weights = space.take(inner * wide * 2)
  const [factors, biases] = [space.take(wide * 4), space.take(wide * 4)]
  space.floats(biases, wide).fill(0)
  if (columns < wide || rows < inner) space.shorts(weights, inner * wide).fill(0)
  return { bytes: false, inner, taps: 1, columns: wide, weights, factors, biases }
}

/** The product of the rows at `addresses` with a matrix; gives where its floats are. Taps lie `jump` bytes apart. */
export function multiplyRows(space: Workspace, addresses: Int32Array, matrix: Matrix, jump = 0): number {
  const { bytes, inner, taps, columns, weights, factors, biases } = matrix
  const height = bytes ? BYTE_ROWS : ROWS
  const tiles = Math.ceil(addresses.length / height)
  const table = space.take(tiles * height * 4)
  const out = space.take(tiles * height * columns * 4)
  const entries = space.integers(table, tiles * height)
  entries.fill(addresses[0] ?? 0)
  entries.set(addresses)
  const multiply = bytes ? space.multiplyBytes! : space.multiply
  const groups = inner / (bytes ? 4 : 2)
  if (tiles) multiply(table, tiles, weights, groups, taps, jump, columns / COLUMNS, factors, biases, out, columns * 4)
  return out
}

/** The routine that multiplies; `bytes`: rows of bytes, with relaxed instructions. */
function multiplication(bytes = false): wasm.Routine {
  const { get, set } = wasm
  const height = bytes ? BYTE_ROWS : ROWS
  const [table, tiles, weights, pairs, taps, jump, blocks, factors, biases, out, stride] = [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10] as const // biome-ignore format: a list
  const [tile, entry, to, weight, tap, offset, pair] = [11, 12, 13, 14, 15, 16, 17] as const
  const each = <T>(n: number, make: (i: number) => T): T[] => Array.from({ length: n }, (_, i) => make(i))
  const row = each(height, r => 18 + r)
  const vector = 18 + height
  const pieces = COLUMNS / 4
  const sum = each(height, r => each(pieces, c => vector + r * pieces + c))
  const column = each(pieces, c => vector + height * pieces + c)
  const number = vector + height * pieces + pieces
  const more = each(pieces, c => number + 1 + c)
  const [second, ones] = [number + 1 + pieces, number + 2 + pieces] as const
  const weightsAt = (u: number, locals: number[]): wasm.Code =>
    locals.flatMap((c, i) => [...get(weight), ...wasm.load(16 * (u * pieces + i)), ...set(c)])
  const pairwise = each(UNROLLED, u => [
    ...weightsAt(u, column),
    ...row.flatMap((r, i) => [
      ...[...get(r), ...wasm.loadSplat(4 * u), ...set(number)],
      ...column.flatMap((c, j) => {
        const s = sum[i]![j]!
        return [...get(number), ...get(c), ...wasm.dot, ...get(s), ...wasm.addIntegers, ...set(s)]
      }),
    ]),
  ]).flat()
  // two sums of two products fit 16 bits; a product with ones widens them
  const fourfold = each(UNROLLED / 2, u => [
    ...[...weightsAt(2 * u, column), ...weightsAt(2 * u + 1, more)],
    ...row.flatMap((r, i) => [
      ...[...get(r), ...wasm.loadSplat(8 * u), ...set(number), ...get(r), ...wasm.loadSplat(8 * u + 4), ...set(second)],
      ...column.flatMap((c, j) => {
        const s = sum[i]![j]!
        return [
          ...[...get(c), ...get(number), ...wasm.dotBytes, ...get(more[j]!), ...get(second), ...wasm.dotBytes],
          ...[...wasm.addShorts, ...get(ones), ...wasm.dot, ...get(s), ...wasm.addIntegers, ...set(s)],
        ]
      }),
    ]),
  ]).flat()
  const numbers = bytes ? fourfold : pairwise
  const overPairs = wasm.countdown(pair, UNROLLED, [
    ...numbers,
    ...wasm.increase(weight, 16 * pieces * UNROLLED),
    ...row.flatMap(r => wasm.increase(r, 4 * UNROLLED)),
  ])
  const overTaps = wasm.countdown(tap, 1, [
    ...row.flatMap((r, i) => [...get(entry), ...wasm.loadInteger(4 * i), ...get(offset), ...wasm.add, ...set(r)]),
    ...[...get(pairs), ...set(pair), ...overPairs],
    ...[...get(offset), ...get(jump), ...wasm.add, ...set(offset)],
  ])
  const finish = sum.flatMap(sums => [
    ...sums.flatMap((s, c) => [
      ...[...get(to), ...get(s), ...wasm.toFloats, ...get(factors), ...wasm.load(16 * c), ...wasm.multiplyFloats],
      ...[...get(biases), ...wasm.load(16 * c), ...wasm.addFloats, ...wasm.store(16 * c)],
    ]),
    ...[...get(to), ...get(stride), ...wasm.add, ...set(to)],
  ])
  const overTiles = wasm.countdown(tile, 1, [
    ...sum.flat().flatMap(s => [...wasm.zero, ...set(s)]),
    ...[...get(weights), ...set(weight), ...wasm.number(0), ...set(offset), ...get(taps), ...set(tap)],
    ...overTaps,
    ...finish,
    ...wasm.increase(entry, 4 * height),
  ])
  const overBlocks = wasm.countdown(blocks, 1, [
    ...[...get(table), ...set(entry), ...get(tiles), ...set(tile), ...get(out), ...set(to)],
    ...overTiles,
    ...[...get(weight), ...set(weights)],
    ...[factors, biases, out].flatMap(local => wasm.increase(local, 16 * pieces)),
  ])
  const vectors = height * pieces + 2 * pieces + 3
  const body = [...wasm.shorts(1), ...set(ones), ...overBlocks]
  return { name: bytes ? 'multiplyBytes' : 'multiply', parameters: 11, integers: 7 + height, vectors, body }
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
