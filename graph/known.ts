// known/*.yaml → the states and bodies that the news often names.
import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { nameKey } from './id.ts'
import { type Path, readYaml } from './yaml.ts'

export interface Known {
  type: string
  /** How it is shown. */
  name: string
  aliases: string[]
  /** The names in the genitive: «России», «Российской Федерации». */
  of: string[]
  adjectives: string[]
  /** The city that stands for the government. */
  capital?: string
  /** Names and adjectives in English, the usual ones first. */
  english: string[]
  englishAdjectives: string[]
  /** Wikidata id. */
  wikidata?: string
}

/** What every state has: «МИД», «Министерство иностранных дел». */
export interface Body {
  name: string
  aliases: string[]
}

export interface KnownFile {
  names: Known[]
  bodies: Body[]
}

const FIELDS = ['of', 'also', 'adjective', 'capital', 'en', 'en_also', 'en_adjective', 'wikidata']

/** Parses and checks a file of known names. Throws `file:line: what is wrong and what to do`. */
export function parseKnown(text: string, file: string): KnownFile {
  const { data, fault } = readYaml(text, file)
  const root = map(data, [])
  for (const key of Object.keys(root))
    if (!['type', 'names', 'bodies'].includes(key))
      throw fault([key], `unknown key "${key}"; known are type, names, bodies`)
  const { type } = root
  if (typeof type !== 'string') throw fault(['type'], 'give the type of the names, for example "type: Country"')
  const owner = new Map<string, string>()
  const claim = (name: string, by: string, path: Path): void => {
    const other = owner.get(nameKey(name))
    if (other !== undefined && other !== by)
      throw fault(path, `"${name}" is a name of "${other}" and of "${by}"; give it to one`)
    owner.set(nameKey(name), by)
  }
  const names = Object.entries(map(root.names, ['names'])).map(([name, value]): Known => {
    const path = ['names', name]
    const fields = map(value, path)
    for (const key of Object.keys(fields))
      if (!FIELDS.includes(key)) throw fault([...path, key], `unknown key "${key}"; known are ${FIELDS.join(', ')}`)
    const list = (key: string): string[] => texts(fields[key], [...path, key])
    const [capital] = list('capital')
    const [wikidata] = list('wikidata')
    if (wikidata !== undefined && !/^Q[1-9]\d*$/.test(wikidata))
      throw fault([...path, 'wikidata'], `"${wikidata}" is no Wikidata id; write it like Q232, or leave it out`)
    const aliases = list('also')
    for (const called of [name, ...aliases]) claim(called, name, path)
    if (wikidata !== undefined) claim(wikidata, name, [...path, 'wikidata'])
    return {
      type,
      name,
      aliases,
      of: list('of'),
      adjectives: list('adjective'),
      english: [...list('en'), ...list('en_also')],
      englishAdjectives: list('en_adjective'),
      ...(capital !== undefined && { capital }),
      ...(wikidata !== undefined && { wikidata }),
    }
  })
  const bodies = Object.entries(map(root.bodies ?? {}, ['bodies'])).map(([name, value]): Body => {
    const aliases = texts(value, ['bodies', name])
    for (const called of [name, ...aliases]) claim(called, name, ['bodies', name])
    return { name, aliases }
  })
  return { names, bodies }

  function map(value: unknown, path: Path): Record<string, unknown> {
    if (typeof value !== 'object' || value === null || Array.isArray(value))
      throw fault(path, `${path.length ? `"${path.join('.')}"` : 'the file'} must be a map`)
    return value as Record<string, unknown>
  }

  function texts(value: unknown, path: Path): string[] {
    const list = value === undefined ? [] : Array.isArray(value) ? value : [value]
    list.forEach((item, i) => {
      if (typeof item !== 'string' || !item.trim())
        throw fault(Array.isArray(value) ? [...path, i] : path, `"${path.at(-1)}" must be a text or a list of texts`)
    })
    return list as string[]
  }
}

const read = (file: string): KnownFile =>
  parseKnown(readFileSync(fileURLToPath(new URL(`./known/${file}`, import.meta.url)), 'utf8'), `known/${file}`)

/** The states of the list that comes with svodka. */
export const countries: Known[] = read('countries.yaml').names

/** The bodies of the list that comes with svodka, and those that every state has. */
export const { names: organizations, bodies }: KnownFile = read('organizations.yaml')
