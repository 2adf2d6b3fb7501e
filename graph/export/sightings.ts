// A source → what must be known before the first entity or claim is written: the articles' heads, and where entities are
// mentioned. It is kept for all of them at once, so it is no more than what is needed.
import type { Source } from '../source.ts'
import { dayOf } from './days.ts'

/** What is said of an article wherever it is quoted. */
export interface Head {
  title: string | undefined
  url: string | undefined
  date: string | undefined
  /** The day of the date, if it names one. */
  day: string | undefined
}

export interface Sighting {
  name: string
  /** How many words name it, and in how many articles. */
  mentions: number
  articles: number
}

export interface Sightings {
  articles: Map<string, Head>
  /** In order of the ids. */
  entities: Map<string, Sighting>
}

/** Reads the entities and articles of the source once. `each` is told of every mention of an entity. */
export async function sightingsOf(
  source: Source,
  each: (entity: string, head: Head) => void = () => undefined,
): Promise<Sightings> {
  const articles = new Map<string, Head>()
  const entities = new Map<string, Sighting>()
  for await (const { id, name } of source.entities()) entities.set(id, { name, mentions: 0, articles: 0 })
  for await (const { article, mentions } of source.articles()) {
    const { title, url, date } = article
    const head = { title, url, date, day: dayOf(article) }
    articles.set(article.id, head)
    const here = new Set<Sighting>()
    for (const { entity } of mentions) {
      const seen = entity === undefined ? undefined : entities.get(entity)
      if (!seen) continue
      seen.mentions++
      here.add(seen)
      each(entity!, head)
    }
    for (const seen of here) seen.articles++
  }
  return { articles, entities }
}
