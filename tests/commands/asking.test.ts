import { execFileSync } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { asking as Asking } from '../../commands/asking.ts'
import { loadOntology } from '../../graph/ontology.ts'
import { openStore } from '../../graph/store/index.ts'
import { seedGraph } from '../seed.ts'

const folder = mkdtempSync(join(tmpdir(), 'svodka-asking-'))
const store = join(folder, 'seed.graph')
let asking: typeof Asking
beforeAll(async () => {
  // The process that answers is a compiled one: "npm run build" makes it.
  ;({ asking } = (await import(new URL('../../dist/commands/asking.js', import.meta.url).href)) as {
    asking: typeof Asking
  })
  const opened = await openStore(store, { ontology: loadOntology(), create: true })
  await opened.save(seedGraph())
  await opened.close()
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

/** Processes that answer queries of this one. */
const running = (): number =>
  execFileSync('ps', ['--ppid', String(process.pid), '-o', 'args='], { encoding: 'utf8' })
    .split('\n')
    .filter(line => line.includes('asking-process')).length

test('answers, faults with their place, nothing written', async () => {
  const ask = asking({ store })
  const { rows } = await ask('MATCH (e:Entity) RETURN count(e)', {})
  expect(rows).toEqual([[seedGraph().entities.length]])
  await expect(ask('MATCH (e:Entity)\nRETRUN e', {})).rejects.toMatchObject({ name: 'StoreError', line: 2 })
  await expect(ask('CREATE (:X)', { write: true })).rejects.toThrow(/only reads|read-only|--write/i)
  await expect(asking({ store: join(folder, 'none.graph') })('RETURN 1', {})).rejects.toThrow('none.graph')
})

test('one that takes too long ends with its process, others are answered meanwhile, too many are refused', async () => {
  const ask = asking({ store })
  const long = 'MATCH (a), (b), (c), (d), (e), (f) RETURN count(*)'
  const slow = Array.from({ length: 3 }, () => ask(long, { timeout: 2 }).catch((error: Error) => error.message))
  expect((await ask('RETURN 1 AS one', {})).rows).toEqual([[1]])
  const fourth = ask(long, { timeout: 2 }).catch((error: Error) => error.message)
  await expect(ask('RETURN 1', {})).rejects.toThrow('4 queries are running')
  for (const message of await Promise.all([...slow, fourth])) expect(message).toContain('no answer within 2 seconds')
  await expect.poll(running).toBe(0)
}, 60_000)
