// svodka view: serves the viewer of a stored graph until it is stopped.
import open from 'open'
import type { CommandModule } from 'yargs'
import { CORRECTIONS } from '../graph/corrections.ts'
import { type Former, storedFormer } from '../graph/former.ts'
import type { Graph } from '../graph/model.ts'
import { loadOntology } from '../graph/ontology.ts'
import { type Places, storedPlaces } from '../graph/places.ts'
import { type Store, StoreError } from '../graph/store/store.ts'
import { serve } from '../viz/server.ts'
import { asking } from './asking.ts'
import { editing } from './editing.ts'
import { type Context, type StoreOptions, storeOptions, withStore } from './options.ts'

interface Options extends StoreOptions {
  port?: number | undefined
  host?: string | undefined
  open: boolean
  edit: boolean
  corrections?: string | undefined
}

export const viewCommand = ({ say, language }: Context): CommandModule<object, Options> => ({
  command: 'view',
  describe: say('view'),
  builder: argv =>
    storeOptions(argv, say)
      .option('port', { type: 'number', describe: say('port') })
      .option('host', { type: 'string', describe: say('host') })
      .option('edit', { type: 'boolean', describe: say('editing'), default: false })
      .option('corrections', { type: 'string', describe: say('correctionsKept'), normalize: true })
      .option('open', { type: 'boolean', describe: say('open'), default: false })
      .example('svodka view', '')
      .example('svodka view --port 8080 --open', '')
      .example('svodka view --edit --corrections corrections.yaml', ''),
  handler: async options => {
    const ontology = loadOntology(options.ontology)
    const current = following(options)
    const graph = await current.graph()
    const server = await serve(current.graph, ontology, {
      places: current.places,
      former: current.former,
      query: asking(options),
      ...(options.edit && { editing: editing(options, ontology, options.corrections) }),
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

/**
 * Gives the stored graph, the same object until the store has another one, and where its entities stood when it was built. The store is open only while it is read, so other
 * commands can write to it meanwhile; while one does, the graph is the one before.
 */
function following(options: StoreOptions): {
  graph(): Promise<Graph>
  places(): Places | undefined
  former(): Former
} {
  let known: { graph: Graph; places: Places | undefined; former: Former; mark: string } | undefined
  const graph = async (): Promise<Graph> => {
    try {
      await withStore(options, { readOnly: true }, async store => {
        const mark = await markOf(store)
        if (known?.mark !== mark)
          known = {
            graph: await store.load(),
            places: await storedPlaces(store),
            former: await storedFormer(store),
            mark,
          }
      })
    } catch (error) {
      if (!known || !(error instanceof StoreError)) throw error
    }
    return known!.graph
  }
  return { graph, places: () => known?.places, former: () => known?.former ?? {} }
}

/** Differs where the graph differs: what was read of which article, and what corrections hold. */
async function markOf(store: Store): Promise<string> {
  const count = async (cypher: string): Promise<unknown> => (await store.query(cypher)).rows
  const readings = (await store.query('MATCH (r:Reading) RETURN r.id, r.hash ORDER BY r.id')).rows
  const counts = [
    await count('MATCH (a:Article) RETURN count(a)'),
    await count('MATCH (:Entity)-[c]->(:Entity) RETURN count(c)'),
  ]
  return JSON.stringify([readings, counts, await store.setting(CORRECTIONS)])
}
