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
import { partOf } from '../graph/part.ts'
import { type Places, placed } from '../graph/places.ts'
import { StoreError } from '../graph/store/store.ts'
import { type Answers, type Asked, answers, head } from './answers.ts'
import type { ArticleAnswer, SearchAnswer } from './api.ts'
import { articleFrom, type Editing, editFrom } from './editing.ts'
import { type Guard, guard } from './guard.ts'
import { openapi } from './openapi.ts'
import { page } from './page.ts'
import { ask, faultOf, type Query, question } from './querying.ts'
import { index } from './search.ts'

export interface ServeOptions {
  /** Default 4173, or a free one where that is taken. 0 takes any free one. A port that was asked for and is taken throws. */
  port?: number
  /** Where to listen, default `127.0.0.1`. Elsewhere than on loopback the URL carries a token. */
  host?: string
  /** The page's language; by default the browser's. */
  lang?: 'ru' | 'en'
  /** So many entities are drawn as a whole, with five times as many claims; of a larger graph a part, default 50 000. */
  most?: number
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
/** Entities that are drawn as a whole, the share of them that is drawn of a larger graph, and parts that are kept at hand. */
const MOST = 50_000
const SHARE = 0.2
const PARTS = 6

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
  {
    query,
    editing,
    places,
    former = () => ({}),
    most = MOST,
  }: Pick<ServeOptions, 'query' | 'editing' | 'places' | 'former' | 'most'>,
): Hono {
  let known: Known | undefined
  const isLarge = ({ entities, claims }: Graph): boolean => entities.length > most || claims.length > 5 * most
  /** What is drawn of the graph as it is now: all of it, or a part, around an entity if one is given. */
  const fresh = async (around = ''): Promise<Drawn> => {
    const graph = await load()
    if (known?.graph !== graph) known = { graph, places: known?.places ?? places?.(), parts: new Map() }
    const key = isLarge(graph) ? around : ''
    const found = known.parts.get(key)
    if (found) return found
    const part = isLarge(graph) ? partOf(graph, Math.ceil(SHARE * most), around) : graph
    const now = placed(part, known.places)
    if (part === graph) known.places = now
    const made = {
      answers: answers(part, ontology, now.at, communitiesOf(part)),
      whole: part === graph ? undefined : graph,
    }
    known.parts.set(key, made)
    const [oldest] = known.parts.keys()
    if (known.parts.size > PARTS) known.parts.delete(oldest!)
    return made
  }
  /** What the page has drawn: of that version, or the latest. */
  const current = async (version?: string): Promise<Answers> => {
    const parts = [...(known?.parts.values() ?? [])].map(part => part.answers)
    return parts.find(part => part.graph.version === version) ?? parts.at(-1) ?? (await fresh()).answers
  }
  /** Of all of the graph, not only of what is drawn. */
  const search = (words: string, limit: number): SearchAnswer => {
    const { graph } = known!
    known!.find ??= index(graph, graph.articles.map(head))
    return known!.find(words, limit)
  }

  const app = new Hono()
  const posts = [...(query ? ['/api/query'] : []), ...(editing ? ['/api/edits', '/api/undo', '/api/articles'] : [])]
  app.use(guard(who, new Set(posts)))
  app.use(compress())
  app.use('/api/*', etag())
  app.use('/api/*', async (c, next) => {
    await next()
    c.header('Cache-Control', 'no-cache')
  })

  app.get('/api/graph', async c => {
    const { answers, whole } = await fresh(c.req.query('around'))
    return c.json({
      ...answers.graph,
      ...(whole && { whole: { entities: whole.entities.length, claims: whole.claims.length } }),
      queries: query !== undefined,
      former: former(),
      ...(editing && { editing: { done: editing.done } }),
    })
  })
  app.get('/api/openapi.json', c => c.json(openapi()))
  app.get('/api/ontology', async c => c.json((await current()).ontology))
  app.get('/api/claims', async c => {
    const of = asked(c.req.query())
    if (!of) return c.json({ error: 'give one of "entity", "edge", or "rows" with "version"' }, 400)
    if ('entity' in of) of.entity = former()[of.entity] ?? of.entity
    const found = await current(c.req.query('version'))
    if ('rows' in of && c.req.query('version') !== found.graph.version)
      return c.json({ error: 'the graph has changed; load the page again' }, 409)
    const limit = Math.min(count(c.req.query('limit'), PAGE_SIZE), PAGE_SIZE)
    const answer = found.claims(of, limit, count(c.req.query('offset'), 0))
    return answer ? c.json(answer) : c.json({ error: `no ${Object.entries(of)[0]!.join(' ')}` }, 404)
  })
  app.get('/api/articles/:id', async c => {
    const now = await current(c.req.query('version'))
    const found = now.article(c.req.param('id')) ?? bare(known!.graph, c.req.param('id'))
    return found ? c.json(found) : c.json({ error: `no article ${c.req.param('id')}` }, 404)
  })
  app.get('/api/search', async c => {
    await current()
    return c.json(search((c.req.query('q') ?? '').slice(0, 200), Math.min(count(c.req.query('limit'), 8), 50)))
  })
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

/** What is drawn of a graph; `whole` is the graph where that is only a part. */
interface Drawn {
  answers: Answers
  whole: Graph | undefined
}

interface Known {
  graph: Graph
  places: Places | undefined
  /** By the entity that a part is around, or ''. */
  parts: Map<string, Drawn>
  find?: ReturnType<typeof index>
}

/** An article of which nothing is drawn. */
function bare({ articles }: Graph, id: string): ArticleAnswer | undefined {
  const article = articles.find(a => a.id === id)
  return article && { article: head(article), text: article.text, mentions: [], claims: [] }
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
