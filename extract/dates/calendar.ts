// Years, months and days ↔ ISO 8601: `2025`, `2025-11`, `2025-11-28`, and intervals `2025-11-24/2025-11-30`.

export type Unit = 'day' | 'week' | 'month' | 'quarter' | 'year' | 'century'

const DAY = 86_400_000
const padded = (n: number, length: number): string => String(n).padStart(length, '0')

/** A year, month or day. Undefined where there is no such one. */
export function isoOf(year: number, month?: number, day?: number): string | undefined {
  if (!(year >= 1 && year <= 9999)) return undefined
  const y = padded(year, 4)
  if (month === undefined) return y
  if (!(month >= 1 && month <= 12)) return undefined
  const m = `${y}-${padded(month, 2)}`
  if (day === undefined) return m
  return day >= 1 && day <= daysIn(year, month) ? `${m}-${padded(day, 2)}` : undefined
}

const daysIn = (year: number, month: number): number => {
  const date = new Date(0)
  date.setUTCFullYear(year, month, 0)
  return date.getUTCDate()
}

/** First instant of the first to last of the second; undefined where they are the wrong way round. */
export function interval(from: string | undefined, to: string | undefined): string | undefined {
  if (!from || !to) return undefined
  const [first, last] = [from.split('/')[0]!, to.split('/').at(-1)!]
  if (first === last) return first
  return lastDay(last) >= firstDay(first) ? `${first}/${last}` : undefined
}

/** Months of a year as one value; from December on they reach into the next year. */
export function monthsOf(year: number, from: number, to: number): string | undefined {
  return interval(isoOf(year, from), isoOf(to < from ? year + 1 : year, to))
}

/** Days since 1970 of a time's beginning. */
const dayNumber = (iso: string): number => Date.parse(iso.slice(0, 10)) / DAY
const firstDay = (iso: string): number => dayNumber(iso.split('/')[0]!)

function lastDay(iso: string): number {
  const last = iso.split('/').at(-1)!.slice(0, 10)
  const [year, month] = last.split('-').map(Number) as [number, number | undefined]
  if (last.length === 4) return dayNumber(`${last}-12-31`)
  if (last.length === 7) return dayNumber(last) + daysIn(year, month!) - 1
  return dayNumber(last)
}

/** Days from a day to a time: 0 if the day is in it, negative if the time is past. */
export function daysTo(time: string, day: string): number {
  const here = dayNumber(day)
  if (lastDay(time) < here) return lastDay(time) - here
  return Math.max(0, firstDay(time) - here)
}

export const addDays = (day: string, n: number): string | undefined => {
  const time = (dayNumber(day) + n) * DAY
  return Number.isNaN(new Date(time).getTime())
    ? undefined
    : new Date(time).toISOString().match(/^\d{4}-\d\d-\d\d/)?.[0]
}

/** Monday is 1. */
export const weekdayOf = (day: string): number => ((((dayNumber(day) + 3) % 7) + 7) % 7) + 1

/** The unit that holds a time, n of them later: the week, month, year … Undefined where the time is not that exact. */
export function shifted(from: string, unit: Unit, n: number): string | undefined {
  const [year, month] = from.split('-').map(Number) as [number, number | undefined]
  switch (unit) {
    case 'day':
      return from.length >= 10 ? addDays(from, n) : undefined
    case 'week': {
      const monday = from.length >= 10 ? addDays(from, 1 - weekdayOf(from) + 7 * n) : undefined
      return monday && interval(monday, addDays(monday, 6))
    }
    case 'month':
      return month === undefined
        ? undefined
        : isoOf(year + Math.floor((month - 1 + n) / 12), ((((month - 1 + n) % 12) + 12) % 12) + 1)
    case 'quarter': {
      if (month === undefined) return undefined
      const quarter = Math.floor((month - 1) / 3) + n
      const first = (((quarter % 4) + 4) % 4) * 3 + 1
      return monthsOf(year + Math.floor(quarter / 4), first, first + 2)
    }
    case 'year':
      return isoOf(year + n)
    case 'century':
      return centuryOf(Math.ceil(year / 100) + n)
  }
}

/** XIX is 1801 to 1900. */
export const centuryOf = (n: number): string | undefined => interval(isoOf(n * 100 - 99), isoOf(n * 100))
