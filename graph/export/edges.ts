// Graph → its edges as they are drawn: one for each subject, relation and object, with all claims that say so.
import { hash } from '../id.ts'
import type { Claim, Graph } from '../model.ts'

export interface Edge {
  id: string
  subject: string
  relation: string
  object: string
  /** In order of the articles' dates, then of their ids and of the words' places; undated ones last. */
  claims: Claim[]
}

/** Edges in order of subject, relation and object. No claim is left out. */
export function edgesOf(graph: Graph): Edge[] {
  const dates = new Map(graph.articles.map(a => [a.id, a.date ?? '\uffff']))
  const edges = new Map<string, Edge>()
  for (const claim of graph.claims) {
    const { subject, relation, object } = claim
    const id = hash('edge', subject, relation, object)
    const edge = edges.get(id)
    if (edge) edge.claims.push(claim)
    else edges.set(id, { id, subject, relation, object, claims: [claim] })
  }
  const place = (c: Claim): string => `${dates.get(c.article) ?? '\uffff'}\n${c.article}`
  for (const edge of edges.values()) {
    edge.claims.sort((a, b) => order(place(a), place(b)) || a.start - b.start || order(a.id, b.id))
  }
  return [...edges.values()].sort(
    (a, b) => order(a.subject, b.subject) || order(a.relation, b.relation) || order(a.object, b.object),
  )
}

const order = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0)
