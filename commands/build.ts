// svodka build, remove, rebuild: articles → graph in the store; what is there already is not read or written again.
import type { CommandModule } from 'yargs'
import { EXTRACTOR } from '../extract/claims.ts'
import { loadCorrections } from '../graph/corrections.ts'
import type { Article, Doc } from '../graph/model.ts'
import { loadOntology } from '../graph/ontology.ts'
import { place } from '../graph/places.ts'
import { readingHash } from '../graph/reading.ts'
import type { SaveSummary, Store } from '../graph/store/store.ts'
import { type Read, update } from '../graph/update.ts'
import type { Say } from './language.ts'
import { type Context, DEFAULT_STORE, InputError, type StoreOptions, storeOptions, withStore } from './options.ts'
import { believed, confidenceOption, extractDocs, findArticles } from './reading.ts'

interface ReadOptions extends StoreOptions {
  corrections?: string | undefined
  'min-confidence': number
}

export const buildCommand = (context: Context): CommandModule<object, ReadOptions & { paths: string[] }> => {
  const { say } = context
  return {
    command: 'build <paths..>',
    describe: say('build'),
    builder: argv =>
      confidenceOption(storeOptions(argv, say), say)
        .positional('paths', { type: 'string', array: true, demandOption: true, describe: say('paths') })
        .option('corrections', { type: 'string', describe: say('corrections'), normalize: true })
        .example('svodka build articles/', '')
        .example('svodka build news.jsonl --store bolt://localhost:7687', ''),
    handler: async options => {
      const ontology = loadOntology(options.ontology)
      const corrections = options.corrections === undefined ? undefined : loadCorrections(options.corrections, ontology)
      const [reader, least] = [readerOf(options), options['min-confidence']]
      const articles = await findArticles(options.paths, context)
      await withStore(options, { create: true }, async store => {
        const hashes = new Map((await store.readings()).map(r => [r.article, r.hash]))
        const changed = articles.filter(article => hashes.get(article.id) !== readingHash(article, reader))
        const docs = await extractDocs(changed, ontology, say)
        const removed = await formerOf(changed, store)
        const summary = await update(store, { read: reads(docs, reader, least), removed }, ontology, corrections)
        await place(store)
        tell(summary, store, say, articles.length - changed.length)
        console.log(`${say('next')}: svodka view${options.store === DEFAULT_STORE ? '' : ` --store ${store.url}`}`)
      })
    },
  }
}

export const removeCommand = ({ say }: Context): CommandModule<object, StoreOptions & { articles: string[] }> => ({
  command: 'remove <articles..>',
  describe: say('remove'),
  builder: argv =>
    storeOptions(argv, say)
      .positional('articles', { type: 'string', array: true, demandOption: true, describe: say('removed articles') })
      .example('svodka remove articles/old.txt', ''),
  handler: async options => {
    await withStore(options, {}, async (store, ontology) => {
      const { rows } = await store.query('MATCH (a:Article) RETURN a.id, a.url, a.source')
      const removed = options.articles.map(name => {
        // A file is stored by its place in the folder that was read.
        const found = rows.filter(([id, url, file]) => name === id || name === url || `/${name}`.endsWith(`/${file}`))
        if (!found.length) throw new InputError(`${name}: ${say('noArticle')}`)
        if (found.length > 1)
          throw new InputError(`${name}: ${say('manyArticles')}: ${found.map(([id]) => id).join(', ')}`)
        return found[0]![0] as string
      })
      const summary = await update(store, { removed }, ontology)
      await place(store)
      tell(summary, store, say)
    })
  },
})

export const rebuildCommand = ({ say }: Context): CommandModule<object, ReadOptions> => ({
  command: 'rebuild',
  describe: say('rebuild'),
  builder: argv =>
    confidenceOption(storeOptions(argv, say), say)
      .option('corrections', { type: 'string', describe: say('corrections'), normalize: true })
      .example('svodka rebuild --corrections corrections.yaml', ''),
  handler: async options => {
    await withStore(options, {}, async (store, ontology) => {
      const corrections = options.corrections === undefined ? undefined : loadCorrections(options.corrections, ontology)
      const [reader, least] = [readerOf(options), options['min-confidence']]
      const { articles } = await store.load()
      const docs = await extractDocs(articles, ontology, say)
      const summary = await update(store, { read: reads(docs, reader, least) }, ontology, corrections)
      await place(store)
      tell(summary, store, say)
    })
  },
})

/**
 * Articles of the store that are former versions of these: from the same file, and at least half of their lines are the
 * same. (An article with an address keeps its id when its text changes; one from a file has another text's id.)
 */
async function formerOf(articles: Article[], store: Store): Promise<string[]> {
  const files = new Map(
    articles.flatMap(a => (a.url === undefined && a.source !== undefined ? [[a.source, a] as const] : [])),
  )
  if (!files.size) return []
  const { rows } = await store.query(
    'MATCH (a:Article) WHERE a.source IN $files AND a.url IS NULL RETURN a.id, a.source, a.text',
    { params: { files: [...files.keys()] } },
  )
  const given = new Set(articles.map(a => a.id))
  return (rows as [string, string, string][]).flatMap(([id, file, text]) => {
    const lines = linesOf(text)
    const same = linesOf(files.get(file)!.text).filter(line => lines.includes(line))
    return !given.has(id) && same.length * 2 >= lines.length ? [id] : []
  })
}

const linesOf = (text: string): string[] => text.split('\n').filter(line => line.trim() !== '')

/** What reads, and what it leaves out: where it is the same, an article need not be read again. */
export const readerOf = (options: ReadOptions): string =>
  `${EXTRACTOR} ${options['min-confidence']} ${options.ontology ?? ''}`

const reads = (docs: Doc[], reader: string, least: number): Read[] =>
  docs.map(doc => ({ doc: believed(doc, least), hash: readingHash(doc.article, reader) }))

/** How many there are now, and how many came, went and were known already. */
function tell({ created, removed, ...now }: SaveSummary, store: Store, say: Say, unchanged = 0): void {
  const line = (key: 'articles' | 'entities' | 'claims'): string => {
    const gone = key === 'articles' ? 0 : removed[key]
    const changes = [`${say('created')} ${created[key]}`]
    if (gone) changes.push(`${say('removed')} ${gone}`)
    if (unchanged && key === 'articles') changes.push(`${say('unchanged')} ${unchanged}`)
    return `${say(key)}: ${now[key]} (${changes.join(', ')})`
  }
  console.log([line('articles'), line('entities'), line('claims'), `${say('graphAt')}: ${store.url}`].join('\n'))
}
