// A name and its type → which known thing it means, and how far the name alone tells its bearer apart.
import { nameKey } from './id.ts'
import { bodies, countries, type Known, organizations } from './known.ts'

/** `own`: the same in every article. `short`: an abbreviation, the same unless two full names share it. `local`: neither. */
export type Reach = 'own' | 'short' | 'local'

const bodyNames = new Map(
  bodies.flatMap(({ name, aliases }) => [name, ...aliases].map(n => [nameKey(n), name] as const)),
)
const stems = new Map(countries.flatMap(({ name, adjectives }) => adjectives.map(a => [nameKey(a).slice(0, -2), name])))
const genitives = new Map(
  countries.flatMap(({ name, aliases, of }) => {
    // Abbreviations are not declined: «МИД РФ».
    const undeclined = [name, ...aliases].filter(n => of.length === 0 || /^\p{Lu}+$/u.test(n))
    return [...of, ...undeclined].map(n => [nameKey(n), name] as const)
  }),
)

/** «МИД РФ», «российский МИД», «Министерство иностранных дел»: a body that every state has, and whose it is. */
function bodyIn(name: string): { body: string; state?: string } | undefined {
  const key = nameKey(name)
  const alone = bodyNames.get(key)
  if (alone) return { body: alone }
  for (let i = key.indexOf(' '); i > 0; i = key.indexOf(' ', i + 1)) {
    const [before, after] = [key.slice(0, i), key.slice(i + 1)]
    const [body, state] = [bodyNames.get(before), genitives.get(after)]
    if (body && state) return { body, state }
    const [owned, owner] = [bodyNames.get(after), stems.get(before.slice(0, -2))]
    if (owned && owner && /(?:[иыо]й|ая|ое|[иы]е)$/.test(before)) return { body: owned, state: owner }
  }
  return undefined
}

/** Under this key all spellings of a name are one, and so are a state's body in the genitive and with an adjective. */
export function namingKey(type: string, name: string): string {
  const found = type === 'Organization' ? bodyIn(name) : undefined
  return JSON.stringify(found?.state ? [type, found.body, found.state] : [type, nameKey(name)])
}

const known = new Map<string, Known>()
for (const entry of [...countries, ...organizations]) {
  const { type, name, aliases, english, capital } = entry
  for (const n of [...english, ...(capital ? [capital] : []), ...aliases, name]) known.set(namingKey(type, n), entry)
}

/** The known state or body that the name means, whatever it is called in Russian or English. */
export const knownAs = (type: string, name: string): Known | undefined => known.get(namingKey(type, name))

/** What is the same wherever it is spoken of, also in small letters: «терроризм». */
const GENERAL = /^(?:Threat|Topic)$/
/** What the news also describes without naming it: «встреча», «министерство». */
const DESCRIBED = /^(?:Organization|Event|Document|Mechanism|Measure)$/

/** How far a name of something other than a person reaches; `main` is the name its article mostly uses. */
export function reach(type: string, name: string, main = name): Reach {
  if (knownAs(type, name)) return 'own'
  const body = type === 'Organization' ? bodyIn(name) : undefined
  if (body) return body.state ? 'own' : 'local'
  if (DESCRIBED.test(type) && /^[\p{Lu}\d-]{2,}$/u.test(name)) return 'short'
  const named = /[\p{Lu}«"\d]/u.test(name.slice(1))
  if (name === main) {
    if (GENERAL.test(type)) return 'own'
    if (!DESCRIBED.test(type)) return /[\p{Lu}«]/u.test(name) ? 'own' : 'local'
    const long = type === 'Mechanism' && name.split(' ').length > 3
    return named || long || (type === 'Organization' && /^\p{Lu}/u.test(name)) ? 'own' : 'local'
  }
  if (isAbbreviation(main, name)) return 'own'
  if (type === 'Organization' && isShortened(name, main)) return 'local'
  return named || (GENERAL.test(type) && name.includes(' ')) ? 'own' : 'local'
}

/** «Комитет Сената» for «Комитет Сената США по международным отношениям». */
function isShortened(name: string, main: string): boolean {
  const [few, many] = [nameKey(name).split(' '), nameKey(main).split(' ')]
  return few.length < many.length && few.every(word => many.includes(word))
}

/** «МСС» of «Международный союз спасателей»: the first letters of its words, but for prepositions and the like. */
function isAbbreviation(short: string, name: string): boolean {
  const words = nameKey(name).split(/[\s-]+/)
  const initials = (list: string[]): string => list.map(word => word[0]).join('')
  return words.length > 1 && [words, words.filter(w => w.length > 2)].some(w => initials(w) === nameKey(short))
}
