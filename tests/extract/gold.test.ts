// Annotations become documents and come back.
import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { docFromGold, type GoldFile, goldFromDoc } from '../../extract/gold.ts'

const text = readFileSync(new URL('../../seeds/csto.txt', import.meta.url), 'utf8')
const seed = JSON.parse(readFileSync(new URL('../../seeds/csto.gold.json', import.meta.url), 'utf8')) as GoldFile
const article = { id: 'seed', text }

test('every mention and claim of the seed is words of its text', () => {
  const doc = docFromGold(seed, article)
  expect(doc.entities.length).toBe(seed.entities.length)
  expect(doc.mentions.length).toBe(seed.entities.reduce((n, e) => n + e.mentions.length, 0))
  for (const span of [...doc.mentions, ...doc.claims]) {
    expect(span.article).toBe('seed')
    expect(text.slice(span.start, span.end)).toMatch(/^\S.*\S$/s)
  }
  const ids = new Set(doc.entities.map(e => e.id))
  for (const c of doc.claims)
    for (const id of [c.subject, c.object, c.speaker]) expect(id === undefined || ids.has(id)).toBe(true)
  expect(new Set(doc.claims.map(c => c.id)).size).toBe(doc.claims.length)
})

test('there and back nothing is lost', () => {
  const back = goldFromDoc(docFromGold(seed, article))
  expect(back.entities).toEqual(seed.entities.map(e => ({ ...e, aliases: e.aliases ?? [] })))
  expect(back.claims).toEqual(seed.claims.map(c => ({ ...c, confidence: 1 })))
  expect([back.id, back.chars]).toEqual(['seed', text.length])
})

test('what an annotation leaves out is asserted, positive, certain, and rests on the whole text', () => {
  const bare: GoldFile = {
    id: 'x',
    entities: [{ id: 'a', type: 'Person', name: 'А', mentions: [] }],
    claims: [{ s: 'a', r: 'SUPPORTS', o: 'a' }],
  }
  expect(docFromGold(bare, { id: 'x', text: 'Слово.' }, 'test/1').claims).toEqual([
    {
      id: 'c1',
      article: 'x',
      subject: 'a',
      relation: 'SUPPORTS',
      object: 'a',
      start: 0,
      end: 6,
      modality: 'asserted',
      polarity: 'positive',
      confidence: 1,
      extractor: 'test/1',
    },
  ])
})
