// Documents → their entities as candidates for being one: what each is called, and what its names are worth.
import type { Corrections } from './corrections.ts'
import type { Marks } from './groups.ts'
import type { Known } from './known.ts'
import type { Entity } from './model.ts'
import { knownAs, namingKey, type Reach, reach } from './naming.ts'
import { canBeOne, canBeSpelled, fullness, type PersonName, personName } from './person.ts'
import type { Named } from './reading.ts'

/** A name of an entity in one article. */
export interface Name {
  text: string
  key: string
  reach: Reach
}

/** An entity of one document. */
export interface Member {
  /** Index of its document. */
  doc: number
  article: string
  entity: Entity
  /** The names that may join it with others, its main name first. */
  names: Name[]
  known?: Known
  /** A person's fullest name, and the same in other letters. */
  people: PersonName[]
  marks: Marks
}

/**
 * All entities of the documents, by article, so that their order does not depend on the order of the documents. `ids` are
 * those by which corrections may name them.
 */
export function membersOf(docs: Named[], { different }: Corrections, ids: Map<string, string>[]): Member[] {
  const order = docs.map((_, d) => d).sort((a, b) => (docs[a]!.article.id < docs[b]!.article.id ? -1 : 1))
  return order.flatMap(d =>
    docs[d]!.entities.map((entity): Member => {
      const member: Member = {
        doc: d,
        article: docs[d]!.article.id,
        entity,
        names: namesOf(entity),
        people: [],
        marks: new Map(),
      }
      const others = different.flatMap(({ names, type }, n) =>
        type === undefined || type === entity.type
          ? keepApart(member, names, `different ${n}`, ids[d]!.get(entity.id))
          : [],
      )
      describe(member, others)
      return member
    }),
  )
}

function namesOf({ type, name, aliases }: Entity): Name[] {
  return [name, ...aliases].map((text): Name => {
    const full = (): Reach => (fullness(personName(text) ?? { surname: '' }) >= 3 ? 'own' : 'local')
    return { text, key: namingKey(type, text), reach: type === 'Person' ? full() : reach(type, text, name) }
  })
}

/** Marks the member if a correction says that it is different from others; takes their names from it and gives them back. */
function keepApart(member: Member, names: string[], about: string, id: string | undefined): string[] {
  const { type } = member.entity
  const keys = names.map(name => namingKey(type, name))
  const main = member.names[0]!
  if (new Set(keys).size === 1) {
    if (main.key === keys[0] || member.names.some(n => n.key === keys[0] && n.reach !== 'local'))
      member.marks.set(about, member.article)
    return []
  }
  const isOther = (name: Name): boolean => keys.includes(name.key) && name.reach !== 'local'
  let side = names.findIndex((name, i) => name === id || keys[i] === main.key)
  const others = member.names.slice(1).filter(isOther)
  if (side < 0 && new Set(others.map(n => n.key)).size === 1) side = keys.indexOf(others[0]!.key)
  if (side >= 0) member.marks.set(about, String(side))
  member.names = member.names.filter(n => n === main || !keys.includes(n.key) || n.key === keys[side])
  return side < 0 ? [] : names.filter((_, i) => i !== side)
}

/**
 * Who is meant, as far as the names say it; aliases that say something else than the main name do not count. `others` are
 * names of whom the member is not.
 */
function describe(member: Member, others: string[]): void {
  const { entity, names, marks } = member
  const [main] = names as [Name]
  if (entity.type === 'Person') {
    const own = personName(main.text)
    const said = names.flatMap(({ text }) => personName(text) ?? [])
    const fuller = said.filter(name => (own ? canBeOne(own, name) : fullness(name) >= 3)).sort(byFullness)
    const person = fuller.every(name => canBeOne(name, fuller[0]!)) ? fuller[0] : own
    const spelling = person && said.filter(name => canBeSpelled(person, name)).sort(byFullness)[0]
    member.people = [person, spelling].filter(name => name !== undefined)
    for (const name of member.people) {
      const { given, patronymic, surname } = name
      if (fullness(name) >= 3) marks.set(`given name ${surname}`, given!)
      if (fullness(name) === 5) marks.set(`patronymic ${given} ${surname}`, patronymic!)
    }
    const belongs = (name: PersonName): boolean => member.people.some(p => canBeOne(p, name))
    member.names = names.filter(({ text }, i) => i === 0 || [personName(text)].some(name => name && belongs(name)))
    return
  }
  const meant = (name: Name): Known | undefined => (name.reach === 'own' ? knownAs(entity.type, name.text) : undefined)
  const byAlias = new Set(names.slice(1).flatMap(name => meant(name) ?? []))
  let known = meant(main) ?? (byAlias.size === 1 ? [...byAlias][0] : undefined)
  // Of two that a correction keeps apart, only one has the very name of what is known.
  if (known && others.some(o => knownAs(entity.type, o) === known) && main.key !== namingKey(entity.type, known.name))
    known = undefined
  member.names = names.filter(name => name === main || (meant(name) ?? known) === known)
  if (!known) return
  member.known = known
  marks.set('known', known.name)
}

const byFullness = (a: PersonName, b: PersonName): number => fullness(b) - fullness(a)
