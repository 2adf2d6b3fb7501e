// Russian text → sentences of tokens with exact offsets. training/TOKENS.md states the rules; the model has learnt from them.

/** A piece of the text: `text.slice(start, end)`. */
export interface Piece {
  start: number
  end: number
  text: string
}

const ABBREVIATIONS =
  'абз авг акад англ апр архит бул букв вв ввод вкл вып газ гг гл гос гр греч дек деп дер дир доб долл доп доц др евр' +
  ' зав зам ил им инж исп ист итал кв кн комн коп корп кор куб лат лит мин млн млрд мн моск муж нач наб напр' +
  ' нем нояб обл обр окт оз ок ориг осн отв офиц пер пл пом пос пп прим примеч пр просп проф проч разг рег ред реж рис' +
  ' род рос руб сб св сек сен сент сер след см соч сокр сост спец ср ст стр тел тов трлн тт тыс ул уч февр' +
  ' франц фр чел чл шт экз юр янв'
const CAPITALISED = 'им ул св пл см ред проф акад просп наб пос обл стр рис тел напр пер ср'
const DOMAINS = 'ru|com|org|net|info|su|ua|by|kz|tv|uk|de|fr|eu|ру|рф|ком'
/** Abbreviations after which a sentence may end when a capital follows. */
const CLOSING = new Set(
  'гг. др. пр. проч. руб. коп. долл. тыс. млн. млрд. трлн. чел. шт. вв. мин. сек. экз.'.split(' '),
)

const capital = (word: string): string => word[0]!.toUpperCase() + word.slice(1)
const longestFirst = (words: string): string[] =>
  words.split(' ').sort((a, b) => b.length - a.length || (a < b ? -1 : 1))
const abbreviations = `${longestFirst(ABBREVIATIONS).join('|')}|(?:${CAPITALISED.split(' ').map(capital).join('|')})`
const letter = String.raw`[\p{L}\p{M}\p{N}]`
const space = String.raw`\s\ufeff\u200b\u0085\x1c-\x1f`
const TOKEN = new RegExp(
  [
    // address
    String.raw`(?:https?:\/\/|www\.)[^${space}<>«»„“”\x22()]*[^${space}<>«»„“”\x22().,;:!?…]`,
    // e-mail
    String.raw`[\p{L}\p{N}._+\-]{1,64}@${letter}{1,63}(?:[.\-]${letter}{1,63}){1,8}`,
    // handle, hash tag
    String.raw`[@#][\p{L}\p{N}_]+`,
    // site: Lenta.ru
    String.raw`(?<![\p{L}\p{M}\p{N}.])[A-Za-zА-Яа-яЁё0-9\-]{1,63}(?:\.[A-Za-z0-9\-]{1,63}){0,6}\.(?:${DOMAINS})(?!${letter})`,
    // initials: Ж.-П.
    String.raw`(?<![\p{L}\p{M}\p{N}\-])\p{Lu}\.-\p{Lu}\.`,
    // abbreviation, initial
    String.raw`(?<![\p{L}\p{M}\p{N}\-])(?:\p{Lu}|[бвгдекнпрстхчэ]|(?:${abbreviations}))\.(?!\.)`,
    // 5,56  3:1  24.02.2022  5,5-кратный
    String.raw`\p{N}+(?:[.,:\/]\p{N}+)+(?:%?[\-‐‑]${letter}+)*`,
    // 5%-й
    String.raw`\p{N}+%[\-‐‑]${letter}+`,
    // word, number, hyphenated word
    String.raw`[\p{L}\p{N}]${letter}*(?:['’&\-‐‑][\p{L}\p{N}]${letter}*)*`,
    // ... ?! --
    String.raw`\.{2,}|[!?]{2,}|-{2,}`,
    // any other mark
    String.raw`[^${space}]\p{M}*`,
  ].join('|'),
  'gu',
)
const LINE = /[^\n\r\u2028\u2029]+/g
const STOP = /^(?:\.+|…|[!?]+)$/
const CLOSER = new Set('»”"\')]’“')
const OPENER = new Set('«„“"\'([—–-')
const DIGIT = /^[\p{Nd}²³¹⁰⁴-⁹₀-₉]/u
const UPPER = /^\p{Uppercase}/u
const NOT_UPPER = /[\p{Lowercase}\p{Lt}]/u
const LONGEST = 120

/** The tokens of one line. `offset` is where it begins in the text. */
export function tokenize(line: string, offset = 0): Piece[] {
  const pieces: Piece[] = []
  for (const { 0: text, index } of line.matchAll(TOKEN)) {
    pieces.push({ start: index + offset, end: index + text.length + offset, text })
  }
  return pieces
}

/** Sentences of a text. None crosses the end of a line; none is longer than 120 tokens. */
export function sentences(text: string): Piece[][] {
  const found: Piece[][] = []
  for (const line of text.matchAll(LINE)) {
    const pieces = tokenize(line[0], line.index)
    let first = 0
    for (let i = 0; i < pieces.length; i++) {
      if (!mayEnd(pieces, i)) continue
      while (touches(pieces, i)) i++
      const next = pieces[i + 1]
      if (next && next.start > pieces[i]!.end && opens(pieces, i + 1)) {
        cut(found, pieces, first, i + 1)
        first = i + 1
      }
    }
    cut(found, pieces, first, pieces.length)
  }
  return found
}

function cut(found: Piece[][], pieces: Piece[], first: number, end: number): void {
  for (; first < end; first += LONGEST) found.push(pieces.slice(first, Math.min(end, first + LONGEST)))
}

/** Whether a sentence may end with token i: a stop, or an abbreviation that closes. */
function mayEnd(pieces: Piece[], i: number): boolean {
  const word = pieces[i]!.text
  if (STOP.test(word)) return true
  if (word.length < 2 || !word.endsWith('.')) return false
  const before = pieces[i - 1]?.text ?? ''
  if (word === 'г.' || word === 'в.') return DIGIT.test(before) || isUpper(before)
  if (word === 'д.' || word === 'п.') return before === 'т.'
  if (word === 'э.') return before === 'н.'
  return CLOSING.has(word)
}

/** Whether the token after i is a closing mark or a further stop that follows without a space. */
function touches(pieces: Piece[], i: number): boolean {
  const next = pieces[i + 1]
  return next !== undefined && next.start === pieces[i]!.end && (CLOSER.has(next.text) || STOP.test(next.text))
}

/** Whether token i looks like a beginning: a capital or a digit, after any opening marks. */
function opens(pieces: Piece[], i: number): boolean {
  while (i < pieces.length && OPENER.has(pieces[i]!.text)) i++
  const word = pieces[i]?.text
  return word !== undefined && (UPPER.test(word) || DIGIT.test(word))
}

function isUpper(word: string): boolean {
  return /\p{Uppercase}/u.test(word) && !NOT_UPPER.test(word)
}
