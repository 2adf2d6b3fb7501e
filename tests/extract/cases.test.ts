// Marked sentences: every mention with its span and type, every claim with modality, polarity and speaker, and no other.
import { readFileSync } from 'node:fs'
import { beforeAll, describe, expect, it } from 'vitest'
import { createExtractor, type Extractor } from '../../extract/index.ts'
import type { Doc } from '../../graph/model.ts'
import { loadOntology } from '../../graph/ontology.ts'
import { differences, mentionDifferences, readCases } from './marked.ts'

const cases = readCases(readFileSync(new URL('./cases-ru.txt', import.meta.url), 'utf8'))
let extractor: Extractor
beforeAll(async () => {
  extractor = await createExtractor(loadOntology())
})

describe('marked Russian sentences', () => {
  it.each(cases)('$title', async expected => {
    const [doc] = (await extractor([{ id: 'case', text: expected.text }])) as [Doc]
    expect(differences(expected, doc)).toEqual([])
    expect(mentionDifferences(expected, doc)).toEqual([])
  })
})

describe('readCases', () => {
  it('says at which line a block is not well formed', () => {
    expect(() => readCases('# good\n[А|Person] спит.\n= none\n\n# no expectation\nТекст.\n')).toThrow('line 5')
  })
})
