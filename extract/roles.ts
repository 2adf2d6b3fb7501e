// A sentence's tree → what a noun or pronoun does in it: its role, its clause, the subject over it.
import { at, children, type Draft } from './draft.ts'
import type { Token } from './language/tree.ts'
import type { Lexicon } from './lexicon.ts'
import { findQuotes } from './speakers.ts'

/** Place in the clause: of a name in apposition or a conjunct, that of the word it goes with. */
export function roleOf(tokens: Token[], i: number): string {
  const { deprel, head } = tokens[i]!
  if (/^(?:appos|conj|flat)/.test(deprel) && head >= 0) return roleOf(tokens, head)
  if (deprel.startsWith('nsubj')) return 'subject'
  if (/^i?obj/.test(deprel)) return 'object'
  if (deprel.startsWith('obl')) return 'oblique'
  return /^(?:nmod|det)/.test(deprel) ? 'attribute' : 'elsewhere'
}

/** A name in apposition stands where its title does. */
export const nounOf = (tokens: Token[], i: number): number => (tokens[i]!.deprel === 'appos' ? tokens[i]!.head : i)

/** The word that heads the clause of a word. */
export function clauseOf(tokens: Token[], i: number): number {
  let k = tokens[i]!.head < 0 ? i : tokens[i]!.head
  while (tokens[k]!.head >= 0 && !/^(?:ccomp|advcl|acl|csubj|parataxis|conj)/.test(tokens[k]!.deprel))
    k = tokens[k]!.head
  return k
}

export function isAbove(tokens: Token[], above: number, clause: number): boolean {
  for (let k = tokens[clause]!.head; k >= 0; k = tokens[k]!.head) if (k === above) return true
  return false
}

/** The subject of the clause that a word is in: its own, or that of the verb it is coordinated with or depends on. */
export function subjectOf(tokens: Token[], i: number): number {
  for (let k = tokens[i]!.head, up = 0; k >= 0 && up < 6; k = tokens[k]!.head, up++) {
    const subject = children(tokens, k).find(c => tokens[c]!.deprel.startsWith('nsubj') && c !== i)
    const { deprel, head, feats } = tokens[k]!
    if (subject !== undefined) {
      const bearer = children(tokens, subject).find(c => tokens[c]!.deprel === 'appos' && tokens[c]!.upos === 'PROPN')
      if (tokens[subject]!.lemma !== 'который') return bearer ?? subject
      return deprel.startsWith('acl') ? head : -1
    }
    if (deprel === 'acl') return feats.Voice === 'Pass' ? -1 : head
    if (/^(?:ccomp|acl:relcl|csubj|parataxis)/.test(deprel)) return -1
  }
  return -1
}

/** Subject of the sentence's main verb. */
export function isMainSubject(tokens: Token[], i: number): boolean {
  const { head } = tokens[nounOf(tokens, i)]!
  return roleOf(tokens, i) === 'subject' && head >= 0 && tokens[head]!.head < 0
}

/** «он сказал», «по его словам»: whoever speaks. */
export function isSaid(tokens: Token[], i: number, lexicon: Lexicon): boolean {
  const { deprel, head } = tokens[i]!
  if (head < 0) return false
  const { lemma } = tokens[head]!
  return deprel.startsWith('nsubj') ? lexicon.speech.has(lemma) : lexicon.speechNouns.has(lemma)
}

const SAYS = /(?<!\p{L})(?:он[аи]?|его|е[её]|ему|ей|их|им|я|мы|нас|нам)(?!\p{L})/iu

interface Stretch {
  start: number
  end: number
}

/** Quotations and who says them. */
export interface Quotations {
  /** The quotation that a word is in; «…, – сказал он. – …» is not in it. */
  around(sentence: number, token: number): Stretch | undefined
  /** Entities that are subjects of speech verbs beside a quotation. */
  speakers(quotation: Stretch): Set<string>
}

export function findQuotations(draft: Draft, lexicon: Lexicon): Quotations {
  let open = false
  // Straight marks open and close in turn.
  const text = draft.article.text.replace(/["\n]/g, mark => {
    open = mark === '"' && !open
    return mark === '\n' ? mark : open ? '«' : '»'
  })
  // What is short is a name, unless it says «он» or «я».
  const quotes = findQuotes(text).filter(q => q.end - q.start > 30 || SAYS.test(text.slice(q.start, q.end)))
  const sayings = draft.mentions.flatMap(m => {
    const { tokens } = draft.sentences[m.sentence]!
    const entity = draft.referents.get(at(m.sentence, m.head))
    const noun = nounOf(tokens, m.head)
    return entity && roleOf(tokens, noun) === 'subject' && isSaid(tokens, noun, lexicon) ? [{ ...m, entity }] : []
  })
  const around = (sentence: number, token: number): Stretch | undefined => {
    const { tokens } = draft.sentences[sentence]!
    const { start } = tokens[token]!
    if (isSaid(tokens, nounOf(tokens, token), lexicon)) return undefined
    return quotes.findLast(q => q.start < start && q.end > start)
  }
  const speakers = ({ start, end }: Stretch): Set<string> =>
    new Set(sayings.filter(m => m.end > start - 60 && m.start < end + 80).map(m => m.entity))
  const [known, spoken] = [new Map<string, Stretch | undefined>(), new Map<Stretch, Set<string>>()]
  return {
    around: (s, i) => remembered(known, at(s, i), () => around(s, i)),
    speakers: quotation => remembered(spoken, quotation, () => speakers(quotation)),
  }
}

function remembered<K, V>(known: Map<K, V>, key: K, find: () => V): V {
  if (!known.has(key)) known.set(key, find())
  return known.get(key)!
}
