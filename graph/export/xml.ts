// Strings → XML text that every parser reads back as it was, less the characters that XML cannot hold at all.
import { escapeUTF8 } from 'entities'

const FORBIDDEN = /[^\t\n\r\u{20}-\u{d7ff}\u{e000}-\u{fffd}\u{10000}-\u{10ffff}]/gu
const BLANK = /[\t\n\r\u0085\u2028]/g

/** Drops control characters, lone surrogates and the other characters that XML 1.0 forbids, even escaped. */
export function legal(text: string): string {
  return text.replace(FORBIDDEN, '')
}

/** An attribute's value, without its quotes. Line ends and tabs are written as numbers, or parsers make blanks of them. */
export function attribute(value: string | number): string {
  return escapeUTF8(legal(String(value))).replace(BLANK, c => `&#${c.charCodeAt(0)};`)
}

/** `<name a="…" b="…"/>`, or with content `<name …>content</name>`. Attributes without a value are left out. */
export function element(
  name: string,
  attributes: Record<string, string | number | undefined>,
  ...content: string[]
): string {
  const written = Object.entries(attributes)
    .filter(([, value]) => value !== undefined)
    .map(([key, value]) => ` ${key}="${attribute(value!)}"`)
    .join('')
  const inner = content.join('')
  return inner ? `<${name}${written}>${inner}</${name}>` : `<${name}${written}/>`
}
