// Many marked sentences at once: how many are wholly right, and precision and recall of their claims, with all fields.
import { readFileSync } from 'node:fs'
import { expect, it } from 'vitest'
import { createExtractor } from '../../extract/index.ts'
import { loadOntology } from '../../graph/ontology.ts'
import { differences, readCases } from './marked.ts'

const cases = readCases(readFileSync(new URL('./sentences-ru.txt', import.meta.url), 'utf8'))

it('most marked sentences are read as they are marked', async () => {
  const extractor = await createExtractor(loadOntology())
  const docs = await extractor(cases.map(({ text }, i) => ({ id: `case ${i}`, text })))
  let [right, missing, wrong] = [0, 0, 0]
  cases.forEach((expected, i) => {
    const faults = differences(expected, docs[i]!)
    if (!faults.length) right++
    missing += faults.filter(fault => fault.startsWith('missing')).length
    wrong += faults.filter(fault => fault.startsWith('wrong')).length
  })
  const claims = cases.flatMap(c => c.claims).length
  const found = claims - missing
  expect(cases.length).toBeGreaterThanOrEqual(260)
  // Reached: 219 of 260, .94, .89. What makes it worse than this shows here.
  expect(right / cases.length).toBeGreaterThan(0.81)
  expect(found / (found + wrong)).toBeGreaterThan(0.91)
  expect(found / claims).toBeGreaterThan(0.86)
})
