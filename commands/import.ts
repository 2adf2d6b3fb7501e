// svodka import: an export that somebody has corrected in Gephi or a spreadsheet → corrections in the store.
import type { CommandModule } from 'yargs'
import { addCorrections, correctionsText, loadHeld } from '../graph/corrections.ts'
import { changesOf, readEdited } from '../graph/edited.ts'
import { namesOf } from '../graph/edits.ts'
import { replaceFile } from '../graph/export/replace.ts'
import { update } from '../graph/update.ts'
import { type Context, type StoreOptions, storeOptions, withStore } from './options.ts'

type Options = StoreOptions & { file: string; out?: string | undefined; 'dry-run': boolean }

export const importCommand = ({ say }: Context): CommandModule<object, Options> => ({
  command: 'import <file>',
  describe: say('import'),
  builder: argv =>
    storeOptions(argv, say)
      .positional('file', { type: 'string', demandOption: true, describe: say('importFile') })
      .option('out', { alias: 'o', type: 'string', describe: say('correctionsOut'), normalize: true })
      .option('dry-run', { type: 'boolean', default: false, describe: say('dryRun') })
      .example('svodka import graph.gexf --dry-run', '')
      .example('svodka import graph.csv -o corrections.yaml', ''),
  handler: async options => {
    const edited = readEdited(options.file)
    const dry = options['dry-run']
    await withStore(options, { readOnly: dry }, async (store, ontology) => {
      const names = namesOf(await store.readings())
      const { corrections, unclear } = changesOf(await store.load(), edited, names, ontology)
      const { same, types = [], none = [], wrong = [] } = corrections
      console.log(
        `${say('renamed')}: ${same.length}, ${say('retyped')}: ${types.length}, ${say('dropped')}: ${none.length}, ${say('rejected')}: ${wrong.length}`,
      )
      for (const line of unclear) process.stderr.write(`svodka: ${line}\n`)
      const all = addCorrections(await loadHeld(store), corrections)
      if (options.out !== undefined) await replaceFile(options.out, [correctionsText(all)])
      if (dry) console.log(correctionsText(corrections))
      else if (same.length + types.length + none.length + wrong.length > 0) await update(store, {}, ontology, all)
      if (unclear.length > 0) process.exitCode = 1
    })
  },
})
