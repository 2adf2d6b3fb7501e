// A file of corrections (YAML) → which names or entities a reader knows to be one, and which not.
import { readFileSync } from 'node:fs'
import { stringify } from 'yaml'
import { nameKey } from './id.ts'
import type { Ontology } from './ontology.ts'
import { type Path, readYaml } from './yaml.ts'

/** Names or entity ids; with a type, of entities of that type only. */
export interface Correction {
  names: string[]
  type?: string
}

/** Entities that articles call by one of these names are of another type. */
export interface Retyping {
  names: string[]
  type: string
  /** Only those that were of this type. */
  was?: string
}

/** A claim that is not right, by names of its ends; in one article, by its id, or in all. */
export interface Wrong {
  subject: string
  relation: string
  object: string
  article?: string
}

/** What is said here always holds, whatever the articles say. The first name of `same` is the one that is shown. */
export interface Corrections {
  same: Correction[]
  different: Correction[]
  types?: Retyping[]
  /** What is called so is nothing that the graph should have. */
  none?: Correction[]
  wrong?: Wrong[]
}

export const NO_CORRECTIONS: Corrections = { same: [], different: [] }

const KINDS = ['same', 'different', 'types', 'none', 'wrong']

/** Parses and checks corrections. Throws `file:line: what is wrong and what to do`. */
export function parseCorrections(text: string, file: string, ontology: Ontology): Corrections {
  const { data, fault } = readYaml(text, file)
  if (data === null || data === undefined) return NO_CORRECTIONS
  if (!isMap(data)) throw fault([], `the file must be a map of ${KINDS.join(', ')}`)
  for (const key of Object.keys(data))
    if (!KINDS.includes(key)) throw fault([key], `unknown key "${key}"; known are ${KINDS.join(', ')}`)
  const same = entries('same', data.same)
  const different = entries('different', data.different)
  different.forEach((correction, i) => {
    const pair = contradiction(correction, same)
    if (pair)
      throw fault(['different', i], `"${pair[0]}" and "${pair[1]}" are said to be the same, too; take one of them out`)
  })
  const types = list('types', data.types).map(retyping)
  const none = list('none', data.none).map(nothing)
  const wrong = list('wrong', data.wrong).map(refused)
  return {
    same,
    different,
    ...(types.length > 0 && { types }),
    ...(none.length > 0 && { none }),
    ...(wrong.length > 0 && { wrong }),
  }

  function list(key: string, value: unknown): unknown[] {
    if (value === undefined || value === null) return []
    if (!Array.isArray(value)) throw fault([key], `"${key}" must be a list`)
    return value
  }

  /** A map with no other keys than these. */
  function only(entry: unknown, path: Path, keys: string[]): Record<string, unknown> {
    if (!isMap(entry)) throw fault(path, `give a map of ${keys.join(', ')}`)
    for (const k of Object.keys(entry))
      if (!keys.includes(k)) throw fault([...path, k], `unknown key "${k}"; known are ${keys.join(', ')}`)
    return entry
  }

  function retyping(value: unknown, i: number): Retyping {
    const path = ['types', i]
    const entry = only(value, path, ['names', 'type', 'was'])
    const was = entry.was === undefined ? undefined : typeName(entry.was, [...path, 'was'])
    const type = typeName(entry.type, entry.type === undefined ? path : [...path, 'type'])
    return { names: names(entry.names, [...path, 'names'], 1), type, ...(was && { was }) }
  }

  function nothing(value: unknown, i: number): Correction {
    const path = ['none', i]
    if (typeof value === 'string') return { names: names([value], path, 1) }
    if (Array.isArray(value)) return { names: names(value, path, 1) }
    const { names: given, type } = only(value, path, ['names', 'type'])
    return {
      names: names(given, [...path, 'names'], 1),
      ...(type !== undefined && { type: typeName(type, [...path, 'type']) }),
    }
  }

  function refused(value: unknown, i: number): Wrong {
    const path = ['wrong', i]
    const entry = only(value, path, ['subject', 'relation', 'object', 'article'])
    const word = (key: string): string => {
      const found = entry[key]
      if (typeof found !== 'string' || !found.trim()) throw fault([...path, key], `give "${key}", a text`)
      return found
    }
    const relation = word('relation')
    if (!ontology.relations.has(relation))
      throw fault(
        [...path, 'relation'],
        `unknown relation "${relation}"; known are ${[...ontology.relations.keys()].join(', ')}`,
      )
    const article = entry.article === undefined ? undefined : word('article')
    return { subject: word('subject'), relation, object: word('object'), ...(article && { article }) }
  }

  function typeName(value: unknown, path: Path): string {
    if (typeof value !== 'string' || !ontology.types.has(value))
      throw fault(path, `unknown type "${String(value)}"; known are ${[...ontology.types.keys()].join(', ')}`)
    return value
  }

  function entries(key: string, value: unknown): Correction[] {
    if (value === undefined || value === null) return []
    if (!Array.isArray(value)) throw fault([key], `"${key}" must be a list of lists of names`)
    return value.map((entry: unknown, i): Correction => {
      const path = [key, i]
      if (!isMap(entry)) return { names: names(entry, path) }
      for (const k of Object.keys(entry))
        if (k !== 'names' && k !== 'type') throw fault([...path, k], `unknown key "${k}"; known are names, type`)
      const { type } = entry
      if (type === undefined) return { names: names(entry.names, path) }
      return { names: names(entry.names, [...path, 'names']), type: typeName(type, [...path, 'type']) }
    })
  }

  function names(value: unknown, path: Path, least = 2): string[] {
    if (!Array.isArray(value) || value.length < least)
      throw fault(path, least < 2 ? 'give a name or more' : 'give two names or more, for example [ООН, UN]')
    value.forEach((name, i) => {
      if (typeof name !== 'string' || !name.trim())
        throw fault([...path, i], 'a name or an id must be a text; put it in quotes')
    })
    return value as string[]
  }
}

const isMap = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/** Two names of the correction that others make the same, one by one. */
function contradiction({ names, type }: Correction, same: Correction[]): [string, string] | undefined {
  const holding = same.filter(s => s.type === undefined || type === undefined || s.type === type)
  const keys = names.map(nameKey)
  for (let i = 0; i < keys.length; i++) {
    const reached = new Set([keys[i]!])
    for (let before = 0; before < reached.size; ) {
      before = reached.size
      for (const s of holding)
        if (s.names.some(n => reached.has(nameKey(n)))) for (const n of s.names) reached.add(nameKey(n))
    }
    const j = keys.findIndex((key, k) => k > i && key !== keys[i] && reached.has(key))
    if (j >= 0) return [names[i]!, names[j]!]
  }
  return undefined
}

/** Reads a file of corrections. */
export function loadCorrections(file: string, ontology: Ontology): Corrections {
  return parseCorrections(readFileSync(file, 'utf8'), file, ontology)
}

/** Under which name a store keeps the corrections that hold for it. */
export const CORRECTIONS = 'corrections'

/** The corrections that a store keeps. */
export async function loadHeld(store: { setting(name: string): Promise<string | undefined> }): Promise<Corrections> {
  const held = await store.setting(CORRECTIONS)
  return held === undefined ? NO_CORRECTIONS : (JSON.parse(held) as Corrections)
}

/** Both; of what is said twice, once. */
export function addCorrections(one: Corrections, other: Corrections): Corrections {
  const both = <T>(a: T[] = [], b: T[] = []): T[] => [
    ...new Map([...a, ...b].map(entry => [JSON.stringify(entry), entry])).values(),
  ]
  const types = both(one.types, other.types)
  const none = both(one.none, other.none)
  const wrong = both(one.wrong, other.wrong)
  return {
    same: both(one.same, other.same),
    different: both(one.different, other.different),
    ...(types.length > 0 && { types }),
    ...(none.length > 0 && { none }),
    ...(wrong.length > 0 && { wrong }),
  }
}

/** The corrections as a file of them is written; `parseCorrections` reads it back. */
export function correctionsText(corrections: Corrections): string {
  const said = Object.entries(corrections).filter(([, list]) => (list as unknown[]).length > 0)
  return said.length > 0 ? stringify(Object.fromEntries(said), { lineWidth: 0 }) : '# nothing\n'
}
