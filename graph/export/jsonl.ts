// Graph → JSON Lines, the format of record: nothing is lost, and the same graph is the same file, byte for byte. The first
// line names the format and its version; then come entities, articles each with its mentions, and claims, all sorted
// (docs/export.md). Offsets are UTF-16 code units of the article's text.
import type { Source } from '../source.ts'

/** Grows when a reader of the former version would misread the file; more fields alone change nothing. */
const VERSION = 1

/** The file in pieces, a line each. */
export async function* jsonl(source: Source): AsyncGenerator<string> {
  yield line({ format: 'svodka-graph', version: VERSION })
  for await (const { id, type, name, aliases, wikidata } of source.entities()) {
    yield line({ kind: 'entity', id, type, name, aliases, wikidata })
  }
  for await (const { article, mentions } of source.articles()) {
    const { id, title, date, url, source: from, language, text } = article
    yield line({ kind: 'article', id, title, date, url, source: from, language, text })
    for (const { article, start, end, type, name, entity } of mentions) {
      yield line({ kind: 'mention', article, start, end, type, name, entity })
    }
  }
  for await (const { claims } of source.edges()) {
    for (const { id, subject, relation, object, speaker, modality, polarity, time, ...rest } of claims) {
      const { confidence, extractor, article, start, end, quote } = rest
      const said = { modality, polarity, time, confidence, extractor, article, start, end, quote }
      yield line({ kind: 'claim', id, subject, relation, object, speaker, ...said })
    }
  }
}

/** Line ends to many readers (Python's `splitlines`), but not to JSON. */
const LINE_ENDS = /[\u0085\u2028\u2029]/g

/** Fields without a value are left out. */
const line = (record: Record<string, unknown>): string =>
  `${JSON.stringify(record).replace(LINE_ENDS, c => `\\u${c.charCodeAt(0).toString(16).padStart(4, '0')}`)}\n`
