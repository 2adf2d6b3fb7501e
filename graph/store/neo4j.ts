// A Neo4j server (5.7 or newer): graph in, Cypher answered, over Bolt by the official driver.
import neo4j, { type Driver, type ManagedTransaction, type Session, type SessionMode } from 'neo4j-driver'
import type { Ontology } from '../ontology.ts'
import { loadGraph } from './load.ts'
import { isTimeout, openError, queryFault, serverError } from './neo4j-errors.ts'
import { FULL_TEXT, makeSchema } from './neo4j-schema.ts'
import { fromDriver, toDriver } from './neo4j-values.ts'
import { chunks, partsOf } from './parts.ts'
import { checkQuery } from './read-only.ts'
import { loadDocs, loadReadings, loadSetting, writeReadings, writeSettings } from './readings.ts'
import { checkRows } from './rows.ts'
import type { Run } from './run.ts'
import { type Changes, count, removeArticles, removeUnused, renameEntities, type Writing, writeGraph } from './save.ts'
import { type Named, rank, rankBegun, searchWords } from './search.ts'
import { type OpenOptions, type Rows, type SaveSummary, type Store, StoreError, tooLong } from './store.ts'
import { streamGraph } from './stream.ts'
import type { Server } from './url.ts'

type ServerOptions = Omit<OpenOptions, 'create'> & { ontology: Ontology }

/** Milliseconds until a server that does not answer is given up. */
const TIMEOUT = 5_000
/** Mentions and claims in one transaction; a bigger graph is saved in parts. */
const PART = 20_000

/** Connects to a server. Throws a `StoreError` when it does not answer or refuses the user, within about 5 seconds. */
export async function openNeo4j(server: Server, options: ServerOptions): Promise<Store> {
  const user = options.user ?? server.user ?? process.env.NEO4J_USERNAME ?? 'neo4j'
  const password = options.password ?? server.password ?? process.env.NEO4J_PASSWORD
  const auth = password === undefined ? undefined : neo4j.auth.basic(user, password)
  let driver: Driver | undefined
  let timer: NodeJS.Timeout | undefined
  try {
    driver = neo4j.driver(server.url, auth, {
      connectionTimeout: TIMEOUT,
      connectionAcquisitionTimeout: 2 * TIMEOUT,
      maxTransactionRetryTime: 3 * TIMEOUT,
      telemetryDisabled: true,
      userAgent: 'svodka',
    })
    // The driver's own timeout ends with the TCP connection: a port where nobody speaks would hold it for ever.
    const silence = new Promise<never>((_, reject) => {
      timer = setTimeout(
        () => reject(new neo4j.Neo4jError('no answer', neo4j.error.SERVICE_UNAVAILABLE, '', '')),
        TIMEOUT + 500,
      )
    })
    await Promise.race([answer(driver, options.database), silence])
    return new Neo4jStore(server.url, driver, options)
  } catch (cause) {
    // Not awaited: closing waits for a server that does not answer.
    driver?.close().catch(() => {})
    throw openError(server.url, cause as Error, auth && user, options.database)
  } finally {
    clearTimeout(timer)
  }
}

/** The first answer of the server; it does not look for the database before that. */
async function answer(driver: Driver, database: string | undefined): Promise<void> {
  const session = driver.session({
    defaultAccessMode: neo4j.session.READ,
    ...(database === undefined ? {} : { database }),
  })
  await session.run('RETURN 1')
  await session.close()
}

/** What several transactions did together. */
class Total {
  readonly loose = new Set<string>()
  private readonly created = { articles: 0, entities: 0, claims: 0 }
  private removedClaims = 0

  add({ created, removedClaims, loose }: Changes): void {
    for (const key of ['articles', 'entities', 'claims'] as const) this.created[key] += created[key]
    this.removedClaims += removedClaims
    for (const id of loose) this.loose.add(id)
  }

  summary(now: Pick<SaveSummary, 'articles' | 'entities' | 'claims'>, entities: number): SaveSummary {
    return { ...now, created: this.created, removed: { entities, claims: this.removedClaims } }
  }
}

const writingOf = (ontology: Ontology, articles: string[]): Writing & { done: Set<string> } => ({
  ...{ ontology, finding: 'index', articles: new Set(articles), done: new Set() },
})

class Neo4jStore implements Store {
  readonly url: string
  private readonly driver: Driver
  private readonly options: ServerOptions
  private prepared = false
  private closed = false

  constructor(url: string, driver: Driver, options: ServerOptions) {
    this.url = url
    this.driver = driver
    this.options = options
  }

  save: Store['save'] = async graph => {
    if (this.options.readOnly) throw new StoreError(`${this.url}: opened read-only; open it for writing to save`)
    const { ontology } = this.options
    // A fault in a later part must be found before the first is written.
    checkRows(graph, ontology)
    await this.prepare()
    const parts = partsOf(graph, PART)
    const writing = writingOf(
      ontology,
      graph.articles.map(a => a.id),
    )
    return this.session(neo4j.session.WRITE, async session => {
      const total = new Total()
      for (const part of parts.slice(0, -1)) {
        total.add(await session.executeWrite(tx => writeGraph(runIn(tx), part, writing)))
        for (const { id } of part.entities) writing.done.add(id)
      }
      const last = await session.executeWrite(async tx => {
        const run = runIn(tx)
        const changes = await writeGraph(run, parts.at(-1)!, writing)
        const removed = await removeUnused(run, new Set([...total.loose, ...changes.loose]))
        return { changes, removed, now: await count(run) }
      })
      total.add(last.changes)
      return total.summary(last.now, last.removed)
    })
  }

  apply: Store['apply'] = async ({ graph, read, removed, articles, settings }) => {
    if (this.options.readOnly) throw new StoreError(`${this.url}: opened read-only; open it for writing to save`)
    const { ontology } = this.options
    checkRows(graph, ontology)
    await this.prepare()
    const readings = new Map(read.map(one => [one.doc.article.id, one]))
    const writing = writingOf(ontology, articles)
    return this.session(neo4j.session.WRITE, async session => {
      const total = new Total()
      for (const ids of chunks(removed, 1_000))
        total.add(await session.executeWrite(tx => removeArticles(runIn(tx), ids, writing)))
      for (const part of partsOf(graph, PART)) {
        const changes = await session.executeWrite(async tx => {
          const changes = await writeGraph(runIn(tx), part, writing)
          await writeReadings(
            runIn(tx),
            part.articles.flatMap(a => readings.get(a.id) ?? []),
          )
          return changes
        })
        total.add(changes)
        for (const { id } of part.entities) writing.done.add(id)
      }
      const last = await session.executeWrite(async tx => {
        const run = runIn(tx)
        await renameEntities(run, graph.entities, writing)
        await writeSettings(run, settings)
        // Also those that an update left alone which was broken off.
        for (const [id] of await run('MATCH (e:Entity) WHERE e.id IS NOT NULL AND NOT (e)--() RETURN e.id'))
          total.loose.add(id as string)
        return { removed: await removeUnused(run, total.loose), now: await count(run) }
      })
      return total.summary(last.now, last.removed)
    })
  }

  readings: Store['readings'] = () =>
    this.session(neo4j.session.READ, session => session.executeRead(tx => loadReadings(runIn(tx))))

  setting: Store['setting'] = name =>
    this.session(neo4j.session.READ, session => session.executeRead(tx => loadSetting(runIn(tx), name)))

  remember: Store['remember'] = async settings => {
    if (this.options.readOnly) throw new StoreError(`${this.url}: opened read-only; open it for writing to save`)
    await this.prepare()
    await this.session(neo4j.session.WRITE, session => session.executeWrite(tx => writeSettings(runIn(tx), settings)))
  }

  docs: Store['docs'] = articles =>
    this.session(neo4j.session.READ, session => session.executeRead(tx => loadDocs(runIn(tx), articles)))

  load: Store['load'] = () =>
    this.session(neo4j.session.READ, session => session.executeRead(tx => loadGraph(runIn(tx), this.options.ontology)))

  stream: Store['stream'] = () =>
    streamGraph(
      work => this.session(neo4j.session.READ, session => session.executeRead(tx => work(runIn(tx)))),
      this.options.ontology,
    )

  query: Store['query'] = async (cypher, { params = {}, write = false, limit, timeout } = {}) => {
    checkQuery(cypher, write)
    if (write && this.options.readOnly) {
      throw new StoreError(`${this.url}: opened read-only; open it for writing to change it`)
    }
    return this.session(write ? neo4j.session.WRITE : neo4j.session.READ, async session => {
      const work = async (runner: Session | ManagedTransaction): Promise<Rows> => {
        const result = runner.run(cypher, toDriver(params) as Record<string, unknown>)
        const found: Rows = { columns: await result.keys(), rows: [] }
        for await (const record of result) {
          if (found.rows.length === limit) {
            found.cut = true
            break
          }
          found.rows.push(Array.from(record, fromDriver))
        }
        return found
      }
      const limits = timeout === undefined ? {} : { timeout: timeout * 1000 }
      try {
        // A change is not repeated by itself, and CALL … IN TRANSACTIONS cannot run inside a transaction.
        return await (write ? work(session) : session.executeRead(work, limits))
      } catch (cause) {
        if (timeout !== undefined && isTimeout(cause as Error)) throw tooLong(timeout, cause)
        throw queryFault(cause as Error)
      }
    })
  }

  search: Store['search'] = async (words, limit = 20) => {
    const terms = searchWords(words)
    if (terms.length === 0) return []
    return this.session(neo4j.session.READ, session =>
      session.executeRead(async tx => {
        const run = runIn(tx)
        const named = (rows: unknown[][]): Named[] =>
          rows.map(([id, name, aliases]) => ({ id, name, aliases: aliases ?? [] }) as Named)
        const indexes = await run('SHOW FULLTEXT INDEXES YIELD name RETURN name')
        if (!indexes.some(([name]) => name === FULL_TEXT)) return []
        // The index gives all whose words begin so; which of them come first is decided as in every store.
        const text = terms.map(term => `+*${term.replaceAll('е', '?')}*`).join(' ')
        const begun = await run(
          `CALL db.index.fulltext.queryNodes('${FULL_TEXT}', $text) YIELD node AS e RETURN e.id, e.name, e.aliases`,
          { text },
        )
        const enough = rankBegun(named(begun), words, limit)
        if (enough) return enough
        // Other forms and typos are not for the index: all names are looked through.
        const all = await run('MATCH (e:Entity) WHERE e.id IS NOT NULL RETURN e.id, e.name, e.aliases')
        return rank(named(all), words, limit)
      }),
    )
  }

  async close(): Promise<void> {
    this.closed = true
    await this.driver.close()
  }

  /** Makes the constraints and indexes that are missing; all come from the ontology. */
  private async prepare(): Promise<void> {
    if (this.prepared) return
    await this.session(neo4j.session.WRITE, async session => {
      await makeSchema(session, this.options.ontology)
    })
    this.prepared = true
  }

  private async session<T>(defaultAccessMode: SessionMode, work: (session: Session) => Promise<T>): Promise<T> {
    if (this.closed) throw new StoreError(`${this.url}: the graph is closed; open it again`)
    const { database } = this.options
    const session = this.driver.session({ defaultAccessMode, ...(database === undefined ? {} : { database }) })
    try {
      return await work(session)
    } catch (cause) {
      throw cause instanceof StoreError ? cause : serverError(this.url, cause as Error)
    } finally {
      await session.close()
    }
  }
}

const runIn =
  (tx: ManagedTransaction): Run =>
  async (cypher, params = {}) => {
    const { records } = await tx.run(cypher, toDriver(params) as Record<string, unknown>)
    return records.map(record => Array.from(record, fromDriver))
  }
