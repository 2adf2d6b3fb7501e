// The embedded store: the suite of all stores, and what can be wrong with files and processes.
import { type ChildProcess, spawn } from 'node:child_process'
import { chmod, mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openStore } from '../../../graph/store/index.ts'
import { askingSuite } from './asking.ts'
import { generated } from './graphs.ts'
import { killingSuite } from './killing.ts'
import { streamingSuite } from './streaming.ts'
import { storeSuite } from './suite.ts'
import { updatingSuite } from './updating.ts'

let folder = ''
let files = 0
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'svodka-store-'))
})
afterAll(async () => {
  await rm(folder, { recursive: true, force: true })
})
const fresh = async (): Promise<string> => join(folder, `${files++}.graph`)
const fault = (open: Promise<unknown>): Promise<string> =>
  open.then(() => 'no error').catch((e: Error) => `${e.name}: ${e.message}`)

storeSuite('Grafeo', fresh, 40)
askingSuite('Grafeo', 'grafeo', fresh)
updatingSuite('Grafeo', fresh, 30)
killingSuite('Grafeo', fresh, 12)
streamingSuite('Grafeo', fresh, 30)

/** Another process that opens the graph, runs the code (with `db`), says so and waits until it is killed. */
async function elsewhere(path: string, code: string): Promise<ChildProcess> {
  const grafeo = createRequire(import.meta.url).resolve('@grafeo-db/js')
  const script = `const { GrafeoDB } = require(${JSON.stringify(grafeo)});
    const db = GrafeoDB.create(${JSON.stringify(path)});
    (async () => { ${code}; console.log('ready'); setInterval(() => {}, 1000) })()`
  const child = spawn(process.execPath, ['-e', script], { stdio: ['ignore', 'pipe', 'inherit'] })
  await new Promise<void>((done, failed) => {
    child.stdout!.once('data', () => done())
    child.once('exit', () => failed(new Error('the other process ended')))
  })
  return child
}
const kill = (child: ChildProcess): Promise<void> =>
  new Promise(done => {
    child.once('exit', () => done())
    child.kill('SIGKILL')
  })

describe('files', () => {
  test('no graph there', async () => {
    const path = join(folder, 'none', 'x.graph')
    const none = `StoreError: no graph at ${path}; make one with: svodka build`
    expect(await fault(openStore(path))).toBe(none)
    expect(await fault(openStore(path, { readOnly: true, create: true }))).toBe(none)
    expect(await readdir(folder)).not.toContain('none')
  })

  test('the folders of a new graph are made', async () => {
    const path = join(folder, 'новая папка', 'b', 'x.graph')
    const store = await openStore(path, { create: true })
    expect(store.url).toBe(path)
    await store.close()
    await (await openStore(path)).close()
  })

  test('another kind of file is left as it is', async () => {
    for (const [name, text] of [
      ['notes.txt', 'not a graph'],
      ['empty', ''],
      ['zeros', '\0'.repeat(9000)],
    ] as const) {
      const path = join(folder, name)
      await writeFile(path, text)
      for (const options of [{}, { create: true }, { readOnly: true }]) {
        expect(await fault(openStore(path, options))).toBe(
          `StoreError: ${path}: is not a graph of svodka; give another path`,
        )
      }
      expect(await readFile(path, 'utf8')).toBe(text)
      expect((await readdir(folder)).filter(f => f.startsWith(name))).toEqual([name])
    }
  })

  test('a folder, and a file where a folder is wanted', async () => {
    expect(await fault(openStore(folder))).toBe(`StoreError: ${folder}: is a folder; give the graph's file in it`)
    await writeFile(join(folder, 'file'), 'x')
    const path = join(folder, 'file', 'x.graph')
    expect(await fault(openStore(path, { create: true }))).toBe(
      `StoreError: ${path}: a part of this path is a file, not a folder; give another path`,
    )
  })

  test.skipIf(process.getuid?.() === 0)('no permission (not for root, who may do all)', async () => {
    const locked = join(folder, 'locked')
    await mkdir(locked, { mode: 0o500 })
    const path = join(locked, 'x.graph')
    expect(await fault(openStore(path, { create: true }))).toBe(
      `StoreError: ${path}: no permission; change its rights or give another path`,
    )
    await chmod(locked, 0o700)
  })
})

describe('processes', () => {
  test('a graph that another process has open is refused, until that ends', async () => {
    const path = await fresh()
    const child = await elsewhere(path, '')
    const locked = `StoreError: ${path}: another process has this graph open; close it there (svodka view?) and try again`
    expect(await fault(openStore(path))).toBe(locked)
    expect(await fault(openStore(path, { readOnly: true }))).toBe(locked)
    await kill(child)
    await (await openStore(path)).close()
  })

  test('many may read at once', async () => {
    const path = await fresh()
    await (await openStore(path, { create: true })).close()
    const [one, other] = [await openStore(path, { readOnly: true }), await openStore(path, { readOnly: true })]
    expect(await one.load()).toEqual(await other.load())
    expect(await fault(openStore(path))).toMatch(/another process has this graph open/)
    await one.close()
    await other.close()
  })

  test('a process killed in the middle of a save leaves the graph as it was', async () => {
    const [path, graph] = [await fresh(), generated(400)]
    const store = await openStore(path, { create: true })
    await store.save(graph)
    await store.close()
    const child = await elsewhere(
      path,
      `const tx = db.beginTransaction()
       await tx.executeCypher('MATCH (:Entity)-[c]->() DELETE c')
       await tx.executeCypher('UNWIND range(1, 20000) AS i CREATE (:Entity {id: "new" + toString(i)})')`,
    )
    await kill(child)
    for (const readOnly of [true, false]) {
      const reopened = await openStore(path, { readOnly })
      expect(await reopened.load()).toEqual(graph)
      expect((await reopened.query('MATCH (e:Entity) RETURN count(e)')).rows).toEqual([[graph.entities.length]])
      await reopened.close()
    }
  })
})
