// Which entities of different articles are one.
import { describe, expect, test } from 'vitest'
import { hash, nameKey } from '../../graph/id.ts'
import type { Doc, Entity } from '../../graph/model.ts'
import { resolve } from '../../graph/resolve.ts'

type Named = [type: string, name: string, ...aliases: string[]]

/** Documents of one entity each, or of several. */
const docsOf = (...lists: Named[][]): Doc[] =>
  lists.map((list, d) => ({
    article: { id: `article ${d}`, text: '' },
    sentences: [],
    entities: list.map(([type, name, ...aliases], i): Entity => ({ id: `e${i}`, type, name, aliases })),
    mentions: [],
    claims: [],
  }))

const entitiesOf = (...named: Named[]): Entity[] => resolve(docsOf(...named.map(n => [n]))).entities

describe('one entity', () => {
  test.each<[string, Named, Named]>([
    ['the same name', ['Country', 'Казахстан'], ['Country', 'Казахстан']],
    [
      'case, ё, quotes, dashes and blanks aside',
      ['Mechanism', 'операция  «Ёлка – 2»'],
      ['Mechanism', 'Операция Елка - 2'],
    ],
    [
      'an abbreviation that one of them explains',
      ['Organization', 'ОДКБ'],
      ['Organization', 'Организация Договора о коллективной безопасности', 'ОДКБ', 'организация'],
    ],
    [
      'a full name among the other spellings',
      ['Person', 'Касым-Жомарт Токаев', 'Токаев'],
      ['Person', 'Токаев', 'Касым-Жомарт Токаев'],
    ],
    ['an initial and a surname', ['Person', 'К. Токаев'], ['Person', 'Касым-Жомарт Токаев', 'К. Токаев']],
    [
      'what is fought, in small letters',
      ['Threat', 'наркотики', 'незаконный оборот наркотиков'],
      ['Threat', 'незаконный оборот наркотиков'],
    ],
  ])('%s', (_, a, b) => {
    const found = entitiesOf(a, b)
    expect(found).toHaveLength(1)
    const [{ name, aliases }] = found as [Entity]
    expect(aliases).not.toContain(name)
    expect(new Set([name, ...aliases])).toEqual(new Set([...a.slice(1), ...b.slice(1)]))
  })

  test('through a third', () => {
    const found = entitiesOf(
      ['Organization', 'ОДКБ'],
      ['Organization', 'Ташкентский пакт', 'Организация Договора о коллективной безопасности'],
      ['Organization', 'Организация Договора о коллективной безопасности', 'ОДКБ'],
    )
    expect(found).toHaveLength(1)
  })
})

describe('different entities', () => {
  test.each<[string, Named, Named]>([
    ['a name inside another', ['Country', 'Мали'], ['Country', 'Сомали']],
    ['a name of another type', ['Country', 'Грузия'], ['Place', 'Грузия']],
    ['two persons of one surname', ['Person', 'Иван Ильин', 'Ильин'], ['Person', 'Анна Ильина', 'Ильин']],
    ['a surname and a full name', ['Person', 'Ильин'], ['Person', 'Иван Ильин', 'Ильин']],
    ['a surname in two articles', ['Person', 'Ильин'], ['Person', 'Ильин']],
    ['a surname of two parts', ['Person', 'Ильин-Заречный'], ['Person', 'Ильин-Заречный']],
    ['an office in two articles', ['Person', 'глава государства'], ['Person', 'глава государства']],
    [
      'two holders of an office',
      ['Person', 'Иван Ильин', 'Президент Заречья'],
      ['Person', 'Фёдор Котов', 'Президент Заречья'],
    ],
    [
      'a description',
      ['Organization', 'Союз рек', 'организация', 'министерство обороны'],
      ['Organization', 'Союз озёр', 'организация', 'министерство обороны'],
    ],
    ['a capital for a government', ['Country', 'Заречье', 'Столица'], ['Country', 'Загорье', 'Столица']],
  ])('%s', (_, a, b) => {
    const found = entitiesOf(a, b)
    expect(found).toHaveLength(2)
    expect(found[0]!.id).not.toBe(found[1]!.id)
  })
})

test('a surname is one person within an article', () => {
  const { entities, ids } = resolve(
    docsOf([
      ['Person', 'Ильин'],
      ['Person', 'ИЛЬИН'],
    ]),
  )
  expect(entities).toHaveLength(1)
  expect([ids[0]!.get('e0'), ids[0]!.get('e1')]).toEqual([entities[0]!.id, entities[0]!.id])
})

test('the name that most documents use, then the longest, is the name; a person goes by a full one', () => {
  const name = (...named: Named[]): string => entitiesOf(...named)[0]!.name
  const full: Named = ['Organization', 'Союз рек Заречья', 'СРЗ']
  const short: Named = ['Organization', 'СРЗ']
  expect(name(full, short)).toBe('Союз рек Заречья')
  expect(name(short, full, short)).toBe('СРЗ')
  expect(name(['Person', 'Ильин', 'Иван Ильин'], ['Person', 'Ильин', 'Иван Ильин'])).toBe('Иван Ильин')
})

test('ids are made of type and name, whatever the machine', () => {
  expect(entitiesOf(['Country', 'Казахстан'])[0]!.id).toBe('158126c1be65c4ae')
  expect(entitiesOf(['Country', '«КАЗАХСТАН»'])[0]!.id).toBe('158126c1be65c4ae')
  expect(hash('entity', 'Country', nameKey('Казахстан'))).toBe('158126c1be65c4ae')
})
