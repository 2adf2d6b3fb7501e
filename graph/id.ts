// Text → short, stable ids: the same on every machine and in every run.
import { createHash } from 'node:crypto'

/** 16 hexadecimal digits of the SHA-256 of the parts. */
export function hash(...parts: string[]): string {
  return createHash('sha256').update(JSON.stringify(parts)).digest('hex').slice(0, 16)
}
