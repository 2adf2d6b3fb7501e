// A real Chromium, and the page built for it: what the tests of the viewer share.
import { existsSync, mkdtempSync, readFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { type Browser, type BrowserContextOptions, chromium, type Page } from 'playwright-core'
import { build } from 'vite'

/** Where Chromium is, or nothing: then the tests that need it are skipped. */
export const CHROMIUM: string | undefined = [process.env.CHROMIUM_PATH, '/usr/bin/chromium'].find(
  path => path && existsSync(path),
)

if (!CHROMIUM) console.warn('No Chromium: the viewer is not tested in a browser. Set CHROMIUM_PATH to its binary.')

const FLAGS = [
  '--headless',
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--use-gl=angle',
  '--use-angle=swiftshader',
  '--enable-unsafe-swiftshader',
]

export const launch = (...more: string[]): Promise<Browser> =>
  chromium.launch({ executablePath: CHROMIUM!, args: [...FLAGS, ...more] })

/** Builds the page into a folder of its own, so that a build of the project that runs meanwhile does not matter. */
export async function buildPage(config = 'vite.config.ts'): Promise<string> {
  const outDir = mkdtempSync(join(tmpdir(), 'svodka-page-'))
  const configFile = fileURLToPath(new URL(`../../viz/app/${config}`, import.meta.url))
  await build({ configFile, logLevel: 'warn', build: { outDir } })
  return outDir
}

/** Opens the page and gathers what goes wrong in it, and what it asks for: itself first. */
export async function openPage(
  browser: Browser,
  url: string,
  options: BrowserContextOptions = {},
): Promise<{ page: Page; faults: string[]; asked: string[] }> {
  const context = await browser.newContext({
    viewport: { width: 1280, height: 800 },
    locale: 'ru-RU',
    reducedMotion: 'reduce',
    ...options,
  })
  const page = await context.newPage()
  const faults: string[] = []
  page.on('pageerror', error => faults.push(error.message))
  page.on('console', message => {
    if (message.type() === 'error') faults.push(message.text())
  })
  const asked: string[] = []
  page.on('request', request => asked.push(request.url()))
  await page.goto(url)
  return { page, faults, asked }
}

/** Waits until the graph has been drawn. */
export async function drawn(page: Page): Promise<void> {
  await page.waitForSelector('#panel-graph[data-ready]')
  await page.evaluate(() => new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done))))
}

/** Where an entity or an edge is drawn, in pixels of the page, once it rests there or after two seconds. */
export function position(page: Page, kind: 'entity' | 'edge', id: string): Promise<{ x: number; y: number }> {
  return page.evaluate(
    async ([kind, id]) => {
      const frame = () => new Promise(done => requestAnimationFrame(done))
      const now = () => window.svodka!.stage!.position({ kind, id })!
      const end = performance.now() + 2000
      let at = now()
      for (let rests = 0; rests < 3 && performance.now() < end; ) {
        await frame()
        const next = now()
        rests = Math.hypot(next.x - at.x, next.y - at.y) < 0.01 ? rests + 1 : 0
        at = next
      }
      return at
    },
    [kind, id] as const,
  )
}

/** What axe-core finds wrong on the page as it is now, serious or worse. */
export async function barriers(page: Page): Promise<string[]> {
  await page.evaluate(readFileSync(fileURLToPath(import.meta.resolve('axe-core/axe.min.js')), 'utf8'))
  const found = await page.evaluate(async () => {
    const { axe } = window as unknown as { axe: typeof import('axe-core') }
    return (await axe.run()).violations.map(({ id, impact, nodes }) => ({ id, impact, at: nodes[0]?.html }))
  })
  return found.filter(({ impact }) => impact === 'serious' || impact === 'critical').map(({ id, at }) => `${id}: ${at}`)
}
