// The matrix product in WebAssembly: as plain arithmetic has it, for any size.
import { setFlagsFromString } from 'node:v8'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { consecutive, type Matrix, multiplyRows, placeMatrix } from '../../../../extract/language/ru/matmul.ts'
import { createWorkspace, hasRelaxed, type Workspace } from '../../../../extract/language/ru/workspace.ts'

/** Floats of a product; rows lie one after the other. */
function multiplied(space: Workspace, at: number, rows: number, bytes: number, matrix: Matrix): Float32Array {
  return space.floats(multiplyRows(space, consecutive(at, rows, bytes), matrix, bytes), rows * matrix.columns)
}

const size = fc.integer({ min: 1, max: 40 })

describe('multiplyRows', () => {
  it('is exact for whole numbers', () => {
    fc.assert(
      fc.property(
        size,
        fc.integer({ min: 1, max: 6 }),
        size,
        fc.integer({ min: 1, max: 3 }),
        fc.infiniteStream(fc.integer({ min: -127, max: 127 })),
        (rows, eights, columns, taps, stream) => {
          const inner = 8 * eights
          const next = (): number => stream.next().value as number
          const x = Int16Array.from({ length: (rows + 2) * inner }, () => 100 * next())
          const w = Int16Array.from({ length: taps * inner * columns }, next)
          const space = createWorkspace(1 << 20)
          const matrix = placeMatrix(
            space,
            { inner, taps, columns },
            (k, j) => w[k * columns + j]!,
            j => j + 1,
            j => -j,
          )
          const at = space.take(x.length * 2)
          space.shorts(at, x.length).set(x)
          const found = multiplied(space, at, rows, inner * 2, matrix)
          for (let r = 0; r < rows; r++) {
            for (let j = 0; j < columns; j++) {
              let sum = 0
              for (let k = 0; k < taps * inner; k++) sum += x[r * inner + k]! * w[k * columns + j]!
              expect(found[r * matrix.columns + j]).toBe(Math.fround(Math.fround(Math.fround(sum) * (j + 1)) - j))
            }
          }
        },
      ),
      { numRuns: 60 },
    )
  })

  describe('of bytes, where the machine has relaxed instructions', () => {
    if (/^v20\./.test(process.version)) setFlagsFromString('--experimental-wasm-relaxed-simd')
    const [rows, inner, taps, columns] = [7, 64, 3, 13]

    function place(weight: (k: number, j: number) => number, zero?: number): [Workspace, Matrix] {
      const space = createWorkspace(1 << 20)
      const size = { inner, taps, columns, bytes: true, ...(zero !== undefined && { zero }) }
      return [space, placeMatrix(space, size, weight, j => j + 1, j => -j)] // biome-ignore format: two short functions
    }

    it.skipIf(!hasRelaxed()).each([[64], [0]])('is exact where zero is %i', zero => {
      const weight = (k: number, j: number): number => ((k * 7 + j * 5) % 61) - 30
      const [space, matrix] = place(weight, zero)
      const at = space.take((rows + 2) * inner)
      const x = space.bytes(at, (rows + 2) * inner)
      x.forEach((_, i) => {
        x[i] = (i * 31) % 128
      })
      const found = multiplied(space, at, rows, inner, matrix)
      for (let r = 0; r < rows; r++) {
        for (let j = 0; j < columns; j++) {
          let sum = 0
          for (let k = 0; k < taps * inner; k++) sum += (x[r * inner + k]! - zero) * weight(k, j)
          expect(found[r * matrix.columns + j]).toBeCloseTo(sum * (j + 1) - j, 0)
        }
      }
    })

    it.skipIf(!hasRelaxed())('does not overflow where all weights and rows are at their limits', () => {
      for (const [value, weight] of [
        [127, 64],
        [127, -64],
        [0, 64],
        [0, -127],
        [127, 127],
      ] as const) {
        // biome-ignore format: a table
        const [space, matrix] = place(() => weight)
        const at = space.take((rows + 2) * inner)
        space.bytes(at, (rows + 2) * inner).fill(value)
        const expected = taps * inner * weight * (value - 64)
        // such columns are rounded more coarsely
        const found = multiplied(space, at, rows, inner, matrix)[0]!
        expect(Math.abs(found - expected)).toBeLessThan(Math.abs(expected) * 0.02)
      }
    })
  })

  it('takes no more memory than was reserved', () => {
    const space = createWorkspace(1 << 16)
    expect(() => space.take(1 << 20)).toThrow(/not reserved/)
    space.reserve(1 << 20)
    expect(space.take(1 << 20)).toBeGreaterThan(0)
  })
})
