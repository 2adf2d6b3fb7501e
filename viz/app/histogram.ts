// Days → bins of equal calendar length, with how many there are in each.

export type Unit = 'day' | 'week' | 'month' | 'year'

export interface Bin {
  /** First and last day as `2025-11-27`. */
  from: string
  to: string
}

const DAY = 86_400_000
/** Of more days than this a coarser unit is taken. */
const LIMITS: [Unit, number][] = [
  ['day', 75],
  ['week', 3 * 365],
  ['month', 20 * 365],
]

/** Bins from the first to the last of these days, without gaps; none where there are fewer than two different days. */
export function bins(days: Iterable<string>): Bin[] {
  let [first, last] = ['', '']
  for (const day of days) {
    if (!/^\d{4}-\d\d-\d\d$/.test(day)) continue
    if (first === '' || day < first) first = day
    if (day > last) last = day
  }
  if (first === last) return []
  const length = (time(last) - time(first)) / DAY
  const unit = LIMITS.find(([, most]) => length <= most)?.[0] ?? 'year'
  const found: Bin[] = []
  for (let from = begin(first, unit); from <= last; ) {
    const next = following(from, unit)
    found.push({ from, to: text(time(next) - DAY) })
    from = next
  }
  return found
}

/** The bin that a day is in, -1 if in none. */
export function binOf(bins: Bin[], day: string): number {
  let [low, high] = [0, bins.length - 1]
  while (low <= high) {
    const middle = (low + high) >> 1
    if (day < bins[middle]!.from) high = middle - 1
    else if (day > bins[middle]!.to) low = middle + 1
    else return middle
  }
  return -1
}

const time = (day: string): number => Date.parse(`${day}T00:00:00Z`)
const text = (at: number): string => new Date(at).toISOString().slice(0, 10)

function begin(day: string, unit: Unit): string {
  if (unit === 'month') return `${day.slice(0, 7)}-01`
  if (unit === 'year') return `${day.slice(0, 4)}-01-01`
  if (unit === 'day') return day
  const monday = (new Date(time(day)).getUTCDay() + 6) % 7
  return text(time(day) - monday * DAY)
}

function following(day: string, unit: Unit): string {
  if (unit === 'day') return text(time(day) + DAY)
  if (unit === 'week') return text(time(day) + 7 * DAY)
  const [year, month] = day.split('-').map(Number) as [number, number]
  return text(unit === 'year' ? Date.UTC(year + 1, 0) : Date.UTC(year, month))
}
