// RuCoCo's articles → the same with their trees and mentions, before coreference. The last 300 are kept apart: they are
// measured, and nothing is fit or tuned on them.
//
// RuCoCo (Dobrovolskii et al. 2022): https://github.com/vdobrovolskii/rucoco. Its offsets count UTF-16 code units and
// code points alike, since no text of it has a character beyond U+FFFF.
import { readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'

const APART = 300

/** Yields `{ id, draft, chains }`; `part` is "apart" or "tuning". `dist` is the folder of the compiled sources. */
export async function* articles(file, part, { dist, lexicon }) {
  const lines = readFileSync(file, 'utf8').trim().split('\n')
  const chosen = part === 'apart' ? lines.slice(-APART) : lines.slice(0, -APART)
  const { loadReader } = await load(dist, 'extract/language/ru/load.js')
  const { plainLemmas } = await load(dist, 'extract/draft.js')
  const { mend } = await load(dist, 'extract/mend.js')
  const { findMentions } = await load(dist, 'extract/mentions.js')
  const reader = await loadReader()
  for (let i = 0; i < chosen.length; i += 16) {
    const batch = chosen.slice(i, i + 16).map(line => JSON.parse(line))
    const read = await reader.analyze(batch.map(article => article.text))
    for (const [n, { id, text, entities }] of batch.entries()) {
      const sentences = mend(plainLemmas(read[n]), lexicon)
      const draft = { article: { id, text }, sentences, mentions: [], referents: new Map() }
      draft.mentions = findMentions(draft, lexicon, reader)
      yield { id, draft, chains: entities }
    }
  }
}

export async function loadLexicon(dist) {
  const { loadLexicon } = await load(dist, 'extract/lexicon.js')
  const { loadOntology } = await load(dist, 'graph/ontology.js')
  return loadLexicon('ru', loadOntology())
}

/** A compiled module of the project. */
export const load = (dist, path) => import(pathToFileURL(resolve(dist, path)).href)

export const DIST = fileURLToPath(new URL('../dist', import.meta.url))
