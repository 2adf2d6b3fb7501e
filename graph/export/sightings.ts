// A source → what must be known before the first node of a drawing is written: where each entity was seen, and where it stands.
import { layout, type Position } from '../layout.ts'
import type { Article, Claim, Entity } from '../model.ts'
import type { Source } from '../source.ts'
import { DayCounts, dayOf } from './days.ts'

/** An article without its text. */
export type Header = Omit<Article, 'text'>

export interface Sighting {
  name: string
  /** How many words name it, and in how many articles. */
  mentions: number
  articles: number
  /** Its mentions by day. Whoever only a claim knows was there that day too, though no words name it. */
  days: DayCounts
  position: Position
}

export interface Sightings {
  articles: Map<string, Header>
  entities: Map<string, Sighting>
}

/** Entities and edges that are still laid out by force; for more it takes too long, and programs do it better. */
const MOST = 30_000

/** Reads the source once. */
export async function sightingsOf(source: Source): Promise<Sightings> {
  const articles = new Map<string, Header>()
  const entities = new Map<string, Sighting>()
  const drawn: { entities: Pick<Entity, 'id' | 'type' | 'name'>[]; claims: Pick<Claim, 'subject' | 'object'>[] } = {
    entities: [],
    claims: [],
  }
  for await (const { id, type, name } of source.entities()) {
    entities.set(id, { name, mentions: 0, articles: 0, days: new DayCounts(), position: spiral(entities.size) })
    if (drawn.entities.length <= MOST) drawn.entities.push({ id, type, name })
  }
  for await (const { article, mentions } of source.articles()) {
    const { text: _, ...header } = article
    articles.set(article.id, header)
    const here = new Set<Sighting>()
    for (const { entity } of mentions) {
      const seen = entity === undefined ? undefined : entities.get(entity)
      if (!seen) continue
      seen.mentions++
      seen.days.add(dayOf(header))
      here.add(seen)
    }
    for (const seen of here) seen.articles++
  }
  let edges = 0
  for await (const { claims } of source.edges()) {
    edges++
    for (const { article, subject, object, speaker } of claims) {
      const day = dayOf(articles.get(article))
      for (const id of new Set([subject, object, speaker ?? subject])) entities.get(id)?.days.add(day, 0)
      if (edges <= MOST) drawn.claims.push({ subject, object })
    }
  }
  if (drawn.entities.length <= MOST && edges <= MOST) {
    for (const [id, position] of layout(drawn)) entities.get(id)!.position = position
  }
  return { articles, entities }
}

/** The points of a sunflower, each with about the same room. */
function spiral(i: number): Position {
  const [radius, angle] = [100 * Math.sqrt(i), i * Math.PI * (3 - Math.sqrt(5))]
  const rounded = (n: number): number => Math.round(n * 100) / 100 + 0
  return { x: rounded(radius * Math.cos(angle)), y: rounded(radius * Math.sin(angle)) }
}
