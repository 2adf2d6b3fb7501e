// Russian texts → sentences: tokens with lemmas, tags and a dependency tree, and nested names.
import type { Name, Sentence, Token } from '../tree.ts'
import { batches } from './batches.ts'
import type { Decline } from './decline.ts'
import { likelyTree } from './eisner.ts'
import { wordFeatures } from './features.ts'
import { lemmatiser } from './lemma.ts'
import type { Model } from './model.ts'
import { type Candidate, nameFinder, type Spanned } from './names.ts'
import type { Network, Scores } from './network.ts'
import { nominativePhrase } from './nominative.ts'
import { type PairModel, type PairParts, pairFinder } from './pairs.ts'
import { relationFinder } from './relations.ts'
import { type Piece, sentences } from './tokenize.ts'

/** Reads Russian. */
export interface Reader {
  /** The sentences of each text. */
  analyze(texts: readonly string[]): Promise<Sentence[][]>
  /** The same for the sentences of one text whose tokens are given. */
  analyzeTokens(sentences: readonly Piece[][]): Promise<Sentence[]>
  /** The words of a noun phrase in dictionary form: its head and what agrees with it in the nominative. */
  nominative(text: string, sentence: Sentence, head: number, start: number, end: number): string
}

/** A sentence before its article's names are chosen; `parts` where relations between names are looked for. */
type Read = Sentence & Spanned & { parts?: PairParts }

/** A reader from a model, its network and what declines its words; relations between names only with a model of pairs. */
export function createReader(model: Model, network: Network, decline: Decline, pairs?: PairModel): Reader {
  const features = wordFeatures(model)
  const tags = model.tags.map(readTag)
  const lemmaOf = lemmatiser(model)
  const finder = nameFinder(model)
  const findRelations = relationFinder(model)
  const findPairs = pairs && pairFinder(pairs)
  let turn = Promise.resolve()

  /** Every sentence without its names, and what may be a name in it. */
  async function read(given: readonly Piece[][]): Promise<Read[]> {
    const found = new Array<Read>(given.length)
    for (const ids of batches(given.map(s => s.length))) {
      await inTurn(async () => {
        const scores = await network(ids.map(id => given[id]!.map(piece => features(piece.text))))
        ids.forEach((id, k) => {
          found[id] = sentence(given[id]!, scores[k]!)
        })
      })
    }
    return found
  }

  /** Does one thing after the other, whoever asks: a batch's scores are good until the network is asked again. */
  function inTurn(task: () => Promise<void>): Promise<void> {
    const done = turn.then(task)
    turn = done.catch(() => {})
    return done
  }

  function sentence(pieces: Piece[], scores: Scores): Read {
    const heads = likelyTree(scores.arcs, scores.n, scores.columns)
    const relations = findRelations(scores, heads)
    const tokens = pieces.map(({ start, end, text }, i): Token => {
      const { upos, feats } = tags[scores.tags[i]!]!
      const lemma = lemmaOf(text, upos, scores, i)
      return { start, end, text, lemma, upos, feats, head: heads[i]!, deprel: relations[i]! }
    })
    const candidates = finder.candidates(scores)
    const parts = findPairs && { inner: scores.inner.slice(), relDep: scores.relDep.slice() }
    return {
      start: pieces[0]!.start,
      end: pieces.at(-1)!.end,
      tokens,
      words: pieces.map(p => p.text),
      candidates,
      parts,
    }
  }

  /** The sentences of one text with their names. */
  function named(article: readonly Read[]): Sentence[] {
    const names = finder.names(article)
    return article.map(({ start, end, tokens, parts }, s) => {
      const own = names[s]!.map(n => name(tokens, n))
      return { start, end, tokens, names: own, ...(parts && { pairs: findPairs!(tokens, parts, own) }) }
    })
  }

  /** NEREL's extents: without «экс-» before a profession, without the dot of «г.» after a date. */
  function name(tokens: Token[], { first, last, type: id, probability }: Candidate): Name {
    const type = model.types[id]!
    const former = type === 'PROFESSION' && /^экс-/i.test(tokens[first]!.text)
    const year = type === 'DATE' && /^гг?\.$/.test(tokens[last]!.text)
    return {
      start: tokens[first]!.start + (former ? 4 : 0),
      end: tokens[last]!.end - (year ? 1 : 0),
      type,
      probability,
    }
  }

  return {
    analyzeTokens: async sentences => named(await read(sentences)),
    nominative: (...phrase) => nominativePhrase(decline, ...phrase),
    async analyze(texts) {
      const split = texts.map(sentences)
      const found = await read(split.flat())
      let at = 0
      return split.map(text => {
        const own = found.slice(at, at + text.length)
        at += text.length
        return named(own)
      })
    },
  }
}

function readTag(tag: string): Pick<Token, 'upos' | 'feats'> {
  const [upos, ...feats] = tag.split('|')
  const pairs = feats.filter(Boolean).map(feat => feat.split('=') as [string, string])
  return { upos: upos!, feats: Object.freeze(Object.fromEntries(pairs)) }
}
