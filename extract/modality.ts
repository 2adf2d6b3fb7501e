// A trigger in its tree → how far the words go (asserted, required, planned …), and whether they deny it.
import type { Modality, Polarity } from '../graph/model.ts'
import { children } from './draft.ts'
import type { Token } from './language/tree.ts'
import type { Lexicon } from './lexicon.ts'

/** How the words put it: modal words above the verb, future tense, else asserted. */
export function modalityOf(tokens: Token[], trigger: number, lexicon: Lexicon): Modality {
  const { upos, deprel, head } = tokens[trigger]!
  // «встреча X и Y пройдёт в июне»
  if (upos === 'NOUN' && /^nsubj/.test(deprel) && lexicon.classes.get('happening')!.has(tokens[head]!.lemma))
    return modalityOf(tokens, head, lexicon)
  if (!/^(?:VERB|ADJ)$/.test(upos)) return 'asserted'
  for (let i = trigger, up = 0; i >= 0 && up < 4; i = tokens[i]!.head, up++) {
    const token = tokens[i]!
    const modal = i === trigger ? undefined : lexicon.modal.get(token.lemma)
    if (modal) return modal
    if (isFuture(tokens, i)) return 'planned'
    // «не сдержал обещания назначить X»
    const above = tokens[token.head]
    const noun =
      token.feats.VerbForm === 'Inf' && above?.upos === 'NOUN' ? lexicon.modalNouns.get(above.lemma) : undefined
    if (noun) return noun
    if (!/^(?:xcomp|csubj|conj|ccomp|advcl)$/.test(token.deprel)) break
    if (token.deprel === 'ccomp' || (token.deprel === 'conj' && token.feats.VerbForm !== 'Inf')) break
  }
  return 'asserted'
}

function isFuture(tokens: Token[], i: number): boolean {
  return (
    tokens[i]!.feats.Tense === 'Fut' ||
    (tokens[i]!.feats.Aspect === 'Perf' && tokens[i]!.feats.Tense === 'Pres' && tokens[i]!.feats.VerbForm === 'Fin') ||
    children(tokens, i).some(c => /^(?:aux|cop)/.test(tokens[c]!.deprel) && /^буд/i.test(tokens[c]!.text))
  )
}

/** «не», «отказаться», by the verb or by what governs it. */
export function polarityOf(tokens: Token[], trigger: number, lexicon: Lexicon): Polarity {
  const denied = (i: number): boolean =>
    children(tokens, i).some(
      c => tokens[c]!.text.toLowerCase() === 'не' && !/^(?:только|просто|лишь)$/.test(tokens[c + 1]?.text ?? ''),
    )
  const { head, deprel } = tokens[trigger]!
  if (denied(trigger)) return 'negative'
  if (!/^(?:xcomp|csubj)$/.test(deprel) || head < 0) return 'positive'
  // «не прекратит сотрудничать»
  return denied(head) !== lexicon.negative.has(tokens[head]!.lemma) ? 'negative' : 'positive'
}
