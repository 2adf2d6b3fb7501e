// Relations between names: the same probabilities as the trainer's own, and only where the names' types allow them.
import { existsSync, readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { loadReader } from '../../../../extract/language/ru/load.ts'
import { pairFinder, readPairs } from '../../../../extract/language/ru/pairs.ts'
import type { Sentence, Token } from '../../../../extract/language/tree.ts'

interface Example {
  tokens: [start: number, end: number, lemma: string, feats: string, head: number, deprel: string][]
  names: [start: number, end: number, type: string][]
  /** Each token's inner and dependent part, in bytes. */
  parts: string
  scale: number
  pairs: [from: number, to: number, relation: string, probability: number][]
}

const modelFile = new URL('../../../../extract/language/ru/model/pairs.bin', import.meta.url)
const examplesFile = new URL('pairs/examples.json', import.meta.url)
const ready = [modelFile, examplesFile].every(file => existsSync(file))

describe.skipIf(!ready)('relations between names', () => {
  it('have the probabilities of the trainer', () => {
    const find = pairFinder(readPairs(readFileSync(modelFile)))
    const examples = JSON.parse(readFileSync(examplesFile, 'utf8')) as Example[]
    expect(examples.flatMap(e => e.pairs).length).toBeGreaterThan(20)
    for (const { tokens, names, parts, scale, pairs } of examples) {
      const bytes = new Int8Array(Buffer.from(parts, 'base64'))
      const rows = tokens.flatMap((_, i) => [bytes.subarray(i * 256, i * 256 + 128), bytes.subarray(i * 256 + 128, i * 256 + 256)]) // biome-ignore format: two a token
      const part = (k: number): Float32Array =>
        Float32Array.from(rows.flatMap((row, i) => (i % 2 === k ? Array.from(row, x => x * scale) : [])))
      const read = tokens.map(([start, end, lemma, feats, head, deprel]): Token => {
        const pairs = feats.split('|').map(feat => feat.split('=') as [string, string])
        return { start, end, text: '', lemma, upos: '', feats: Object.fromEntries(pairs), head, deprel }
      })
      const given = names.map(([start, end, type]) => ({ start, end, type }))
      const found = find(read, { inner: part(0), relDep: part(1) }, given, 0)
      expect(found.map(p => [p.from, p.to, p.relation])).toEqual(pairs.map(p => p.slice(0, 3)))
      found.forEach((p, i) => {
        expect(Math.abs(p.probability - pairs[i]![3])).toBeLessThan(1e-4)
      })
    }
  })

  it('are found in a text when asked for, and not otherwise', async () => {
    const text = 'Секретарь Совета безопасности России Николай Патрушев принял участие в саммите в Бишкеке.'
    const [[sentence]] = (await (await loadReader({ pairs: true })).analyze([text])) as [[Sentence]]
    const name = (i: number): string => text.slice(sentence.names![i]!.start, sentence.names![i]!.end)
    const said = sentence.pairs!.filter(p => p.probability > 0.5).map(p => [name(p.from), p.relation, name(p.to)])
    expect(said).toContainEqual(['Николай Патрушев', 'POST', 'Совета безопасности России'])
    expect(said).toContainEqual(['Бишкеке', 'HOSTS', 'саммите'])
    const [[plain]] = (await (await loadReader()).analyze([text])) as [[Sentence]]
    expect(plain).not.toHaveProperty('pairs')
  })
})

describe('a file of pairs', () => {
  const file = (header: string): Uint8Array => {
    const bytes = new TextEncoder().encode(header)
    return Uint8Array.from([bytes.length, 0, 0, 0, ...bytes])
  }
  it.each([
    ['cut short', Uint8Array.of(200, 0, 0, 0, 1), /5 bytes, but its header ends at 204/],
    ['empty', new Uint8Array(), /header ends at 4/],
    ['of another version', file('{"version":9}'), /version 9.*reads version 1/],
  ])('that is %s is refused', (_, bytes, message) => expect(() => readPairs(bytes)).toThrow(message))
})
