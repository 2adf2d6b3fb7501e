// Scores of a sentence → nested names: pairs of likely first and last tokens, typed, above each type's threshold.
import { HIDDEN, type Model } from './model.ts'
import type { Scores } from './network.ts'

/** A name of tokens first … last. */
export interface Candidate {
  first: number
  last: number
  /** Index among the model's types. */
  type: number
  probability: number
}

const sigmoid = (x: number): number => 1 / (1 + Math.exp(-x))

/** Every typed span likelier than `floor`, in the order of the tokens. */
export function candidates(scores: Scores, model: Model, floor: number): Candidate[] {
  const { n, edge, first, last, inner } = scores
  const { span, spanBias, spanWidth, widest, doubt, types } = model
  const lasts = tokensWhere(n, i => sigmoid(edge[2 * i + 1]!) > doubt)
  const firsts = tokensWhere(n, i => sigmoid(edge[2 * i]!) > doubt)
  const found: Candidate[] = []
  if (!firsts.length || !lasts.length) return found
  const total = sums(inner, n)
  const out = new Float64Array(types.length)
  const atLeast = Math.log(floor / (1 - floor))
  for (const i of firsts) {
    for (const j of lasts) {
      if (j < i || j >= i + widest) continue
      out.set(spanBias)
      for (let h = 0; h < HIDDEN; h++) {
        const mean = (total[(j + 1) * HIDDEN + h]! - total[i * HIDDEN + h]!) / (j - i + 1)
        const hidden = first[i * HIDDEN + h]! + last[j * HIDDEN + h]! + spanWidth[(j - i) * HIDDEN + h]! + mean
        if (hidden > 0) for (let t = 0; t < out.length; t++) out[t]! += hidden * span[h * out.length + t]!
      }
      out.forEach((score, type) => {
        if (score > atLeast) found.push({ first: i, last: j, type, probability: sigmoid(score) })
      })
    }
  }
  return found
}

/** Those above their type's threshold. Of two of one type that cross, the likelier stays; types may nest freely. */
export function findNames(scores: Scores, model: Model): Candidate[] {
  const { thresholds } = model
  const likely = candidates(scores, model, Math.min(...thresholds))
    .filter(c => c.probability > thresholds[c.type]!)
    .sort((a, b) => b.probability - a.probability)
  const chosen: Candidate[] = []
  for (const one of likely) if (!chosen.some(other => other.type === one.type && cross(one, other))) chosen.push(one)
  return chosen.sort((a, b) => a.first - b.first || b.last - a.last || a.type - b.type)
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
