// Tokens, sentences, trees and dictionary forms of Russian text.
import fc from 'fast-check'
import { beforeAll, describe, expect, it } from 'vitest'
import { russian } from '../../../extract/language/ru/index.ts'
import { sentences, tokenize } from '../../../extract/language/ru/tokens.ts'
import type { Analyzer, Sentence } from '../../../extract/language/tree.ts'

let language: Analyzer
const analyze = async (text: string): Promise<Sentence[]> => (await language.analyze([text]))[0]!
beforeAll(async () => {
  language = await russian()
})

const words = (text: string): string[] => tokenize(text).map(t => text.slice(t.start, t.end))
const split = (text: string): string[] =>
  sentences(text, tokenize(text)).map(s => text.slice(s[0]!.start, s.at(-1)!.end))

describe('tokens', () => {
  it.each([
    ['А. С. Пушкин', ['А.', 'С.', 'Пушкин']],
    ['рост на 3,5 % в 10:30', ['рост', 'на', '3,5', '%', 'в', '10:30']],
    ['Касым-Жомарт', ['Касым-Жомарт']],
    ['операция «ПРОКСИ», –', ['операция', '«', 'ПРОКСИ', '»', ',', '–']],
    ['см. https://example.org/a?b=1.', ['см', '.', 'https://example.org/a?b=1.']],
    ['90-х годов', ['90-х', 'годов']],
  ])('%s', (text, expected) => expect(words(text)).toEqual(expected))
})

describe('sentences', () => {
  it.each([
    ['Заголовок без точки\nПервое предложение.', ['Заголовок без точки', 'Первое предложение.']],
    ['Он жил на ул. Мира. Потом уехал.', ['Он жил на ул. Мира.', 'Потом уехал.']],
    ['«Да», – сказал он. «Нет», – ответила она.', ['«Да», – сказал он.', '«Нет», – ответила она.']],
    ['Так ли? Да! Хорошо…', ['Так ли?', 'Да!', 'Хорошо…']],
    ['', []],
  ])('%j', (text, expected) => expect(split(text)).toEqual(expected))
})

describe('analyze', () => {
  const anyText = fc.oneof(
    fc.string({ unit: 'binary', maxLength: 80 }),
    fc.stringMatching(/^[а-яёА-ЯЁ «»",.!?–—()0-9\n-]{0,80}$/u),
  )

  it('gives tokens that slice back, in order, and one tree a sentence, for any text', async () => {
    await fc.assert(
      fc.asyncProperty(anyText, async text => {
        let end = 0
        for (const sentence of await analyze(text)) {
          expect(sentence.start).toBeGreaterThanOrEqual(end)
          for (const token of sentence.tokens) {
            expect(token.start).toBeGreaterThanOrEqual(end)
            expect(text.slice(token.start, token.end)).toBe(token.text)
            expect(token.text).not.toBe('')
            end = token.end
          }
          expect(sentence.tokens.filter(t => t.head < 0)).toHaveLength(1)
          sentence.tokens.forEach((_, i) => {
            const seen = new Set<number>()
            for (let k = i; k >= 0; k = sentence.tokens[k]!.head) {
              expect(seen.has(k)).toBe(false)
              seen.add(k)
            }
          })
        }
      }),
      { numRuns: 300 },
    )
  })

  it('keeps a line of a megabyte', async () => {
    const text = 'Казахстан предложил создать центр. '.repeat(30_000)
    const found = await analyze(text)
    expect(found).toHaveLength(30_000)
  }, 60_000)

  it('tells subject, object and coordination apart', async () => {
    const [sentence] = await analyze('Комитет обсудил борьбу с контрабандой и пиратством.')
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
  })
})

describe('nominative', () => {
  const nominative = async (text: string, phrase: string): Promise<string> => {
    const sentence = (await analyze(text))[0]!
    const start = text.indexOf(phrase)
    const end = start + phrase.length
    const inside = sentence.tokens.map((t, i) => ({ t, i })).filter(({ t }) => t.start >= start && t.end <= end)
    const head = inside.find(({ t }) => t.head < 0 || !inside.some(o => o.i === t.head))!.i
    return language.nominative(text, sentence, head, start, end)
  }
  it.each([
    ['На заседании Комитета секретарей советов говорили.', 'Комитета секретарей советов', 'Комитет секретарей советов'],
    ['Выбрали Касым-Жомарта Токаева.', 'Касым-Жомарта Токаева', 'Касым-Жомарт Токаев'],
    ['Они помогали незаконному обороту наркотиков.', 'незаконному обороту наркотиков', 'незаконный оборот наркотиков'],
    ['Он говорил с Ириной Беловой.', 'Ириной Беловой', 'Ирина Белова'],
    ['Борьба с организованной преступностью идёт.', 'организованной преступностью', 'организованная преступность'],
    ['Участвуют в рабочей группе экспертов.', 'рабочей группе экспертов', 'рабочая группа экспертов'],
  ])('%s', async (text, phrase, expected) => {
    expect(await nominative(text, phrase)).toBe(expected)
  })
})
