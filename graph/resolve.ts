// Which entities of different articles are one: same type and same name or alias, written alike.
import { hash } from './id.ts'
import type { Doc, Entity } from './model.ts'

/** The key under which two spellings count as equal: case, ё, quotes, dashes and blanks do not matter. */
export function nameKey(name: string): string {
  return name
    .normalize('NFKC')
    .toLowerCase()
    .replaceAll('ё', 'е')
    .replace(/[«»"“”„'’]/g, '')
    .replace(/[‐-―]/g, '-')
    .replace(/\s+/g, ' ')
    .trim()
}

/** A name that tells its bearer apart: descriptions («глава государства», «организация») and bare surnames do not. */
function isDistinctive(type: string, name: string): boolean {
  if (type === 'Person') return /^\p{Lu}.*[ .-]\p{Lu}/u.test(name)
  return /\p{Lu}/u.test(name.slice(1)) || /[ «]/.test(name)
}

/** Resolved entities, and for every document a map from its own entity ids to theirs. */
export interface Resolution {
  entities: Entity[]
  ids: Map<string, string>[]
}

/**
 * Joins the entities of documents. Two are one if they have the same type and share a name, or an alias that tells its
 * bearer apart. The result does not depend on the order of the documents, and neither do the ids.
 */
export function resolve(docs: Doc[]): Resolution {
  const members = docs.flatMap((doc, d) => doc.entities.map(entity => ({ d, entity })))
  const parent = members.map((_, i) => i)
  const find = (i: number): number => {
    while (parent[i] !== i) i = parent[i] = parent[parent[i]!]!
    return i
  }
  const firstWith = new Map<string, number>()
  members.forEach(({ entity }, i) => {
    for (const name of [entity.name, ...entity.aliases.filter(a => isDistinctive(entity.type, a))]) {
      const key = `${entity.type}\n${nameKey(name)}`
      const other = firstWith.get(key)
      if (other === undefined) firstWith.set(key, i)
      else parent[find(i)] = find(other)
    }
  })

  const groups = new Map<number, number[]>()
  members.forEach((_, i) => {
    const root = find(i)
    groups.set(root, [...(groups.get(root) ?? []), i])
  })
  const ids = docs.map(() => new Map<string, string>())
  const entities = [...groups.values()].map(group => {
    const entity = merged(group.map(i => members[i]!.entity))
    for (const i of group) ids[members[i]!.d]!.set(members[i]!.entity.id, entity.id)
    return entity
  })
  return { entities: entities.sort((a, b) => (a.id < b.id ? -1 : 1)), ids }
}

/** One entity for many: the name most documents use (then the longest), all other spellings as aliases. */
function merged(group: Entity[]): Entity {
  const uses = new Map<string, number>()
  for (const e of group) uses.set(e.name, (uses.get(e.name) ?? 0) + 1)
  const name = [...uses].sort(([a, n], [b, m]) => m - n || b.length - a.length || (a < b ? -1 : 1))[0]![0]
  const aliases = new Set(group.flatMap(e => [e.name, ...e.aliases]))
  aliases.delete(name)
  const type = group[0]!.type
  return { id: hash('entity', type, nameKey(name)), type, name, aliases: [...aliases].sort() }
}
