// The order in which a graph's lists stand, so that the same graph is the same, byte for byte, wherever it is made.
import type { Mention } from './model.ts'

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0)

/** Articles, entities, claims. */
export const byId = (a: { id: string }, b: { id: string }): number => compare(a.id, b.id)

/** The order of mentions: by article, by start, longest first; then by entity, type and name, so that it is total. */
export function compareMentions(a: Mention, b: Mention): number {
  return (
    compare(a.article, b.article) ||
    a.start - b.start ||
    b.end - a.end ||
    compare(a.entity ?? '', b.entity ?? '') ||
    compare(a.type, b.type) ||
    compare(a.name, b.name)
  )
}
