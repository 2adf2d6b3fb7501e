// Trees and quotation marks → stretches of text and whose words they are.
import { at, children, type Draft, preposition, subtree } from './draft.ts'
import type { Sentence, Token } from './language/tree.ts'
import type { Lexicon } from './lexicon.ts'
import { follow } from './places.ts'

/** A stretch of an article that is somebody's words. Offsets are UTF-16 code units. */
export interface Speech {
  start: number
  end: number
  /** Entity id. */
  speaker: string
  /** Whether it stands in quotation marks. */
  direct: boolean
}

/** All attributed stretches; they may nest, and the innermost one counts. `types` gives the type of an entity. */
export function findSpeeches(draft: Draft, types: Map<string, string>, lexicon: Lexicon): Speech[] {
  const { text } = draft.article
  const speeches: Speech[] = []
  const quotes = findQuotes(text)
  const add = (start: number, end: number, speaker: string | undefined, direct = false): void => {
    if (speaker && /^(?:Person|Organization)$/.test(types.get(speaker) ?? ''))
      speeches.push({ start, end, speaker, direct })
  }
  draft.sentences.forEach((sentence, s) => {
    const { tokens } = sentence
    tokens.forEach((token, i) => {
      if (lexicon.speechNouns.has(token.lemma)) {
        said(sentence, s, i)
        return
      }
      if (token.lemma === 'ссылка') {
        const source =
          children(tokens, i).find(c => preposition(tokens, c) === 'на') ??
          follow(tokens, token.head, [{ name: 'на' }], lexicon)[0]
        if (source !== undefined) add(sentence.start, sentence.end, referent(s, source))
        return
      }
      if (!/^(?:VERB|ADJ)$/.test(token.upos) || !lexicon.speech.has(token.lemma) || token.feats.VerbForm === 'Inf')
        return
      const who =
        follow(tokens, i, [{ name: 'subject' }], lexicon)
          .flatMap(w => [w, ...follow(tokens, w, [{ name: 'bearer' }], lexicon), ...bodyOf(tokens, w)])
          .map(w => referent(s, w))
          .find(Boolean) ?? office(tokens, s, i)
      if (!who) return
      const quote = quotes.find(
        q => q.end <= token.start && /^[»”"]?[,!?…]?\s*[–—-]\s*$/.test(text.slice(q.end - 1, clauseStart(sentence, i))),
      )
      if (quote) add(quote.start, quote.end, who, true)
      // «Необходимо, – убеждён X, – строить»
      const around = quotes.find(q => q.start < token.start && token.end < q.end)
      if (around && /[,!?…]\s*[–—]\s*$/.test(text.slice(around.start, token.start)))
        add(around.start, around.end, who, true)
      const opened = quotes.find(
        q =>
          q.start > token.start &&
          /:\s*$/.test(text.slice(token.end, q.start)) &&
          !/[.!?]\s/.test(text.slice(token.end, q.start)),
      )
      if (opened) add(opened.start, opened.end, sourceOfWords(tokens, s, i) ?? who, true)
      if (tokens[i - 1]?.lemma === 'как' && !quote) add(sentence.start, sentence.end, who)
      const content = children(tokens, i).filter(c => tokens[c]!.deprel === 'ccomp')
      for (const c of content) {
        const words = subtree(tokens, c)
        add(tokens[words[0]!]!.start, tokens[words.at(-1)!]!.end, who)
      }
      const after = /^[,–—-]$/.test(tokens[i - 1]?.text ?? '') && !content.length && !quote
      if (after && /^(?:conj|parataxis|root)$/.test(token.deprel)) add(sentence.start, token.start, who)
      if (children(tokens, i).some(c => /^этот?$/.test(tokens[c]!.lemma) && preposition(tokens, c) === 'о') && s > 0) {
        add(draft.sentences[s - 1]!.start, draft.sentences[s - 1]!.end, who)
      }
      const named = children(tokens, i).some(
        c => tokens[c]!.deprel === 'obj' && !lexicon.transparent.has(tokens[c]!.lemma),
      )
      if (!quote && !content.length && !after && !named) {
        // «выступая на саммите, X предложил»: what goes with the speaking is not said.
        const words = subtree(
          tokens,
          i,
          c => tokens[c]!.deprel !== 'acl:relcl' && (tokens[c]!.head !== i || !isBeside(tokens, c)),
        )
        add(tokens[words[0]!]!.start, tokens[words.at(-1)!]!.end, who)
      }
    })
  })
  return speeches

  /** «сообщили в ФСБ»: nobody in particular speaks for a body. */
  function office(tokens: Token[], sentence: number, verb: number): string | undefined {
    const { feats } = tokens[verb]!
    const own = children(tokens, verb)
    if (feats.Number !== 'Plur' || own.some(c => /^nsubj/.test(tokens[c]!.deprel))) return undefined
    const places = own.filter(c => preposition(tokens, c) === 'в' && tokens[c]!.feats.Case !== 'Acc')
    return places.map(c => referent(sentence, c)).find(id => types.get(id ?? '') === 'Organization')
  }

  /** «сообщил собеседник агентства «Нил»»: an unnamed source speaks for its medium. */
  function bodyOf(tokens: Token[], word: number): number[] {
    return lexicon.classes.get('sources')!.has(tokens[word]!.lemma)
      ? follow(tokens, word, [{ name: 'Gen' }], lexicon)
      : []
  }

  function referent(sentence: number, token: number): string | undefined {
    return draft.referents.get(at(sentence, token))
  }

  /** «По словам X», «по его мнению». */
  function said(sentence: Sentence, s: number, i: number): void {
    const { tokens } = sentence
    if (!/^(?:по|согласно)$/.test(preposition(tokens, i) ?? '')) return
    const who = children(tokens, i)
      .flatMap(c => [c, ...follow(tokens, c, [{ name: 'bearer' }], lexicon)])
      .map(c => referent(s, c))
      .find(Boolean)
    add(sentence.start, sentence.end, who)
  }

  /** «передала слова Павла Кима: „…“»: the words are his. */
  function sourceOfWords(tokens: Token[], s: number, verb: number): string | undefined {
    const words = children(tokens, verb).find(
      c => lexicon.speechNouns.has(tokens[c]!.lemma) && tokens[c]!.deprel === 'obj',
    )
    if (words === undefined) return undefined
    return children(tokens, words)
      .map(c => referent(s, c))
      .find(Boolean)
  }
}

/** What only accompanies a verb of speech before it: who speaks, where, while doing what. */
function isBeside(tokens: Token[], i: number): boolean {
  const { deprel, feats, head } = tokens[i]!
  if (/^(?:nsubj|punct)/.test(deprel)) return true
  return (
    i < head && (feats.VerbForm === 'Conv' || (deprel === 'obl' && /^(?:на|в)$/.test(preposition(tokens, i) ?? '')))
  )
}

/** Where the clause of a speech verb begins: after the last mark before it. */
function clauseStart(sentence: Sentence, verb: number): number {
  for (let i = verb - 1; i >= 0; i--) if (/^[,–—»-]$/.test(sentence.tokens[i]!.text)) return sentence.tokens[i]!.end
  return sentence.start
}

/** Whose words stand at a place of the text: the innermost stretch that holds it. */
export const speakerAt = (speeches: Speech[], place: number): string | undefined => speechAt(speeches, place)?.speaker

/** The innermost stretch that holds a place of the text. */
export function speechAt(speeches: Speech[], place: number): Speech | undefined {
  let best: Speech | undefined
  for (const s of speeches)
    if (s.start <= place && place < s.end && (!best || s.end - s.start <= best.end - best.start)) best = s
  return best
}

/**
 * Quotations, as offsets that include the marks. A mark that closes before «, –» ends all that its paragraph has opened:
 * Russian writes one closing mark where two quotations end together.
 */
export function findQuotes(text: string): { start: number; end: number }[] {
  const quotes: { start: number; end: number }[] = []
  let open: number[] = []
  for (const { 0: mark, index } of text.matchAll(/[«»„“”\n]/g)) {
    if (mark === '\n') open = []
    else if (mark === '«' || mark === '„') open.push(index)
    else if (open.length) {
      const final =
        /^.[,!?…]?\s*[–—-]\s/s.test(text.slice(index, index + 5)) && !/^[^«\n]*»/.test(text.slice(index + 1))
      do quotes.push({ start: open.pop()!, end: index + 1 })
      while (final && open.length)
    }
  }
  return quotes.sort((a, b) => a.start - b.start)
}
