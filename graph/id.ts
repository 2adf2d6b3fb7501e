// Text → short, stable ids and keys: the same on every machine and in every run.
import { createHash } from 'node:crypto'

/** 16 hexadecimal digits of the SHA-256 of the parts. */
export function hash(...parts: string[]): string {
  return createHash('sha256').update(JSON.stringify(parts)).digest('hex').slice(0, 16)
}

/** The key under which two spellings count as equal: case, ё, quotes, dashes and blanks do not matter. */
export function nameKey(name: string): string {
  return name
    .normalize('NFKC')
    .toLowerCase()
    .replaceAll('ё', 'е')
    .replace(/[«»"“”„'’]/g, '')
    .replace(/[‐-―]/g, '-')
    .replace(/\s+/g, ' ')
    .trim()
}
