// Tokens, sentences and word features of Russian: as the Python reference has them, and for any text whatever.
import { readFileSync } from 'node:fs'
import { crc32 as zlibCrc32 } from 'node:zlib'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { crc32 } from '../../../../extract/language/ru/crc32.ts'
import { wordFeatures } from '../../../../extract/language/ru/features.ts'
import type { Model } from '../../../../extract/language/ru/model.ts'
import { sentences, tokenize } from '../../../../extract/language/ru/tokenize.ts'

/** Text, tokens of each sentence, offsets one after the other, CRC-32 of each word's shape and hashes: made by training/tokens.py and features.py. */
type Row = [text: string, lengths: number[], offsets: number[], sums: number[]]
const rows = JSON.parse(readFileSync(new URL('tokens.json', import.meta.url), 'utf8')) as Row[]
const split = (text: string): string[] => sentences(text).map(s => text.slice(s[0]!.start, s.at(-1)!.end))

describe('the reference', () => {
  it('has the same tokens and sentences for 400 made texts', () => {
    expect(rows).toHaveLength(400)
    for (const [text, lengths, offsets] of rows) {
      const found = sentences(text)
      expect([text, found.map(s => s.length), found.flat().flatMap(t => [t.start, t.end])]).toEqual([
        text,
        lengths,
        offsets,
      ])
    }
  })

  it('has the same shape and hashes for each word', () => {
    const kinds: Model['kinds'] = [
      ['w', 16384], ['p2', 2048], ['p3', 8192], ['p4', 8192], ['s2', 2048], ['s3', 4096], ['s4', 8192], ['s5', 8192],
    ] // biome-ignore format: a list
    const marks = '.,:;!?…«»"„“”()[]-–—%№$€/+*@#&\''
    const read = wordFeatures({ kinds, marks, keys: new Uint32Array() } as unknown as Model)
    for (const [text, , , sums] of rows) {
      const words = sentences(text)
        .flat()
        .map(t => t.text)
      expect(words.map(w => [w, crc32(Array.from(read(w)).slice(1).join(','))])).toEqual(
        words.map((w, i) => [w, sums[i]]),
      )
    }
  })
})

describe('sentences', () => {
  it.each([
    ['Заголовок без точки\nПервое предложение.', ['Заголовок без точки', 'Первое предложение.']],
    ['Он жил на ул. Мира. Потом уехал.', ['Он жил на ул. Мира.', 'Потом уехал.']],
    ['«Да», – сказал он. «Нет», – ответила она.', ['«Да», – сказал он.', '«Нет», – ответила она.']],
    ['Так ли? Да! Хорошо…', ['Так ли?', 'Да!', 'Хорошо…']],
    ['В 2009 г. Россия вступила, т. е. вошла.', ['В 2009 г.', 'Россия вступила, т. е. вошла.']],
    ['Роман А. С. Пушкина, г. Псков.', ['Роман А. С. Пушкина, г. Псков.']],
    ['Цена 5,5 руб. Дорого.', ['Цена 5,5 руб.', 'Дорого.']],
    ['', []],
    [' \n\t\u2028', []],
  ])('%j', (text, expected) => expect(split(text)).toEqual(expected))

  const anyText = fc.oneof(
    fc.string({ unit: 'binary', maxLength: 200 }),
    fc.string({ unit: 'grapheme', maxLength: 100 }),
    fc.stringMatching(/^[а-яёА-ЯЁa-zA-Z «»",.!?…–—()0-9\n'’&%@#:/-]{0,200}$/u),
    fc
      .array(fc.constantFrom('👩‍👩‍👧', 'e\u0301', '\ud800', '\udfff', 'й', 'г.', ' ', '\u0301', 'Ё', '\n', '.'), {
        maxLength: 40,
      })
      .map(a => a.join('')),
  )
  it('slice back, in order, for any text', () => {
    fc.assert(
      fc.property(anyText, text => {
        let end = 0
        for (const token of sentences(text).flat()) {
          expect(token.start).toBeGreaterThanOrEqual(end)
          expect(token.end).toBeGreaterThan(token.start)
          expect(text.slice(token.start, token.end)).toBe(token.text)
          end = token.end
        }
      }),
      { numRuns: 500 },
    )
  })

  it('leave nothing out but white space', () => {
    fc.assert(
      fc.property(anyText, text => {
        const kept = sentences(text)
          .flat()
          .map(t => t.text)
          .join('')
        const bare = (s: string): string => s.replace(/[\s\ufeff\u200b\u0085\x1c-\x1f]/gu, '')
        expect(bare(kept)).toBe(bare(text))
      }),
    )
  })

  it.each([
    ['words', 'Казахстан предложил создать центр. '],
    ['letters', 'а'],
    ['dots', '.'],
    ['marks', '«'],
    ['hyphens', 'а-'],
    ['addresses', 'www.'],
    ['slashes', 'http://'],
    ['at signs', 'a@'],
    ['domains', 'a.'],
    ['digits', '1.'],
    ['combining marks', '\u0301'],
  ])(
    'take a line of a megabyte of %s in linear time',
    (_, piece) => {
      const time = (length: number): number => {
        const text = piece.repeat(Math.ceil(length / piece.length))
        const start = performance.now()
        sentences(text)
        return performance.now() - start
      }
      time(1e5)
      expect(time(1e6)).toBeLessThan(10_000)
    },
    30_000,
  )

  it('are cut at 120 tokens', () => {
    expect(sentences('да '.repeat(250)).map(s => s.length)).toEqual([120, 120, 10])
  })
})

describe('tokenize', () => {
  it.each([
    ['рост на 3,5 % в 10:30', ['рост', 'на', '3,5', '%', 'в', '10:30']],
    ['операция «ПРОКСИ», –', ['операция', '«', 'ПРОКСИ', '»', ',', '–']],
    ['см. https://example.org/a?b=1.', ['см.', 'https://example.org/a?b=1', '.']],
    ['90-х, 39-летний Касым-Жомарт', ['90-х', ',', '39-летний', 'Касым-Жомарт']],
  ])('%s', (text, expected) => expect(tokenize(text).map(t => t.text)).toEqual(expected))
})

describe('crc32', () => {
  it('of the empty text is 0, and goes on from a seed', () => {
    expect(crc32('')).toBe(0)
    expect(crc32('123456789')).toBe(0xcbf43926)
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), fc.string({ unit: 'grapheme' }), (a, b) => {
        expect(crc32(b, crc32(a))).toBe(crc32(a + b))
        expect(crc32(a)).toBe(zlibCrc32 ? zlibCrc32(Buffer.from(a)) : crc32(a))
      }),
    )
  })
})
