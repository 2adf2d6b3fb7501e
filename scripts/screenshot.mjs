// URL of a running viewer → docs/viewer.png, the picture in the README.
// Usage: node scripts/screenshot.mjs http://127.0.0.1:4173/ [file.png]   (CHROMIUM_PATH, default /usr/bin/chromium)
import { mkdirSync, statSync } from 'node:fs'
import { dirname } from 'node:path'
import { fileURLToPath } from 'node:url'
import { chromium } from 'playwright-core'

const [url, file = fileURLToPath(new URL('../docs/viewer.png', import.meta.url))] = process.argv.slice(2)
if (!url) {
  console.error('usage: node scripts/screenshot.mjs URL [file.png]')
  process.exit(2)
}
const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM_PATH ?? '/usr/bin/chromium',
  args: ['--no-sandbox', '--use-gl=angle', '--use-angle=swiftshader', '--enable-unsafe-swiftshader'],
})
const page = await browser.newPage({ viewport: { width: 1480, height: 900 }, locale: 'ru-RU', reducedMotion: 'reduce' })
await page.goto(url)
await page.waitForSelector('#panel-graph[data-ready]')
// The best connected entity with its claims: that is what the viewer is for.
const id = await page.evaluate(() => [...window.svodka.model.entities.values()].sort((a, b) => b.size - a.size)[0]?.id)
if (id) {
  await page.evaluate(id => window.svodka.store.set({ selection: { kind: 'entity', id } }), id)
  await page.waitForSelector('.panel-evidence .claim')
}
await page.waitForTimeout(500)
mkdirSync(dirname(file), { recursive: true })
await page.screenshot({ path: file })
await browser.close()
console.log(`${file}: ${Math.round(statSync(file).size / 1024)} kB`)
