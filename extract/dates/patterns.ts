// Atoms of a sentence → the times that its words name, not yet placed in the calendar.
import type { Atom } from './atoms.ts'
import type { Unit } from './calendar.ts'

/** From which time the words count: the article's date, the date said last, or whichever the tense of the verb tells. */
export type Origin = 'article' | 'said' | 'tense'

/** A time in words. What is absent is to be inferred from the article's date. */
export interface When {
  /** Index of its first atom, and after its last. */
  from: number
  to: number
  /** ISO 8601, where the words are complete. */
  iso?: string
  /** First and last year, of a decade say. */
  years?: [number, number]
  century?: number
  year?: number
  /** Years from the article's or the last date. */
  yearShift?: { n: number; origin: Origin }
  /** First and last month: the same for a month. */
  months?: [number, number]
  day?: number
  weekday?: number
  /** Units from the origin; `stretch`: all the time between. */
  shift?: { unit: Unit; n: number; origin: Origin; stretch?: boolean }
  /** Time of day. */
  clock?: string
}

type Reading = Omit<When, 'from' | 'to'>
type Groups = Record<string, Atom | undefined>

const UNIT_OF: Record<string, Unit> = {
  D: 'day',
  w: 'week',
  m: 'month',
  q: 'quarter',
  y: 'year',
  L: 'year',
  c: 'century',
  H: 'month',
}

/** «2024 года», «2024», «прошлого года», «того же года», or nothing. */
const YEAR = '(?:,?(?<year>Y)y?|(?<of>[<=])y)?'

function yearOf({ year, of }: Groups): Reading {
  if (year) return { year: year.value }
  return of ? { yearShift: shiftOf(of) } : {}
}

/** «прошлый», «этот», «тот же»; what follows a past deed counts from that deed. */
const shiftOf = ({ letter, value }: Atom): { n: number; origin: Origin } =>
  letter === '=' ? { n: 0, origin: 'said' } : { n: value, origin: value > 0 ? 'tense' : 'article' }

/** How many units: one where no number is said; «несколько дней» nobody knows. */
const counted = ({ n, unit }: Groups): number =>
  n || !unit!.many || unit!.letter === 'H' ? (unit!.letter === 'H' ? unit!.value : 1) * (n?.value ?? 1) : Number.NaN
const unitOf = ({ unit }: Groups): Unit => UNIT_OF[unit!.letter]!

/** Letters (see atoms.ts) → reading. Of several that fit at a word the longest holds. */
const PATTERNS: [pattern: string, read: (groups: Groups) => Reading | undefined][] = [
  // «12.06.2012», «28.11.2024 г.»
  ['(?<whole>X)y?', ({ whole }) => ({ iso: whole!.iso! })],
  // «28 ноября», «в среду, 27 марта 2019 года», «5 мая прошлого года»
  [
    `(?:(?<weekday>W),?)?(?<day>[dZ])(?<month>M)${YEAR}`,
    g => ({
      day: g.day!.value,
      months: [g.month!.value, g.month!.value],
      ...(g.weekday && { weekday: g.weekday.value }),
      ...yearOf(g),
    }),
  ],
  // «в мае», «в сентябре прошлого года», «в мае 2018 года»
  [`(?<month>M)${YEAR}`, g => ({ months: [g.month!.value, g.month!.value], ...yearOf(g) })],
  // «летом 2011 года»: a winter is in two years, so it has only its year
  [
    `(?<season>S)${YEAR}`,
    g => {
      const first = g.season!.value
      if (first < 12) return { months: [first, first + 2], ...yearOf(g) }
      return g.year || g.of ? byYear(yearOf(g)) : undefined
    },
  ],
  // «прошлым летом»
  [
    '(?<of>[<=])(?<season>S)',
    g =>
      g.season!.value < 12 ? { months: [g.season!.value, g.season!.value + 2], yearShift: shiftOf(g.of!) } : undefined,
  ],
  // «в IV квартале 2020 года»
  [
    `(?<n>[dR])q${YEAR}`,
    g => {
      const n = g.n!.value
      return n >= 1 && n <= 4 ? { months: [n * 3 - 2, n * 3], ...yearOf(g) } : undefined
    },
  ],
  // «во второй половине 2019 года»
  [
    `(?<n>[dR])h${YEAR}`,
    g => {
      const n = g.n!.value
      return (g.year || g.of) && (n === 1 || n === 2) ? { months: [n * 6 - 5, n * 6], ...yearOf(g) } : undefined
    },
  ],
  // «в 2012 году», «в 862 году», «в 2012»
  ['(?<year>[Yn])y', ({ year }) => ({ year: year!.value })],
  ['(?<year>Y)(?![DwmLoi])', ({ year }) => ({ year: year!.value })],
  // «в 2014/15 году», «сезон 2014/15»
  [
    '(?<year>Y)-(?<next>d)y?',
    ({ year, next }) =>
      (year!.value + 1) % 100 === next!.value ? { years: [year!.value, year!.value + 1] } : undefined,
  ],
  // «в 1990-х годах», «в 90-е», «в девяностые годы XIX века»
  [
    '(?<decade>Z)y?(?:(?<n>[dR])c)?',
    ({ decade, n }) => {
      const { value } = decade!
      if (value >= 100) return { years: [value, value + 9] }
      // «20-е» alone may be of either century.
      const century = n ? n.value - 1 : value >= 30 ? 19 : undefined
      return century === undefined ? undefined : { years: [century * 100 + value, century * 100 + value + 9] }
    },
  ],
  // «в XIX веке»
  ['(?<n>[dR])c', ({ n }) => ({ century: n!.value })],
  // «в прошлом году», «на этой неделе», «в тот же день»
  [
    '(?<of>[<=])(?<unit>[Dwmqyc])',
    g => {
      const { n, origin } = shiftOf(g.of!)
      if (g.unit!.many) return undefined
      // «в этот день», «на следующий день»: those of the story
      return { shift: { unit: unitOf(g), n, origin: g.unit!.letter === 'D' ? 'said' : origin } }
    },
  ],
  // «в минувшую среду»
  [
    '(?<of><)(?<weekday>W)',
    g => ({ weekday: g.weekday!.value, shift: { unit: 'week', n: g.of!.value, origin: 'article' } }),
  ],
  // «в понедельник»
  ['(?<weekday>W)', g => ({ weekday: g.weekday!.value })],
  // «вчера», «вчерашний день»
  ['(?<days>A)D?', g => ({ shift: { unit: 'day', n: g.days!.value, origin: 'article' } })],
  // «три дня назад», «год назад», «полгода назад»
  ['(?<n>[dn])?(?<unit>[DwmyLH])b', g => ({ shift: { unit: unitOf(g), n: -counted(g), origin: 'article' } })],
  // «через два года»
  ['t(?<n>[dn])?(?<unit>[DwmyLH])', g => ({ shift: { unit: unitOf(g), n: counted(g), origin: 'tense' } })],
  // «днём ранее», «двумя неделями позже», «спустя два года»
  [
    '(?<n>[dn])?(?<unit>[DwmyLH])(?<side>[rl])',
    g => ({ shift: { unit: unitOf(g), n: counted(g) * (g.side!.letter === 'r' ? -1 : 1), origin: 'said' } }),
  ],
  ['l(?<n>[dn])?(?<unit>[DwmyLH])', g => ({ shift: { unit: unitOf(g), n: counted(g), origin: 'said' } })],
  // «за последние три года», «в ближайшие два месяца»
  [
    '(?<side>z)(?<n>[dn])(?<unit>[DwmyL])',
    g => ({ shift: { unit: unitOf(g), n: counted(g) * g.side!.value, origin: 'article', stretch: true } }),
  ],
  // «в 18:00», «в 18 часов 30 минут», «в 10 часов утра», «в 6 вечера»
  ['(?<time>T)', ({ time }) => ({ clock: time!.iso! })],
  ['(?<in>v)(?<hour>d)o(?:(?<minute>d)i)?(?<part>[PED])?', clockOf],
  ['(?<in>v)(?<hour>d)(?<part>[PE])', clockOf],
]

const byYear = ({ year, yearShift }: Reading): Reading =>
  year === undefined ? { shift: { unit: 'year', ...yearShift! } } : { year }

function clockOf({ hour, minute, part }: Groups): Reading | undefined {
  const later = /^[ED]$/.test(part?.letter ?? '') && hour!.value < 12 ? 12 : 0
  const [h, m] = [hour!.value + later, minute?.value ?? 0]
  return h < 24 && m < 60 ? { clock: [h, m].map(n => String(n).padStart(2, '0')).join(':') } : undefined
}

const COMPILED = PATTERNS.map(([pattern, read]) => ({ pattern: new RegExp(`${pattern}(?!y?N)`, 'dy'), read }))

/** The times named in a sentence, in order, not overlapping. */
export function findTimes(atoms: Atom[]): When[] {
  const letters = atoms.map(a => a.letter).join('')
  const found: When[] = []
  for (let from = 0; from < atoms.length; from = Math.max(from + 1, found.at(-1)?.to ?? 0)) {
    let longest: When | undefined
    for (const { pattern, read } of COMPILED) {
      pattern.lastIndex = from
      const match = pattern.exec(letters)
      if (!match || from + match[0].length <= (longest?.to ?? 0)) continue
      const groups = Object.entries(match.indices!.groups ?? {}).map(([name, at]) => [name, at && atoms[at[0]]])
      const reading = read(Object.fromEntries(groups))
      // The preposition of a time of day belongs to the pattern, not to the time.
      if (reading && !Number.isNaN(reading.shift?.n))
        longest = { ...reading, from: letters[from] === 'v' ? from + 1 : from, to: from + match[0].length }
    }
    if (longest) found.push(longest)
  }
  return found
}
