// Trees as the parser gives them → the same with what it is known to get wrong put right: each rule is a fact of Russian grammar.
import { agree, comparedSubject } from './agreement.ts'
import { children, preposition } from './draft.ts'
import type { Sentence, Token } from './language/tree.ts'
import type { Lexicon } from './lexicon.ts'

/** Mends the trees of sentences in place. Lemmas are plain (see plainLemmas). */
export function mend(sentences: Sentence[], lexicon: Lexicon): Sentence[] {
  for (const { tokens, names } of sentences) {
    for (const { start, end, type } of names ?? [])
      if (lexicon.names.get(type) === 'Person') flatten(tokens, start, end)
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
      caseOfTitle(tokens, i)
      properName(tokens, i, lexicon)
      unit(tokens, i, lexicon)
      straight(tokens, i)
      owned(tokens, i, names)
      agree(tokens, i)
    })
    tokens.forEach((token, i) => {
      // «одним из приоритетов является X»
      if (token.deprel === 'nummod' && tokens[token.head]!.upos === 'VERB') token.deprel = 'obl'
      if (token.upos === 'VERB') {
        comparedSubject(tokens, i)
        secondSubject(tokens, i)
      }
      otherCase(tokens, i)
    })
  }
  return sentences
}

const isNoun = (token: Token | undefined): boolean => /^(?:NOUN|PROPN)$/.test(token?.upos ?? '')
const isVerb = (token: Token | undefined): boolean => token?.upos === 'VERB' && token.feats.VerbForm !== 'Part'

/** Whether a word is a noun with no preposition of its own. */
const isBare = (tokens: Token[], i: number): boolean => isNoun(tokens[i]) && preposition(tokens, i) === undefined

/** Whether `above` lies on the way from token i to the root, or is i. */
function isUnder(tokens: Token[], i: number, above: number): boolean {
  for (let k = i; k >= 0; k = tokens[k]!.head) if (k === above) return true
  return false
}

function move(tokens: Token[], i: number, head: number, deprel: string): void {
  if (isUnder(tokens, head, i)) return
  tokens[i]!.head = head
  tokens[i]!.deprel = deprel
}

/** The words of a person's name hang together: the first heads it, the others follow it. */
function flatten(tokens: Token[], start: number, end: number): void {
  const inside = tokens.flatMap((t, i) => (t.start >= start && t.end <= end && t.upos !== 'PUNCT' ? [i] : []))
  const within = (i: number): boolean => inside.includes(i)
  const tops = inside.filter(i => !within(tokens[i]!.head))
  const top = tops.find(i => !/^(?:nmod|amod|det|flat|dep)/.test(tokens[i]!.deprel)) ?? tops.at(-1)
  const first = inside[0]
  if (top === undefined || first === undefined || inside.length < 2) return
  const { head, deprel } = tokens[top]!
  // «Ле Ван Тхань»: a word of a name is a name, whatever else it could be.
  for (const i of inside)
    if (/^\p{Lu}/u.test(tokens[i]!.text) && /^(?:PART|CCONJ|SCONJ|ADP|INTJ|ADV)$/.test(tokens[i]!.upos))
      tokens[i]!.upos = 'PROPN'
  if (!inside.every(i => /^(?:PROPN|NOUN|X|ADJ)$/.test(tokens[i]!.upos))) return
  tokens[first]!.head = head
  tokens[first]!.deprel = deprel
  for (const i of inside.slice(1)) {
    tokens[i]!.head = first
    tokens[i]!.deprel = 'flat:name'
  }
  tokens.forEach((t, i) => {
    if (!within(i) && t.head !== first && within(t.head)) t.head = first
  })
}

/** «антитеррористической составляющей системы»: a participle that is a noun by itself heads the genitive after it. */
function substantive(tokens: Token[], i: number, lexicon: Lexicon): void {
  const token = tokens[i]!
  const noun = lexicon.substantives.get(
    token.text.toLowerCase().replace(/(?:ая|ой|ей|ую|ые|ие|ых|их|ым|им|ыми|ими)$/, ''),
  )
  if (!noun || token.deprel !== 'amod' || token.head !== i + 1 + between(tokens, i, token.head)) return
  const owned = token.head
  if (tokens[owned]!.feats.Case !== 'Gen') return
  const before = tokens[i - 1]
  if (before?.upos !== 'ADJ' && token.feats.Case === 'Gen' && !preposition(tokens, owned)) return
  const { head, deprel } = tokens[owned]!
  Object.assign(token, { lemma: noun, upos: 'NOUN', head, deprel })
  if (before?.upos === 'ADJ' && before.feats.Case) token.feats = { ...token.feats, Case: before.feats.Case }
  for (const c of children(tokens, owned)) if (c < i) tokens[c]!.head = i
  Object.assign(tokens[owned]!, { head: i, deprel: 'nmod' })
}

/** Number of adjectives between two words. */
function between(tokens: Token[], from: number, to: number): number {
  let count = 0
  for (let k = from + 1; k < to && tokens[k]!.upos === 'ADJ'; k++) count++
  return count
}

/** «операции ОДКБ по противодействию X «ПРОКСИ»»: a quoted name belongs to the class noun that begins the phrase. */
function quotedName(tokens: Token[], i: number, lexicon: Lexicon): void {
  const { deprel, head, text } = tokens[i]!
  if (deprel !== 'appos' || !/^[«“„"]$/.test(tokens[i - 1]?.text ?? '') || !/^\p{Lu}/u.test(text)) return
  if (lexicon.heads.has(tokens[head]!.lemma)) return
  for (let k = head; k >= 0 && isNoun(tokens[k]); k = tokens[k]!.head) {
    if (/^(?:Mechanism|Organization|Event|Document)$/.test(lexicon.heads.get(tokens[k]!.lemma) ?? '')) {
      move(tokens, i, k, 'appos')
      return
    }
  }
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

/** «Сан-Франциско (штат Калифорния)»: a noun in brackets right after a noun is said of it. */
function inBrackets(tokens: Token[], i: number): void {
  const { deprel, head } = tokens[i]!
  if (
    deprel === 'parataxis' &&
    isBare(tokens, i) &&
    head === i - 2 &&
    tokens[i - 1]!.text === '(' &&
    isNoun(tokens[head])
  )
    tokens[i]!.deprel = 'appos'
}

/** «столица Мадагаскара Антананариву»: the name after the state's is that of the capital. */
function capitalCity(tokens: Token[], i: number): void {
  const { head, upos, feats, deprel } = tokens[i]!
  if (upos !== 'PROPN' || !/^(?:flat|nmod|appos)/.test(deprel) || preposition(tokens, i)) return
  if (tokens[head]!.lemma === 'столица' && deprel === 'nmod' && feats.Case === tokens[head]!.feats.Case) {
    if (children(tokens, head).some(c => c < i && tokens[c]!.deprel === 'nmod')) tokens[i]!.deprel = 'appos'
    return
  }
  if (head !== i - 1) return
  const state = tokens[head]!
  const capital = tokens[state.head]
  if (capital?.lemma !== 'столица' || state.feats.Case !== 'Gen') return
  if (deprel === 'nmod' && feats.Case === 'Gen') return
  move(tokens, i, state.head, 'appos')
}

/** «Институт X, подразделение Академии, отметил», «X, солдат Y, попал»: a class noun or post between commas is said of the name before it. */
function unit(tokens: Token[], i: number, lexicon: Lexicon): void {
  const { deprel, head, lemma, feats } = tokens[i]!
  if (deprel !== 'conj' || feats.Case !== tokens[head]!.feats.Case) return
  const unit = lexicon.classes.get('units')!.has(lemma)
  const post = tokens[i]!.upos === 'NOUN' && feats.Animacy === 'Anim' && hasFullName(tokens, head)
  const listed =
    children(tokens, head).some(c => c !== i && tokens[c]!.deprel === 'conj') ||
    children(tokens, i).some(c => tokens[c]!.deprel === 'appos' && tokens[c]!.upos === 'PROPN')
  if ((unit || (post && !listed)) && !children(tokens, i).some(c => tokens[c]!.deprel === 'cc'))
    tokens[i]!.deprel = 'appos'
}

/** «в Наблусе и в Хевроне»: a phrase joined by «и» to one with the same preposition is coordinated with it. */
function samePreposition(tokens: Token[], i: number): void {
  const { deprel, head } = tokens[i]!
  const prep = preposition(tokens, i)
  if (deprel !== 'nmod' || prep === undefined || head > i || preposition(tokens, head) !== prep) return
  if (children(tokens, i).some(c => tokens[c]!.deprel === 'cc' && c < i)) tokens[i]!.deprel = 'conj'
}

/** «союз во главе с Михалковым»: three words that are one preposition of the name after them. */
function atTheHead(tokens: Token[], i: number): void {
  if (tokens[i]!.text.toLowerCase() !== 'во' || tokens[i + 1]?.lemma !== 'глава' || tokens[i + 2]?.lemma !== 'с') return
  const name = tokens[i + 2]!.head
  if (name < i) return
  const body = [tokens[name]!.head, tokens[i + 1]!.head, tokens[i]!.head].find(k => k >= 0 && k < i)
  if (body === undefined) return
  Object.assign(tokens[name]!, { head: body, deprel: 'nmod' })
  Object.assign(tokens[i]!, { head: name, deprel: 'case' })
  for (const k of [i + 1, i + 2]) Object.assign(tokens[k]!, { head: i, deprel: 'fixed' })
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

/** «спецпредставителя Луизу»: a name beside a title stands in its case. */
function caseOfTitle(tokens: Token[], i: number): void {
  const { deprel, head, upos, feats, text } = tokens[i]!
  if (deprel !== 'appos' || upos !== 'PROPN' || feats.Case !== 'Dat' || !/[ую]$/.test(text)) return
  if (!/^(?:Gen|Acc)$/.test(tokens[head]!.feats.Case ?? '') || tokens[head]!.feats.Animacy !== 'Anim') return
  tokens[i]!.feats = { ...feats, Case: 'Acc', Gender: 'Fem' }
  tokens.forEach((t, k) => {
    if (t.head === i && t.deprel === 'flat:name') tokens[k]!.feats = { ...t.feats, Case: 'Acc', Gender: 'Fem' }
  })
}

/** «страна Сербия», «полуострова Крым»: a proper name right after a common noun, not in the genitive, is its name. */
function properName(tokens: Token[], i: number, lexicon: Lexicon): void {
  const { deprel, head, upos, feats } = tokens[i]!
  const before = tokens[i - 1]
  if (deprel === 'nsubj' && upos === 'PROPN' && before?.deprel === 'nsubj' && before.head === head) {
    if (lexicon.anaphors.get(before.lemma) === 'Country' || lexicon.heads.get(before.lemma) === 'Place')
      move(tokens, i, i - 1, 'appos')
    return
  }
  const left = tokens[head]!
  if (deprel !== 'nmod' || upos !== 'PROPN' || head !== i - 1 || preposition(tokens, i)) return
  if (lexicon.heads.get(left.lemma) !== 'Place' && lexicon.anaphors.get(left.lemma) !== 'Country') return
  const same = feats.Case === left.feats.Case && (feats.Case !== 'Gen' || lexicon.called.has(left.lemma))
  if (feats.Case === 'Nom' || same) tokens[i]!.deprel = 'appos'
}

/** «Сели угрожают Алматы»: of two subjects the one behind the verb is its object. */
function secondSubject(tokens: Token[], verb: number): void {
  const found = children(tokens, verb).filter(c => tokens[c]!.deprel === 'nsubj' && isNoun(tokens[c]))
  if (found.length === 2 && found[0]! < verb && found[1]! > verb) tokens[found[1]!]!.deprel = 'obj'
}

/** Only a verb takes a bare accusative, only a clause a bare nominative: «считает направлением работы борьбу». */
function straight(tokens: Token[], i: number): void {
  const { deprel, feats } = tokens[i]!
  // «задачей ОДКБ Тасмагамбетов назвал …»
  const stray =
    deprel === 'appos' && feats.Case === 'Nom' && hasFullName(tokens, i) && isOther(tokens[tokens[i]!.head]!)
  if ((deprel !== 'nmod' && !stray) || !isBare(tokens, i)) return
  const want = feats.Case === 'Acc' ? /^obj/ : feats.Case === 'Nom' ? /^nsubj/ : undefined
  if (!want || (feats.Case === 'Nom' && !hasFullName(tokens, i))) return
  for (let k = tokens[i]!.head; k >= 0; k = tokens[k]!.head) {
    if (!isVerb(tokens[k])) continue
    if (!children(tokens, k).some(c => want.test(tokens[c]!.deprel)))
      move(tokens, i, k, feats.Case === 'Acc' ? 'obj' : 'nsubj')
    return
  }
}

const isOther = ({ feats }: Token): boolean =>
  feats.Animacy !== 'Anim' && feats.Case !== undefined && !/^(?:Nom|Acc)$/.test(feats.Case)

const hasFullName = (tokens: Token[], i: number): boolean =>
  tokens[i]!.upos === 'PROPN' && children(tokens, i).some(c => tokens[c]!.deprel === 'flat:name')

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
