// Dates of articles → the days on which something was said.
import type { Article } from '../model.ts'

/** `YYYY-MM-DD`, or nothing if the article's date is missing, names no day, or is no day of the calendar. */
export function dayOf(article: Article | undefined): string | undefined {
  const day = article?.date?.match(/^\d{4}-\d{2}-\d{2}(?=$|T| )/)?.[0]
  if (day === undefined) return undefined
  const time = Date.parse(`${day}T00:00:00Z`)
  return !Number.isNaN(time) && new Date(time).toISOString().startsWith(day) ? day : undefined
}

/** How often each day occurs, in order of the days; nothing if one of them is not known. */
export function byDay(days: Iterable<string | undefined>): [day: string, count: number][] {
  const counts = new Map<string, number>()
  for (const day of days) {
    if (day === undefined) return []
    counts.set(day, (counts.get(day) ?? 0) + 1)
  }
  return [...counts].sort(([a], [b]) => (a < b ? -1 : 1))
}
