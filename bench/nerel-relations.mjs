// How well are relations between two names of a sentence found? NEREL dev → a table by relation, with NEREL's names and with our own.
//
//   npm run -s build && node bench/nerel-relations.mjs [folder of .txt and .ann files]
//
// NEREL's relations count as ours by the table that pairs.bin carries (training/README.md lists it), where both names lie in one of our
// sentences; names in several parts are left out. "near": the right relation between names that overlap NEREL's, whatever their types.
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

const here = fileURLToPath(new URL('.', import.meta.url))
const folder = process.argv[2] ?? join(here, '../../shared/data/nerel/dev')
const built = join(here, '../dist/extract/language/ru')
const load = async name => await import(join(built, `${name}.js`))
const [{ loadReader }, { readModel }, { wasmNetwork }, { wordFeatures }, { pairFinder, readPairs }] = await Promise.all(
  ['load', 'model', 'wasm-network', 'features', 'pairs'].map(load),
)
const file = name => readFileSync(join(built, 'model', name))
const model = readModel(file('model.json').toString(), file('model.bin'))
const pairs = readPairs(file('pairs.bin'))
const [network, features, find, reader] = [
  wasmNetwork(file('model.onnx'), model), wordFeatures(model), pairFinder(pairs), await loadReader({ pairs: true }),
] // biome-ignore format: a list
const measured = pairs.relations.filter(relation => relation !== 'TITLE')
const tallies = Object.fromEntries(
  pairs.relations.map(relation => [relation, { given: 0, named: [0, 0], own: { 0.5: [0, 0, 0], 0.7: [0, 0, 0], 0.9: [0, 0, 0] } }]),
) // biome-ignore format: a list
const overlap = (a, b) => a.start < b.end && b.start < a.end
const equal = (a, b) => a.start === b.start && a.end === b.end && a.type === b.type
let seconds = 0

for (const name of readdirSync(folder).filter(file => file.endsWith('.txt'))) {
  const text = readFileSync(join(folder, name), 'utf8')
  const gold = readGold(readFileSync(join(folder, name.replace(/txt$/, 'ann')), 'utf8'), text)
  const [sentences] = await reader.analyze([text])
  for (const sentence of sentences) {
    const inside = ({ start, end }) => sentence.start <= start && end <= sentence.end
    const names = gold.names.filter(inside)
    const relations = gold.relations.filter(r => inside(r.from) && inside(r.to))
    for (const { relation } of relations) tallies[relation].given++
    const [scores] = await network([sentence.tokens.map(token => features(token.text))])
    const begun = process.cpuUsage()
    const found = find(sentence.tokens, scores, names)
    seconds += process.cpuUsage(begun).user / 1e6
    for (const { from, to, relation, probability } of found) {
      if (probability <= pairs.thresholds[pairs.relations.indexOf(relation)]) continue
      const right = relations.some(r => r.relation === relation && r.from === names[from] && r.to === names[to])
      tallies[relation].named[0] += right
      tallies[relation].named[1]++
    }
    for (const { from, to, relation, probability } of sentence.pairs) {
      const [a, b] = [sentence.names[from], sentence.names[to]]
      const alike = (test, r) => r.relation === relation && test(r.from, a) && test(r.to, b)
      for (const [least, tally] of Object.entries(tallies[relation].own)) {
        if (probability <= Number(least)) continue
        tally[0] += relations.some(r => alike(equal, r))
        tally[1] += relations.some(r => alike(overlap, r))
        tally[2]++
      }
    }
  }
}

const share = (part, whole) => (whole ? (part / whole).toFixed(3) : '–')
const line = (title, rows) => {
  const sum = pick => rows.reduce((total, row) => total + pick(row), 0)
  const [given, right, all] = [sum(r => r.given), sum(r => r.named[0]), sum(r => r.named[1])]
  const own = [0.5, 0.7, 0.9].map(least => {
    const [exact, near, found] = [0, 1, 2].map(k => sum(r => r.own[least][k]))
    return `${share(exact, found)} ${share(near, found)} ${share(exact, given)} ${found}`
  })
  console.log(
    `| ${[title, given, share(right, all), share(right, given), share(2 * right, all + given), ...own].join(' | ')} |`,
  )
}
const heads = [0.5, 0.7, 0.9].map(least => `own names over ${least}: P, P near, R, found`)
console.log(`| relation | in dev | P | R | F1 | ${heads.join(' | ')} |\n|${'---|'.repeat(8)}`)
for (const relation of pairs.relations) line(relation, [tallies[relation]])
line(
  '**together** (without TITLE)',
  measured.map(relation => tallies[relation]),
)
console.log(`\nScoring pairs of the given names took ${seconds.toFixed(2)} s of the processor.`)

/** Names, and relations as ours; offsets of NEREL are in code points. */
function readGold(ann, text) {
  const units = [0]
  for (const point of text) units.push(units.at(-1) + point.length)
  const names = new Map()
  const relations = []
  const lines = ann.split('\n').map(row => row.split('\t'))
  for (const [key, body] of lines) {
    const [type, start, end, ...more] = (body ?? '').split(/[ ;]/)
    if (key.startsWith('T') && !more.length) names.set(key, { type, start: units[start], end: units[end] })
  }
  const one = new Map() // the same name twice is one
  for (const [key, name] of names) {
    const id = `${name.start} ${name.end} ${name.type}`
    if (!one.has(id)) one.set(id, name)
    names.set(key, one.get(id))
  }
  const seen = new Set()
  for (const [key, body] of lines) {
    if (!key.startsWith('R')) continue
    const [kind, a, b] = body.split(/ (?:Arg[12]:)?/)
    const [first, second] = [names.get(a), names.get(b)]
    const rule = first && second && pairs.mapping.find(([r, from, to]) => r === kind && from.split(' ').includes(first.type) && to.split(' ').includes(second.type)) // biome-ignore format: one test
    if (!rule) continue
    const back = rule[3].startsWith('-')
    const relation = { relation: rule[3].replace('-', ''), from: back ? second : first, to: back ? first : second }
    const id = `${relation.relation} ${a} ${b}`
    if (!seen.has(id)) relations.push(relation)
    seen.add(id)
  }
  return { names: [...one.values()], relations }
}
