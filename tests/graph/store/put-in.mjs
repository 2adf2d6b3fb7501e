// A process that puts documents into a store one after the other, for tests that kill it: node put-in.mjs <store> <docs.json>
import { readFileSync } from 'node:fs'
import { loadOntology } from '../../../dist/graph/ontology.js'
import { openStore } from '../../../dist/graph/store/index.js'
import { update } from '../../../dist/graph/update.js'

const [url, file] = process.argv.slice(2)
const ontology = loadOntology()
const store = await openStore(url, { ontology, create: true })
const known = new Set((await store.readings()).map(r => r.article))
process.stdout.write('ready\n')
for (const doc of JSON.parse(readFileSync(file, 'utf8'))) {
  if (!known.has(doc.article.id)) await update(store, { read: [{ doc, hash: '' }] }, ontology)
}
await store.close()
