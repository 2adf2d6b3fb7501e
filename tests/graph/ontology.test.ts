// The ontology says what may be said, and what is wrong with a file of it, and where.
import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { checkGraph, loadOntology, objection, parseOntology } from '../../graph/ontology.ts'
import { seedGraph } from '../seed.ts'

const SMALL = `version: 1
types:
  Person:
    meaning: a named individual
    label: { ru: Человек, en: Person }
    color: "#3b6fb6"
  Country:
    meaning: a state
    label: { ru: Страна, en: Country }
    color: "#8c5a2b"
relations:
  LEADS:
    meaning: { ru: стоит во главе, en: heads it }
    label: { ru: возглавляет, en: leads }
    color: "#112233"
    subject: [Person]
    object: [Country]
  MEETS:
    meaning: met
    label: { ru: встретился с, en: met }
    color: "#112233"
    subject: any
    object: any
    symmetric: true
`

test('the ontology that comes with svodka is valid, and "any" is every type', () => {
  const { types, relations } = loadOntology()
  expect(types.size).toBe(10)
  expect(relations.size).toBe(23)
  expect(relations.get('SUPPORTS')!.object).toEqual([...types.keys()])
  expect(
    [...relations.values()]
      .filter(r => r.symmetric)
      .map(r => r.name)
      .sort(),
  ).toEqual(['COOPERATES_WITH', 'MEETS'])
  for (const { label, meaning } of [...types.values(), ...relations.values()]) {
    expect(label.ru).toMatch(/[а-я]/)
    expect(label.en).toMatch(/[a-z]/)
    expect(meaning.ru).toMatch(/[а-я]/)
    expect(meaning.en).toMatch(/[a-z]/)
  }
  expect(new Set([...types.values()].map(t => t.color)).size).toBe(types.size)
})

test("a small ontology of one's own", () => {
  const { types, relations } = parseOntology(SMALL)
  expect(types.get('Country')).toEqual({
    name: 'Country',
    meaning: { ru: 'a state', en: 'a state' },
    label: { ru: 'Страна', en: 'Country' },
    color: '#8c5a2b',
  })
  expect(relations.get('LEADS')).toMatchObject({
    meaning: { ru: 'стоит во главе', en: 'heads it' },
    subject: ['Person'],
    object: ['Country'],
    symmetric: false,
  })
  expect(relations.get('MEETS')).toMatchObject({ subject: ['Person', 'Country'], symmetric: true })
})

describe('a fault is named with file, line, what and what to do', () => {
  test.each<[string, string, string, RegExp]>([
    ['no YAML', '    meaning: a state', '    meaning: "a state', /^my\.yaml:\d+: not valid YAML: /],
    ['another version', 'version: 1', 'version: 2', /^my\.yaml:1: version 2 is not known; write "version: 1"$/],
    [
      'an unknown type',
      'object: [Country]',
      'object: [Country, Planet]',
      /^my\.yaml:17: unknown type "Planet"; known are Person, Country$/,
    ],
    ['no list of types', 'subject: [Person]', 'subject: Person', /^my\.yaml:16: give a list of types, or "any"$/],
    ['an empty list of types', 'subject: [Person]', 'subject: []', /^my\.yaml:16: give a list/],
    ['no subject', '    subject: [Person]\n', '', /^my\.yaml:1[23]: give a list/],
    ['a bad colour', '"#8c5a2b"', 'brown', /^my\.yaml:10: color "brown" is not of the form "#rrggbb"$/],
    ['no colour', '    color: "#8c5a2b"\n', '', /^my\.yaml:[78]: "types\.Country\.color" must be a text$/],
    [
      'a label that is missing',
      '{ ru: Страна, en: Country }',
      '{ ru: Страна }',
      /^my\.yaml:9: "types\.Country\.label\.en" must be a text$/,
    ],
    [
      'a key that is not known',
      'symmetric: true',
      'symetric: true',
      /^my\.yaml:24: unknown key "symetric"; allowed are /,
    ],
    [
      'symmetric that is no truth',
      'symmetric: true',
      'symmetric: maybe',
      /^my\.yaml:24: "symmetric" must be true or false$/,
    ],
    [
      'a name of a type',
      '  Country:',
      '  country:',
      /^my\.yaml:\d+: "country" cannot be used: a type is named like "Person"$/,
    ],
    ['a name that is taken', '  Country:', '  Article:', /^my\.yaml:\d+: "Article" cannot be used/],
    [
      'a name of a relation',
      '  LEADS:',
      '  leads:',
      /^my\.yaml:\d+: "leads" cannot be used: a relation is named like "PART_OF"$/,
    ],
    ['a name twice', '  MEETS:', '  LEADS:', /^my\.yaml:18: not valid YAML: /],
    ['a list in the place of a map', SMALL, '- 1\n', /^my\.yaml:1: the file must be a map$/],
    ['nothing', SMALL, '', /^my\.yaml:1: the file must be a map$/],
    ['no types', SMALL, 'version: 1\ntypes: {}\nrelations: {}\n', /^my\.yaml:2: "types" is empty; give at least one$/],
  ])('%s', (_, from, to, message) => {
    const text = SMALL.replace(from, to)
    expect(text).not.toBe(SMALL)
    expect(() => parseOntology(text, 'my.yaml')).toThrow(message)
  })

  test('in the file that comes with svodka as well', () => {
    const text = readFileSync(new URL('../../graph/ontology.yaml', import.meta.url), 'utf8')
    const line = text.split('\n').findIndex(l => l.startsWith('    subject:')) + 1
    expect(() => parseOntology(text.replace(/^ {4}subject:.*/m, '    subject: [Nobody]'))).toThrow(
      `ontology.yaml:${line}: unknown type "Nobody"`,
    )
  })
})

describe('claims', () => {
  const ontology = parseOntology(SMALL)
  test.each([
    ['Person', 'LEADS', 'Country', undefined],
    ['Country', 'MEETS', 'Person', undefined],
    ['Country', 'LEADS', 'Country', 'LEADS cannot have a subject of type Country'],
    ['Person', 'LEADS', 'Person', 'LEADS cannot have an object of type Person'],
    ['Person', 'OWNS', 'Country', 'unknown relation "OWNS"'],
    ['Person', 'LEADS', 'Planet', 'unknown type "Planet"'],
    ['Planet', 'LEADS', 'Country', 'unknown type "Planet"'],
    ['Person', 'toString', 'Country', 'unknown relation "toString"'],
  ])('%s %s %s: %s', (subject, relation, object, why) => {
    expect(objection(ontology, subject, relation, object)).toBe(why)
  })

  test('a graph is refused at its first entity or claim that is not allowed', () => {
    const full = loadOntology()
    const graph = seedGraph()
    const claim = graph.claims.find(c => c.relation === 'LEADS')!
    const entity = graph.entities.find(e => e.id === claim.subject)!
    expect(() => checkGraph(full, graph)).not.toThrow()
    const withClaim = (change: object) => ({ ...graph, claims: [{ ...claim, ...change }] })
    const turned = withClaim({ subject: claim.object, object: claim.subject })
    expect(() => checkGraph(full, turned)).toThrow(`claim ${claim.id}: LEADS cannot have a subject of type Country`)
    expect(() => checkGraph(full, withClaim({ relation: 'OWNS' }))).toThrow('unknown relation "OWNS"')
    for (const end of ['subject', 'object', 'speaker']) {
      expect(() => checkGraph(full, withClaim({ [end]: 'nobody' }))).toThrow('no entity nobody in the graph')
    }
    const planet = { ...graph, entities: [{ ...entity, type: 'Planet' }] }
    expect(() => checkGraph(full, planet)).toThrow(`entity ${entity.id} (${entity.name}): unknown type "Planet"`)
  })
})
