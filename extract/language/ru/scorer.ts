// Hidden layers of pairs of tokens (an arc, a span) → a score for each class: one product for all pairs of a sentence.
import { consecutive, multiplyRows, placeMatrix, toShorts } from './matmul.ts'
import { HIDDEN } from './model.ts'
import { createWorkspace } from './workspace.ts'

const UNIT = 256
/** Largest number of the matrix and of a row: HIDDEN products of them do not overflow. */
const MATRIX_LIMIT = 1023
const ROW_LIMIT = 16383

export interface Scorer {
  /** Room for so many rows of HIDDEN numbers, to be filled; good until `finish`. */
  begin(rows: number): Float32Array
  /** The scores of the rows, of which only what is above 0 counts; `columns` a row; good until the next `begin`. */
  finish(): Float32Array
  columns: number
}

/** The scorer of a matrix [HIDDEN, classes], rounded column by column. */
export function createScorer(weights: Float32Array, bias: Float32Array): Scorer {
  const space = createWorkspace(1 << 18)
  const columns = bias.length
  const most = new Float64Array(columns).fill(1e-9)
  weights.forEach((w, at) => {
    most[at % columns] = Math.max(most[at % columns]!, Math.abs(w))
  })
  const matrix = placeMatrix(
    space,
    { inner: HIDDEN, columns },
    (k, j) => Math.round((weights[k * columns + j]! / most[j]!) * MATRIX_LIMIT),
    j => most[j]! / MATRIX_LIMIT / UNIT,
    j => bias[j]!,
  )
  const mark = space.mark()
  let rows = 0
  let from = 0
  return {
    columns: matrix.columns,
    begin(n) {
      space.release(mark)
      rows = n
      space.reserve((n + 8) * (HIDDEN * 6 + matrix.columns * 4 + 4) + 1024)
      from = space.take(n * HIDDEN * 4)
      return space.floats(from, n * HIDDEN)
    },
    finish() {
      const at = space.take(rows * HIDDEN * 2)
      const bytes = HIDDEN * 2
      toShorts(space, { at: from, stride: 2 * bytes }, { at, stride: bytes }, rows, HIDDEN, UNIT, 0, ROW_LIMIT)
      return space.floats(multiplyRows(space, consecutive(at, rows, bytes), matrix), rows * matrix.columns)
    },
  }
}
