// A language's word list (frames/ru-words.yaml) → the words that make mentions, titles, speech and modality.
import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { nameKey } from '../graph/id.ts'
import { countries, organizations } from '../graph/known.ts'
import type { Modality } from '../graph/model.ts'
import type { Ontology } from '../graph/ontology.ts'
import { readYaml } from '../graph/yaml.ts'
import { plain } from './draft.ts'

export interface Lexicon {
  /** Noun → type of the phrase it heads; «медиафорум» is what «форум» is. */
  heads: Compounds
  /** Two words → type: `modifierKey(adjective, noun)`, or "noun_noun in the genitive". */
  pairs: Map<string, string>
  /** Nouns of mechanisms that are an organisation where they are its name («Татарский культурный центр»). */
  bodies: Set<string>
  /** Of these, what is an event where it is said to happen («конгресс завершился»). */
  held: Set<string>
  /** Nouns that count only where a name follows in the genitive («предложение Минюста»), with the type of the phrase. */
  owned: Map<string, string>
  /** Class nouns of places whose name follows in the same case («города Архангельска»). */
  called: Set<string>
  /** Nouns that are something where they are plural and capitalised («Игры»), with its type. */
  capitalised: Map<string, string>
  /** Events that are a threat while they are only prepared. */
  attacks: Set<string>
  /** Verb → type of its object where that is no other type («ввести скидку» is a measure). */
  uses: Map<string, string>
  /** Nouns that say too little to be something by such a use. */
  vague: Set<string>
  /** Nouns and verbs for what is not yet done («подготовка», «планировать»). */
  preparing: Set<string>
  /** Types whose phrases count only with a name in them. */
  named: Set<string>
  /** Types whose phrases count only where a claim needs them. */
  weak: Set<string>
  /** Adjectives that are not part of a mention. */
  degree: Set<string>
  /** Noun → places of the complement it stands for. */
  transparent: Map<string, string[]>
  /** Stem of a participle → the noun that it is by itself («составляющ» → «составляющая»). */
  substantives: Map<string, string>
  /** Title → relation between its bearer and what it is the title of. */
  titles: Map<string, string>
  /** Lists of words that frames refer to: titles by relation in small letters («leads»), and `lists`. */
  classes: Map<string, Set<string>>
  leadsPhrases: string[]
  /** Adjective → name of what it stands for («казахстанский» → «Казахстан», «антитеррористический» → «терроризм»). */
  adjectives: Map<string, string>
  /** Key of a capital → the state whose government it stands for. */
  capitals: Map<string, string>
  anaphors: Map<string, string>
  modal: Map<string, Modality>
  /** Nouns that say how far the deed of their infinitive is. */
  modalNouns: Map<string, Modality>
  negative: Set<string>
  /** Verbs whose infinitive is somebody else's deed. */
  appeals: Set<string>
  speech: Set<string>
  speechNouns: Set<string>
  /** Name type of the analyser → type of the ontology. */
  names: Map<string, string>
  /** Key of a name → how everybody calls it. */
  known: Map<string, { type: string; name: string; aliases: string[] }>
}

const words = (value: unknown): string[] =>
  typeof value === 'string' ? names(plain(value)) : (value as string[]).map(plain)

const names = (value: string): string[] => value.split(/\s+/).filter(Boolean)

/** Reads and checks a word list. Throws `file:line: message`. */
export function loadLexicon(language: string, ontology: Ontology): Lexicon {
  const file = `frames/${language}-words.yaml`
  const { data, fault } = readYaml(readFileSync(fileURLToPath(new URL(`./${file}`, import.meta.url)), 'utf8'), file)
  const root = data as Record<string, unknown>
  for (const key of ['heads', 'named', 'weak', 'titles', 'anaphors', 'transparent', 'modal', 'modal_nouns'] as const) {
    if (typeof root[key] !== 'object' || root[key] === null) throw fault([key], `"${key}" is missing`)
  }
  const typed = (key: string): [string, string[]][] =>
    Object.entries((root[key] ?? {}) as Record<string, unknown>).map(([type, list]) => {
      if (!ontology.types.has(type)) throw fault([key, type], `unknown type "${type}"`)
      return [type, words(list)]
    })
  const heads = new Compounds(words(root.prefixes ?? ''))
  const pairs = new Map<string, string>()
  const addPair = (pair: string, type: string): void => {
    const [first, second] = pair.split('_') as [string, string]
    pairs.set(pair, type)
    pairs.set(modifierKey(first, second), type)
  }
  for (const [type, list] of typed('heads')) {
    for (const w of list) {
      if (w.includes('_')) addPair(w, type)
      else heads.set(w, type)
    }
  }
  for (const w of words(root.threats ?? '')) addPair(w, 'Threat')
  const titles = new Titles()
  for (const [relation, list] of Object.entries(root.titles as Record<string, unknown>)) {
    if (!ontology.relations.has(relation)) throw fault(['titles', relation], `unknown relation "${relation}"`)
    for (const w of words(list)) titles.set(w, relation)
  }
  const anaphors = new Map(typed('anaphors').flatMap(([type, list]) => list.map((w): [string, string] => [w, type])))
  const byModality = (key: 'modal' | 'modal_nouns'): Map<string, Modality> =>
    new Map(
      Object.entries(root[key] as Record<string, unknown>).flatMap(([modality, list]) =>
        words(list).map((w): [string, Modality] => [w, modality as Modality]),
      ),
    )
  return {
    heads,
    pairs,
    bodies: new Set(words(root.bodies ?? '')),
    held: new Set(words(root.held ?? '')),
    owned: new Map(typed('owned').flatMap(([type, list]) => list.map((w): [string, string] => [w, type]))),
    called: new Set(words(root.called ?? '')),
    capitalised: new Map(typed('capitalised').flatMap(([type, list]) => list.map((w): [string, string] => [w, type]))),
    attacks: new Set(words(root.attacks ?? '')),
    uses: new Map(typed('uses').flatMap(([type, list]) => list.map((w): [string, string] => [w, type]))),
    vague: new Set(words(root.vague ?? '')),
    preparing: new Set(words(root.preparing ?? '')),
    named: new Set(root.named as string[]),
    weak: new Set(root.weak as string[]),
    degree: new Set(words(root.degree ?? '')),
    transparent: new Map(
      Object.entries(root.transparent as Record<string, string>).map(([w, places]) => [plain(w), names(places)]),
    ),
    substantives: new Map(Object.entries((root.substantives ?? {}) as Record<string, string>)),
    titles,
    classes: new Map(
      Object.entries({ ...(root.titles as object), ...((root.lists ?? {}) as object) }).map(([name, list]) => [
        name.toLowerCase(),
        new Set(words(list)),
      ]),
    ),
    leadsPhrases: words(root.leads_phrases ?? ''),
    adjectives: new Map([
      ...countries.flatMap(({ name, adjectives }) => adjectives.map((a): [string, string] => [plain(a), name])),
      ...Object.entries((root.anti ?? {}) as Record<string, string>).map(([a, name]): [string, string] => [
        plain(a),
        name,
      ]),
    ]),
    capitals: new Map(countries.flatMap(({ name, capital }) => (capital ? [[nameKey(capital), name]] : []))),
    anaphors,
    modal: byModality('modal'),
    modalNouns: byModality('modal_nouns'),
    negative: new Set(words(root.negative ?? '')),
    appeals: new Set(words(root.appeals ?? '')),
    speech: new Set(words(root.speech ?? '')),
    speechNouns: new Set(words(root.speech_nouns ?? '')),
    names: new Map(
      Object.entries((root.names ?? {}) as Record<string, string>).flatMap(([type, list]) =>
        names(list).map((n): [string, string] => [n, type]),
      ),
    ),
    known: known(root),
  }
}

/** Titles and what they make of their bearers: «вице-министр», «замглавы» are posts like any other. */
class Titles extends Map<string, string> {
  override get(noun: string): string | undefined {
    const found = super.get(noun)
    if (found !== undefined || !/^(?:вице-|зам).{4}/.test(noun)) return found
    return super.has(noun.replace(/^(?:вице-|зам)/, '')) ? 'WORKS_FOR' : undefined
  }

  override has(noun: string): boolean {
    return this.get(noun) !== undefined
  }
}

/** Nouns and their types; a noun that is not there has the type of the one it ends with after one of the prefixes. */
class Compounds extends Map<string, string> {
  private readonly prefix: RegExp

  constructor(prefixes: string[]) {
    super()
    this.prefix = new RegExp(`^(?:${prefixes.join('|')})-?(?=.{5})`, 'u')
  }

  override get(noun: string): string | undefined {
    const found = super.get(noun)
    if (found !== undefined) return found
    const rest = noun.replace(this.prefix, '')
    return rest === noun ? undefined : super.get(rest)
  }

  override has(noun: string): boolean {
    return this.get(noun) !== undefined
  }

  /** Whether the noun is there without a prefix. */
  isOwn(noun: string): boolean {
    return super.has(noun)
  }
}

/** Key of an adjective and its noun in `pairs`: the adjective's gender does not matter. */
export const modifierKey = (adjective: string, noun: string): string => `${adjective.slice(0, -2)}~${noun}`

function known(root: Record<string, unknown>): Lexicon['known'] {
  const found: Lexicon['known'] = new Map()
  // «Сенат США», «Совет Безопасности ООН»: the last word is a name of its own, and such names are read word by word.
  const owners = new Set(
    [...countries, ...organizations].flatMap(k => [...k.of, ...[k.name, ...k.aliases].filter(isAbbreviation)]),
  )
  const isOwned = (name: string): boolean => name.includes(' ') && owners.has(name.split(' ').at(-1)!)
  for (const { type, name, aliases } of [...countries, ...organizations]) {
    const entry = { type, name, aliases: aliases.filter(alias => !isOwned(alias)) }
    if (!isOwned(name)) for (const called of [name, ...entry.aliases]) found.set(nameKey(called), entry)
  }
  for (const names of (root.same ?? []) as string[][]) {
    const entry = { type: 'Threat', name: names[0]!, aliases: names.slice(1) }
    for (const name of names) found.set(nameKey(name), entry)
  }
  return found
}

const isAbbreviation = (name: string): boolean => /^\p{Lu}{2,}$/u.test(name)
