// How right is reading Russian? Annotated corpora → accuracy of names, trees and lemmas, of svodka and of natasha, in one run.
//
//   npm run -s build && node bench/ru-quality.mjs [../shared/data] [--python path]
//
// Names: NEREL dev, strict micro F1: all 29 nested types, and persons, places and organisations that lie in no other of
// them, which is what natasha finds. Trees: GramEval's Lenta news, given tokens; both sides' relations by one naming.
// natasha is installed into an environment that is thrown away afterwards, unless --python names one that has it.
import { execFileSync } from 'node:child_process'
import { existsSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { natasha } from './natasha.mjs'

const { values, positionals } = parseArgs({ allowPositionals: true, options: { python: { type: 'string' } } })
const here = fileURLToPath(new URL('.', import.meta.url))
const data = resolve(positionals[0] ?? join(here, '../../shared/data'))
const nerel = join(data, 'nerel/dev')
const lenta = join(data, 'ud/grameval-lenta-news.conllu')
for (const path of [nerel, lenta]) {
  if (existsSync(path)) continue
  console.error(`ru-quality: ${path} is missing; give the folder that has nerel/dev and ud/`)
  process.exit(1)
}

const COARSE = {
  ...{ PERSON: 'PER', ORGANIZATION: 'ORG' },
  ...{ CITY: 'LOC', COUNTRY: 'LOC', STATE_OR_PROVINCE: 'LOC', DISTRICT: 'LOC', LOCATION: 'LOC' },
}
/** Relations that corpora name differently, by one name. */
const RELATIONS = {
  ...{
    'obl:tmod': 'obl',
    'obl:float': 'obl',
    'obl:depict': 'obl',
    'parataxis:discourse': 'parataxis',
    dep: 'parataxis',
  },
  ...{ reparandum: 'parataxis', 'nsubj:outer': 'nsubj', 'csubj:outer': 'csubj', 'advmod:emph': 'advmod' },
  ...{ 'compound:redup': 'compound', 'conj:svc': 'conj' },
}

const articles = readdirSync(nerel)
  .filter(file => file.endsWith('.txt'))
  .map(file => {
    const text = readFileSync(join(nerel, file), 'utf8')
    return { text, names: annotated(text, readFileSync(join(nerel, file.replace(/txt$/, 'ann')), 'utf8')) }
  })
const sentences = treebank(readFileSync(lenta, 'utf8'))

const { analyze, loadReader, readConllu } = await import(join(here, '../dist/extract/language/ru/reader.js'))
const reader = await loadReader()
const read = await analyze(articles.map(a => a.text))
const parsed = await reader.analyzeTokens(readConllu(readFileSync(lenta, 'utf8'), lenta).sentences.map(s => s.pieces))
const theirs = await askNatasha()

const ours = read.map(found => found.flatMap(s => s.names.map(n => [n.start, n.end, n.type])))
const gold = articles.map(a => a.names)
const rows = parsed.map(({ tokens }) => tokens.map(t => [t.upos, t.lemma, t.head + 1, t.deprel]))
const table = [
  ['NEREL dev, 29 nested types, F1', f1(ours, gold), undefined, count(gold)],
  [
    'NEREL dev, persons, places, organisations, F1',
    f1(ours.map(coarse), gold.map(coarse)),
    theirs && f1(theirs.names, gold.map(coarse)),
    count(gold.map(coarse)),
  ],
  ...[
    ['Lenta, LAS', (p, g) => p[2] === g[2] && relation(p) === relation(g)],
    ['Lenta, UAS', (p, g) => p[2] === g[2]],
    ['Lenta, parts of speech', (p, g) => p[0].replace(/^CONJ$/, 'CCONJ') === g[0].replace(/^CONJ$/, 'CCONJ')],
    ['Lenta, lemmas', (p, g) => plain(p[1]) === plain(g[1])],
  ].map(([name, same]) => [name, share(rows, same), theirs && share(theirs.trees, same), sentences.flat().length]),
]
const cell = value => (value === undefined ? '–' : value.toFixed(3)).padStart(8)
console.log(`${''.padEnd(46)}  svodka  natasha    items`)
for (const [name, own, other, items] of table) {
  console.log(`${name.padEnd(46)}${cell(own)}${cell(other)} ${String(items).padStart(8)}`)
}
if (!theirs) console.log('natasha: could not be installed')

/** Names of a brat file; its offsets are code points, ours UTF-16 code units. Names in several pieces are left out. */
function annotated(text, annotations) {
  const units = [0]
  for (const character of text) units.push(units.at(-1) + character.length)
  return annotations.split('\n').flatMap(line => {
    const [, type, start, end] = /^T\d+\t(\S+) (\d+) (\d+)\t/.exec(line) ?? []
    return type ? [[units[start], units[end], type]] : []
  })
}

/** Sentences of rows [part of speech, lemma, head from 1, relation]. */
function treebank(text) {
  return text
    .split(/\n\n+/)
    .map(block =>
      block
        .split('\n')
        .filter(line => /^\d+\t/.test(line))
        .map(line => line.split('\t')),
    )
    .filter(block => block.length)
    .map(block => block.map(c => Object.assign([c[3], c[2], Number(c[6]), c[7]], { word: c[1] })))
}

/** Names of persons, places and organisations in no other of them. */
function coarse(names) {
  const kept = [
    ...new Map(
      names.filter(([, , t]) => COARSE[t]).map(([s, e, t]) => [`${s} ${e} ${COARSE[t]}`, [s, e, COARSE[t]]]),
    ).values(),
  ]
  return kept.filter(([s, e]) => !kept.some(([a, b]) => a <= s && e <= b && (a !== s || b !== e)))
}

function f1(found, wanted) {
  let [right, all, asked] = [0, 0, 0]
  found.forEach((names, i) => {
    const keys = new Set(names.map(String))
    const true_ = new Set(wanted[i].map(String))
    all += keys.size
    asked += true_.size
    for (const key of keys) if (true_.has(key)) right++
  })
  return (2 * right) / (all + asked)
}

function share(found, same) {
  const right = sentences.map((words, s) => words.filter((word, w) => same(found[s][w], word)).length)
  return right.reduce((sum, n) => sum + n, 0) / sentences.flat().length
}

function count(lists) {
  return lists.reduce((sum, list) => sum + new Set(list.map(String)).size, 0)
}

function relation([, , head, name]) {
  if (head === 0) return 'root'
  return name === 'root' ? 'parataxis' : (RELATIONS[name] ?? name)
}

function plain(lemma) {
  return lemma.toLowerCase().replaceAll('ё', 'е')
}

/** natasha's names, with offsets as ours, and its trees over the same words. */
async function askNatasha() {
  const rooms = []
  try {
    const python = values.python ?? natasha(rooms)
    const input = JSON.stringify({
      texts: articles.map(a => a.text),
      sentences: sentences.map(words => words.map(w => w.word)),
    })
    const out = execFileSync(python, [join(here, 'natasha_quality.py')], {
      input,
      maxBuffer: 1 << 30,
      stdio: ['pipe', 'pipe', 'ignore'],
    })
    const { names, trees } = JSON.parse(out.toString())
    return {
      trees,
      names: names.map((list, i) => {
        const units = [0]
        for (const character of articles[i].text) units.push(units.at(-1) + character.length)
        return list.map(([start, end, type]) => [units[start], units[end], type])
      }),
    }
  } catch (error) {
    console.error(`ru-quality: ${error.message.split('\n')[0]}`)
    return undefined
  } finally {
    for (const room of rooms) rmSync(room, { recursive: true, force: true })
  }
}
