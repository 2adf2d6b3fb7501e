// The bytes of model.json and model.bin → lists, thresholds and tables of the compact model. training/FORMAT.md describes both.
const VERSION = 1

export interface Model {
  /** Layers of the network: a digit is a convolution with that step, "a" is attention. */
  layers: string
  /** Affix hashes of a word: name and size of the table. */
  kinds: [name: string, size: number][]
  marks: string
  /** What a value of each table's bytes is worth. */
  scales: Record<string, number>
  /** Tokens of the longest name, and how unlikely an edge of a name is not looked at. */
  widest: number
  doubt: number
  /** How sure a name must be to vouch for the same words elsewhere in the article, and what they gain by it. */
  certain: number
  repeated: number
  /** "UPOS|Feature=Value|…", relations, lemma rules, name types with their thresholds. */
  tags: string[]
  relations: string[]
  rules: string[]
  types: string[]
  thresholds: number[]
  /** Sorted CRC-32 of the words with a vector; vectors in codes of `pieces`. */
  keys: Uint32Array
  codes: Uint8Array
  pieces: Float32Array
  /** Tables of shapes and affixes, in the order of a word's integers. */
  tables: { values: Int8Array; scale: number }[]
  /** Matrices of the relation and name scorers, row-major, [hidden, classes]. */
  rel: Float32Array
  relBias: Float32Array
  span: Float32Array
  spanBias: Float32Array
  spanWidth: Float32Array
}

interface Settings {
  version: number
  layers: string
  arrays: Record<string, { type: string; shape: number[]; offset: number }>
  kinds: [string, number][]
  marks: string
  scales: Record<string, number>
  widest: number
  doubt: number
  certain: number
  repeated: number
  tags: string[]
  relations: string[]
  rules: string[]
  types: string[]
  thresholds: number[]
}

const ARRAYS = { uint32: Uint32Array, uint8: Uint8Array, int8: Int8Array, float32: Float32Array }
/** Floats of a word's vector, of one table's row, and of the scorers' hidden layer. */
export const VECTOR = 300
export const AFFIX = 48
export const HIDDEN = 128

/** Reads the two files; says what is wrong with them if something is. */
export function readModel(json: string, bytes: Uint8Array): Model {
  const settings = JSON.parse(json) as Settings
  if (settings.version !== VERSION) {
    throw new Error(
      `model.json: version ${settings.version}, but this svodka reads version ${VERSION}; update one of them`,
    )
  }
  const aligned = bytes.byteOffset % 16 ? Uint8Array.from(bytes) : bytes
  const array = <T extends keyof typeof ARRAYS>(
    name: string,
    type: T,
    ...shape: (number | undefined)[]
  ): InstanceType<(typeof ARRAYS)[T]> => {
    const found = settings.arrays[name]
    const fits = found?.type === type && shape.every((n, i) => n === undefined || n === found.shape[i])
    if (!found || !fits || found.shape.length !== shape.length) {
      const is = found ? `${found.type} [${found.shape}]` : 'missing'
      throw new Error(`model.json: array "${name}" is ${is}, not ${type} [${shape.map(n => n ?? '*')}]`)
    }
    const Kind = ARRAYS[type]
    const length = found.shape.reduce((a, b) => a * b, 1)
    const end = found.offset + length * Kind.BYTES_PER_ELEMENT
    if (found.offset % 16 || end > bytes.byteLength) {
      throw new Error(`model.bin: ${bytes.byteLength} bytes, but "${name}" ends at ${end}; copy the file again`)
    }
    return new Kind(aligned.buffer as ArrayBuffer, aligned.byteOffset + found.offset, length) as InstanceType<
      (typeof ARRAYS)[T]
    >
  }
  const { layers, kinds, marks, scales, widest, doubt, certain, repeated, tags, relations, rules, types, thresholds } =
    settings
  const keys = array('keys', 'uint32', undefined)
  const table = (name: string, rows: number): { values: Int8Array; scale: number } => {
    return { values: array(`hash:${name}`, 'int8', rows, AFFIX), scale: scales[name] ?? 1 }
  }
  return {
    layers, kinds, marks, scales, widest, doubt, certain, repeated, tags, relations, rules, types, thresholds, keys,
    codes: array('codes', 'uint8', keys.length + 2, VECTOR / 3),
    pieces: array('pieces', 'float32', VECTOR / 3, 256, 3),
    tables: [table('shape', 16 + marks.length), ...kinds.map(([name, size]) => table(name, size))],
    rel: array('rel', 'float32', HIDDEN, relations.length),
    relBias: array('rel_bias', 'float32', relations.length),
    span: array('span', 'float32', HIDDEN, types.length),
    spanBias: array('span_bias', 'float32', types.length),
    spanWidth: array('span_width', 'float32', widest, HIDDEN),
  } // biome-ignore format: a list
}

/** Floats of one word as the network sees it. */
export function inputWidth({ tables }: Model): number {
  return VECTOR + tables.length * AFFIX
}

/** Writes the floats of a word into `out` from `at`. */
export function writeWord({ codes, pieces, tables }: Model, word: Int32Array, out: Float32Array, at: number): void {
  const row = word[0]! * (VECTOR / 3)
  if (word[0] === 0) out.fill(0, at, at + VECTOR)
  else {
    for (let q = 0; q < VECTOR / 3; q++) {
      const piece = (q * 256 + codes[row + q]!) * 3
      out[at + 3 * q] = pieces[piece]!
      out[at + 3 * q + 1] = pieces[piece + 1]!
      out[at + 3 * q + 2] = pieces[piece + 2]!
    }
  }
  at += VECTOR
  for (let t = 0; t < tables.length; t++) {
    const { values, scale } = tables[t]!
    const from = word[t + 1]! * AFFIX
    for (let k = 0; k < AFFIX; k++) out[at + k] = values[from + k]! * scale
    at += AFFIX
  }
}
