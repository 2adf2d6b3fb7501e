// The lists of known names: how they are read, what is said of their faults, and that they are sound.
import { describe, expect, test } from 'vitest'
import { nameKey } from '../../graph/id.ts'
import { bodies, countries, organizations, parseKnown } from '../../graph/known.ts'
import { knownAs, namingKey, reach } from '../../graph/naming.ts'
import { loadOntology } from '../../graph/ontology.ts'

const parse = (text: string) => parseKnown(text, 'k.yaml')

test('a file of names', () => {
  const text = `
type: Country
names:
  Заречье: {of: [Заречья, Республики Заречье], also: [РЗ], adjective: зареченский, capital: Реченск, en: Zarechye, wikidata: Q7}
  Загорье: {}
bodies:
  МИД: [Министерство иностранных дел]
  Полиция: []
`
  const { names, bodies } = parse(text)
  expect(names).toEqual([
    {
      type: 'Country',
      name: 'Заречье',
      aliases: ['РЗ'],
      of: ['Заречья', 'Республики Заречье'],
      adjectives: ['зареченский'],
      capital: 'Реченск',
      english: ['Zarechye'],
      englishAdjectives: [],
      wikidata: 'Q7',
    },
    { type: 'Country', name: 'Загорье', aliases: [], of: [], adjectives: [], english: [], englishAdjectives: [] },
  ])
  expect(bodies).toEqual([
    { name: 'МИД', aliases: ['Министерство иностранных дел'] },
    { name: 'Полиция', aliases: [] },
  ])
})

test.each([
  ['- a', 'k.yaml:1: the file must be a map'],
  ['type: Country\nname: {}', 'k.yaml:2: unknown key "name"; known are type, names, bodies'],
  ['names: {}', 'k.yaml:1: give the type of the names'],
  ['type: Country\nnames: []', 'k.yaml:2: "names" must be a map'],
  ['type: Country\nnames:\n  А: Q1', 'k.yaml:3: "names.А" must be a map'],
  ['type: Country\nnames:\n  А: {}\n  Б: {adjectives: б}', 'k.yaml:4: unknown key "adjectives"; known are of, also,'],
  ['type: Country\nnames:\n  А: {wikidata: 232}', 'k.yaml:3: "wikidata" must be a text or a list of texts'],
  [
    'type: Country\nnames:\n  А: {wikidata: q232}',
    'k.yaml:3: "q232" is no Wikidata id; write it like Q232, or leave it out',
  ],
  ['type: Country\nnames:\n  А: {also: [Б]}\n  б: {}', 'k.yaml:4: "б" is a name of "А" and of "б"; give it to one'],
  ['type: Country\nnames:\n  А: {wikidata: Q1}\n  Б: {wikidata: Q1}', 'k.yaml:4: "Q1" is a name of "А" and of "Б"'],
  ['type: Country\nnames:\n  А: {also: [""]}', 'k.yaml:3: "also" must be a text or a list of texts'],
])('%j', (text, message) => {
  expect(() => parse(text)).toThrow(message)
})

describe('the lists that come with svodka', () => {
  const all = [...countries, ...organizations]

  test('are of types that the ontology has', () => {
    const { types } = loadOntology()
    expect(all.filter(k => !types.has(k.type))).toEqual([])
    expect(countries.length).toBeGreaterThan(195)
    expect(organizations.length).toBeGreaterThan(100)
  })

  test.each([
    ['adjective', countries.flatMap(c => c.adjectives)],
    ['capital', countries.flatMap(c => c.capital ?? [])],
    ['genitive', countries.flatMap(c => c.of)],
    ['Wikidata id', all.flatMap(k => k.wikidata ?? [])],
    ['name', [...all.flatMap(k => [k.name, ...k.aliases]), ...bodies.flatMap(b => [b.name, ...b.aliases])]],
  ])('no %s is there twice', (_, list) => {
    const keys = list.map(nameKey)
    expect(keys.filter((key, i) => keys.indexOf(key) !== i)).toEqual([])
  })

  test('no capital is called like a state', () => {
    const states = new Set(countries.flatMap(c => [c.name, ...c.aliases]).map(nameKey))
    expect(countries.filter(c => c.capital && states.has(nameKey(c.capital)))).toEqual([])
  })

  test('English names mean one thing', () => {
    for (const known of all)
      for (const name of known.english) expect([name, knownAs(known.type, name)?.name]).toEqual([name, known.name])
  })

  test('every state has a name and an adjective as Russian has them', () => {
    const odd = countries.filter(c => ![c.name, ...c.of].every(n => /^[А-ЯЁ][А-Яа-яЁё’ —-]+$/.test(n)))
    expect(odd.map(c => c.name)).toEqual([])
    expect(countries.flatMap(c => c.adjectives).filter(a => !/^[а-яё-]+(?:ск|цк)ий$/.test(a))).toEqual([])
  })
})

describe('how far a name reaches', () => {
  test.each([
    ['Organization', 'Интерпол', 'own'],
    ['Organization', 'МИД', 'local'],
    ['Organization', 'МИД Японии', 'own'],
    ['Organization', 'японский МИД', 'own'],
    ['Organization', 'МСС', 'short'],
    ['Organization', 'министерство', 'local'],
    ['Organization', 'газета «Заря»', 'own'],
    ['Event', 'встреча', 'local'],
    ['Event', 'Встреча', 'local'],
    ['Event', 'саммит ОДКБ', 'own'],
    ['Threat', 'терроризм', 'own'],
    ['Place', 'город', 'local'],
    ['Place', 'Бишкек', 'own'],
    ['Country', 'страна', 'local'],
    ['Country', 'Минск', 'own'],
  ])('%s %s: %s', (type, name, expected) => expect(reach(type, name)).toBe(expected))

  test('names of a state’s body are one, of two states two', () => {
    const key = (name: string): string => namingKey('Organization', name)
    expect(key('МИД РФ')).toBe(key('российское министерство иностранных дел'))
    expect(key('МИД РФ')).toBe(key('Министерство иностранных дел Российской Федерации'))
    expect(key('полиция Нигера')).not.toBe(key('полиция Нигерии'))
    expect(key('Верховный суд')).not.toBe(key('Верховный суд США'))
  })
})
