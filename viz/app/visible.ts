// Model and filters → which of it is to be seen.
import { MODALITIES, type Modality } from '../../graph/model.ts'
import type { DrawnEntity } from '../api.ts'
import { dayOf, type Edge, type Model, modalityOf, outletOf, support } from './model.ts'
import type { Filters } from './store.ts'

/** What the filters leave. */
export interface Visible {
  entities: Set<string>
  /** Ids of edges, with the rows of their claims that are left. */
  edges: Map<string, number[]>
}

/** Of more entities, those without a link are not drawn. */
const MANY = 400

/** Ids of entities that are in the tables only. */
export const undrawn = ({ entities, edgesOf }: Model): ReadonlySet<string> =>
  new Set(entities.size <= MANY ? [] : [...edgesOf].flatMap(([id, edges]) => (edges.length === 0 ? [id] : [])))

const known = new WeakMap<Model, WeakMap<Filters, Visible>>()

/**
 * What the filters leave. A claim stays if its relation, modality, speaker, outlet, day and confidence do; an edge if claims
 * of it do, from enough outlets, and both its ends; an entity if its type does and it is not hidden itself. Where filters
 * narrow the claims, entities that only had others go, too.
 */
export function visible(model: Model, filters: Filters): Visible {
  const found = known.get(model) ?? new WeakMap<Filters, Visible>()
  const left = found.get(filters) ?? sift(model, filters)
  known.set(model, found.set(filters, left))
  return left
}

function sift(model: Model, filters: Filters): Visible {
  const { only, community, near, shared, between, degree } = filters
  const passes = test(model, filters)
  const isOpen = ({ id, type, community: own }: DrawnEntity): boolean =>
    (community === undefined || own === community) &&
    !filters.types.has(type) &&
    !filters.without.has(id) &&
    (!only || only.entities.has(id))
  const entities = new Set([...model.entities.values()].filter(isOpen).map(entity => entity.id))
  const edges = new Map<string, number[]>()
  for (const edge of model.edges.values()) {
    if (!entities.has(edge.subject) || !entities.has(edge.object) || (only && !only.edges.has(edge.id))) continue
    const rows = passes ? edge.rows.filter(passes) : edge.rows
    if (rows.length > 0 && (filters.support < 2 || support(model, rows) >= filters.support)) edges.set(edge.id, rows)
  }
  let left: Visible = { entities, edges }
  if (passes || filters.support > 1) left = keep(model, left, linked(model, left))
  if (near) left = keep(model, left, reached(model, left, near))
  if (shared) left = together(model, left, shared)
  if (between) left = paths(model, left, between.from, between.to, between.more)
  if (degree > 0) {
    const links = degrees(model, left)
    left = keep(model, left, new Set([...left.entities].filter(id => (links.get(id) ?? 0) >= degree)))
  }
  return left
}

/** Whether a claim passes; nothing if all do. */
function test(model: Model, filters: Filters): ((row: number) => boolean) | undefined {
  const { relations, modalities, speakers, outlets, confidence, from, to } = filters
  const { claims } = model
  const tests: ((row: number) => boolean)[] = []
  if (relations.size > 0) tests.push(row => !relations.has(model.edges.get(claims.edge[row]!)!.relation))
  if (modalities.size > 0) tests.push(row => !modalities.has(modalityOf(model, row)))
  if (speakers.size > 0) tests.push(row => speakers.has(claims.speaker[row]!))
  if (outlets.size > 0) tests.push(row => outlets.has(outletOf(model, row)))
  if (confidence > 0) tests.push(row => claims.confidence[row]! >= confidence)
  if (from !== undefined) tests.push(row => dayOf(model, row) >= from)
  if (to !== undefined) tests.push(row => dayOf(model, row) !== '' && dayOf(model, row) <= to)
  return tests.length > 0 ? row => tests.every(test => test(row)) : undefined
}

/** Only these entities, and the edges between them. */
function keep(model: Model, { edges }: Visible, entities: Set<string>): Visible {
  const stays = ({ subject, object }: Edge): boolean => entities.has(subject) && entities.has(object)
  return { entities, edges: new Map([...edges].filter(([id]) => stays(model.edges.get(id)!))) }
}

/** Entities that edges are left at. */
function linked(model: Model, { edges }: Visible): Set<string> {
  return new Set([...edges.keys()].flatMap(id => [model.edges.get(id)!.subject, model.edges.get(id)!.object]))
}

/** How many edges are left at each entity that has any. */
export function degrees(model: Model, { edges }: Visible): Map<string, number> {
  const counts = new Map<string, number>()
  for (const id of edges.keys()) {
    const { subject, object } = model.edges.get(id)!
    for (const end of new Set([subject, object])) counts.set(end, (counts.get(end) ?? 0) + 1)
  }
  return counts
}

/** Entities next to one, over edges that are left. */
export function neighbours(model: Model, { entities, edges }: Visible, id: string): string[] {
  const near = new Set<string>()
  for (const edge of model.edgesOf.get(id) ?? []) {
    if (!edges.has(edge)) continue
    const { subject, object } = model.edges.get(edge)!
    const other = subject === id ? object : subject
    if (other !== id && entities.has(other)) near.add(other)
  }
  return [...near]
}

/** Entities at most so many edges away from these; of each one's neighbours the `most` connected. */
function reached(model: Model, left: Visible, { entities, hops, most }: NonNullable<Filters['near']>): Set<string> {
  const found = new Set([...entities].filter(id => left.entities.has(id)))
  let border = [...found]
  for (let hop = 0; hop < hops && border.length > 0; hop++) {
    const next = border.flatMap(id => byLinks(model, neighbours(model, left, id)).slice(0, most))
    border = next.filter(id => !found.has(id) && found.add(id))
  }
  return found
}

/** The most connected first. */
export const byLinks = (model: Model, ids: string[]): string[] =>
  ids.sort((a, b) => model.edgesOf.get(b)!.length - model.edgesOf.get(a)!.length || (a < b ? -1 : 1))

/** These, what is next to all of them, and the edges that run between. */
function together(model: Model, left: Visible, ids: readonly string[]): Visible {
  const here = ids.filter(id => left.entities.has(id))
  const around = ids.map(id => new Set(left.entities.has(id) ? neighbours(model, left, id) : []))
  const common = [...(around[0] ?? [])].filter(id => around.every(set => set.has(id)))
  const { entities, edges } = keep(model, left, new Set([...here, ...common]))
  const own = new Set(here)
  const runs = ({ subject, object }: Edge): boolean => own.has(subject) || own.has(object)
  return { entities, edges: new Map([...edges].filter(([id]) => runs(model.edges.get(id)!))) }
}

/** What lies on the shortest paths between two, in either direction of the edges, or on paths `more` edges longer. */
function paths(model: Model, left: Visible, from: string, to: string, more: number): Visible {
  const [there, back] = [from, to].map(start => distances(model, left, start)) as [
    Map<string, number>,
    Map<string, number>,
  ]
  const shortest = there.get(to)
  if (shortest === undefined) return keep(model, left, new Set([from, to].filter(id => left.entities.has(id))))
  const longest = shortest + more
  const on = new Set([...there].filter(([id, d]) => d + (back.get(id) ?? Infinity) <= longest).map(([id]) => id))
  const { entities, edges } = keep(model, left, on)
  const runs = ({ subject, object }: Edge): boolean => {
    const by = (a: string, b: string): number => there.get(a)! + 1 + back.get(b)!
    return Math.min(by(subject, object), by(object, subject)) <= longest
  }
  return { entities, edges: new Map([...edges].filter(([id]) => runs(model.edges.get(id)!))) }
}

function distances(model: Model, left: Visible, start: string): Map<string, number> {
  const found = new Map(left.entities.has(start) ? [[start, 0]] : [])
  for (let border = [...found.keys()], d = 1; border.length > 0; d++) {
    border = border.flatMap(id => neighbours(model, left, id)).filter(id => !found.has(id) && found.set(id, d))
  }
  return found
}

/** The modality that most of these claims have; of equals, the firmest. */
export function mainModality({ claims }: Model, rows: number[]): Modality {
  const counts = MODALITIES.map(() => 0)
  for (const row of rows) counts[claims.modality[row]!]!++
  return MODALITIES[counts.indexOf(Math.max(...counts))]!
}

/** Whether all of these claims are denials. */
export const isDenied = ({ claims }: Model, rows: number[]): boolean => rows.every(row => claims.negative[row] === 1)
