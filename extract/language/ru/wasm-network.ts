// Sentences as integers of their words → scores of the network, computed here with WebAssembly's vector instructions.
// A sentence's scores depend on nothing but the sentence.
import { encode, longest, normalise, pairScores, placeDistances, rowBytes, type Starts } from './encoder.ts'
import { consecutive, multiplyRows, toShorts } from './matmul.ts'
import { HIDDEN, inputWidth, type Model, writeWord } from './model.ts'
import type { Network, Scores } from './network.ts'
import { readGraph } from './onnx.ts'
import { HEADS, readWeights, STEP, type Weights } from './weights.ts'
import { createWorkspace, hasRelaxed, type Workspace } from './workspace.ts'

/** Place of "arc_head" among the heads. */
const HEAD = 1 + HEADS.indexOf('arc_head')
/** How much lower than the highest the score of a rule may be that is nearly as likely. */
const CLOSE = 2
/** Words whose first product is kept. */
const KEPT = 20_000

/** The network of model.onnx on WebAssembly, one thread. `relaxed`: with the relaxed vector instructions, a third faster. */
export function wasmNetwork(onnx: Uint8Array, model: Model, relaxed = hasRelaxed()): Network {
  // 16-bit numbers of the weights, and their factors
  const space = createWorkspace(onnx.length * 2.5 + 1e6, relaxed)
  const largest = Math.max(
    ...model.tables.map(t => t.scale * 127),
    model.pieces.reduce((a, b) => Math.max(a, Math.abs(b)), 0),
  )
  const weights = readWeights(readGraph(onnx), space, model.layers, largest / 32767)
  const enter = entrance(space, weights, model)
  return async sentences => {
    const mark = space.mark()
    space.reserve(needed(weights, sentences))
    const starts = Int32Array.from({ length: sentences.length + 1 }, () => 0)
    sentences.forEach((s, i) => {
      starts[i + 1] = starts[i]! + s.length
    })
    const x = enter(sentences.flat())
    encode(space, weights, x, starts)
    const found = read(space, weights, x, starts)
    space.release(mark)
    return found
  }
}

/** Bytes that a batch takes at most. */
function needed({ width, heads, labels, enter }: Weights, sentences: Int32Array[][]): number {
  let [rows, pairs] = [32, 0]
  for (const { length } of sentences) {
    rows += length + 1
    pairs += (length + 8) ** 2
  }
  const matrices = [...heads, ...labels.map(label => label.matrix)]
  const read = matrices.reduce((sum, { columns }) => sum + columns + 4, 0)
  return rows * 4 * (read + 2 * enter.inner + 12 * width) + 4 * pairs + 1024 * sentences.length + 65536
}

/** Gives the network's first product for words, one row a word. Rows of words that were seen are kept. */
function entrance(space: Workspace, weights: Weights, model: Model): (words: Int32Array[]) => number {
  const { width, enter, enterStep } = weights
  const { inner, columns } = enter
  const kept = new Map<Int32Array, Float32Array>()
  return words => {
    const x = space.take(words.length * width * 4)
    let fresh = [...new Set(words)].filter(word => !kept.has(word))
    if (kept.size + fresh.length > KEPT) {
      kept.clear()
      fresh = [...new Set(words)]
    }
    const mark = space.mark()
    const from = space.take(fresh.length * inner * 4)
    const floats = space.floats(from, fresh.length * inner)
    fresh.forEach((word, r) => {
      writeWord(model, word, floats, r * inner)
      floats.fill(0, r * inner + inputWidth(model), (r + 1) * inner)
    })
    const at = space.take(fresh.length * inner * 2)
    toShorts(space, { at: from, stride: inner * 4 }, { at, stride: inner * 2 }, fresh.length, inner, 1 / enterStep)
    const rows = multiplyRows(space, consecutive(at, fresh.length, inner * 2), enter)
    fresh.forEach((word, r) => {
      kept.set(word, space.floats(rows + r * columns * 4, width).slice())
    })
    space.release(mark)
    const out = space.floats(x, words.length * width)
    words.forEach((word, r) => {
      out.set(kept.get(word)!, r * width)
    })
    return x
  }
}

/** Everything that is read off the last vectors. */
function read(space: Workspace, weights: Weights, x: number, starts: Starts): Scores[] {
  const { width, norm, heads, labels, arc } = weights
  const rows = starts.at(-1)!
  const normal = consecutive(space.take(rows * width * 2), rows, rowBytes(norm, width))
  normalise(space, x, normal, norm, width)
  const [morph, asking, head, ...parts] = heads.map((matrix, i) =>
    multiplyRows(space, i === HEAD ? withRoots(normal, starts) : normal, matrix),
  ) as [number, number, number, ...number[]]
  const [tags, rules] = labels.map(label => bestLabels(space, label, morph, rows)) as [Best, Best]
  const positive = space.take(rows * HIDDEN * 2)
  const stride = HIDDEN * 4
  toShorts(space, { at: asking, stride }, { at: positive, stride: HIDDEN * 2 }, rows, HIDDEN, 1 / STEP, 0)
  const asked = multiplyRows(space, consecutive(positive, rows, HIDDEN * 2), arc)
  const headRows = space.floats(head, (rows + starts.length) * HIDDEN)
  space.rectify(head, headRows.length / 4)
  const distances = placeDistances(space, longest(starts) + 1, weights.far, -1)
  const edges = heads.at(-1)!.columns
  return Array.from({ length: starts.length - 1 }, (_, s): Scores => {
    const start = starts[s]!
    const n = starts[s + 1]! - start
    const [relDep, relHead, first, last, inner] = parts.map(at => space.floats(at + start * stride, n * HIDDEN)) as [
      Float32Array, Float32Array, Float32Array, Float32Array, Float32Array,
    ] // biome-ignore format: a list
    headRows.set(weights.rootArc, (start + s) * HIDDEN)
    const dependents = { at: asked + start * arc.columns * 4, stride: arc.columns * 4 }
    const arcs = pairScores(space, dependents, { at: head + (start + s) * stride, stride }, HIDDEN, [n, n + 1], 1, distances)
    return {
      n, columns: arcs.stride / 4, tags: tags.best.subarray(start, start + n), rules: rules.best.subarray(start, start + n),
      rivals: i => rules.rivals(start + i),
      arcs: space.floats(arcs.at, (n * arcs.stride) / 4), relDep, relHead, first, last, inner,
      edge: space.floats(parts[5]! + start * edges * 4, n * edges), edges,
    }
  }) // biome-ignore format: a list
}

/** Addresses of rows with one more before each sentence: a place for the root. */
function withRoots(addresses: Int32Array, starts: Starts): Int32Array {
  const found = new Int32Array(addresses.length + starts.length - 1)
  for (let s = 0; s + 1 < starts.length; s++) {
    found[starts[s]! + s] = addresses[starts[s]!]!
    found.set(addresses.subarray(starts[s], starts[s + 1]), starts[s]! + s + 1)
  }
  return found
}

interface Best {
  /** Index of the best of each row. */
  best: Int32Array
  /** Those of a row that are nearly as good, the best of them first. */
  rivals(row: number): number[]
}

/** The best tag or lemma rule of each row of morph, of which what is positive counts. */
function bestLabels(
  space: Workspace,
  { matrix, biases }: Weights['labels'][number],
  morph: number,
  rows: number,
): Best {
  const { inner, columns } = matrix
  const units = space.take(rows * 4)
  const bytes = inner * (matrix.bytes ? 1 : 2)
  const at = space.take(rows * bytes)
  if (matrix.bytes) space.positive(morph, at, rows, inner, inner * 4, bytes, units)
  else {
    space.floats(units, rows).fill(1)
    toShorts(space, { at: morph, stride: inner * 4 }, { at, stride: bytes }, rows, inner, 1 / STEP, 0)
  }
  const product = multiplyRows(space, consecutive(at, rows, bytes), matrix)
  const to = space.take(rows * 4)
  space.highest(product, rows, columns / 4, columns * 4, biases, units, to)
  const best = space.integers(to, rows)
  return {
    best,
    rivals(row) {
      const scores = space.floats(product + row * columns * 4, columns)
      const bias = space.floats(biases, columns)
      const unit = space.floats(units, rows)[row]!
      const score = (k: number): number => scores[k]! / unit + bias[k]!
      const least = score(best[row]!) - CLOSE
      const found: number[] = []
      for (let k = 0; k < columns; k++) if (score(k) > least && k !== best[row]) found.push(k)
      return found.sort((a, b) => score(b) - score(a))
    },
  }
}
