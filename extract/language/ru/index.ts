// Russian text → sentences as dependency trees, and noun phrases → their dictionary form.
import type { Analyzer, Sentence, Token } from '../tree.ts'
import { loadMorphology, readings, toNominative } from './morphology.ts'
import { readWords, type Word } from './phrases.ts'
import { parse } from './syntax.ts'
import { sentences, tokenize } from './tokens.ts'

/** Loads the dictionary and gives the analyser. */
export async function russian(): Promise<Analyzer> {
  await loadMorphology()
  return { analyze: async texts => texts.map(analyze), nominative }
}

function analyze(text: string): Sentence[] {
  return sentences(text, tokenize(text)).map(pieces => {
    const words = readWords(text, pieces)
    parse(words)
    return { start: pieces[0]!.start, end: pieces.at(-1)!.end, tokens: words.map(finished) }
  })
}

function finished({ start, end, text, lemma, upos, feats, head, deprel }: Word): Token {
  return { start, end, text, lemma, upos, feats, head, deprel }
}

function nominative(text: string, sentence: Sentence, head: number, start: number, end: number): string {
  const { tokens } = sentence
  let name = ''
  let at = start
  tokens.forEach((token, i) => {
    if (token.start < start || token.end > end) return
    name += text.slice(at, token.start) + (inflects(tokens, i, head) ? nominativeOf(token, tokens[head]!) : token.text)
    at = token.end
  })
  return (name + text.slice(at, end)).replace(/\s+/g, ' ')
}

/** Whether a word agrees with the head of its phrase, so that it changes with it. */
function inflects(tokens: Token[], i: number, head: number): boolean {
  if (i === head) return true
  const { head: to, deprel } = tokens[i]!
  if (to === head && /^(?:amod|det|flat:name|acl)$/.test(deprel)) return tokens[i]!.feats.Case !== undefined
  return (
    /^(?:amod|conj|flat:name)$/.test(deprel) && to >= 0 && tokens[to]!.deprel === 'amod' && inflects(tokens, to, head)
  )
}

function nominativeOf(token: Token, head: Token): string {
  const wanted = token.feats.Case ?? head.feats.Case
  const all = readings(token.text).filter(r => r.case === wanted)
  const same = (key: 'number' | 'gender', feat: string): boolean => all.some(r => r[key] === token.feats[feat])
  const fit = all.filter(
    r =>
      (!same('number', 'Number') || r.number === token.feats.Number) &&
      (!same('gender', 'Gender') || r.gender === token.feats.Gender || r.number === 'Plur') &&
      (token.upos === 'ADJ' || token.deprel === 'acl' || token.deprel === 'amod'
        ? r.upos === 'ADJ' || r.upos === 'VERB'
        : r.upos === token.upos || r.upos === 'PROPN' || r.upos === 'NOUN'),
  )
  return fit[0] ? toNominative(token.text, fit[0]) : token.text
}
