// The embedded store: one file, one process that writes. Graph in, Cypher answered, by Grafeo.
import { constants } from 'node:fs'
import { access, mkdir, stat } from 'node:fs/promises'
import { dirname, resolve } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
// A CommonJS package: Node finds no named exports in it.
import grafeo, { type GrafeoDB, type QueryResult, type Transaction } from '@grafeo-db/js'
import type { Ontology } from '../ontology.ts'
import { loadGraph } from './load.ts'
import { nameColumns } from './named-columns.ts'
import { checkQuery } from './read-only.ts'
import { loadDocs, loadReadings, loadSetting, writeReadings, writeSettings } from './readings.ts'
import { checkRows } from './rows.ts'
import type { Run } from './run.ts'
import { count, removeArticles, removeUnused, renameEntities, type Writing, writeGraph } from './save.ts'
import { type Named, rank } from './search.ts'
import { type GraphValue, type OpenOptions, queryError, type Rows, type Store, StoreError, tooLong } from './store.ts'
import { streamGraph } from './stream.ts'

type FileOptions = Pick<OpenOptions, 'readOnly' | 'create'> & { ontology: Ontology }

/**
 * Opens the graph in a file. Throws a `StoreError` when there is none (and `create` is not set), when the file is
 * something else, may not be used, or is open for writing elsewhere.
 */
export async function openGrafeo(
  path: string,
  { ontology, readOnly = false, create = false }: FileOptions,
): Promise<Store> {
  await checkFile(path, readOnly, create)
  const file = resolve(path)
  let db: GrafeoDB | undefined
  try {
    db = readOnly ? grafeo.GrafeoDB.openReadOnly(file) : grafeo.GrafeoDB.create(file)
    // A uniqueness constraint alone would not make lookups fast: the index does.
    if (!readOnly) for (const label of ['Entity', 'Article', 'Reading']) await db.executeCypher(index(label))
  } catch (cause) {
    db?.close()
    throw openError(path, cause as Error)
  }
  return new GrafeoStore(path, db, ontology, readOnly)
}

const index = (label: string): string =>
  `CREATE INDEX ${label.toLowerCase()}_id IF NOT EXISTS FOR (n:${label}) ON (n.id)`

class GrafeoStore implements Store {
  readonly url: string
  private db: GrafeoDB | undefined
  private readonly ontology: Ontology
  private readonly readOnly: boolean
  /** The last transaction: they run one after the other, so that none meets a conflict. */
  private last: Promise<unknown> = Promise.resolve()

  constructor(url: string, db: GrafeoDB, ontology: Ontology, readOnly: boolean) {
    this.url = url
    this.db = db
    this.ontology = ontology
    this.readOnly = readOnly
  }

  save: Store['save'] = async graph => {
    if (this.readOnly) throw new StoreError(`${this.url}: opened read-only; open it for writing to save`)
    checkRows(graph, this.ontology)
    return this.transaction(async tx => {
      const run = runIn(tx)
      const writing = this.writing(graph.articles.map(a => a.id))
      const { created, removedClaims, loose } = await writeGraph(run, graph, writing)
      const entities = await removeUnused(run, loose)
      const summary = { ...(await count(run)), created, removed: { entities, claims: removedClaims } }
      tx.commit()
      return summary
    })
  }

  apply: Store['apply'] = async ({ graph, read, removed, articles, settings }) => {
    if (this.readOnly) throw new StoreError(`${this.url}: opened read-only; open it for writing to save`)
    checkRows(graph, this.ontology)
    return this.transaction(async tx => {
      const run = runIn(tx)
      const writing = this.writing(articles)
      const gone = await removeArticles(run, removed, writing)
      const { created, removedClaims, loose } = await writeGraph(run, graph, writing)
      await renameEntities(run, graph.entities, writing)
      await writeReadings(run, read)
      await writeSettings(run, settings)
      const entities = await removeUnused(run, new Set([...gone.loose, ...loose]))
      const claims = removedClaims + gone.removedClaims
      const summary = { ...(await count(run)), created, removed: { entities, claims } }
      tx.commit()
      return summary
    })
  }

  readings: Store['readings'] = () => this.transaction(tx => loadReadings(runIn(tx)))

  setting: Store['setting'] = name => this.transaction(tx => loadSetting(runIn(tx), name))

  remember: Store['remember'] = async settings => {
    if (this.readOnly) throw new StoreError(`${this.url}: opened read-only; open it for writing to save`)
    await this.transaction(async tx => {
      await writeSettings(runIn(tx), settings)
      tx.commit()
    })
  }

  docs: Store['docs'] = articles => this.transaction(tx => loadDocs(runIn(tx), articles))

  load: Store['load'] = () => this.transaction(tx => loadGraph(runIn(tx), this.ontology))

  stream: Store['stream'] = () => streamGraph(work => this.transaction(tx => work(runIn(tx))), this.ontology)

  query: Store['query'] = async (cypher, { params = {}, write = false, limit, timeout } = {}) => {
    checkQuery(cypher, write)
    if (write && this.readOnly) throw new StoreError(`${this.url}: opened read-only; open it for writing to change it`)
    const answer = this.transaction(async tx => {
      try {
        const result = await tx.executeCypher(nameColumns(cypher), params)
        const all = result.rows()
        const rows = all.slice(0, limit).map(row => row.map(plain))
        if (write) tx.commit()
        return { columns: result.columns, rows, ...(rows.length < all.length && { cut: true }) } satisfies Rows
      } catch (cause) {
        throw cypherError(cause as Error)
      }
    })
    if (write || timeout === undefined) return answer
    const clock = new AbortController()
    const late = wait(timeout * 1000, undefined, { signal: clock.signal }).then(() => {
      // Grafeo cannot be stopped; others need not wait until it is done.
      this.last = Promise.resolve()
      throw tooLong(timeout)
    })
    try {
      return await Promise.race([answer, late])
    } finally {
      clock.abort()
      late.catch(() => {})
      answer.catch(() => {})
    }
  }

  search: Store['search'] = (words, limit = 20) =>
    this.transaction(async tx => {
      const rows = await runIn(tx)('MATCH (e:Entity) WHERE e.id IS NOT NULL RETURN e.id, e.name, e.aliases')
      return rank(
        rows.map(([id, name, aliases]): Named => ({ id, name, aliases: aliases ?? [] }) as Named),
        words,
        limit,
      )
    })

  async close(): Promise<void> {
    const { db } = this
    this.db = undefined
    await this.last
    try {
      db?.close()
    } catch (cause) {
      this.db = db
      throw new StoreError(`${this.url}: ${what(cause as Error)}`, { cause })
    }
  }

  /** Grafeo has no index on relationships: to find some it goes through all. */
  private writing(articles: string[]): Writing {
    return { ontology: this.ontology, finding: 'map', articles: new Set(articles) }
  }

  /** Runs `work` when all before it is done. What it does not commit is rolled back: reading changes nothing. */
  private transaction<T>(work: (tx: Transaction) => Promise<T>): Promise<T> {
    const { db } = this
    // Grafeo itself goes on answering after close().
    if (!db) return Promise.reject(new StoreError(`${this.url}: the graph is closed; open it again`))
    const done = this.last.then(async () => {
      const tx = db.beginTransaction()
      try {
        return await work(tx)
      } catch (cause) {
        throw cause instanceof StoreError ? cause : new StoreError(`${this.url}: ${what(cause as Error)}`, { cause })
      } finally {
        // Where a commit has failed there is nothing to roll back, though it seems so.
        if (tx.isActive) attempt(() => tx.rollback())
      }
    })
    this.last = done.catch(() => {})
    return done
  }
}

function attempt(work: () => void): void {
  try {
    work()
  } catch {}
}

const runIn =
  (tx: Transaction): Run =>
  async (cypher, params = {}) =>
    ((await tx.executeCypher(cypher, params)) as QueryResult).rows()

/** Throws what Grafeo would not say, or would mend without asking: it makes missing files and folders itself. */
async function checkFile(path: string, readOnly: boolean, create: boolean): Promise<void> {
  const found = await stat(path).catch((cause: NodeJS.ErrnoException) => {
    if (cause.code === 'ENOENT') return undefined
    throw openError(path, cause)
  })
  if (found?.isDirectory()) throw new StoreError(`${path}: is a folder; give the graph's file in it`)
  if (!found && (readOnly || !create)) throw new StoreError(`no graph at ${path}; make one with: svodka build`)
  try {
    if (!found) await mkdir(dirname(resolve(path)), { recursive: true })
    if (found) await access(path, readOnly ? constants.R_OK : constants.R_OK | constants.W_OK)
    // The write-ahead log lies beside the file.
    if (!readOnly) await access(dirname(resolve(path)), constants.W_OK)
  } catch (cause) {
    throw openError(path, cause as Error)
  }
}

function openError(path: string, cause: Error): StoreError {
  const { code } = cause as NodeJS.ErrnoException
  const text = `${code ?? ''} ${cause.message}`
  const say = (what: string): StoreError => new StoreError(`${path}: ${what}`, { cause })
  if (cause instanceof StoreError) return cause
  if (/\block(ed)?\b/.test(text))
    return say('another process has this graph open; close it there (svodka view?) and try again')
  if (/header magic|not a Grafeo/.test(text)) return say('is not a graph of svodka; give another path')
  if (/EACCES|EPERM|Permission denied/i.test(text)) return say('no permission; change its rights or give another path')
  if (/EROFS|Read-only file system/i.test(text)) return say('the file system is read-only; give another path')
  if (/ENOTDIR|EEXIST|Not a directory/i.test(text))
    return say('a part of this path is a file, not a folder; give another path')
  return say(NO_ROOM.test(text) || DAMAGED.test(text) ? what(cause) : `cannot be opened: ${reason(cause)}`)
}

const NO_ROOM = /No space left|File too large|quota exceeded|ENOSPC|EFBIG|EDQUOT/i
const DAMAGED = /\bdamaged at (byte \d+)/

/** What went wrong with the file, and what to do. */
function what(cause: Error): string {
  if (NO_ROOM.test(cause.message))
    return 'no room left on the disk; what was saved before is kept; make room and run the same command again'
  const place = DAMAGED.exec(cause.message)?.[1]
  return place
    ? `the file is damaged (${place}); get it back from a backup (svodka restore BACKUP --store NEW) or build it anew from the articles`
    : reason(cause)
}

/** The first line of Grafeo's message, without its codes. */
const reason = (error: Error): string =>
  error.message
    .split('\n', 1)[0]!
    .replace(/^\w+ error: /, '')
    .replace(/GRAFEO-\w+: /, '')
    .replace(/^(syntax|semantic|execution|Internal) error: /, '')
    .replace(/^\[Cypher\] /, '')

function cypherError(cause: Error): StoreError {
  if (cause instanceof StoreError) return cause
  const place = /--> query:(\d+):(\d+)/.exec(cause.message)
  const help = /help: (.*)/.exec(cause.message)?.[1]
  const message = help ? `${reason(cause)}. ${help}` : reason(cause)
  return queryError(message, place ? Number(place[1]) : undefined, place ? Number(place[2]) : undefined, cause)
}

/** A cell as JSON, with nodes, relationships and paths in the form of the interface. */
function plain(value: unknown): unknown {
  if (typeof value === 'bigint') return value.toString()
  if (value instanceof Date) return value.toISOString()
  if (Array.isArray(value) || ArrayBuffer.isView(value)) return Array.from(value as unknown[], plain)
  if (typeof value !== 'object' || value === null) return value
  const { _id, _labels, _type, _source, _target, ...rest } = value as Record<string, unknown>
  if (typeof _id === 'number' && Array.isArray(_labels)) {
    return { kind: 'node', labels: _labels as string[], properties: plainMap(rest) } satisfies GraphValue
  }
  if (typeof _id === 'number' && typeof _type === 'string') {
    return { kind: 'relationship', type: _type, properties: plainMap(rest) } satisfies GraphValue
  }
  return pathOf(value as Record<string, unknown>) ?? plainMap(value as Record<string, unknown>)
}

const plainMap = (map: Record<string, unknown>): Record<string, unknown> =>
  Object.fromEntries(Object.entries(map).map(([key, value]) => [key, plain(value)]))

/** Grafeo gives a path as `{nodes, edges}`. */
function pathOf({ nodes, edges, ...rest }: Record<string, unknown>): unknown[] | undefined {
  const isPath = Array.isArray(nodes) && Array.isArray(edges) && nodes.length === edges.length + 1
  if (!isPath || Object.keys(rest).length > 0) return undefined
  return nodes.flatMap((node, i) => (i < edges.length ? [plain(node), plain(edges[i])] : [plain(node)]))
}
