// What happens between the rows of a sentence, in floats: each times each, shares of those, mixtures by the shares.
import * as wasm from './assembler.ts'

export interface AttentionRoutines {
  /**
   * out[i][j] = scale · a[i]·b[j] + table[j − i]: rows of 4 × `vectors` floats; i < n, j < 4 × `quads`. `numbers`: the
   * address of the scale, four times over.
   */
  pairs(
    a: number, b: number, out: number, n: number, quads: number, vectors: number,
    aStride: number, bStride: number, outStride: number, table: number, numbers: number,
  ): void // biome-ignore format: a list
  /** Each of n rows of 4 × `quads` floats becomes e^x / their sum; `limits`: what each number is at most. */
  softmax(rows: number, n: number, quads: number, stride: number, limits: number): void
  /** out[i] = Σ share[i][j] · b[j] for i, j < n: rows of 8 × `blocks` floats. */
  mix(
    shares: number, b: number, out: number, n: number, blocks: number,
    shareStride: number, bStride: number, outStride: number,
  ): void // biome-ignore format: a list
}

const { get, set, increase, countdown, load, store } = wasm

export function attentionRoutines(): wasm.Routine[] {
  return [pairs(), softmax(), mix()]
}

const copy = (from: number, to: number): wasm.Code => [...get(from), ...set(to)]
const move = (local: number, by: number): wasm.Code => [...get(local), ...get(by), ...wasm.add, ...set(local)]
/** Every number of a vector becomes what `operation` makes of all four. */
const across = (v: number, operation: wasm.Code): wasm.Code =>
  [
    [1, 0, 3, 2],
    [2, 3, 0, 1],
  ].flatMap(lanes => [...get(v), ...get(v), ...get(v), ...wasm.shuffle(lanes), ...operation, ...set(v)])

function pairs(): wasm.Routine {
  const [a, b, out, n, quads, vectors, aStride, bStride, outStride, table, numbers] = [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10] as const // biome-ignore format: a list
  const [quad, left, from, to, bias, key] = [11, 12, 13, 14, 15, 16] as const
  const keys = [17, 18, 19, 20]
  const [scale, v] = [21, 22] as const
  const sums = [23, 24, 25, 26] as const
  const joined = (x: number, y: number, lanes: number[]): wasm.Code => [...get(x), ...get(y), ...wasm.shuffle(lanes)]
  const half = (x: number, y: number): wasm.Code => [
    ...[...joined(x, y, [0, 4, 1, 5]), ...joined(x, y, [2, 6, 3, 7]), ...wasm.addFloats, ...set(x)],
  ]
  const total = [
    ...[...half(sums[0], sums[1]), ...half(sums[2], sums[3])],
    ...[...joined(sums[0], sums[2], [0, 1, 4, 5]), ...joined(sums[0], sums[2], [2, 3, 6, 7]), ...wasm.addFloats],
  ]
  const four = [
    ...[...copy(a, from), ...copy(vectors, left)],
    ...keys.flatMap((k, i) => [...wasm.zero, ...set(sums[i]!), ...copy(key, k), ...move(key, bStride)]),
    ...countdown(left, 1, [
      ...[...get(from), ...load(0), ...set(v), ...increase(from, 16)],
      ...keys.flatMap((k, i) => [
        ...[...get(v), ...get(k), ...load(0), ...wasm.multiplyFloats, ...get(sums[i]!), ...wasm.addFloats],
        ...[...set(sums[i]!), ...increase(k, 16)],
      ]),
    ]),
    ...[...get(to), ...total, ...get(scale), ...wasm.multiplyFloats, ...get(bias), ...load(0), ...wasm.addFloats],
    ...[...store(0), ...increase(to, 16), ...increase(bias, 16)],
  ]
  const body = [
    ...[...get(numbers), ...load(0), ...set(scale)],
    ...countdown(n, 1, [
      ...[...copy(b, key), ...copy(out, to), ...copy(table, bias), ...copy(quads, quad), ...countdown(quad, 1, four)],
      ...[...move(a, aStride), ...move(out, outStride), ...increase(table, -4)],
    ]),
  ]
  return { name: 'pairs', parameters: 11, integers: 10, vectors: 6, body }
}

/** 2^x for |x| ≤ ½, right to five digits: the first terms of its series. */
const POWERS = [Math.LN2 ** 5 / 120, Math.LN2 ** 4 / 24, Math.LN2 ** 3 / 6, Math.LN2 ** 2 / 2, Math.LN2, 1]

function softmax(): wasm.Routine {
  const [rows, n, quads, stride, limits] = [0, 1, 2, 3, 4] as const
  const [quad, at, limit] = [5, 6, 7] as const
  const [most, sum, v, whole] = [8, 9, 10, 11] as const
  const through = (body: wasm.Code): wasm.Code => [
    ...[...copy(quads, quad), ...copy(rows, at), ...countdown(quad, 1, [...body, ...increase(at, 16)])],
  ]
  const [first, ...rest] = POWERS
  const power = [
    ...wasm.constant(first!),
    ...rest.flatMap(c => [...get(v), ...wasm.multiplyFloats, ...wasm.constant(c), ...wasm.addFloats]),
  ]
  const body = countdown(n, 1, [
    ...[...wasm.constant(-3e38), ...set(most), ...wasm.zero, ...set(sum), ...copy(limits, limit)],
    ...through([
      ...[...get(at), ...get(limit), ...load(0), ...get(at), ...load(0), ...wasm.least, ...wasm.tee(v), ...store(0)],
      ...[...get(v), ...get(most), ...wasm.greatest, ...set(most), ...increase(limit, 16)],
    ]),
    ...across(most, wasm.greatest),
    ...through([
      ...[...get(at), ...load(0), ...get(most), ...wasm.subtractFloats, ...wasm.constant(Math.LOG2E)],
      ...[...wasm.multiplyFloats, ...wasm.constant(-126), ...wasm.greatest, ...wasm.tee(v), ...wasm.nearest],
      ...[...set(whole), ...get(v), ...get(whole), ...wasm.subtractFloats, ...set(v)],
      // the whole part is the exponent
      ...[...get(at), ...power, ...get(whole), ...wasm.constant(127), ...wasm.addFloats, ...wasm.toIntegers],
      ...[...wasm.number(23), ...wasm.shiftIntegers, ...wasm.multiplyFloats, ...wasm.tee(v), ...store(0)],
      ...[...get(v), ...get(sum), ...wasm.addFloats, ...set(sum)],
    ]),
    ...across(sum, wasm.addFloats),
    ...[...wasm.constant(1), ...get(sum), ...wasm.divideFloats, ...set(sum)],
    ...through([...get(at), ...get(at), ...load(0), ...get(sum), ...wasm.multiplyFloats, ...store(0)]),
    ...move(rows, stride),
  ])
  return { name: 'softmax', parameters: 5, integers: 3, vectors: 4, body }
}

function mix(): wasm.Routine {
  const [shares, b, out, n, blocks, shareStride, bStride, outStride] = [0, 1, 2, 3, 4, 5, 6, 7] as const
  const [i, block, left, share, row, column, to] = [8, 9, 10, 11, 12, 13, 14] as const
  const [v, ...sums] = [15, 16, 17] as const
  const body = [
    ...copy(n, i),
    ...countdown(i, 1, [
      ...[...copy(blocks, block), ...copy(b, column), ...copy(out, to)],
      ...countdown(block, 1, [
        ...[...copy(n, left), ...copy(shares, share), ...copy(column, row)],
        ...sums.flatMap(s => [...wasm.zero, ...set(s)]),
        ...countdown(left, 1, [
          ...[...get(share), ...wasm.loadSplat(0), ...set(v), ...increase(share, 4)],
          ...sums.flatMap((s, k) => [
            ...[...get(v), ...get(row), ...load(16 * k), ...wasm.multiplyFloats, ...get(s), ...wasm.addFloats],
            ...set(s),
          ]),
          ...move(row, bStride),
        ]),
        ...sums.flatMap((s, k) => [...get(to), ...get(s), ...store(16 * k)]),
        ...[...increase(column, 32), ...increase(to, 32)],
      ]),
      ...[...move(shares, shareStride), ...move(out, outStride)],
    ]),
  ]
  return { name: 'mix', parameters: 8, integers: 7, vectors: 3, body }
}
