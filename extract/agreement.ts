// Clauses that the parser hangs on a noun with which they do not agree → the same under the noun that they agree with.
import { children, subtree } from './draft.ts'
import type { Token } from './language/tree.ts'
import { isNoun } from './moves.ts'

/** «Альянс островов, в который входит X», «программа лечения, рассчитанная на X»: number and gender tell whose clause it is. */
export function agree(tokens: Token[], i: number): void {
  const token = tokens[i]!
  if (!/^acl/.test(token.deprel) || token.head < 0 || token.head > i) return
  const told = token.deprel === 'acl:relcl' ? relative(tokens, i) : isFullParticiple(token) ? token : undefined
  if (!told || fits(told, tokens[token.head]!, told === token)) return
  for (let k = token.head; k >= 0 && isNoun(tokens[k]!); k = tokens[k]!.head) {
    if (!fits(told, tokens[k]!, told === token)) continue
    token.head = k
    return
  }
}

/** The «который» of a clause that stands for the noun before it; «старт которого» stands for another's noun as well. */
function relative(tokens: Token[], clause: number): Token | undefined {
  const found = subtree(tokens, clause, c => !/^acl|^ccomp|^advcl/.test(tokens[c]!.deprel)).find(
    c => tokens[c]!.lemma === 'который',
  )
  return found === undefined ? undefined : tokens[found]
}

const isFullParticiple = ({ upos, feats }: Token): boolean =>
  feats.Case !== undefined && feats.Variant !== 'Short' && (upos === 'ADJ' || feats.VerbForm === 'Part')

/** Whether a pronoun or participle may belong to a noun; a participle takes its case, too. Unknown features always fit. */
function fits(told: Token, noun: Token, withCase: boolean): boolean {
  const same = (key: string): boolean => {
    const [a, b] = [told.feats[key], noun.feats[key]]
    return a === undefined || b === undefined || a === b
  }
  if (!same('Number') || (told.feats.Number !== 'Plur' && !same('Gender'))) return false
  if (!withCase || same('Case')) return true
  // The accusative of masculines and plurals looks like the nominative or the genitive.
  const cases = `${told.feats.Case} ${noun.feats.Case}`
  const alike = noun.feats.Gender !== 'Fem' || noun.feats.Number === 'Plur'
  return alike && /^(?:Nom Acc|Acc Nom|Gen Acc|Acc Gen)$/.test(cases)
}

/** «участвовал как кандидат адвокат X»: what stands after «как» is no subject; a nominative "object" then is. */
export function comparedSubject(tokens: Token[], verb: number): void {
  const compared = children(tokens, verb).find(
    c => /^nsubj/.test(tokens[c]!.deprel) && children(tokens, c).some(k => tokens[k]!.lemma === 'как'),
  )
  if (compared === undefined) return
  tokens[compared]!.deprel = 'obl'
  const left = children(tokens, verb)
  if (left.some(c => /^nsubj/.test(tokens[c]!.deprel))) return
  const subject = left.find(c => tokens[c]!.deprel === 'obj' && tokens[c]!.feats.Case === 'Nom')
  if (subject !== undefined) tokens[subject]!.deprel = 'nsubj'
}
