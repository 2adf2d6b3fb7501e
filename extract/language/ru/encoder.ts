// Vectors of words → vectors of words in their sentence: the layers of the network, over all rows of a batch at once.
import {
  MATRIX_LIMIT,
  type Matrix,
  multiplyRows,
  peak,
  placeShorts,
  ROW_LIMIT,
  toShorts,
  type Workspace,
} from './matmul.ts'
import { ZERO } from './rows.ts'
import { type Layer, type Norm, STEP, type Weights } from './weights.ts'

/** Where the sentences of a batch lie: sentence s has rows starts[s] … starts[s + 1]. */
export type Starts = Int32Array

/** Worth of a unit of attention's queries. */
const QUERY = 1 / 256
/** Shares below exp of this round to nothing. */
const NOTHING = -11
/** Zero rows between sentences, for the taps of convolutions that reach beyond an end. */
const GAP = 4

/** Runs all layers on the rows at address `x`, which change in place. */
export function encode(space: Workspace, weights: Weights, x: number, starts: Starts): void {
  for (const layer of weights.layers) {
    const mark = space.mark()
    if (layer.kind === 'convolution') convolve(space, layer, x, starts, weights.width)
    else attend(space, layer, x, starts, weights.width)
    space.release(mark)
  }
}

/** Addresses of rows of `bytes` bytes, one after the other. */
export function consecutive(at: number, rows: number, bytes: number): Int32Array {
  const addresses = new Int32Array(rows)
  for (let r = 0; r < rows; r++) addresses[r] = at + r * bytes
  return addresses
}

/** Bytes of a normalised row. */
export function rowBytes(norm: Norm, width: number): number {
  return norm.bytes ? width : 2 * width
}

/** Normalises all rows of x into rows at these addresses, moved by `offset`. */
export function normalise(
  space: Workspace,
  x: number,
  addresses: Int32Array,
  norm: Norm,
  width: number,
  offset = 0,
): void {
  if (!addresses.length) return
  const table = space.take(addresses.length * 4)
  space.integers(table, addresses.length).set(addresses)
  const routine = norm.bytes ? space.normaliseBytes : space.normalise
  routine(x, table, addresses.length, width, norm.scale, norm.shift, offset)
}

function convolve(
  space: Workspace,
  { norm, mix, step }: Extract<Layer, { kind: 'convolution' }>,
  x: number,
  starts: Starts,
  width: number,
): void {
  const rows = starts.at(-1)!
  const padded = rows + GAP * starts.length
  const bytes = rowBytes(norm, width)
  const at = space.take(padded * bytes)
  space.bytes(at, padded * bytes).fill(norm.bytes ? ZERO : 0)
  const addresses = new Int32Array(rows)
  for (let s = 0; s + 1 < starts.length; s++) {
    for (let r = starts[s]!; r < starts[s + 1]!; r++) addresses[r] = at + (r + GAP * (s + 1) - step) * bytes
  }
  normalise(space, x, addresses, norm, width, step * bytes)
  const mixed = multiplyRows(space, addresses, mix, step * bytes)
  if (rows) space.gate(x, mixed, rows, width, mix.columns * 4)
}

function attend(
  space: Workspace,
  { norm, qkv, out, near, heads }: Extract<Layer, { kind: 'attention' }>,
  x: number,
  starts: Starts,
  width: number,
): void {
  const rows = starts.at(-1)!
  const at = space.take(rows * width * 2)
  const normal = consecutive(at, rows, rowBytes(norm, width))
  normalise(space, x, normal, norm, width)
  const asked = space.take(rows * width * 2) // the queries
  const product = multiplyRows(space, normal, qkv)
  const size = width / heads
  const reach = (near.length / heads - 1) / 2
  const bytes = qkv.columns * 4
  toShorts(
    space,
    { at: product, stride: bytes },
    { at: asked, stride: width * 2 },
    rows,
    width,
    1 / QUERY,
    -ROW_LIMIT,
    ROW_LIMIT,
  )
  const pair = 2 * width
  const kept = space.take(rows * pair * 2)
  for (let s = 0; s + 1 < starts.length; s++) {
    // keys and values of the sentence, side by side, in 16 bits
    const from = product + starts[s]! * bytes
    const count = starts[s + 1]! - starts[s]!
    const unit = MATRIX_LIMIT / peak(space, from, count * qkv.columns)
    toShorts(space, { at: from + width * 4, stride: bytes }, { at: kept, stride: pair * 2 }, count, pair, unit)
    const source = space.shorts(kept, count * pair)
    for (let h = 0; h < heads; h++) {
      const mark = space.mark()
      const first = starts[s]!
      const n = starts[s + 1]! - first
      const origin = h * size
      const keys = { origin, rows: size, columns: n, down: 1, across: pair }
      const matrix = placeShorts(space, source, keys, QUERY / Math.sqrt(size) / unit)
      const ways = consecutive(asked + first * width * 2 + h * size * 2, n, width * 2)
      const scored = multiplyRows(space, ways, matrix)
      const values = { origin: origin + width, rows: n, columns: size, down: pair, across: 1 }
      const contents = placeShorts(space, source, values, 1 / ROW_LIMIT / unit)
      const shares = space.take(n * contents.inner * 2)
      const scores = space.floats(scored, n * matrix.columns)
      const share = space.shorts(shares, n * contents.inner)
      share.fill(0)
      for (let i = 0; i < n; i++) {
        const at = i * matrix.columns
        let most = Number.NEGATIVE_INFINITY
        for (let j = 0; j < n; j++) {
          const distance = Math.max(-reach, Math.min(reach, j - i))
          const score = scores[at + j]! + near[(distance + reach) * heads + h]!
          scores[at + j] = score
          if (score > most) most = score
        }
        let sum = 0
        for (let j = 0; j < n; j++) {
          const less = scores[at + j]! - most
          sum += scores[at + j] = less < NOTHING ? 0 : Math.exp(less)
        }
        const whole = ROW_LIMIT / sum
        for (let j = 0; j < n; j++) share[i * contents.inner + j] = scores[at + j]! * whole + 0.5
      }
      const read = multiplyRows(space, consecutive(shares, n, contents.inner * 2), contents)
      const to = { at: at + (first * width + h * size) * 2, stride: width * 2 }
      toShorts(space, { at: read, stride: contents.columns * 4 }, to, n, size, 1 / STEP)
      space.release(mark)
    }
  }
  add(x, space, multiplyRows(space, consecutive(at, rows, width * 2), out), rows, width, out)
}

function add(x: number, space: Workspace, from: number, rows: number, width: number, { columns }: Matrix): void {
  const sum = space.floats(x, rows * width)
  const more = space.floats(from, rows * columns)
  for (let r = 0; r < rows; r++) for (let i = 0; i < width; i++) sum[r * width + i]! += more[r * columns + i]!
}
