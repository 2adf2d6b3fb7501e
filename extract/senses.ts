// A noun in its tree → in which of its senses it stands there: a capital or its government, an attack or the threat of one, …
import { children, preposition } from './draft.ts'
import type { Sentence, Token } from './language/tree.ts'
import type { Lexicon } from './lexicon.ts'
import { namesOf } from './names.ts'

/** «Минск подписал», «переговоры с Тегераном»: a capital that acts is the government of its state. */
export function governs(tokens: Token[], i: number, lexicon: Lexicon): boolean {
  const { deprel, head } = tokens[i]!
  if (deprel === 'conj') return governs(tokens, head, lexicon)
  if (deprel === 'nsubj') {
    const deed = children(tokens, head).find(c => tokens[c]!.deprel === 'xcomp' && tokens[c]!.feats.VerbForm === 'Inf')
    const { upos, lemma } = tokens[deed ?? head]!
    return upos === 'VERB' && !lexicon.classes.get('hosting')!.has(lemma)
  }
  if (deprel === 'iobj') return true
  return /^(?:obl|nmod)$/.test(deprel) && /^(?:с|между|против)$/.test(preposition(tokens, i) ?? '')
}

/** «центр Москвы», «в центре города»: the middle of a place. */
export function isMiddle(sentence: Sentence, i: number, lexicon: Lexicon): boolean {
  const { tokens } = sentence
  return children(tokens, i).some(
    c =>
      tokens[c]!.deprel === 'nmod' &&
      (lexicon.heads.get(tokens[c]!.lemma) === 'Place' || namesOf(sentence, lexicon).get(c)?.type === 'Place'),
  )
}

/** «конгресс завершился», «принимает конгресс», «на конгрессе»: it takes place. */
export function happens(tokens: Token[], i: number, lexicon: Lexicon): boolean {
  const { deprel, head, feats } = tokens[i]!
  if (feats.Case === 'Loc' && preposition(tokens, i) === 'на') return true
  const verb = tokens[head]
  if (/^nsubj/.test(deprel)) return lexicon.classes.get('happening')!.has(verb!.lemma)
  return deprel === 'obj' && (/^пров[ео]/.test(verb!.lemma) || lexicon.classes.get('hosting')!.has(verb!.lemma))
}

/** «обвинил в подтасовке итогов», «осуждён за уклонение»: whatever somebody is accused of. */
export function isAccusation(sentence: Sentence, i: number, lexicon: Lexicon): boolean {
  const { tokens, names } = sentence
  // «в организации теракта»
  const { head: above } = tokens[i]!
  if (tokens[i]!.deprel === 'nmod' && above >= 0 && lexicon.attacks.has(tokens[i]!.lemma))
    if (isAct(tokens, above, lexicon)) return isAccusation(sentence, above, lexicon)
  const { upos, deprel, head, feats, start, lemma } = tokens[i]!
  const act = isAct(tokens, i, lexicon)
  if (upos !== 'NOUN' || (!act && lexicon.transparent.has(lemma)) || lexicon.vague.has(lemma)) return false
  if (!/^(?:obl|nmod)$/.test(deprel)) return false
  // «признался в интервью» is no confession of it.
  const type = lexicon.heads.get(lemma)
  if (type && type !== 'Threat' && !lexicon.attacks.has(lemma) && !act) return false
  const asked = feats.Case === 'Loc' ? 'в' : feats.Case === 'Acc' ? 'за' : feats.Case === 'Dat' ? 'к' : undefined
  if (!asked || preposition(tokens, i) !== asked || !lexicon.classes.get(`accusing_${asked}`)?.has(tokens[head]!.lemma))
    return false
  return !names!.some(n => /^(?:DATE|TIME|FACILITY|CITY|COUNTRY)$/.test(n.type) && n.start <= start && n.end > start)
}

/** «организация теракта»: a deed, no body. */
export const isAct = (tokens: Token[], i: number, lexicon: Lexicon): boolean =>
  lexicon.classes.get('committing')!.has(tokens[i]!.lemma) &&
  children(tokens, i).some(c => tokens[c]!.feats.Case === 'Gen' && lexicon.attacks.has(tokens[c]!.lemma))

/** «подготовка теракта», «планировали совершить нападение»: what is only prepared. */
export function isPrepared(tokens: Token[], i: number, lexicon: Lexicon): boolean {
  for (let k = tokens[i]!.head, up = 0; k >= 0 && up < 3; k = tokens[k]!.head, up++) {
    if (lexicon.preparing.has(tokens[k]!.lemma)) return true
    // «подготовка серии терактов», «предотвратили ряд нападений»
    if (lexicon.classes.get('amounts')!.has(tokens[k]!.lemma)) continue
    if (tokens[k]!.upos !== 'VERB' || tokens[k]!.deprel !== 'xcomp') return false
  }
  return false
}

/** «его страна»: a class noun alone that stands for a state; not «глава государства», «страна Сербия». */
export function standsForState(tokens: Token[], i: number, lexicon: Lexicon): boolean {
  const { feats, head, deprel } = tokens[i]!
  if (feats.Number !== 'Sing' || (deprel === 'nmod' && lexicon.titles.has(tokens[head]!.lemma))) return false
  return children(tokens, i).every(c => /^(?:det|case|punct|cc|acl:relcl)$/.test(tokens[c]!.deprel))
}

/** A title that stands for its bearer: no name follows, and it is not a predicate or in the plural. */
export function standsAlone(tokens: Token[], i: number): boolean {
  const token = tokens[i]!
  if (token.feats.Number === 'Plur' || token.feats.Case === 'Ins') return false
  if (
    token.deprel === 'nmod' &&
    /^(?:пост|должность|место|кресло|кандидат|выборы|роль)$/.test(tokens[token.head]!.lemma)
  )
    return false
  return !children(tokens, i).some(c => tokens[c]!.deprel === 'appos' && tokens[c]!.upos === 'PROPN')
}
