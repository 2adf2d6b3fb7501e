// A number of claims → how much memory exporting them takes, format by format. Each export runs in a process of its own,
// and so do opening the store and reading all its values: the embedded one holds in memory what has been read of its graph.
//   node bench/export-memory.mjs [CLAIMS] [--store bolt://…] [--format jsonl …]     after npm run build; the store must be new
// Prints the peak of resident memory, the part of it that is more than reading takes, seconds and megabytes of the file.
import { execFileSync } from 'node:child_process'
import { mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { exportGraph, formats } from '../dist/graph/export/index.js'
import { loadOntology } from '../dist/graph/ontology.js'
import { openStore } from '../dist/graph/store/index.js'
import { ARTICLE_PROPERTIES, CLAIM_PROPERTIES, MENTION_PROPERTIES } from '../dist/graph/store/rows.js'
import { CLAIMS_PER_ARTICLE, generated } from './generated.mjs'

const ARTICLES_AT_ONCE = 5_000

/** All values that exports read, property by property, of which nothing but their number comes out of the store. */
const COUNTS = [
  ['(x:Entity)', ['id', 'name', 'aliases', 'wikidata']],
  ['(x:Article)', ARTICLE_PROPERTIES],
  ['(:Entity)-[x:MENTIONED_IN]->(:Article)', MENTION_PROPERTIES],
  ['(:Entity)-[x]->(:Entity)', CLAIM_PROPERTIES],
].flatMap(([pattern, keys]) => keys.map(key => `MATCH ${pattern} RETURN count(x.${key})`))

const { values, positionals } = parseArgs({
  options: { store: { type: 'string' }, format: { type: 'string', multiple: true }, step: { type: 'string' } },
  allowPositionals: true,
})
const claims = Number(positionals[0] ?? 1_000_000)

if (values.step === 'make') await make(values.store, claims)
else if (values.step) await measured(values.step, values.store)
else report()

function report() {
  const folder = mkdtempSync(join(tmpdir(), 'svodka-export-memory-'))
  try {
    const store = values.store ?? join(folder, 'big.graph')
    const run = step => {
      const args = [fileURLToPath(import.meta.url), String(claims), '--store', store, '--step', step]
      return execFileSync(process.execPath, args, {
        encoding: 'utf8',
        cwd: folder,
        stdio: ['ignore', 'pipe', 'inherit'],
      })
    }
    run('make')
    const [opened, read] = ['open', 'read'].map(step => JSON.parse(run(step)))
    console.log(
      `${claims} claims; resident MB: Node ${opened.before}, open ${opened.megabytes}, read ${read.megabytes}`,
    )
    console.log('format        peak MB  more than read  seconds  file MB')
    for (const format of values.format ?? Object.keys(formats)) {
      const { megabytes, seconds } = JSON.parse(run(format))
      const size = Math.round(sizeOf(join(folder, format)) / 1e6)
      rmSync(join(folder, format), { recursive: true })
      const columns = [megabytes, megabytes - read.megabytes, seconds, size]
      console.log(format.padEnd(13) + [8, 16, 9, 9].map((width, i) => String(columns[i]).padStart(width)).join(''))
    }
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

/** Opens the store; then exports, reads all values there are, or does no more; prints what it took. */
async function measured(step, url) {
  const before = peak()
  const start = performance.now()
  const store = await openStore(url, { readOnly: true })
  const isExport = Object.hasOwn(formats, step)
  if (isExport) await exportGraph(store.stream(), loadOntology(), step, { format: step })
  if (step === 'read') for (const query of COUNTS) await store.query(query)
  // What was needed for a moment only may be used again: it is not the store's.
  const megabytes = isExport ? peak() : Math.round(process.memoryUsage.rss() / 1e6)
  await store.close()
  console.log(JSON.stringify({ before, megabytes, seconds: Math.round((performance.now() - start) / 1000) }))
}

/** Megabytes that this process has held at most. */
function peak() {
  return Math.round((process.resourceUsage().maxRSS * 1024) / 1e6)
}

/** Saves a graph of that size, some thousand articles at a time: it is never whole in memory. */
async function make(url, claims) {
  const store = await openStore(url, { create: true })
  const articles = claims / CLAIMS_PER_ARTICLE
  for (let from = 0; from < articles; from += ARTICLES_AT_ONCE) {
    await store.save(generated(claims, from, Math.min(articles, from + ARTICLES_AT_ONCE)))
  }
  await store.close()
}

function sizeOf(path) {
  const info = statSync(path)
  if (!info.isDirectory()) return info.size
  return readdirSync(path).reduce((sum, name) => sum + sizeOf(join(path, name)), 0)
}
