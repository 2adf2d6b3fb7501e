// A draft → the dates that its words name, in ISO 8601. Words that count from the article's date give nothing without it.
import { children, type Draft, preposition } from '../draft.ts'
import type { Name, Sentence, Token } from '../language/tree.ts'
import { type Atom, atomsOf } from './atoms.ts'
import { interval } from './calendar.ts'
import { findTimes, type When } from './patterns.ts'
import { joined, type Stretch } from './ranges.ts'
import { resolve, type Setting, type Tense } from './resolve.ts'
import { type DateWords, loadDateWords } from './words.ts'

/** Words of a sentence that name a time. `time` is a date, a month, a year, a minute, or an interval of two of them. */
export interface SaidDate {
  sentence: number
  start: number
  end: number
  time: string
}

const tables = new Map<string, DateWords>()
const LANGUAGES = ['ru']

/** The table of words of a language; undefined where there is none. */
export function dateWords(language = 'ru'): DateWords | undefined {
  const code = language.toLowerCase().split(/[-_]/)[0]!
  if (!LANGUAGES.includes(code)) return undefined
  const words = tables.get(code) ?? loadDateWords(code)
  tables.set(code, words)
  return words
}

/** The dates of a text that are certain, in order. */
export function findDates(draft: Pick<Draft, 'article' | 'sentences'>): SaidDate[] {
  const words = dateWords(draft.article.language)
  if (!words) return []
  const found: SaidDate[] = []
  let article = draft.article.date?.match(/^\d{4}(?:-\d\d(?:-\d\d)?)?/)?.[0]
  draft.sentences.forEach((sentence, s) => {
    const atoms = atomsOf(sentence, words)
    const times = findTimes(atoms).filter(when => isCertain(when, atoms, sentence))
    for (const stretch of withClocks(joined(times, atoms), atoms)) {
      const [first, last] = [atoms[stretch[0].from]!, atoms[stretch.at(-1)!.to - 1]!]
      const tense = tenseAt(sentence.tokens, first.token, words)
      const said = found.findLast(d => d.sentence >= s - 1 && !/[T/]/.test(d.time))?.time
      const time = timeIn(stretch, { tense, ...(article && { article }), ...(said && { said }) })
      if (!time) continue
      found.push({ sentence: s, start: first.start, end: last.end, time })
      if (!article && isDateline(draft.article.text, found.at(-1)!)) article = time
    }
  })
  return found
}

/** A dateline: one of the first two lines holds nothing but a date with its year. */
function isDateline(text: string, { start, end, time }: SaidDate): boolean {
  if (!/^\d{4}-\d\d-\d\d$/.test(time)) return false
  const from = text.lastIndexOf('\n', start - 1) + 1
  const line = (text.slice(from, start) + text.slice(end).split('\n', 1)[0]).trim()
  return /^(?:г(?:ода)?)?\.?$/.test(line) && text.slice(0, from).trim().split('\n').length <= 1
}

/** A word alone («май», «2012», «среду», «18:00») is a date only where the analyser says so; «сегодня» unless it is in a name. */
function isCertain({ from, to }: When, atoms: Atom[], { names = [], tokens }: Sentence): boolean {
  const [first, last] = [atoms[from]!, atoms[to - 1]!]
  const holds = ({ start, end }: Name): boolean => start <= first.start && end >= last.end
  const within = names.filter(holds)
  if (first.letter === 'A')
    return !isPreposition(tokens, first.token) && within.every(n => /^(?:DATE|TIME|EVENT)$/.test(n.type))
  const alone =
    first.token === last.token && /[MWSYTZ]/.test(first.letter) && !(first.letter === 'Z' && first.value > 1000)
  return !alone || within.some(n => /^(?:DATE|TIME)$/.test(n.type))
}

/** «накануне саммита» */
const isPreposition = (tokens: Token[], i: number): boolean =>
  tokens[i]!.deprel === 'case' ||
  children(tokens, i).some(c => c > i && tokens[c]!.feats.Case === 'Gen' && preposition(tokens, c) === undefined)

/** A time of day belongs to the day beside it: «12 июня в 18:00», «в 10 утра 5 мая». */
function withClocks(stretches: Stretch[], atoms: Atom[]): Stretch[] {
  const found: Stretch[] = []
  for (const stretch of stretches) {
    const previous = found.at(-1)
    const between = previous && atoms.slice(previous.at(-1)!.to, stretch[0].from).every(a => /[v,PEDf_]/.test(a.letter))
    const near = previous?.length === 1 && between && stretch[0].from - previous[0].to <= 3
    if (near && isClock(stretch[0]) && isDay(previous[0])) {
      const clocked = stretch.map(w => ({ ...previous[0], clock: w.clock!, to: w.to }))
      found.splice(-1, 1, clocked as Stretch)
    } else if (near && isClock(previous[0]) && stretch.length === 1 && isDay(stretch[0])) {
      found.splice(-1, 1, [{ ...stretch[0], clock: previous[0].clock!, from: previous[0].from }])
    } else found.push(stretch)
  }
  return found
}

const isDay = ({ iso, day, weekday, shift, clock }: When): boolean =>
  clock === undefined && (iso ?? day ?? weekday ?? (shift?.unit === 'day' || undefined)) !== undefined

const isClock = ({ clock, iso, day, weekday, shift }: When): boolean =>
  clock !== undefined && (iso ?? day ?? weekday ?? shift) === undefined

function timeIn(stretch: Stretch, setting: Setting): string | undefined {
  const [first, last] = stretch.map(when => {
    // A time of day alone is on the day said last, else on that of the article.
    const day = isClock(when) ? (setting.said ?? setting.article) : resolve(when, setting)
    if (when.clock === undefined) return day
    return day?.length === 10 ? `${day}T${when.clock}` : undefined
  })
  return stretch.length === 1 ? first : interval(first, last)
}

/** The tense of the verb above a word: an infinitive is yet to be done; what began and goes on began in the past. */
function tenseAt(tokens: Token[], from: number, { parts }: DateWords): Tense {
  let own = true
  // «запланирован на 30 июня», «на 27 апреля известно»: on either side of the verb.
  if (/^на$/i.test(tokens[from - 1]?.text ?? '') && !parts.has(tokens[from - 2]?.lemma ?? '')) own = false
  for (let i = from, up = 0; i >= 0 && up < 12; i = tokens[i]!.head, up++) {
    const side = sideOf(tokens, i, from)
    if (side) return { side, own: own && tokens[i]!.feats.VerbForm !== 'Inf' }
    if (i !== from && tokens[i]!.upos === 'NOUN' && !parts.has(tokens[i]!.lemma)) own = false
  }
  return { side: 'past', own: false }
}

function sideOf(tokens: Token[], i: number, from: number): Tense['side'] | undefined {
  const { feats, upos } = tokens[i]!
  const helpers = children(tokens, i).filter(c => /^(?:aux|cop)/.test(tokens[c]!.deprel))
  if (helpers.length) return helpers.some(c => /^буд/i.test(tokens[c]!.text)) ? 'future' : 'past'
  if (!/^(?:VERB|AUX)$/.test(upos) || feats.VerbForm === 'Conv') return undefined
  if (feats.VerbForm === 'Part' && !feats.Tense) return undefined
  if (feats.Tense === 'Pres' && /^со?$/i.test(tokens[from - 1]?.text ?? '')) return 'past'
  return feats.Tense === 'Past' ? 'past' : 'future'
}
