// A query's answer → its nodes and claims as lines of text.
import type { GraphValue, Rows, Store } from '../graph/store/store.ts'

/**
 * Each claim that the answer holds, in cells, lists, maps or paths, as `Subject –[RELATION]→ Object`, with the ends that the
 * store says it has; then the nodes that none of these joins. One line each, sorted.
 */
export async function drawing({ rows }: Rows, store: Pick<Store, 'query'>): Promise<string> {
  const values = rows.flatMap(parts)
  const ids = new Set(values.flatMap(value => (value.kind === 'relationship' ? [value.properties.id] : [])))
  ids.delete(undefined)
  const found = ids.size === 0 ? [] : (await store.query(ENDS, { params: { ids: [...ids] } })).rows
  const claims = found as [relation: string, from: string, subject: string, to: string, object: string][]
  const joined = new Set(claims.flatMap(([, from, , to]) => [from, to]))
  const lines = claims.map(([relation, , subject, , object]) => `${subject} –[${relation}]→ ${object}`)
  const alone = values.flatMap(value =>
    value.kind === 'node' && !joined.has(String(value.properties.id)) ? [nameOf(value)] : [],
  )
  return [...[...new Set(lines)].sort(), ...[...new Set(alone)].sort()].join('\n')
}

const ENDS = `MATCH (s:Entity)-[c]->(o:Entity) WHERE c.id IN $ids
  RETURN type(c), s.id, s.name, o.id, o.name`

/** All nodes and relationships in a value. */
function parts(value: unknown): GraphValue[] {
  if (typeof value !== 'object' || value === null) return []
  if ('kind' in value && 'properties' in value) return [value as GraphValue]
  return Object.values(value).flatMap(parts)
}

const nameOf = ({ properties: { name, title, id, ...more } }: GraphValue): string =>
  String(name ?? title ?? id ?? JSON.stringify(more))
