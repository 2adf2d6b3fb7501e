// What mending a tree takes: questions about words, and moving a word with all below it.
import { children, preposition } from './draft.ts'
import type { Token } from './language/tree.ts'

export const isNoun = (token: Token | undefined): boolean => /^(?:NOUN|PROPN)$/.test(token?.upos ?? '')
export const isVerb = (token: Token | undefined): boolean => token?.upos === 'VERB' && token.feats.VerbForm !== 'Part'

/** Whether a word is a noun with no preposition of its own. */
export const isBare = (tokens: Token[], i: number): boolean => isNoun(tokens[i]) && preposition(tokens, i) === undefined

/** Whether `above` lies on the way from token i to the root, or is i. */
export function isUnder(tokens: Token[], i: number, above: number): boolean {
  for (let k = i; k >= 0; k = tokens[k]!.head) if (k === above) return true
  return false
}

export function move(tokens: Token[], i: number, head: number, deprel: string): void {
  if (isUnder(tokens, head, i)) return
  tokens[i]!.head = head
  tokens[i]!.deprel = deprel
}

export const hasFullName = (tokens: Token[], i: number): boolean =>
  tokens[i]!.upos === 'PROPN' && children(tokens, i).some(c => tokens[c]!.deprel === 'flat:name')
