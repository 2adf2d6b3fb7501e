// Documents as they were read → as a reader has corrected them: other types, no such entities, claims that are wrong.
import type { Corrections, Wrong } from './corrections.ts'
import { nameKey } from './id.ts'
import type { Claim, Doc, Entity } from './model.ts'

/** The entities that are left, of the types that they are said to be of; the same list where nothing is said of them. */
export function correctedEntities(entities: Entity[], { types = [], none = [] }: Corrections): Entity[] {
  if (types.length + none.length === 0) return entities
  const isCalled = ({ name }: Entity, names: string[]): boolean => names.some(n => nameKey(n) === nameKey(name))
  return entities
    .filter(e => !none.some(({ names, type }) => (type === undefined || type === e.type) && isCalled(e, names)))
    .map(e => {
      const found = types.find(({ names, was }) => (was === undefined || was === e.type) && isCalled(e, names))
      return found ? { ...e, type: found.type } : e
    })
}

/** The document with these entities; what rests on others goes. */
export function correctedDoc(doc: Doc, corrections: Corrections): Doc {
  const entities = correctedEntities(doc.entities, corrections)
  if (entities === doc.entities) return doc
  const types = new Map(entities.map(e => [e.id, e.type]))
  return {
    ...doc,
    entities,
    mentions: doc.mentions.flatMap(m => {
      if (m.entity === undefined) return [m]
      const type = types.get(m.entity)
      return type === undefined ? [] : [{ ...m, type }]
    }),
    claims: doc.claims.flatMap(({ speaker, ...claim }): Claim[] => {
      if (!types.has(claim.subject) || !types.has(claim.object)) return []
      return [{ ...claim, ...(speaker !== undefined && types.has(speaker) && { speaker }) }]
    }),
  }
}

/** Tells which claims between resolved entities are said to be wrong. */
export function wrongClaims(entities: Entity[], wrong: Wrong[] = []): (claim: Claim) => boolean {
  if (wrong.length === 0) return () => false
  const bearers = new Map<string, Set<string>>()
  for (const { id, name, aliases } of entities)
    for (const key of [id, ...[name, ...aliases].map(nameKey)])
      bearers.set(key, (bearers.get(key) ?? new Set()).add(id))
  const called = (name: string, id: string): boolean => name === id || bearers.get(nameKey(name))?.has(id) === true
  const byRelation = new Map<string, Wrong[]>()
  for (const one of wrong) byRelation.set(one.relation, [...(byRelation.get(one.relation) ?? []), one])
  return ({ subject, relation, object, article }) =>
    byRelation
      .get(relation)
      ?.some(w => called(w.subject, subject) && called(w.object, object) && (w.article ?? article) === article) === true
}
