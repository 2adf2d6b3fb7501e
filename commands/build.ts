// svodka build: articles → graph in the store.
import type { CommandModule } from 'yargs'
import { build } from '../graph/build.ts'
import { loadCorrections } from '../graph/corrections.ts'
import { loadOntology } from '../graph/ontology.ts'
import { type Context, DEFAULT_STORE, type StoreOptions, storeOptions, withStore } from './options.ts'
import { believed, confidenceOption, readDocs } from './reading.ts'

interface Options extends StoreOptions {
  paths: string[]
  corrections?: string | undefined
  'min-confidence': number
}

export const buildCommand = (context: Context): CommandModule<object, Options> => {
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
      const read = await readDocs(options.paths, ontology, context)
      const docs = read.map(doc => believed(doc, options['min-confidence']))
      await withStore(options, { create: true }, async store => {
        const summary = await store.save(build(docs, ontology, corrections))
        const line = (key: 'articles' | 'entities' | 'claims'): string => {
          const gone = key === 'articles' ? 0 : summary.removed[key]
          const changes = [`${say('created')} ${summary.created[key]}`, ...(gone ? [`${say('removed')} ${gone}`] : [])]
          return `${say(key)}: ${summary[key]} (${changes.join(', ')})`
        }
        console.log([line('articles'), line('entities'), line('claims'), `${say('graphAt')}: ${store.url}`].join('\n'))
        console.log(`${say('next')}: svodka view${options.store === DEFAULT_STORE ? '' : ` --store ${store.url}`}`)
      })
    },
  }
}
