// What holds when a process dies while it writes, for every store. Called once for each; not collected by itself.
import { spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'
import { build } from '../../../graph/build.ts'
import { loadOntology } from '../../../graph/ontology.ts'
import { openStore } from '../../../graph/store/index.ts'
import { docOf, NAMES } from './updating.ts'

const program = fileURLToPath(new URL('./put-in.mjs', import.meta.url))
const ontology = loadOntology()
const ARTICLES = 60
/** All of them where there is time. */
const KILLS = process.env.CI ? 50 : 15

/** Documents of three names each, different ones every time, but not by chance. */
const docs = Array.from({ length: ARTICLES }, (_, d) =>
  docOf(
    `a${d}`,
    [0, 1, 2].map(i => NAMES[(d * 7 + i * 5) % NAMES.length]!),
  ),
)

/** `fresh` gives the URL of a store that has nothing yet; so many times `step` milliseconds is how long a whole run takes. */
export function killingSuite(name: string, fresh: () => Promise<string>, step: number): void {
  test(`${name}: killed at ${KILLS} moments, it has whole articles, and goes on from there`, {
    timeout: 600_000,
  }, async () => {
    if (!existsSync(new URL('../../../dist/graph/update.js', import.meta.url)))
      throw new Error('dist/ is missing; run "npm run build" first')
    const folder = await mkdtemp(join(tmpdir(), 'svodka-killed-'))
    const file = join(folder, 'docs.json')
    await writeFile(file, JSON.stringify(docs))
    let url = await fresh()
    let [broken, done] = [0, 0]
    try {
      for (let n = 0; n < KILLS; n++) {
        // Moments spread over the time that a whole run takes, in an order that is not theirs.
        const finished = await putIn(url, file, ((n * 37) % KILLS) * step * (50 / KILLS))
        const store = await openStore(url, { ontology })
        const graph = await store.load()
        await store.close()
        const there = docs.filter(doc => graph.articles.some(a => a.id === doc.article.id))
        expect(graph.articles.length).toBe(there.length)
        const count = (list: { article: string }[], id: string): number => list.filter(o => o.article === id).length
        const expected = build(there, ontology)
        for (const { article } of there) {
          expect(count(graph.mentions, article.id)).toBe(count(expected.mentions, article.id))
          expect(count(graph.claims, article.id)).toBe(count(expected.claims, article.id))
        }
        if (there.length > 0 && there.length < ARTICLES) broken++
        if (!finished) continue
        done++
        const whole = build(docs, ontology)
        const used = new Set(whole.mentions.map(m => m.entity))
        expect(graph).toEqual({ ...whole, entities: whole.entities.filter(e => used.has(e.id)) })
        url = await fresh()
      }
      expect(await putIn(url, file, 600_000)).toBe(true)
    } finally {
      await rm(folder, { recursive: true, force: true })
    }
    // Else the moments were none in the middle.
    expect(broken).toBeGreaterThan(KILLS / 10)
    expect(done).toBeLessThan(KILLS)
  })
}

/** Runs the process until it ends or `wait` milliseconds after it has begun to write; whether it ended by itself. */
function putIn(url: string, file: string, wait: number): Promise<boolean> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [program, url, file], { stdio: ['ignore', 'pipe', 'inherit'] })
    let timer: NodeJS.Timeout | undefined
    child.stdout.on('data', () => {
      timer ??= setTimeout(() => child.kill('SIGKILL'), wait)
    })
    child.on('error', reject)
    child.on('exit', code => {
      clearTimeout(timer)
      resolve(code === 0)
    })
  })
}
