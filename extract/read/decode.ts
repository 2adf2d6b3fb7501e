// The bytes of a file → its text: UTF-8, UTF-16 with a byte order mark, or what Russian texts were written in before.
import chardet from 'chardet'

const BEFORE_UNICODE = ['windows-1251', 'KOI8-R', 'ISO-8859-5']

/**
 * The text without its byte order mark; else unchanged, line ends included. `declared` is the encoding that the file
 * itself names, if any. Throws an error that says which byte is wrong and what to do.
 */
export function decode(bytes: Uint8Array, declared?: string): string {
  const marked = byteOrderMark(bytes)
  if (marked) {
    try {
      return new TextDecoder(marked, { fatal: true }).decode(bytes)
    } catch {
      if (marked !== 'utf-8') throw new Error(`not valid ${marked.toUpperCase()}; save it as UTF-8`)
    }
  }
  const binary = bytes.findIndex(byte => byte < 32 && !(byte >= 7 && byte <= 13) && byte !== 26 && byte !== 27)
  if (binary >= 0) {
    throw new Error(`binary data, no text (byte ${bytes[binary]} at ${binary}); give a text, JSON or HTML file`)
  }
  const text = new TextDecoder().decode(bytes)
  const wrong = firstWrongByte(bytes, text)
  if (wrong === undefined) return text
  const known = !mostlyUtf8(text) && !marked && (named(bytes, declared) ?? guessed(bytes))
  if (known) return known
  throw new Error(`byte ${wrong} is not valid UTF-8, and no other encoding fits; save it as UTF-8`)
}

function byteOrderMark([a, b, c]: Uint8Array): string | undefined {
  if (a === 0xef && b === 0xbb && c === 0xbf) return 'utf-8'
  if (a === 0xff && b === 0xfe) return 'utf-16le'
  if (a === 0xfe && b === 0xff) return 'utf-16be'
  return undefined
}

/** Where the first byte is that UTF-8 does not allow; `text` is the bytes decoded with � in the place of such. */
function firstWrongByte(bytes: Uint8Array, text: string): number | undefined {
  let [at, offset] = [0, byteOrderMark(bytes) === 'utf-8' ? 3 : 0]
  for (let i = text.indexOf('\ufffd'); i >= 0; i = text.indexOf('\ufffd', i + 1)) {
    offset += Buffer.byteLength(text.slice(at, i))
    const written = bytes[offset] === 0xef && bytes[offset + 1] === 0xbf && bytes[offset + 2] === 0xbd
    if (!written) return offset
    at = i
  }
  return undefined
}

/** A damaged UTF-8 file has many letters beside few �; a text in another encoding, read as UTF-8, is full of �. */
function mostlyUtf8(text: string): boolean {
  const wrong = text.match(/\ufffd/g)?.length ?? 0
  const right = text.match(/[^\0-\x7f\ufffd]/g)?.length ?? 0
  return right > 2 * wrong
}

function named(bytes: Uint8Array, encoding: string | undefined): string | undefined {
  if (!encoding || /^utf-?(8|16)/i.test(encoding)) return undefined
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(bytes)
  } catch {
    return undefined
  }
}

/** The likeliest of the Cyrillic encodings in which the text is Russian. */
function guessed(bytes: Uint8Array): string | undefined {
  for (const { name } of chardet.analyse(bytes)) {
    if (!BEFORE_UNICODE.includes(name)) continue
    const text = new TextDecoder(name).decode(bytes)
    if (isRussian(text)) return text
  }
  return undefined
}

/** Whether what is beyond ASCII are mostly Russian letters, more small than capital ones, and no control characters. */
function isRussian(text: string): boolean {
  const count = (pattern: RegExp): number => text.match(pattern)?.length ?? 0
  const small = count(/[а-яё]/g)
  const letters = small + count(/[А-ЯЁ]/g)
  return small > letters / 2 && letters > 0.7 * count(/[^\0-\x7f]/g) && !/[\x80-\x9f]/.test(text)
}
