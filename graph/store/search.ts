// Words and names → the entities that match, best first: the same in every store.
import MiniSearch from 'minisearch'
import { nameKey } from '../id.ts'
import { fold, SEARCH } from '../words.ts'

export interface Named {
  id: string
  name: string
  aliases: string[]
}

/** The words of a search, written alike: case, ё and punctuation do not matter. */
export const searchWords = (text: string): string[] => nameKey(text).match(/[\p{L}\p{M}\p{N}]+/gu) ?? []

/**
 * Ids of the entities that have a name or alias in which every word begins some word, is another form of it, or has a small
 * typo. Whole names come before whole words, these before beginnings of words, these before other forms, and typos last;
 * the name before an alias; short names before long ones.
 */
export function rank(entities: Named[], text: string, limit: number): string[] {
  const words = searchWords(text)
  if (words.length === 0) return []
  const found = begun(entities, words)
  if (found.length >= limit) return best(found, limit)
  const there = new Set(found.map(({ entity }) => entity))
  const others = entities.filter(entity => !there.has(entity))
  return best([...found, ...formsAndTypos(others, words)], limit)
}

/** As `rank`, but only if names whose words begin like the searched ones are enough; else undefined. */
export function rankBegun(entities: Named[], text: string, limit: number): string[] | undefined {
  const found = begun(entities, searchWords(text))
  return found.length < limit ? undefined : best(found, limit)
}

interface Ranked {
  entity: Named
  rank: number
}

function begun(entities: Named[], words: string[]): Ranked[] {
  return entities
    .map(entity => ({ entity, rank: bestOf(entity, name => rankOf(name, words)) }))
    .filter(({ rank }) => rank < Number.POSITIVE_INFINITY)
}

function best(found: Ranked[], limit: number): string[] {
  const order = (a: Named, b: Named): number =>
    a.name.length - b.name.length || (a.name < b.name ? -1 : a.name > b.name ? 1 : a.id < b.id ? -1 : 1)
  return found
    .sort((a, b) => a.rank - b.rank || order(a.entity, b.entity))
    .slice(0, limit)
    .map(({ entity }) => entity.id)
}

const bestOf = ({ name, aliases }: Named, of: (name: string) => number): number =>
  Math.min(of(name), ...aliases.map(alias => of(alias) + 0.5))

/** 0: the words are the whole name; 1: they begin it; 2: they are words of it; 3: they begin words of it. */
function rankOf(name: string, words: string[]): number {
  const own = searchWords(name)
  if (!words.every(word => own.some(o => o.startsWith(word)))) return Number.POSITIVE_INFINITY
  const [joined, wanted] = [own.join(' '), words.join(' ')]
  if (joined === wanted) return 0
  if (joined.startsWith(wanted)) return 1
  return words.every(word => own.includes(word)) ? 2 : 3
}

/** 4: the words are forms of words of the name; 5: with typos. */
function formsAndTypos(entities: Named[], words: string[]): Ranked[] {
  const index = new MiniSearch<Named>({
    ...SEARCH,
    fields: ['name', 'aliases'],
    extractField: (entity, field) => (field === 'aliases' ? entity.aliases.join(' ') : entity[field as 'id' | 'name']),
  })
  index.addAll(entities)
  const byId = new Map(entities.map(entity => [entity.id, entity]))
  const folded = words.map(fold)
  const isForm = (name: string): number => {
    const own = searchWords(name).map(fold)
    return folded.every(word => own.some(o => o.startsWith(word))) ? 4 : 5
  }
  return index.search(words.join(' ')).map(({ id }) => {
    const entity = byId.get(id as string)!
    return { entity, rank: bestOf(entity, isForm) }
  })
}
