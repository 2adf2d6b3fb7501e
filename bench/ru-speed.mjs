// How fast is reading Russian? Folder of texts → documents and tokens a second of svodka and of natasha, memory, first result, and the ratio.
//
//   npm run -s build && node bench/ru-speed.mjs [folder of .txt files] [--python path]
//
// Each runs on one thread in a process of its own, in turns; the best of three passes counts. Seconds are the processor's,
// not the clock's, so that a busy machine does not blur the ratio. natasha is installed into an environment that is thrown
// away afterwards, unless --python names one that has it.
import { execFileSync } from 'node:child_process'
import { readdirSync, readFileSync, rmSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { natasha } from './natasha.mjs'

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { python: { type: 'string' }, child: { type: 'string' }, reader: { type: 'string' } },
})
const here = fileURLToPath(new URL('.', import.meta.url))
const folder = positionals[0] ?? join(here, '../../shared/data/nerel/dev')
const reader = resolve(values.reader ?? join(here, '../dist/extract/language/ru/reader.js'))

if (values.child) console.log(JSON.stringify(await measure(values.child)))
else compare()

/** One process: first result after import, then passes over all texts. */
async function measure(runtime) {
  const files = readdirSync(folder).filter(file => file.endsWith('.txt'))
  const texts = files.map(file => readFileSync(join(folder, file), 'utf8'))
  const begun = performance.now()
  const { analyze } = await import(reader)
  await analyze(texts[0], { runtime })
  const first = performance.now() - begun
  let seconds = Number.POSITIVE_INFINITY
  let tokens = 0
  for (let pass = 0; pass < 3; pass++) {
    const start = process.cpuUsage()
    tokens = 0
    for (let i = 0; i < texts.length; i += 8) {
      for (const text of await analyze(texts.slice(i, i + 8), { runtime })) {
        for (const sentence of text) tokens += sentence.tokens.length
      }
    }
    const { user, system } = process.cpuUsage(start)
    seconds = Math.min(seconds, (user + system) / 1e6)
  }
  return { documents: texts.length, tokens, seconds, first, memory: process.resourceUsage().maxRSS / 1024 }
}

function compare() {
  const rooms = []
  try {
    const python = values.python ?? natasha(rooms)
    const oneCore = { ...process.env, OMP_NUM_THREADS: '1', OPENBLAS_NUM_THREADS: '1', MKL_NUM_THREADS: '1' }
    const run = (program, args) => {
      try {
        return JSON.parse(execFileSync(program, args, { env: oneCore, stdio: ['ignore', 'pipe', 'ignore'] }).toString())
      } catch {
        return undefined
      }
    }
    const ours = runtime =>
      run(process.execPath, [fileURLToPath(import.meta.url), folder, '--child', runtime, '--reader', reader])
    const best = {}
    for (let turn = 0; turn < 2; turn++) {
      keep(best, 'natasha', run(python, [join(here, 'natasha_speed.py'), folder]))
      keep(best, 'svodka, wasm', ours('wasm'))
      keep(best, 'svodka, native', ours('native'))
    }
    print(best)
  } finally {
    for (const room of rooms) rmSync(room, { recursive: true, force: true })
  }
}

function keep(best, name, found) {
  if (found && !(best[name]?.seconds < found.seconds)) best[name] = found
}

function print(best) {
  const base = best.natasha && best.natasha.documents / best.natasha.seconds
  for (const [name, { documents, tokens, seconds, first, memory }] of Object.entries(best)) {
    const ratio = base ? `${(documents / seconds / base).toFixed(2)}×` : ''
    const speed = `${(documents / seconds).toFixed(1)} documents/s  ${Math.round(tokens / seconds)} tokens/s`
    console.log(
      `${name.padEnd(15)} ${ratio.padStart(6)}  ${speed}  first result ${Math.round(first)} ms  peak ${Math.round(memory)} MB`,
    )
  }
  for (const name of ['natasha', 'svodka, native']) if (!best[name]) console.log(`${name}: not installed, or failed`)
}
