// svodka export: the stored graph → a file, or a folder of files, for other programs.

import { extname } from 'node:path'
import type { CommandModule } from 'yargs'
import { exportGraph, type Format, type FormatName, formatOf, formats } from '../graph/export/index.ts'
import { replaceFile } from '../graph/export/replace.ts'
import { html } from '../viz/html.ts'
import { type Context, type StoreOptions, storeOptions, withStore } from './options.ts'

interface Options extends StoreOptions {
  file: string
  format?: FormatName | 'html' | undefined
}

export const exportCommand = ({ say, language }: Context): CommandModule<object, Options> => ({
  command: 'export <file>',
  describe: say('export'),
  builder: argv =>
    storeOptions(argv, say)
      .positional('file', { type: 'string', demandOption: true, describe: say('file') })
      .option('format', {
        alias: 'f',
        choices: [...(Object.keys(formats) as FormatName[]), 'html'] as const,
        describe: say('exportFormat'),
      })
      .example('svodka export graph.gexf', say('forGephi'))
      .example('svodka export graph.html', say('forReaders'))
      .example('svodka export graph.jsonl', say('forRecord'))
      .example('svodka export graph.csv', say('forTables'))
      .example('svodka export graph.ttl', say('forRdf'))
      .example('svodka export folder --format neo4j-import', say('forImport')),
  handler: async options => {
    const { file } = options
    const isHtml = options.format === 'html' || (!options.format && extname(file).toLowerCase() === '.html')
    const format = options.format === 'html' ? undefined : options.format
    await withStore(options, { readOnly: true }, async (store, ontology) => {
      if (isHtml) await replaceFile(file, [html(await store.load(), ontology)])
      else await exportGraph(store.stream(), ontology, file, { lang: language, format })
    })
    console.log(`${say('written')}: ${file}`)
    if (isHtml) return
    const { next }: Format = formats[format ?? formatOf(file)]
    if (next) console.log(`${say('next')}: cd ${quoted(file)} && ${next}`)
  },
})

/** The path as a shell takes it. */
const quoted = (path: string): string => (/^[\w./-]+$/.test(path) ? path : `'${path.replaceAll("'", "'\\''")}'`)
