// A reader's corrections: how the file is read, what is said of its faults, and that it always wins.
import { describe, expect, test } from 'vitest'
import { build } from '../../graph/build.ts'
import { type Corrections, parseCorrections } from '../../graph/corrections.ts'
import type { Doc } from '../../graph/model.ts'
import { loadOntology } from '../../graph/ontology.ts'
import { resolve } from '../../graph/resolve.ts'
import { corrected, docsOf, entitiesOf, type Named } from './named.ts'

const ontology = loadOntology()
const parse = (text: string): Corrections => parseCorrections(text, 'c.yaml', ontology)
const same = (...names: string[]): Corrections => ({ same: [{ names }], different: [] })
const different = (...names: string[]): Corrections => ({ same: [], different: [{ names }] })
const names = (corrections: Corrections, ...named: Named[]): string[] =>
  corrected(corrections, ...named)
    .map(e => e.name)
    .sort()

describe('the file', () => {
  test('is lists of names, with a type or without', () => {
    const text = `
same:
  - [ООН, Лига Наций]
  - {names: [Токаев, Касым-Жомарт Токаев], type: Person}
different:
  - [Иван Ильин, Иван Петрович Ильин]
`
    expect(parse(text)).toEqual({
      same: [{ names: ['ООН', 'Лига Наций'] }, { names: ['Токаев', 'Касым-Жомарт Токаев'], type: 'Person' }],
      different: [{ names: ['Иван Ильин', 'Иван Петрович Ильин'] }],
    })
    expect(parse('# nothing yet\n')).toEqual({ same: [], different: [] })
    expect(parse('same:\n')).toEqual({ same: [], different: [] })
  })

  test.each([
    ['same: [', 'c.yaml:1: not valid YAML'],
    ['- a', 'c.yaml:1: the file must be a map of same, different, types, none, wrong'],
    ['sames: []', 'c.yaml:1: unknown key "sames"; known are same, different, types, none, wrong'],
    ['same: [a, b]', 'c.yaml:1: give two names or more, for example [ООН, UN]'],
    ['same: {a: b}', 'c.yaml:1: "same" must be a list of lists of names'],
    ['same:\n  - [a, b]\n  - [a]', 'c.yaml:3: give two names or more'],
    ['same:\n  - [a, b]\n  - [a,\n    7]', 'c.yaml:4: a name or an id must be a text; put it in quotes'],
    ['different:\n  - {names: [a, b], typ: Person}', 'c.yaml:2: unknown key "typ"; known are names, type'],
    ['different:\n  - {names: [a, b],\n     type: Mensch}', 'c.yaml:3: unknown type "Mensch"; known are Person,'],
    ['types:\n  - {names: [a], type: Mensch}', 'c.yaml:2: unknown type "Mensch"'],
    ['types:\n  - {names: [], type: Person}', 'c.yaml:2: give a name or more'],
    ['none:\n  - 7', 'c.yaml:2: give a map of names, type'],
    ['wrong:\n  - {subject: a, relation: LOVES, object: b}', 'c.yaml:2: unknown relation "LOVES"'],
    ['wrong:\n  - {subject: a, relation: LEADS}', 'c.yaml:2: give "object", a text'],
    ['different:\n  - {type: Person}', 'c.yaml:2: give two names or more'],
    [
      'same:\n  - [a, b]\n  - [b, «C»]\ndifferent:\n  - [x, y]\n  - [c, A]',
      'c.yaml:6: "c" and "A" are said to be the same, too; take one of them out',
    ],
  ])('%j', (text, message) => {
    expect(() => parse(text)).toThrow(message)
  })

  test('what is the same of one type may differ in another', () => {
    const text = 'same:\n  - {names: [a, b], type: Place}\ndifferent:\n  - {names: [a, b], type: Person}'
    expect(parse(text).different).toHaveLength(1)
  })
})

describe('same', () => {
  test('by names; the first is shown', () => {
    const two: Named[] = [
      ['Organization', 'Союз рек'],
      ['Organization', 'Общество рек Заречья'],
    ]
    expect(names(same('Общество рек Заречья', 'Союз рек'), ...two)).toEqual(['Общество рек Заречья'])
    expect(names(same('Союз рек', 'Общество рек Заречья'), ...two)).toEqual(['Союз рек'])
    expect(corrected(same('Союз рек', 'Общество рек Заречья'), ...two)[0]!.aliases).toEqual(['Общество рек Заречья'])
  })

  test('by a surname, in all articles; a surname that is only an alias does not count', () => {
    const all: Named[] = [
      ['Person', 'Токаев'],
      ['Person', 'Касым-Жомарт Токаев'],
      ['Person', 'Токаев'],
    ]
    expect(names(same('Касым-Жомарт Токаев', 'Токаев'), ...all)).toEqual(['Касым-Жомарт Токаев'])
    expect(corrected(same('Касым-Жомарт Токаев', 'Токаев'), ...all, ['Person', 'Ерлан Токаев', 'Токаев'])).toHaveLength(
      2,
    )
  })

  test('by ids', () => {
    const all: Named[] = [
      ['Person', 'Токаев'],
      ['Person', 'Касым-Жомарт Токаев'],
      ['Person', 'Токаев'],
    ]
    const docs = docsOf(...all.map(n => [n]))
    const { ids } = resolve(docs)
    const [first, second] = [ids[0]!.get('e0')!, ids[1]!.get('e0')!]
    const result = resolve(docs, same(first, second))
    expect(result.entities.map(e => e.name).sort()).toEqual(['Касым-Жомарт Токаев', 'Токаев'])
    expect(result.ids[0]!.get('e0')).toBe(result.ids[1]!.get('e0'))
    expect(result.ids[2]!.get('e0')).not.toBe(result.ids[1]!.get('e0'))
  })

  test('also what is known to differ, and patronymics that do', () => {
    expect(names(same('Россия', 'СССР'), ['Country', 'СССР'], ['Country', 'РФ', 'Россия'])).toEqual(['Россия'])
    const two: Named[] = [
      ['Person', 'Иван Петрович Ильин'],
      ['Person', 'Иван Львович Ильин'],
    ]
    expect(names(same('Иван Петрович Ильин', 'Иван Львович Ильин'), ...two)).toEqual(['Иван Петрович Ильин'])
  })

  test('of one type at a time, or of the one that is given', () => {
    const all: Named[] = [
      ['Place', 'Заречье'],
      ['Place', 'Заречный край'],
      ['Country', 'Заречье'],
      ['Country', 'Заречный край'],
    ]
    expect(corrected(same('Заречье', 'Заречный край'), ...all)).toHaveLength(2)
    const places = { same: [{ names: ['Заречье', 'Заречный край'], type: 'Place' }], different: [] }
    expect(corrected(places, ...all)).toHaveLength(3)
  })
})

describe('different', () => {
  test.each<[string, [string, string], Named[], string[]]>([
    [
      'names that would be one',
      ['Иван Ильин', 'Иван Петрович Ильин'],
      [
        ['Person', 'Иван Ильин'],
        ['Person', 'Иван Петрович Ильин', 'Иван Ильин'],
        ['Person', 'Иван Ильин', 'Ильин'],
      ],
      ['Иван Ильин', 'Иван Петрович Ильин'],
    ],
    [
      'names of something known',
      ['ОДКБ', 'Организация Договора о коллективной безопасности'],
      [
        ['Organization', 'ОДКБ'],
        ['Organization', 'Организация Договора о коллективной безопасности', 'ОДКБ'],
        ['Organization', 'ОДКБ', 'Организация Договора о коллективной безопасности'],
      ],
      ['ОДКБ', 'Организация Договора о коллективной безопасности'],
    ],
    [
      'spellings',
      ['Касым-Жомарт Токаев', 'Kassym-Jomart Tokayev'],
      [
        ['Person', 'Касым-Жомарт Токаев'],
        ['Person', 'Kassym-Jomart Tokayev'],
      ],
      ['Kassym-Jomart Tokayev', 'Касым-Жомарт Токаев'],
    ],
    [
      'through a third',
      ['Союз рек', 'Союз озёр'],
      [
        ['Organization', 'Союз рек'],
        ['Organization', 'Союз вод', 'Союз рек Заречья', 'Союз рек', 'Союз озёр'],
        ['Organization', 'Союз озёр'],
      ],
      ['Союз вод', 'Союз озёр', 'Союз рек'],
    ],
    [
      'namesakes: a name and itself, article by article',
      ['Иван Ильин', 'Иван Ильин'],
      [
        ['Person', 'Иван Ильин'],
        ['Person', 'Иван Ильин'],
      ],
      ['Иван Ильин', 'Иван Ильин'],
    ],
  ])('%s', (_, [a, b], named, expected) => {
    expect(names(different(a, b), ...named)).toEqual(expected)
    const ids = corrected(different(a, b), ...named).map(e => e.id)
    expect(new Set(ids).size).toBe(ids.length)
  })

  test('nothing else changes', () => {
    const named: Named[] = [
      ['Organization', 'ООН'],
      ['Organization', 'Лига Наций'],
      ['Organization', 'UN'],
    ]
    expect(corrected(different('ООН', 'Лига Наций'), ...named)).toEqual(entitiesOf(...named))
  })
})

test('whatever the order of the documents', () => {
  const docs = docsOf(
    [['Organization', 'Союз рек', 'Союз Больших Вод']],
    [['Organization', 'Союз озёр', 'Союз Больших Вод']],
    [['Organization', 'Союз Больших Вод']],
    [['Person', 'Токаев']],
  )
  const corrections = {
    same: [{ names: ['Касым-Жомарт Токаев', 'Токаев'] }],
    different: [{ names: ['Союз рек', 'Союз озёр'] }],
  }
  const { entities } = resolve(docs, corrections)
  expect(resolve([...docs].reverse(), corrections).entities).toEqual(entities)
  expect(entities).toHaveLength(3)
})

test('a graph is built with them', () => {
  const docs = docsOf([['Country', 'Заречье']], [['Country', 'Загорье']])
  expect(build(docs, ontology).entities).toHaveLength(2)
  expect(build(docs, ontology, same('Заречье', 'Загорье')).entities).toHaveLength(1)
})

describe('other types, nothing, wrong', () => {
  const text = 'Союз «Щит» поддержал Клуб «Меч». Клуб «Меч» поддержал Иран.'
  const doc = (id: string): Doc => {
    const entity = (key: string, type: string, name: string) => ({ id: key, type, name, aliases: [] })
    const mention = (name: string, type: string, key: string) => ({
      article: id,
      start: text.indexOf(name),
      end: text.indexOf(name) + name.length,
      type,
      name,
      entity: key,
    })
    const claim = (subject: string, object: string, start: number, end: number) => ({
      id: `${subject}${object}`,
      article: id,
      start,
      end,
      subject,
      relation: 'SUPPORTS',
      object,
      modality: 'asserted' as const,
      polarity: 'positive' as const,
      confidence: 1,
      extractor: 'test/1',
      speaker: subject,
    })
    return {
      article: { id, text },
      sentences: [],
      entities: [
        entity('a', 'Organization', 'Союз «Щит»'),
        entity('b', 'Organization', 'Клуб «Меч»'),
        entity('c', 'Country', 'Иран'),
      ],
      mentions: [
        mention('Союз «Щит»', 'Organization', 'a'),
        mention('Клуб «Меч»', 'Organization', 'b'),
        mention('Иран', 'Country', 'c'),
      ],
      claims: [claim('a', 'b', 0, 31), claim('b', 'c', 33, 58)],
    }
  }
  const made = (corrections: string) => {
    const graph = build([doc('x'), doc('y')], ontology, parse(corrections))
    const name = new Map(graph.entities.map(e => [e.id, e.name]))
    return {
      entities: graph.entities.map(e => `${e.type} ${e.name}`).sort(),
      claims: graph.claims.map(c => `${c.article} ${name.get(c.subject)} → ${name.get(c.object)}`).sort(),
      mentions: graph.mentions.length,
    }
  }

  test('another type, with its mentions; claims that make no sense of it go', () => {
    const retyped = made('types: [{names: [Клуб Меч], was: Organization, type: Event}]')
    expect(retyped.entities).toContain('Event Клуб «Меч»')
    expect(retyped.claims).toEqual(['x Союз «Щит» → Клуб «Меч»', 'y Союз «Щит» → Клуб «Меч»'])
    expect(made('types: [{names: [Клуб Меч], was: Place, type: Event}]').entities).toContain('Organization Клуб «Меч»')
  })

  test('what is nothing is not there, nor what is said of it', () => {
    expect(made('none: [Клуб «Меч»]')).toEqual({
      entities: ['Country Иран', 'Organization Союз «Щит»'],
      claims: [],
      mentions: 4,
    })
    expect(made('none: [{names: [Клуб «Меч»], type: Place}]').claims).toHaveLength(4)
  })

  test('a wrong claim is not there, in one article or in all', () => {
    const wrong = 'wrong: [{subject: союз щит, relation: SUPPORTS, object: Клуб «Меч»'
    expect(made(`${wrong}}]`).claims).toEqual(['x Клуб «Меч» → Иран', 'y Клуб «Меч» → Иран'])
    expect(made(`${wrong}, article: y}]`).claims).toEqual([
      'x Клуб «Меч» → Иран',
      'x Союз «Щит» → Клуб «Меч»',
      'y Клуб «Меч» → Иран',
    ])
    expect(made(wrong.replace('SUPPORTS', 'OPPOSES').concat('}]')).claims).toHaveLength(4)
  })
})
