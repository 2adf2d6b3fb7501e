// Scores of a sentence and the heads of its tokens → the relation of each token to its head.
import { HIDDEN, type Model } from './model.ts'
import type { Scores } from './network.ts'

/** Names of the relations, one a token; a head of −1 is the root, and nothing else is. */
export function relationsOf({ n, relDep, relHead }: Scores, heads: Int32Array, model: Model): string[] {
  const { relations, rel, relBias } = model
  const classes = relations.length
  const root = relations.indexOf('root')
  const out = new Float64Array(classes)
  return Array.from({ length: n }, (_, i) => {
    if (heads[i]! < 0) return 'root'
    out.set(relBias)
    const dep = i * HIDDEN
    const head = (heads[i]! + 1) * HIDDEN
    for (let h = 0; h < HIDDEN; h++) {
      const hidden = relDep[dep + h]! + relHead[head + h]!
      if (hidden > 0) for (let r = 0, at = h * classes; r < classes; r++) out[r]! += hidden * rel[at + r]!
    }
    let best = root === 0 ? 1 : 0
    for (let r = 0; r < classes; r++) if (r !== root && out[r]! > out[best]!) best = r
    return relations[best]!
  })
}
