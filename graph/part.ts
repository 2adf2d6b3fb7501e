// Graph that is too large to be drawn → the part of it that is: the best-connected entities, or what is around one.
import type { Graph } from './model.ts'

/** How far from an entity all that is connected with it belongs to the part around it. */
const STEPS = 2

/**
 * At most so many entities, the claims between them, who says these, and the articles and mentions of both. Where `around` is
 * given, what is up to two steps away from it comes first, the best-connected before others; else, and then, the
 * best-connected of all.
 */
export function partOf(graph: Graph, most: number, around?: string): Graph {
  const near = new Map<string, Set<string>>(graph.entities.map(({ id }) => [id, new Set()]))
  for (const { subject, object } of graph.claims) {
    near.get(subject)?.add(object)
    near.get(object)?.add(subject)
  }
  const byLinks = (ids: Iterable<string>): string[] =>
    [...ids].sort((a, b) => near.get(b)!.size - near.get(a)!.size || (a < b ? -1 : 1))
  const chosen = new Set<string>()
  let border = around !== undefined && near.has(around) ? [around] : []
  for (let step = 0; step <= STEPS; step++) {
    for (const id of border) if (chosen.size < most) chosen.add(id)
    border = byLinks(new Set(border.flatMap(id => [...near.get(id)!].filter(other => !chosen.has(other)))))
  }
  for (const id of byLinks(near.keys())) {
    if (chosen.size >= most) break
    chosen.add(id)
  }
  const claims = graph.claims.filter(c => chosen.has(c.subject) && chosen.has(c.object))
  for (const { speaker } of claims) if (speaker !== undefined) chosen.add(speaker)
  const articles = new Set(claims.map(c => c.article))
  return {
    articles: graph.articles.filter(a => articles.has(a.id)),
    entities: graph.entities.filter(e => chosen.has(e.id)),
    mentions: graph.mentions.filter(m => articles.has(m.article) && m.entity !== undefined && chosen.has(m.entity)),
    claims,
  }
}
