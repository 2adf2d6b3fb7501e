// The embedded store: the suite of all stores, and what can be wrong with files and processes.
import { type ChildProcess, spawn, spawnSync } from 'node:child_process'
import { mkdtempSync, rmdirSync } from 'node:fs'
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

describe('a damaged file', () => {
  const graph = generated(300)
  let whole: Buffer
  beforeAll(async () => {
    const path = await fresh()
    const store = await openStore(path, { create: true })
    await store.save(graph)
    await store.close()
    whole = await readFile(path)
  })
  const opened = async (bytes: Uint8Array): Promise<unknown> => {
    const path = await fresh()
    await writeFile(path, bytes)
    try {
      const store = await openStore(path, { readOnly: true })
      const found = await store.load()
      await store.close()
      return found
    } catch (error) {
      return `${(error as Error).name}: ${(error as Error).message}`.replace(path, 'FILE')
    }
  }

  test('cut short anywhere: that is said, and the way back', async () => {
    for (let share = 1; share < 20; share++) {
      expect(await opened(whole.subarray(0, Math.floor((whole.length * share) / 20)))).toMatch(
        /^StoreError: FILE: the file is damaged \(byte \d+\); get it back from a backup \(svodka restore[^\n]*$/,
      )
    }
  })

  test('a byte changed anywhere: that is said, or nothing is lost', async () => {
    let damaged = 0
    for (let n = 0; n < 60; n++) {
      const bytes = Buffer.from(whole)
      const at = Math.floor((whole.length * (n + 0.5)) / 60)
      bytes[at] = bytes[at]! ^ 0xff
      const found = await opened(bytes)
      if (typeof found === 'string') {
        damaged++
        expect(found).toMatch(/^StoreError: FILE: (the file is damaged|is not a graph of svodka)/)
      } else expect(found).toEqual(graph)
    }
    expect(damaged).toBeGreaterThan(0)
  })
})

/** A folder on a disk of a megabyte, or nothing where none may be made. */
function smallDisk(): string | undefined {
  const at = mkdtempSync(join(tmpdir(), 'svodka-disk-'))
  const { status } = spawnSync('mount', ['-t', 'tmpfs', '-o', 'size=1m', 'tmpfs', at], { stdio: 'ignore' })
  if (status === 0) return at
  rmdirSync(at)
  console.warn('No small disk can be made here (mount is refused): a full disk is not tested.')
  return undefined
}
const disk = smallDisk()

describe.skipIf(!disk)('a full disk', () => {
  afterAll(() => {
    spawnSync('umount', ['-l', disk!])
    rmdirSync(disk!)
  })
  const noRoom =
    /^StoreError: [^\n]*: no room left on the disk; what was saved before is kept; make room and run the same/

  test('what does not fit is not saved, what was there stays, and with room again it is saved', async () => {
    const path = join(disk!, 'x.graph')
    const [small, large] = [generated(20), generated(4000)]
    const store = await openStore(path, { create: true })
    await store.save(small)
    expect(await fault(store.save(large))).toMatch(noRoom)
    expect(await store.load()).toEqual(small)
    await store.close().catch(() => undefined)
    const again = await openStore(path)
    expect(await again.load()).toEqual(small)
    expect((await again.save(small)).created).toEqual({ articles: 0, entities: 0, claims: 0 })
    await again.close()
  })

  test('full when the graph is closed: all that was saved is there when it is opened again', async () => {
    const [path, graph] = [join(disk!, 'y.graph'), generated(100)]
    const store = await openStore(path, { create: true })
    await store.save(graph)
    const fill = join(disk!, 'fill')
    spawnSync('dd', ['if=/dev/zero', `of=${fill}`, 'bs=4k'], { stdio: 'ignore' })
    expect(await fault(store.close())).toMatch(noRoom)
    await rm(fill)
    await store.close()
    const again = await openStore(path)
    expect(await again.load()).toEqual(graph)
    await again.close()
  })
})
