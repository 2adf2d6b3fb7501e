// Names as the parser hangs them → where they belong: beside their titles, class nouns and states.
import { children, preposition, subtree } from './draft.ts'
import type { Name, Sentence, Token } from './language/tree.ts'
import type { Lexicon } from './lexicon.ts'
import { hasFullName, isBare, isNoun, move } from './moves.ts'

/** «пресс-секретарь Алексея Орлова Анна Белова», «Виктора Орлова президент Белов»: two persons whom the analyser takes for one. */
export function splitPersons({ tokens, names }: Sentence, isPerson: (type: string) => boolean): Name[] {
  return (names ?? []).flatMap(name => {
    if (!isPerson(name.type)) return [name]
    const inside = tokens.flatMap((t, i) => (t.start >= name.start && t.end <= name.end ? [i] : []))
    const apart = nounBetween(tokens, inside)
    const parts = apart ?? otherCase(tokens, inside)
    if (!parts?.[1].length || !parts[0].every(i => tokens[i]!.upos === 'PROPN')) return [name]
    if (!apart) beside(tokens, ...parts)
    return parts.map(part => ({ ...name, start: tokens[part[0]!]!.start, end: tokens[part.at(-1)!]!.end }))
  })
}

type Parts = [first: number[], second: number[]]

/** A common noun stands between the two names. */
function nounBetween(tokens: Token[], inside: number[]): Parts | undefined {
  const noun = inside.findIndex((i, k) => k > 1 && tokens[i]!.upos === 'NOUN' && /^\p{Ll}/u.test(tokens[i]!.text))
  if (noun < 0) return undefined
  const last = inside.findLastIndex(i => /^(?:\p{Ll}|\p{Lu}{2,}$)/u.test(tokens[i]!.text))
  return [inside.slice(0, noun), inside.slice(last + 1)]
}

/** Each of the two names has one case, and not the same; an accusative looks like a genitive. */
function otherCase(tokens: Token[], inside: number[]): Parts | undefined {
  const agree = (part: number[]): boolean => part.length > 1 && new Set(part.map(i => caseOf(tokens[i]!))).size === 1
  const change = inside.findIndex(
    (i, k) => caseOf(tokens[i]!) !== caseOf(tokens[inside[0]!]!) && agree(inside.slice(0, k)) && agree(inside.slice(k)),
  )
  return change > 0 ? [inside.slice(0, change), inside.slice(change)] : undefined
}

const caseOf = ({ feats: { Case } }: Token): string | undefined => (Case === 'Acc' ? 'Gen' : Case)

/** The second name stands beside the noun that the first belongs to: «сын президента Орлова Иван Орлов», «адвокат Орлова Анна Белова». */
function beside(tokens: Token[], first: number[], second: number[]): void {
  const [one, two] = [tokens[first[0]!]!, tokens[second[0]!]!]
  const agrees = one.head >= 0 && caseOf(tokens[one.head]!) === caseOf(one)
  for (const i of second) Object.assign(tokens[i]!, { head: second[0], deprel: 'flat:name' })
  const above = agrees ? tokens[one.head]!.head : one.head
  Object.assign(two, { head: above < 0 ? one.head : above, deprel: one.deprel === 'nmod' ? 'appos' : one.deprel })
  if (one.deprel === 'appos' && !agrees) one.deprel = 'nmod'
}

/** The words of a person's name hang together: the first heads it, the others follow it. */
export function flatten(tokens: Token[], start: number, end: number): void {
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
export function substantive(tokens: Token[], i: number, lexicon: Lexicon): void {
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
export function between(tokens: Token[], from: number, to: number): number {
  let count = 0
  for (let k = from + 1; k < to && tokens[k]!.upos === 'ADJ'; k++) count++
  return count
}

/** «операции ОДКБ по противодействию X «ПРОКСИ»»: a quoted name belongs to the class noun that begins the phrase. */
export function quotedName(tokens: Token[], i: number, lexicon: Lexicon): void {
  const { deprel, head, text } = tokens[i]!
  // «в рамках операции «Мак»»: no genitive, but its name.
  const called = deprel === 'nmod' && head === i - 2 && isClosed(tokens, i) && text.toLowerCase() === tokens[i]!.lemma
  if (called && lexicon.heads.has(tokens[head]!.lemma)) tokens[i]!.deprel = 'appos'
  if (deprel !== 'appos' || !/^[«“„"]$/.test(tokens[i - 1]?.text ?? '') || !/^\p{Lu}/u.test(text)) return
  if (lexicon.heads.has(tokens[head]!.lemma)) return
  for (let k = head; k >= 0 && isNoun(tokens[k]); k = tokens[k]!.head) {
    if (/^(?:Mechanism|Organization|Event|Document)$/.test(lexicon.heads.get(tokens[k]!.lemma) ?? '')) {
      move(tokens, i, k, 'appos')
      return
    }
  }
}

/** Whether a word stands alone in quotation marks. */
const isClosed = (tokens: Token[], i: number): boolean =>
  /^[«“„"]$/.test(tokens[i - 1]?.text ?? '') && /^[»”"]$/.test(tokens[i + 1]?.text ?? '')

/** «Сан-Франциско (штат Калифорния)»: a noun in brackets right after a noun is said of it. */
export function inBrackets(tokens: Token[], i: number): void {
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
export function capitalCity(tokens: Token[], i: number): void {
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
export function unit(tokens: Token[], i: number, lexicon: Lexicon): void {
  const { deprel, head, lemma, feats } = tokens[i]!
  if (deprel !== 'conj' || feats.Case !== tokens[head]!.feats.Case) return
  const { upos: above, feats: title } = tokens[head]!
  // «Оратор, Хамзат Азимов, угрожает»: a full name between commas is that of the person before it.
  const named = above === 'NOUN' && title.Animacy === 'Anim' && title.Number !== 'Plur' && hasFullName(tokens, i)
  const unit = lexicon.classes.get('units')!.has(lemma) || named
  const post = tokens[i]!.upos === 'NOUN' && feats.Animacy === 'Anim' && hasFullName(tokens, head)
  const listed =
    children(tokens, head).some(c => c !== i && tokens[c]!.deprel === 'conj') ||
    children(tokens, i).some(c => tokens[c]!.deprel === 'appos' && tokens[c]!.upos === 'PROPN')
  if ((unit || (post && !listed)) && !children(tokens, i).some(c => tokens[c]!.deprel === 'cc'))
    tokens[i]!.deprel = 'appos'
}

/** «союз во главе с Михалковым»: three words that are one preposition of the name after them. */
export function atTheHead(tokens: Token[], i: number): void {
  if (tokens[i]!.text.toLowerCase() !== 'во' || tokens[i + 1]?.lemma !== 'глава' || tokens[i + 2]?.lemma !== 'с') return
  const name = tokens[i + 2]!.head
  if (name < i) return
  const body = [tokens[name]!.head, tokens[i + 1]!.head, tokens[i]!.head].find(k => k >= 0 && k < i)
  if (body === undefined) return
  Object.assign(tokens[name]!, { head: body, deprel: 'nmod' })
  Object.assign(tokens[i]!, { head: name, deprel: 'case' })
  for (const k of [i + 1, i + 2]) Object.assign(tokens[k]!, { head: i, deprel: 'fixed' })
}

/** «пресс-секретарь президента Анны Лис заявил»: a name belongs to the title in whose case it stands. */
export function titleOfCase(tokens: Token[], i: number): void {
  const { deprel, head, upos, feats } = tokens[i]!
  if (deprel !== 'appos' || upos !== 'PROPN' || head > i || !feats.Case || !hasFullName(tokens, i)) return
  if (tokens[head]!.upos !== 'NOUN' || tokens[head]!.feats.Case === feats.Case) return
  const below = subtree(tokens, head, c => tokens[c]!.deprel === 'nmod' && c < i)
  const title = below.findLast(
    c =>
      c !== head &&
      tokens[c]!.upos === 'NOUN' &&
      tokens[c]!.feats.Animacy === 'Anim' &&
      tokens[c]!.feats.Case === feats.Case,
  )
  if (title !== undefined) move(tokens, i, title, 'appos')
}

/** «главе правительства Танаеву инкриминируют»: a name is that of the title over the genitive before it, if it stands in its case. */
export function titleOverGenitive(tokens: Token[], i: number, lexicon: Lexicon): void {
  const { deprel, head, upos, feats } = tokens[i]!
  if (!/^(?:appos|nmod|flat|iobj)/.test(deprel) || upos !== 'PROPN' || head > i || preposition(tokens, i)) return
  if (!feats.Case || feats.Case === 'Gen' || feats.Animacy !== 'Anim' || tokens[head]!.feats.Case === feats.Case) return
  let k = head
  while (tokens[k]!.deprel === 'nmod' && tokens[k]!.feats.Case === 'Gen' && tokens[k]!.head < k) k = tokens[k]!.head
  const { lemma, feats: title } = tokens[k]!
  if (k !== head && lexicon.titles.has(lemma) && title.Case === feats.Case) move(tokens, i, k, 'appos')
}

/** «спецпредставителя Луизу»: a name beside a title stands in its case; «утвердил Джину»: an object is no nominative. */
export function caseOfTitle(tokens: Token[], i: number): void {
  const { deprel, head, upos, feats, text } = tokens[i]!
  if (deprel === 'obj' && upos === 'PROPN' && feats.Case === 'Nom' && /[бвгджзклмнпрстфхцчшщь][ую]$/.test(text)) {
    tokens[i]!.feats = { ...feats, Case: 'Acc', Gender: 'Fem' }
    return
  }
  if (deprel !== 'appos' || upos !== 'PROPN' || feats.Case !== 'Dat' || !/[ую]$/.test(text)) return
  if (!/^(?:Gen|Acc)$/.test(tokens[head]!.feats.Case ?? '') || tokens[head]!.feats.Animacy !== 'Anim') return
  tokens[i]!.feats = { ...feats, Case: 'Acc', Gender: 'Fem' }
  tokens.forEach((t, k) => {
    if (t.head === i && t.deprel === 'flat:name') tokens[k]!.feats = { ...t.feats, Case: 'Acc', Gender: 'Fem' }
  })
}

/** What a state calls itself before its name. */
export const STATE = /^(?:республика|королевство|княжество|султанат|эмират)$/

/** «президента Республики Казахстан Токаева»: the name right after the class of a state, in the nominative, is the state's. */
export function stateName(tokens: Token[], i: number): void {
  const { head, upos, feats, deprel } = tokens[i]!
  const before = tokens[i - 1]
  if (upos !== 'PROPN' || feats.Case !== 'Nom' || !before || !STATE.test(before.lemma) || before.feats.Case === 'Nom')
    return
  if (/^(?:nmod|appos|flat)/.test(deprel) && head === before.head && hasNone(tokens, i - 1))
    move(tokens, i, i - 1, 'appos')
}

const hasNone = (tokens: Token[], i: number): boolean => !children(tokens, i).some(c => tokens[c]!.deprel === 'appos')

/** «страна Сербия», «полуострова Крым»: a proper name right after a common noun, not in the genitive, is its name. */
export function properName(tokens: Token[], i: number, lexicon: Lexicon): void {
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
