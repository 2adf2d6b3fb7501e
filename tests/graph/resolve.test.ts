// Which entities of different articles are one.
import { describe, expect, test } from 'vitest'
import { hash, nameKey } from '../../graph/id.ts'
import type { Entity } from '../../graph/model.ts'
import { resolve } from '../../graph/resolve.ts'
import { docsOf, entitiesOf, type Named } from './named.ts'

const person = (...names: [string, ...string[]]): Named => ['Person', ...names]
const body = (...names: [string, ...string[]]): Named => ['Organization', ...names]
const state = (...names: [string, ...string[]]): Named => ['Country', ...names]

describe('one entity', () => {
  test.each<[string, Named, Named]>([
    ['the same name', state('Казахстан'), state('Казахстан')],
    [
      'case, ё, quotes, dashes and blanks aside',
      ['Mechanism', 'операция  «Ёлка – 2»'],
      ['Mechanism', 'Операция Елка - 2'],
    ],
    ['an abbreviation that one of them explains', body('СРЗ'), body('Союз рек Заречья', 'СРЗ', 'организация')],
    [
      'a full name among the other spellings',
      person('Касым-Жомарт Токаев', 'Токаев'),
      person('Токаев', 'Касым-Жомарт Токаев'),
    ],
    [
      'what is fought, in small letters',
      ['Threat', 'наркотики', 'незаконный оборот наркотиков'],
      ['Threat', 'незаконный оборот наркотиков'],
    ],
    ['a patronymic or none', person('Владимир Владимирович Путин'), person('Владимир Путин')],
    ['the surname first', person('Путин Владимир Владимирович'), person('Владимир Путин')],
    ['a Turkic patronymic', person('Ильхам Гейдар оглы Алиев'), person('Ильхам Алиев')],
    ['a patronymic’s initial', person('Пётр И. Реков'), person('Пётр Иванович Реков')],
    ['an initial that the article explains', person('П. Реков', 'Пётр Реков'), person('Пётр Реков')],
    ['Latin letters', person('Касым-Жомарт Токаев'), person('Kassym-Jomart Tokayev')],
    ['Latin letters, otherwise', person('Kasym-Zhomart Tokaev'), person('Касым-Жомарт Токаев')],
    ['Latin letters, with a patronymic', person('Владимир Владимирович Путин'), person('Vladimir Putin')],
    ['another case', person('Дэвид Саутеру'), person('Дэвид Саутер')],
    ['another case, of a woman', person('Анна Котова'), person('Анна Котову')],
    [
      'Latin letters that an article explains',
      person('Марк Цукерберг', 'Mark Zuckerberg', 'Цукерберг'),
      person('Mark Zuckerberg'),
    ],
    ['Latin letters that both articles explain', person('Mark Zuckerberg', 'Марк Цукерберг'), person('Марк Цукерберг')],
    [
      'Latin letters among the other spellings',
      person('Никита Хрущёв', 'Nikita Khrushchev'),
      person('Nikita Khrushchev'),
    ],
    [
      'a long description of a mechanism',
      ['Mechanism', 'механизм по розыску и задержанию'],
      ['Mechanism', 'Механизм по розыску и задержанию'],
    ],
  ])('%s', (_, a, b) => {
    const found = entitiesOf(a, b)
    expect(found).toHaveLength(1)
    const [{ name, aliases }] = found as [Entity]
    expect(aliases).not.toContain(name)
    expect(new Set([name, ...aliases])).toEqual(new Set([...a.slice(1), ...b.slice(1)]))
  })

  test.each([
    [
      'Организация Договора о коллективной безопасности',
      'Q318693',
      body('ОДКБ'),
      body('Организация договора о коллективной безопасности'),
      body('CSTO'),
    ],
    [
      'Белоруссия',
      'Q184',
      state('Беларусь'),
      state('Белоруссия'),
      state('Республика Беларусь'),
      state('Минск'),
      state('Belarus'),
    ],
    ['США', 'Q30', state('США'), state('Соединенные Штаты'), state('Соединённые Штаты Америки'), state('USA')],
    [
      'МИД России',
      'Q789889',
      body('МИД РФ'),
      body('МИД России', 'МИД', 'ведомство'),
      body('российский МИД'),
      body('Министерство иностранных дел Российской Федерации'),
    ],
    ['НАТО', 'Q7184', body('Североатлантический альянс', 'альянс'), body('НАТО'), body('альянс', 'НАТО')],
  ] as [string, string, ...Named[]][])('what everybody knows: %s', (name, wikidata, ...named) => {
    expect(entitiesOf(...named)).toMatchObject([{ name, wikidata, id: hash('entity', named[0]![0], nameKey(name)) }])
  })

  test('of a state’s body, whichever state', () => {
    expect(entitiesOf(body('полиция Бельгии'), body('бельгийская полиция'), body('Полиция Бельгии'))).toHaveLength(1)
    expect(entitiesOf(body('Минобороны Казахстана'), body('Министерство обороны Республики Казахстан'))).toHaveLength(1)
  })

  test('through a third', () => {
    const full = 'Союз рек Заречья'
    expect(entitiesOf(body('СРЗ'), body('Пакт Заречья', full), body(full, 'СРЗ'))).toHaveLength(1)
    expect(entitiesOf(person('Пётр Реков'), person('Petr Rekov'), person('Пётр Иванович Реков'))).toHaveLength(1)
  })
})

describe('different entities', () => {
  test.each<[string, Named, Named]>([
    ['a name inside another', state('Мали'), state('Сомали')],
    ['a name of another type', state('Грузия'), ['Place', 'Грузия']],
    ['a city and a first name', ['Place', 'Владимир'], person('Владимир')],
    ['a state and a state of the USA', state('Грузия', 'Georgia'), ['Place', 'штат Джорджия', 'Georgia']],
    ['two persons of one surname', person('Иван Ильин', 'Ильин'), person('Анна Ильина', 'Ильин')],
    ['a man and a woman', person('Александр Иванов'), person('Александра Иванова')],
    ['a case of a man’s name and a woman', person('Иван Котовым'), person('Анна Котов')],
    ['what only looks like a case', person('Жорже Амаду'), person('Жорже Амад Дуарте')],
    ['a surname and a full name', person('Ильин'), person('Иван Ильин', 'Ильин')],
    ['a surname in two articles', person('Ильин'), person('Ильин')],
    ['a surname of two parts', person('Ильин-Заречный'), person('Ильин-Заречный')],
    ['an initial in two articles', person('А. Иванов'), person('А. Иванов')],
    [
      'an initial that two articles explain',
      person('А. Иванов', 'Алексей Иванов'),
      person('А. Иванов', 'Антон Иванов'),
    ],
    ['an initial and a full name elsewhere', person('А. Иванов'), person('Алексей Иванов', 'А. Иванов')],
    ['patronymics that differ', person('Алексей Петрович Иванов'), person('Алексей Сергеевич Иванов')],
    [
      'initials of patronymics that differ',
      person('А. Иванов', 'Алексей П. Иванов'),
      person('А. Иванов', 'Алексей С. Иванов'),
    ],
    ['a surname in Latin letters', person('Токаев'), person('Tokayev')],
    ['Latin letters of a woman', person('Анна Котова'), person('Anna Kotov')],
    ['names that only sound alike in Russian', person('Мария Котова'), person('Марья Котова')],
    ['an office in two articles', person('глава государства'), person('глава государства')],
    ['two holders of an office', person('Иван Ильин', 'Президент Заречья'), person('Фёдор Котов', 'Президент Заречья')],
    ['somebody in brackets, in Latin letters', person('Иван Ильин', 'John Smith'), person('John Smith')],
    ['an alias of somebody else', person('Иван Ильин', 'Фёдор Котов'), person('Фёдор Котов')],
    [
      'a description',
      body('Союз рек', 'организация', 'министерство обороны'),
      body('Союз озёр', 'организация', 'министерство обороны'),
    ],
    ['a capital for a government', state('Заречье', 'Столица'), state('Загорье', 'Столица')],
    ['the ministries of two states', body('МИД России', 'МИД'), body('МИД Казахстана', 'МИД')],
    ['ministries without a state', body('МИД'), body('Министерство иностранных дел')],
    [
      'two councils',
      body('Совет безопасности', 'Совет безопасности России'),
      body('Совет безопасности', 'Совет безопасности Белоруссии'),
    ],
    [
      'the councils of a state and of the UN',
      body('Совет безопасности'),
      body('Совет Безопасности ООН', 'Совет Безопасности'),
    ],
    ['one state’s name for another', state('Россия', 'СССР'), state('СССР')],
    [
      'part of a name',
      body('Комитет Сената по обороне', 'Комитет Сената'),
      body('Комитет Сената по торговле', 'Комитет Сената'),
    ],
    [
      'one abbreviation of two bodies',
      body('Международный союз спасателей', 'МСС'),
      body('Московский союз строителей', 'МСС'),
    ],
    ['meetings that nobody names', ['Event', 'встреча'], ['Event', 'встреча']],
    ['laws that nobody names', ['Document', 'закон'], ['Document', 'закон']],
  ])('%s', (_, a, b) => {
    const found = entitiesOf(a, b)
    expect(found).toHaveLength(2)
    expect(found[0]!.id).not.toBe(found[1]!.id)
  })

  test('a case of two names is nobody’s', () => {
    const two = [person('Саша Котов'), person('Саша Котова')]
    expect(entitiesOf(...two, person('Саша Котову'))).toHaveLength(3)
  })

  test('a name that two full names answer to is nobody’s', () => {
    const two = [person('Алексей Петрович Иванов'), person('Алексей Сергеевич Иванов')]
    expect(entitiesOf(...two, person('Алексей Иванов'), person('Алексей Иванов'))).toHaveLength(4)
    expect(entitiesOf(...two, person('Aleksey Ivanov'))).toHaveLength(3)
    const bodies = [body('Международный союз спасателей', 'МСС'), body('Московский союз строителей', 'МСС')]
    expect(entitiesOf(...bodies, body('МСС'), body('МСС'))).toHaveLength(4)
  })
})

describe('within an article', () => {
  const count = (...named: Named[]): number => resolve(docsOf(named)).entities.length
  test.each<[number, string, Named[]]>([
    [1, 'a surname alone', [person('Ильин'), person('ИЛЬИН')]],
    [
      1,
      'initials',
      [person('В. В. Путин'), person('В. Путин'), person('Путин'), person('Владимир Владимирович Путин')],
    ],
    [1, 'initials without a full name', [person('В. В. Путин'), person('В. Путин')]],
    [3, 'a surname of two', [person('Иван Ильин'), person('Анна Ильин'), person('Ильин')]],
    [2, 'the initial tells which of two', [person('Иван Ильин'), person('Анна Ильин'), person('И. Ильин')]],
    [
      3,
      'an initial of two',
      [person('Алексей Петрович Иванов'), person('Антон Сергеевич Иванов'), person('А. Иванов')],
    ],
    [
      2,
      'the patronymic’s initial tells which',
      [person('Алексей Петрович Иванов'), person('Антон Сергеевич Иванов'), person('А. С. Иванов')],
    ],
    [1, 'a body of some state', [body('МИД'), body('мид')]],
  ])('%i: %s', (n, _, named) => expect(count(...named)).toBe(n))

  test('who fits in the article, where others fit elsewhere', () => {
    const [one, other] = [person('Алексей Петрович Иванов'), person('Алексей Сергеевич Иванов')]
    const { entities, ids } = resolve(docsOf([one, person('Алексей Иванов')], [other]))
    expect(entities).toHaveLength(2)
    expect(ids[0]!.get('e0')).toBe(ids[0]!.get('e1'))
  })
})

describe('names', () => {
  const name = (...named: Named[]): string => entitiesOf(...named)[0]!.name
  test('the one that most documents use, then the longest; a person goes by a full one', () => {
    const full = body('Союз рек Заречья', 'СРЗ')
    expect(name(full, body('СРЗ'))).toBe('Союз рек Заречья')
    expect(name(body('СРЗ'), full, body('СРЗ'))).toBe('СРЗ')
    expect(name(person('Ильин', 'Иван Ильин'), person('Ильин', 'Иван Ильин'))).toBe('Иван Ильин')
    expect(name(person('Дэвид Саутеру'), person('Дэвид Саутер'))).toBe('Дэвид Саутер')
    expect(name(person('Kassym-Jomart Tokayev'), person('Касым-Жомарт Токаев'))).toBe('Касым-Жомарт Токаев')
  })
  test('not one that another has, too', () => {
    const found = entitiesOf(
      ...[person('Алексей Иванов', 'Алексей Петрович Иванов'), person('Алексей Иванов', 'Алексей Сергеевич Иванов')],
      ...[body('МСС', 'Международный союз спасателей'), body('МСС', 'Московский союз строителей')],
    )
    expect(found.map(e => e.name).sort()).toEqual([
      'Алексей Петрович Иванов',
      'Алексей Сергеевич Иванов',
      'Международный союз спасателей',
      'Московский союз строителей',
    ])
  })
  test('of what is not known, there is no Wikidata id', () => {
    expect(entitiesOf(state('Заречье'))[0]).not.toHaveProperty('wikidata')
  })
})

test('ids are made of type and name, whatever the machine', () => {
  expect(entitiesOf(state('Казахстан'))[0]!.id).toBe('158126c1be65c4ae')
  expect(entitiesOf(state('«КАЗАХСТАН»'))[0]!.id).toBe('158126c1be65c4ae')
  expect(hash('entity', 'Country', nameKey('Казахстан'))).toBe('158126c1be65c4ae')
})
