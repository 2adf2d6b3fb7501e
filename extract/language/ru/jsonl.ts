// The sentences of a text → one line of JSON: sentences of tokens with 1-based heads (0: the root), and name spans.
import type { Sentence } from '../tree.ts'

/** One line, without its end. `file` is written first if given. */
export function toJson(sentences: readonly Sentence[], file?: string): string {
  return JSON.stringify({
    ...(file !== undefined && { file }),
    sentences: sentences.map(({ start, end, tokens }) => ({
      start,
      end,
      tokens: tokens.map(({ start, end, text, lemma, upos, feats, head, deprel }) => {
        return { start, end, text, lemma, upos, feats, head: head + 1, deprel }
      }),
    })),
    spans: sentences.flatMap(({ names = [] }) => names.map(({ start, end, type }) => ({ start, end, type }))),
  })
}
