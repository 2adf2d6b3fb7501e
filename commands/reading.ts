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

/**
 * The articles below the paths, each once. Problems go to standard error, and make the exit code 1. Throws when there is
 * no article at all.
 */
export async function findArticles(paths: string[], { say }: Context): Promise<Article[]> {
  const found = new Map<string, Article>()
  for await (const item of readArticles(paths)) {
    if ('problem' in item) {
      process.stderr.write(`svodka: ${item.problem}\n`)
      process.exitCode = 1
    } else if (!found.has(item.article.id)) found.set(item.article.id, item.article)
  }
  if (!found.size) throw new InputError(say('nothingRead'))
  return [...found.values()]
}

/** Reads articles, with progress on a terminal. */
export async function extractDocs(articles: Article[], ontology: Ontology, say: Say): Promise<Doc[]> {
  const docs: Doc[] = []
  if (!articles.length) return docs
  const extractor = await createExtractor(ontology)
  const progress = process.stderr.isTTY ? (text: string) => process.stderr.write(`\r\u001b[2K${text}`) : () => undefined
  for (let i = 0; i < articles.length; i += BATCH) {
    progress(`${say('reading')}: ${i} / ${articles.length}  ${articles[i]!.source ?? ''}`)
    docs.push(...(await extractor(articles.slice(i, i + BATCH))))
  }
  progress('')
  return docs
}
