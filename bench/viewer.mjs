// The viewer beside a page with plain Sigma (the floor) and one with cytoscape, same graph, same headless Chromium, in one run:
// time to the first picture (layout included), and the median frame while panning.
//   node bench/viewer.mjs [1000 10000 50000]     after npm run build; needs Chromium (CHROMIUM_PATH) and, for cytoscape, the registry
// Software WebGL is slow: read the ratios. Also prints what the page weighs.
import { execFileSync } from 'node:child_process'
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:http'
import { tmpdir } from 'node:os'
import { extname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { gzipSync } from 'node:zlib'
import { chromium } from 'playwright-core'
import { build } from 'vite'
import { layout } from '../dist/graph/layout.js'
import { loadOntology } from '../dist/graph/ontology.js'
import { serve } from '../dist/viz/server.js'
import { random } from './generated.mjs'

const FLAGS =
  '--headless --no-sandbox --disable-gpu --no-first-run --disable-background-networking --use-gl=angle --use-angle=swiftshader --enable-unsafe-swiftshader'
/** Milliseconds that anything may take. */
const PATIENCE = 120_000
const FRAMES = 20
const root = fileURLToPath(new URL('..', import.meta.url))
const executablePath = [process.env.CHROMIUM_PATH, '/usr/bin/chromium'].find(path => path && existsSync(path))
if (!executablePath) throw new Error('no Chromium; set CHROMIUM_PATH')
const sizes = process.argv.slice(2).map(Number).filter(Boolean)
const ontology = loadOntology()
const folder = mkdtempSync(join(tmpdir(), 'svodka-viewer-'))

/** Entities of one subject matter. */
const TOPIC = 60

/** So many entities, three times as many claims; a few entities have many, and most claims stay within a subject matter. */
function made(count) {
  const next = random(7)
  const below = max => Math.floor(next() * max)
  const entities = Array.from({ length: count }, (_, i) => ({
    id: `e${i}`,
    type: 'Organization',
    name: `Союз ${i}`,
    aliases: [],
  }))
  const claims = Array.from({ length: count * 3 }, (_, i) => {
    const subject = Math.floor(count * (below(10_000) / 10_000) ** 2.2)
    const own = subject - (subject % TOPIC) + below(TOPIC)
    const other = below(10) < 7 && own < count ? own : below(count)
    const object = other === subject ? (other + 1) % count : other
    return {
      id: `c${i}`,
      article: 'a',
      start: 0,
      end: 5,
      subject: `e${subject}`,
      relation: ['SUPPORTS', 'COOPERATES_WITH', 'OPPOSES'][below(3)],
      object: `e${object}`,
      modality: 'asserted',
      polarity: 'positive',
      confidence: 1,
      extractor: 'bench/1',
    }
  })
  return { articles: [{ id: 'a', text: 'Слова.', title: 'Статья' }], entities, mentions: [], claims }
}

const PLAIN = `
import { MultiDirectedGraph } from 'graphology'
import Sigma from 'sigma'
const { nodes, edges } = await (await fetch('./graph.json')).json()
const graph = new MultiDirectedGraph()
for (const [id, x, y, label] of nodes) graph.addNode(id, { x, y, label, size: 4, color: '#456' })
for (const [a, b] of edges) graph.addEdge(a, b, { size: 1, color: '#ccc' })
const sigma = new Sigma(graph, document.querySelector('#root'))
requestAnimationFrame(() => requestAnimationFrame(() => { document.body.dataset.ready = 'true' }))
`
const CYTOSCAPE = `
import cytoscape from 'cytoscape'
const { nodes, edges } = await (await fetch('./graph.json')).json()
const cy = cytoscape({
  container: document.querySelector('#root'),
  elements: [
    ...nodes.map(([id, , , label]) => ({ data: { id, label } })),
    ...edges.map(([source, target], i) => ({ data: { id: 'x' + i, source, target } })),
  ],
  style: [{ selector: 'node', style: { label: 'data(label)', width: 8, height: 8 } }, { selector: 'edge', style: { width: 1 } }],
  layout: { name: 'cose', animate: false },
})
requestAnimationFrame(() => requestAnimationFrame(() => { document.body.dataset.ready = 'true' }))
`

/** Bundles a page of one script; gives its folder. */
async function page(name, script) {
  const at = join(folder, name)
  mkdirSync(at)
  writeFileSync(join(at, 'main.js'), script)
  writeFileSync(
    join(at, 'index.html'),
    '<!doctype html><body style="margin:0"><div id="root" style="height:100vh"></div><script type="module" src="./main.js"></script>',
  )
  const modules = [join(folder, 'node_modules'), join(root, 'node_modules')]
  const find = module => modules.map(path => join(path, module)).find(existsSync)
  await build({
    root: at,
    logLevel: 'error',
    base: './',
    resolve: {
      alias: ['sigma', 'graphology', 'cytoscape'].flatMap(m =>
        find(m) ? [{ find: new RegExp(`^${m}$`), replacement: find(m) }] : [],
      ),
    },
    build: { outDir: join(at, 'out'), target: 'es2022' },
  })
  return join(at, 'out')
}

function files(at, graph) {
  const types = { '.html': 'text/html', '.js': 'text/javascript', '.json': 'application/json' }
  const server = createServer((request, answer) => {
    const path = request.url === '/' ? '/index.html' : request.url
    const body =
      path === '/graph.json' ? graph() : existsSync(join(at, path)) ? readFileSync(join(at, path)) : undefined
    answer.writeHead(body === undefined ? 404 : 200, { 'Content-Type': types[extname(path)] ?? 'text/plain' })
    answer.end(body)
  })
  return new Promise(done => server.listen(0, '127.0.0.1', () => done(server)))
}

/** Milliseconds to the first picture, and the median of a frame while the mouse drags the stage. */
async function measure(url, ready) {
  const browser = await chromium.launch({ executablePath, args: FLAGS.split(' ') })
  try {
    const tab = await browser.newPage({ viewport: { width: 1280, height: 800 } })
    const since = performance.now()
    await tab.goto(url)
    await tab.waitForSelector(ready, { timeout: PATIENCE, state: 'attached' })
    await tab.evaluate(() => new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done))))
    const first = performance.now() - since
    await tab.mouse.move(700, 60)
    await tab.mouse.down()
    const times = []
    for (let i = 0; i < FRAMES; i++) {
      const at = performance.now()
      await tab.mouse.move(700 + 6 * (i + 1), 60 + 4 * (i + 1))
      await tab.evaluate(() => new Promise(done => requestAnimationFrame(done)))
      times.push(performance.now() - at)
    }
    await tab.mouse.up()
    return { first, frame: times.sort((a, b) => a - b)[FRAMES / 2] }
  } catch (error) {
    if (/Timeout|closed|crash/i.test(error.message)) return { first: Infinity, frame: Infinity }
    throw error
  } finally {
    await browser.close()
  }
}

const shown = ms => (Number.isFinite(ms) ? `${Math.round(ms)}` : `> ${PATIENCE}`)
const ratio = (a, b) => (Number.isFinite(a / b) ? (a / b).toFixed(2) : '–')

try {
  const app = join(root, 'dist/viz/app')
  const weight = readdirSync(join(app, 'assets')).map(name => [
    name,
    gzipSync(readFileSync(join(app, 'assets', name))).length,
  ])
  const first = weight.filter(([name]) => !/^(?:editor|own-data)/.test(name)).reduce((sum, [, bytes]) => sum + bytes, 0)
  console.log(
    `first page: ${Math.round(first / 1024)} KB gzipped; with the query editor ${Math.round(weight.reduce((s, [, b]) => s + b, 0) / 1024)} KB\n`,
  )
  const plain = await page('plain', PLAIN)
  let other
  try {
    execFileSync('npm', ['install', '--no-audit', '--no-fund', '--silent', '--prefix', folder, 'cytoscape@3'], {
      stdio: 'ignore',
    })
    other = await page('cytoscape', CYTOSCAPE)
  } catch {
    console.log('cytoscape could not be installed: left out\n')
  }
  console.log('entities  page           first picture ms  frame ms   plain/ours: frame   other/ours: first')
  for (const size of sizes.length > 0 ? sizes : [1000, 10_000]) {
    const graph = made(size)
    const server = await serve(graph, ontology, { port: 0 })
    const ours = await measure(server.url, '#panel-graph[data-ready]')
    await server.close()
    // The others get positions as they ask: plain Sigma has no layout, so it is given ours, and the time that it took.
    const since = performance.now()
    const places = layout(graph)
    const placing = performance.now() - since
    const json = JSON.stringify({
      nodes: graph.entities.map(({ id, name }) => [id, places.get(id).x, places.get(id).y, name]),
      edges: graph.claims.map(({ subject, object }) => [subject, object]),
    })
    const print = (name, { first, frame }, ...more) =>
      console.log(
        [String(size).padStart(8), name.padEnd(13), shown(first).padStart(17), shown(frame).padStart(9), ...more].join(
          '  ',
        ),
      )
    const floorServer = await files(plain, () => json)
    const floor = await measure(`http://127.0.0.1:${floorServer.address().port}/`, 'body[data-ready]')
    floorServer.close()
    floor.first += placing
    let cytoscape = { first: NaN, frame: NaN }
    if (other) {
      const otherServer = await files(other, () => json)
      cytoscape = await measure(`http://127.0.0.1:${otherServer.address().port}/`, 'body[data-ready]')
      otherServer.close()
    }
    const gain = Number.isFinite(cytoscape.first)
      ? ratio(cytoscape.first, ours.first)
      : `> ${ratio(PATIENCE, ours.first)}`
    print('svodka', ours, ratio(floor.frame, ours.frame).padStart(18), gain.padStart(18))
    print('plain Sigma', floor)
    if (other) print('cytoscape', cytoscape)
  }
} finally {
  rmSync(folder, { recursive: true, force: true })
}
