// Plain text → one article; its first line is the title, unless it is the only one.
import type { Found } from './reader.ts'

export function* readText(text: string): Generator<Found> {
  const [title, ...rest] = text.split(/[\r\n]+/).filter(line => line.trim())
  yield { text, ...(title && rest.length && { title: title.trim() }) }
}
