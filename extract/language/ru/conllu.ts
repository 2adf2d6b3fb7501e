// A sentence ↔ CoNLL-U, the format of Universal Dependencies.
import type { Sentence, Token } from '../tree.ts'
import type { Piece } from './tokenize.ts'

/** A sentence as CoNLL-U, with its empty line. `text`: the text that it stands in. */
export function toConllu({ start, end, tokens }: Sentence, text?: string): string {
  const comment = text === undefined ? [] : [`# text = ${text.slice(start, end).replace(/\s+/g, ' ')}`]
  return `${[...comment, ...tokens.map((token, i) => row(token, i, tokens[i + 1]))].join('\n')}\n\n`
}

function row({ text, lemma, upos, feats, head, deprel, end }: Token, i: number, next: Token | undefined): string {
  const features = Object.entries(feats)
    .sort(([a], [b]) => (a.toLowerCase() < b.toLowerCase() ? -1 : 1))
    .map(pair => pair.join('='))
    .join('|')
  const space = next && next.start === end ? 'SpaceAfter=No' : '_'
  return [i + 1, field(text), field(lemma), upos, '_', features || '_', head + 1, deprel, '_', space].join('\t')
}

/** Tokens hold no tabs or line ends by our own rules, but those of others may. */
function field(text: string): string {
  return text.replace(/[\t\r\n]/g, ' ') || '_'
}

/** A sentence of a CoNLL-U file: its tokens, and the whole of its lines to write back. */
export interface ConlluSentence {
  comments: string[]
  pieces: Piece[]
}

/**
 * Sentences of a CoNLL-U file. Offsets are those in the text that the tokens make. Ranges (1-2) and empty nodes (1.1) are left out:
 * words are what is parsed.
 */
export function readConllu(text: string, name = 'CoNLL-U'): { text: string; sentences: ConlluSentence[] } {
  const found: ConlluSentence[] = []
  let comments: string[] = []
  let pieces: Piece[] = []
  let whole = ''
  const finish = (): void => {
    if (pieces.length) {
      found.push({ comments, pieces })
      whole += '\n'
    }
    comments = []
    pieces = []
  }
  text
    .replace(/^\ufeff/, '')
    .split(/\r?\n/)
    .forEach((line, i) => {
      if (!line.trim()) finish()
      else if (line.startsWith('#')) comments.push(line)
      else {
        const columns = line.split('\t')
        if (columns.length !== 10)
          throw new Error(`${name}:${i + 1}: ${columns.length} columns; a token has 10, with tabs between`)
        if (!/^\d+$/.test(columns[0]!)) return
        const word = columns[1]!
        pieces.push({ start: whole.length, end: whole.length + word.length, text: word })
        whole += word + (/(?:^|\|)SpaceAfter=No(?:\||$)/.test(columns[9]!) ? '' : ' ')
      }
    })
  finish()
  return { text: whole, sentences: found }
}

/** A sentence as CoNLL-U in place of one that was read: its comments stay. */
export function rewriteConllu(sentence: Sentence, { comments }: ConlluSentence): string {
  return comments.map(line => `${line}\n`).join('') + toConllu(sentence)
}
