// What somebody does to an entity or a claim on the page → the corrections that it takes.
import { type Correction, type Corrections, NO_CORRECTIONS } from './corrections.ts'
import type { Entity, Graph } from './model.ts'
import type { Ontology } from './ontology.ts'
import type { Reading } from './reading.ts'

/** One act: `entity`, `other` and `claim` are ids. */
export type Edit =
  | { kind: 'rename'; entity: string; name: string }
  | { kind: 'retype'; entity: string; type: string }
  /** The entity is the other one, under whose name and type they are one. */
  | { kind: 'merge'; entity: string; other: string }
  /** Namesakes: in every article it is another one. */
  | { kind: 'split'; entity: string }
  /** It is nothing that the graph should have. */
  | { kind: 'drop'; entity: string }
  /** The claim is not right. */
  | { kind: 'reject'; claim: string }

/** What articles mostly call each entity, by the entity's id. */
export function namesOf(readings: Reading[]): Map<string, string[]> {
  const names = new Map<string, Set<string>>()
  for (const { entities, ids } of readings)
    for (const { id, name } of entities) {
      const lasting = ids[id]
      if (lasting !== undefined) names.set(lasting, (names.get(lasting) ?? new Set()).add(name))
    }
  return new Map([...names].map(([id, set]) => [id, [...set]]))
}

/** Throws when there is no such entity, claim or type, or the edit would change nothing. */
export function correctionsOf(
  edit: Edit,
  graph: Graph,
  names: ReadonlyMap<string, string[]>,
  ontology: Ontology,
): Corrections {
  const entityOf = (id: string): Entity => {
    const found = graph.entities.find(e => e.id === id)
    if (!found) throw new Error(`no entity ${id}; load the page again`)
    return found
  }
  const called = ({ id, name, aliases }: Entity): string[] => [...new Set([name, ...(names.get(id) ?? aliases)])]
  const same = (...list: Correction[]): Corrections => ({ ...NO_CORRECTIONS, same: list })
  if (edit.kind === 'reject') {
    const claim = graph.claims.find(c => c.id === edit.claim)
    if (!claim) throw new Error(`no claim ${edit.claim}; load the page again`)
    const { relation, article } = claim
    const [subject, object] = [entityOf(claim.subject).name, entityOf(claim.object).name]
    return { ...NO_CORRECTIONS, wrong: [{ subject, relation, object, article }] }
  }
  const entity = entityOf(edit.entity)
  const { type } = entity
  switch (edit.kind) {
    case 'rename': {
      const name = edit.name.trim()
      if (name === '' || name === entity.name) throw new Error('give another name')
      return same({ names: [name, ...called(entity)] })
    }
    case 'retype':
      if (!ontology.types.has(edit.type)) throw new Error(`unknown type "${edit.type}"`)
      if (edit.type === type) throw new Error('it is of that type')
      return { ...NO_CORRECTIONS, types: [{ names: called(entity), was: type, type: edit.type }] }
    case 'merge': {
      const other = entityOf(edit.other)
      if (other.id === entity.id) throw new Error('choose another entity')
      return {
        ...same({ names: [other.name, ...called(entity)] }),
        ...(other.type !== type && { types: [{ names: called(entity), was: type, type: other.type }] }),
      }
    }
    case 'split':
      return { ...NO_CORRECTIONS, different: [{ names: [entity.name, entity.name], type }] }
    case 'drop':
      return { ...NO_CORRECTIONS, none: [{ names: called(entity), type }] }
  }
}
