// Every view and panel at every size: nothing sticks out, nothing is cut off or covered, and axe-core finds no barrier.
import { rmSync } from 'node:fs'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { loadOntology } from '../../graph/ontology.ts'
import { serve } from '../../viz/server.ts'
import { seedGraph } from '../seed.ts'
import { barriers, buildPage, CHROMIUM, drawn, launch, openPage } from './browser.ts'
import { madeGraph } from './made.ts'

const seed = seedGraph()
const hub = seed.entities.find(e => e.name.includes('Токаев'))!.id

/** What can be seen, each from the graph as it is opened. */
const SCENES: Record<string, (page: Page) => Promise<unknown>> = {
  graph: async () => undefined,
  evidence: async page => {
    await page.evaluate(id => window.svodka!.store.set({ selection: { kind: 'entity', id } }), hub)
    await page.waitForSelector('.panel-evidence .claim')
  },
  menu: async page => {
    await SCENES.evidence!(page)
    await page.click('.side-head [aria-haspopup=menu]')
    await page.waitForSelector('.menu')
  },
  reader: async page => {
    await SCENES.evidence!(page)
    await page.locator('.quote').first().click()
    await page.click('.article-claims summary')
  },
  legend: async page => {
    if (await page.isVisible('[aria-controls=left]')) await page.click('[aria-controls=left]')
    await page.locator('.legend-row').first().click()
  },
  'many filters': page =>
    page.evaluate(id => {
      const { store, model } = window.svodka!
      const [one, two, three] = [...model.entities.keys()]
      store.set({
        filters: {
          ...store.state.filters,
          types: new Set(['Threat', 'Measure']),
          without: new Set([one!, two!, three!]),
          near: { entities: [id], hops: 2, most: 20 },
          confidence: 50,
        },
      })
    }, hub),
  'everything filtered': page =>
    page.evaluate(() => {
      const { store, model } = window.svodka!
      store.set({ filters: { ...store.state.filters, types: new Set(model.types.keys()) } })
    }),
  saving: page => page.click('.tools .tool >> nth=-1'),
  found: async page => {
    await page.fill('[role=combobox]', 'безопасность')
    await page.waitForSelector('[role=option]')
  },
  'nothing found': async page => {
    await page.fill('[role=combobox]', 'ъыъ')
    await page.waitForSelector('.hits-none')
  },
  choosing: page => page.evaluate(id => window.svodka!.store.set({ picking: { kind: 'path', from: id } }), hub),
  ...Object.fromEntries(
    ['list', 'timeline', 'speaker', 'articles', 'ontology'].map(view => [
      view,
      (page: Page) => page.evaluate(view => window.svodka!.store.set({ view }), view),
    ]),
  ),
  'claims beside their evidence': async page => {
    await SCENES.list!(page)
    await page.click('[data-kind=claims]')
    await page.click('.list tbody .row >> nth=0')
    await page.waitForSelector('.panel-evidence .claim')
  },
  article: async page => {
    await SCENES.articles!(page)
    await page.click('.article-row')
    await page.waitForSelector('.text p')
  },
}
const SIZES = { wide: [1280, 800], tablet: [768, 1024], doubled: [640, 400], phone: [360, 740] } as const

describe.skipIf(!CHROMIUM)('looks, in Chromium', () => {
  let app: string
  let browser: Browser
  let server: Awaited<ReturnType<typeof serve>>
  beforeAll(async () => {
    app = await buildPage()
    browser = await launch()
    server = await serve(seed, loadOntology(), { port: 0, app })
  }, 60_000)
  afterAll(async () => {
    await browser?.close()
    await server?.close()
    rmSync(app, { recursive: true, force: true })
  })
  const open = async (options = {}, url = server.url) => {
    const { page } = await openPage(browser, url, { bypassCSP: true, ...options })
    await drawn(page)
    return page
  }

  test.each(Object.keys(SCENES))('%s: no barriers in either theme, nothing sticks out at any size', async scene => {
    for (const [colorScheme, sizes] of [
      ['light', [SIZES.wide, SIZES.tablet, SIZES.doubled]],
      ['dark', [SIZES.phone]],
    ] as const) {
      const [[width, height]] = sizes
      const page = await open({ viewport: { width, height }, colorScheme })
      await SCENES[scene]!(page)
      expect(await barriers(page), `${scene}, ${colorScheme}`).toEqual([])
      for (const [width, height] of sizes) {
        await page.setViewportSize({ width, height })
        await page.evaluate(() => new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done))))
        expect(await faults(page), `${scene}, ${width} × ${height}`).toEqual([])
      }
      await page.context().close()
    }
  })

  test('an empty graph, and one that does not load', async () => {
    const empty = await serve({ articles: [], entities: [], mentions: [], claims: [] }, loadOntology(), {
      port: 0,
      app,
    })
    for (const colorScheme of ['light', 'dark'] as const) {
      const { page } = await openPage(browser, empty.url, { bypassCSP: true, colorScheme })
      await page.waitForSelector('.empty')
      expect(await barriers(page)).toEqual([])
      await page.route('**/api/graph*', route => route.abort())
      await page.reload()
      await page.waitForSelector('[role=alert]')
      expect(await barriers(page)).toEqual([])
      await page.context().close()
    }
    await empty.close()
  })

  test('1280 pixels show every tab in words, all controls on one line and the claims in columns', async () => {
    const page = await open()
    for (const tab of await page.locator('.tab[role=tab] > span').all()) expect(await tab.isVisible()).toBe(true)
    await SCENES.evidence!(page)
    expect(await lines(page, '.side-actions > *')).toBe(1)
    expect(await lines(page, '.bar > *')).toBe(1)
    await page.keyboard.press('Escape')
    await SCENES.list!(page)
    await page.click('[data-kind=claims]')
    const [table, view] = await Promise.all(
      ['.list table', '.panel-list'].map(async selector => (await page.locator(selector).boundingBox())!),
    )
    expect(table!.x + table!.width).toBeLessThanOrEqual(view!.x + view!.width)
    await page.setViewportSize({ width: 640, height: 400 })
    expect(await lines(page, '.bar > *')).toBe(1)
    await page.setViewportSize({ width: 360, height: 740 })
    expect(await page.locator('.panel-list').evaluate(list => list.scrollWidth - list.clientWidth)).toBe(0)
    await page.context().close()
  })

  test('the time line stands beside the tools, not on them, and no date is torn apart', async () => {
    const made = await serve(madeGraph({ entities: 60, claims: 150, articles: 20 }), loadOntology(), { port: 0, app })
    for (const [width, height] of Object.values(SIZES)) {
      const page = await open({ viewport: { width, height } }, made.url)
      const [tools, time] = await Promise.all(
        ['.tools', '.panel-time'].map(async selector => (await page.locator(selector).boundingBox())!),
      )
      const apart = time!.x >= tools!.x + tools!.width || time!.y + time!.height <= tools!.y
      expect(apart, `${width} × ${height}`).toBe(true)
      await page.evaluate(() => {
        const { store, model } = window.svodka!
        store.set({ selection: { kind: 'entity', id: [...model.entities.keys()][0]! } })
      })
      await page.waitForSelector('.claim .from time')
      const heights = await page.locator('.claim .from time').evaluateAll(dates => dates.map(date => date.clientHeight))
      expect(Math.max(...heights)).toBeLessThan(24)
      await page.context().close()
    }
    await made.close()
  })
})

/** On how many lines they stand. */
const lines = (page: Page, selector: string): Promise<number> =>
  page.locator(selector).evaluateAll(elements => {
    const middles = elements
      .map(element => element.getBoundingClientRect())
      .filter(({ width }) => width > 0)
      .map(({ top, bottom }) => (top + bottom) / 2)
      .sort((a, b) => a - b)
    return middles.filter((y, i) => i === 0 || y - middles[i - 1]! > 8).length
  })

/** Controls that one cannot see whole or that another covers, and whether the page scrolls sideways. */
const faults = (page: Page): Promise<string[]> =>
  page.evaluate(() => {
    const found: string[] = []
    if (document.documentElement.scrollWidth > innerWidth) found.push('the page scrolls sideways')
    const scrolls = (element: Element | null): boolean =>
      element !== null && (/auto|scroll/.test(getComputedStyle(element).overflow) || scrolls(element.parentElement))
    for (const element of document.querySelectorAll(
      '.bar button, .bar input, .side-head button, .menu button, .tools button',
    )) {
      const { left, right, top, bottom, width } = element.getBoundingClientRect()
      if (width === 0 || scrolls(element)) continue
      if (left < 0 || right > innerWidth || top < 0 || bottom > innerHeight) found.push(`outside: ${element.outerHTML}`)
    }
    return found
  })
