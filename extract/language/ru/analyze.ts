// Russian texts → sentences: tokens with lemmas, tags and a dependency tree, and nested names.
import type { Sentence, Token } from '../tree.ts'
import { batches } from './batches.ts'
import type { Decline } from './decline.ts'
import { bestTree } from './edmonds.ts'
import { wordFeatures } from './features.ts'
import { applyRule } from './lemma.ts'
import type { Model } from './model.ts'
import { nameFinder } from './names.ts'
import type { Network, Scores } from './network.ts'
import { nominativePhrase } from './nominative.ts'
import { relationFinder } from './relations.ts'
import { type Piece, sentences } from './tokenize.ts'

/** Reads Russian. */
export interface Reader {
  /** The sentences of each text. */
  analyze(texts: readonly string[]): Promise<Sentence[][]>
  /** The same for sentences whose tokens are given. */
  analyzeTokens(sentences: readonly Piece[][]): Promise<Sentence[]>
  /** The words of a noun phrase in dictionary form: its head and what agrees with it in the nominative. */
  nominative(text: string, sentence: Sentence, head: number, start: number, end: number): string
}

/** A reader from a model, its network and what declines its words. */
export function createReader(model: Model, network: Network, decline: Decline): Reader {
  const features = wordFeatures(model)
  const tags = model.tags.map(readTag)
  const { names: findNames } = nameFinder(model)
  const findRelations = relationFinder(model)

  async function analyzeTokens(given: readonly Piece[][]): Promise<Sentence[]> {
    const found = new Array<Sentence>(given.length)
    for (const ids of batches(given.map(s => s.length))) {
      const scores = await network(ids.map(id => given[id]!.map(piece => features(piece.text))))
      ids.forEach((id, k) => {
        found[id] = sentence(given[id]!, scores[k]!)
      })
    }
    return found
  }

  function sentence(pieces: Piece[], scores: Scores): Sentence {
    const heads = bestTree(scores.arcs, scores.n, scores.columns)
    const relations = findRelations(scores, heads)
    const tokens = pieces.map(({ start, end, text }, i): Token => {
      const { upos, feats } = tags[scores.tags[i]!]!
      const lemma = applyRule(text, model.rules[scores.rules[i]!]!)
      return { start, end, text, lemma, upos, feats, head: heads[i]!, deprel: relations[i]! }
    })
    const names = findNames(scores).map(({ first, last, type, probability }) => ({
      start: pieces[first]!.start,
      end: pieces[last]!.end,
      type: model.types[type]!,
      probability,
    }))
    return { start: pieces[0]!.start, end: pieces.at(-1)!.end, tokens, names }
  }

  return {
    analyzeTokens,
    nominative: (...phrase) => nominativePhrase(decline, ...phrase),
    async analyze(texts) {
      const split = texts.map(sentences)
      const found = await analyzeTokens(split.flat())
      let at = 0
      return split.map(text => {
        const own = found.slice(at, at + text.length)
        at += text.length
        return own
      })
    },
  }
}

function readTag(tag: string): Pick<Token, 'upos' | 'feats'> {
  const [upos, ...feats] = tag.split('|')
  const pairs = feats.filter(Boolean).map(feat => feat.split('=') as [string, string])
  return { upos: upos!, feats: Object.freeze(Object.fromEntries(pairs)) }
}
