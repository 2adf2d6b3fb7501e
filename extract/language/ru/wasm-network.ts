// Sentences as integers of their words → scores of the network, computed here with WebAssembly's vector instructions.
// A sentence's scores depend on nothing but the sentence.
import { consecutive, encode, normalise, rowBytes, type Starts } from './encoder.ts'
import {
  createWorkspace, hasRelaxed, highest, multiplyRows, peak, placeBlock, ROW_LIMIT, toShorts, type Workspace,
} from './matmul.ts' // biome-ignore format: a list
import { HIDDEN, inputWidth, type Model, writeWord } from './model.ts'
import type { Network, Scores } from './network.ts'
import { readGraph } from './onnx.ts'
import { readWeights, STEP, type Weights } from './weights.ts'

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
    const found = read(space, weights, model, x, starts)
    space.release(mark)
    return found
  }
}

/** Bytes that a batch takes at most. */
function needed({ width, heads, labels, enter }: Weights, sentences: Int32Array[][]): number {
  const longest = Math.max(...sentences.map(s => s.length))
  const rows = sentences.reduce((sum, s) => sum + s.length, 0) + 32
  const read = heads.reduce((sum, { columns }) => sum + columns + 2, 0)
  return rows * 4 * (read + labels.columns + 2 * enter.inner + 12 * width) + 16 * (longest + 32) ** 2
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
function read(space: Workspace, weights: Weights, model: Model, x: number, starts: Starts): Scores[] {
  const { width, norm, heads, arc } = weights
  const rows = starts.at(-1)!
  const normal = consecutive(space.take(rows * width * 2), rows, rowBytes(norm, width))
  normalise(space, x, normal, norm, width)
  const [morph, dependent, head, relDep, relHead, first, last, inner, edge] = heads.map(m =>
    multiplyRows(space, normal, m),
  ) as [number, number, number, number, number, number, number, number, number]
  const positive = space.take(rows * HIDDEN * 2)
  const from = { at: dependent, stride: HIDDEN * 4 }
  toShorts(space, from, { at: positive, stride: HIDDEN * 2 }, rows, HIDDEN, 1 / STEP, 0)
  const arcs = multiplyRows(space, consecutive(positive, rows, HIDDEN * 2), arc)
  const tagCount = model.tags.length
  const edges = heads.at(-1)!.columns
  return Array.from({ length: starts.length - 1 }, (_, s): Scores => {
    const start = starts[s]!
    const n = starts[s + 1]! - start
    const part = (at: number): Float32Array => space.floats(at + start * HIDDEN * 4, n * HIDDEN)
    const arcHead = rooted(weights.rootArc, part(head))
    for (let i = HIDDEN; i < arcHead.length; i++) if (arcHead[i]! < 0) arcHead[i] = 0
    const edgeOf = space.floats(edge + start * edges * 4, n * edges)
    const ends = new Float32Array(2 * n)
    for (let i = 0; i < n; i++) {
      ends[2 * i] = edgeOf[i * edges]!
      ends[2 * i + 1] = edgeOf[i * edges + 1]!
    }
    const label = labelRows(space, weights, morph + start * heads[0]!.columns * 4, n)
    const stride = weights.labels.columns * 4
    const ruleCount = model.rules.length
    const tags = highest(space, label, n, tagCount, stride)
    const rules = highest(space, label + tagCount * 4, n, ruleCount, stride)
    const rivals = (i: number): number[] =>
      nearly(space.floats(label + i * stride + tagCount * 4, ruleCount), rules[i]!)
    return {
      n, columns: n + 1,
      tags, rules, rivals,
      arcs: arcScores(space, arcs + start * arc.columns * 4, n, arc.columns, arcHead, weights),
      relDep: part(relDep), relHead: rooted(weights.rootRel, part(relHead)),
      first: part(first), last: part(last), inner: part(inner), edge: ends,
    } // biome-ignore format: a list
  })
}

/** The rows of a sentence, after that of the root. */
function rooted(root: Float32Array, rows: Float32Array): Float32Array {
  const out = new Float32Array(HIDDEN + rows.length)
  out.set(root)
  out.set(rows, HIDDEN)
  return out
}

/** Scores of tags and lemma rules of a sentence: what is positive in morph, in bytes of a step of its own where there are bytes. */
function labelRows(space: Workspace, { heads, labels, labelFactors }: Weights, morph: number, rows: number): number {
  const length = heads[0]!.columns
  const at = space.take(rows * length * 2)
  if (!labels.bytes) {
    toShorts(space, { at: morph, stride: length * 4 }, { at, stride: length * 2 }, rows, length, 1 / STEP, 0)
    return multiplyRows(space, consecutive(at, rows, length * 2), labels)
  }
  const unit = 127 / peak(space, morph, rows * length, true)
  const numbers = space.take(48)
  space.floats(numbers, 12).set([unit, unit, unit, unit, 0, 0, 0, 0, 127, 127, 127, 127])
  space.convertBytes(morph, at, rows, length, length * 4, length, numbers)
  const factors = space.floats(labels.factors, labelFactors.length)
  for (let j = 0; j < factors.length; j++) factors[j] = labelFactors[j]! / unit
  return multiplyRows(space, consecutive(at, rows, length), labels)
}

/** Scores of every head for every token of a sentence; `asked`: address of what each token asks for. */
function arcScores(
  space: Workspace,
  asked: number,
  n: number,
  columns: number,
  heads: Float32Array,
  weights: Weights,
): Float32Array {
  const { arcBiasOffset, far } = weights
  const mark = space.mark()
  const reach = (far.length - 1) / 2
  const rows = space.take(n * HIDDEN * 2)
  const unit = ROW_LIMIT / peak(space, asked, n * columns)
  toShorts(space, { at: asked, stride: columns * 4 }, { at: rows, stride: HIDDEN * 2 }, n, HIDDEN, unit)
  const matrix = placeBlock(
    space,
    heads,
    { origin: 0, rows: HIDDEN, columns: n + 1, down: 1, across: HIDDEN },
    1 / unit,
  )
  const product = multiplyRows(space, consecutive(rows, n, HIDDEN * 2), matrix)
  const scores = space.floats(product, n * matrix.columns)
  const out = new Float32Array(n * (n + 1))
  for (let h = 0; h <= n; h++) {
    for (let i = 0; i < n; i++) {
      const distance = far[Math.max(-reach, Math.min(reach, h - 1 - i)) + reach]!
      out[i * (n + 1) + h] = scores[i * matrix.columns + h]! + arcBiasOffset + distance
    }
  }
  space.release(mark)
  return out
}

/** The indices of the numbers that are nearly as high as the one at `top`, the highest first. */
function nearly(values: Float32Array, top: number): number[] {
  const least = values[top]! - CLOSE
  const found: number[] = []
  for (let k = 0; k < values.length; k++) if (values[k]! > least && k !== top) found.push(k)
  return found.sort((a, b) => values[b]! - values[a]!)
}
