// svodka extract: articles → one JSON file each, in the format of annotated articles.
import { mkdir, writeFile } from 'node:fs/promises'
import { basename, extname, join } from 'node:path'
import type { CommandModule } from 'yargs'
import { goldFromDoc } from '../extract/gold.ts'
import { loadOntology } from '../graph/ontology.ts'
import { type Context, ontologyOption } from './options.ts'
import { believed, confidenceOption, extractDocs, findArticles } from './reading.ts'

interface Options {
  paths: string[]
  out: string
  'min-confidence': number
  ontology?: string | undefined
}

export const extractCommand = (context: Context): CommandModule<object, Options> => {
  const { say } = context
  return {
    command: 'extract <paths..>',
    describe: say('extract'),
    builder: argv =>
      confidenceOption(ontologyOption(argv, say), say)
        .positional('paths', { type: 'string', array: true, demandOption: true, describe: say('paths') })
        .option('out', { alias: 'o', type: 'string', demandOption: true, describe: say('out') })
        .example('svodka extract articles/ --out claims/', ''),
    handler: async options => {
      const articles = await findArticles(options.paths, context)
      const docs = await extractDocs(articles, loadOntology(options.ontology), context.say)
      await mkdir(options.out, { recursive: true })
      const used = new Set<string>()
      for (const doc of docs.map(d => believed(d, options['min-confidence']))) {
        const source = doc.article.source ?? ''
        const stem = extname(source) === '.txt' ? basename(source, '.txt') : doc.article.id
        const id = used.has(stem) ? doc.article.id : stem
        used.add(id)
        await writeFile(join(options.out, `${id}.json`), `${JSON.stringify({ ...goldFromDoc(doc), id }, null, 1)}\n`)
      }
      console.log(`${say('articles')}: ${docs.length}\n${say('written')}: ${options.out}`)
    },
  }
}
