// The matrix product in WebAssembly: as plain arithmetic has it, for any size.
import { setFlagsFromString } from 'node:v8'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { consecutive } from '../../../../extract/language/ru/encoder.ts'
import {
  createWorkspace,
  hasRelaxed,
  multiplyRows,
  placeBlock,
  placeMatrix,
} from '../../../../extract/language/ru/matmul.ts'

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
          const found = space.floats(
            multiplyRows(space, consecutive(at, rows, inner * 2), matrix, inner * 2),
            rows * matrix.columns,
          )
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

  it('is exact for rows of bytes too, where the machine has relaxed instructions', context => {
    if (/^v20\./.test(process.version)) setFlagsFromString('--experimental-wasm-relaxed-simd')
    if (!hasRelaxed()) return context.skip()
    const [rows, inner, columns] = [7, 48, 13]
    const space = createWorkspace(1 << 20)
    for (const limit of [1, 30, 64]) {
      const weight = (k: number, j: number): number => (limit === 64 ? 64 : ((k * 7 + j * 5) % (2 * limit + 1)) - limit)
      const size = { inner, taps: 3, columns, bytes: true }
      const matrix = placeMatrix(
        space,
        size,
        weight,
        j => j + 1,
        j => -j,
      )
      const at = space.take((rows + 2) * inner)
      const x = space.bytes(at, (rows + 2) * inner)
      x.forEach((_, i) => {
        x[i] = limit === 64 ? 127 : (i * 31) % 128
      })
      const found = space.floats(
        multiplyRows(space, consecutive(at, rows, inner), matrix, inner),
        rows * matrix.columns,
      )
      for (let r = 0; r < rows; r++) {
        for (let j = 0; j < columns; j++) {
          let sum = 0
          for (let k = 0; k < 3 * inner; k++) sum += (x[r * inner + k]! - 64) * weight(k, j)
          expect(found[r * matrix.columns + j]).toBeCloseTo(sum * (j + 1) - j, 0)
        }
      }
    }
  })

  it('does not overflow at the limits of its numbers', () => {
    const space = createWorkspace(1 << 20)
    const matrix = placeBlock(
      space,
      new Float32Array(128).fill(1),
      { origin: 0, rows: 128, columns: 1, down: 1, across: 0 },
      1,
    )
    const at = space.take(256)
    space.shorts(at, 128).fill(16383)
    expect(space.floats(multiplyRows(space, Int32Array.of(at), matrix), 1)[0]).toBeCloseTo(128 * 16383, -2)
  })

  it('takes no more memory than was reserved', () => {
    const space = createWorkspace(1 << 16)
    expect(() => space.take(1 << 20)).toThrow(/not reserved/)
    space.reserve(1 << 20)
    expect(space.take(1 << 20)).toBeGreaterThan(0)
  })
})
