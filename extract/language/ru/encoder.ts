// Vectors of words → vectors of words in their sentence: the layers of the network, over all rows of a batch at once.
import { type Matrix, multiplyRows, placeBlock, ROW_LIMIT, type Workspace } from './matmul.ts'
import { type Layer, type Norm, STEP, type Weights } from './weights.ts'

/** Where the sentences of a batch lie: sentence s has rows starts[s] … starts[s + 1]. */
export type Starts = Int32Array

const EPSILON = 1e-5
/** Worth of a unit of attention's queries. */
const QUERY = 1 / 256
/** Zero rows between sentences, for the taps of convolutions that reach beyond an end. */
const GAP = 4

/** Runs all layers on `x` (rows × width, changed in place). */
export function encode(space: Workspace, weights: Weights, x: Float32Array, starts: Starts): void {
  for (const layer of weights.layers) {
    const mark = space.mark()
    if (layer.kind === 'convolution') convolve(space, layer, x, starts, weights.width)
    else attend(space, layer, x, starts, weights.width)
    space.release(mark)
  }
}

/** Addresses of rows of `bytes` bytes, one after the other. */
export function consecutive(at: number, rows: number, bytes: number): Int32Array {
  return Int32Array.from({ length: rows }, (_, r) => at + r * bytes)
}

/** Normalises row r of x into `out` from `to`, in units of the norm's step. */
export function normalise(x: Float32Array, r: number, { weight, bias, step }: Norm, out: Int16Array, to: number): void {
  const width = weight.length
  const at = r * width
  let sum = 0
  let squares = 0
  for (let i = 0; i < width; i++) {
    const v = x[at + i]!
    sum += v
    squares += v * v
  }
  const mean = sum / width
  const factor = 1 / Math.sqrt(Math.max(squares / width - mean * mean, 0) + EPSILON) / step
  const unit = 1 / step
  for (let i = 0; i < width; i++) {
    const v = (x[at + i]! - mean) * factor * weight[i]! + bias[i]! * unit
    out[to + i] = v + (v < 0 ? -0.5 : 0.5)
  }
}

const REACH = 10
const CELLS = 16384
const SIGMOID = Float32Array.from({ length: CELLS + 1 }, (_, i) => 1 / (1 + Math.exp(REACH - (2 * REACH * i) / CELLS)))

function convolve(
  space: Workspace,
  { norm, mix, step }: Extract<Layer, { kind: 'convolution' }>,
  x: Float32Array,
  starts: Starts,
  width: number,
): void {
  const rows = starts.at(-1)!
  const padded = rows + GAP * starts.length
  const bytes = width * 2
  const at = space.take(padded * bytes)
  const y = space.shorts(at, padded * width)
  y.fill(0)
  const addresses = new Int32Array(rows)
  for (let s = 0; s + 1 < starts.length; s++) {
    for (let r = starts[s]!; r < starts[s + 1]!; r++) {
      const place = r + GAP * (s + 1)
      normalise(x, r, norm, y, place * width)
      addresses[r] = at + (place - step) * bytes
    }
  }
  const mixed = space.floats(multiplyRows(space, addresses, mix, step * bytes), rows * mix.columns)
  const scale = CELLS / (2 * REACH)
  for (let r = 0; r < rows; r++) {
    const from = r * mix.columns
    const to = r * width
    for (let i = 0; i < width; i++) {
      const gate = mixed[from + width + i]!
      const open = gate >= REACH ? 1 : gate <= -REACH ? 0 : SIGMOID[((gate + REACH) * scale + 0.5) | 0]!
      x[to + i]! += mixed[from + i]! * open
    }
  }
}

function attend(
  space: Workspace,
  { norm, qkv, out, near, heads }: Extract<Layer, { kind: 'attention' }>,
  x: Float32Array,
  starts: Starts,
  width: number,
): void {
  const rows = starts.at(-1)!
  const at = space.take(rows * width * 2)
  const y = space.shorts(at, rows * width)
  for (let r = 0; r < rows; r++) normalise(x, r, norm, y, r * width)
  const asked = space.take(rows * width * 2) // the queries
  const product = multiplyRows(space, consecutive(at, rows, width * 2), qkv)
  const parts = space.floats(product, rows * qkv.columns)
  const size = width / heads
  const reach = (near.length / heads - 1) / 2
  const queries = space.shorts(asked, rows * width)
  for (let r = 0; r < rows; r++) {
    for (let d = 0; d < width; d++) {
      queries[r * width + d] = rounded(parts[r * qkv.columns + d]! / QUERY, ROW_LIMIT)
    }
  }
  for (let s = 0; s + 1 < starts.length; s++) {
    for (let h = 0; h < heads; h++) {
      const mark = space.mark()
      const first = starts[s]!
      const n = starts[s + 1]! - first
      const origin = first * qkv.columns + h * size
      const keys = { origin: origin + width, rows: size, columns: n, down: 1, across: qkv.columns }
      const all = space.floats(product, rows * qkv.columns)
      const matrix = placeBlock(space, all, keys, QUERY / Math.sqrt(size))
      const ways = consecutive(asked + first * width * 2 + h * size * 2, n, width * 2)
      const scored = multiplyRows(space, ways, matrix)
      const values = { origin: origin + 2 * width, rows: n, columns: size, down: qkv.columns, across: 1 }
      const contents = placeBlock(space, space.floats(product, rows * qkv.columns), values, 1 / ROW_LIMIT)
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
        for (let j = 0; j < n; j++) sum += scores[at + j] = Math.exp(scores[at + j]! - most)
        const unit = ROW_LIMIT / sum
        for (let j = 0; j < n; j++) share[i * contents.inner + j] = scores[at + j]! * unit + 0.5
      }
      const read = multiplyRows(space, consecutive(shares, n, contents.inner * 2), contents)
      const mixed = space.floats(read, n * contents.columns)
      const y = space.shorts(at, rows * width)
      for (let i = 0; i < n; i++) {
        const to = (first + i) * width + h * size
        for (let d = 0; d < size; d++) y[to + d] = rounded(mixed[i * contents.columns + d]! / STEP)
      }
      space.release(mark)
    }
  }
  add(x, space, multiplyRows(space, consecutive(at, rows, width * 2), out), rows, width, out)
}

/** To a 16-bit number; what is too large stays at the limit. */
export function rounded(v: number, limit = 32767): number {
  return v > limit ? limit : v < -limit ? -limit : v + (v < 0 ? -0.5 : 0.5)
}

function add(x: Float32Array, space: Workspace, from: number, rows: number, width: number, { columns }: Matrix): void {
  const more = space.floats(from, rows * columns)
  for (let r = 0; r < rows; r++) for (let i = 0; i < width; i++) x[r * width + i]! += more[r * columns + i]!
}
