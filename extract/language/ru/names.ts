// Scores of a sentence → nested names: pairs of likely first and last tokens, typed, above each type's threshold.
import { HIDDEN, type Model } from './model.ts'
import type { Scores } from './network.ts'
import { createScorer } from './scorer.ts'

/** A name of tokens first … last. */
export interface Candidate {
  first: number
  last: number
  /** Index among the model's types. */
  type: number
  probability: number
}

const sigmoid = (x: number): number => 1 / (1 + Math.exp(-x))

/** Finds the names of a sentence by its scores. */
export interface NameFinder {
  /** Every typed span likelier than `floor`, in the order of the tokens. */
  candidates(scores: Scores, floor: number): Candidate[]
  /** Those above their type's threshold. Of two of one type that cross, the likelier stays; types may nest freely. */
  names(scores: Scores): Candidate[]
}

export function nameFinder(model: Model): NameFinder {
  const { thresholds, types, doubt, widest, spanWidth } = model
  const scorer = createScorer(model.span, model.spanBias)
  const least = Math.min(...thresholds)

  function candidates(scores: Scores, floor: number): Candidate[] {
    const { n, edge, first, last, inner } = scores
    const firsts = tokensWhere(n, i => sigmoid(edge[2 * i]!) > doubt)
    const lasts = tokensWhere(n, i => sigmoid(edge[2 * i + 1]!) > doubt)
    const pairs = firsts.flatMap(i => lasts.filter(j => j >= i && j < i + widest).map(j => [i, j] as const))
    if (!pairs.length) return []
    const total = sums(inner, n)
    const hidden = scorer.begin(pairs.length)
    pairs.forEach(([i, j], row) => {
      const part = 1 / (j - i + 1)
      const from = i * HIDDEN
      const to = j * HIDDEN
      const width = (j - i) * HIDDEN
      for (let h = 0; h < HIDDEN; h++) {
        const mean = (total[to + HIDDEN + h]! - total[from + h]!) * part
        hidden[row * HIDDEN + h] = first[from + h]! + last[to + h]! + spanWidth[width + h]! + mean
      }
    })
    const out = scorer.finish()
    const atLeast = Math.log(floor / (1 - floor))
    const found: Candidate[] = []
    pairs.forEach(([i, j], row) => {
      for (let type = 0; type < types.length; type++) {
        const score = out[row * scorer.columns + type]!
        if (score > atLeast) found.push({ first: i, last: j, type, probability: sigmoid(score) })
      }
    })
    return found
  }

  function names(scores: Scores): Candidate[] {
    const likely = candidates(scores, least)
      .filter(c => c.probability > thresholds[c.type]!)
      .sort((a, b) => b.probability - a.probability)
    const chosen: Candidate[] = []
    for (const one of likely) if (!chosen.some(other => other.type === one.type && cross(one, other))) chosen.push(one)
    return chosen.sort((a, b) => a.first - b.first || b.last - a.last || a.type - b.type)
  }

  return { candidates, names }
}

function cross(a: Candidate, b: Candidate): boolean {
  return (
    (a.first < b.first && b.first <= a.last && a.last < b.last) ||
    (b.first < a.first && a.first <= b.last && b.last < a.last)
  )
}

function tokensWhere(n: number, test: (i: number) => boolean): number[] {
  return Array.from({ length: n }, (_, i) => i).filter(test)
}

/** Row i is the sum of rows before i. */
function sums(values: Float32Array, n: number): Float32Array {
  const total = new Float32Array((n + 1) * HIDDEN)
  for (let at = 0; at < n * HIDDEN; at++) total[at + HIDDEN] = total[at]! + values[at]!
  return total
}
