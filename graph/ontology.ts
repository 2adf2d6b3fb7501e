// ontology.yaml → Ontology: what types and relations there are, and which claims they allow.
import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import type { Claim, Entity, Graph } from './model.ts'
import { type Path, readYaml } from './yaml.ts'

export interface Label {
  ru: string
  en: string
}

export interface EntityType {
  name: string
  meaning: Label
  label: Label
  /** `#rrggbb` */
  color: string
}

export interface Relation {
  name: string
  meaning: Label
  label: Label
  color: string
  /** Names of the types a subject may have. */
  subject: string[]
  object: string[]
  /** Subject and object may change places: it is stored once. */
  symmetric: boolean
}

export interface Ontology {
  version: number
  types: Map<string, EntityType>
  relations: Map<string, Relation>
}

const TYPE_NAME = /^[A-Z][A-Za-z0-9]*$/
const RELATION_NAME = /^[A-Z][A-Z0-9_]*$/
const RESERVED = new Set(['Entity', 'Article', 'MENTIONED_IN'])

/** Parses and checks an ontology. Throws `file:line: what is wrong and what to do`. */
export function parseOntology(text: string, file = 'ontology.yaml'): Ontology {
  const { data, fault } = readYaml(text, file)
  const root = map(data, [], ['version', 'types', 'relations'])
  if (root.version !== 1) throw fault(['version'], `version ${show(root.version)} is not known; write "version: 1"`)

  const types = new Map<string, EntityType>()
  for (const [name, value] of entries(root.types, ['types'], TYPE_NAME, 'a type is named like "Person"')) {
    const path = ['types', name]
    types.set(name, { name, ...described(map(value, path, ['meaning', 'label', 'color']), path) })
  }
  const relations = new Map<string, Relation>()
  for (const [name, value] of entries(
    root.relations,
    ['relations'],
    RELATION_NAME,
    'a relation is named like "PART_OF"',
  )) {
    const path = ['relations', name]
    const fields = map(value, path, ['meaning', 'label', 'color', 'subject', 'object', 'symmetric'])
    const symmetric = fields.symmetric ?? false
    if (typeof symmetric !== 'boolean') throw fault([...path, 'symmetric'], '"symmetric" must be true or false')
    relations.set(name, {
      name,
      ...described(fields, path),
      subject: typeList(fields.subject, [...path, 'subject']),
      object: typeList(fields.object, [...path, 'object']),
      symmetric,
    })
  }
  return { version: 1, types, relations }

  function described(fields: Record<string, unknown>, path: Path) {
    const color = string(fields.color, [...path, 'color'])
    if (!/^#[0-9a-f]{6}$/i.test(color)) {
      throw fault([...path, 'color'], `color ${show(color)} is not of the form "#rrggbb"`)
    }
    const { meaning } = fields
    const at = [...path, 'meaning']
    return {
      meaning: typeof meaning === 'object' ? both(meaning, at) : { ru: string(meaning, at), en: string(meaning, at) },
      label: both(fields.label, [...path, 'label']),
      color,
    }
  }

  function both(value: unknown, path: Path): Label {
    const { ru, en } = map(value, path, ['ru', 'en'])
    return { ru: string(ru, [...path, 'ru']), en: string(en, [...path, 'en']) }
  }

  function typeList(value: unknown, path: Path): string[] {
    if (value === 'any') return [...types.keys()]
    if (!Array.isArray(value) || value.length === 0) throw fault(path, 'give a list of types, or "any"')
    return value.map((name, i) => {
      if (!types.has(name))
        throw fault([...path, i], `unknown type ${show(name)}; known are ${[...types.keys()].join(', ')}`)
      return name
    })
  }

  function entries(value: unknown, path: Path, pattern: RegExp, rule: string): [string, unknown][] {
    const found = Object.entries(map(value, path))
    if (found.length === 0) throw fault(path, `"${path.join('.')}" is empty; give at least one`)
    for (const [name] of found) {
      if (!pattern.test(name) || RESERVED.has(name))
        throw fault([...path, name], `${show(name)} cannot be used: ${rule}`)
    }
    return found
  }

  function map(value: unknown, path: Path, allowed?: string[]): Record<string, unknown> {
    if (typeof value !== 'object' || value === null || Array.isArray(value)) {
      throw fault(path, `${path.length ? `"${path.join('.')}"` : 'the file'} must be a map`)
    }
    for (const key of Object.keys(value)) {
      if (allowed && !allowed.includes(key))
        throw fault([...path, key], `unknown key ${show(key)}; allowed are ${allowed.join(', ')}`)
    }
    return value as Record<string, unknown>
  }

  function string(value: unknown, path: Path): string {
    if (typeof value !== 'string' || value.trim() === '') throw fault(path, `"${path.join('.')}" must be a text`)
    return value
  }
}

/** Reads an ontology file; without a path, the one that comes with svodka. */
export function loadOntology(file?: string): Ontology {
  const path = file ?? fileURLToPath(new URL('./ontology.yaml', import.meta.url))
  return parseOntology(readFileSync(path, 'utf8'), file ?? 'ontology.yaml')
}

/** Why the ontology does not allow this triple of types, or nothing if it does. */
export function objection(ontology: Ontology, subject: string, relation: string, object: string): string | undefined {
  const rule = ontology.relations.get(relation)
  if (!rule) return `unknown relation ${show(relation)}`
  for (const type of [subject, object]) if (!ontology.types.has(type)) return `unknown type ${show(type)}`
  if (!rule.subject.includes(subject)) return `${relation} cannot have a subject of type ${subject}`
  if (!rule.object.includes(object)) return `${relation} cannot have an object of type ${object}`
  return undefined
}

/** Throws at the first entity or claim of the graph that the ontology does not allow, or whose ends are not there. */
export function checkGraph(ontology: Ontology, graph: Graph): void {
  const types = new Map(graph.entities.map(e => [e.id, e.type]))
  for (const e of graph.entities) checkEntity(ontology, e)
  for (const c of graph.claims) checkClaim(ontology, c, types)
}

/** Throws when the ontology has no such type. */
export function checkEntity(ontology: Ontology, e: Entity): void {
  if (!ontology.types.has(e.type)) throw new Error(`entity ${e.id} (${e.name}): unknown type ${show(e.type)}`)
}

/** Throws when the ontology does not allow the claim. `types` are those of all entities, by id. */
export function checkClaim(ontology: Ontology, c: Claim, types: Map<string, string>): void {
  const [subject, object] = [types.get(c.subject), types.get(c.object)]
  if (!subject || !object) throw new Error(`claim ${c.id}: no entity ${subject ? c.object : c.subject} in the graph`)
  if (c.speaker && !types.has(c.speaker)) throw new Error(`claim ${c.id}: no entity ${c.speaker} in the graph`)
  const why = objection(ontology, subject, c.relation, object)
  if (why) throw new Error(`claim ${c.id}: ${why}`)
}

const show = (value: unknown): string => JSON.stringify(value) ?? 'nothing'
