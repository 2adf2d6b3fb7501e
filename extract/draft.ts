// A document while it is being read: its sentences as trees, and what has been found in them so far.
import type { Article } from '../graph/model.ts'
import type { Sentence, Token } from './language/tree.ts'

/** A mention with its place in the tree. */
export interface Found {
  sentence: number
  /** Index of the token that heads it. */
  head: number
  start: number
  end: number
  type: string
  /** Dictionary form. */
  name: string
  /** Counts only where a claim needs it. */
  weak: boolean
  /** Index of the head that it shares («оборота» for «наркотиков» in «оборота оружия и наркотиков»). */
  partner?: number
  /** How sure it is that these words are a name of this type, 0 … 1. */
  sure: number
  /** Id of its entity, once coreference has given it one. */
  entity?: string
}

export interface Draft {
  article: Article
  sentences: Sentence[]
  mentions: Found[]
  /** "sentence:token" of a mention's head or of a pronoun → entity id. */
  referents: Map<string, string>
}

export const at = (sentence: number, token: number): string => `${sentence}:${token}`

export const children = (tokens: Token[], head: number): number[] => {
  const found: number[] = []
  tokens.forEach((t, i) => {
    if (t.head === head) found.push(i)
  })
  return found
}

/** Words coordinated with a word and standing after it. */
export function conjuncts(tokens: Token[], word: number): number[] {
  return children(tokens, word)
    .filter(c => tokens[c]!.deprel === 'conj' && tokens[c]!.upos !== 'VERB')
    .flatMap(c => [c, ...conjuncts(tokens, c)])
}

/** The token and all that depends on it, directly or not, leaving out the branches that `keep` refuses. */
export function subtree(tokens: Token[], head: number, keep: (child: number) => boolean = () => true): number[] {
  const found = [head]
  for (let k = 0; k < found.length; k++) {
    for (const child of children(tokens, found[k]!)) if (keep(child)) found.push(child)
  }
  return found.sort((a, b) => a - b)
}

const VARIANTS: Record<string, string> = { во: 'в', со: 'с', об: 'о', обо: 'о', ко: 'к', изо: 'из', ото: 'от' }

/** Said of its head beside it: in apposition, or after a dash in the same case. */
export function isApposed(tokens: Token[], i: number): boolean {
  const { deprel, head, feats, upos } = tokens[i]!
  if (deprel === 'appos') return true
  return (
    deprel === 'parataxis' &&
    /^(?:NOUN|PROPN)$/.test(upos) &&
    feats.Case !== undefined &&
    feats.Case === tokens[head]?.feats.Case
  )
}

/** The lemma of the preposition of a phrase, or nothing; «в ходе» is "в_ход". */
export function preposition(tokens: Token[], head: number): string | undefined {
  const found = tokens.findIndex(t => t.head === head && t.deprel === 'case')
  if (found < 0) return undefined
  const { lemma } = tokens[found]!
  const rest = children(tokens, found).filter(c => tokens[c]!.deprel === 'fixed')
  return [VARIANTS[lemma] ?? lemma, ...rest.map(c => tokens[c]!.lemma)].join('_')
}

/** Sentences as extraction reads them: lemmas in lower case and without ё, as in the word lists; «экс-премьер» is one. */
export function plainLemmas(sentences: Sentence[]): Sentence[] {
  return sentences.map(s => ({
    ...s,
    tokens: s.tokens.map(t => ({ ...t, lemma: plain(t.lemma).replace(/^экс-/, '') })),
  }))
}

/** How words are written in look-ups. */
export const plain = (word: string): string => word.toLowerCase().replaceAll('ё', 'е')
