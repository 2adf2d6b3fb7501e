// svodka view: serves the viewer of a stored graph until it is stopped.
import open from 'open'
import type { CommandModule } from 'yargs'
import { serve } from '../viz/server.ts'
import { type Context, type StoreOptions, storeOptions, withStore } from './options.ts'

interface Options extends StoreOptions {
  port?: number | undefined
  host?: string | undefined
  open: boolean
}

export const viewCommand = ({ say, language }: Context): CommandModule<object, Options> => ({
  command: 'view',
  describe: say('view'),
  builder: argv =>
    storeOptions(argv, say)
      .option('port', { type: 'number', describe: say('port') })
      .option('host', { type: 'string', describe: say('host') })
      .option('open', { type: 'boolean', describe: say('open'), default: false })
      .example('svodka view', '')
      .example('svodka view --port 8080 --open', ''),
  handler: async options => {
    const [graph, ontology] = await withStore(
      options,
      { readOnly: true },
      async (store, known) => [await store.load(), known] as const,
    )
    const server = await serve(graph, ontology, {
      ...(options.port !== undefined && { port: options.port }),
      ...(options.host !== undefined && { host: options.host }),
      ...(process.argv.some(a => a.startsWith('--lang')) && { lang: language }),
    })
    console.log(
      `${say('articles')}: ${graph.articles.length}, ${say('entities')}: ${graph.entities.length}, ${say('claims')}: ${graph.claims.length}`,
    )
    console.log(`${say('viewerAt')}: ${server.url}`)
    if (process.stdout.isTTY) console.log(say('stop'))
    if (options.open && process.stdout.isTTY && !process.env.CI) await open(server.url).catch(() => undefined)
    await new Promise<void>(done => {
      for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => done())
    })
    await server.close()
  },
})
