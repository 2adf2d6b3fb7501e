// An article's text with spans in it → paragraphs cut at every border, each piece with the innermost mention around it.

interface Span {
  start: number
  end: number
}

export interface Piece<M> {
  text: string
  mention?: M
}

/** Pieces in a row that are marked, or not. */
export interface Run<M> {
  marked: boolean
  pieces: Piece<M>[]
}

/** Nothing is lost: all pieces in order, with a line break between paragraphs, are the text. */
export function segments<M extends Span>(text: string, mentions: M[], marked?: Span): Run<M>[][] {
  const paragraphs: Run<M>[][] = []
  const inner = [...mentions].sort((a, b) => a.end - a.start - (b.end - b.start))
  let start = 0
  for (const line of text.split('\n')) {
    const end = start + line.length
    const inside = inner.filter(m => m.start < end && m.end > start)
    const borders = [...inside, ...(marked ? [marked] : [])].flatMap(span => [span.start, span.end])
    const cuts = [...new Set([start, end, ...borders.filter(at => at > start && at < end)])].sort((a, b) => a - b)
    const runs: Run<M>[] = []
    for (let i = 0; i + 1 < cuts.length; i++) {
      const [from, to] = [cuts[i]!, cuts[i + 1]!]
      const mention = inside.find(m => m.start <= from && m.end >= to)
      const piece: Piece<M> = { text: text.slice(from, to), ...(mention && { mention }) }
      const isMarked = marked !== undefined && marked.start <= from && marked.end >= to
      const last = runs.at(-1)
      if (last?.marked === isMarked) last.pieces.push(piece)
      else runs.push({ marked: isMarked, pieces: [piece] })
    }
    paragraphs.push(runs)
    start = end + 1
  }
  return paragraphs
}
