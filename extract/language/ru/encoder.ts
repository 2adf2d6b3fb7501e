// Vectors of words → vectors of words in their sentence: the layers of the network, over all rows of a batch at once.
import { consecutive, multiplyRows, toShorts } from './matmul.ts'
import { ZERO } from './rows.ts'
import { type Layer, type Norm, STEP, type Weights } from './weights.ts'
import type { Workspace } from './workspace.ts'

/** Where the sentences of a batch lie: sentence s has rows starts[s] … starts[s + 1]. */
export type Starts = Int32Array

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

/** Bytes of a normalised row. */
export function rowBytes(norm: Norm, width: number): number {
  return norm.bytes ? width : 2 * width
}

/** Tokens of the longest sentence. */
export function longest(starts: Starts): number {
  let most = 0
  for (let s = 0; s + 1 < starts.length; s++) most = Math.max(most, starts[s + 1]! - starts[s]!)
  return most
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

/** The products of pairs of rows of `size` floats, scaled, and what their distance adds: one row of `columns` floats for each a. */
export function pairScores(
  space: Workspace,
  a: { at: number; stride: number },
  b: { at: number; stride: number },
  size: number,
  [n, columns]: readonly [number, number],
  scale: number,
  distances: number,
): { at: number; stride: number } {
  const quads = Math.ceil(columns / 4)
  const numbers = space.take(16)
  space.floats(numbers, 4).fill(scale)
  const at = space.take(n * quads * 16)
  space.pairs(a.at, b.at, at, n, quads, size / 4, a.stride, b.stride, quads * 16, distances, numbers)
  return { at, stride: quads * 16 }
}

/** Puts what each distance adds into memory, for sentences of n tokens; gives the address of distance `zero`. */
export function placeDistances(space: Workspace, n: number, distance: (d: number) => number, zero = 0): number {
  const at = space.take((2 * n + 8) * 4)
  space.floats(at, 2 * n + 8).forEach((_, i, values) => {
    values[i] = distance(i - n)
  })
  return at + (n + zero) * 4
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
  { norm, qkv, out, near }: Extract<Layer, { kind: 'attention' }>,
  x: number,
  starts: Starts,
  width: number,
): void {
  const rows = starts.at(-1)!
  const at = space.take(rows * width * 2)
  const normal = consecutive(at, rows, rowBytes(norm, width))
  normalise(space, x, normal, norm, width)
  const product = multiplyRows(space, normal, qkv)
  const stride = qkv.columns * 4
  const mixed = space.take(rows * width * 4)
  const size = width / near.length
  const most = longest(starts)
  const limits = space.take((most + 4) * 4)
  near.forEach((distance, head) => {
    const distances = placeDistances(space, most, distance)
    for (let s = 0; s + 1 < starts.length; s++) {
      const mark = space.mark()
      const n = starts[s + 1]! - starts[s]!
      const query = { at: product + starts[s]! * stride + head * size * 4, stride }
      const key = { at: query.at + width * 4, stride }
      const scores = pairScores(space, query, key, size, [n, n], 1 / Math.sqrt(size), distances)
      // columns beyond the sentence get no share
      space
        .floats(limits, most + 4)
        .fill(3e38, 0, n)
        .fill(-3e38, n)
      space.softmax(scores.at, n, scores.stride / 16, scores.stride, limits)
      const to = mixed + (starts[s]! * width + head * size) * 4
      space.mix(scores.at, key.at + width * 4, to, n, size / 8, scores.stride, stride, width * 4)
      space.release(mark)
    }
  })
  toShorts(space, { at: mixed, stride: width * 4 }, { at, stride: width * 2 }, rows, width, 1 / STEP)
  const more = multiplyRows(space, consecutive(at, rows, width * 2), out)
  if (rows) space.accumulate(x, more, rows, width / 4, out.columns * 4)
}
