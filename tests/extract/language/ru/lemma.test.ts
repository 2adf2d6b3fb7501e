// Lemmas: rules as training/lemmas.py has them, and known words before unknown ones of much the same likelihood.
import { describe, expect, it } from 'vitest'
import { crc32 } from '../../../../extract/language/ru/crc32.ts'
import { applyRule, lemmatiser } from '../../../../extract/language/ru/lemma.ts'

describe('applyRule', () => {
  it.each([
    ['стран', '0+а', 'страна'],
    ['Стран', '0+а', 'страна'],
    ['Токаева', '!1+', 'Токаев'],
    ['РОССИИ', '!1+я', 'РОССИЯ'],
    ['Льва', '!3+ев', 'Лев'],
    ['ЛЬВА', '!3+ев', 'ЛЕВ'],
    ['он', '3+а', 'она'],
    ['а', '!1+б', 'Б'],
  ])('%s by %s is %s', (word, rule, lemma) => expect(applyRule(word, rule)).toBe(lemma))
})

describe('lemmatiser', () => {
  const words = ['подчинить', 'подчинять', 'вернуть', 'вернуться', 'подчинённый', 'страна', 'россия']
  const rules = ['5+еть', '5+ить', '5+ять', '1+й', '3+уть', '3+уться', '2+на', '!1+я', '!1+й']
  const lemma = lemmatiser({ rules, keys: Uint32Array.from(words, w => crc32(w)).sort() })
  /** The lemma where these rules are the likeliest. */
  const by = (word: string, upos: string, first: string, ...others: string[]): string =>
    lemma(
      word,
      upos,
      { rules: Int32Array.of(rules.indexOf(first)), rivals: () => others.map(r => rules.indexOf(r)) },
      0,
    )

  it('takes a known word of nearly the same likelihood for an unknown one', () => {
    expect(by('подчинённая', 'VERB', '5+еть', '5+ить', '5+ять')).toBe('подчинить')
    expect(by('России', 'PROPN', '!1+й', '!1+я')).toBe('Россия')
  })
  it('keeps the unknown one where there is none, or none of that part of speech', () => {
    expect(by('подчинённая', 'VERB', '5+еть')).toBe('подчинеть')
    expect(by('подчинённый', 'VERB', '5+еть', '1+й')).toBe('подчинеть')
    expect(by('подчинённая', 'X', '5+еть', '5+ить')).toBe('подчинеть')
  })
  it('gives a verb in -ся the same end', () => {
    expect(by('верняся', 'VERB', '5+ять', '3+уть', '3+уться')).toBe('вернуться')
  })
  it('keeps to the rule where the runtime tells no others', () => {
    expect(lemma('подчинённая', 'VERB', { rules: Int32Array.of(0) }, 0)).toBe('подчинеть')
  })
})
