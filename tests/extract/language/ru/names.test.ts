// Which of the likely spans become names: thresholds, spans that cross, and what the article says again.
import { describe, expect, it } from 'vitest'
import type { Model } from '../../../../extract/language/ru/model.ts'
import { type Candidate, nameFinder } from '../../../../extract/language/ru/names.ts'

const model = {
  types: ['PERSON', 'CITY'],
  thresholds: [0.5, 0.7],
  certain: 0.6,
  repeated: 0.3,
  doubt: 0.01,
  span: new Float32Array(128 * 2),
  spanBias: new Float32Array(2),
} as Partial<Model> as Model
const { names } = nameFinder(model)

/** A span: first and last token, type, probability. */
type Span = [first: number, last: number, type: string, probability: number]

/** The names that an article has, as "type words", sentence by sentence. */
function found(...article: [text: string, spans: Span[]][]): string[][] {
  const sentences = article.map(([text, spans]) => ({
    words: text.split(' '),
    candidates: spans.map(
      ([first, last, type, probability]): Candidate => ({ first, last, type: model.types.indexOf(type), probability }),
    ),
  }))
  return names(sentences).map((chosen, s) =>
    chosen.map(c => `${model.types[c.type]} ${sentences[s]!.words.slice(c.first, c.last + 1).join(' ')}`),
  )
}

describe('names', () => {
  it('are spans above the threshold of their type, in the order of the tokens', () => {
    expect(
      found(['Анна из Бишкека', [[2, 2, 'CITY', 0.71], [0, 0, 'PERSON', 0.51], [2, 2, 'PERSON', 0.5]]]), // biome-ignore format: a table
    ).toEqual([['PERSON Анна', 'CITY Бишкека']])
  })

  it('need less where the article has the same words for certain, before or after', () => {
    const certain: Span = [0, 1, 'PERSON', 0.61]
    const doubtful: Span = [0, 1, 'PERSON', 0.21]
    const both = ['PERSON Анна Вересова']
    expect(found(['Анна Вересова', [certain]], ['Анна Вересова', [doubtful]])).toEqual([both, both])
    expect(found(['Анна Вересова', [doubtful]], ['Анна Вересова', [certain]])).toEqual([both, both])
  })

  it('need as much as ever for other words, another type, too little, or what is not certain', () => {
    const one = (...spans: Span[]): string[][] => found(['Анна', spans], ['Анна Вересова', [[0, 0, 'PERSON', 0.3]]])
    expect(one([0, 0, 'PERSON', 0.6])[1]).toEqual([])
    expect(one([0, 0, 'CITY', 0.9])[1]).toEqual([])
    expect(one([0, 0, 'PERSON', 0.7])[1]).toEqual(['PERSON Анна'])
    expect(found(['Бишкек', [[0, 0, 'CITY', 0.69]]], ['Бишкек', [[0, 0, 'CITY', 0.65]]])).toEqual([[], []])
    expect(found(['Анна', [[0, 0, 'PERSON', 0.9]]], ['Анна', [[0, 0, 'PERSON', 0.19]]])[1]).toEqual([])
  })

  it('of one type do not cross, but nest; of different types they may', () => {
    expect(
      found(['а б в', [[0, 1, 'PERSON', 0.8], [1, 2, 'PERSON', 0.9], [1, 1, 'PERSON', 0.7], [0, 1, 'CITY', 0.8]]]), // biome-ignore format: a table
    ).toEqual([['CITY а б', 'PERSON б в', 'PERSON б']])
  })
})
