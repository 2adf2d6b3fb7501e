// Persons of all articles → groups of those who are one: a fuller name takes in the less full ones that fit it alone.
import type { Groups } from './groups.ts'
import type { Member } from './members.ts'
import { canBeOne, fullness, isLatin, nominatives, type PersonName, personName, sound } from './person.ts'
import { groups as grouped } from './store/parts.ts'

interface Person {
  /** Number of the member. */
  i: number
  article: string
  name: PersonName
  full: number
  key: string
}

/**
 * Joins persons. With a given name and a surname they are one in all articles, unless two with different patronymics
 * answer to that; with less, only within their article, and only if one fuller name there fits.
 */
export function joinPeople(members: Member[], groups: Groups): void {
  const people = members.flatMap((member, i) =>
    member.people.map((name): Person => {
      return { i, article: member.article, name, full: fullness(name), key: JSON.stringify(name) }
    }),
  )
  const namesakes = [...grouped(people, p => p.name.surname).values()]
  for (const full of [5, 4, 3, 2, 1, 0]) {
    // Decided before anything is joined, so that it does not matter who comes first.
    const found = namesakes.flatMap(list =>
      [...grouped(list, p => (full >= 3 ? '' : p.article)).values()].flatMap(near => placesOf(full, near, groups)),
    )
    const first = new Map<string, number>()
    for (const { i, place } of found) {
      const other = first.get(place)
      if (other === undefined) first.set(place, i)
      else groups.join(other, i)
    }
  }
  joinSpellings(people, groups)
  joinForms(people, members, groups)
}

/**
 * Where people with names that say so much belong: with the one fuller person nearby whom the name fits; else with their
 * like, everywhere nearby, or only in their article where it fits two.
 */
function placesOf(full: number, near: Person[], groups: Groups): { i: number; place: string }[] {
  const fuller = near.filter(o => o.full > full)
  const same = near.filter(p => p.full === full)
  return [...grouped(same, p => p.key).values()].flatMap(list => {
    const fitting = fuller.filter(o => canBeOne(o.name, list[0]!.name))
    const found = [...new Set(fitting.map(o => groups.of(o.i)))]
    return list.flatMap(({ i, key, article }) => {
      const open = found.filter(group => groups.canJoin(group, i))
      const here = (): number[] => open.filter(g => fitting.some(o => o.article === article && groups.of(o.i) === g))
      const own = only(open) ?? only(open.length ? here() : [])
      const place = own === undefined ? JSON.stringify([key, full < 3 || open.length ? article : '']) : String(own)
      return (own === undefined ? [i] : [own, i]).map(n => ({ i: n, place }))
    })
  })
}

const only = (found: number[]): number | undefined => (found.length === 1 ? found[0] : undefined)

/** "Kassym-Jomart Tokayev" is the one whose Cyrillic name sounds so, if it is one. */
function joinSpellings(people: Person[], groups: Groups): void {
  const heard = grouped(
    people.filter(p => p.full >= 3),
    p => sound(p.name)!,
  )
  const pairs = [...heard.values()].flatMap(list => {
    const cyrillic = list.filter(p => !isLatin(p.name.surname))
    if (new Set(cyrillic.map(p => groups.of(p.i))).size !== 1) return []
    return list.filter(p => isLatin(p.name.surname)).map(latin => [cyrillic[0]!.i, latin.i] as const)
  })
  for (const [one, other] of pairs) groups.join(one, other)
}

/** «Дэвид Саутеру» is «Дэвид Саутер» in another case, if that is somebody: a reader of texts may have missed it. */
function joinForms(people: Person[], members: Member[], groups: Groups): void {
  const full = people.filter(p => p.full >= 3)
  const bySurname = grouped(full, p => p.name.surname)
  const pairs = full.flatMap(p => {
    const bearers = nominatives(p.name.surname)
      .flatMap(surname => bySurname.get(surname) ?? [])
      .filter(o => canBeOne(o.name, { ...p.name, surname: o.name.surname }))
    const one = only([...new Set(bearers.map(o => groups.of(o.i)))])
    return one === undefined ? [] : [[one, p] as const]
  })
  for (const [one, p] of pairs) {
    groups.join(one, p.i)
    // A name that is not in the nominative is none to be shown.
    for (const name of members[p.i]!.names) if (personName(name.text)?.surname === p.name.surname) name.reach = 'local'
  }
}
