// svodka backup, restore: the whole store → one file, and back.
import type { CommandModule } from 'yargs'
import { backup, restore } from '../graph/backup.ts'
import { replaceFile } from '../graph/export/replace.ts'
import { place } from '../graph/places.ts'
import { type Context, InputError, type StoreOptions, storeOptions, withStore } from './options.ts'

type Options = StoreOptions & { file: string }

export const backupCommand = ({ say }: Context): CommandModule<object, Options> => ({
  command: 'backup <file>',
  describe: say('backup'),
  builder: argv =>
    storeOptions(argv, say)
      .positional('file', { type: 'string', demandOption: true, describe: say('backupFile') })
      .example('svodka backup graph-2026-11-23.jsonl', ''),
  handler: async options => {
    await withStore(options, { readOnly: true }, store => replaceFile(options.file, backup(store)))
    console.log(`${say('written')}: ${options.file}`)
  },
})

export const restoreCommand = ({ say }: Context): CommandModule<object, Options> => ({
  command: 'restore <file>',
  describe: say('restore'),
  builder: argv =>
    storeOptions(argv, say)
      .positional('file', { type: 'string', demandOption: true, describe: say('backupFile') })
      .example('svodka restore graph-2026-11-23.jsonl --store new.graph', ''),
  handler: async options => {
    await withStore(options, { create: true }, async (store, ontology) => {
      const [[articles] = []] = (await store.query('MATCH (a:Article) RETURN count(a)')).rows
      if (articles) throw new InputError(`${store.url}: ${say('notEmpty')}`)
      const { articles: a, entities, claims } = await restore(store, options.file, ontology)
      await place(store)
      console.log(`${say('articles')}: ${a}\n${say('entities')}: ${entities}\n${say('claims')}: ${claims}`)
    })
  },
})
