// Scores of a sentence and the heads of its tokens → the relation of each token to its head.
import { HIDDEN, type Model } from './model.ts'
import type { Scores } from './network.ts'
import { createScorer } from './scorer.ts'

/** Names of the relations, one a token; a head of −1 is the root, and nothing else is. */
export type RelationFinder = (scores: Scores, heads: Int32Array) => string[]

export function relationFinder({ relations, rel, relBias }: Model): RelationFinder {
  const scorer = createScorer(rel, relBias)
  const root = relations.indexOf('root')
  return ({ n, relDep, relHead }, heads) => {
    const hidden = scorer.begin(n)
    for (let i = 0; i < n; i++) {
      const head = Math.max(heads[i]!, 0) * HIDDEN
      for (let h = 0; h < HIDDEN; h++) hidden[i * HIDDEN + h] = relDep[i * HIDDEN + h]! + relHead[head + h]!
    }
    const scores = scorer.finish()
    return Array.from(heads, (head, i) => {
      if (head < 0) return 'root'
      const at = i * scorer.columns
      let best = root === 0 ? 1 : 0
      for (let r = 0; r < relations.length; r++) if (r !== root && scores[at + r]! > scores[at + best]!) best = r
      return relations[best]!
    })
  }
}
