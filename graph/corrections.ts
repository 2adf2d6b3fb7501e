// A file of corrections (YAML) → which names or entities a reader knows to be one, and which not.
import { readFileSync } from 'node:fs'
import { nameKey } from './id.ts'
import type { Ontology } from './ontology.ts'
import { type Path, readYaml } from './yaml.ts'

/** Names or entity ids; with a type, of entities of that type only. */
export interface Correction {
  names: string[]
  type?: string
}

/** What is said here always holds, whatever the articles say. The first name of `same` is the one that is shown. */
export interface Corrections {
  same: Correction[]
  different: Correction[]
}

export const NO_CORRECTIONS: Corrections = { same: [], different: [] }

/** Parses and checks corrections. Throws `file:line: what is wrong and what to do`. */
export function parseCorrections(text: string, file: string, ontology: Ontology): Corrections {
  const { data, fault } = readYaml(text, file)
  if (data === null || data === undefined) return NO_CORRECTIONS
  if (!isMap(data)) throw fault([], 'the file must be a map of "same" and "different"')
  for (const key of Object.keys(data))
    if (key !== 'same' && key !== 'different') throw fault([key], `unknown key "${key}"; known are same, different`)
  const same = entries('same', data.same)
  const different = entries('different', data.different)
  different.forEach((correction, i) => {
    const pair = contradiction(correction, same)
    if (pair)
      throw fault(['different', i], `"${pair[0]}" and "${pair[1]}" are said to be the same, too; take one of them out`)
  })
  return { same, different }

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
      if (typeof type !== 'string' || !ontology.types.has(type))
        throw fault(
          [...path, 'type'],
          `unknown type "${String(type)}"; known are ${[...ontology.types.keys()].join(', ')}`,
        )
      return { names: names(entry.names, [...path, 'names']), type }
    })
  }

  function names(value: unknown, path: Path): string[] {
    if (!Array.isArray(value) || value.length < 2) throw fault(path, 'give two names or more, for example [ООН, UN]')
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
