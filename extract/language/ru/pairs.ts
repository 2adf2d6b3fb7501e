// Names of a sentence → relations that may hold between them: a small scorer on the network's parts. training/FORMAT.md describes it.
import type { Name, Pair, Token } from '../tree.ts'
import { crc32 } from './crc32.ts'
import { HIDDEN } from './model.ts'
import type { Scores } from './network.ts'

const VERSION = 1
const LIMITS = [0, 1, 2, 3, 5, 8, 14]
/** Steps of a way through the tree that is looked at as a whole. */
const SHORT = 5

interface Weights {
  rows: number
  columns: number
  values: Float32Array
}

/** What pairs.bin holds. */
export interface PairModel {
  /** NEREL's relation, types of its first and second name, the relation here; "-": from the second to the first. */
  mapping: [string, string, string, string][]
  relations: string[]
  /** Of each relation, what makes the figure of all together best. */
  thresholds: number[]
  /** "PERSON EVENT" → what may hold between the two. */
  types: Record<string, string[]>
  buckets: number
  weights: (name: string) => Weights
}

/** The parts of a sentence's tokens that are needed. */
export type PairParts = Pick<Scores, 'inner' | 'relDep'>

/** Pairs of a sentence's names with a relation likelier than `least` (.1 where nothing is said). */
export type PairFinder = (
  tokens: readonly Token[],
  parts: PairParts,
  names: readonly Omit<Name, 'probability'>[],
  least?: number,
) => Pair[]

interface Layout {
  type: 'int8' | 'float32'
  shape: number[]
  offset: number
  scale?: number
}

/** Reads pairs.bin; says what is wrong with it if something is. */
export function readPairs(bytes: Uint8Array): PairModel {
  const { buffer, byteOffset, byteLength } = bytes.byteOffset % 4 ? Uint8Array.from(bytes) : bytes
  const start = 4 + (byteLength < 4 ? 0 : new DataView(buffer, byteOffset).getUint32(0, true))
  if (start > byteLength) throw new Error(`pairs.bin: ${byteLength} bytes, but its header ends at ${start}`)
  const header = new TextDecoder().decode(new Uint8Array(buffer, byteOffset + 4, start - 4))
  const { version, arrays, ...settings } = JSON.parse(header || '{}') as Omit<PairModel, 'weights'> & {
    version: number
    arrays: Record<string, Layout>
  }
  if (version !== VERSION) {
    throw new Error(`pairs.bin: version ${version}, but this svodka reads version ${VERSION}; update one of them`)
  }
  const weights = (name: string): Weights => {
    const { type, shape, offset, scale = 1 } = arrays[name]!
    const Kind = type === 'int8' ? Int8Array : Float32Array
    const [rows, columns] = shape.length > 1 ? (shape as [number, number]) : [1, shape[0]!]
    const end = start + offset + rows * columns * Kind.BYTES_PER_ELEMENT
    if (end > byteLength) throw new Error(`pairs.bin: ${byteLength} bytes, but "${name}" ends at ${end}`)
    const values = Float32Array.from(new Kind(buffer as ArrayBuffer, byteOffset + start + offset, rows * columns))
    for (let i = 0; i < values.length; i++) values[i]! *= scale
    return { rows, columns, values }
  }
  return { ...settings, weights }
}

/** A name as tokens first … last, with the token that heads it. */
interface Placed {
  type: string
  first: number
  last: number
  head: number
}

export function pairFinder(model: PairModel): PairFinder {
  const { relations, types, buckets, weights } = model
  const [first, second, pair] = ['first', 'second', 'pair'].map(name => ({
    matrix: weights(`${name}.weight`),
    table: weights(`${name}_says.weight`),
  })) as [Input, Input, Input]
  const [bias, middle, middleBias, out, outBias] = [
    'first.bias', 'middle.weight', 'middle.bias', 'out.weight', 'out.bias',
  ].map(weights) as [Weights, Weights, Weights, Weights, Weights] // biome-ignore format: a list
  const width = bias.columns
  const hashed = (says: string[]): number[] => says.map(text => crc32(text) % buckets)

  return (tokens, parts, names, least = 0.1) => {
    const places = names.map(name => place(tokens, name))
    const pairs = places.flatMap((a, from) =>
      places.flatMap((b, to) => (from !== to && types[`${a.type} ${b.type}`] ? [{ a, b, from, to }] : [])),
    )
    if (!pairs.length) return []
    const asFirst = places.map(() => undefined as Float32Array | undefined)
    const asSecond = [...asFirst]
    const input = new Float32Array(2 * HIDDEN)
    const known = places.map(() => undefined as { input: Float32Array; says: number[] } | undefined)
    const alone = (into: Float32Array, of: Input, i: number): Float32Array => {
      known[i] ??= about(places[i]!)
      return add(into, of, known[i].input, known[i].says)
    }
    const about = (name: Placed): { input: Float32Array; says: number[] } => {
      const input = new Float32Array(2 * HIDDEN)
      mean(parts.inner, range(name.first, name.last), input, 0)
      input.set(parts.relDep.subarray(name.head * HIDDEN, (name.head + 1) * HIDDEN), HIDDEN)
      return { input, says: hashed(own(name, tokens, places)) }
    }
    const hidden = pairs.map(({ a, b, from, to }) => {
      asFirst[from] ??= alone(bias.values.slice(), first, from)
      asSecond[to] ??= alone(new Float32Array(width), second, to)
      const sum = asFirst[from].slice()
      const other = asSecond[to]
      for (let k = 0; k < width; k++) sum[k]! += other[k]!
      const { steps, passed } = way(tokens, a, b)
      mean(parts.inner, between(a, b), input, 0)
      mean(parts.inner, passed, input, HIDDEN)
      return floor(add(sum, pair, input, hashed(both(a, b, steps, places))))
    })
    // the strongest of what a name has in all its pairs, as the first and as the second, seen from either place
    const most = names.map(() => [new Float32Array(width), new Float32Array(width)] as const)
    pairs.forEach(({ from, to }, p) => {
      raise(most[from]![0], hidden[p]!)
      raise(most[to]![1], hidden[p]!)
    })
    const block = (sum: Float32Array, part: Float32Array, at: number): Float32Array =>
      multiply(sum, part, middle, at * width)
    const fromFirst = most.map(([first, second]) => block(block(middleBias.values.slice(), first, 1), second, 4))
    const fromSecond = most.map(([first, second]) =>
      block(block(new Float32Array(middle.columns), second, 2), first, 3),
    )
    return pairs.flatMap(({ a, b, from, to }, p) => {
      const layer = block(fromFirst[from]!.slice(), hidden[p]!, 0)
      const other = fromSecond[to]!
      for (let k = 0; k < layer.length; k++) layer[k]! += other[k]!
      const scores = multiply(outBias.values.slice(), floor(layer), out)
      return types[`${a.type} ${b.type}`]!.flatMap(relation => {
        const probability = 1 / (1 + Math.exp(-scores[relations.indexOf(relation)]!))
        return probability > least ? [{ from, to, relation, probability }] : []
      })
    })
  }

  function add(sum: Float32Array, { matrix, table }: Input, input: Float32Array, says: number[]): Float32Array {
    multiply(sum, input, matrix)
    for (const bucket of says) {
      const row = bucket * width
      for (let k = 0; k < width; k++) sum[k]! += table.values[row + k]!
    }
    return sum
  }
}

interface Input {
  matrix: Weights
  table: Weights
}

/** sum += input · rows of the matrix from `row` on; four inputs at a time. */
function multiply(sum: Float32Array, input: Float32Array, { values, columns }: Weights, row = 0): Float32Array {
  for (let i = 0; i < input.length; i += 4) {
    const a = input[i]!
    const b = input[i + 1]!
    const c = input[i + 2]!
    const d = input[i + 3]!
    if (a === 0 && b === 0 && c === 0 && d === 0) continue
    let at = (row + i) * columns
    for (let k = 0; k < columns; k++, at++) {
      sum[k]! +=
        a * values[at]! + b * values[at + columns]! + c * values[at + 2 * columns]! + d * values[at + 3 * columns]!
    }
  }
  return sum
}

function floor(row: Float32Array): Float32Array {
  for (let k = 0; k < row.length; k++) if (row[k]! < 0) row[k] = 0
  return row
}

function raise(most: Float32Array, row: Float32Array): void {
  for (let k = 0; k < row.length; k++) if (row[k]! > most[k]!) most[k] = row[k]!
}

/** The mean of tokens' rows; zero where there are none. */
function mean(rows: Float32Array, tokens: readonly number[], out: Float32Array, at: number): void {
  out.fill(0, at, at + HIDDEN)
  const part = 1 / tokens.length
  for (const t of tokens) for (let k = 0; k < HIDDEN; k++) out[at + k]! += rows[t * HIDDEN + k]! * part
}

function range(first: number, last: number): number[] {
  return Array.from({ length: Math.max(0, last - first + 1) }, (_, i) => first + i)
}

function place(tokens: readonly Token[], { start, end, type }: Omit<Name, 'probability'>): Placed {
  const first = tokens.findIndex(t => t.end > start)
  let last = first
  while (last + 1 < tokens.length && tokens[last + 1]!.start < end) last++
  const head = range(first, last).find(i => tokens[i]!.head < first || tokens[i]!.head > last)!
  return { type, first, last, head }
}

/** How a lies to b: the same, before, after, in it, around it, across its edge. */
function order(a: Placed, b: Placed): string {
  if (a.first === b.first && a.last === b.last) return '='
  if (a.last < b.first) return '<'
  if (b.last < a.first) return '>'
  if (b.first <= a.first && a.last <= b.last) return 'i'
  return a.first <= b.first && b.last <= a.last ? 'o' : 'x'
}

/** Tokens between two names; none where they touch or overlap. */
function between(a: Placed, b: Placed): number[] {
  return a.first <= b.first ? range(a.last + 1, b.first - 1) : range(b.last + 1, a.first - 1)
}

/** Relations up from a's head and down to b's, and the tokens passed that are in neither name. */
function way(tokens: readonly Token[], a: Placed, b: Placed): { steps: string[]; passed: number[] } {
  const up = [a.head]
  while (tokens[up.at(-1)!]!.head >= 0) up.push(tokens[up.at(-1)!]!.head)
  const down = [b.head]
  while (!up.includes(down.at(-1)!)) down.push(tokens[down.at(-1)!]!.head)
  const top = up.indexOf(down.pop()!)
  down.reverse()
  const steps = [...up.slice(0, top).map(k => `^${tokens[k]!.deprel}`), ...down.map(k => `_${tokens[k]!.deprel}`)]
  const inside = (k: number, n: Placed): boolean => n.first <= k && k <= n.last
  return { steps, passed: [...up.slice(0, top + 1), ...down].filter(k => !inside(k, a) && !inside(k, b)) }
}

/** Of a name alone: type, case and preposition, relation to its head, types of names in and around it. */
function own(name: Placed, tokens: readonly Token[], names: readonly Placed[]): string[] {
  const { type, head } = name
  const token = tokens[head]!
  const preposition = tokens.find(t => t.head === head && t.deprel === 'case')?.lemma ?? ''
  const nested = names.flatMap(other => {
    const where = other === name ? '' : order(name, other)
    return where === 'i' || where === 'o' ? [`${where} ${type} ${other.type}`] : []
  })
  return [
    `t ${type}`,
    `c ${type} ${token.feats.Case ?? ''} ${preposition}`,
    `r ${type} ${token.deprel}`,
    ...new Set(nested),
  ]
}

/** Of two names: their order and distance, the way through the tree, whether another name of their type is nearer. */
function both(a: Placed, b: Placed, steps: string[], names: readonly Placed[]): string[] {
  const types = `${a.type} ${b.type}`
  const where = order(a, b)
  const apart = between(a, b).length
  const nearer = (x: Placed, y: Placed): number =>
    Number(names.some(n => n.type === x.type && n !== x && n !== y && between(n, y).length < apart))
  const path = steps.join('')
  return [
    `T ${types} ${where}`,
    `D ${types} ${where} ${bucket(apart)}`,
    `G ${where} ${bucket(apart)}`,
    `S ${types} ${bucket(steps.length)}`,
    ...(steps.length <= SHORT ? [`P ${path}`, `Q ${types} ${path}`] : []),
    ...new Set(steps.map(step => `s ${step}`)),
    `C ${types} ${where} ${nearer(a, b)} ${nearer(b, a)}`,
  ]
}

function bucket(n: number): string {
  return String(LIMITS.find(limit => n <= limit) ?? '+')
}
