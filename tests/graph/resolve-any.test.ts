// Resolution holds for whatever documents: their order, their ids, and who may never meet.
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Doc, Entity } from '../../graph/model.ts'
import { resolve } from '../../graph/resolve.ts'
import { docsOf, type Named } from './named.ts'

const NAMES: Record<string, string[]> = {
  Person: [
    ...['Алексей Петрович Иванов', 'Алексей Сергеевич Иванов', 'Алексей Иванов', 'А. П. Иванов', 'А. Иванов', 'Иванов'],
    ...[
      'Aleksey Ivanov',
      'Алексей П. Иванов',
      'Антон Иванов',
      'Алексей Иванову',
      'Иванова',
      'президент',
      'иванов',
      'Ivanov',
    ],
  ],
  Organization: [
    ...['МСС', 'Международный союз спасателей', 'Московский союз строителей', 'МИД', 'МИД РФ', 'российский МИД'],
    ...['ООН', 'Организация Объединённых Наций', 'Совет безопасности', 'Совбез ООН', 'организация', 'Союз спасателей'],
  ],
  Country: ['Россия', 'РФ', 'СССР', 'Минск', 'Белоруссия', 'страна', 'Заречье'],
  Event: ['встреча', 'саммит ОДКБ', 'Саммит ОДКБ', 'Встреча'],
}

/** A few documents whose entities share names with one another. */
const anyDocs: fc.Arbitrary<Doc[]> = fc
  .array(
    fc.array(
      fc
        .constantFrom(...Object.keys(NAMES))
        .chain(type =>
          fc
            .uniqueArray(fc.constantFrom(...NAMES[type]!), { minLength: 1, maxLength: 3 })
            .map((names): Named => [type, names[0]!, ...names.slice(1)]),
        ),
      { minLength: 1, maxLength: 5 },
    ),
    { minLength: 1, maxLength: 5 },
  )
  .map(lists => docsOf(...lists))

describe('whatever the articles say', () => {
  test('their order changes nothing', () => {
    fc.assert(
      fc.property(anyDocs, fc.nat(), (docs, n) => {
        const turned = [...docs.slice(n % docs.length), ...docs.slice(0, n % docs.length)].reverse()
        const [one, other] = [resolve(docs), resolve(turned)]
        expect(other.entities).toEqual(one.entities)
        const idsOf = (list: Doc[], ids: Map<string, string>[]) =>
          new Map(list.map((doc, d) => [doc.article.id, ids[d]]))
        expect(idsOf(turned, other.ids)).toEqual(idsOf(docs, one.ids))
      }),
      { numRuns: 300 },
    )
  })

  test('everything is one entity with an id of its own, and no two states or patronymics meet', () => {
    fc.assert(
      fc.property(anyDocs, docs => {
        const { entities, ids } = resolve(docs)
        expect(new Set(entities.map(e => e.id)).size).toBe(entities.length)
        docs.forEach((doc, d) => {
          expect([...ids[d]!.keys()].sort()).toEqual(doc.entities.map(e => e.id).sort())
        })
        const used = new Set(ids.flatMap(map => [...map.values()]))
        expect(used).toEqual(new Set(entities.map(e => e.id)))
        for (const { id } of entities) {
          const mains = docs.flatMap((doc, d) => doc.entities.filter(e => ids[d]!.get(e.id) === id).map(e => e.name))
          for (const pair of [
            ['Россия', 'СССР'],
            ['Алексей Петрович Иванов', 'Алексей Сергеевич Иванов'],
            ['Алексей Иванов', 'Антон Иванов'],
            ['МИД РФ', 'ООН'],
          ])
            expect(pair.every(name => mains.includes(name))).toBe(false)
        }
      }),
      { numRuns: 300 },
    )
  })

  test('an article told twice under two ids adds no entity that is known by name', () => {
    fc.assert(
      fc.property(anyDocs, docs => {
        const named = (entities: Entity[]) => entities.filter(e => e.wikidata).map(e => e.id)
        const again = docs.map(doc => ({ ...doc, article: { ...doc.article, id: `${doc.article.id} again` } }))
        expect(named(resolve([...docs, ...again]).entities)).toEqual(named(resolve(docs).entities))
      }),
    )
  })
})
