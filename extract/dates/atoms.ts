// A sentence → atoms: what each of its words is in a date. Words that mean nothing to dates are atoms, too.
import type { Sentence, Token } from '../language/tree.ts'
import { type DateWords, dateKey } from './words.ts'

/**
 * A word or a part of one («1-5» is three). Letters beside those of the table: d number below 100, n number, Y number
 * of a year, Z decade («1990-х»), R Roman numeral, X whole date, T time of day, L «лет», z «последний», N «до н. э.»,
 * - dash, `,` comma, _ anything else.
 */
export interface Atom {
  letter: string
  value: number
  /** In the plural. */
  many?: boolean
  /** Of X and T: ISO 8601. */
  iso?: string
  start: number
  end: number
  /** Index in the sentence. */
  token: number
}

/** The atoms of a sentence, in order. */
export function atomsOf(sentence: Sentence, words: DateWords): Atom[] {
  const { tokens } = sentence
  const atoms: Atom[] = []
  for (let i = 0; i < tokens.length; i++) {
    const token = tokens[i]!
    const written = writtenNumber(tokens, i, words)
    if (written) {
      atoms.push(written.atom)
      i = written.last
    } else if (/\d/.test(token.text)) atoms.push(...figures(token, i, words))
    else atoms.push(...word(tokens, i, words))
  }
  return atoms
}

const atom = (token: Token, i: number, letter: string, value = 0): Atom => ({
  letter,
  value,
  start: token.start,
  end: token.end,
  token: i,
})

/** «двадцать первого», «две тысячи двенадцатом», «девяностых»: the number of a run of words. */
function writtenNumber(
  tokens: Token[],
  from: number,
  { numbers }: DateWords,
): { atom: Atom; last: number } | undefined {
  let total = 0
  let below = Number.POSITIVE_INFINITY
  let last = -1
  for (let i = from; i < tokens.length; i++) {
    const value = numbers.get(dateKey(tokens[i]!.lemma))
    if (value === undefined) break
    if (value === 1000 && total < 10) total = (total || 1) * 1000
    else if (value < below) total += value
    else break
    below = value < 20 ? 1 : value < 100 ? 10 : value < 1000 ? 100 : 1000
    if (value < 10 && tokens[i + 1] && numbers.get(dateKey(tokens[i + 1]!.lemma)) === 1000) below = 1001
    last = i
  }
  if (last < 0) return undefined
  const { feats, end, lemma } = tokens[last]!
  const decade = /ый$/.test(dateKey(lemma)) && feats.Number === 'Plur' && total % 10 === 0
  const letter = decade ? 'Z' : numberLetter(total)
  return { atom: { letter, value: total, start: tokens[from]!.start, end, token: last }, last }
}

const numberLetter = (n: number): string => (n < 100 ? 'd' : n >= 1000 && n < 2200 ? 'Y' : 'n')

/** «2012», «1990-х», «1-5», «2014/15», «2001г.», «12.06.2012», «2012-06-12», «18:00». */
function figures(token: Token, i: number, { words }: DateWords): Atom[] {
  const { text, start } = token
  const iso = text.match(/^(\d{4})-(\d\d)-(\d\d)$/)
  if (iso) return [{ ...atom(token, i, 'X'), iso: iso[0] }]
  const dotted = text.match(/^(\d{1,2})[./](\d{1,2})[./](\d{4}|\d\d)$/)
  if (dotted) {
    const [, day, month, year] = dotted as unknown as [string, string, string, string]
    const full = year.length === 2 ? `20${year}` : year
    return [{ ...atom(token, i, 'X'), iso: `${full}-${month.padStart(2, '0')}-${day.padStart(2, '0')}` }]
  }
  const clock = text.match(/^([01]?\d|2[0-3])[:.]([0-5]\d)(?::[0-5]\d)?$/)
  if (clock) return [{ ...atom(token, i, 'T'), iso: `${clock[1]!.padStart(2, '0')}:${clock[2]}` }]
  const parts = text.match(/^(\d{1,4})(?:([-–—/])(\d{1,4}))?(?:-?(\p{Script=Cyrillic}{1,2}\.?))?$/u)
  if (!parts) return [atom(token, i, '_')]
  const [, first, dash, second, ending = ''] = parts
  const last = second ?? first!
  const piece = (letter: string, value: number, from: number, length: number): Atom => ({
    ...atom(token, i, letter, value),
    start: start + from,
    end: start + from + length,
  })
  const at = dash ? first!.length + 1 : 0
  const year = words.get(ending.replace(/\.$/, ''))?.letter === 'y'
  const decade = /^(?:е|х|ые|ых|ми)$/.test(ending) && Number(last) % 10 === 0 && Number(last) > 0
  const length = year ? last.length : text.length - at
  const found = [piece(decade ? 'Z' : numberLetter(Number(last)), Number(last), at, length)]
  if (dash)
    found.unshift(piece(numberLetter(Number(first)), Number(first), 0, first!.length), piece('-', 0, first!.length, 1))
  if (year) found.push(piece('y', 0, text.length - ending.length, ending.length))
  return found
}

function word(tokens: Token[], i: number, { words, stretches }: DateWords): Atom[] {
  const token = tokens[i]!
  const { text, feats } = token
  const lemma = dateKey(token.lemma)
  if (/^[-–—]$/.test(text)) return [atom(token, i, '-')]
  if (text === ',') return [atom(token, i, ',')]
  if (/^[IVXХ]{1,5}$/.test(text)) return [atom(token, i, 'R', roman(text.replaceAll('Х', 'X')))]
  // «в том же году», «три года тому назад»
  if (lemma === 'же' || (/^тому$/i.test(text) && words.get(dateKey(tokens[i + 1]?.lemma ?? ''))?.letter === 'b'))
    return []
  if (/^до$/i.test(text) && /^н/i.test(tokens[i + 1]?.text ?? '') && /^э(?:\.|ры)?$/i.test(tokens[i + 2]?.text ?? ''))
    return [atom(token, i, 'N')]
  const found = words.get(lemma)
  if (stretches.has(lemma) && (!found || feats.Number === 'Plur')) return [atom(token, i, 'z', stretches.get(lemma)!)]
  if (found?.letter === 'y' && (/^лет$/i.test(text) || (feats.Number === 'Sing' && /^годик/.test(text))))
    return [atom(token, i, 'L')]
  if (found) return [{ ...atom(token, i, found.letter, found.value), many: feats.Number === 'Plur' }]
  return hyphened(token, i, words) ?? [atom(token, i, '_')]
}

/** «ноябре-декабре»: one word; the dictionary form is that of its second half only. */
function hyphened(token: Token, i: number, words: DateWords['words']): Atom[] | undefined {
  const at = token.text.search(/[-–—]/)
  const last = words.get(token.lemma.split(/[-–—]/).at(-1)!)
  if (at < 0 || last?.letter !== 'M') return undefined
  const begun = token.text
    .slice(0, at)
    .toLowerCase()
    .replace(/^ма[ея]$/, 'май')
  const first = [...words].find(([word, { letter }]) => letter === 'M' && word.slice(0, 3) === begun.slice(0, 3))?.[1]
  if (!first) return undefined
  return [
    { ...atom(token, i, 'M', first.value), end: token.start + at },
    { ...atom(token, i, '-'), start: token.start + at, end: token.start + at + 1 },
    { ...atom(token, i, 'M', last.value), start: token.start + at + 1 },
  ]
}

function roman(text: string): number {
  const values: Record<string, number> = { I: 1, V: 5, X: 10 }
  return [...text].reduce((sum, c, i) => {
    const value = values[c]!
    return sum + (value < (values[text[i + 1] ?? ''] ?? 0) ? -value : value)
  }, 0)
}
