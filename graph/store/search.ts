// Words and names → the entities that match, best first: the same in every store.
import { nameKey } from '../id.ts'

export interface Named {
  id: string
  name: string
  aliases: string[]
}

/** The words of a search, written alike: case, ё and punctuation do not matter. */
export const searchWords = (text: string): string[] => nameKey(text).match(/[\p{L}\p{M}\p{N}]+/gu) ?? []

/**
 * Ids of the entities that have a name or alias in which every word begins some word. Whole names come before whole
 * words, these before beginnings of words; the name before an alias; short names before long ones.
 */
export function rank(entities: Named[], text: string, limit: number): string[] {
  const words = searchWords(text)
  if (words.length === 0) return []
  const found: { entity: Named; rank: number }[] = []
  for (const entity of entities) {
    const best = Math.min(rankOf(entity.name, words), ...entity.aliases.map(alias => rankOf(alias, words) + 0.5))
    if (best < Number.POSITIVE_INFINITY) found.push({ entity, rank: best })
  }
  const order = (a: Named, b: Named): number =>
    a.name.length - b.name.length || (a.name < b.name ? -1 : a.name > b.name ? 1 : a.id < b.id ? -1 : 1)
  return found
    .sort((a, b) => a.rank - b.rank || order(a.entity, b.entity))
    .slice(0, limit)
    .map(({ entity }) => entity.id)
}

/** 0: the words are the whole name; 1: they begin it; 2: they are words of it; 3: they begin words of it. */
function rankOf(name: string, words: string[]): number {
  const own = searchWords(name)
  if (!words.every(word => own.some(o => o.startsWith(word)))) return Number.POSITIVE_INFINITY
  const [joined, wanted] = [own.join(' '), words.join(' ')]
  if (joined === wanted) return 0
  if (joined.startsWith(wanted)) return 1
  return words.every(word => own.includes(word)) ? 2 : 3
}
