// The committed model: as the exporter's own examples have it; trees, names and dictionary forms for any text.
import { existsSync, readFileSync } from 'node:fs'
import { gunzipSync } from 'node:zlib'
import fc from 'fast-check'
import { beforeAll, describe, expect, it } from 'vitest'
import { createReader, type Reader } from '../../../../extract/language/ru/analyze.ts'
import { decliner } from '../../../../extract/language/ru/decline.ts'
import { readDictionary } from '../../../../extract/language/ru/dictionary.ts'
import { wordFeatures } from '../../../../extract/language/ru/features.ts'
import { loadReader } from '../../../../extract/language/ru/load.ts'
import { readModel } from '../../../../extract/language/ru/model.ts'
import { analyze } from '../../../../extract/language/ru/reader.ts'
import { wasmNetwork } from '../../../../extract/language/ru/wasm-network.ts'
import type { Sentence } from '../../../../extract/language/tree.ts'

interface Example {
  text: string
  sentences: {
    tokens: { start: number; end: number; text: string }[]
    features: number[][]
    upos: string[]
    feats: string[]
    lemma: string[]
    head: number[]
    deprel: string[]
  }[]
  spans: { start: number; end: number; type: string }[]
}

const folder = new URL('../../../../extract/language/ru/model/', import.meta.url)
const examplesFile = new URL('examples.json', import.meta.url)
const ready = ['model.json', 'model.bin', 'model.onnx', 'dictionary.json.gz'].every(f => existsSync(new URL(f, folder)))
const compared = ready && existsSync(examplesFile)
const anyText = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 80 }),
  fc.string({ unit: 'grapheme', maxLength: 40 }),
  fc.stringMatching(/^[а-яёА-ЯЁ «»",.!?–—()0-9\n-]{0,80}$/u),
)

let reader: Reader
beforeAll(async () => {
  if (ready) reader = await loadReader()
})

describe.skipIf(!compared)('the examples of the exporter', () => {
  const examples = compared ? (JSON.parse(readFileSync(examplesFile, 'utf8')) as Example[]) : []

  it('have the same tokens and the same numbers for words', () => {
    const read = wordFeatures(
      readModel(readFileSync(new URL('model.json', folder), 'utf8'), readFileSync(new URL('model.bin', folder))),
    )
    for (const { sentences } of examples) {
      for (const { tokens, features } of sentences) expect(tokens.map(t => Array.from(read(t.text)))).toEqual(features)
    }
  })

  // The exporter rounds activations to 8 bits for a whole batch, and the runtime to 16 bits: close decisions may differ.
  it('have the same answers, but for close decisions', async () => {
    let same = 0
    let all = 0
    const found = await reader.analyze(examples.map(e => e.text))
    found.forEach((sentences, e) => {
      const expected = examples[e]!.sentences
      expect(sentences.map(s => s.tokens.map(t => [t.start, t.end, t.text]))).toEqual(
        expected.map(s => s.tokens.map(t => [t.start, t.end, t.text])),
      )
      sentences.forEach((sentence, s) => {
        const answers = expected[s]!
        sentence.tokens.forEach((t, i) => {
          const feats = Object.entries(t.feats)
            .map(pair => pair.join('='))
            .join('|')
          const pairs = [[t.upos, answers.upos[i]], [feats, answers.feats[i]], [t.lemma, answers.lemma[i]], [t.head + 1, answers.head[i]], [t.deprel, answers.deprel[i]]] // biome-ignore format: a table
          all += pairs.length
          same += pairs.filter(([a, b]) => a === b).length
        })
      })
      const spans = (list: { start: number; end: number; type: string }[]): Set<string> =>
        new Set(list.map(n => `${n.start} ${n.end} ${n.type}`))
      const ours = spans(sentences.flatMap(sentence => sentence.names!))
      const theirs = spans(examples[e]!.spans)
      all += theirs.size
      same += [...theirs].filter(n => ours.has(n)).length
    })
    expect(all).toBeGreaterThan(500)
    expect(same / all).toBeGreaterThan(0.98)
  })
})

describe.skipIf(!ready)('analyze', () => {
  it('gives one tree a sentence, and names and tokens that slice back, for any text', async () => {
    await fc.assert(
      fc.asyncProperty(anyText, async text => {
        const [sentences] = (await reader.analyze([text])) as [Sentence[]]
        for (const { tokens, names, start, end } of sentences) {
          for (const token of tokens) expect(text.slice(token.start, token.end)).toBe(token.text)
          for (const name of names!) {
            expect(name.start).toBeGreaterThanOrEqual(start)
            expect(name.end).toBeLessThanOrEqual(end)
            expect(tokens.some(t => t.start <= name.start && name.start < t.end)).toBe(true)
          }
          expect(tokens.filter(t => t.head < 0).map(t => t.deprel)).toEqual(['root'])
          tokens.forEach((_, i) => {
            let steps = 0
            for (let k = i; k >= 0; k = tokens[k]!.head) expect(++steps).toBeLessThanOrEqual(tokens.length)
          })
        }
      }),
      { numRuns: 100 },
    )
  })

  it('says of a sentence the same, alone, among others or at the same time', async () => {
    const texts = [
      'Кения предложила провести саммит.',
      'Пожар потушили.',
      'Министры обороны семи стран подписали в Бишкеке соглашение.',
    ]
    const together = await reader.analyze(texts)
    for (const [i, text] of texts.entries()) expect(await reader.analyze([text])).toEqual([together[i]])
    expect(await Promise.all(texts.map(text => reader.analyze([text])))).toEqual(together.map(found => [found]))
  })

  it('reads texts without words, many texts, and a line of 100 kB', async () => {
    expect(await analyze('')).toEqual([])
    expect(await analyze(['', ' \n', 'Да.'])).toMatchObject([[], [], [{ tokens: [{ text: 'Да' }, { text: '.' }] }]])
    expect(await analyze('Да\n'.repeat(1500))).toHaveLength(1500)
    const long = await analyze('Казахстан предложил создать центр. '.repeat(3000))
    expect(long).toHaveLength(3000)
  }, 120_000)

  it('tells subject, object, coordination and names apart', async () => {
    const [sentence] = await analyze('Комитет обсудил борьбу с контрабандой и пиратством в Сомали.')
    const tree = sentence!.tokens.map(t => [t.text, t.deprel, t.head < 0 ? '' : sentence!.tokens[t.head]!.text])
    expect(tree).toEqual(
      expect.arrayContaining([
        ['Комитет', 'nsubj', 'обсудил'],
        ['обсудил', 'root', ''],
        ['борьбу', 'obj', 'обсудил'],
        ['контрабандой', 'nmod', 'борьбу'],
        ['пиратством', 'conj', 'контрабандой'],
      ]),
    )
    expect(sentence!.names).toEqual(
      expect.arrayContaining([expect.objectContaining({ type: 'COUNTRY', start: 53, end: 59 })]),
    )
  })
})

describe.skipIf(!ready)('without relaxed vector instructions', () => {
  it('says nearly the same', async () => {
    const file = (name: string): Buffer => readFileSync(new URL(name, folder))
    const model = readModel(file('model.json').toString('utf8'), file('model.bin'))
    const dictionary = readDictionary(gunzipSync(file('dictionary.json.gz')).toString('utf8'))
    const plain = createReader(model, wasmNetwork(file('model.onnx'), model, false), decliner(dictionary))
    const texts = readFileSync(new URL('nominative.txt', import.meta.url), 'utf8')
      .replace(/[[\]]/g, '')
      .split('\n')
      .slice(1, 100)
    const answers = (found: Sentence[][]): unknown[] =>
      found.flat().flatMap(s => s.tokens.map(t => [t.text, t.upos, t.lemma, t.head, t.deprel].join(' ')))
    const [ours, theirs] = [answers(await reader.analyze(texts)), answers(await plain.analyze(texts))]
    const same = ours.filter((answer, i) => answer === theirs[i]).length
    expect(same / ours.length).toBeGreaterThan(0.98)
  })
})

describe.skipIf(!ready)('nominative', () => {
  const cases = readFileSync(new URL('nominative.txt', import.meta.url), 'utf8')
    .split('\n')
    .filter(line => line && !line.startsWith('#'))
    .map(line => line.split(' = ') as [sentence: string, expected: string])

  async function nominative(marked: string): Promise<string> {
    const start = marked.indexOf('[')
    const end = marked.indexOf(']') - 1
    const text = marked.replace(/[[\]]/g, '')
    const [[sentence]] = (await reader.analyze([text])) as [[Sentence]]
    const inside = [...sentence.tokens.keys()].filter(
      i => sentence.tokens[i]!.start >= start && sentence.tokens[i]!.end <= end,
    )
    const head = inside.find(i => !inside.includes(sentence.tokens[i]!.head))!
    return reader.nominative(text, sentence, head, start, end)
  }

  it('is right for 97 of 100 phrases of the table', async () => {
    expect(cases.length).toBeGreaterThanOrEqual(200)
    const wrong: string[] = []
    for (const [sentence, expected] of cases) {
      const found = await nominative(sentence)
      if (found !== expected) wrong.push(`${sentence}: ${found}`)
    }
    expect(wrong.length / cases.length, wrong.join('\n')).toBeLessThanOrEqual(0.03)
  })

  it('keeps what it cannot decline, and never throws', async () => {
    await fc.assert(
      fc.asyncProperty(anyText, async text => {
        const [sentences] = (await reader.analyze([text])) as [Sentence[]]
        for (const sentence of sentences) {
          const name = reader.nominative(text, sentence, 0, sentence.start, sentence.end)
          if (!/\p{L}/u.test(text)) expect(name).toBe(text.slice(sentence.start, sentence.end).replace(/\s+/g, ' '))
        }
      }),
      { numRuns: 100 },
    )
  })
})
