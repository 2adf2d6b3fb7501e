// Dates of articles → the days on which something was said.
import type { Article } from '../model.ts'

/** How often something was said on each day, in order of the days; nothing where one of them is not known. */
export type Days = [day: string, count: number][]

/** `YYYY-MM-DD`, or nothing if the article's date is missing, names no day, or is no day of the calendar. */
export function dayOf(article: Pick<Article, 'date'> | undefined): string | undefined {
  const day = article?.date?.match(/^\d{4}-\d{2}-\d{2}(?=$|T| )/)?.[0]
  if (day === undefined) return undefined
  const time = Date.parse(`${day}T00:00:00Z`)
  return !Number.isNaN(time) && new Date(time).toISOString().startsWith(day) ? day : undefined
}

/** Counts things by their days as they come. */
export class DayCounts {
  private readonly counts = new Map<string, number>()
  private known = true

  /** Counts `times` more on the day; 0 for what was there that day and is not counted. */
  add(day: string | undefined, times = 1): void {
    if (day === undefined) this.known = false
    else this.counts.set(day, (this.counts.get(day) ?? 0) + times)
  }

  days(): Days {
    return this.known ? [...this.counts].sort(([a], [b]) => (a < b ? -1 : 1)) : []
  }
}
