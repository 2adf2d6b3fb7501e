// What do mentions, coreference and frames cost beside parsing? Folder of texts → the share of each, in one run.
//
//   npm run -s build && node bench/extract-speed.mjs [folder of .txt files]
//
// The same articles pass each step in turns; the best of three passes counts.
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { findClaims } from '../dist/extract/claims.js'
import { loadTools, understand } from '../dist/extract/index.js'
import { loadOntology } from '../dist/graph/ontology.js'

const folder = process.argv[2] ?? fileURLToPath(new URL('../../shared/data/nerel/dev', import.meta.url))
const files = readdirSync(folder).filter(file => file.endsWith('.txt'))
const articles = files.map(file => ({ id: file, text: readFileSync(join(folder, file), 'utf8') }))
const tools = await loadTools(loadOntology())

const best = { parsing: Number.POSITIVE_INFINITY, entities: Number.POSITIVE_INFINITY, claims: Number.POSITIVE_INFINITY }
for (let pass = 0; pass < 3; pass++) {
  const started = performance.now()
  const parsed = []
  for (let i = 0; i < articles.length; i += 32)
    parsed.push(...(await tools.language.analyze(articles.slice(i, i + 32).map(a => a.text))))
  const read = performance.now()
  const contexts = articles.map((article, i) => understand(article, parsed[i], tools))
  const understood = performance.now()
  for (const context of contexts) findClaims(context)
  const done = performance.now()
  best.parsing = Math.min(best.parsing, read - started)
  best.entities = Math.min(best.entities, understood - read)
  best.claims = Math.min(best.claims, done - understood)
}
const share = step => `${(best[step] / best.parsing).toFixed(2)} of parsing`
console.log(
  `${articles.length} articles; mentions, coreference, speakers: ${share('entities')}; frames: ${share('claims')}`,
)
