// Hidden layers of pairs of tokens (an arc, a span) → a score for each class: one product for all pairs of a sentence.
import { createWorkspace, multiplyRows, placeBlock, ROW_LIMIT } from './matmul.ts'
import { HIDDEN } from './model.ts'

const UNIT = 256

export interface Scorer {
  /** Room for so many rows of HIDDEN numbers, to be filled by `put`. */
  begin(rows: number): void
  /** Number k of row r, before the rectifier. */
  put(at: number, value: number): void
  /** The scores, `columns` a row; good until the next `begin`. */
  finish(): Float32Array
  columns: number
}

/** The scorer of a matrix [HIDDEN, classes]. */
export function createScorer(weights: Float32Array, bias: Float32Array): Scorer {
  const space = createWorkspace(1 << 18)
  const classes = bias.length
  const matrix = placeBlock(
    space,
    weights,
    { origin: 0, rows: HIDDEN, columns: classes, down: classes, across: 1 },
    1 / UNIT,
  )
  space.floats(matrix.biases, classes).set(bias)
  const mark = space.mark()
  let rows = 0
  let at = 0
  let numbers = space.shorts(0, 0)
  return {
    columns: matrix.columns,
    begin(n) {
      space.release(mark)
      rows = n
      space.reserve((n + 8) * (HIDDEN * 2 + matrix.columns * 4 + 4) + 1024)
      at = space.take(n * HIDDEN * 2)
      numbers = space.shorts(at, n * HIDDEN)
    },
    put(i, value) {
      const v = value * UNIT + 0.5
      numbers[i] = v < 1 ? 0 : Math.min(v, ROW_LIMIT)
    },
    finish() {
      const addresses = Int32Array.from({ length: rows }, (_, r) => at + r * HIDDEN * 2)
      return space.floats(multiplyRows(space, addresses, matrix), rows * matrix.columns)
    },
  }
}
