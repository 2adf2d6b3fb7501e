// Options that several commands share, and what they open: the ontology and the store.
import type { Argv } from 'yargs'
import { loadOntology, type Ontology } from '../graph/ontology.ts'
import { openStore } from '../graph/store/index.ts'
import type { Store } from '../graph/store/store.ts'
import type { Language, Say } from './language.ts'

export interface Context {
  language: Language
  say: Say
}

export const DEFAULT_STORE = 'svodka.graph'

export interface StoreOptions {
  store: string
  user?: string | undefined
  password?: string | undefined
  database?: string | undefined
  ontology?: string | undefined
}

export function ontologyOption<T>(argv: Argv<T>, say: Say) {
  return argv.option('ontology', { type: 'string', describe: say('ontology'), normalize: true })
}

export function storeOptions<T>(argv: Argv<T>, say: Say) {
  return ontologyOption(argv, say)
    .option('store', {
      alias: 's',
      type: 'string',
      describe: say('store'),
      default: process.env.SVODKA_STORE || DEFAULT_STORE,
    })
    .option('user', { type: 'string', describe: say('user') })
    .option('password', { type: 'string', describe: say('password') })
    .option('database', { type: 'string', describe: say('database') })
}

/** Opens the store of the options, does the work, and closes it whatever happens. */
export async function withStore<T>(
  options: StoreOptions,
  how: { create?: boolean; readOnly?: boolean },
  work: (store: Store, ontology: Ontology) => Promise<T>,
): Promise<T> {
  const ontology = loadOntology(options.ontology)
  const { user, password, database } = options
  const store = await openStore(options.store, {
    ontology,
    ...how,
    ...(user !== undefined && { user }),
    ...(password !== undefined && { password }),
    ...(database !== undefined && { database }),
  })
  try {
    return await work(store, ontology)
  } finally {
    await store.close()
  }
}

/** A fault of the input: one line, no stack. */
export class InputError extends Error {
  override name = 'InputError'
}
