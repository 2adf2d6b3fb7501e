// What a language's analyser gives for a sentence: tokens in a dependency tree (Universal Dependencies).

/** A token. Offsets are UTF-16 code units of the article's text. */
export interface Token {
  start: number
  end: number
  text: string
  lemma: string
  /** Universal part of speech, for example NOUN. */
  upos: string
  /** Universal features, for example `{ Case: 'Gen', Number: 'Sing' }`. */
  feats: Record<string, string>
  /** Index of the head in the sentence, −1 for the root. */
  head: number
  /** Relation to the head, for example `nsubj`. */
  deprel: string
}

/** A name that the language's model has seen, for example a PERSON. Names may nest. */
export interface Name {
  start: number
  end: number
  type: string
  /** How sure the model is, 0 … 1. */
  probability: number
}

/** A relation that may hold between two names of a sentence. */
export interface Pair {
  /** Indices among the sentence's names. */
  from: number
  to: number
  relation: string
  /** How sure the model is, 0 … 1. */
  probability: number
}

export interface Sentence {
  start: number
  end: number
  tokens: Token[]
  /** Names in the sentence, where the language's analyser finds them. */
  names?: Name[]
  /** Relations between these names, where the analyser looks for them. */
  pairs?: Pair[]
}

/** What `extract` asks of a language. */
export interface Analyzer {
  /** The sentences of each text, in order, not overlapping. */
  analyze(texts: readonly string[]): Promise<Sentence[][]>
  /** The words of a noun phrase in dictionary form: its head and what agrees with it in the nominative. */
  nominative(text: string, sentence: Sentence, head: number, start: number, end: number): string
}
