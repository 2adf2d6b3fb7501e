// What happens to rows of floats between matrix products: normalised, gated, turned into 16-bit numbers. In WebAssembly, eight or four at once.
import * as wasm from './assembler.ts'

export interface RowRoutines {
  /** Normalises rows of `width` floats from `x` into 16-bit rows. `table`: addresses of the results, moved by `offset`; `scale` and `shift`: floats. */
  normalise(x: number, table: number, rows: number, width: number, scale: number, shift: number, offset: number): void
  /** The same into rows of bytes: 64 is zero, and what is beyond 0 … 127 stays at the limit. */
  normaliseBytes(
    x: number,
    table: number,
    rows: number,
    width: number,
    scale: number,
    shift: number,
    offset: number,
  ): void
  /** x += a · sigmoid(g): rows of `width` floats in x, of a and then g in `mixed`, whose rows are `stride` bytes long. */
  gate(x: number, mixed: number, rows: number, width: number, stride: number): void
  /** Floats × the unit → 16-bit numbers between the limits. `numbers`: the address of unit, lower and upper limit, four floats each. */
  convert(
    from: number,
    to: number,
    rows: number,
    count: number,
    fromStride: number,
    toStride: number,
    numbers: number,
  ): void
  /** x += y: rows of 4 × `quads` floats; those of y are `stride` bytes long. */
  accumulate(x: number, y: number, rows: number, quads: number, stride: number): void
}

const { get, set, number } = wasm
const EPSILON = 1e-5

export function rowRoutines(): wasm.Routine[] {
  return [normalisation(false), normalisation(true), gating(), conversion(), accumulation()]
}

const move = (local: number, by: number): wasm.Code => [...get(local), ...get(by), ...wasm.add, ...set(local)]
/** Every number of a vector becomes the sum of all four. */
const sumOf = (v: number): wasm.Code => {
  const turn = (lanes: number[]): wasm.Code => [
    ...get(v),
    ...get(v),
    ...get(v),
    ...wasm.shuffle(lanes),
    ...wasm.addFloats,
    ...set(v),
  ]
  return [...turn([1, 0, 3, 2]), ...turn([2, 3, 0, 1])]
}

/** What zero is in a row of bytes. */
export const ZERO = 64

function normalisation(bytes: boolean): wasm.Routine {
  const [x, table, rows, width, scale, shift, offset] = [0, 1, 2, 3, 4, 5, 6] as const
  const [left, to, from, weight, bias] = [7, 8, 9, 10, 11] as const
  const [sum, squares, v, mean, factor, size] = [12, 13, 14, 15, 16, 17] as const
  const start: wasm.Code = [...get(width), ...set(left), ...get(x), ...set(from)]
  const add = (at: number): wasm.Code => [
    ...[...get(from), ...wasm.load(at), ...set(v), ...get(v), ...get(sum), ...wasm.addFloats, ...set(sum)],
    ...[...get(v), ...get(v), ...wasm.multiplyFloats, ...get(squares), ...wasm.addFloats, ...set(squares)],
  ]
  const finished = (at: number): wasm.Code => [
    ...[...get(from), ...wasm.load(at), ...get(mean), ...wasm.subtractFloats, ...get(factor), ...wasm.multiplyFloats],
    ...[...get(weight), ...wasm.load(at), ...wasm.multiplyFloats, ...get(bias), ...wasm.load(at), ...wasm.addFloats],
    ...wasm.toIntegers,
  ]
  const written: wasm.Code = bytes
    ? [
        ...[...wasm.shorts(ZERO), ...wasm.addShorts, ...wasm.shorts(127), ...wasm.leastShorts],
        ...[...wasm.tee(v), ...get(v), ...wasm.narrowBytes, ...wasm.storeHalf],
      ]
    : wasm.store(0)
  const row: wasm.Code = [
    ...[...wasm.zero, ...set(sum), ...wasm.zero, ...set(squares), ...start],
    ...wasm.countdown(left, 8, [...add(0), ...add(16), ...wasm.increase(from, 32)]),
    ...[...sumOf(sum), ...sumOf(squares)],
    ...[...get(sum), ...get(size), ...wasm.divideFloats, ...set(mean)],
    // 1 / √(mean of squares − square of mean + ε)
    ...[...wasm.constant(1), ...get(squares), ...get(size), ...wasm.divideFloats],
    ...[
      ...get(mean),
      ...get(mean),
      ...wasm.multiplyFloats,
      ...wasm.subtractFloats,
      ...wasm.constant(0),
      ...wasm.greatest,
    ],
    ...[...wasm.constant(EPSILON), ...wasm.addFloats, ...wasm.root, ...wasm.divideFloats, ...set(factor)],
    ...[...start, ...get(scale), ...set(weight), ...get(shift), ...set(bias)],
    ...[...get(table), ...wasm.loadInteger(0), ...get(offset), ...wasm.add, ...set(to)],
    ...wasm.countdown(left, 8, [
      ...[...get(to), ...finished(0), ...finished(16), ...wasm.narrow, ...written],
      ...[
        ...wasm.increase(to, bytes ? 8 : 16),
        ...wasm.increase(from, 32),
        ...wasm.increase(weight, 32),
        ...wasm.increase(bias, 32),
      ],
    ]),
    ...[...get(from), ...set(x), ...wasm.increase(table, 4)],
  ]
  const body = [...get(width), ...wasm.splatInteger, ...wasm.toFloats, ...set(size), ...wasm.countdown(rows, 1, row)]
  return { name: bytes ? 'normaliseBytes' : 'normalise', parameters: 7, integers: 5, vectors: 6, body }
}

/** tanh(x) ≈ x · P(x²) / Q(x²) for |x| < 8, right to seven digits: the usual rational approximation. */
const ABOVE = [-2.76076847742355e-16, 2.00018790482477e-13, -8.60467152213735e-11, 5.12229709037114e-8, 1.48572235717979e-5, 6.37261928875436e-4, 4.89352455891786e-3] // biome-ignore format: a polynomial
const BELOW = [1.19825839466702e-6, 1.18534705686654e-4, 2.268434632439e-3, 4.89352518554385e-3]

function gating(): wasm.Routine {
  const [x, mixed, rows, width, stride] = [0, 1, 2, 3, 4] as const
  const [left, open, gate] = [5, 6, 7] as const
  const [v, square] = [8, 9] as const
  const polynomial = ([first, ...rest]: number[]): wasm.Code => [
    ...wasm.constant(first!),
    ...rest.flatMap(c => [...get(square), ...wasm.multiplyFloats, ...wasm.constant(c), ...wasm.addFloats]),
  ]
  const four: wasm.Code = [
    ...[...get(gate), ...wasm.load(0), ...wasm.constant(0.5), ...wasm.multiplyFloats],
    ...[...wasm.constant(-7.9), ...wasm.greatest, ...wasm.constant(7.9), ...wasm.least, ...set(v)],
    ...[...get(v), ...get(v), ...wasm.multiplyFloats, ...set(square)],
    ...get(x),
    ...[...get(v), ...polynomial(ABOVE), ...wasm.multiplyFloats, ...polynomial(BELOW), ...wasm.divideFloats],
    ...[...wasm.constant(1), ...wasm.addFloats, ...wasm.constant(0.5), ...wasm.multiplyFloats],
    ...[...get(open), ...wasm.load(0), ...wasm.multiplyFloats, ...get(x), ...wasm.load(0), ...wasm.addFloats],
    ...wasm.store(0),
    ...[x, open, gate].flatMap(local => wasm.increase(local, 16)),
  ]
  const row: wasm.Code = [
    ...[
      ...get(mixed),
      ...set(open),
      ...get(mixed),
      ...get(width),
      ...number(2),
      ...wasm.shiftLeft,
      ...wasm.add,
      ...set(gate),
    ],
    ...[...get(width), ...set(left), ...wasm.countdown(left, 4, four)],
    ...move(mixed, stride),
  ]
  return { name: 'gate', parameters: 5, integers: 3, vectors: 2, body: wasm.countdown(rows, 1, row) }
}

function conversion(): wasm.Routine {
  const [from, to, rows, count, fromStride, toStride, numbers] = [0, 1, 2, 3, 4, 5, 6] as const
  const [left, source, target] = [7, 8, 9] as const
  const [unit, low, high] = [10, 11, 12] as const
  const four = (at: number): wasm.Code => [
    ...[...get(source), ...wasm.load(at), ...get(unit), ...wasm.multiplyFloats],
    ...[...get(low), ...wasm.greatest, ...get(high), ...wasm.least, ...wasm.toIntegers],
  ]
  const row: wasm.Code = [
    ...[...get(from), ...set(source), ...get(to), ...set(target), ...get(count), ...set(left)],
    ...wasm.countdown(left, 8, [
      ...[...get(target), ...four(0), ...four(16), ...wasm.narrow, ...wasm.store(0)],
      ...[...wasm.increase(source, 32), ...wasm.increase(target, 16)],
    ]),
    ...[...move(from, fromStride), ...move(to, toStride)],
  ]
  const read = [unit, low, high].flatMap((local, i) => [...get(numbers), ...wasm.load(16 * i), ...set(local)])
  return { name: 'convert', parameters: 7, integers: 3, vectors: 3, body: [...read, ...wasm.countdown(rows, 1, row)] }
}

function accumulation(): wasm.Routine {
  const [x, y, rows, quads, stride, left, from] = [0, 1, 2, 3, 4, 5, 6] as const
  const four = [
    ...[...get(x), ...get(x), ...wasm.load(0), ...get(from), ...wasm.load(0), ...wasm.addFloats, ...wasm.store(0)],
    ...[...wasm.increase(x, 16), ...wasm.increase(from, 16)],
  ]
  const row = [...get(y), ...set(from), ...get(quads), ...set(left), ...wasm.countdown(left, 1, four)]
  const body = wasm.countdown(rows, 1, [...row, ...move(y, stride)])
  return { name: 'accumulate', parameters: 5, integers: 2, vectors: 0, body }
}
