import { rmSync } from 'node:fs'
import fc from 'fast-check'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { loadOntology } from '../../graph/ontology.ts'
import { binOf, bins } from '../../viz/app/histogram.ts'
import { createStore, EVERYTHING, NOTHING_PINNED } from '../../viz/app/store.ts'
import { createUndo } from '../../viz/app/undo.ts'
import { serve } from '../../viz/server.ts'
import { barriers, buildPage, CHROMIUM, drawn, launch, openPage, position } from './browser.ts'
import { madeGraph } from './made.ts'

describe('bins', () => {
  test.each([
    [['2025-11-27'], 0, ''],
    [['2025-11-27', '2025-11-29', ''], 3, '2025-11-27 2025-11-27'],
    [['2025-01-01', '2025-06-30'], 27, '2024-12-30 2025-01-05'],
    [['2020-02-10', '2025-06-30'], 65, '2020-02-01 2020-02-29'],
    [['1990-02-10', '2025-06-30'], 36, '1990-01-01 1990-12-31'],
    [['nonsense', '2025-01-01'], 0, ''],
  ])('of %j: %i', (days, length, first) => {
    const found = bins(days)
    expect(found).toHaveLength(length)
    if (first) expect(`${found[0]!.from} ${found[0]!.to}`).toBe(first)
  })

  test('every day is in one bin, and bins follow one another without gaps', () => {
    const day = fc.date({ min: new Date('1950-01-01'), max: new Date('2049-12-31'), noInvalidDate: true })
    fc.assert(
      fc.property(fc.array(day, { minLength: 2, maxLength: 20 }), dates => {
        const days = dates.map(date => date.toISOString().slice(0, 10))
        const found = bins(days)
        for (const day of days) {
          const bin = found[binOf(found, day)]
          if (found.length > 0) expect(bin!.from <= day && day <= bin!.to).toBe(true)
        }
        for (const [i, bin] of found.entries()) {
          const next = found[i + 1]
          if (next) expect(Date.parse(next.from) - Date.parse(bin.to)).toBe(86_400_000)
        }
      }),
    )
  })
})

test('undo and redo: changes at once are one step, a new change ends what could be redone', () => {
  let now = 0
  const store = createStore({
    view: 'graph',
    hover: undefined,
    selection: undefined,
    reading: undefined,
    filters: EVERYTHING,
    cursor: undefined,
    picking: undefined,
    speaker: undefined,
    color: 'type',
    pinned: NOTHING_PINNED,
  })
  const undo = createUndo(store, () => now)
  const sure = (confidence: number): void => store.set({ filters: { ...store.state.filters, confidence } })
  sure(10)
  now = 100
  sure(20)
  now = 5000
  sure(50)
  undo.undo()
  expect(store.state.filters.confidence).toBe(20)
  undo.undo()
  expect([store.state.filters.confidence, undo.canUndo, undo.canRedo]).toEqual([0, false, true])
  undo.undo()
  undo.redo()
  expect(store.state.filters.confidence).toBe(20)
  now = 9000
  sure(70)
  expect(undo.canRedo).toBe(false)
  undo.undo()
  expect(store.state.filters.confidence).toBe(20)
})

describe.skipIf(!CHROMIUM)('filters in Chromium', () => {
  const graph = madeGraph({ entities: 120, claims: 400, articles: 60 })
  let app: string
  let browser: Browser
  let server: Awaited<ReturnType<typeof serve>>
  beforeAll(async () => {
    app = await buildPage()
    browser = await launch()
    server = await serve(graph, loadOntology(), { port: 0, app })
  }, 60_000)
  afterAll(async () => {
    await browser?.close()
    await server?.close()
    rmSync(app, { recursive: true, force: true })
  })
  const open = async (hash = '', options = {}) => {
    const opened = await openPage(browser, server.url + hash, options)
    await drawn(opened.page)
    return opened
  }
  const left = (page: Page): Promise<number> =>
    page.evaluate(() => {
      const sigma = document.querySelectorAll('.legend-types .legend-count')
      return [...sigma].reduce((sum, e) => sum + Number.parseInt(e.textContent ?? '', 10), 0)
    })
  const chips = (page: Page): Promise<string[]> => page.locator('.chip-text').allInnerTexts()
  const person = (): string => graph.claims.find(c => c.speaker)!.speaker!

  test('who says so, how sure, which source: chips say it, nothing jumps, and each chip takes its filter away', async () => {
    const { page, faults } = await open()
    const name = graph.entities.find(e => e.id === person())!.name
    const place = await position(page, 'entity', graph.claims[0]!.subject)
    expect(await left(page)).toBe(120)
    await page.click('.choices-more')
    await page.getByRole('checkbox', { name }).check()
    const said = graph.claims.filter(c => c.speaker === person())
    expect(await left(page)).toBe(new Set(said.flatMap(c => [c.subject, c.object])).size)
    await page.getByRole('checkbox', { name: 'one.example' }).check()
    await page.getByLabel('Уверенность, не ниже').fill('80')
    expect(await chips(page)).toEqual([`говорит: ${name}`, 'Источник: one.example', 'уверенность ≥ 80\u00a0%'])
    const articles = new Set(graph.articles.filter(a => a.url!.includes('one.example')).map(a => a.id))
    const sure = said.filter(c => articles.has(c.article) && Math.round(c.confidence * 100) >= 80)
    expect(await left(page)).toBe(new Set(sure.flatMap(c => [c.subject, c.object])).size)
    expect(await position(page, 'entity', graph.claims[0]!.subject)).toEqual(place)
    await page.click(`.chip-remove[aria-label="Убрать: говорит: ${name}"]`)
    expect(await chips(page)).toHaveLength(2)
    expect(await page.getByRole('checkbox', { name }).isChecked()).toBe(false)
    await page.click('.chip-reset')
    expect(await chips(page)).toEqual([])
    expect(await left(page)).toBe(120)
    expect(faults).toEqual([])
    await page.context().close()
  })

  test('undo and redo by keys and by buttons, also of what the legend did', async () => {
    const { page } = await open()
    await page.click('.legend-row[data-name=Threat]')
    await page.waitForTimeout(700)
    await page.getByLabel('Связей, не меньше').fill('3')
    expect(await chips(page)).toEqual(['кроме: Угроза', 'связей ≥ 3'])
    await page.keyboard.press('Control+z')
    expect(await chips(page)).toEqual(['кроме: Угроза'])
    await page.getByRole('button', { name: 'Отменить' }).click()
    expect(await chips(page)).toEqual([])
    expect(await page.getByRole('button', { name: 'Отменить' }).isDisabled()).toBe(true)
    await page.keyboard.press('Control+Shift+Z')
    await page.keyboard.press('Control+y')
    expect(await chips(page)).toEqual(['кроме: Угроза', 'связей ≥ 3'])
    await page.context().close()
  })

  test('the time line: by keys, by the pointer, played; a drag is one step back', async () => {
    const { page, faults } = await open()
    const dated = graph.claims.filter(c => graph.articles.find(a => a.id === c.article)!.date)
    expect(await page.locator('.time-label small').textContent()).toBe(
      `без даты: ${graph.claims.length - dated.length}`,
    )
    const from = page.getByRole('slider', { name: 'Начало периода' })
    await from.focus()
    await page.keyboard.press('ArrowRight')
    await page.keyboard.press('ArrowRight')
    const first = await page.evaluate(() => window.svodka!.store.state.filters.from)
    expect(first).toBe('2025-01-13')
    const days = new Map(graph.articles.map(a => [a.id, a.date ?? '']))
    const later = graph.claims.filter(c => days.get(c.article)! >= first!)
    expect(await left(page)).toBe(new Set(later.flatMap(c => [c.subject, c.object])).size)
    expect(await from.getAttribute('aria-valuetext')).toContain('января 2025')
    await page.keyboard.press('Home')
    expect(await chips(page)).toEqual([])

    const steps = await page.evaluate(() => history.length)
    const plot = (await page.locator('.time-plot').boundingBox())!
    const at = (share: number) => [plot.x + plot.width * share, plot.y + 20] as const
    await page.waitForTimeout(700)
    await page.mouse.move(...at(0.3))
    await page.mouse.down()
    for (const share of [0.35, 0.4, 0.45, 0.5]) await page.mouse.move(...at(share))
    await page.mouse.up()
    expect(await chips(page)).toHaveLength(1)
    expect((await page.evaluate(() => history.length)) - steps).toBe(1)
    const period = () =>
      page.evaluate(() => [window.svodka!.store.state.filters.from, window.svodka!.store.state.filters.to])
    const before = await period()
    await page.mouse.move(...at(0.4))
    await page.mouse.down()
    await page.mouse.move(...at(0.6))
    await page.mouse.up()
    const after = await period()
    expect(after[0]! > before[0]! && after[1]! > before[1]!).toBe(true)
    await page.getByRole('button', { name: 'Проиграть' }).click()
    await expect.poll(period, { timeout: 10_000 }).not.toEqual(after)
    await page.getByRole('button', { name: 'Остановить', exact: true }).click()
    const stopped = await period()
    await page.waitForTimeout(1800)
    expect(await period()).toEqual(stopped)
    expect(faults).toEqual([])
    await page.context().close()
  })

  test.each(['light', 'dark'] as const)(
    'a link holds all of it, and axe-core finds no barriers, %s',
    async colorScheme => {
      const { page } = await open(`#by=${person()}&sure=70&from=2025-01-15&to=2025-03-20&-types=Topic`, {
        colorScheme,
        bypassCSP: true,
      })
      expect(await chips(page)).toHaveLength(4)
      expect(await page.getByLabel('Уверенность, не ниже').inputValue()).toBe('70')
      expect(await barriers(page)).toEqual([])
      await page.context().close()
    },
  )

  test('360 pixels wide: chips and the time line fit', async () => {
    const { page } = await open(`#by=${person()}&sure=70&from=2025-01-15&to=2025-03-20`, {
      viewport: { width: 360, height: 720 },
    })
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(360)
    for (const selector of ['.chip', '.panel-time', '.tools']) {
      const box = (await page.locator(selector).first().boundingBox())!
      expect(box.x >= 0 && box.x + box.width <= 360).toBe(true)
    }
    await page.context().close()
  })
})
