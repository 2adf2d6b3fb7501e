// Values of the Neo4j driver ⇄ JSON values. Integers stay integers on the way in: the driver sends numbers as floats.
import neo4j from 'neo4j-driver'
import type { GraphValue } from './store.ts'

/** A parameter for the driver. Throws for what is no JSON value: the driver would spoil its connection with it. */
export function toDriver(value: unknown): unknown {
  if (typeof value === 'bigint') return neo4j.int(value)
  if (typeof value === 'number') return Number.isSafeInteger(value) ? neo4j.int(value) : value
  if (typeof value === 'function' || typeof value === 'symbol') throw new TypeError(`a ${typeof value} is no value`)
  if (typeof value !== 'object' || value === null) return value ?? null
  if (value instanceof Date) return value.toISOString()
  if (Array.isArray(value)) return value.map(toDriver)
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, toDriver(item)]))
}

/** A value of an answer, in the form of `Rows`. */
export function fromDriver(value: unknown): unknown {
  if (neo4j.isInt(value)) return value.inSafeRange() ? value.toNumber() : value.toString()
  if (typeof value === 'bigint') return value.toString()
  if (typeof value === 'number') return Number.isFinite(value) ? value : null
  if (typeof value !== 'object' || value === null) return value
  if (neo4j.isNode(value)) {
    return { kind: 'node', labels: [...value.labels].sort(), properties: map(value.properties) } satisfies GraphValue
  }
  if (neo4j.isRelationship(value)) {
    return { kind: 'relationship', type: value.type, properties: map(value.properties) } satisfies GraphValue
  }
  if (neo4j.isPath(value)) {
    return [fromDriver(value.start), ...value.segments.flatMap(s => [fromDriver(s.relationship), fromDriver(s.end)])]
  }
  if (Array.isArray(value) || ArrayBuffer.isView(value))
    return Array.from(value as unknown as Iterable<unknown>, fromDriver)
  if (neo4j.isPoint(value) || Object.getPrototypeOf(value) === Object.prototype) return map(value)
  // Dates, times and durations: ISO 8601, save that the driver ends a duration of days with a T.
  return String(value).replace(/T$/, '')
}

const map = (value: object): Record<string, unknown> =>
  Object.fromEntries(
    Object.entries(value)
      .filter(([, item]) => item !== undefined)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([key, item]) => [key, fromDriver(item)]),
  )
