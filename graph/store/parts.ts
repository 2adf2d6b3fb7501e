// Much → parts of a size that a store takes at once: lists of rows, and graphs of whole articles.
import type { Graph } from '../model.ts'

/**
 * Parts of a graph, at least one. Each has some of the articles with all their mentions and claims, at most `size` of
 * these unless a single article has more, and the entities they refer to.
 */
export function partsOf(graph: Graph, size: number): Graph[] {
  if (graph.mentions.length + graph.claims.length <= size) return [graph]
  const mentions = groups(graph.mentions, m => m.article)
  const claims = groups(graph.claims, c => c.article)
  const parts: Graph[] = []
  let part: Graph | undefined
  for (const article of graph.articles) {
    const own = { mentions: mentions.get(article.id) ?? [], claims: claims.get(article.id) ?? [] }
    const rows = own.mentions.length + own.claims.length
    if (!part || part.mentions.length + part.claims.length + rows > size) {
      part = { articles: [], entities: [], mentions: [], claims: [] }
      parts.push(part)
    }
    part.articles.push(article)
    part.mentions.push(...own.mentions)
    part.claims.push(...own.claims)
  }
  const entities = new Map(graph.entities.map(e => [e.id, e]))
  for (const p of parts) {
    const used = new Set([...p.mentions.map(m => m.entity), ...p.claims.flatMap(c => [c.subject, c.object, c.speaker])])
    p.entities = [...used].flatMap(id => entities.get(id ?? '') ?? [])
  }
  return parts
}

/** The items by key, in their order. */
export function groups<T>(items: T[], key: (item: T) => string): Map<string, T[]> {
  const found = new Map<string, T[]>()
  for (const item of items) {
    const list = found.get(key(item))
    if (list) list.push(item)
    else found.set(key(item), [item])
  }
  return found
}

/** The items in lists of at most `size`. */
export function chunks<T>(items: T[], size: number): T[][] {
  return Array.from({ length: Math.ceil(items.length / size) }, (_, i) => items.slice(i * size, (i + 1) * size))
}
