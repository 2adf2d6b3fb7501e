// What confidence is worth: bins, the expected error, and what leaving doubtful claims out does.
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { calibration } from '../../extract/calibration.ts'
import { confidenceOf } from '../../extract/confidence.ts'
import type { Claim } from '../../graph/model.ts'

describe('calibration', () => {
  it('compares what was promised with what is right, bin by bin', () => {
    const judged = [
      { confidence: 0.9, right: true },
      { confidence: 0.9, right: true },
      { confidence: 0.9, right: false },
      { confidence: 0.25, right: false },
    ]
    const { bins, error } = calibration(judged)
    expect(bins.map(b => [b.from, b.count, b.confidence, b.right])).toEqual([
      [0.2, 1, 0.25, 0],
      [0.9, 3, expect.closeTo(0.9), expect.closeTo(2 / 3)],
    ])
    expect(error).toBeCloseTo((1 * 0.25 + 3 * (0.9 - 2 / 3)) / 4)
  })

  it('is 0 where the share of right claims is what was promised, and never above 1', () => {
    const half = [true, false].map(right => ({ confidence: 0.5, right }))
    expect(calibration(half).error).toBe(0)
    expect(calibration([]).bins).toEqual([])
    const judgement = fc.record({ confidence: fc.double({ min: 0, max: 1, noNaN: true }), right: fc.boolean() })
    fc.assert(
      fc.property(fc.array(judgement, { minLength: 1 }), judged => {
        const { bins, error } = calibration(judged)
        expect(error).toBeGreaterThanOrEqual(0)
        expect(error).toBeLessThanOrEqual(1)
        expect(bins.reduce((sum, b) => sum + b.count, 0)).toBe(judged.length)
      }),
    )
  })
})

describe('confidence', () => {
  const claim = { start: 0, end: 20, modality: 'asserted' } as Claim
  const argument = (direct: boolean) => ({ entity: 'e', start: 0, end: 5, direct, sure: 1 })
  it('is a probability, and lower where the object is only meant', () => {
    const [sure, meant] = [true, false].map(direct => confidenceOf(claim, argument(true), argument(direct))) as [
      number,
      number,
    ]
    expect(sure).toBeLessThan(1)
    expect(meant).toBeLessThan(sure)
    expect(meant).toBeGreaterThan(0.5)
  })
})
