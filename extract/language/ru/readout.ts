// What is read off rows of floats: what is positive in them, and where the highest number is.
import * as wasm from './assembler.ts'

export interface ReadoutRoutines {
  /** x becomes at least 0: 4 × `quads` floats. */
  rectify(x: number, quads: number): void
  /** What is above 0 in rows of floats → bytes 0 … 127 in units of the row's own, the highest of it 127. `units`: where what a float 1 is goes. */
  positive(
    from: number,
    to: number,
    rows: number,
    count: number,
    fromStride: number,
    toStride: number,
    units: number,
  ): void
  /** The index of the highest x + unit · bias in each of n rows of 4 × `quads` floats. `units`: one a row; `to`: where the integers go. */
  highest(rows: number, n: number, quads: number, stride: number, biases: number, units: number, to: number): void
}

const { get, set, increase, countdown, load } = wasm

export function readoutRoutines(): wasm.Routine[] {
  return [rectifying(), positives(), highest()]
}

const copy = (from: number, to: number): wasm.Code => [...get(from), ...set(to)]
const move = (local: number, by: number): wasm.Code => [...get(local), ...get(by), ...wasm.add, ...set(local)]
/** Every number of a vector becomes the highest of the four. */
const highestOf = (v: number): wasm.Code =>
  [
    [1, 0, 3, 2],
    [2, 3, 0, 1],
  ].flatMap(lanes => [...get(v), ...get(v), ...get(v), ...wasm.shuffle(lanes), ...wasm.greatest, ...set(v)])

function rectifying(): wasm.Routine {
  const [x, quads] = [0, 1] as const
  const four = [...get(x), ...get(x), ...wasm.load(0), ...wasm.zero, ...wasm.greatest, ...wasm.store(0)]
  const body = wasm.countdown(quads, 1, [...four, ...wasm.increase(x, 16)])
  return { name: 'rectify', parameters: 2, integers: 0, vectors: 0, body }
}

function positives(): wasm.Routine {
  const [from, to, rows, count, fromStride, toStride, units] = [0, 1, 2, 3, 4, 5, 6] as const
  const [left, source, target] = [7, 8, 9] as const
  const [most, unit, v] = [10, 11, 12] as const
  const start = [...get(from), ...set(source), ...get(count), ...set(left)]
  const four = (at: number): wasm.Code => [
    ...[...get(source), ...wasm.load(at), ...wasm.zero, ...wasm.greatest, ...get(unit), ...wasm.multiplyFloats],
    ...wasm.toIntegers,
  ]
  const row: wasm.Code = [
    ...[...start, ...wasm.constant(1e-9), ...set(most)],
    ...wasm.countdown(left, 4, [
      ...[...get(most), ...get(source), ...wasm.load(0), ...wasm.greatest, ...set(most)],
      ...wasm.increase(source, 16),
    ]),
    ...[...highestOf(most), ...get(units)],
    ...[...wasm.constant(127), ...get(most), ...wasm.divideFloats, ...wasm.tee(unit), ...wasm.storeFirst],
    ...[...start, ...get(to), ...set(target)],
    ...wasm.countdown(left, 8, [
      ...[...get(target), ...four(0), ...four(16), ...wasm.narrow, ...wasm.tee(v), ...get(v), ...wasm.narrowBytes],
      ...[...wasm.storeHalf, ...wasm.increase(source, 32), ...wasm.increase(target, 8)],
    ]),
    ...[...move(from, fromStride), ...move(to, toStride), ...wasm.increase(units, 4)],
  ]
  return { name: 'positive', parameters: 7, integers: 3, vectors: 3, body: wasm.countdown(rows, 1, row) }
}

function highest(): wasm.Routine {
  const [rows, n, quads, stride, biases, units, to] = [0, 1, 2, 3, 4, 5, 6] as const
  const [left, at, bias] = [7, 8, 9] as const
  const [most, unit, found] = [10, 11, 12] as const
  const start = [...copy(rows, at), ...copy(biases, bias)]
  const value = [
    ...[...get(bias), ...load(0), ...get(unit), ...wasm.multiplyFloats, ...get(at), ...load(0), ...wasm.addFloats],
    ...[...increase(at, 16), ...increase(bias, 16)],
  ]
  const body = countdown(n, 1, [
    ...[...get(units), ...wasm.loadSplat(0), ...set(unit), ...wasm.constant(-3e38), ...set(most)],
    ...[...start, ...copy(quads, left)],
    ...countdown(left, 1, [...value, ...get(most), ...wasm.greatest, ...set(most)]),
    ...[...highestOf(most), ...start],
    ...wasm.repeat([...value, ...get(most), ...wasm.equal, ...wasm.tee(found), ...wasm.anyTrue, ...wasm.isZero]),
    // four numbers an iteration: their place is where the row was left, and the lowest of them
    ...[...get(to), ...get(at), ...get(rows), ...wasm.subtract, ...wasm.number(2), ...wasm.shiftRight],
    ...[...wasm.number(4), ...wasm.subtract, ...get(found), ...wasm.signs, ...wasm.lowestBit, ...wasm.add],
    ...[...wasm.storeInteger, ...increase(to, 4), ...increase(units, 4), ...move(rows, stride)],
  ])
  return { name: 'highest', parameters: 7, integers: 3, vectors: 3, body }
}
