// Which entities of different articles are one, and what each is called. Rather two for one than one for two.
import { type Correction, type Corrections, NO_CORRECTIONS } from './corrections.ts'
import { Groups } from './groups.ts'
import { hash, nameKey } from './id.ts'
import { type Member, membersOf, type Name } from './members.ts'
import type { Entity } from './model.ts'
import { namingKey } from './naming.ts'
import { joinPeople } from './people.ts'
import { fullness, personName } from './person.ts'
import type { Named } from './reading.ts'

/** Resolved entities, and for every document a map from its own entity ids to theirs. */
export interface Resolution {
  entities: Entity[]
  ids: Map<string, string>[]
}

/**
 * Joins the entities of documents: those of one type that share a name which tells its bearer apart in any article, or an
 * abbreviation that stands for one of them only; persons by given name and surname, unless patronymics differ. What
 * `corrections` say comes first. Neither the result nor the ids depend on the order of the documents.
 */
export function resolve(docs: Named[], corrections: Corrections = NO_CORRECTIONS): Resolution {
  const byId = [...corrections.same, ...corrections.different].some(c => c.names.some(isId))
  const before = byId ? resolve(docs).ids : docs.map(() => new Map<string, string>())
  const members = membersOf(docs, corrections, before)
  const groups = new Groups(members.map(m => m.marks))
  const wanted = new Map<Member, string>()
  for (const correction of corrections.same) {
    const meant = new Map<string, number>()
    members.forEach((member, i) => {
      if (!isMeant(member, correction, before[member.doc]!.get(member.entity.id))) return
      const { type } = member.entity
      groups.join(meant.get(type) ?? i, i, true)
      meant.set(type, meant.get(type) ?? i)
      if (!isId(correction.names[0]!)) wanted.set(member, correction.names[0]!)
    })
  }
  joinNames(members, groups)
  joinPeople(members, groups)
  return named(members, groups, wanted, docs.length)
}

const isId = (name: string): boolean => /^[0-9a-f]{16}$/.test(name)

/** Whether a correction speaks of the member: by id, by its main name, or by a name that tells it apart. */
function isMeant({ entity, names }: Member, { names: said, type }: Correction, id: string | undefined): boolean {
  if (type !== undefined && type !== entity.type) return false
  const keys = names.filter((name, i) => i === 0 || name.reach !== 'local').map(name => name.key)
  return said.some(name => name === id || keys.includes(namingKey(entity.type, name)))
}

/** Joins by names: own ones everywhere, abbreviations where no two full names share them, others within the article. */
function joinNames(members: Member[], groups: Groups): void {
  const first = new Map<string, number>()
  const join = (i: number, ...parts: string[]): void => {
    const key = JSON.stringify(parts)
    const other = first.get(key)
    if (other === undefined) first.set(key, i)
    else groups.join(other, i)
  }
  const short = new Map<string, number[]>()
  members.forEach(({ article, names, known, people, entity }, i) => {
    if (known) join(i, 'known', entity.type, known.name)
    names.forEach(({ key, reach }, n) => {
      if (people.length > 0) return // see joinPeople
      if (reach === 'short') short.set(key, [...(short.get(key) ?? []), i])
      else if (reach === 'own') join(i, key)
      else if (n === 0) join(i, key, article)
    })
  })
  const isFull = (i: number): boolean =>
    members[i]!.known !== undefined || members[i]!.names.some(n => n.reach === 'own')
  const ambiguous = new Map(
    [...short].map(([key, list]) => [key, new Set(list.filter(isFull).map(i => groups.of(i))).size > 1]),
  )
  for (const [key, list] of [...short].sort(([a], [b]) => (a < b ? -1 : 1)))
    for (const i of list) join(i, 'short', key, ambiguous.get(key) ? members[i]!.article : '')
}

/** Names every group: as it is known, or as most documents call it (then the longest) unless another is called so too. */
function named(members: Member[], groups: Groups, wanted: Map<Member, string>, docs: number): Resolution {
  const lists = groups.all().map(group => group.map(i => members[i]!))
  const bearers = new Map<string, Set<Member[]>>()
  for (const list of lists)
    for (const { names } of list)
      for (const { key, reach } of names)
        if (reach !== 'local') bearers.set(key, (bearers.get(key) ?? new Set()).add(list))

  const ids = Array.from({ length: docs }, () => new Map<string, string>())
  const taken = new Set<string>()
  const entities = lists.map((list): Entity => {
    const { type } = list[0]!.entity
    const known = list.find(m => m.known)?.known
    const given = list.map(m => wanted.get(m)).find(name => name !== undefined) ?? known?.name
    const own = list.flatMap(({ names }) => names.filter(n => n.reach !== 'local'))
    const main = list.map(({ names }) => names[0]!)
    const candidates = [main.filter(n => n.reach !== 'local'), own].flatMap(byUse)
    const free = candidates.find(name => bearers.get(namingKey(type, name))!.size === 1)
    const name = given ?? free ?? candidates[0] ?? byUse(type === 'Person' ? fullest(main) : main)[0]!
    let id = hash('entity', type, nameKey(name))
    // Others are called so, too: the entity is that of its article, or the next one of that.
    if (given === undefined && free === undefined)
      for (let n = 0; n === 0 || taken.has(id); n++)
        id = hash('entity', type, nameKey(name), list[0]!.article, ...(n ? [String(n)] : []))
    taken.add(id)
    const aliases = new Set(list.flatMap(({ entity }) => [entity.name, ...entity.aliases]))
    aliases.delete(name)
    for (const { doc, entity } of list) ids[doc]!.set(entity.id, id)
    return { id, type, name, aliases: [...aliases].sort(), ...(known?.wikidata && { wikidata: known.wikidata }) }
  })
  return { entities: entities.sort((a, b) => (a.id < b.id ? -1 : 1)), ids }
}

/** Of a person's names those that say most. */
function fullest(names: Name[]): Name[] {
  const full = (name: Name): number => fullness(personName(name.text) ?? { surname: '' })
  const most = Math.max(...names.map(full))
  return names.filter(name => full(name) === most)
}

/** The names, most used first, then Cyrillic, then long ones. */
function byUse(names: Name[]): string[] {
  const uses = new Map<string, number>()
  for (const { text } of names) uses.set(text, (uses.get(text) ?? 0) + 1)
  const isCyrillic = (name: string): number => Number(/\p{Script=Cyrillic}/u.test(name))
  return [...uses]
    .sort(([a, n], [b, m]) => m - n || isCyrillic(b) - isCyrillic(a) || b.length - a.length || (a < b ? -1 : 1))
    .map(([name]) => name)
}
