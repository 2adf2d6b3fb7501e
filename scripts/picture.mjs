// seeds/ → docs/viewer.png, the README's picture: their graph is built, served, opened in Chromium and looked at, with the
// best connected entity selected so that its evidence is seen. Needs a build (`npm run build`) and Chromium.
// Usage: node scripts/picture.mjs [file.png]   (CHROMIUM_PATH, default /usr/bin/chromium)
import { execFileSync, spawn } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import { chromium } from 'playwright-core'

const root = fileURLToPath(new URL('..', import.meta.url))
const file = process.argv[2] ?? join(root, 'docs/viewer.png')
/** kB that the picture may have: above it is taken at a pixel a pixel. */
const MOST = 700

const folder = mkdtempSync(join(tmpdir(), 'svodka-picture-'))
const store = ['--store', join(folder, 'picture.graph')]
const cli = join(root, 'dist/cli.js')
let server
let browser
try {
  execFileSync(process.execPath, [cli, 'build', join(root, 'seeds'), ...store])
  server = spawn(process.execPath, [cli, 'view', '--port', '0', ...store], { stdio: ['ignore', 'pipe', 'inherit'] })
  const url = await addressOf(server)
  browser = await chromium.launch({
    executablePath: process.env.CHROMIUM_PATH ?? '/usr/bin/chromium',
    args: ['--no-sandbox', '--use-gl=angle', '--use-angle=swiftshader', '--enable-unsafe-swiftshader'],
  })
  let picture = await look(url, 2)
  if (picture.length > MOST * 1000) picture = await look(url, 1)
  writeFileSync(file, picture)
  console.log(`${file}: ${Math.round(picture.length / 1000)} kB`)
} finally {
  await browser?.close()
  server?.kill()
  rmSync(folder, { recursive: true, force: true })
}

/** Where the viewer answers, as it says itself. */
async function addressOf({ stdout }) {
  for await (const line of createInterface({ input: stdout })) {
    const [url] = /http:\S+/.exec(line) ?? []
    if (url) return url
  }
  throw new Error('the viewer did not start: is there a dist/? `npm run build` makes it')
}

/** The page as it is once nothing in it changes any more. */
async function look(url, deviceScaleFactor) {
  const page = await browser.newPage({
    viewport: { width: 1440, height: 900 },
    deviceScaleFactor,
    colorScheme: 'light',
    locale: 'en-GB',
    reducedMotion: 'reduce',
  })
  await page.goto(url)
  await page.waitForSelector('#panel-graph[data-ready]')
  const id = await page.evaluate(() => {
    const { entities, edgesOf } = window.svodka.model
    const links = ({ id }) => edgesOf.get(id)?.length ?? 0
    return [...entities.values()].sort((a, b) => links(b) - links(a))[0].id
  })
  await page.evaluate(id => window.svodka.store.set({ selection: { kind: 'entity', id } }), id)
  await page.waitForSelector('.panel-evidence .claim')
  await page.evaluate(() => document.fonts.ready)
  let before
  for (let i = 0; i < 20; i++) {
    const now = await page.screenshot()
    if (before?.equals(now)) return now
    before = now
    await page.waitForTimeout(300)
  }
  throw new Error('the page does not come to rest')
}
