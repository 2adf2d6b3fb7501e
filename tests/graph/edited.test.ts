import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, test } from 'vitest'
import { build } from '../../graph/build.ts'
import {
  addCorrections,
  type Corrections,
  correctionsText,
  NO_CORRECTIONS,
  parseCorrections,
} from '../../graph/corrections.ts'
import { changesOf, readEdited } from '../../graph/edited.ts'
import { exportGraph } from '../../graph/export/index.ts'
import type { Graph } from '../../graph/model.ts'
import { loadOntology } from '../../graph/ontology.ts'
import { docOf } from './store/updating.ts'

/** As the ids of states that everybody knows have it. */
const UN = 'Организация Объединённых Наций'

const ontology = loadOntology()
const folder = mkdtempSync(join(tmpdir(), 'svodka-edited-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const docs = [
  docOf('a1', ['Organization Союз «Щит»', 'Country Россия', 'Organization ООН']),
  docOf('a2', ['Organization Клуб «Меч»', 'Country Россия', 'Person Иван Петров']),
]
const graph = build(docs, ontology)
const id = (name: string): string => graph.entities.find(e => e.name === name)!.id
const claim = (subject: string, object: string) =>
  graph.claims.find(c => c.subject === id(subject) && c.object === id(object))!

/** Exports the graph, changes the files' text, reads them, and builds the graph with what was understood. */
async function corrected(format: 'gexf' | 'csv', change: (file: string, text: string) => string) {
  const path = join(folder, `graph.${format}`)
  rmSync(path, { recursive: true, force: true })
  await exportGraph(graph, ontology, path)
  for (const file of format === 'csv' ? ['nodes.csv', 'edges.csv'] : ['']) {
    const at = join(path, file)
    writeFileSync(at, change(file || 'gexf', readFileSync(at, 'utf8')))
  }
  const { corrections, unclear } = changesOf(graph, readEdited(path), new Map(), ontology)
  return { corrections, unclear, made: build(docs, ontology, corrections) }
}
const names = (g: Graph): string[] => g.entities.map(e => `${e.type} ${e.name}`).sort()
const line = (text: string, has: string): string => text.split('\n').find(l => l.includes(has))!

describe.each(['gexf', 'csv'] as const)('%s', format => {
  const inNodes = (file: string): boolean => file === 'gexf' || file === 'nodes.csv'

  test('unchanged says nothing', async () => {
    expect((await corrected(format, (_, text) => text)).corrections).toEqual(NO_CORRECTIONS)
  })

  test('another name, another type', async () => {
    const { made, unclear } = await corrected(format, (file, text) => {
      if (!inNodes(file)) return text
      const own = line(text, `"${id('Союз «Щит»')}"`)
      return text.replace(own, own.replace('Союз «Щит»', 'Щит-2').replace('"Organization"', '"Event"'))
    })
    expect(unclear).toEqual([])
    expect(names(made)).toContain('Event Щит-2')
    expect(names(made)).not.toContain('Organization Союз «Щит»')
  })

  test('one name for two makes them one', async () => {
    const { made } = await corrected(format, (file, text) =>
      inNodes(file) ? text.replace(/(?<==|,|^)"Клуб «Меч»"/m, '"Союз «Щит»"') : text,
    )
    expect(names(made).filter(name => name.includes('«'))).toEqual(['Organization Союз «Щит»'])
    expect(made.claims).toHaveLength(graph.claims.length)
  })

  test('an entity that is gone, a claim that is gone', async () => {
    const { made } = await corrected(format, (_, text) =>
      text
        .split('\n')
        .filter(l => !l.includes(id(UN)) && !l.includes(claim('Клуб «Меч»', 'Россия').id))
        .join('\n'),
    )
    expect(names(made)).not.toContain(`Organization ${UN}`)
    expect(made.claims.map(c => c.subject)).toEqual(
      graph.claims.filter(c => c.object !== id(UN) && c.id !== claim('Клуб «Меч»', 'Россия').id).map(c => c.subject),
    )
  })

  test('what is not understood is said', async () => {
    const { unclear, corrections } = await corrected(format, (file, text) =>
      inNodes(file) ? text.replace('"Person"', '"Mensch"') : text,
    )
    expect(unclear).toEqual([expect.stringContaining('unknown type "Mensch"; known are Person')])
    expect(corrections).toEqual(NO_CORRECTIONS)
  })
})

test('what a spreadsheet makes of the tables: names of columns with capitals, semicolons', async () => {
  const { made } = await corrected('csv', (file, text) =>
    file === 'nodes.csv'
      ? text.replace('"id","label","type"', '"Id","Label","Type"').replace('"Country"', '"Place"').replaceAll(',', ';')
      : text,
  )
  expect(names(made)).toContain('Place Россия')
})

test.each([
  ['nowhere.gexf', undefined, 'no such file'],
  ['text.gexf', 'no XML', 'is no GEXF'],
  ['empty.gexf', '<gexf/>', 'no entities in it'],
])('%s', (name, text, message) => {
  const path = join(folder, name)
  if (text !== undefined) writeFileSync(path, text)
  expect(() => readEdited(path)).toThrow(`${path}: ${message}`)
})

test('corrections are written as they are read, and joined without repeating', () => {
  const corrections: Corrections = {
    same: [{ names: ['a: b', '«c»'], type: 'Person' }],
    different: [{ names: ['x', 'y'] }],
    types: [{ names: ['t'], type: 'Event', was: 'Topic' }],
    none: [{ names: ['nothing'] }],
    wrong: [{ subject: 's', relation: 'LEADS', object: 'o', article: 'art' }],
  }
  expect(parseCorrections(correctionsText(corrections), 'c.yaml', ontology)).toEqual(corrections)
  expect(addCorrections(corrections, corrections)).toEqual(corrections)
  expect(parseCorrections(correctionsText(NO_CORRECTIONS), 'c.yaml', ontology)).toEqual(NO_CORRECTIONS)
})
