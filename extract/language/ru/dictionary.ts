// The text of dictionary.json → how nouns and adjectives decline, and how unknown ones probably do. training/DICTIONARY.md describes the file.

/** How one word declines: `form(slot)` gives the variants of a form, the usual one first. */
export interface Paradigm {
  /** ADJ, or NOUN with gender, Anim, Surn, Name, Patr, Geox, Orgn, Fixed. */
  kind: string
  forms(lemma: string, slot: number): string[]
}

export interface Dictionary {
  /** Paradigms of a lemma in lower case, with е for ё. */
  paradigms(lemma: string): Paradigm[]
  /** Lemmas of which the word may be a form, by their beginning. */
  near(form: string): string[]
  /** The lemma of a form, or the form of a lemma, of an unknown word of this kind; undefined if the kind has no such slot. */
  lemmaOf(kind: string, slot: number, form: string): string | undefined
  formOf(kind: string, slot: number, lemma: string): string | undefined
}

interface File {
  version: number
  paradigms: string[]
  lemmas: string
  guess: Record<string, Record<string, string>>
}

const CASES = ['Nom', 'Gen', 'Dat', 'Acc', 'Ins', 'Loc']
const GENDERS = ['Masc', 'Fem', 'Neut']
const LONGEST = 6

/** Index of a noun's form. */
export function nounSlot(number: string | undefined, grammaticalCase: string): number {
  return (number === 'Plur' ? 6 : 0) + CASES.indexOf(grammaticalCase)
}

/** Index of an adjective's form. */
export function adjectiveSlot(number: string | undefined, gender: string | undefined, grammaticalCase: string): number {
  return 6 * (number === 'Plur' ? 3 : Math.max(GENDERS.indexOf(gender ?? ''), 0)) + CASES.indexOf(grammaticalCase)
}

/** Reads the file's text. */
export function readDictionary(json: string): Dictionary {
  const { version, paradigms, lemmas, guess } = JSON.parse(json) as File
  if (version !== 1)
    throw new Error(`dictionary.json: version ${version}, but this svodka reads version 1; update one of them`)
  const read = paradigms.map(readParadigm)
  const numbers = new Map<string, number[]>()
  let last = ''
  for (const line of lemmas.split('\n')) {
    const space = line.indexOf(' ')
    last = last.slice(0, Number.parseInt(line[0]!, 36)) + line.slice(1, space)
    const known = numbers.get(last)
    if (known) known.push(Number(line.slice(space + 1)))
    else numbers.set(last, [Number(line.slice(space + 1))])
  }
  const answer = (question: string, word: string): string | undefined => {
    const endings = guess[question]
    if (!endings) return undefined
    for (let n = Math.min(LONGEST, word.length); n >= 0; n--) {
      const rule = endings[word.slice(word.length - n)]
      if (rule !== undefined) return word.slice(0, word.length - Number(rule[0])) + rule.slice(1)
    }
    return undefined
  }
  const sorted = [...numbers.keys()]
  return {
    near(form) {
      const prefix = form.slice(0, Math.max(1, Math.min(3, form.length - 4)))
      let low = 0
      for (let high = sorted.length; low < high; ) {
        const middle = (low + high) >> 1
        if (sorted[middle]! < prefix) low = middle + 1
        else high = middle
      }
      let end = low
      while (sorted[end]?.startsWith(prefix)) end++
      return sorted.slice(low, end)
    },
    paradigms: lemma => (numbers.get(lemma) ?? []).map(n => read[n]!),
    lemmaOf: (kind, slot, form) => answer(`${kind}<${slot}`, form),
    formOf: (kind, slot, lemma) => answer(`${kind}>${slot}`, lemma),
  }
}

function readParadigm(text: string): Paradigm {
  const [cut, kind, ...endings] = text.split(';')
  return {
    kind: kind!,
    forms(lemma, slot) {
      const ending = endings[slot] ?? '-'
      if (ending === '-') return []
      const stem = lemma.slice(0, lemma.length - Number(cut))
      return ending.split('/').map(e => stem + e)
    },
  }
}
