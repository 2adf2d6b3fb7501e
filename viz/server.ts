// Graph and ontology → a web server for the viewer: the built page and the API it reads.
// Only whoever can read the printed URL may read the graph: loopback unless told otherwise, then with a token.
import { randomBytes } from 'node:crypto'
import { createServer, type Server } from 'node:http'
import { isIP } from 'node:net'
import { fileURLToPath } from 'node:url'
import { getRequestListener } from '@hono/node-server'
import { type Context, Hono } from 'hono'
import { bodyLimit } from 'hono/body-limit'
import { compress } from 'hono/compress'
import { etag } from 'hono/etag'
import type { Former } from '../graph/former.ts'
import type { Graph } from '../graph/model.ts'
import { communitiesOf } from '../graph/network.ts'
import type { Ontology } from '../graph/ontology.ts'
import { type Places, placed } from '../graph/places.ts'
import { StoreError } from '../graph/store/store.ts'
import { type Answers, type Asked, answers } from './answers.ts'
import { articleFrom, type Editing, editFrom } from './editing.ts'
import { type Guard, guard } from './guard.ts'
import { openapi } from './openapi.ts'
import { page } from './page.ts'
import { ask, faultOf, type Query, question } from './querying.ts'

export interface ServeOptions {
  /** Default 4173, or a free one where that is taken. 0 takes any free one. A port that was asked for and is taken throws. */
  port?: number
  /** Where to listen, default `127.0.0.1`. Elsewhere than on loopback the URL carries a token. */
  host?: string
  /** The page's language; by default the browser's. */
  lang?: 'ru' | 'en'
  /** Where entities stood before the page is first loaded; from then on nothing moves that need not. */
  places?: () => Places | undefined
  /** Where to find entities by ids that they had before. */
  former?: () => Former
  /** Answers the queries of the page's console; without it there is none. */
  query?: Query
  /** Lets the page change the graph; without it nothing can be changed. */
  editing?: Editing
  /** The folder of the built page, by default `app` beside this file. */
  app?: string
}

const DEFAULT_PORT = 4173
const PAGE_SIZE = 200

/**
 * Serves the viewer. A function instead of a graph is asked again whenever the page is loaded; while it gives the same
 * object, nothing is computed again.
 */
export async function serve(
  graph: Graph | (() => Promise<Graph>),
  ontology: Ontology,
  options: ServeOptions = {},
): Promise<{ url: string; close(): Promise<void> }> {
  const host = options.host ?? '127.0.0.1'
  const files = page(options.app ?? fileURLToPath(new URL('./app/', import.meta.url)))
  const token = isLoopback(host) ? undefined : randomBytes(18).toString('base64url')
  const app = routes(files, typeof graph === 'function' ? graph : async () => graph, ontology, { host, token }, options)
  const server = createServer(getRequestListener(app.fetch))
  // Longer than browsers and other clients keep a connection that they do not use.
  server.keepAliveTimeout = 75_000
  const port = await listen(server, host, options.port)
  const query = new URLSearchParams({ ...(options.lang && { lang: options.lang }), ...(token && { token }) }).toString()
  const name = host === '0.0.0.0' || host === '::' ? 'localhost' : isIP(host) === 6 ? `[${host}]` : host
  return {
    url: `http://${name}:${port}/${query && `?${query}`}`,
    close: () =>
      new Promise(done => {
        server.close(() => done())
        server.closeAllConnections()
      }),
  }
}

function routes(
  files: ReturnType<typeof page>,
  load: () => Promise<Graph>,
  ontology: Ontology,
  who: Guard,
  { query, editing, places, former = () => ({}) }: Pick<ServeOptions, 'query' | 'editing' | 'places' | 'former'>,
): Hono {
  let known: { graph: Graph; places: Places; answers: Answers } | undefined
  const fresh = async (): Promise<Answers> => {
    const graph = await load()
    if (known?.graph !== graph) {
      const now = placed(graph, known?.places ?? places?.())
      known = { graph, places: now, answers: answers(graph, ontology, now.at, communitiesOf(graph)) }
    }
    return known.answers
  }
  const current = async (): Promise<Answers> => known?.answers ?? (await fresh())

  const app = new Hono()
  const posts = [...(query ? ['/api/query'] : []), ...(editing ? ['/api/edits', '/api/undo', '/api/articles'] : [])]
  app.use(guard(who, new Set(posts)))
  app.use(compress())
  app.use('/api/*', etag())
  app.use('/api/*', async (c, next) => {
    await next()
    c.header('Cache-Control', 'no-cache')
  })

  app.get('/api/graph', async c =>
    c.json({
      ...(await fresh()).graph,
      queries: query !== undefined,
      former: former(),
      ...(editing && { editing: { done: editing.done } }),
    }),
  )
  app.get('/api/openapi.json', c => c.json(openapi()))
  app.get('/api/ontology', async c => c.json((await current()).ontology))
  app.get('/api/claims', async c => {
    const of = asked(c.req.query())
    if (!of) return c.json({ error: 'give one of "entity", "edge", or "rows" with "version"' }, 400)
    if ('entity' in of) of.entity = former()[of.entity] ?? of.entity
    const found = await current()
    if ('rows' in of && c.req.query('version') !== found.graph.version)
      return c.json({ error: 'the graph has changed; load the page again' }, 409)
    const limit = Math.min(count(c.req.query('limit'), PAGE_SIZE), PAGE_SIZE)
    const answer = found.claims(of, limit, count(c.req.query('offset'), 0))
    return answer ? c.json(answer) : c.json({ error: `no ${Object.entries(of)[0]!.join(' ')}` }, 404)
  })
  app.get('/api/articles/:id', async c => {
    const found = (await current()).article(c.req.param('id'))
    return found ? c.json(found) : c.json({ error: `no article ${c.req.param('id')}` }, 404)
  })
  app.get('/api/search', async c =>
    c.json(
      (await current()).search((c.req.query('q') ?? '').slice(0, 200), Math.min(count(c.req.query('limit'), 8), 50)),
    ),
  )
  app.post(
    '/api/query',
    bodyLimit({ maxSize: 200_000, onError: c => c.json({ error: 'the query is too long' }, 413) }),
    async c => {
      const asked = question(await c.req.json().catch(() => undefined))
      if ('error' in asked) return c.json(asked, 400)
      try {
        return c.json(await ask(query!, asked, await current()))
      } catch (error) {
        if (error instanceof StoreError) return c.json(faultOf(error), 400)
        throw error
      }
    },
  )
  const small = bodyLimit({ maxSize: 4_000_000, onError: c => c.json({ error: 'that is too long' }, 413) })
  const changing = async (c: Context, work: () => Promise<unknown>): Promise<Response> => {
    try {
      return c.json((await work()) ?? {})
    } catch (error) {
      return c.json({ error: (error as Error).message }, 400)
    }
  }
  app.post('/api/edits', small, async c => {
    const edit = editFrom(await c.req.json().catch(() => undefined))
    return 'error' in edit ? c.json(edit, 400) : changing(c, () => editing!.edit(edit))
  })
  app.post('/api/undo', small, c => changing(c, () => editing!.undo()))
  app.post('/api/articles', small, async c => {
    const article = articleFrom(await c.req.json().catch(() => undefined))
    return 'error' in article ? c.json(article, 400) : changing(c, () => editing!.add(article))
  })
  app.all('/api/*', c => c.json({ error: `no ${c.req.method} ${c.req.path}` }, 404))

  app.get('*', c => {
    const file = files.get(c.req.path === '/' ? '/index.html' : c.req.path)
    if (!file) return c.text('not found', 404)
    c.header('Content-Type', file.type)
    c.header('ETag', file.etag)
    c.header('Cache-Control', file.immutable ? 'public, max-age=31536000, immutable' : 'no-cache')
    return c.req.header('If-None-Match')?.replace(/^W\//, '') === file.etag ? c.body(null, 304) : c.body(file.body)
  })
  app.onError((error, c) => c.json({ error: error.message }, 500))
  return app
}

/** Which claims a query asks for; nothing if it is not clear. */
function asked({ entity, edge, rows }: Record<string, string>): Asked | undefined {
  const given = [
    ...(entity === undefined ? [] : [{ entity }]),
    ...(edge === undefined ? [] : [{ edge }]),
    ...(rows === undefined ? [] : [{ rows: rows.split(',').map(row => count(row, -1)) }]),
  ]
  return given.length === 1 ? given[0] : undefined
}

async function listen(server: Server, host: string, wanted?: number): Promise<number> {
  const tryPort = (port: number) =>
    new Promise<number>((done, fail) => {
      server.once('error', fail)
      server.listen(port, host, () => {
        server.off('error', fail)
        done((server.address() as { port: number }).port)
      })
    })
  try {
    return await tryPort(wanted ?? DEFAULT_PORT)
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException
    if (code === 'EADDRINUSE' && wanted === undefined) return tryPort(0)
    const why = code === 'EADDRINUSE' ? 'the port is taken; choose another, or 0 for any free one' : message
    throw new Error(`cannot serve on ${host}:${wanted ?? DEFAULT_PORT}: ${why}`)
  }
}

const isLoopback = (host: string): boolean => host === 'localhost' || host === '::1' || /^127\./.test(host)

const count = (text: string | undefined, otherwise: number): number =>
  text !== undefined && /^\d{1,9}$/.test(text) ? Number(text) : otherwise
