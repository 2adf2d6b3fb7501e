// RuCoCo without the part kept apart → extract/anaphor-weights.ts: how much each feature says about what a pronoun or a class
// noun stands for. Prints the file.
//
//   npm run -s build && node bench/coreference-fit.mjs rucoco.jsonl > weights && mv weights extract/anaphor-weights.ts
//
// Log-linear: each candidate's odds are exp(weights · features), those of «none of them» are 1. Gradient descent on the log
// probability of whatever is in the word's chain (Adagrad, Duchi et al. 2011), twice: what is resolved changes what comes later.
import { parseArgs } from 'node:util'
import { articles, DIST, load, loadLexicon } from './coreference-articles.mjs'
import { mostly, places } from './coreference-match.mjs'

const [ROUNDS, EPOCHS, STEP, DECAY] = [2, 12, 0.15, 1e-5]

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { dist: { type: 'string', default: DIST } },
})
const lexicon = await loadLexicon(values.dist)
const { resolveMentions } = await load(values.dist, 'extract/coreference.js')
const { CLASS_NOUNS, PRONOUNS } = await load(values.dist, 'extract/anaphor-weights.js')
const tables = { pronoun: PRONOUNS, 'class noun': CLASS_NOUNS }

const read = []
for await (const { draft, chains } of articles(positionals[0], 'tuning', { dist: values.dist, lexicon }))
  read.push({ draft, theirs: places(draft, chains) })
for (const [kind, weights] of Object.entries(tables))
  for (let round = 0; round < ROUNDS; round++) {
    const learned = learn(choices(kind), round ? weights : {})
    for (const name of Object.keys(weights)) delete weights[name]
    Object.assign(weights, learned)
  }
print()

/** What there was to choose from, and which of it is right. */
function choices(kind) {
  const found = []
  for (const { draft, theirs } of read) {
    const copy = { ...draft, mentions: draft.mentions.map(m => ({ ...m })), referents: new Map() }
    resolveMentions(copy, lexicon, (asked, place, candidates) => {
      if (asked !== kind) return
      const chain = theirs.get(place)?.chain
      found.push(
        candidates.map(c => ({
          features: Object.entries(c.features).filter(([, value]) => value),
          right: chain !== undefined && mostly(c.places.map(p => theirs.get(p)?.chain)) === chain,
        })),
      )
    })
  }
  return found
}

function learn(cases, start) {
  const weights = new Map(Object.entries(start))
  const slopes = new Map()
  for (let epoch = 0; epoch < EPOCHS; epoch++) {
    for (const candidates of cases) {
      const odds = candidates.map(c => Math.exp(sum(c.features, ([name, value]) => (weights.get(name) ?? 0) * value)))
      const total = sum(odds, o => o) + 1
      const right = sum(odds, (o, i) => (candidates[i].right ? o : 0))
      const slope = new Map()
      candidates.forEach((c, i) => {
        const off = odds[i] / total - (c.right ? odds[i] / right : 0)
        for (const [name, value] of c.features) slope.set(name, (slope.get(name) ?? 0) + off * value)
      })
      for (const [name, value] of slope) {
        const weight = weights.get(name) ?? 0
        const down = value + DECAY * weight
        slopes.set(name, (slopes.get(name) ?? 0) + down * down)
        weights.set(name, weight - (STEP * down) / Math.sqrt(slopes.get(name) + 1e-8))
      }
    }
  }
  return Object.fromEntries([...weights].map(([name, weight]) => [name, Math.round(weight * 100) / 100]))
}

function sum(list, value) {
  return list.reduce((total, item, i) => total + value(item, i), 0)
}

function print() {
  const table = weights =>
    Object.entries(weights)
      .sort((a, b) => b[1] - a[1])
      .map(([name, weight]) => `  ${/^[a-z]+$/i.test(name) ? name : `'${name}'`}: ${weight},`)
      .join('\n')
  console.log(`// How much each feature says for what a pronoun or a class noun stands for: log-odds of a candidate against there being none,
// fit on RuCoCo by bench/coreference-fit.mjs.

export const PRONOUNS: Record<string, number> = {
${table(PRONOUNS)}
}

export const CLASS_NOUNS: Record<string, number> = {
${table(CLASS_NOUNS)}
}`)
}
