// A tagged Russian word → the same word in another case: by the dictionary, else by its ending.
import type { Token } from '../tree.ts'
import { adjectiveSlot, type Dictionary, nounSlot } from './dictionary.ts'

/** The form that is wanted. */
export interface Form {
  case: string
  number: 'Sing' | 'Plur'
  /** For adjectives in the singular. */
  gender?: string | undefined
}

/** What is declined: a word with its lemma and tag, and the case it stands in if its own tag is not believed. */
export interface Declined {
  text: string
  lemma: string
  upos: string
  feats: Token['feats']
  /** A surname: men's and women's differ. */
  surname?: boolean
}

export interface Decline {
  (word: Declined, to: Form): string
  /** The gender of a given name, where it has but one. */
  genderOf(lemma: string): string | undefined
}

/** Pronouns that decline in their own way: their nominatives for men, women, things and many. */
const PRONOUNS: Record<string, string[]> = {
  этот: ['этот', 'эта', 'это', 'эти'],
  тот: ['тот', 'та', 'то', 'те'],
  весь: ['весь', 'вся', 'все', 'все'],
  сам: ['сам', 'сама', 'само', 'сами'],
  один: ['один', 'одна', 'одно', 'одни'],
}

export function decliner(dictionary: Dictionary): Decline {
  const noun = nounDecliner(dictionary)
  const adjective = adjectiveDecliner(dictionary)
  const whole = (word: Declined, to: Form): string => {
    const plain = plainly(word.text)
    const pronoun = PRONOUNS[plainly(word.lemma)]
    if (pronoun && to.case === 'Nom' && isAdjective(word)) {
      return withCapitals(
        word.text,
        pronoun[to.number === 'Plur' ? 3 : Math.max(['Masc', 'Fem', 'Neut'].indexOf(to.gender ?? ''), 0)]!,
      )
    }
    const found = isAdjective(word) ? adjective(plain, word, to) : noun(plain, word, to)
    return found === undefined ? word.text : withCapitals(word.text, found)
  }
  const decline = (word: Declined, to: Form): string => {
    const { text } = word
    const abbreviation = /^(\p{Lu}{2,})(?:а|у|ом|е|ы|ов|ам|ами|ах)$/u.exec(text)
    if (abbreviation && to.case === 'Nom' && to.number === 'Sing') return abbreviation[1]!
    if (!/^[\p{Script=Cyrillic}'’‐‑-]+$/u.test(text)) return text
    if (/^Мин\p{Ll}{4,}(?:[ыи]|развития|просвещения|образования|труда)$/u.test(text)) return text // Минобороны: the genitive inside is fixed
    if (text.length > 1 && text.length < 7 && text === text.toUpperCase() && !knows(dictionary, word)) return text
    if (!/[-‐‑]/.test(text) || knows(dictionary, word)) return whole(word, to)
    return hyphenated(word, to)
  }
  return Object.assign(decline, { genderOf })

  function genderOf(lemma: string): string | undefined {
    const kinds = dictionary.paradigms(plainly(lemma)).filter(p => p.kind.includes('Name'))
    const genders = new Set(kinds.map(p => p.kind.split(' ')[1]))
    return genders.size === 1 ? [...genders][0] : undefined
  }

  /** The last part of a word declines, and each part before it that the dictionary or a surname's ending shows in the same case. */
  function hyphenated(word: Declined, to: Form): string {
    const parts = word.text.split(/([-‐‑])/)
    const lemmas = word.lemma.split(/[-‐‑]/)
    const place = parts.findIndex(part => /^(?:на|над|под|в|сюр)$/.test(part))
    return parts
      .map((text, i) => {
        if (i % 2) return text
        const part = { ...word, text, lemma: lemmas[i / 2] ?? text }
        const last = place > 0 ? i === 0 : i === parts.length - 1
        if (!last && (place > 0 || !agrees(part))) return text
        return whole(part, to)
      })
      .join('')
  }

  function agrees(part: Declined): boolean {
    if (knows(dictionary, part)) return true
    return part.surname === true && /(?:[ое]в|[иы]н)(?:а|у|ым|ой|е|ы|ых)$/u.test(part.text)
  }
}

/** Whether the dictionary has the word, and in this very form. */
function knows(dictionary: Dictionary, { text, lemma, feats, upos }: Declined): boolean {
  const slot = isAdjective({ upos, feats, lemma })
    ? adjectiveSlot(feats.Number, feats.Gender, feats.Case ?? 'Nom')
    : nounSlot(feats.Number, feats.Case ?? 'Nom')
  const low = plainly(lemma)
  const form = plainly(text)
  return dictionary.paradigms(low).some(p => p.forms(low, slot).includes(form))
}

/** Participles, pronouns and ordinals decline like adjectives. */
function isAdjective({ upos, feats }: Pick<Declined, 'upos' | 'feats' | 'lemma'>): boolean {
  return upos === 'ADJ' || upos === 'DET' || feats.VerbForm === 'Part'
}

type Search = (form: string, word: Declined, to: Form) => string | undefined

function adjectiveDecliner({ paradigms, lemmaOf, formOf }: Dictionary): Search {
  const search: Search = (form, word, to) => {
    const { feats } = word
    const from = adjectiveSlot(feats.Number, feats.Gender, feats.Case!)
    const slot = adjectiveSlot(to.number, to.gender ?? feats.Gender, to.case)
    const guessed = lemmaOf('ADJ', from, form)
    for (const lemma of [plainly(word.lemma), guessed]) {
      const fit =
        lemma === undefined
          ? undefined
          : paradigms(lemma).find(p => p.kind === 'ADJ' && p.forms(lemma, from).includes(form))
      const found = fit?.forms(lemma!, slot)[0]
      if (found) return found
    }
    return guessed === undefined ? undefined : formOf('ADJ', slot, guessed)
  }
  return (form, word, to) => {
    if (!/[щш](?:\p{L}{2,3})ся$/u.test(form)) return search(form, word, to)
    const found = search(form.slice(0, -2), { ...word, lemma: '' }, to) // борющихся
    return found === undefined ? undefined : `${found}ся`
  }
}

function nounDecliner(dictionary: Dictionary): Search {
  const { paradigms, lemmaOf, formOf } = dictionary
  const adjective = adjectiveDecliner(dictionary)

  /** The form by the dictionary: that of the lemma whose paradigm agrees best with the tag. */
  function known(
    lemmas: Iterable<string>,
    form: string,
    word: Declined,
    from: number,
    slot: number,
  ): string | undefined {
    const { feats, upos, surname = false } = word
    let best: string | undefined
    let mark = 0
    for (const lemma of lemmas) {
      for (const paradigm of paradigms(lemma)) {
        const { kind } = paradigm
        if (kind === 'ADJ' || !paradigm.forms(lemma, from).includes(form)) continue
        if (surname && !kind.includes('Surn')) continue
        const found = paradigm.forms(lemma, slot)[0]
        const gender = feats.Gender === undefined || kind.includes(feats.Gender) || kind.includes('Com')
        const proper = /Surn|Name|Patr|Geox|Orgn/.test(kind) === (upos === 'PROPN')
        const alive = kind.includes('Anim') === (feats.Animacy === 'Anim')
        const score =
          1 + 4 * Number(gender) + 2 * Number(proper) + Number(alive) + 3 * Number(lemma === plainly(word.lemma))
        if (found && score > mark) [best, mark] = [found, score]
      }
    }
    return best
  }

  return (form, word, to) => {
    const { feats, surname } = word
    const low = plainly(word.lemma)
    const from = nounSlot(feats.Number, feats.Case!)
    const slot = nounSlot(to.number, to.case)
    const [kind, ...others] = kindsOf(word)
    if (surname && FIXED_SURNAME.test(form) && feats.Number !== 'Plur') return undefined
    const guesses = [kind!, ...others].map(k => lemmaOf(k, from, form)).filter(l => l !== undefined)
    const found = known(new Set([low, ...guesses]), form, word, from, slot)
    if (found !== undefined) return found
    if (surname && feats.Gender === 'Fem' && feats.Number !== 'Plur' && !/[аяйюыеиу]$/.test(form)) return undefined
    if (low === form && !surname && !/[аяомйыь]$/.test(form)) return undefined // the model takes it for indeclinable
    const other = known(dictionary.near(form), form, word, from, slot)
    if (other !== undefined) return other
    if (!surname && /(?:[ыи]й|ая|ое|ее|ые|ие)$/.test(low) && ADJECTIVE.test(form)) {
      return adjective(form, word, { ...to, gender: feats.Gender })
    }
    const told = surname || low === form ? undefined : [kind!, ...others].find(k => formOf(k, from, low) === form)
    if (told !== undefined) return slot === 0 ? low : formOf(told, slot, low)
    const lemma = guesses[0] ?? low
    return slot === 0 ? lemma : formOf(kind!, slot, lemma)
  }
}

/** «развитием» is no adjective. */
const ADJECTIVE = /(?:[ое]го|[ое]му|[ыи]м|[ое]й|[ую]ю|[ыи]х|[ыи]ми|(?<!и)[ое]м)$/
/** Surnames that do not decline: Черных, Шевченко, Нетаньяху; Гюго. */
const FIXED_SURNAME = /(?:[ыи]х|(?<![ое]г)о|[эюи]|(?<![внк])у|[аеиоуыэюя]а)$/

/** The dictionary's kinds that a word may be of, the likeliest first. */
function kindsOf({ upos, feats, surname }: Declined): string[] {
  const gender = feats.Gender ?? 'Masc'
  if (surname) return [`NOUN ${gender} Anim Surn`]
  const alive = feats.Animacy === 'Anim' ? ' Anim' : ''
  const proper = upos === 'PROPN' ? (alive ? ' Name' : ' Geox') : ''
  const kinds = ['Masc', 'Fem', 'Neut'].filter(g => g !== gender).flatMap(g => [`NOUN ${g}${alive}`, `NOUN ${g}`])
  return [`NOUN ${gender}${alive}${proper}`, `NOUN ${gender}${alive}`, `NOUN ${gender}`, ...kinds]
}

/** Lower case, е for ё: as the dictionary writes. */
function plainly(word: string): string {
  return word.toLowerCase().replace(/ё/g, 'е')
}

/** A form with the capitals of the word, and its ё where the stem is the same. */
function withCapitals(word: string, form: string): string {
  const plain = plainly(word)
  let same = 0
  while (same < form.length && form[same] === plain[same]) same++
  const rest = form.slice(same)
  const capitals = word.length > 1 && word === word.toUpperCase()
  return word.slice(0, same) + (capitals ? rest.toUpperCase() : rest)
}
