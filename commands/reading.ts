// Paths → documents: reads articles with progress on a terminal, and reports what could not be read.
import { createExtractor } from '../extract/index.ts'
import { readArticles } from '../extract/read/index.ts'
import type { Article, Doc } from '../graph/model.ts'
import type { Ontology } from '../graph/ontology.ts'
import { type Context, InputError } from './options.ts'

/** Articles that are read together. */
const BATCH = 32

/** Reads every article below the paths. Problems go to standard error, and make the exit code 1; the rest is read. */
export async function readDocs(paths: string[], ontology: Ontology, { say }: Context): Promise<Doc[]> {
  const extractor = await createExtractor(ontology)
  const docs: Doc[] = []
  let waiting: Article[] = []
  const read = async (): Promise<void> => {
    docs.push(...(await extractor(waiting)))
    waiting = []
  }
  const seen = new Set<string>()
  const progress = process.stderr.isTTY ? (text: string) => process.stderr.write(`\r\u001b[2K${text}`) : () => undefined
  for await (const item of readArticles(paths)) {
    if ('problem' in item) {
      progress('')
      process.stderr.write(`svodka: ${item.problem}\n`)
      process.exitCode = 1
    } else if (!seen.has(item.article.id)) {
      seen.add(item.article.id)
      waiting.push(item.article)
      progress(`${say('reading')}: ${docs.length + waiting.length}  ${item.article.source ?? ''}`)
      if (waiting.length === BATCH) await read()
    }
  }
  await read()
  progress('')
  if (!docs.length) throw new InputError(say('nothingRead'))
  return docs
}
