import { rmSync } from 'node:fs'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Graph } from '../../graph/model.ts'
import { loadOntology } from '../../graph/ontology.ts'
import { serve } from '../../viz/server.ts'
import { seedGraph } from '../seed.ts'
import { barriers, buildPage, CHROMIUM, drawn, launch, openPage, position } from './browser.ts'

const seed = seedGraph()
const entity = (name: string): string => seed.entities.find(e => e.name === name || e.aliases.includes(name))!.id
const edge = (subject: string, relation: string, object: string): string =>
  `${entity(subject)} ${relation} ${entity(object)}`

describe.skipIf(!CHROMIUM)('the page in Chromium', () => {
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
    const opened = await openPage(browser, url, options)
    await drawn(opened.page)
    return opened
  }
  const texts = (page: Page, selector: string): Promise<string[]> => page.locator(selector).allInnerTexts()
  const click = async (page: Page, kind: 'entity' | 'edge', id: string): Promise<void> => {
    const { x, y } = await position(page, kind, id)
    await page.mouse.move(x, y)
    await page.mouse.click(x, y)
  }
  /** The colours in the middle of the stage's node layer, to see that something was drawn. */
  const isDrawn = (page: Page): Promise<boolean> =>
    page.evaluate(() => {
      const canvas = document.querySelector<HTMLCanvasElement>('canvas.sigma-labels')!
      return canvas
        .getContext('2d')!
        .getImageData(0, 0, canvas.width, canvas.height)
        .data.some(value => value > 0)
    })

  test('first look: drawn, with a legend of types and relations and how many there are', async () => {
    const { page, faults } = await open()
    expect(await isDrawn(page)).toBe(true)
    const types = await texts(page, '.legend-types .legend-row')
    expect(types.map(row => row.split('\n'))).toContainEqual(['Угроза', '10'])
    expect(await texts(page, '.legend-relations .legend-row')).toHaveLength(
      new Set(seed.claims.map(c => c.relation)).size,
    )
    expect(await texts(page, '.counts')).toEqual(['30 сущностей · 38 утверждений · 1 статья'])
    expect(await page.isVisible('.side')).toBe(false)
    expect(faults).toEqual([])
    await page.context().close()
  })

  test('search: "/" goes there, arrows choose, Enter opens the claims', async () => {
    const { page, faults } = await open()
    await page.keyboard.press('/')
    await page.keyboard.type('терроризмом')
    await page.waitForSelector('[role=option]')
    expect((await texts(page, '[role=option]'))[0]).toContain('терроризм')
    await page.keyboard.press('ArrowDown')
    const second = (await texts(page, '[role=option] >> nth=1'))[0]!.split('\n')[0]
    await page.keyboard.press('Enter')
    await page.waitForSelector('.panel-evidence .claim')
    expect(await texts(page, '.side h2:visible')).toEqual([second])
    const { x } = await position(page, 'entity', await page.evaluate(() => window.svodka!.store.state.selection!.id))
    const side = (await page.locator('.side').boundingBox())!
    expect(x).toBeLessThan(side.x)
    expect(faults).toEqual([])
    await page.context().close()
  })

  test('a click on a node opens its claims; a quote opens the article with just these words marked', async () => {
    const { page, faults } = await open()
    await click(page, 'entity', entity('ОДКБ'))
    await page.waitForSelector('.panel-evidence .claim')
    expect(await texts(page, '.side h2:visible')).toEqual(['Организация Договора о коллективной безопасности'])
    const claim = seed.claims.find(c => c.subject === entity('ОДКБ') && c.relation === 'COUNTERS')!
    const card = page.locator(`[data-claim="${claim.id}"]`)
    const quote = seed.articles[0]!.text.slice(claim.start, claim.end)
    expect(await card.locator('.quote').textContent()).toBe(quote)
    expect(await page.locator('.claim-group', { has: card }).locator('h3').textContent()).toContain('противодействует')
    const words = await card.textContent()
    for (const part of ['незаконный оборот наркотиков', 'требуется', '27 ноября 2025']) {
      expect(words).toContain(part)
    }
    expect(await texts(page, '.panel-evidence .said-by')).toContain('говорит: Касым-Жомарт Токаев')
    await card.locator('.quote').click()
    await page.waitForSelector('.text mark')
    expect((await page.locator('.text mark').allTextContents()).join('')).toBe(quote)
    expect((await page.locator('.text p').allTextContents()).join('\n')).toBe(seed.articles[0]!.text)
    await page.locator('.text .mention', { hasText: 'Казахстана' }).first().click()
    await page.waitForSelector('.panel-evidence .claim')
    expect(await texts(page, '.side h2:visible')).toEqual(['Казахстан'])
    await page.keyboard.press('Escape')
    expect(await page.isVisible('.side')).toBe(false)
    expect(faults).toEqual([])
    await page.context().close()
  })

  test('a click on an edge opens its claims; parallel edges are apart', async () => {
    const { page } = await open()
    await click(page, 'edge', edge('Казахстан', 'CHAIRS', 'ОДКБ'))
    await page.waitForSelector('.panel-evidence .claim')
    expect(await texts(page, '.side h2:visible')).toEqual([
      'Казахстан → председательствует в → Организация Договора о коллективной безопасности',
    ])
    const [one, two] = [
      await position(page, 'edge', edge('ОДКБ', 'USES', '«ПРОКСИ»')),
      await position(page, 'edge', edge('«ПРОКСИ»', 'PART_OF', 'ОДКБ')),
    ]
    expect(Math.hypot(one.x - two.x, one.y - two.y)).toBeGreaterThan(6)
    await page.context().close()
  })

  test('hovering lights a node and its neighbours, and leaves the data alone', async () => {
    const { page } = await open()
    const before = await page.evaluate(() => JSON.stringify([...window.svodka!.model.entities]))
    const { x, y } = await position(page, 'entity', entity('Токаев'))
    await page.mouse.move(x, y)
    await page.waitForFunction(id => window.svodka!.store.state.hover?.id === id, entity('Токаев'))
    expect(await page.evaluate(() => JSON.stringify([...window.svodka!.model.entities]))).toBe(before)
    await page.context().close()
  })

  test('the legend filters, and a link holds what is seen', async () => {
    const { page } = await open()
    const places = await position(page, 'entity', entity('Токаев'))
    await page.click('.legend-row[data-name=Threat]')
    expect(await page.getAttribute('.legend-row[data-name=Threat]', 'aria-pressed')).toBe('false')
    expect(await position(page, 'entity', entity('Токаев'))).toEqual(places)
    await page.click('.tab >> nth=1')
    expect(await page.locator('.list tbody tr').count()).toBe(20)
    await page.click('.list tbody tr >> nth=0 >> .row')
    await page.waitForSelector('.panel-evidence .claim')
    const other = await openPage(browser, page.url())
    await other.page.waitForSelector('.list tbody tr')
    expect(await other.page.locator('.list tbody tr').count()).toBe(20)
    expect(await texts(other.page, '.side h2:visible')).toEqual(['Касым-Жомарт Токаев'])
    await page.goBack()
    expect(await page.isVisible('.side')).toBe(false)
    await page.click('.legend-head .link')
    expect(await page.locator('.list tbody tr').count()).toBe(30)
    await page.locator('.legend-relations li', { hasText: 'противодействует' }).hover()
    await page.locator('.legend-relations li', { hasText: 'противодействует' }).locator('.legend-only').click()
    expect(await page.locator('.list tbody tr').count()).toBe(
      new Set(seed.claims.filter(c => c.relation === 'COUNTERS').flatMap(c => [c.subject, c.object])).size,
    )
    await page.click('.tab >> nth=0')
    await page.locator('.legend-relations [data-name=COUNTERS]').click()
    expect(await page.isVisible('text=Фильтры скрыли всё')).toBe(true)
    await page.context().close()
    await other.page.context().close()
  })

  test('the layout runs in a worker until it is stopped', async () => {
    const { page, faults } = await open()
    const before = await position(page, 'entity', entity('Токаев'))
    await page.click('.tools button >> nth=3')
    await page.waitForFunction(() => !window.svodka!.stage!.layout.running)
    await drawn(page)
    expect(await page.evaluate(() => window.svodka!.stage!.layout.share)).toBe(1)
    expect(await position(page, 'entity', entity('Токаев'))).not.toEqual(before)
    const ran = await page.evaluate(() => {
      const { layout } = window.svodka!.stage!
      layout.start()
      const running = layout.running
      layout.stop()
      return running
    })
    expect(ran).toBe(true)
    await page.waitForFunction(() => !window.svodka!.stage!.layout.running)
    expect(faults).toEqual([])
    await page.context().close()
  })

  test('an entity without claims says where it is mentioned, and one walks from mention to mention', async () => {
    const { page } = await open({}, `${server.url}#entity=${entity('ОДКБ')}`)
    await page.click('.mentioned .row')
    await page.waitForSelector('.mention.now')
    expect(await texts(page, '.walk-count')).toEqual(['1 / 7'])
    await page.click('.walk button >> nth=1')
    expect(await texts(page, '.walk-count')).toEqual(['2 / 7'])
    await page.context().close()
  })

  test('English, and the other language by a click', async () => {
    const { page } = await open({ locale: 'de-DE' })
    expect(await texts(page, '.legend-types .legend-row >> nth=0')).toEqual(['Threat\n10'])
    expect(await page.getAttribute('html', 'lang')).toBe('en')
    await page.click('.language')
    await page.waitForSelector('.legend-row:has-text("Угроза")')
    await page.goto(`${server.url}?lang=en`)
    await page.waitForSelector('.legend-row:has-text("Threat")')
    await page.context().close()
  })

  test('dark where the system is dark, also when it changes', async () => {
    const { page } = await open({ colorScheme: 'dark' })
    const ground = () => page.evaluate(() => getComputedStyle(document.body).backgroundColor)
    const color = () => page.evaluate(() => document.documentElement.style.getPropertyValue('--type-Person'))
    const dark = [await ground(), await color()]
    await page.emulateMedia({ colorScheme: 'light' })
    await expect.poll(ground).not.toBe(dark[0])
    await expect.poll(color).not.toBe(dark[1])
    await page.context().close()
  })

  test.each(['light', 'dark'] as const)('no barriers that axe-core knows, %s', async colorScheme => {
    const { page } = await open({ colorScheme, bypassCSP: true })
    expect(await barriers(page)).toEqual([])
    await page.evaluate(id => window.svodka!.store.set({ selection: { kind: 'entity', id } }), entity('ОДКБ'))
    await page.waitForSelector('.panel-evidence .claim')
    expect(await barriers(page)).toEqual([])
    await page.click('.quote')
    await page.waitForSelector('.text mark')
    await page.click('.tab >> nth=1')
    await page.keyboard.press('/')
    await page.keyboard.type('террор')
    await page.waitForSelector('[role=option]')
    expect(await barriers(page)).toEqual([])
    await page.context().close()
  })

  test('360 pixels wide: nothing sticks out, the legend and the claims are sheets', async () => {
    const { page } = await open({ viewport: { width: 360, height: 720 }, hasTouch: true, isMobile: true })
    const width = () => page.evaluate(() => document.documentElement.scrollWidth)
    expect(await width()).toBe(360)
    expect(await page.isVisible('.legend-row >> nth=0')).toBe(false)
    await page.tap('[aria-controls=left]')
    expect(await page.isVisible('.legend-row >> nth=0')).toBe(true)
    await page.tap('[aria-controls=left]')
    const { x, y } = await position(page, 'entity', entity('ОДКБ'))
    await page.touchscreen.tap(x, y)
    await page.waitForSelector('.panel-evidence .claim')
    const box = (await page.locator('.side').boundingBox())!
    expect(box.x).toBeGreaterThanOrEqual(0)
    expect(box.x + box.width).toBeLessThanOrEqual(360)
    expect(await width()).toBe(360)
    await page.context().close()
  })

  test('an empty graph says what to do', async () => {
    const empty = await serve({ articles: [], entities: [], mentions: [], claims: [] }, loadOntology(), {
      port: 0,
      app,
    })
    const { page, faults } = await openPage(browser, empty.url)
    await page.waitForSelector('.empty')
    expect(await texts(page, '.empty')).toEqual([expect.stringContaining('svodka build')])
    expect(faults).toEqual([])
    await page.context().close()
    await empty.close()
  })

  test('without WebGL the list is there, and says why', async () => {
    const plain = await launch('--disable-3d-apis')
    const { page, faults } = await openPage(plain, server.url)
    await page.waitForSelector('.list tbody tr')
    expect(await texts(page, '.list .notice')).toEqual([expect.stringContaining('WebGL')])
    await page.click('.list tbody tr >> nth=1 >> .row')
    await page.waitForSelector('.panel-evidence .claim')
    expect(faults).toEqual([])
    await plain.close()
  })

  test('nothing of an article is ever run', async () => {
    const evil = '<img src=x onerror="window.hit=1"><script>window.hit=1</script>'
    const text = `${evil} said ${evil} about ${evil}.`
    const person = { id: 'p', type: 'Person', name: `P ${evil}`, aliases: [`alias ${evil}`] }
    const threat = { id: 't', type: 'Threat', name: `T ${evil}`, aliases: [] }
    const graph: Graph = {
      articles: [{ id: 'a', text, title: `Title ${evil}`, source: evil, date: evil, url: 'javascript:window.hit=1' }],
      entities: [person, threat],
      mentions: [{ article: 'a', start: 0, end: evil.length, type: 'Person', name: person.name, entity: 'p' }],
      claims: [
        {
          id: 'c',
          article: 'a',
          start: 0,
          end: text.length,
          subject: 'p',
          relation: 'OPPOSES',
          object: 't',
          speaker: 'p',
          modality: 'possible',
          polarity: 'negative',
          confidence: 0.5,
          extractor: 'test',
        },
      ],
    }
    const hostile = await serve(graph, loadOntology(), { port: 0, app })
    const { page } = await open({}, hostile.url)
    await page.keyboard.press('/')
    await page.keyboard.type('alias')
    await page.waitForSelector('[role=option]')
    await page.keyboard.press('Enter')
    await page.waitForSelector('.claim')
    expect(await texts(page, '.mark-negative')).toEqual(['отрицается'])
    await page.click('.quote')
    await page.waitForSelector('.text mark')
    expect((await page.locator('.text mark').allTextContents()).join('')).toBe(text)
    expect(await page.locator('.side a[href^="javascript"]').count()).toBe(0)
    await page.click('.tab >> nth=1')
    expect(await page.locator('img, #app script').count()).toBe(0)
    expect(await page.evaluate(() => 'hit' in window)).toBe(false)
    await page.context().close()
    await hostile.close()
  })
})
