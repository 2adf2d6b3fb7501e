// RuCoCo → how well svodka tells who is who inside an article: CoNLL-F1 (mean F1 of MUC, B³ and CEAFe) over all mentions and
// over those that both have, and how many pronouns, titles and class nouns are resolved, and how many of these rightly.
//
//   npm run -s build && node bench/coreference.mjs rucoco.jsonl [--part apart|tuning] [--dist folder]
//
// «Right»: the entity's names are mostly in the chain that the word is in. «Of those possible»: of the words whose chain
// holds a person, organisation or country that svodka has found. «который» is left out. Chains of one mention count only
// where both sides have the mention.
import { parseArgs } from 'node:util'
import { articles, DIST, load, loadLexicon } from './coreference-articles.mjs'
import { match } from './coreference-match.mjs'
import { add, count, rates } from './coreference-metrics.mjs'

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { part: { type: 'string', default: 'apart' }, dist: { type: 'string', default: DIST } },
})
const [file] = positionals
if (!file) throw new Error('usage: node bench/coreference.mjs rucoco.jsonl [--part apart|tuning]')

const lexicon = await loadLexicon(values.dist)
const { resolveMentions } = await load(values.dist, 'extract/coreference.js')
let [all, shared] = [count([], []), count([], [])]
const decisions = []
const mentions = { gold: 0, both: 0 }
let n = 0
for await (const { draft, chains } of articles(file, values.part, { dist: values.dist, lexicon })) {
  const entities = resolveMentions(draft, lexicon)
  const { expected, found, decided } = match(draft, entities, chains, lexicon)
  all = add(all, count(several(expected), several(found)))
  const [theirs, ours] = [new Set(expected.flat()), new Set(found.flat())]
  shared = add(shared, count(only(expected, ours), only(found, theirs)))
  decisions.push(...decided)
  mentions.gold += theirs.size
  mentions.both += [...theirs].filter(key => ours.has(key)).length
  n++
}

console.log(`${n} articles (${values.part}); mentions found ${share(mentions.both, mentions.gold)}`)
for (const [name, sums] of Object.entries({ 'all mentions': all, 'mentions of both': shared })) {
  const { conll, ...measures } = rates(sums)
  const parts = Object.entries(measures).map(
    ([measure, { recall, precision, f1 }]) =>
      `${measure} ${f1.toFixed(3)} (P ${precision.toFixed(3)} R ${recall.toFixed(3)})`,
  )
  console.log(`${name.padEnd(18)} CoNLL ${conll.toFixed(3)}  ${parts.join('  ')}`)
}
for (const kind of ['pronoun', 'reflexive', 'title', 'class noun']) {
  const own = decisions.filter(d => d.kind === kind)
  const [resolved, possible] = [own.filter(d => d.resolved), own.filter(d => d.possible)]
  const right = share(resolved.filter(d => d.right).length, resolved.length)
  const done = share(possible.filter(d => d.resolved).length, possible.length)
  const rightly = share(possible.filter(d => d.right).length, possible.length)
  console.log(`${kind.padEnd(18)} right ${right}  resolved of those possible ${done}, rightly ${rightly}`)
}

function several(chains) {
  return chains.filter(chain => chain.length > 1)
}

function only(chains, keys) {
  return chains.map(chain => chain.filter(key => keys.has(key))).filter(chain => chain.length)
}

function share(part, whole) {
  return `${part} of ${whole} (${whole ? ((100 * part) / whole).toFixed(1) : '–'} %)`
}
