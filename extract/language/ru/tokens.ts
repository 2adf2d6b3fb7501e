// Russian text → tokens and sentences, as offsets into the text.

export interface Piece {
  start: number
  end: number
}

const TOKEN = new RegExp(
  [
    String.raw`(?:https?://|www\.)[^\s«»"<>]+`,
    String.raw`[\w.+-]+@[\w-]+(?:\.[\w-]+)+`,
    String.raw`\p{Lu}\.(?=\s?\p{Lu})`, // initials: А. С. Пушкин
    String.raw`\d+(?:[.,:]\d+)*(?:-?\p{Ll}{1,3}(?!\p{L}))?`, // 1998, 3,5, 10:30, 90-х
    String.raw`[\p{L}\p{M}\d]+(?:[-‐‑'’][\p{L}\p{M}\d]+)*`,
    String.raw`\.{2,}|…|--`,
    String.raw`[^\s]`,
  ].join('|'),
  'gu',
)

/** Words after which a full stop does not end the sentence. */
const ABBREVIATIONS = new Set(
  'г гг в вв им ст т е д п др пр тыс млн млрд трлн руб коп ул обл р рис см напр проф акад доц ген полк кв стр гл изд ред тов гр н э'.split(
    ' ',
  ),
)

export function tokenize(text: string): Piece[] {
  return Array.from(text.matchAll(TOKEN), m => ({ start: m.index, end: m.index + m[0].length }))
}

/**
 * Groups tokens into sentences. A line break always ends one (headlines have no full stop); `.`, `!`, `?` and `…` do
 * where a capital, a digit, an opening quote or a dash follows; closing quotes and brackets stay with what they close.
 */
export function sentences(text: string, tokens: Piece[]): Piece[][] {
  const found: Piece[][] = []
  let current: Piece[] = []
  tokens.forEach((token, i) => {
    current.push(token)
    const next = tokens[i + 1]
    if (!next || endsAfter(text, tokens, i, next)) {
      found.push(current)
      current = []
    }
  })
  return found
}

function endsAfter(text: string, tokens: Piece[], i: number, next: Piece): boolean {
  const token = tokens[i]!
  const gap = text.slice(token.end, next.start)
  if (/[\n\r\u2028\u2029]/.test(gap)) return true
  if (gap === '') return false
  let last = i
  while (last > 0 && /^[»"”)\]]$/.test(word(text, tokens[last]!))) last--
  const mark = word(text, tokens[last]!)
  if (!/^(?:[.!?…]|\.{2,})$/.test(mark)) return false
  const follows = word(text, next)
  if (!/^[\p{Lu}\d«"“„([—–-]/u.test(follows)) return false
  if (mark === '.' && last === i) {
    const before = tokens[last - 1]
    if (before && before.end === tokens[last]!.start && ABBREVIATIONS.has(word(text, before).toLowerCase()))
      return false
  }
  return !(last < i && /^[—–-]$/.test(follows))
}

const word = (text: string, piece: Piece): string => text.slice(piece.start, piece.end)
