// Sentences as integers of their words → scores of the network, computed here with WebAssembly's vector instructions.
// A sentence's scores depend on nothing but the sentence.
import { consecutive, encode, normalise, rowBytes } from './encoder.ts'
import { createWorkspace, hasRelaxed, multiplyRows, placeBlock, ROW_LIMIT, toShorts, type Workspace } from './matmul.ts'
import { HIDDEN, inputWidth, type Model, writeWord } from './model.ts'
import type { Network, Scores } from './network.ts'
import { readGraph } from './onnx.ts'
import { HEADS, readWeights, STEP, type Weights } from './weights.ts'

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
  return rows * 4 * (heads.columns + labels.columns + 2 * enter.inner + 12 * width) + 16 * (longest + 32) ** 2
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
function read(space: Workspace, weights: Weights, model: Model, x: number, starts: Int32Array): Scores[] {
  const { width, norm, heads, morph, labels, arc } = weights
  const rows = starts.at(-1)!
  const last = space.take(rows * width * 2)
  const normal = consecutive(last, rows, rowBytes(norm, width))
  normalise(space, x, normal, norm, width)
  const parts = multiplyRows(space, normal, heads)
  const positive = (offset: number, length: number): number => {
    const at = space.take(rows * length * 2)
    const from = { at: parts + offset * 4, stride: heads.columns * 4 }
    toShorts(space, from, { at, stride: length * 2 }, rows, length, 1 / STEP, 0)
    return at
  }
  const hidden = positive(0, morph)
  const label = multiplyRows(space, consecutive(hidden, rows, morph * 2), labels)
  const dependents = positive(morph, HIDDEN)
  const arcs = multiplyRows(space, consecutive(dependents, rows, HIDDEN * 2), arc)
  const tagCount = model.tags.length
  const ruleCount = model.rules.length
  return Array.from({ length: starts.length - 1 }, (_, s): Scores => {
    const first = starts[s]!
    const n = starts[s + 1]! - first
    const values = space.floats(parts, rows * heads.columns)
    const labelled = space.floats(label, rows * labels.columns)
    const part = (name: (typeof HEADS)[number], length = HIDDEN): Float32Array => {
      const out = new Float32Array(n * length)
      const offset = morph + HEADS.indexOf(name) * HIDDEN
      for (let i = 0; i < n; i++) {
        const at = (first + i) * heads.columns + offset
        out.set(values.subarray(at, at + length), i * length)
      }
      return out
    }
    const arcHead = new Float32Array((n + 1) * HIDDEN)
    arcHead.set(weights.rootArc)
    arcHead.set(
      part('arc_head').map(v => Math.max(v, 0)),
      HIDDEN,
    )
    const relHead = new Float32Array((n + 1) * HIDDEN)
    relHead.set(weights.rootRel)
    relHead.set(part('rel_head'), HIDDEN)
    const edge = new Float32Array(2 * n)
    for (let i = 0; i < n; i++) {
      const at = (first + i) * heads.columns + morph + HEADS.length * HIDDEN
      edge[2 * i] = values[at]!
      edge[2 * i + 1] = values[at + 1]!
    }
    const best = (from: number, count: number): Int32Array =>
      Int32Array.from({ length: n }, (_, i) => highest(labelled, (first + i) * labels.columns + from, count))
    return {
      n, columns: n + 1, tags: best(0, tagCount), rules: best(tagCount, ruleCount),
      arcs: arcScores(space, arcs + first * arc.columns * 4, n, arc.columns, arcHead, weights),
      relDep: part('rel_dep'), relHead, first: part('span_first'), last: part('span_last'), inner: part('span_inner'), edge,
    } // biome-ignore format: a list
  })
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
  const { arcBias, arcBiasOffset, far } = weights
  const mark = space.mark()
  const reach = (far.length - 1) / 2
  const rows = space.take(n * HIDDEN * 2)
  const from = space.floats(asked, n * columns)
  let most = 1e-9
  for (let i = 0; i < n * columns; i++) most = Math.max(most, Math.abs(from[i]!))
  const unit = ROW_LIMIT / most
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
    let bias = arcBiasOffset
    for (let k = 0; k < HIDDEN; k++) bias += arcBias[k]! * heads[h * HIDDEN + k]!
    for (let i = 0; i < n; i++) {
      const distance = far[Math.max(-reach, Math.min(reach, h - 1 - i)) + reach]!
      out[i * (n + 1) + h] = scores[i * matrix.columns + h]! + bias + distance
    }
  }
  space.release(mark)
  return out
}

function highest(values: Float32Array, at: number, count: number): number {
  let top = 0
  for (let i = 1; i < count; i++) if (values[at + i]! > values[at + top]!) top = i
  return top
}
