// One question from the process that started this one → its answer; then this one ends.
import { StoreError } from '../graph/store/store.ts'
import type { Question, Reply } from './asking.ts'
import { withStore } from './options.ts'

process.once('message', async ({ options, cypher, limits }: Question) => {
  let reply: Reply
  try {
    reply = { rows: await withStore(options, { readOnly: true }, store => store.query(cypher, limits)) }
  } catch (error) {
    const { message } = error as Error
    const { line, column } = error instanceof StoreError ? error : {}
    reply = { fault: { message, ...(line !== undefined && { line }), ...(column !== undefined && { column }) } }
  }
  process.send!(reply, () => process.exit())
})
// Whoever asked has gone.
process.once('disconnect', () => process.exit())
