// Claims → the edges as they are drawn: one for each subject, relation and object, with all claims that say so.
import { hash } from './id.ts'
import type { Claim } from './model.ts'

/** A claim with its words, and with its article's date if there is one. */
export interface QuotedClaim extends Claim {
  quote: string
  date?: string | undefined
}

/** All claims of one subject, relation and object. */
export interface Edge {
  /** The same in every run and store. */
  id: string
  subject: string
  relation: string
  object: string
  /** In order of the articles' dates, then of their ids and of the words' places; undated ones last. */
  claims: QuotedClaim[]
}

/** Edges in order of subject, relation and object. No claim is left out. */
export function edgesOf(claims: Iterable<QuotedClaim>): Edge[] {
  const edges = new Map<string, Edge>()
  for (const claim of claims) {
    const { subject, relation, object } = claim
    const id = hash('edge', subject, relation, object)
    const edge = edges.get(id)
    if (edge) edge.claims.push(claim)
    else edges.set(id, { id, subject, relation, object, claims: [claim] })
  }
  const place = (c: QuotedClaim): string => `${c.date ?? '\uffff'}\n${c.article}`
  for (const edge of edges.values()) {
    edge.claims.sort((a, b) => order(place(a), place(b)) || a.start - b.start || order(a.id, b.id))
  }
  return [...edges.values()].sort(
    (a, b) => order(a.subject, b.subject) || order(a.relation, b.relation) || order(a.object, b.object),
  )
}

const order = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0)
