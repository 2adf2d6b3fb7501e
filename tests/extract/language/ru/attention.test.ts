// What is computed between the rows of a sentence, as plain arithmetic has it, for any size.
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { pairScores, placeDistances } from '../../../../extract/language/ru/encoder.ts'
import { createWorkspace, type Workspace } from '../../../../extract/language/ru/workspace.ts'

const float = fc.double({ min: -3, max: 3, noNaN: true })

/** Rows of floats in memory, filled from a stream. */
function place(space: Workspace, rows: number, size: number, next: () => number): { at: number; rows: number[][] } {
  const at = space.take((rows + 4) * size * 4)
  const values = Array.from({ length: rows }, () => Array.from({ length: size }, () => Math.fround(next())))
  space.floats(at, rows * size).set(values.flat())
  return { at, rows: values }
}

describe('attention', () => {
  it('is scores of pairs, their shares, and mixtures by those', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 11 }),
        fc.integer({ min: 1, max: 3 }),
        fc.infiniteStream(float),
        (n, eights, stream) => {
          const size = 8 * eights
          const next = (): number => stream.next().value as number
          const space = createWorkspace(1 << 20, false)
          const [a, b] = [place(space, n, size, next), place(space, n, size, next)]
          const distances = placeDistances(space, n, d => d / 10)
          const stride = size * 4
          const scores = pairScores(space, { at: a.at, stride }, { at: b.at, stride }, size, [n, n], 0.5, distances)
          const wide = scores.stride / 4
          const score = (i: number, j: number): number =>
            0.5 * a.rows[i]!.reduce((sum, v, k) => sum + v * b.rows[j]![k]!, 0) + (j - i) / 10
          const found = Array.from(space.floats(scores.at, n * wide))
          for (let i = 0; i < n; i++)
            for (let j = 0; j < n; j++) expect(found[i * wide + j]).toBeCloseTo(score(i, j), 3)

          const limits = space.take(wide * 4)
          space.floats(limits, wide).fill(3e38, 0, n).fill(-3e38, n) // biome-ignore format: one line
          space.softmax(scores.at, n, wide / 4, scores.stride, limits)
          const out = space.take(n * stride)
          space.mix(scores.at, b.at, out, n, eights, scores.stride, stride, stride)
          for (let i = 0; i < n; i++) {
            const shares = Array.from({ length: n }, (_, j) => Math.exp(score(i, j)))
            const total = shares.reduce((x, y) => x + y)
            for (let k = 0; k < size; k++) {
              const mean = shares.reduce((sum, share, j) => sum + share * b.rows[j]![k]!, 0) / total
              expect(space.floats(out, n * size)[i * size + k]).toBeCloseTo(mean, 3)
            }
          }
        },
      ),
      { numRuns: 60 },
    )
  })
})

describe('highest', () => {
  it('is the first of the highest numbers, biases counted in the units of the row', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 5 }),
        fc.integer({ min: 1, max: 40 }),
        fc.infiniteStream(fc.integer({ min: -9, max: 9 })),
        (n, count, stream) => {
          const next = (): number => stream.next().value as number
          const space = createWorkspace(1 << 20, false)
          const quads = Math.ceil(count / 4)
          const rows = place(space, n, quads * 4, next)
          const biases = place(space, 1, quads * 4, next)
          space.floats(biases.at, quads * 4).fill(-1e30, count)
          const units = place(space, 1, n, () => Math.abs(next()) + 1)
          const to = space.take(n * 4)
          space.highest(rows.at, n, quads, quads * 16, biases.at, units.at, to)
          const best = rows.rows.map((row, r) => {
            const values = row.slice(0, count).map((v, j) => v + biases.rows[0]![j]! * units.rows[0]![r]!)
            return values.indexOf(Math.max(...values))
          })
          expect(Array.from(space.integers(to, n))).toEqual(best)
        },
      ),
    )
  })
})

describe('positive', () => {
  it('leaves out what is below 0 and makes the highest 127', () => {
    const space = createWorkspace(1 << 20, false)
    const values = [-5, 0, 1, 2, 4, 8, -1e9, 3, 0.5, 0.25, 7.9, 0, 0, 0, 0, 0]
    const row = place(space, 1, 16, () => values.shift()!)
    const [to, units] = [space.take(16), space.take(4)]
    space.positive(row.at, to, 1, 16, 64, 16, units)
    expect(Array.from(space.bytes(to, 16))).toEqual([0, 0, 16, 32, 64, 127, 0, 48, 8, 4, 125, 0, 0, 0, 0, 0])
    expect(space.floats(units, 1)[0]).toBeCloseTo(127 / 8, 5)
  })
})
