// A noun that no list has → its type by what is done with it, or by what the analyser takes it for; it counts only where a claim needs it.
import { preposition } from './draft.ts'
import type { Sentence, Token } from './language/tree.ts'
import type { Lexicon } from './lexicon.ts'

/** A type that only a claim makes count. */
interface Weak {
  type: string
  by: 'head'
  weak: true
  /** How sure the analyser is, where it is the analyser that says so. */
  sure?: number
}

/** «открытие моста»: what the analyser takes for an event is one where a claim needs it. */
export function asEvent({ tokens, names }: Sentence, i: number, lexicon: Lexicon): Weak | undefined {
  const { upos, start, end, lemma } = tokens[i]!
  if (upos !== 'NOUN' || lexicon.vague.has(lemma) || lexicon.titles.has(lemma)) return undefined
  const event = names!.find(n => n.type === 'EVENT' && n.probability >= 0.85 && n.start <= start && n.end >= end)
  const above = tokens[tokens[i]!.head]
  const heads = event && !(above && above.start >= event.start && above.end <= event.end)
  return heads ? { type: 'Event', by: 'head', weak: true, sure: event.probability } : undefined
}

/** «ввести скидку», «выступить против скидок»: what no list has is what is done with it. */
export function byUse(sentence: Sentence, i: number, lexicon: Lexicon): Weak | undefined {
  const { tokens, names } = sentence
  const { upos, feats, lemma, start, end } = tokens[i]!
  if (upos !== 'NOUN' || feats.Animacy === 'Anim' || lexicon.vague.has(lemma) || lexicon.transparent.has(lemma)) return
  if (names!.some(n => n.start <= start && n.end >= end && AMOUNT.test(n.type))) return
  const type = useOf(tokens, i, lexicon)
  return type ? { type, by: 'head', weak: true } : undefined
}

/** What is done with a word makes it of this type: «ввести», "выступить_против", "касаться_Gen"; through «вопрос о скидках». */
function useOf(tokens: Token[], i: number, lexicon: Lexicon): string | undefined {
  const { deprel, head, feats } = tokens[i]!
  if (head < 0) return undefined
  const above = tokens[head]!
  if (deprel === 'conj') return useOf(tokens, head, lexicon)
  const place = preposition(tokens, i) ?? feats.Case ?? ''
  if (deprel === 'nmod' && lexicon.transparent.get(above.lemma)?.includes(place)) return useOf(tokens, head, lexicon)
  const { lemma } = above
  if (/^(?:obj|nsubj:pass)$/.test(deprel) || (deprel === 'nmod' && place === 'Gen' && above.upos === 'NOUN')) {
    // «предложил открыть коридор», «призвал прекратить продажу»; of other deeds the whole is proposed («увеличить срок»).
    const proposed = above.feats.VerbForm === 'Inf' && lexicon.appeals.has(tokens[above.head]?.lemma ?? '')
    const isThing = ['creating', 'holding', 'ending'].some(list => lexicon.classes.get(list)!.has(lemma))
    return lexicon.uses.get(lemma) ?? (proposed && isThing && above.deprel === 'xcomp' ? 'Measure' : undefined)
  }
  return /^(?:obl|nmod|iobj)/.test(deprel) ? lexicon.uses.get(`${lemma}_${place.toLowerCase()}`) : undefined
}

const AMOUNT = /^(?:DATE|TIME|MONEY|NUMBER|PERCENT|AGE|ORDINAL|EVENT|PROFESSION)$/
