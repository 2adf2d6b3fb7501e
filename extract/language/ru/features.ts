// A word → the integers that the network sees: row of its vector, shape, hashes of its affixes. training/FORMAT.md states the rules.
import { crc32 } from './crc32.ts'
import type { Model } from './model.ts'

/** Row of words without a vector. Row 0 is padding. */
export const UNKNOWN = 1
const FOREIGN: Record<number, number> = { 1: 10, 2: 11, 3: 12, 4: 13, 9: 14 }
const KEPT = 50_000

/** Gives the integers of a word; those of frequent words are kept. */
export type Features = (word: string) => Int32Array

/** The reader of words for a model. */
export function wordFeatures(model: Model): Features {
  const kept = new Map<string, Int32Array>()
  const { kinds, marks } = model
  const prefixes = kinds.map(([name]) => crc32(`${name}:`))
  const row = rowFinder(model)
  return word => {
    let found = kept.get(word)
    if (found) return found
    const low = word.toLowerCase()
    const flat = low.replace(/\p{N}/gu, '0')
    found = new Int32Array(2 + kinds.length)
    found[0] = row(low)
    found[1] = shape(word, marks)
    kinds.forEach(([name, size], i) => {
      found![i + 2] = (crc32(part(name, low, flat), prefixes[i]) % (size - 1)) + 1
    })
    if (kept.size >= KEPT) kept.clear()
    kept.set(word, found)
    return found
  }
}

function part(kind: string, low: string, flat: string): string {
  if (kind === 'w') return low
  const n = Number(kind[1])
  if (/[\ud800-\udfff]/.test(flat)) {
    const points = Array.from(flat)
    return (kind[0] === 'p' ? points.slice(0, n) : points.slice(-n)).join('')
  }
  return kind[0] === 'p' ? flat.slice(0, n) : flat.slice(-n)
}

/** What kind of word it looks like: capitals, digits, a mark, Latin letters. */
export function shape(word: string, marks: string): number {
  const letters = count(word, /\p{L}/gu)
  if (!letters) {
    if (/^[0-9]+$/.test(word)) return word.length === 4 ? 6 : 5
    if (/\p{N}/u.test(word)) return 7
    const at = marks.indexOf(String.fromCodePoint(word.codePointAt(0)!))
    return at < 0 ? 15 : 16 + at
  }
  if (/\p{N}/u.test(word)) return 8
  const upper = count(word, /\p{Lu}/gu)
  const kind = !upper ? 4 : letters === 1 ? 2 : upper === letters ? 1 : upper === 1 && /^\p{Lu}/u.test(word) ? 3 : 9
  return /[A-Za-z\u00c0-\u024f]/.test(word) ? FOREIGN[kind]! : kind
}

function count(word: string, pattern: RegExp): number {
  return word.match(pattern)?.length ?? 0
}

/**
 * Finds the row of a lower-case word's vector: as it is, with е for ё, without its dots, its part after the last hyphen.
 * `UNKNOWN` where it has none.
 */
export function rowFinder({ keys }: Pick<Model, 'keys'>): (low: string) => number {
  const find = (form: string): number => {
    const key = crc32(form)
    let low = 0
    let high = keys.length
    while (low < high) {
      const middle = (low + high) >> 1
      if (keys[middle]! < key) low = middle + 1
      else high = middle
    }
    return keys[low] === key ? low + 2 : 0
  }
  return low => {
    const plain = low.replace(/ё/g, 'е')
    const forms = new Set([low, plain, plain.replace(/\.+$/, ''), plain.slice(plain.lastIndexOf('-') + 1)])
    for (const form of forms) {
      const found = find(form)
      if (found) return found
    }
    return UNKNOWN
  }
}
