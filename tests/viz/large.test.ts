// A large graph in Chromium: what is drawn of it, communities, pointing, and that pages which are left give back what they held.
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { loadOntology } from '../../graph/ontology.ts'
import { serve } from '../../viz/server.ts'
import { buildPage, CHROMIUM, launch, openPage } from './browser.ts'
import { madeGraph } from './made.ts'

type Browser = Awaited<ReturnType<typeof launch>>

describe.skipIf(!CHROMIUM)('a large graph in Chromium', () => {
  const graph = madeGraph({ entities: 10_000, claims: 14_000, articles: 200 })
  const linked = new Set(graph.claims.flatMap(c => [c.subject, c.object]))
  const lonely = graph.entities.filter(e => !linked.has(e.id))
  let app: string
  let browser: Browser
  let server: Awaited<ReturnType<typeof serve>>
  const open = async (hash = '') => {
    const found = await openPage(browser, `${server.url}${hash}`)
    await found.page.waitForSelector('#panel-graph[data-ready]')
    return found
  }

  beforeAll(async () => {
    app = await buildPage()
    ;[browser, server] = await Promise.all([launch(), serve(graph, loadOntology(), { port: 0, app })])
  })
  afterAll(() => Promise.all([browser?.close(), server?.close()]))

  test('entities without a link are not drawn; that is said, and leads to the table; one that is chosen is drawn', async () => {
    expect(lonely.length).toBeGreaterThan(100)
    const { page, faults } = await open()
    expect((await page.textContent('.undrawn'))!.replace(/\D/g, '')).toBe(String(lonely.length))
    const svg = () => page.evaluate(async () => (await window.svodka!.stage!.picture('svg')).text())
    const drawn = (text: string, name: string): boolean => text.includes(`>${name}<`)
    expect(drawn(await svg(), lonely[0]!.name)).toBe(false)
    await page.evaluate(id => window.svodka!.store.set({ selection: { kind: 'entity', id } }), lonely[0]!.id)
    await expect.poll(async () => drawn(await svg(), lonely[0]!.name)).toBe(true)
    await page.click('.undrawn')
    await page.waitForSelector('.panel-list table, .panel-list .list')
    expect(faults).toEqual([])
    await page.context().close()
  })

  test('a community: a click leaves it alone, its colours are those of the list; both are in the link', async () => {
    const { page, faults } = await open()
    const row = page.locator('[data-community="0"]')
    const size = Number((await row.locator('.legend-count').textContent())!.replace(/\D/g, ''))
    await row.click()
    const left = () =>
      page.evaluate(() => {
        const counts = [...document.querySelectorAll('.legend-types .legend-count')]
        return counts.reduce((sum, e) => sum + Number.parseInt((e.textContent ?? '').replace(/\s/g, ''), 10), 0)
      })
    expect(await left()).toBe(size)
    expect(await page.locator('.chip-text').first().textContent()).toContain('сообщество')
    await page.getByRole('checkbox', { name: 'Показать цветом' }).check()
    expect(new URL(page.url()).hash).toBe('#community=0&color=community')
    const shade = await row.locator('.community-dot').evaluate(dot => getComputedStyle(dot).backgroundColor)
    expect(shade).not.toBe('rgba(0, 0, 0, 0)')
    await row.click()
    expect(await left()).toBe(graph.entities.length)
    expect(faults).toEqual([])
    await page.context().close()
  })

  test('pointing at an entity traces its edges and names it, without drawing all anew', async () => {
    const { page, faults } = await open()
    const hub = graph.entities.map(e => [graph.claims.filter(c => c.subject === e.id).length, e.id] as const)
    const [, subject] = hub.sort((a, b) => b[0] - a[0])[0]!
    const ink = () =>
      page.evaluate(() => {
        const canvas = document.querySelector<HTMLCanvasElement>('.sigma-edgeLabels')!
        const { data } = canvas.getContext('2d')!.getImageData(0, 0, canvas.width, canvas.height)
        return data.reduce((sum, value, i) => sum + (i % 4 === 3 && value > 0 ? 1 : 0), 0)
      })
    const before = await ink()
    await page.evaluate(id => window.svodka!.store.set({ hover: { kind: 'entity', id } }), subject)
    expect(await ink()).toBeGreaterThan(before)
    await page.evaluate(() => window.svodka!.store.set({ hover: undefined }))
    expect(await ink()).toBe(before)
    expect(faults).toEqual([])
    await page.context().close()
  })

  test('of a graph that is too large a part is drawn; what search finds elsewhere opens with what is around it', async () => {
    const large = await serve(graph, loadOntology(), { port: 0, app, most: 1000 })
    const { page, faults } = await openPage(browser, large.url)
    await page.waitForSelector('#panel-graph[data-ready]')
    expect(await page.textContent('.part')).toMatch(/^Показана часть.*: [\d\s]+ \/ 10\s000$/)
    const drawn = await page.evaluate(() => [...window.svodka!.model.entities.keys()])
    expect(drawn.length).toBeLessThan(300)
    const far = graph.entities.find(e => linked.has(e.id) && !drawn.includes(e.id))!
    await page.keyboard.press('/')
    await page.keyboard.type(far.name)
    await page.locator('[role=option]', { hasText: far.name }).first().click()
    await page.waitForURL(url => url.hash.includes(`around=${far.id}`))
    await page.waitForSelector('.panel-evidence .claim')
    const own = graph.claims.filter(c => c.subject === far.id || c.object === far.id)
    expect(await page.locator('.panel-evidence .claim').count()).toBe(own.length)
    await page.locator('.panel-evidence .quote').first().click()
    await page.waitForSelector('.panel-reader .text mark')
    await page.reload()
    await page.waitForSelector('.panel-reader .text mark')
    expect(new URL(page.url()).hash).toContain(`around=${far.id}`)
    expect(faults).toEqual([])
    await page.context().close()
    await large.close()
  })

  test('opened and left again and again: memory stays, no drawing context is lost', async () => {
    const { page, faults } = await open()
    const warnings: string[] = []
    page.on('console', message => warnings.push(message.text()))
    const session = await page.context().newCDPSession(page)
    const heap = async (): Promise<number> => {
      await session.send('HeapProfiler.collectGarbage')
      const { usedSize } = await session.send('Runtime.getHeapUsage')
      return usedSize
    }
    const round = async (): Promise<void> => {
      await page.reload()
      await page.waitForSelector('#panel-graph[data-ready]')
    }
    for (let i = 0; i < 5; i++) await round()
    const early = await heap()
    for (let i = 0; i < 25; i++) await round()
    expect((await heap()) / early).toBeLessThan(1.3)
    expect(warnings.filter(text => /WebGL|context/i.test(text))).toEqual([])
    expect(faults).toEqual([])
    await page.context().close()
  })
})
