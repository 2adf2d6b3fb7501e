// A time in words, the article's date, the date said last and the tense → ISO 8601, or nothing where it takes a guess.
import { addDays, centuryOf, daysTo, interval, isoOf, monthsOf, shifted, weekdayOf } from './calendar.ts'
import type { Origin, When } from './patterns.ts'

/** Of the verb above the words. `own`: it is theirs, with no noun between. */
export interface Tense {
  side: 'past' | 'future'
  own: boolean
}

export interface Setting {
  /** The article's date; year, month or day. */
  article?: string
  /** The date that the article said last. */
  said?: string
  tense: Tense
}

/** The value of a time, without its time of day. */
export function resolve(when: When, setting: Setting): string | undefined {
  const { iso, years, century, year, months, weekday, shift } = when
  if (iso) return isoOf(...(iso.split('-').map(Number) as [number, number, number]))
  if (years) return interval(isoOf(years[0]), isoOf(years[1]))
  if (century !== undefined) return centuryOf(century)
  if (months) return inMonths(when, months, setting)
  if (year !== undefined) return isoOf(year)
  if (weekday !== undefined) return onWeekday(weekday, shift?.n, setting)
  if (!shift) return undefined
  const from = originOf(shift.origin, setting)
  const to = from && shifted(from, shift.unit, shift.n)
  if (!shift.stretch || !to) return to
  const here = shifted(from, shift.unit, 0)
  return shift.n < 0 ? interval(to, here) : interval(here, to)
}

/** A past deed counts from the one before, any other from the article. */
const originOf = (origin: Origin, { article, said, tense }: Setting): string | undefined =>
  origin === 'said' || (origin === 'tense' && tense.side === 'past') ? said : article

/** A day, a month, a season or a quarter, in its year or the likeliest one. */
function inMonths(when: When, [from, to]: [number, number], setting: Setting): string | undefined {
  const build = (year: number): string | undefined =>
    when.day === undefined ? monthsOf(year, from, to) : isoOf(year, from, when.day)
  if (when.year !== undefined) return build(when.year)
  if (when.yearShift) {
    const origin = originOf(when.yearShift.origin, setting)
    return origin && build(Number(origin.slice(0, 4)) + when.yearShift.n)
  }
  if (setting.article === undefined || setting.article.length < 10) return undefined
  const near = Number(setting.article.slice(0, 4))
  const candidates = [near - 1, near, near + 1].map(build).filter(time => time !== undefined)
  const agreeing = candidates.filter(time => when.weekday === undefined || weekdayOf(time) === when.weekday)
  return likeliest(agreeing.length ? agreeing : candidates, setting.article, setting.tense)
}

/** The nearest on the side that the verb's tense tells; of two time zones a day may be the next. */
function likeliest(times: string[], article: string, { side, own }: Tense): string | undefined {
  const away = (time: string): number => Math.abs(daysTo(time, article))
  const fits = (time: string): boolean => {
    const days = daysTo(time, article)
    const grace = time.length === 10 ? 1 : 0
    return !own || (side === 'past' ? days <= grace : days >= -grace)
  }
  return times.filter(fits).sort((a, b) => away(a) - away(b))[0]
}

/** The last or next such weekday, today included; of a named week («в прошлую среду»: the last before today). */
function onWeekday(weekday: number, week: number | undefined, { article, tense }: Setting): string | undefined {
  if (article === undefined || article.length < 10) return undefined
  const ahead = weekday - weekdayOf(article)
  if (week === -1) return addDays(article, ahead < 0 ? ahead : ahead - 7)
  if (week !== undefined) return addDays(article, ahead + 7 * week)
  if (tense.side === 'past') return addDays(article, ahead <= 0 ? ahead : ahead - 7)
  return addDays(article, ahead >= 0 ? ahead : ahead + 7)
}
