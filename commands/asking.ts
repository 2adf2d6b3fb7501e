// A query → its answer, from a process of its own (asking-process.ts): one that takes too long, or all the memory, ends with
// its process. The embedded store cannot stop a query, and whoever asks must go on.
import { fork } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { type QueryOptions, queryError, type Rows, StoreError, tooLong } from '../graph/store/store.ts'
import type { StoreOptions } from './options.ts'

/** What the process is sent. */
export interface Question {
  options: StoreOptions
  cypher: string
  limits: QueryOptions
}

/** What it sends back, once. */
export type Reply = { rows: Rows } | { fault: { message: string; line?: number; column?: number } }

/** Seconds that a process may take beyond the query's own: to start, and to open the store. */
const BESIDES = 10
/** So many at a time; more are refused. */
const MOST = 4

const PROGRAM = fileURLToPath(new URL('./asking-process.js', import.meta.url))

/** Asks the store of the options, which is open only meanwhile; whatever is asked, it only reads. */
export function asking(options: StoreOptions): (cypher: string, limits: QueryOptions) => Promise<Rows> {
  const { store, user, password, database, ontology } = options
  let running = 0
  return (cypher, limits) =>
    new Promise<Rows>((resolve, reject) => {
      if (running >= MOST) throw queryError(`${MOST} queries are running; wait until one of them has ended`)
      running++
      const child = fork(PROGRAM, { stdio: 'ignore', serialization: 'advanced', execArgv: [] })
      const { timeout = 60 } = limits
      const clock = setTimeout(() => end(tooLong(timeout)), (timeout + BESIDES) * 1000)
      let ended = false
      const end = (error?: Error): void => {
        if (ended) return
        ended = true
        running--
        clearTimeout(clock)
        child.kill('SIGKILL')
        if (error) reject(error)
      }
      child.on('message', (reply: Reply) => {
        if ('rows' in reply) {
          resolve(reply.rows)
          end()
        } else end(new StoreError(reply.fault.message, reply.fault))
      })
      child.on('error', error => end(new StoreError(`query: ${error.message}`, { cause: error })))
      child.on('exit', () => end(queryError('took more memory than there is; ask for less')))
      child.send({
        options: { store, user, password, database, ontology },
        cypher,
        limits: { ...limits, write: false },
      } satisfies Question)
    })
}
