// The best trees, with crossing arcs and without: against every tree there is, for small sentences; and always a tree.
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { bestTree } from '../../../../extract/language/ru/edmonds.ts'
import { bestProjectiveTree, crosses, likelyTree } from '../../../../extract/language/ru/eisner.ts'

/** Whether each token reaches the one root. */
function isTree(heads: ArrayLike<number>): boolean {
  let roots = 0
  for (let i = 0; i < heads.length; i++) {
    if (heads[i] === -1) roots++
    let at = i
    for (let steps = 0; at >= 0; steps++) {
      if (steps > heads.length) return false
      at = heads[at]!
    }
  }
  return roots === 1
}

const score = (scores: number[], heads: ArrayLike<number>, n: number): number =>
  Array.from(heads).reduce((sum, head, i) => sum + scores[i * (n + 1) + head + 1]!, 0)

function* everyHeads(n: number, first: number[] = []): Generator<number[]> {
  if (first.length === n) {
    if (isTree(first)) yield first
    return
  }
  for (let head = -1; head < n; head++) if (head !== first.length) yield* everyHeads(n, [...first, head])
}

const sentence = (most: number, value: fc.Arbitrary<number>) =>
  fc
    .integer({ min: 1, max: most })
    .chain(n => fc.tuple(fc.constant(n), fc.array(value, { minLength: n * (n + 1), maxLength: n * (n + 1) })))

const all = new Map([1, 2, 3, 4, 5, 6].map(n => [n, [...everyHeads(n)]]))

describe('bestTree', () => {
  it('knows how many trees there are', () => {
    expect([...all.values()].map(trees => trees.length)).toEqual([1, 2, 9, 64, 625, 7776]) // nⁿ⁻¹
  })

  it('is the best of all trees with one root', () => {
    fc.assert(
      fc.property(sentence(6, fc.double({ min: -20, max: 20, noNaN: true })), ([n, scores]) => {
        const found = bestTree(scores, n)
        expect(isTree(found)).toBe(true)
        const best = Math.max(...all.get(n)!.map(heads => score(scores, heads, n)))
        expect(score(scores, found, n)).toBeCloseTo(best, 6)
      }),
      { numRuns: 300 },
    )
  })

  it('is a tree for equal, small and large scores, and long sentences', () => {
    const value = fc.oneof(
      fc.constant(0),
      fc.constantFrom(-1e4, 1e4, 1),
      fc.float({ noNaN: true, noDefaultInfinity: true, min: -100, max: 100 }),
    )
    fc.assert(
      fc.property(sentence(40, value), ([n, scores]) => {
        expect(isTree(bestTree(scores, n))).toBe(true)
      }),
      { numRuns: 200 },
    )
  })

  it('takes 300 tokens that all want to go round', () => {
    const n = 300
    const scores = new Float32Array(n * (n + 1))
    for (let i = 0; i < n; i++) scores[i * (n + 1) + ((i ^ 1) + 1)] = 10
    expect(isTree(bestTree(scores, n))).toBe(true)
  })

  it('reads rows that are longer than the sentence', () => {
    expect([...bestTree([0, 0, 5, 99, 5, 0, 0, 99], 2, 4)]).toEqual([1, -1])
  })
})

/** Whether arcs cross, the root's included, which comes from before the first token. */
const crossing = (heads: number[]): boolean => {
  const arcs = heads.map((head, i) => [Math.min(head, i), Math.max(head, i)] as const)
  return arcs.some(([a, b]) => arcs.some(([c, d]) => a < c && c < b && b < d))
}

describe('bestProjectiveTree', () => {
  const projective = new Map([...all].map(([n, trees]) => [n, trees.filter(heads => !crossing(heads))]))

  it('knows how many such trees there are', () => {
    expect([...projective.values()].map(trees => trees.length)).toEqual([1, 2, 7, 30, 143, 728])
  })

  it('is the best of all trees without crossing arcs', () => {
    fc.assert(
      fc.property(sentence(6, fc.double({ min: -20, max: 20, noNaN: true })), ([n, scores]) => {
        const found = bestProjectiveTree(scores, n)
        expect(isTree(found)).toBe(true)
        expect(crossing([...found])).toBe(false)
        const best = Math.max(...projective.get(n)!.map(heads => score(scores, heads, n)))
        expect(score(scores, found, n)).toBeCloseTo(best, 6)
      }),
      { numRuns: 300 },
    )
  })

  it('reads rows that are longer than the sentence', () => {
    expect([...bestProjectiveTree([0, 0, 5, 99, 5, 0, 0, 99], 2, 4)]).toEqual([1, -1])
  })
})

describe('likelyTree', () => {
  it('has crossing arcs only where they are much likelier', () => {
    fc.assert(
      fc.property(sentence(6, fc.double({ min: -4, max: 4, noNaN: true })), ([n, scores]) => {
        const found = likelyTree(scores, n)
        expect(isTree(found)).toBe(true)
        const [best, plain] = [bestTree(scores, n), bestProjectiveTree(scores, n)].map(heads => score(scores, heads, n))
        if (crosses(found)) expect(best! - plain!).toBeGreaterThanOrEqual(3)
        else expect(score(scores, found, n)).toBeGreaterThanOrEqual(plain! - 1e-9)
      }),
      { numRuns: 500 },
    )
  })

  it('is a tree for long sentences and equal scores', () => {
    const value = fc.constantFrom(0, 0, 1, -100, 100)
    fc.assert(
      fc.property(sentence(40, value), ([n, scores]) => isTree(likelyTree(scores, n))),
      { numRuns: 200 },
    )
  })
})
