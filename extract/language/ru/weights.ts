// model.onnx → matrices in memory and the small tables between them. The network's shape is that of training/model.py.
import { INNER } from './kernels.ts'
import { type Matrix, placeMatrix } from './matmul.ts'
import { HIDDEN } from './model.ts'
import type { Graph } from './onnx.ts'
import type { Workspace } from './workspace.ts'

/** Scale and shift of a normalised row; `step` is what one unit of its 16-bit numbers is worth. */
export interface Norm {
  /** Addresses of the scale and shift of each number. */
  scale: number
  shift: number
  step: number
  /** Whether its rows are bytes, not 16-bit numbers. */
  bytes: boolean
}

export type Layer =
  | { kind: 'convolution'; norm: Norm; mix: Matrix; step: number }
  | { kind: 'attention'; norm: Norm; qkv: Matrix; out: Matrix; near: Distance[] }

/** What the distance between two tokens adds to their score. */
export type Distance = (d: number) => number

export interface Weights {
  width: number
  enter: Matrix
  /** What one unit of the input's 16-bit numbers is worth. */
  enterStep: number
  layers: Layer[]
  norm: Norm
  /** What is read off a token's last vector: morph, then `HEADS`, then edge. */
  heads: Matrix[]
  /** Scores of tags and of lemma rules from morph, without the biases; those are floats at the address `biases`. */
  labels: { matrix: Matrix; biases: number }[]
  arc: Matrix
  /** The arc vector of the root as a head. */
  rootArc: Float32Array
  far: Distance
}

/** The parts of a token that arcs, relations and names are scored from, HIDDEN numbers each. */
export const HEADS = ['arc_dep', 'arc_head', 'rel_dep', 'rel_head', 'span_first', 'span_last', 'span_inner'] as const
/** Units of a byte to a standard deviation: 4.5 of those fit. */
const BYTE_STEPS = 14
/** One unit of the 16-bit numbers of hidden layers, and of attention's parts. */
export const STEP = 1 / 512

interface Options {
  taps?: number
  bytes?: boolean
  zero?: number
  bias?: (j: number) => number
}

/** Reads and places all weights. `layers`: a digit is a convolution with that step, "a" is attention. */
export function readWeights(graph: Graph, space: Workspace, layers: string, inputStep: number): Weights {
  const tensor = (name: string): Float32Array | Int8Array | Uint8Array | Int32Array => {
    const found = graph.tensors.get(name)
    if (!found) throw new Error(`model.onnx: tensor "${name}" is missing; is it of the same training as model.json?`)
    return found.values
  }
  const product = (path: string) => {
    const name = graph.products.get(path) ?? `(product ${path})`
    const values = tensor(`${name}_quantized`)
    const scale = tensor(`${name}_scale`)
    const columns = scale.length
    const bias = graph.tensors.get(`network.${path}.bias`)?.values ?? new Float32Array(columns)
    return { values, scale, columns, bias, rows: values.length / columns }
  }
  const relaxed = space.multiplyBytes !== undefined
  /** A product; `taps` pieces of a row; `step`: worth of a unit of the input; `bias` in place of its own. */
  const place = (path: string, step: number, options: Options = {}): Matrix => {
    const { values, scale, columns, bias, rows } = product(path)
    const { taps = 1, bytes = false, zero } = options
    const multiple = bytes ? INNER.bytes : INNER.shorts
    const inner = Math.ceil(rows / taps / multiple) * multiple
    return placeMatrix(
      space,
      { inner, taps, columns, bytes, ...(zero !== undefined && { zero }) },
      (k, j) => (k < rows ? values[k * columns + j]! : 0),
      j => scale[j]! * step,
      options.bias ?? (j => bias[j]!),
    )
  }
  const floatsAt = (values: Float32Array): number => {
    const at = space.take(values.length * 4)
    space.floats(at, values.length).set(values)
    return at
  }
  const norm = (path: string): Norm => {
    const weight = Float32Array.from(tensor(`${path}.weight`))
    const bias = Float32Array.from(tensor(`${path}.bias`))
    // no number of a normalised row exceeds √width, so none overflows
    const most = Math.max(...weight.map((w, i) => Math.abs(w) * Math.sqrt(weight.length) + Math.abs(bias[i]!)))
    const bytes = relaxed && weight.length % INNER.bytes === 0
    const step = bytes ? Math.max(...weight.map(Math.abs)) / BYTE_STEPS : most / 32767
    return { scale: floatsAt(weight.map(w => w / step)), shift: floatsAt(bias.map(b => b / step)), step, bytes }
  }
  /** What distances add, column by column; those beyond the table count as its ends. */
  const distances = (name: string): Distance[] => {
    const [scale, zero, values] = [tensor(`${name}_scale`)[0]!, tensor(`${name}_zero_point`)[0]!, tensor(`${name}_quantized`)] // biome-ignore format: a table
    const columns = graph.tensors.get(`${name}_quantized`)!.dims[1]!
    const reach = (values.length / columns - 1) / 2
    return Array.from({ length: columns }, (_, column) => d => {
      return (values[(Math.max(-reach, Math.min(reach, d)) + reach) * columns + column]! - zero) * scale
    })
  }
  const layer = (kind: string, i: number): Layer => {
    const path = `layers.${i}`
    const before = norm(`network.${path}.norm`)
    const { step, bytes } = before
    if (kind !== 'a') {
      return {
        kind: 'convolution',
        norm: before,
        mix: place(`${path}.mix`, step, { taps: 3, bytes }),
        step: Number(kind),
      }
    }
    const near = distances(`network.${path}.near.weight`)
    return {
      kind: 'attention',
      norm: before,
      qkv: place(`${path}.qkv`, step, { bytes }),
      out: place(`${path}.out`, STEP),
      near,
    }
  }
  const last = norm('network.norm')
  const labels = (path: string): Weights['labels'][number] => {
    const { rows, bias } = product(path)
    const bytes = relaxed && rows % INNER.bytes === 0
    const matrix = place(path, bytes ? 1 : STEP, { bytes, zero: 0, bias: () => 0 })
    // what fills up the last tile never wins
    const biases = new Float32Array(matrix.columns).fill(-1e30)
    biases.set(bias)
    return { matrix, biases: floatsAt(biases) }
  }
  const root = Float32Array.from(tensor(graph.products.get('root') ?? 'root'))
  const head = product('arc_head')
  const arcBias = product('arc_bias')
  const [far] = distances('network.far.weight')
  return {
    width: root.length,
    enter: place('enter', inputStep),
    enterStep: inputStep,
    layers: Array.from(layers, layer),
    norm: last,
    heads: ['morph', ...HEADS, 'edge'].map(path => place(path, last.step, { bytes: last.bytes })),
    labels: ['tag', 'rule'].map(labels),
    // a head's own score is its product with what every token asks for
    arc: place('arc', STEP, { bias: k => arcBias.values[k]! * arcBias.scale[0]! }),
    rootArc: Float32Array.from({ length: HIDDEN }, (_, j) => {
      const sum = root.reduce((all, v, k) => all + v * head.values[k * HIDDEN + j]! * head.scale[j]!, head.bias[j]!)
      return Math.max(sum, 0)
    }),
    far: d => far!(d) + arcBias.bias[0]!,
  }
}
