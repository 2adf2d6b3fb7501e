// The seed article: what svodka must find in it, whatever else it finds.
import { readFileSync } from 'node:fs'
import { beforeAll, describe, expect, it } from 'vitest'
import { extract } from '../../extract/index.ts'
import type { Claim, Doc } from '../../graph/model.ts'
import { loadOntology } from '../../graph/ontology.ts'

const text = readFileSync(new URL('../../seeds/csto.txt', import.meta.url), 'utf8')
let doc: Doc
const id = (name: RegExp): string => doc.entities.find(e => name.test(e.name))?.id ?? `no entity ${name}`
const claim = (subject: RegExp, relation: string, object: RegExp): Claim | undefined =>
  doc.claims.find(c => c.subject === id(subject) && c.relation === relation && c.object === id(object))

beforeAll(async () => {
  doc = (await extract([{ id: 'seed', text }], { ontology: loadOntology() }))[0]!
})

const TOKAYEV = /^Касым-Жомарт Токаев$/
const CSTO = /^Организация Договора о коллективной безопасности$/
const DRUGS = /^незаконный оборот наркотиков$/
const GROUP = /^Рабочая группа экспертов/
const SEARCH = /^механизм по розыску, задержанию и экстрадиции/
const COUNCIL = /^Координационный совет/
const PROXY = /«ПРОКСИ»$/
const COMMITTEE = /^Комитет секретарей советов безопасности/

describe('the seed article', () => {
  it.each([
    [TOKAYEV, 'Person'],
    [/^Казахстан$/, 'Country'],
    [CSTO, 'Organization'],
    [COMMITTEE, 'Organization'],
    [/^система коллективной безопасности$/, 'Mechanism'],
    [SEARCH, 'Mechanism'],
    [GROUP, 'Mechanism'],
    [COUNCIL, 'Mechanism'],
    [PROXY, 'Mechanism'],
    [/^терроризм$/, 'Threat'],
    [/^экстремизм$/, 'Threat'],
    [DRUGS, 'Threat'],
    [/^незаконный оборот оружия$/, 'Threat'],
    [/^организованная транснациональная преступность$/, 'Threat'],
    [/^чрезвычайные ситуации$/, 'Threat'],
    [/^преступления в сфере информационных технологий$/, 'Threat'],
    [/^киберпреступники$/, 'Threat'],
  ])('finds %s, a %s', (name, type) => {
    expect(doc.entities.find(e => name.test(e.name))?.type).toBe(type)
  })

  it.each([
    [TOKAYEV, 'LEADS', /^Казахстан$/, 'asserted', undefined],
    [TOKAYEV, 'PROPOSES', GROUP, 'proposed', TOKAYEV],
    [TOKAYEV, 'PROPOSES', SEARCH, 'required', TOKAYEV],
    [GROUP, 'PART_OF', COMMITTEE, 'asserted', undefined],
    [COMMITTEE, 'PART_OF', CSTO, 'asserted', undefined],
    [GROUP, 'COUNTERS', /^терроризм$/, 'asserted', TOKAYEV],
    [CSTO, 'COUNTERS', DRUGS, 'required', TOKAYEV],
    [COUNCIL, 'COUNTERS', DRUGS, 'asserted', TOKAYEV],
    [PROXY, 'COUNTERS', /^преступления в сфере информационных технологий$/, 'asserted', TOKAYEV],
    [CSTO, 'USES', PROXY, 'asserted', TOKAYEV],
    [/^Казахстан$/, 'CHAIRS', CSTO, 'asserted', TOKAYEV],
    [TOKAYEV, 'PRIORITIZES', COUNCIL, 'asserted', TOKAYEV],
  ] as const)('claims %s %s %s (%s)', (subject, relation, object, modality, speaker) => {
    const found = claim(subject, relation, object)
    expect(found).toMatchObject({ modality, polarity: 'positive' })
    expect(found?.speaker).toBe(speaker && id(speaker))
  })

  it('calls the president by all his names', () => {
    const spans = doc.mentions.filter(m => m.entity === id(TOKAYEV)).map(m => text.slice(m.start, m.end))
    expect(spans).toEqual(
      expect.arrayContaining(['Токаев', 'президент Казахстана', 'глава государства', 'лидер Казахстана']),
    )
  })

  it('rests every claim on words that hold both its names or stand in its speaker’s mouth', () => {
    for (const c of doc.claims) {
      const inside = (entity: string): boolean =>
        doc.mentions.some(m => m.entity === entity && m.start >= c.start && m.end <= c.end)
      const quote = text.slice(c.start, c.end)
      expect(inside(c.object) || c.relation === 'CHAIRS' || /анти/.test(quote)).toBe(true)
      expect(inside(c.subject) || c.subject === c.speaker).toBe(true)
    }
  })
})
