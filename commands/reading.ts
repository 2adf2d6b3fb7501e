// Paths → documents: reads articles with progress on a terminal, and reports what could not be read.
import type { Argv } from 'yargs'
import { createExtractor } from '../extract/index.ts'
import { readArticles } from '../extract/read/index.ts'
import type { Article, Doc } from '../graph/model.ts'
import type { Ontology } from '../graph/ontology.ts'
import type { Say } from './language.ts'
import { type Context, InputError } from './options.ts'

/** Articles that are read together. */
const BATCH = 32
/** Types of entities that are there only where a claim needs them. */
const WEAK = new Set(['Measure', 'Topic'])

/** The option that leaves doubtful claims out. */
export function confidenceOption<T>(argv: Argv<T>, say: Say) {
  return argv.option('min-confidence', {
    type: 'number',
    default: 0,
    describe: say('minConfidence'),
    coerce: (value: number) => {
      if (!(value >= 0 && value <= 1)) throw new InputError(`--min-confidence ${value}: ${say('fraction')}`)
      return value
    },
  })
}

/** Without the claims of less confidence, and without entities that are there for such claims alone. */
export function believed(doc: Doc, least: number): Doc {
  if (!least) return doc
  const claims = doc.claims.filter(c => c.confidence >= least)
  const used = new Set(claims.flatMap(c => [c.subject, c.object, c.speaker]))
  const needed = new Set(doc.claims.flatMap(c => [c.subject, c.object, c.speaker]))
  const weak = new Set(doc.entities.filter(e => WEAK.has(e.type) && needed.has(e.id) && !used.has(e.id)).map(e => e.id))
  return {
    ...doc,
    claims,
    entities: doc.entities.filter(e => !weak.has(e.id)),
    mentions: doc.mentions.filter(m => !m.entity || !weak.has(m.entity)),
  }
}

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
