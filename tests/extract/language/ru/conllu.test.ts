// CoNLL-U and JSON: what is written can be read again.
import { describe, expect, it } from 'vitest'
import { readConllu, rewriteConllu, toConllu } from '../../../../extract/language/ru/conllu.ts'
import { toJson } from '../../../../extract/language/ru/jsonl.ts'
import type { Sentence } from '../../../../extract/language/tree.ts'

const text = 'Кения  ждёт.'
const sentence: Sentence = {
  start: 0,
  end: 12,
  tokens: [
    {
      start: 0,
      end: 5,
      text: 'Кения',
      lemma: 'Кения',
      upos: 'PROPN',
      feats: { Number: 'Sing', Case: 'Nom' },
      head: 1,
      deprel: 'nsubj',
    },
    { start: 7, end: 11, text: 'ждёт', lemma: 'ждать', upos: 'VERB', feats: {}, head: -1, deprel: 'root' },
    { start: 11, end: 12, text: '.', lemma: '.', upos: 'PUNCT', feats: {}, head: 1, deprel: 'punct' },
  ],
  names: [{ start: 0, end: 5, type: 'COUNTRY', probability: 0.9 }],
}
const lines = [
  '# text = Кения ждёт.',
  '1\tКения\tКения\tPROPN\t_\tCase=Nom|Number=Sing\t2\tnsubj\t_\t_',
  '2\tждёт\tждать\tVERB\t_\t_\t0\troot\t_\tSpaceAfter=No',
  '3\t.\t.\tPUNCT\t_\t_\t2\tpunct\t_\t_',
]

describe('CoNLL-U', () => {
  it('is written with sorted features and SpaceAfter', () =>
    expect(toConllu(sentence, text)).toBe(`${lines.join('\n')}\n\n`))

  it('is read as the same tokens, whatever the line ends, ranges and empty nodes', () => {
    const file = [
      '\ufeff# newdoc',
      ...lines.slice(0, 2),
      '2-3\tждёт.\t_\t_\t_\t_\t_\t_\t_\t_',
      '2.1\tx\t_\t_\t_\t_\t_\t_\t_\t_',
      ...lines.slice(2),
      '',
      '',
      lines[1],
    ].join('\r\n')
    const read = readConllu(file)
    expect(read.sentences.map(s => s.pieces.map(p => p.text))).toEqual([['Кения', 'ждёт', '.'], ['Кения']])
    for (const { start, end, text } of read.sentences.flatMap(s => s.pieces))
      expect(read.text.slice(start, end)).toBe(text)
    expect(read.sentences[0]!.comments).toEqual(['# newdoc', lines[0]])
  })

  it('keeps comments when it is written again', () => {
    const { sentences } = readConllu(lines.join('\n'))
    expect(rewriteConllu(sentence, sentences[0]!)).toBe(`${lines.join('\n')}\n\n`)
  })

  it('says which line is wrong', () =>
    expect(() => readConllu('# a\n1\tа', 'b.conllu')).toThrow('b.conllu:2: 2 columns'))
})

describe('JSON', () => {
  it('is one line with 1-based heads and spans', () => {
    const line = toJson([sentence], 'a.txt')
    expect(line).not.toContain('\n')
    const read = JSON.parse(line)
    expect(read).toMatchObject({ file: 'a.txt', spans: [{ start: 0, end: 5, type: 'COUNTRY' }] })
    expect(read.sentences[0].tokens.map((t: { head: number }) => t.head)).toEqual([2, 0, 2])
  })
})
