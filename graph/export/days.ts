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

const DAY = 24 * 60 * 60 * 1000

/** Counts things by their days as they come. There is one for every entity of a big graph, so it is a single list. */
export class DayCounts {
  /** Day since 1970 and count in turn, in order of the days. */
  private readonly counts: number[] = []
  private known = true

  /** Counts `times` more on the day; 0 for what was there that day and is not counted. */
  add(day: string | undefined, times: number): void {
    if (day === undefined) {
      this.known = false
      return
    }
    const { counts } = this
    const number = Date.parse(`${day}T00:00:00Z`) / DAY
    let [from, to] = [0, counts.length / 2]
    while (from < to) {
      const middle = (from + to) >> 1
      if (counts[2 * middle]! < number) from = middle + 1
      else to = middle
    }
    if (counts[2 * from] === number) counts[2 * from + 1]! += times
    else counts.splice(2 * from, 0, number, times)
  }

  days(): Days {
    const { counts } = this
    if (!this.known) return []
    return Array.from({ length: counts.length / 2 }, (_, i) => [
      new Date(counts[2 * i]! * DAY).toISOString().slice(0, 10),
      counts[2 * i + 1]!,
    ])
  }
}
