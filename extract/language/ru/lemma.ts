// A word and a rule of the model ("cut k letters, add these") → its lemma. training/FORMAT.md states the rules.
import { rowFinder, UNKNOWN } from './features.ts'
import type { Model } from './model.ts'
import type { Scores } from './network.ts'

/** What dictionary forms of a part of speech end in; lemmas of parts that are not here stay as the likeliest rule has them. */
const ENDINGS = new Map([
  ['VERB', /(?:ть|ти|чь)(?:ся)?$/],
  ['ADJ', /[ыио]й$/],
  ['NOUN', /./],
  ['PROPN', /./],
])
const REFLEXIVE = /с[ья]$/
const KEPT = 50_000

/** The lemma of a token of a sentence that has these scores. */
export type Lemmatiser = (word: string, upos: string, scores: Pick<Scores, 'rules' | 'rivals'>, token: number) => string

/** Lemmas by the likeliest rule; where that makes no word that is known, by one nearly as likely that does. */
export function lemmatiser({ rules, keys }: Pick<Model, 'rules' | 'keys'>): Lemmatiser {
  const row = rowFinder({ keys })
  /** Lemmas of words whose scores need no second look. */
  const kept = new Map<string, string>()
  const keep = (key: string, lemma: string): string => {
    if (kept.size >= KEPT) kept.clear()
    kept.set(key, lemma)
    return lemma
  }

  return (word, upos, scores, token) => {
    const rule = scores.rules[token]!
    const key = `${rule} ${upos} ${word}`
    const found = kept.get(key)
    if (found !== undefined) return found
    const lemma = applyRule(word, rules[rule]!)
    const ending = ENDINGS.get(upos)
    if (!ending) return keep(key, lemma)
    const reflexive = upos === 'VERB' && REFLEXIVE.test(word)
    const known = (form: string): boolean =>
      ending.test(form) && (!reflexive || form.endsWith('ся')) && row(form.toLowerCase()) !== UNKNOWN
    if (known(lemma)) return keep(key, lemma)
    for (const other of scores.rivals?.(token) ?? []) {
      const form = applyRule(word, rules[other]!)
      if (known(form)) return form
    }
    // «подчинённое»: no verb ends in -ёть.
    return upos === 'VERB' ? lemma.replace(/ёть(?=$|ся$)/, 'ить') : lemma
  }
}

/** The lemma of a word by a rule `[!]k+suffix`; with `!` the word's own capitals are kept. */
export function applyRule(word: string, rule: string): string {
  const proper = rule.startsWith('!')
  const plus = rule.indexOf('+')
  const cut = Number(rule.slice(proper ? 1 : 0, plus))
  const suffix = rule.slice(plus + 1)
  const all = Array.from(proper ? word : word.toLowerCase())
  const kept = cut <= all.length ? all.slice(0, all.length - cut) : all
  const stem = kept.join('')
  if (!proper || !suffix) return stem + suffix
  if (!stem) return suffix[0]!.toUpperCase() + suffix.slice(1)
  // the whole word, not the stem: Льва is Лев, not ЛЕВ
  const capitals = all.length > 1 && word === word.toUpperCase() && word !== word.toLowerCase()
  return stem + (capitals ? suffix.toUpperCase() : suffix)
}
