// A source → what must be known before the first entity or claim is written: the articles' heads, and where entities are mentioned.
import type { Article } from '../model.ts'
import type { Source } from '../source.ts'
import { DayCounts, dayOf } from './days.ts'

/** An article without its text. */
export type Head = Omit<Article, 'text'>

export interface Sighting {
  name: string
  /** How many words name it, and in how many articles. */
  mentions: number
  articles: number
  /** Its mentions by day. */
  days: DayCounts
}

export interface Sightings {
  articles: Map<string, Head>
  /** In order of the ids. */
  entities: Map<string, Sighting>
}

/** Reads the entities and articles of the source once. */
export async function sightingsOf(source: Source): Promise<Sightings> {
  const articles = new Map<string, Head>()
  const entities = new Map<string, Sighting>()
  for await (const { id, name } of source.entities()) {
    entities.set(id, { name, mentions: 0, articles: 0, days: new DayCounts() })
  }
  for await (const { article, mentions } of source.articles()) {
    const { text: _, ...head } = article
    articles.set(article.id, head)
    const here = new Set<Sighting>()
    for (const { entity } of mentions) {
      const seen = entity === undefined ? undefined : entities.get(entity)
      if (!seen) continue
      seen.mentions++
      seen.days.add(dayOf(head))
      here.add(seen)
    }
    for (const seen of here) seen.articles++
  }
  return { articles, entities }
}
