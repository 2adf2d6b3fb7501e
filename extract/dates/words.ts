// A language's table of words (ru.yaml) → what each word is in a date: one letter for its kind, and its value.
import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { readYaml } from '../../graph/yaml.ts'

/** A word of a date. Patterns are written in the letters. */
export interface Word {
  letter: string
  value: number
}

export interface DateWords {
  /** Dictionary form → what it is; a number may also be found here. */
  words: Map<string, Word>
  /** Dictionary form → number. */
  numbers: Map<string, number>
  /** «последний»: dictionary form → direction. It may also be a shift («прошедший год», «за прошедшие три года»). */
  stretches: Map<string, number>
  /** Words between a date and what it is said of. */
  parts: Set<string>
  /** Verbs that only say that their noun is so. */
  happening: Set<string>
}

/** Section of the table → letter. */
const LETTERS: Record<string, string> = {
  months: 'M',
  weekdays: 'W',
  seasons: 'S',
  days: 'A',
  shifts: '<',
  spells: 'H',
  same: '=',
  ago: 'b',
  after: 't',
  earlier: 'r',
  later: 'l',
  mornings: 'P',
  evenings: 'E',
  from: 'f',
  to: 'u',
  in: 'v',
  and: '&',
}

/** Unit → letter. */
const UNITS: Record<string, string> = {
  day: 'D',
  week: 'w',
  month: 'm',
  quarter: 'q',
  half: 'h',
  year: 'y',
  century: 'c',
  hour: 'o',
  minute: 'i',
}

const list = (words: unknown): string[] => String(words).split(/\s+/).filter(Boolean)

/** Adjectives have one ending, whichever the analyser gives: «девяностый», «девяностой». */
export const dateKey = (lemma: string): string => lemma.replace(/(?<=..)(?:ой|ий)$/, 'ый').replace(/(?<=.)\.$/, '')

/** Reads and checks a table. Throws `file:line: message`. */
export function loadDateWords(language: string): DateWords {
  const file = `dates/${language}.yaml`
  const { data, fault } = readYaml(
    readFileSync(fileURLToPath(new URL(`./${language}.yaml`, import.meta.url)), 'utf8'),
    file,
  )
  const sections = data as Record<string, string | Record<string, string>>
  const found: DateWords = {
    words: new Map(),
    numbers: new Map(),
    stretches: new Map(),
    parts: new Set(),
    happening: new Set(),
  }
  for (const [section, content] of Object.entries(sections)) {
    const rows: [string, string][] = typeof content === 'string' ? [['0', content]] : Object.entries(content)
    for (const [value, words] of rows) {
      const letter = section === 'units' ? UNITS[value] : LETTERS[section]
      const number = section === 'units' ? 0 : Number(value)
      if (Number.isNaN(number)) throw fault([section, value], `"${value}" is not a number`)
      for (const word of list(words).map(dateKey)) {
        if (letter) found.words.set(word, { letter, value: number })
        else if (section === 'numbers') found.numbers.set(word, number)
        else if (section === 'stretches') found.stretches.set(word, number)
        else if (section === 'parts' || section === 'happening') found[section].add(word)
        else throw fault([section, value], `unknown section or unit "${section}"`)
      }
    }
  }
  return found
}
