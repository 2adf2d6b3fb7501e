// How fast is loading a graph? Number of claims → relations a second (claims and mentions) of svodka, of plain UNWIND CREATE
// and of LangChain's loader on one Neo4j server, and of the embedded store beside its own batch API; loading again; memory.
//
//   npm run -s build && node bench/load.mjs [CLAIMS] [--store bolt://…] [--sample CLAIMS] [--step NAME …] [--rounds N] [--pid PID]
//
// 1 000 000 claims unless told; 20 000 take about a minute. The server must be empty: what is loaded is deleted again. User and
// password come from NEO4J_USERNAME and NEO4J_PASSWORD. Each step runs in a process of its own, in turns; the best of the
// rounds counts. LangChain's loader is slow: it gets a sample, and svodka the same one; with a base label
// and indexes, and «plain», as it is called without options. It needs APOC on the server:
// bench/apoc.sh puts it beside a server of scripts/neo4j.sh. Given the server's process (on Linux), ratios are of processors' seconds,
// its and the loader's, too: a busy machine blurs those less than the clock's.
import { execFileSync } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { loadOntology } from '../dist/graph/ontology.js'
import { openStore } from '../dist/graph/store/index.js'
import { batchApi, clear, count, createPlainly } from './bare.mjs'
import { CLAIMS_PER_ARTICLE, generated, MENTIONS_PER_ARTICLE } from './generated.mjs'
import { langchain, loadByLangchain } from './langchain.mjs'
import { timer } from './timed.mjs'

/** Claims of the small graph whose memory the whole one's is compared with. */
const SMALL = 10_000
/** Articles that are loaded at a time where memory is measured. */
const AT_ONCE = 250

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    store: { type: 'string' },
    sample: { type: 'string' },
    step: { type: 'string', multiple: true },
    rounds: { type: 'string', default: '2' },
    child: { type: 'string' },
    room: { type: 'string' },
    pid: { type: 'string' },
  },
})
const claims = Number(positionals[0] ?? 1_000_000)
const sample = Math.min(claims, Number(values.sample ?? 20_000))
const { NEO4J_USERNAME: username = 'neo4j', NEO4J_PASSWORD: password = '' } = process.env
const server = values.store && { url: values.store, username, password }

const timed = timer(values.pid)
/** What a child process does, by name: it prints what each thing took. */
const steps = {
  plain: async () => ({ plain: await createPlainly(server, generated(claims), false, timed) }),
  'plain, indexed': async () => ({ 'plain, indexed': await createPlainly(server, generated(claims), true, timed) }),
  svodka: () => saveTwice(server.url, claims, 'svodka'),
  'svodka, sample': () => saveTwice(server.url, sample, 'svodka, sample'),
  langchain: async () => ({ langchain: await loadByLangchain(values.room, server, generated(sample), timed) }),
  'langchain, plain': async () => ({
    'langchain, plain': await loadByLangchain(values.room, server, generated(sample), timed, false),
  }),
  embedded: () => saveTwice(join(values.room, 'graph'), claims, 'embedded'),
  'batch API': async () => ({ 'batch API': await batchApi(join(values.room, 'graph'), generated(claims), timed) }),
  'memory, server': () => saveInPieces(server.url, claims),
  'memory, server, small': () => saveInPieces(server.url, SMALL),
  'memory, embedded': () => saveInPieces(join(values.room, 'graph'), claims),
  'memory, embedded, small': () => saveInPieces(join(values.room, 'graph'), SMALL),
}
const onServer = [
  'plain',
  'plain, indexed',
  'svodka',
  'svodka, sample',
  'langchain',
  'langchain, plain',
  'memory, server',
  'memory, server, small',
]

if (values.child) console.log(JSON.stringify({ ...(await steps[values.child]()), peak: peak() }))
else await compare()

async function compare() {
  const rooms = []
  const [best, peaks] = [{}, {}]
  try {
    if (server && (await count(server)) > 0) throw new Error(`${server.url} is not empty; give a server for trials`)
    const wanted = (values.step ?? Object.keys(steps)).filter(step => server || !onServer.includes(step))
    const loader = wanted.some(step => step.startsWith('langchain')) ? langchain(rooms) : undefined
    if (server) await run('svodka, sample') // so that the server is warm
    for (let round = 0; round < Number(values.rounds); round++) {
      for (const step of wanted) {
        if (round > 0 && step.startsWith('memory')) continue
        const room = step.startsWith('langchain') ? loader : mkdtempSync(join(tmpdir(), 'svodka-load-'))
        if (room !== loader) rooms.push(room)
        const found = await run(step, room)
        if (room !== loader) rmSync(room, { recursive: true, force: true })
        const { peak, ...times } = found
        if (peak) peaks[step] = peak
        for (const [name, { wall, processor }] of Object.entries(times)) {
          const former = best[name] ?? { wall: Number.POSITIVE_INFINITY, processor: Number.POSITIVE_INFINITY }
          best[name] = { wall: Math.min(former.wall, wall), processor: Math.min(former.processor, processor) }
        }
        console.error(`${round + 1}: ${step}: ${JSON.stringify(found)}`)
      }
    }
    print(best, peaks)
  } finally {
    for (const room of rooms) rmSync(room, { recursive: true, force: true })
  }
}

/** Runs a step in a process of its own, and takes what it loaded out of the server. */
async function run(step, room = '') {
  const args = [
    fileURLToPath(import.meta.url),
    String(claims),
    '--child',
    step,
    '--room',
    room,
    '--sample',
    String(sample),
  ]
  if (server) args.push('--store', server.url)
  if (values.pid && onServer.includes(step)) args.push('--pid', values.pid)
  try {
    const output = execFileSync(process.execPath, ['--max-old-space-size=12000', ...args], {
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'inherit'],
    })
    return JSON.parse(output)
  } catch (error) {
    console.error(`${step}: failed (${error.message.split('\n')[0]})`)
    return {}
  } finally {
    if (server && onServer.includes(step)) await clear(server)
  }
}

async function saveTwice(url, size, name) {
  const graph = generated(size)
  const store = await openStore(url, { ontology: loadOntology(), create: true })
  // Constraints and indexes are made once in a database's life.
  await store.save({ articles: [], entities: [], mentions: [], claims: [] })
  const save = () => store.save(graph)
  const found = { [name]: await timed(save), [`${name}, again`]: await timed(save) }
  await store.close()
  return found
}

/** Loads the graph piece by piece, as it comes. */
async function saveInPieces(url, size) {
  const store = await openStore(url, { ontology: loadOntology(), create: true })
  const articles = size / CLAIMS_PER_ARTICLE
  for (let from = 0; from < articles; from += AT_ONCE) {
    await store.save(generated(size, from, Math.min(articles, from + AT_ONCE)))
  }
  await store.close()
  return {}
}

/** Megabytes that this process has held at most. */
function peak() {
  return Math.round(process.resourceUsage().maxRSS / 1000)
}

function print(best, peaks) {
  const relations = size => size + (size / CLAIMS_PER_ARTICLE) * MENTIONS_PER_ARTICLE
  const line = (name, size, other, otherSize = size) => {
    const [own, base] = [best[name], best[other]]
    if (!own) return
    const faster = key => (base[key] / otherSize / (own[key] / size) || 0).toFixed(2)
    const ratio = base ? `${faster('wall')}× ${other}; by processor ${faster('processor')}×` : ''
    const speed = `${Math.round(relations(size) / own.wall)}/s`
    const seconds = [own.wall, own.processor].map(n => `${n.toFixed(1)} s`.padStart(10)).join('')
    console.log(`${name.padEnd(20)}${speed.padStart(10)}${seconds}  ${ratio}`)
  }
  console.log(
    `${claims} claims of ${claims / 5} entities; sample ${sample}; relations (claims and mentions) a second, seconds, processors' seconds`,
  )
  line('plain', claims)
  line('plain, indexed', claims)
  line('svodka', claims, 'plain')
  line('svodka', claims, 'plain, indexed')
  line('svodka, again', claims, 'svodka')
  line('langchain', sample)
  line('langchain, plain', sample)
  line('svodka, sample', sample, 'langchain')
  line('svodka, sample', sample, 'langchain, plain')
  line('svodka', claims, 'langchain', sample)
  line('batch API', claims)
  line('embedded', claims, 'batch API')
  line('embedded, again', claims, 'embedded')
  for (const name of ['memory, server', 'memory, embedded']) {
    const [whole, small] = [peaks[name], peaks[`${name}, small`]]
    if (whole && small) {
      console.log(`${name}: ${claims} claims ${whole} MB, ${SMALL} claims ${small} MB: ${(whole / small).toFixed(2)}×`)
    }
  }
}
