// Names that the analyser has seen → the token that heads each, with our type.
import { nameKey } from '../graph/id.ts'
import type { Sentence, Token } from './language/tree.ts'
import type { Lexicon } from './lexicon.ts'
import { STATE } from './mend-names.ts'

export interface HeadedName {
  type: string
  start: number
  end: number
  /** How sure the analyser is, 0 … 1. */
  probability: number
}

const cached = new WeakMap<Sentence, Map<number, HeadedName>>()

/** The names of a sentence by the token that heads them: of several the longest. Adjectives («российский») are no names. */
export function namesOf(sentence: Sentence, lexicon: Lexicon): Map<number, HeadedName> {
  let found = cached.get(sentence)
  if (found) return found
  found = new Map()
  const { tokens } = sentence
  for (const { start: from, end: to, type, probability } of sentence.names ?? []) {
    const begin = tokens.find(t => t.start >= from && t.upos !== 'ADP')?.start ?? from
    const ours = lexicon.names.get(type)
    if (!ours) continue
    const nested =
      ours === 'Person' &&
      sentence.names!.some(n => n.type === type && n.start <= begin && n.end >= to && n.end - n.start > to - begin)
    if (nested) continue
    // «И. о. главы»: acting, nobody's initials.
    const words = tokens.filter(t => t.start >= begin && t.end <= to).map(t => t.text)
    if (ours === 'Person' && /^И[. ]*о\.?$/.test(words.join(''))) continue
    // «(ФОТО)»: what the article shows beside its text.
    if (/^(?:ФОТО|ВИДЕО|АУДИО|ИНФОГРАФИКА)$/.test(words.join(' '))) continue
    // «в столице Кении Найроби»: the analyser may take two names for one.
    const first = tokens.find(t => t.start === begin)
    const state = ours === 'Country' && first && lexicon.known.get(nameKey(first.lemma))?.type === 'Country'
    // «передал председательство в ОДКБ Кыргызстану»
    const body =
      ours === 'Organization' && first && /^\p{Lu}{2,}$/u.test(first.text) && lexicon.known.has(nameKey(first.text))
    const next = body ? tokens.find(t => t.start > first.start) : undefined
    if (body && next && next.end === to && next.upos === 'PROPN' && /^(?:Dat|Ins|Nom)$/.test(next.feats.Case ?? ''))
      continue
    const cut = state && !lexicon.known.has(nameKey(words.join(' '))) && /^\p{Lu}/u.test(words[1] ?? '')
    const [start, end] = ours === 'Country' ? wholeState(tokens, begin, cut ? first.end : to) : [begin, to]
    const inside = (i: number): boolean => i >= 0 && tokens[i]!.start >= start && tokens[i]!.end <= end
    const head = tokens.findIndex((t, i) => inside(i) && !inside(t.head) && t.upos !== 'PUNCT')
    if (head < 0 || !isName(tokens, head, start, ours, lexicon)) continue
    const known = found.get(head)
    if (!known || known.end - known.start < end - start) found.set(head, { type: ours, start, end, probability })
  }
  cached.set(sentence, found)
  return found
}

/** «Республики» or «Казахстан» of «Республики Казахстан»: the analyser may see but a half. */
function wholeState(tokens: Token[], start: number, end: number): [number, number] {
  const first = tokens.findIndex(t => t.start === start)
  const last = tokens.findIndex(t => t.end === end)
  const isHalf = (i: number): boolean =>
    tokens[i]?.deprel === 'appos' && tokens[i]!.head === i - 1 && STATE.test(tokens[i - 1]!.lemma)
  if (isHalf(first)) return [tokens[first - 1]!.start, end]
  return isHalf(last + 1) && first === last ? [start, tokens[last + 1]!.end] : [start, end]
}

function isName(tokens: Token[], head: number, start: number, type: string, lexicon: Lexicon): boolean {
  const { upos, deprel, lemma } = tokens[head]!
  const { text } = tokens.find(t => t.start === start)!
  if (upos === 'ADJ' && /^(?:amod|conj|nmod)$/.test(deprel) && type !== 'Person') return false
  return !(type === 'Organization' && /^\p{Ll}/u.test(text) && !lexicon.heads.has(lemma))
}
