// JSON (an object, a list of objects) or JSON lines (an object a line) → articles: text, and where given title, date,
// url, source and language.
import type { Fault, Found } from './reader.ts'

const OPTIONAL = ['title', 'date', 'url', 'source', 'language'] as const
const DATE = /^\d{4}(-\d{2}(-\d{2}([T ]\d{2}:\d{2}.*)?)?)?$/

export function* readJson(text: string): Generator<Found | Fault> {
  const parsed = parse(text)
  if ('fault' in parsed) yield parsed
  else if (Array.isArray(parsed.value)) yield* parsed.value.map((item, i) => articleOf(item, `[${i}]`, 'item'))
  else yield articleOf(parsed.value, '', 'file')
}

export function* readJsonLines(text: string): Generator<Found | Fault> {
  for (const [i, line] of text.split('\n').entries()) {
    if (!line.trim()) continue
    const parsed = parse(line)
    const at = `:${i + 1}`
    yield 'fault' in parsed ? { at, fault: parsed.fault } : articleOf(parsed.value, at, 'line')
  }
}

function parse(text: string): { value: unknown } | Fault {
  try {
    return { value: JSON.parse(text) }
  } catch (error) {
    const message = (error as Error).message.replace(/\s+/g, ' ')
    const place = message.match(/position (\d+)/)?.[1]
    const at = place && text.includes('\n') ? { at: `:${text.slice(0, Number(place)).split('\n').length}` } : {}
    return { ...at, fault: `not valid JSON: ${message}; mend it` }
  }
}

function articleOf(value: unknown, at: string, unit: string): Found | Fault {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    return { at, fault: `not an object; each ${unit} needs one, with "text"` }
  }
  const fields = value as Record<string, unknown>
  if (fields.text === undefined || fields.text === null) return { at, fault: `no "text"; each ${unit} needs one` }
  if (typeof fields.text !== 'string') return { at, fault: '"text" is not a string; make it one' }
  const found: Found = { at, text: fields.text }
  for (const name of OPTIONAL) {
    const field = fields[name]
    if (field === undefined || field === null || field === '') continue
    if (typeof field !== 'string') return { at, fault: `"${name}" is not a string; make it one or leave it out` }
    found[name] = field
  }
  if (found.date !== undefined && !(DATE.test(found.date) && !Number.isNaN(Date.parse(found.date)))) {
    return { at, fault: `"date" is ${JSON.stringify(found.date)}; write it like "2025-11-27" or leave it out` }
  }
  return found
}
