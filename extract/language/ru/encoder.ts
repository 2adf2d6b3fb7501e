// Vectors of words → vectors of words in their sentence: the layers of the network, over all rows of a batch at once.
import { type Matrix, multiplyRows, type Workspace } from './matmul.ts'
import { type Layer, type Norm, STEP, type Weights } from './weights.ts'

/** Where the sentences of a batch lie: sentence s has rows starts[s] … starts[s + 1]. */
export type Starts = Int32Array

const EPSILON = 1e-5
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
  const parts = space.floats(multiplyRows(space, consecutive(at, rows, width * 2), qkv), rows * qkv.columns)
  const size = width / heads
  const reach = (near.length / heads - 1) / 2
  const mixed = new Float32Array(width)
  for (let s = 0; s + 1 < starts.length; s++) {
    const first = starts[s]!
    const n = starts[s + 1]! - first
    const weights = new Float32Array(n)
    for (let i = 0; i < n; i++) {
      mixed.fill(0)
      for (let h = 0; h < heads; h++) {
        const q = (first + i) * qkv.columns + h * size
        let most = Number.NEGATIVE_INFINITY
        for (let j = 0; j < n; j++) {
          const k = (first + j) * qkv.columns + width + h * size
          let score = 0
          for (let d = 0; d < size; d++) score += parts[q + d]! * parts[k + d]!
          score = score / Math.sqrt(size) + near[(Math.max(-reach, Math.min(reach, j - i)) + reach) * heads + h]!
          weights[j] = score
          if (score > most) most = score
        }
        let sum = 0
        for (let j = 0; j < n; j++) sum += weights[j] = Math.exp(weights[j]! - most)
        for (let j = 0; j < n; j++) {
          const v = (first + j) * qkv.columns + 2 * width + h * size
          const w = weights[j]! / sum
          for (let d = 0; d < size; d++) mixed[h * size + d]! += w * parts[v + d]!
        }
      }
      for (let d = 0; d < width; d++) y[(first + i) * width + d] = rounded(mixed[d]! / STEP)
    }
  }
  add(x, space, multiplyRows(space, consecutive(at, rows, width * 2), out), rows, width, out)
}

/** To a 16-bit number; what is too large stays at the end. */
export function rounded(v: number): number {
  return v > 32767 ? 32767 : v < -32767 ? -32767 : Math.round(v)
}

function add(x: Float32Array, space: Workspace, from: number, rows: number, width: number, { columns }: Matrix): void {
  const more = space.floats(from, rows * columns)
  for (let r = 0; r < rows; r++) for (let i = 0; i < width; i++) x[r * width + i]! += more[r * columns + i]!
}
