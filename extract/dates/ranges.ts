// Times of a sentence → pairs that are the ends of one stretch, or single ones; what one end leaves out the other says.
import type { Atom } from './atoms.ts'
import type { When } from './patterns.ts'

/** One time, or a stretch from the first to the second. */
export type Stretch = [When] | [When, When]

/** Joins «с 1 по 5 июня», «2010–2014 годах», «с 28 ноября по 3 декабря 2024 года»; «5 и 6 мая» are two. */
export function joined(times: When[], atoms: Atom[]): Stretch[] {
  const found: Stretch[] = []
  for (const time of times) {
    const link = atoms[time.from - 1]?.letter ?? ''
    const previous = found.at(-1)
    const adjacent =
      previous?.length === 1 && previous[0].to === time.from - 1 && link !== 'v' ? previous[0] : undefined
    const first = /[-u&v]/.test(link) ? (adjacent ?? half(time, atoms, time.from - 2)) : undefined
    // «с 1 по 5 июня», «в ночь с 3 на 4 июня»
    const begun = /[uv]/.test(link) && first && atoms[first.from - 1]?.letter === 'f'
    if (!first || !(begun || link === '-' || link === '&')) {
      found.push([time])
      continue
    }
    if (adjacent) found.pop()
    const whole = completed(first, time)
    if (link === '&') found.push([whole], [time])
    else found.push([whole, time])
  }
  return found
}

/** A bare number before a link is what the number after it is: «1» in «1–5 июня», «2010» in «2010–2014 годах». */
function half(time: When, atoms: Atom[], at: number): When | undefined {
  const number = atoms[at]
  if (!number) return undefined
  const span = { from: at, to: at + 1 }
  const { letter, value } = number
  if (letter === 'd' && time.day !== undefined) {
    const { weekday: _, ...rest } = time
    return { ...rest, ...span, day: value }
  }
  if (letter === 'Y' && time.years) return { ...span, years: [value, value + 9] }
  if (/[Yn]/.test(letter) && time.year !== undefined && !time.months) return { ...span, year: value }
  if (/[dR]/.test(letter) && time.century !== undefined) return { ...span, century: value }
  return undefined
}

/** A first end without a year has the year of the second, or the one before. */
function completed(first: When, second: When): When {
  if (!first.months || first.year !== undefined || first.yearShift || first.iso) return first
  if (second.yearShift) return { ...first, yearShift: second.yearShift }
  if (second.year === undefined || !second.months) return first
  return { ...first, year: second.year - (first.months[0] > second.months[1] ? 1 : 0) }
}
