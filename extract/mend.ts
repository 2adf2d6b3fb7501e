// Trees as the parser gives them → the same with what it is known to get wrong put right: each rule is a fact of Russian grammar.
import { agree, comparedSubject } from './agreement.ts'
import { children, preposition, subtree } from './draft.ts'
import type { Sentence, Token } from './language/tree.ts'
import type { Lexicon } from './lexicon.ts'
import {
  atTheHead,
  capitalCity,
  caseOfTitle,
  flatten,
  inBrackets,
  properName,
  quotedName,
  splitPersons,
  stateName,
  substantive,
  titleOfCase,
  titleOverGenitive,
  unit,
} from './mend-names.ts'
import { hasFullName, isBare, isNoun, isVerb, move } from './moves.ts'

/** Mends the trees of sentences in place. Lemmas are plain (see plainLemmas). */
export function mend(sentences: Sentence[], lexicon: Lexicon): Sentence[] {
  for (const sentence of sentences) {
    const isPerson = (type: string): boolean => lexicon.names.get(type) === 'Person'
    if (sentence.names) sentence.names = splitPersons(sentence, isPerson)
    const { tokens, names } = sentence
    for (const { start, end, type } of names ?? []) if (isPerson(type)) flatten(tokens, start, end)
    tokens.forEach((token, i) => {
      if (token.head < 0) return
      substantive(tokens, i, lexicon)
      quotedName(tokens, i, lexicon)
      afterDash(tokens, i)
      inBrackets(tokens, i)
      atTheHead(tokens, i)
      samePreposition(tokens, i)
      capitalCity(tokens, i)
      manyObjects(tokens, i)
      stateName(tokens, i)
      properName(tokens, i, lexicon)
      unit(tokens, i, lexicon)
      straight(tokens, i)
      owned(tokens, i, names)
      accused(tokens, i, lexicon)
      recipient(tokens, i)
      agree(tokens, i)
    })
    tokens.forEach((token, i) => {
      // «одним из приоритетов является X»
      if (token.deprel === 'nummod' && tokens[token.head]!.upos === 'VERB') token.deprel = 'obl'
      if (token.upos === 'VERB') {
        // «подчинённая»: such participles are passive.
        if (/[аяеё]нн(?:ый|ая|ое|ые|ого|ой|ому|ую|ым|ом|ых|ыми)$/.test(token.text))
          token.feats = { ...token.feats, Voice: 'Pass' }
        sayingSubject(tokens, i, lexicon)
        nearestObject(tokens, i)
        comparedSubject(tokens, i)
        secondSubject(tokens, i)
      }
      otherCase(tokens, i)
    })
    tokens.forEach((_, i) => {
      titleOfCase(tokens, i)
      titleOverGenitive(tokens, i, lexicon)
      caseOfTitle(tokens, i)
    })
  }
  return sentences
}

/** «инструмента – операции»: a noun after a dash, said of the noun before it, stands in its case if its form allows. */
function afterDash(tokens: Token[], i: number): void {
  const token = tokens[i]!
  const left = tokens[token.head]!
  if (!/^(?:parataxis|appos)$/.test(token.deprel) || !isBare(tokens, i) || !isNoun(left)) return
  if (
    !/^[–—]$/.test(tokens[i - 1]?.text ?? '') ||
    token.head > i ||
    children(tokens, i).some(c => /^nsubj|^cop/.test(tokens[c]!.deprel))
  )
    return
  const { Case, Number: number } = left.feats
  if (Case && token.feats.Case === 'Nom' && Case !== 'Nom' && token.text.toLowerCase() !== token.lemma) {
    token.feats = { ...token.feats, Case, ...(number && { Number: number }) }
  }
  if (token.feats.Case === Case) token.deprel = 'appos'
}

/** «в Наблусе и в Хевроне», «в Каталонии, в городе Реус»: a phrase after «и» or a comma is beside one with the same preposition. */
function samePreposition(tokens: Token[], i: number): void {
  const { deprel, head } = tokens[i]!
  const prep = preposition(tokens, i)
  if (deprel !== 'nmod' || prep === undefined || head > i || preposition(tokens, head) !== prep) return
  const own = children(tokens, i).filter(c => c < i)
  if (own.some(c => tokens[c]!.deprel === 'cc' || tokens[c]!.text === ',')) tokens[i]!.deprel = 'conj'
}

/**
 * «проводит в Балтийском море учения», «принял в своей резиденции посланника»: the name of a place takes no genitive of a
 * common noun, and neither does what is one's own; it is the object of the verb.
 */
function owned(tokens: Token[], i: number, names: Sentence['names']): void {
  const { deprel, feats, upos, head } = tokens[i]!
  if (deprel !== 'nmod' || upos !== 'NOUN' || feats.Case !== 'Gen' || !isBare(tokens, i) || head > i) return
  const owner = tokens[head]!
  const verb = owner.head
  if (!/^obl/.test(owner.deprel) || !isVerb(tokens[verb])) return
  if (children(tokens, verb).some(c => /^obj/.test(tokens[c]!.deprel))) return
  const place = (names ?? []).some(
    n => /^(?:LOCATION|CITY|COUNTRY|STATE_OR_PROVINCE)$/.test(n.type) && n.end === owner.end && n.start <= owner.start,
  )
  const own =
    feats.Animacy === 'Anim' && children(tokens, head).some(c => /^(?:свой|его|ее|их)$/.test(tokens[c]!.lemma))
  if (!place && !own) return
  move(tokens, i, verb, 'obj')
  tokens[i]!.feats = { ...feats, Case: 'Acc' }
}

/** «обвинили партию в организации теракта»: of what one is accused belongs to the verb. */
function accused(tokens: Token[], i: number, lexicon: Lexicon): void {
  const { deprel, head, feats } = tokens[i]!
  if (deprel !== 'nmod' || feats.Case !== 'Loc' || preposition(tokens, i) !== 'в') return
  const { deprel: role, head: verb } = tokens[head]!
  if (role !== 'obj' || !lexicon.classes.get('accusing_в')!.has(tokens[verb]!.lemma)) return
  if (tokens[i]!.upos === 'NOUN') move(tokens, i, verb, 'obl')
}

/** «передала председательство в ОДКБ Казахстану»: no abbreviation governs a dative, the verb does. */
function recipient(tokens: Token[], i: number): void {
  const { deprel, head, feats } = tokens[i]!
  if (deprel !== 'nmod' || feats.Case !== 'Dat' || !isBare(tokens, i) || !/^\p{Lu}{2,}$/u.test(tokens[head]!.text))
    return
  let verb = head
  while (verb >= 0 && !isVerb(tokens[verb])) verb = tokens[verb]!.head
  if (verb >= 0) move(tokens, i, verb, 'iobj')
}

/** «санкции ввела Канада»: no thing in the genitive is an object, unless it is denied; it is the accusative of many. */
function manyObjects(tokens: Token[], i: number): void {
  const { deprel, feats, head, text } = tokens[i]!
  if (deprel !== 'obj' || feats.Case !== 'Gen' || feats.Number !== 'Sing' || feats.Animacy === 'Anim') return
  if (tokens[head]!.upos !== 'VERB' || feats.Gender !== 'Fem' || !/[иы]$/.test(text)) return
  if (children(tokens, head).some(c => /^(?:не|нет|ни)$/i.test(tokens[c]!.text))) return
  if (
    /^(?:достигнуть|достичь|добиться|требовать|потребовать|просить|избежать|избегать|лишить|ждать)/.test(
      tokens[head]!.lemma,
    )
  )
    return
  tokens[i]!.feats = { ...feats, Case: 'Acc', Number: 'Plur' }
}

/** «Сели угрожают Алматы»: of two subjects the one behind the verb is its object. */
function secondSubject(tokens: Token[], verb: number): void {
  const found = children(tokens, verb).filter(c => tokens[c]!.deprel === 'nsubj' && isNoun(tokens[c]))
  if (found.length === 2 && found[0]! < verb && found[1]! > verb) tokens[found[1]!]!.deprel = 'obj'
}

/** «…, допустил источник в ведомстве»: what follows a verb that ends a report is who reports, if its form allows. */
function sayingSubject(tokens: Token[], verb: number, lexicon: Lexicon): void {
  const next = tokens[verb + 1]
  if (tokens[verb - 1]?.text !== ',' || !lexicon.speech.has(tokens[verb]!.lemma) || next?.head !== verb) return
  if (next.deprel !== 'obj' || next.feats.Case !== 'Acc' || next.feats.Number !== 'Sing' || next.text !== next.lemma)
    return
  if (children(tokens, verb).some(c => /^nsubj/.test(tokens[c]!.deprel))) return
  next.deprel = 'nsubj'
  next.feats = { ...next.feats, Case: 'Nom' }
}

/**
 * «поддерживать и развивать центр, проводить праздники, открыть в городе газету»: an object before a comma belongs to the verb
 * that it follows, and a second object to the verb after the first.
 */
function nearestObject(tokens: Token[], verb: number): void {
  const isObject = (c: number): boolean => tokens[c]!.deprel === 'obj'
  const objects = children(tokens, verb).filter(isObject)
  const conjuncts = [...children(tokens, verb), ...children(tokens, tokens[verb]!.head)].filter(
    c =>
      c !== verb &&
      /^(?:conj|xcomp)$/.test(tokens[c]!.deprel) &&
      isVerb(tokens[c]) &&
      !children(tokens, c).some(isObject),
  )
  for (const i of objects) {
    const words = subtree(tokens, i)
    const [first, last] = [words[0]!, words.at(-1)!]
    const earlier = objects.find(c => c < i)
    const other =
      i < verb
        ? conjuncts.find(c => c === first - 1 && tokens.slice(last + 1, verb).some(t => t.text === ','))
        : conjuncts.findLast(c => c < first && earlier !== undefined && c > earlier && c > verb)
    if (other !== undefined) move(tokens, i, other, 'obj')
  }
}

/** Only a verb takes a bare accusative, only a clause a bare nominative: «считает направлением работы борьбу». */
function straight(tokens: Token[], i: number): void {
  const { deprel, feats } = tokens[i]!
  // «задачей ОДКБ Тасмагамбетов назвал …»
  const stray =
    deprel === 'appos' && feats.Case === 'Nom' && hasFullName(tokens, i) && isOther(tokens[tokens[i]!.head]!)
  if ((deprel !== 'nmod' && !stray) || !isBare(tokens, i)) return
  const want = feats.Case === 'Acc' ? /^obj/ : feats.Case === 'Nom' ? /^nsubj/ : undefined
  // «внимание Узбекистан уделяет»: an object has no nominative name of its own.
  const besideObject = tokens[i]!.upos === 'PROPN' && tokens[tokens[i]!.head]!.deprel === 'obj'
  if (!want || (feats.Case === 'Nom' && !hasFullName(tokens, i) && !besideObject)) return
  for (let k = tokens[i]!.head; k >= 0; k = tokens[k]!.head) {
    if (!isVerb(tokens[k])) continue
    if (!children(tokens, k).some(c => want.test(tokens[c]!.deprel)))
      move(tokens, i, k, feats.Case === 'Acc' ? 'obj' : 'nsubj')
    return
  }
}

const isOther = ({ feats }: Token): boolean =>
  feats.Animacy !== 'Anim' && feats.Case !== undefined && !/^(?:Nom|Acc)$/.test(feats.Case)

/** «считает направлениями работы борьбу с X, углубление Y», «с оборотом оружия и преступностью»: conjuncts share their case. */
function otherCase(tokens: Token[], i: number): void {
  const { deprel, head, feats } = tokens[i]!
  if (deprel !== 'conj' || head < 0 || !isBare(tokens, i) || !isNoun(tokens[head]) || !feats.Case) return
  const like = (k: number): boolean =>
    tokens[k]!.feats.Case === feats.Case || (/^(?:Nom|Acc)$/.test(feats.Case!) && tokens[k]!.feats.Case === 'Acc')
  if (!tokens[head]!.feats.Case || like(head)) return
  for (let k = tokens[head]!.head; k >= 0 && isNoun(tokens[k]); k = tokens[k]!.head) {
    if (like(k)) {
      move(tokens, i, k, 'conj')
      return
    }
  }
  if (!/^(?:Nom|Acc)$/.test(feats.Case) || /^(?:Nom|Acc)$/.test(tokens[head]!.feats.Case)) return
  for (let k = i - 1; k >= 0; k--) {
    if (/^obj|^nsubj/.test(tokens[k]!.deprel) && isBare(tokens, k) && like(k)) {
      move(tokens, i, k, 'conj')
      return
    }
  }
}
