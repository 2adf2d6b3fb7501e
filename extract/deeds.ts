// Verbs in a tree → who does it, and to what it is done.
import { children, preposition } from './draft.ts'
import type { Token } from './language/tree.ts'
import type { Lexicon } from './lexicon.ts'

/** Who does it: the subject, the agent of a passive, the subject that a coordinated or governing verb shares. */
export function subjects(tokens: Token[], verb: number, lexicon: Lexicon): number[] {
  const token = tokens[verb]!
  const kids = children(tokens, verb)
  const passive = token.feats.Voice === 'Pass'
  if (passive) {
    const agents = kids.filter(
      c => tokens[c]!.feats.Case === 'Ins' && /^obl/.test(tokens[c]!.deprel) && preposition(tokens, c) === undefined,
    )
    return token.feats.VerbForm === 'Part' ? agents : []
  }
  const own = kids.filter(c => /^nsubj/.test(tokens[c]!.deprel)).map(c => antecedent(tokens, c))
  if (own.length || token.head < 0) return own
  if (token.deprel === 'acl' && (token.feats.VerbForm === 'Part' || token.upos === 'ADJ')) return [token.head]
  const governor = tokens[token.head]!
  if (token.feats.VerbForm === 'Inf' && governor.upos === 'NOUN')
    return lexicon.classes.get('offers')!.has(governor.lemma) ? [] : willing(tokens, token.head, lexicon)
  if (token.deprel === 'acl:relcl' && kids.some(c => /^(?:где|куда|откуда|когда)$/.test(tokens[c]!.lemma))) {
    for (let i = token.head; i >= 0; i = tokens[i]!.head)
      if (tokens[i]!.upos === 'VERB') return subjects(tokens, i, lexicon)
  }
  if (token.deprel === 'xcomp' && lexicon.classes.get('orders')!.has(governor.lemma)) {
    // «поручил Минздраву не допустить»: who is told to do it.
    return children(tokens, token.head).filter(c => /^(?:iobj|obj)$/.test(tokens[c]!.deprel))
  }
  if (token.deprel === 'xcomp' && lexicon.appeals.has(governor.lemma)) return []
  // «считает необходимым принять»: whose deed it would be is not said.
  const needed = (c: number): boolean =>
    tokens[c]!.upos === 'ADJ' && tokens[c]!.feats.Case === 'Ins' && lexicon.classes.get('needed')!.has(tokens[c]!.lemma)
  if (token.feats.VerbForm === 'Inf' && children(tokens, token.head).some(needed)) return []
  if (governor.upos === 'ADJ' && governor.feats.Case && lexicon.classes.get('needed')!.has(governor.lemma)) return []
  const shares =
    /^(?:conj|xcomp|csubj|advcl)$/.test(token.deprel) && (governor.upos === 'VERB' || governor.upos === 'ADJ')
  return shares && !/^[12]$/.test(token.feats.Person ?? '') ? subjects(tokens, token.head, lexicon) : []
}

/** «решимость страны развивать X», «заявили о готовности вести X»: whose will it is. */
function willing(tokens: Token[], noun: number, lexicon: Lexicon): number[] {
  const owner = children(tokens, noun).filter(
    c => tokens[c]!.deprel === 'nmod' && tokens[c]!.feats.Case === 'Gen' && !preposition(tokens, c),
  )
  if (owner.length) return owner
  const { head } = tokens[noun]!
  return head >= 0 && tokens[head]!.upos === 'VERB' ? subjects(tokens, head, lexicon) : []
}

/** What it is done to: the object, the subject of a passive. */
export function objects(tokens: Token[], verb: number): number[] {
  const token = tokens[verb]!
  const kids = children(tokens, verb)
  if (token.feats.Voice === 'Pass' && token.deprel === 'acl') return [token.head]
  if (token.feats.Voice === 'Pass')
    return kids.filter(c => /^nsubj/.test(tokens[c]!.deprel)).map(c => antecedent(tokens, c))
  const own = kids.filter(c => tokens[c]!.deprel === 'obj').map(c => antecedent(tokens, c))
  if (own.length) return own
  // «поддерживать и развивать центр»: the first of two verbs shares the object of the second.
  const beside = token.deprel === 'conj' ? children(tokens, token.head) : []
  const next = [...kids, ...beside].find(
    c => tokens[c]!.deprel === 'conj' && tokens[c]!.upos === 'VERB' && c > verb && c - verb <= 3,
  )
  return next === undefined ? [] : objects(tokens, next)
}

/** «который» stands for the noun that its clause belongs to. */
export function antecedent(tokens: Token[], word: number): number {
  if (tokens[word]!.lemma !== 'который') return word
  for (let i = tokens[word]!.head; i >= 0; i = tokens[i]!.head) {
    if (tokens[i]!.deprel === 'acl:relcl' || tokens[i]!.deprel === 'acl') return tokens[i]!.head
  }
  return word
}
