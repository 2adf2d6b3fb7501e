// svodka export: the stored graph → a file.
import type { CommandModule } from 'yargs'
import { exportGraph } from '../graph/export/index.ts'
import { type Context, type StoreOptions, storeOptions, withStore } from './options.ts'

export const exportCommand = ({ say, language }: Context): CommandModule<object, StoreOptions & { file: string }> => ({
  command: 'export <file>',
  describe: say('export'),
  builder: argv =>
    storeOptions(argv, say)
      .positional('file', { type: 'string', demandOption: true, describe: say('file') })
      .example('svodka export graph.gexf', ''),
  handler: async options => {
    await withStore(options, { readOnly: true }, async (store, ontology) => {
      await exportGraph(await store.load(), ontology, options.file, { lang: language })
    })
    console.log(`${say('written')}: ${options.file}`)
  },
})
