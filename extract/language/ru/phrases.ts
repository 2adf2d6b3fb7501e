// A sentence's words → units that clauses are made of: noun phrases (with their preposition), verbs, conjunctions, marks.
import type { Token } from '../tree.ts'
import { type Reading, readings } from './morphology.ts'

/** A token that is still being read: `reading` is chosen once its place in the tree is known. */
export interface Word extends Token {
  readings: Reading[]
  reading: Reading
}

export type UnitKind =
  | 'noun' | 'finite' | 'infinitive' | 'participle' | 'gerund' | 'relative' | 'subordinator' | 'conjunction' | 'comma'
  | 'dash' | 'open' | 'close' | 'other' // biome-ignore format: one idea

export interface Unit {
  kind: UnitKind
  /** Index of the word that heads it. */
  head: number
  from: number
  to: number
  /** Index of its preposition. */
  prep?: number
  /** Cases its head may still have. */
  cases: Set<string>
}

const PREPOSITION_CASES: Record<string, string[]> = {
  без: ['Gen'], для: ['Gen'], до: ['Gen'], из: ['Gen'], от: ['Gen'], у: ['Gen'], против: ['Gen'], среди: ['Gen'], около: ['Gen'],
  ради: ['Gen'], вместо: ['Gen'], после: ['Gen'], кроме: ['Gen'], вокруг: ['Gen'], к: ['Dat'], ко: ['Dat'], благодаря: ['Dat'],
  вопреки: ['Dat'], согласно: ['Dat'], по: ['Dat', 'Loc', 'Acc'], про: ['Acc'], через: ['Acc'], сквозь: ['Acc'], над: ['Ins'],
  между: ['Ins', 'Gen'], перед: ['Ins'], под: ['Ins', 'Acc'], за: ['Ins', 'Acc'], с: ['Ins', 'Gen'], со: ['Ins', 'Gen'],
  при: ['Loc'], о: ['Loc', 'Acc'], об: ['Loc', 'Acc'], обо: ['Loc'], в: ['Loc', 'Acc'], во: ['Loc', 'Acc'], на: ['Loc', 'Acc'],
  из_за: ['Gen'],
} // biome-ignore format: a table
const SUBORDINATORS = new Set('что чтобы если когда как поскольку хотя пока так потому'.split(' '))
const CONJUNCTIONS = new Set('и или а но либо да однако'.split(' '))
const NOT_NOUNS = new Set('и или а но в во на не что как это то к с о у по при за из от до же ли бы'.split(' '))

const sum = (list: Reading[], test: (r: Reading) => boolean): number =>
  list.reduce((total, r) => total + (test(r) ? r.weight : 0), 0)

const isModifier = (r: Reading): boolean =>
  r.case !== undefined && (r.upos === 'ADJ' || r.upos === 'DET' || (r.upos === 'VERB' && r.feats.VerbForm === 'Part'))
const isNominal = (r: Reading): boolean => r.case !== undefined && /^(?:NOUN|PROPN|PRON)$/.test(r.upos)
export const isCapital = (text: string): boolean => /^\p{Lu}/u.test(text)
const isAbbreviation = (text: string): boolean => /^[\p{Lu}\d-]{2,}$/u.test(text)

export function readWords(text: string, pieces: { start: number; end: number }[]): Word[] {
  return pieces.map(({ start, end }, i) => {
    const form = text.slice(start, end)
    let list = readings(form)
    if (isCapital(form) && i > 0 && !/^[«"“]$/.test(text.slice(pieces[i - 1]!.start, pieces[i - 1]!.end))) {
      const names = list.filter(isNominal)
      if (names.length && !NOT_NOUNS.has(form.toLowerCase())) list = names
    }
    const best = list[0]!
    return {
      start,
      end,
      text: form,
      lemma: best.lemma,
      upos: best.upos,
      feats: {},
      head: -1,
      deprel: '',
      readings: list,
      reading: best,
    }
  })
}

/** Fixes how a word is read: of the readings that pass the test, the likeliest. */
export function choose(word: Word, test: (r: Reading) => boolean): void {
  const fit = word.readings.filter(test)
  if (!fit.length) return
  word.readings = fit
  const best = fit.reduce((a, b) => (b.weight > a.weight ? b : a))
  word.reading = best
  word.lemma = best.lemma
  word.upos = best.upos
  word.feats = { ...best.feats }
  if (best.case) word.feats.Case = best.case
  if (best.number) word.feats.Number = best.number
  if (best.gender) word.feats.Gender = best.gender
  if (best.upos === 'NOUN' && unknown(word)) word.upos = 'PROPN'
}

const agree = (a: Reading, b: Reading): boolean =>
  a.case === b.case &&
  (!a.number || !b.number || a.number === b.number) &&
  (!a.gender || !b.gender || a.number === 'Plur' || b.number === 'Plur' || a.gender === b.gender)

/** Cuts a sentence into units; attaches modifiers, names and prepositions inside noun phrases as it goes. */
export function units(words: Word[]): Unit[] {
  const found: Unit[] = []
  for (let i = 0; i < words.length; ) {
    const unit = unitAt(words, i)
    found.push(unit)
    i = unit.to
  }
  return found
}

function unitAt(words: Word[], i: number): Unit {
  const word = words[i]!
  const lower = word.text.toLowerCase()
  const simple = (kind: UnitKind, to = i + 1): Unit => ({ kind, head: i, from: i, to, cases: new Set() })
  if (/^[,;:]$/.test(word.text)) return simple('comma')
  if (/^[—–-]$/.test(word.text)) return simple('dash')
  const closes = word.text === '"' && i > 0 && words[i - 1]!.end === word.start
  if (/^[«(“„["]$/.test(word.text) && !closes) return simple('open')
  if (closes || /^[»)”\]]$/.test(word.text)) return simple('close')
  const relative = relativeAt(words, i)
  if (relative) return relative
  if (CONJUNCTIONS.has(lower)) {
    choose(word, r => r.upos === 'CCONJ')
    return simple('conjunction')
  }
  const cases = PREPOSITION_CASES[lower]
  if (cases) {
    const phrase = nounPhrase(words, i + 1, cases)
    if (phrase) {
      attach(words, i, phrase.head, 'case')
      word.upos = 'ADP'
      word.lemma = { во: 'в', со: 'с', об: 'о', обо: 'о', ко: 'к' }[lower] ?? lower
      return { ...phrase, from: i, prep: i }
    }
    word.upos = 'ADP'
    return simple('other')
  }
  if (SUBORDINATORS.has(lower)) {
    word.upos = 'SCONJ'
    return simple('subordinator')
  }
  const verbal = sum(word.readings, r => r.upos === 'VERB' && r.case === undefined)
  const nominal = sum(word.readings, r => r.case !== undefined)
  const adverbial = sum(word.readings, r => r.upos === 'ADV' || r.upos === 'PART')
  if (verbal >= nominal && verbal > 0 && verbal >= adverbial) {
    choose(word, r => r.upos === 'VERB' && r.case === undefined)
    return simple(word.feats.VerbForm === 'Inf' ? 'infinitive' : word.feats.VerbForm === 'Conv' ? 'gerund' : 'finite')
  }
  const short = sum(word.readings, r => r.feats.Variant === 'Short' || r.feats.Predicative === 'Yes')
  if (
    short > 0 &&
    short >= nominal &&
    !(adverbial > short && !/^(?:важно|необходимо|нужно|можно|нельзя)$/.test(lower))
  ) {
    choose(word, r => r.feats.Variant === 'Short' || r.feats.Predicative === 'Yes')
    return simple('finite')
  }
  const phrase = nominal > 0 ? nounPhrase(words, i) : undefined
  if (phrase) return phrase
  if (word.readings.some(isModifier)) {
    choose(word, isModifier)
    return { ...simple('participle'), cases: new Set(word.readings.map(r => r.case!)) }
  }
  choose(word, () => true)
  return simple('other')
}

function relativeAt(words: Word[], i: number): Unit | undefined {
  const cases = PREPOSITION_CASES[words[i]!.text.toLowerCase()]
  const at = cases ? i + 1 : i
  const word = words[at]
  if (!word || !/^котор(?:ый|ая|ое|ые|ого|ой|ому|ым|ом|ую|ых|ыми)$/i.test(word.text)) return undefined
  if (cases) attach(words, i, at, 'case')
  const fit = word.readings.filter(r => r.case && (!cases || cases.includes(r.case)))
  if (fit.length) word.readings = fit
  word.upos = 'PRON'
  word.lemma = 'который'
  return {
    kind: 'relative',
    head: at,
    from: i,
    to: at + 1,
    cases: new Set(fit.map(r => r.case!)),
    ...(cases && { prep: i }),
  }
}

/** (adjective | participle | pronoun | number)* noun name*, all in agreement. */
function nounPhrase(words: Word[], i: number, allowed?: string[]): Unit | undefined {
  const modifiers: number[] = []
  const links: number[] = []
  let j = i
  for (; j < words.length; j++) {
    const word = words[j]!
    if (/^\d/.test(word.text) && words[j + 1] && words[j + 1]!.readings.some(isNominal)) {
      links.push(j)
      continue
    }
    if (!word.readings.some(isModifier) || strongNoun(word, words[j + 1])) break
    modifiers.push(j)
    const joined = words[j + 1]
    if (
      joined &&
      /^(?:и|или|,)$/.test(joined.text) &&
      words[j + 2]?.readings.some(isModifier) &&
      !strongNoun(words[j + 2]!, words[j + 3])
    ) {
      links.push(++j)
    }
  }
  for (const head of [j, modifiers.at(-1)]) {
    const word = head === undefined ? undefined : words[head]
    if (!word || NOT_NOUNS.has(word.text.toLowerCase())) continue
    const rest = modifiers.filter(m => m < head!)
    const substantive = head !== j
    const candidates = word.readings.filter(
      r =>
        (isNominal(r) || (substantive && isModifier(r) && rest.length === 0 && isCapital(word.text))) &&
        (!allowed || allowed.includes(r.case!)) &&
        rest.every(m => words[m]!.readings.some(q => isModifier(q) && agree(q, r))),
    )
    if (!candidates.length) continue
    word.readings = candidates
    choose(word, () => true)
    for (const m of rest) attach(words, m, head!, words[m]!.upos === 'DET' ? 'det' : 'amod')
    for (const l of links) if (l < head!) attach(words, l, head!, /^\d/.test(words[l]!.text) ? 'nummod' : 'cc')
    const to = nameTail(words, head!)
    return { kind: 'noun', head: head!, from: i, to, cases: new Set(word.readings.map(r => r.case!)) }
  }
  return undefined
}

/** A word that is a noun although it could be an adjective: its noun reading is likelier, or no noun follows. */
function strongNoun(word: Word, next: Word | undefined): boolean {
  if (!word.readings.some(isNominal)) return false
  const fits = next?.readings.some(n => isNominal(n) && word.readings.some(m => isModifier(m) && agree(m, n)))
  return !fits || sum(word.readings, isNominal) > 3 * sum(word.readings, isModifier)
}

/** The end of a person's or other name that begins at `head`: capitalised words that agree become `flat:name`. */
function nameTail(words: Word[], head: number): number {
  const first = words[head]!
  let to = head + 1
  if (!isCapital(first.text) || isAbbreviation(first.text)) return to
  const isName = (r: Reading): boolean => r.upos === 'PROPN' || r.feats.NameType !== undefined
  const following = words[to]
  if (!following || !isCapital(following.text) || isAbbreviation(following.text)) return to
  const top = first.readings.reduce((a, b) => (b.weight > a.weight ? b : a))
  const surname = following.readings.find(r => r.feats.NameType === 'Sur' && r.case === 'Nom')
  const common = first.readings.some(r => r.feats.Animacy === 'Anim' && !r.feats.NameType && r.weight >= 0.3)
  if (surname && !common) {
    following.readings = following.readings.filter(r => r.feats.NameType === 'Sur')
    if (!first.readings.some(r => r.feats.NameType && r.weight >= 0.3))
      first.readings.unshift(givenName(first, surname))
  }
  const nameLike = surname
    ? !common
    : top.feats.NameType !== 'Geo' && (first.readings.some(isName) || /-\p{Lu}|\.$/u.test(first.text) || unknown(first))
  if (!nameLike) return to
  for (let next = words[to]; next && isCapital(next.text) && !isAbbreviation(next.text); next = words[to]) {
    const cases = new Set(next.readings.filter(isNominal).map(r => r.case))
    const shared = first.readings.filter(r => cases.has(r.case))
    if (!shared.length) break
    first.readings = shared
    attach(words, to, head, 'flat:name')
    next.readings = next.readings.filter(r => r.case && shared.some(s => s.case === r.case))
    to++
  }
  if (to > head + 1) first.upos = 'PROPN'
  return to
}

/** A first name that the dictionary does not know, before a surname. */
function givenName(word: Word, surname: Reading): Reading {
  const feats = { NameType: 'Giv', Animacy: 'Anim' }
  const gender = /[ая]$/.test(word.text) ? 'Fem' : (surname.gender ?? 'Masc')
  return {
    upos: 'PROPN',
    lemma: word.text.toLowerCase(),
    case: 'Nom',
    number: 'Sing',
    gender,
    feats,
    weight: 0.5,
    nominative: word.text,
  }
}

const unknown = (word: Word): boolean => isCapital(word.text) && word.readings[0]!.weight < 0.3

export function attach(words: Word[], child: number, head: number, deprel: string): void {
  words[child]!.head = head
  words[child]!.deprel = deprel
}

/** Fixes the case of a noun phrase, and with it that of all words that agree with its head. */
export function settle(words: Word[], unit: { head: number; from: number; to: number }, cases?: string[]): void {
  const head = words[unit.head]!
  choose(head, r => r.case !== undefined && (!cases || cases.includes(r.case)))
  for (let i = unit.from; i < unit.to; i++) {
    const word = words[i]!
    if (i === unit.head || word.head !== unit.head) continue
    if (word.deprel === 'amod' || word.deprel === 'det') choose(word, r => isModifier(r) && agree(r, head.reading))
    else if (word.deprel === 'flat:name')
      choose(word, r => isNominal(r) && r.case === head.reading.case && agree(r, head.reading)) // gender of a surname
    if (word.deprel === 'flat:name') word.upos = 'PROPN'
  }
}
