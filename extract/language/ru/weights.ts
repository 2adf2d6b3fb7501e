// model.onnx → matrices in memory and the small tables between them. The network's shape is that of training/model.py.
import { type Matrix, placeMatrix, type Workspace } from './matmul.ts'
import { HIDDEN } from './model.ts'
import type { Graph } from './onnx.ts'

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
  | { kind: 'attention'; norm: Norm; qkv: Matrix; out: Matrix; near: Float32Array; heads: number }

export interface Weights {
  width: number
  enter: Matrix
  /** What one unit of the input's 16-bit numbers is worth. */
  enterStep: number
  layers: Layer[]
  norm: Norm
  /** What is read off a token's last vector: morph, then `HEADS`, then edge. */
  heads: Matrix[]
  /** Scores of tags and lemma rules from morph; where its rows are bytes, `labelFactors` are its factors for rows of step 1. */
  labels: Matrix
  labelFactors: Float32Array
  arc: Matrix
  /** The root as a head: its arc vector and its relation vector. */
  rootArc: Float32Array
  rootRel: Float32Array
  arcBiasOffset: number
  far: Float32Array
}

/** The parts of a token that arcs, relations and names are scored from, HIDDEN numbers each. */
export const HEADS = ['arc_dep', 'arc_head', 'rel_dep', 'rel_head', 'span_first', 'span_last', 'span_inner'] as const
/** Units of a byte to a standard deviation: 4.5 of those fit. */
const BYTE_STEPS = 14
/** One unit of the 16-bit numbers of hidden layers, and of attention's parts. */
export const STEP = 1 / 512

/** Reads and places all weights. `layers`: a digit is a convolution with that step, "a" is attention. */
export function readWeights(graph: Graph, space: Workspace, layers: string, inputStep: number): Weights {
  const tensor = (name: string): Float32Array | Int8Array | Uint8Array | Int32Array => {
    const found = graph.tensors.get(name)
    if (!found) throw new Error(`model.onnx: tensor "${name}" is missing; is it of the same training as model.json?`)
    return found.values
  }
  const floats = (name: string): Float32Array => Float32Array.from(tensor(name))
  const table = (name: string): Float32Array => {
    const scale = tensor(`${name}_scale`)[0]!
    const zero = tensor(`${name}_zero_point`)[0]!
    return Float32Array.from(tensor(`${name}_quantized`), v => (v - zero) * scale)
  }
  const product = (path: string) => {
    const name = graph.products.get(path) ?? `(product ${path})`
    const values = tensor(`${name}_quantized`)
    const scale = tensor(`${name}_scale`)
    const columns = scale.length
    const bias = graph.tensors.get(`network.${path}.bias`)?.values ?? new Float32Array(columns)
    return { values, scale, columns, bias, rows: values.length / columns }
  }
  /** Products of the same input side by side; `taps` pieces of a row; `step`: worth of a unit of the input. */
  const place = (paths: string[], step: number, taps = 1, bytes = false, zero?: number): Matrix => {
    const parts = paths.map(product)
    const of: [number, number][] = parts.flatMap((p, i) =>
      Array.from({ length: p.columns }, (_, j): [number, number] => [i, j]),
    )
    const rows = parts[0]!.rows
    const inner = Math.ceil(rows / taps / 8) * 8
    return placeMatrix(
      space,
      { inner, taps, columns: of.length, bytes, ...(zero !== undefined && { zero }) },
      (k, j) => {
        const [part, column] = of[j]!
        return k < rows ? parts[part]!.values[k * parts[part]!.columns + column]! : 0
      },
      j => parts[of[j]![0]]!.scale[of[j]![1]]! * step,
      j => parts[of[j]![0]]!.bias[of[j]![1]]!,
    )
  }
  const norm = (path: string): Norm => {
    const weight = floats(`${path}.weight`)
    const bias = floats(`${path}.bias`)
    // no number of a normalised row exceeds √width, so none overflows
    const most = Math.max(...weight.map((w, i) => Math.abs(w) * Math.sqrt(weight.length) + Math.abs(bias[i]!)))
    const bytes = space.multiplyBytes !== undefined && weight.length % 16 === 0
    const step = bytes ? Math.max(...weight.map(Math.abs)) / BYTE_STEPS : most / 32767
    const place = (values: Float32Array): number => {
      const at = space.take(values.length * 4)
      space.floats(at, values.length).set(values.map(v => v / step))
      return at
    }
    return { scale: place(weight), shift: place(bias), step, bytes }
  }
  const vector = (path: string, input: Float32Array): Float32Array => {
    const { values, scale, bias, columns } = product(path)
    return Float32Array.from({ length: columns }, (_, j) => {
      return input.reduce((sum, v, k) => sum + v * values[k * columns + j]! * scale[j]!, bias[j]!)
    })
  }
  const last = norm('network.norm')
  const rough = space.multiplyBytes !== undefined && product('morph').columns % 16 === 0
  const labels = place(['tag', 'rule'], rough ? 1 : STEP, 1, rough, 0)
  // what a head scores for itself is one more thing that every token asks for
  const arc = place(['arc'], STEP)
  const own = product('arc_bias')
  const asked = space.floats(arc.biases, HIDDEN)
  for (let k = 0; k < HIDDEN; k++) asked[k]! += own.values[k]! * own.scale[0]!
  const root = floats(graph.products.get('root') ?? 'root')
  return {
    width: root.length,
    enter: place(['enter'], inputStep),
    enterStep: inputStep,
    layers: Array.from(layers, (kind, i): Layer => {
      const path = `layers.${i}`
      const before = norm(`network.${path}.norm`)
      if (kind !== 'a') {
        return {
          kind: 'convolution',
          norm: before,
          mix: place([`${path}.mix`], before.step, 3, before.bytes),
          step: Number(kind),
        }
      }
      const near = table(`network.${path}.near.weight`)
      const heads = graph.tensors.get(`network.${path}.near.weight_quantized`)!.dims[1]!
      return {
        kind: 'attention',
        norm: before,
        qkv: place([`${path}.qkv`], before.step, 1, before.bytes),
        out: place([`${path}.out`], STEP),
        near,
        heads,
      }
    }),
    norm: last,
    heads: ['morph', ...HEADS, 'edge'].map(path => place([path], last.step, 1, last.bytes)),
    labels,
    labelFactors: space.floats(labels.factors, labels.columns).slice(),
    arc,
    rootArc: vector('arc_head', root).map(v => Math.max(v, 0)),
    rootRel: vector('rel_head', root),
    arcBiasOffset: own.bias[0]!,
    far: table('network.far.weight'),
  }
}
