// The inner loops of matrix products, instruction by instruction, as no compiler needs to be installed then.
//
// WebAssembly's dot product of 16-bit numbers does eight multiplications at once; a tile of some rows × 8 columns stays in
// registers. Where the relaxed vector instructions are there, rows go in bytes of 7 bits: sixteen multiplications at once.
import * as wasm from './assembler.ts'

/** Rows and columns of a tile. */
export const ROWS = { shorts: 5, bytes: 4 }
export const COLUMNS = 8
/** Row lengths are a multiple of this. */
export const INNER = { shorts: 8, bytes: 32 }

const { get, set } = wasm
const PIECES = COLUMNS / 4
const [table, tiles, weights, rounds, taps, jump, blocks, factors, biases, out, stride] = [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10] as const // biome-ignore format: a list
const [tile, entry, to, weight, tap, offset, round, step] = [11, 12, 13, 14, 15, 16, 17, 18] as const
const INTEGERS = 19

const each = <T>(n: number, make: (i: number) => T): T[] => Array.from({ length: n }, (_, i) => make(i))

/** The locals of a tile: addresses of its rows, and vectors from `vector`. */
function localsOf(height: number): { row: number[]; vector: number; sum: number[][] } {
  const vector = INTEGERS + height
  return {
    row: each(height, r => INTEGERS + r),
    vector,
    sum: each(height, r => each(PIECES, c => vector + r * PIECES + c)),
  }
}

/** Rows of 16-bit numbers; a round is four pairs of numbers. */
export function shortProduct(): wasm.Routine {
  const { row, vector, sum } = localsOf(ROWS.shorts)
  const number = vector + ROWS.shorts * PIECES
  const column = each(PIECES, c => number + 1 + c)
  const pairs = INNER.shorts / 2
  const pair = (u: number): wasm.Code => [
    ...column.flatMap((c, i) => [...get(weight), ...wasm.load(16 * (u * PIECES + i)), ...set(c)]),
    ...row.flatMap((r, i) => [
      ...[...get(r), ...wasm.loadSplat(4 * u), ...set(number)],
      ...column.flatMap((c, j) => {
        const s = sum[i]![j]!
        return [...get(number), ...get(c), ...wasm.dot, ...get(s), ...wasm.addIntegers, ...set(s)]
      }),
    ]),
  ]
  const inner = [
    ...each(pairs, pair).flat(),
    ...wasm.increase(weight, 16 * PIECES * pairs),
    ...row.flatMap(r => wasm.increase(r, 4 * pairs)),
  ]
  return product('multiply', ROWS.shorts, PIECES + 1, inner)
}

/**
 * Rows of bytes; a round is 32 of them. Within a round two sums of 16 products for each column stay in 16 bits, which
 * `placeMatrix` sees to; each begins with what makes 64 count as zero. One step an iteration: all fits the registers then.
 */
export function byteProduct(): wasm.Routine {
  const { row, vector, sum } = localsOf(ROWS.bytes)
  const short = each(ROWS.bytes, r => each(PIECES, c => vector + (ROWS.bytes + r) * PIECES + c))
  const column = each(PIECES, c => vector + 2 * ROWS.bytes * PIECES + c)
  const number = vector + (2 * ROWS.bytes + 1) * PIECES
  const columns = column.flatMap((c, i) => [...get(weight), ...wasm.load(16 * i), ...set(c)])
  const inner = [
    ...columns,
    ...short.flatMap(shorts => shorts.flatMap((s, c) => [...get(column[c]!), ...set(s)])),
    ...[...wasm.increase(weight, 16 * PIECES), ...wasm.number(INNER.bytes / 4), ...set(step)],
    ...wasm.countdown(step, 1, [
      ...columns,
      ...row.flatMap((r, i) => [
        ...[...get(r), ...wasm.loadSplat(0), ...set(number)],
        ...short[i]!.flatMap((s, c) => [
          ...[...get(column[c]!), ...get(number), ...wasm.dotBytes, ...get(s), ...wasm.addShorts, ...set(s)],
        ]),
      ]),
      ...wasm.increase(weight, 16 * PIECES),
      ...row.flatMap(r => wasm.increase(r, 4)),
    ]),
    ...sum.flatMap((sums, i) =>
      sums.flatMap((s, c) => [
        ...[...get(short[i]![c]!), ...wasm.shorts(1), ...wasm.dot, ...get(s), ...wasm.addIntegers, ...set(s)],
      ]),
    ),
  ]
  return product('multiplyBytes', ROWS.bytes, ROWS.bytes * PIECES + PIECES + 1, inner)
}

/** The loops around `inner`, which adds one round to the sums: over rounds, taps, tiles of rows and blocks of columns. */
function product(name: string, height: number, vectors: number, inner: wasm.Code): wasm.Routine {
  const { row, sum } = localsOf(height)
  const overTaps = wasm.countdown(tap, 1, [
    ...row.flatMap((r, i) => [...get(entry), ...wasm.loadInteger(4 * i), ...get(offset), ...wasm.add, ...set(r)]),
    ...[...get(rounds), ...set(round), ...wasm.countdown(round, 1, inner)],
    ...[...get(offset), ...get(jump), ...wasm.add, ...set(offset)],
  ])
  const finish = sum.flatMap(sums => [
    ...sums.flatMap((s, c) => [
      ...[...get(to), ...get(s), ...wasm.toFloats, ...get(factors), ...wasm.load(16 * c), ...wasm.multiplyFloats],
      ...[...get(biases), ...wasm.load(16 * c), ...wasm.addFloats, ...wasm.store(16 * c)],
    ]),
    ...[...get(to), ...get(stride), ...wasm.add, ...set(to)],
  ])
  const overTiles = wasm.countdown(tile, 1, [
    ...sum.flat().flatMap(s => [...wasm.zero, ...set(s)]),
    ...[...get(weights), ...set(weight), ...wasm.number(0), ...set(offset), ...get(taps), ...set(tap)],
    ...overTaps,
    ...finish,
    ...wasm.increase(entry, 4 * height),
  ])
  const overBlocks = wasm.countdown(blocks, 1, [
    ...[...get(table), ...set(entry), ...get(tiles), ...set(tile), ...get(out), ...set(to)],
    ...overTiles,
    ...[...get(weight), ...set(weights)],
    ...[factors, biases, out].flatMap(local => wasm.increase(local, 16 * PIECES)),
  ])
  return {
    name,
    parameters: 11,
    integers: INTEGERS - 11 + height,
    vectors: height * PIECES + vectors,
    body: overBlocks,
  }
}
