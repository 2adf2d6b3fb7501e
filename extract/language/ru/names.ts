// Scores of sentences → nested names: pairs of likely first and last tokens, typed, above each type's threshold.
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
const logit = (p: number): number => Math.log(p / (1 - p))

/** A sentence with every span that may be a name. */
export interface Spanned {
  words: string[]
  candidates: Candidate[]
}

export interface NameFinder {
  /** Every typed span of a sentence that may be a name, in the order of the tokens. */
  candidates(scores: Scores): Candidate[]
  /**
   * The names of an article, sentence by sentence: spans above their type's threshold. A name that the article has for
   * certain elsewhere in the same words needs less. Of two of one type that cross, the likelier stays; types may nest freely.
   */
  names(article: readonly Spanned[]): Candidate[][]
}

export function nameFinder(model: Model): NameFinder {
  const { thresholds, types, doubt, widest, spanWidth, certain, repeated } = model
  const scorer = createScorer(model.span, model.spanBias)
  const least = logit(Math.max(0.01, Math.min(...thresholds) - repeated))
  const unlikely = logit(doubt)

  function candidates(scores: Scores): Candidate[] {
    const { n, edge, edges, first, last, inner } = scores
    const firsts: number[] = []
    const pairs: [first: number, last: number][] = []
    for (let j = 0; j < n; j++) {
      if (edge[edges * j]! > unlikely) firsts.push(j)
      if (edge[edges * j + 1]! <= unlikely) continue
      for (const i of firsts) if (j < i + widest) pairs.push([i, j])
    }
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
    const found: Candidate[] = []
    pairs.forEach(([i, j], row) => {
      for (let type = 0; type < types.length; type++) {
        const score = out[row * scorer.columns + type]!
        if (score > least) found.push({ first: i, last: j, type, probability: sigmoid(score) })
      }
    })
    return found.sort((a, b) => a.first - b.first || a.last - b.last || a.type - b.type)
  }

  function names(article: readonly Spanned[]): Candidate[][] {
    const key = (words: string[], { first, last, type }: Candidate): string =>
      `${type} ${words.slice(first, last + 1).join(' ')}`
    const known = new Set(
      article.flatMap(({ words, candidates: found }) =>
        found.filter(c => c.probability > Math.max(certain, thresholds[c.type]!)).map(c => key(words, c)),
      ),
    )
    return article.map(({ words, candidates: found }) => {
      const chosen: Candidate[] = []
      for (const one of [...found].sort((a, b) => b.probability - a.probability)) {
        const enough = one.probability + (known.has(key(words, one)) ? repeated : 0) > thresholds[one.type]!
        if (enough && !chosen.some(other => other.type === one.type && cross(one, other))) chosen.push(one)
      }
      return chosen.sort((a, b) => a.first - b.first || b.last - a.last || a.type - b.type)
    })
  }

  return { candidates, names }
}

function cross(a: Candidate, b: Candidate): boolean {
  return (
    (a.first < b.first && b.first <= a.last && a.last < b.last) ||
    (b.first < a.first && a.first <= b.last && b.last < a.last)
  )
}

/** Row i is the sum of rows before i. */
function sums(values: Float32Array, n: number): Float32Array {
  const total = new Float32Array((n + 1) * HIDDEN)
  for (let at = 0; at < n * HIDDEN; at++) total[at + HIDDEN] = total[at]! + values[at]!
  return total
}
