// Which entities of different articles are one: same type and same name or alias, written alike.
import { hash, nameKey } from './id.ts'
import type { Doc, Entity } from './model.ts'

const OFFICE =
  /^(президент|премьер|министр|глава|председатель|секретарь|директор|лидер|канцлер|король|посол|спикер|president|minister|king)/iu

/**
 * A name that tells its bearer apart in any article. For persons that is a first name or initial and a surname: many
 * have the same surname, and an office has one holder after another. For organisations and states, descriptions in
 * small letters («министерство обороны», «организация») are not enough.
 */
function isDistinctive(type: string, name: string): boolean {
  if (type === 'Person') return /^\p{Lu}.*[ .]\p{Lu}/u.test(name) && !OFFICE.test(name)
  if (/\p{Lu}/u.test(name.slice(1))) return true
  return type !== 'Organization' && type !== 'Country' && /[ «]/.test(name)
}

/** Whether a name joins an entity with its namesakes in other articles; a person's surname or office does not. */
const isOwnName = (type: string, name: string): boolean => type !== 'Person' || isDistinctive(type, name)

/** Resolved entities, and for every document a map from its own entity ids to theirs. */
export interface Resolution {
  entities: Entity[]
  ids: Map<string, string>[]
}

/**
 * Joins the entities of documents. Two are one if they have the same type and share a name, or an alias that tells its
 * bearer apart; persons only by a full name. The result does not depend on the order of the documents, and neither do the ids.
 */
export function resolve(docs: Doc[]): Resolution {
  const members = docs.flatMap((doc, d) => doc.entities.map(entity => ({ d, article: doc.article.id, entity })))
  const parent = members.map((_, i) => i)
  const find = (i: number): number => {
    while (parent[i] !== i) i = parent[i] = parent[parent[i]!]!
    return i
  }
  const firstWith = new Map<string, number>()
  members.forEach(({ article, entity: { type, name, aliases } }, i) => {
    const names = [name, ...aliases.filter(alias => isDistinctive(type, alias))]
    for (const known of names) {
      const where = isOwnName(type, known) ? '' : article
      const key = JSON.stringify([type, nameKey(known), where])
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
    const entity = merged(group.map(i => members[i]!))
    for (const i of group) ids[members[i]!.d]!.set(members[i]!.entity.id, entity.id)
    return entity
  })
  return { entities: entities.sort((a, b) => (a.id < b.id ? -1 : 1)), ids }
}

/**
 * One entity for many: the name most documents use (then the longest), all other spellings as aliases. A person goes by
 * a full name if there is one; one without stays a person of that article.
 */
function merged(group: { article: string; entity: Entity }[]): Entity {
  const entities = group.map(member => member.entity)
  const { type } = entities[0]!
  const names = entities.map(e => e.name)
  const all = entities.flatMap(e => [e.name, ...e.aliases])
  const own = [names, all].map(list => list.filter(name => isOwnName(type, name))).find(list => list.length)
  const uses = new Map<string, number>()
  for (const name of own ?? names) uses.set(name, (uses.get(name) ?? 0) + 1)
  const name = [...uses].sort(([a, n], [b, m]) => m - n || b.length - a.length || (a < b ? -1 : 1))[0]![0]
  const aliases = new Set(all)
  aliases.delete(name)
  const where = own ? [] : [group[0]!.article]
  return { id: hash('entity', type, nameKey(name), ...where), type, name, aliases: [...aliases].sort() }
}
