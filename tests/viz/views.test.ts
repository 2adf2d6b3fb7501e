import { readFileSync, rmSync } from 'node:fs'
import { parse } from 'csv-parse/sync'
import fc from 'fast-check'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { loadOntology } from '../../graph/ontology.ts'
import { csv } from '../../viz/app/csv.ts'
import { serve } from '../../viz/server.ts'
import { barriers, buildPage, CHROMIUM, launch, openPage } from './browser.ts'
import { madeGraph } from './made.ts'

test('CSV is read back as it was, but for what would be a formula', () => {
  const cell = fc.string({ unit: fc.constantFrom('а', '"', ',', ';', '\n', '\r', '=', '+', '-', '@', ' ', '1') })
  fc.assert(
    fc.property(fc.array(fc.tuple(cell, cell), { minLength: 1 }), rows => {
      const read = parse(csv(rows), { bom: true, record_delimiter: '\r\n' }) as string[][]
      expect(read).toEqual(rows.map(row => row.map(text => (/^[=+\-@\r]/.test(text) ? `'${text}` : text))))
    }),
  )
})

describe.skipIf(!CHROMIUM)('views in Chromium', () => {
  const graph = madeGraph({ entities: 300, claims: 10_000, articles: 90 })
  // One claim that tells its time, and names that would be markup or a formula.
  graph.claims[0]!.time = '2024-05-01/2024-05-09'
  graph.entities[0]!.name = '<img src=x onerror="window.hit=1">'
  graph.entities[1]!.name = '=SUM(A1)'
  const number = (n: number): string => n.toLocaleString('ru')
  const name = (id: string): string => graph.entities.find(e => e.id === id)!.name
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
  const open = async (hash: string, options = {}) => {
    const opened = await openPage(browser, server.url + hash, options)
    await opened.page.waitForSelector('.views > .panel:not([hidden])')
    return opened
  }
  const column = (page: Page, n: number): Promise<string[]> =>
    page.locator(`.list tbody td:nth-child(${n})`).allTextContents()

  test('the table of claims: sorted by any column, narrowed by words, downloaded as it is', async () => {
    const { page, faults } = await open('#view=list')
    await page.click('[data-kind=claims]')
    expect(await page.locator('.list tbody tr').count()).toBe(200)
    const dates = await column(page, 6)
    expect(dates).toEqual([...dates].sort().reverse())
    await page.click('.table-sort >> nth=7')
    expect(await page.getAttribute('th >> nth=7', 'aria-sort')).toBe('descending')
    const sure = (await column(page, 8)).map(text => Number.parseInt(text, 10))
    expect(sure).toEqual([...sure].sort((a, b) => b - a))
    await page.keyboard.press('Enter')
    expect(await page.getAttribute('th >> nth=7', 'aria-sort')).toBe('ascending')
    const some = graph.claims[5]!
    await page.fill('.table-find', name(some.subject))
    const found = graph.claims.filter(c => [c.subject, c.object, c.speaker].includes(some.subject))
    expect(await page.textContent('.table-count')).toContain(`из ${number(found.length)}`)
    const [download] = await Promise.all([page.waitForEvent('download'), page.click('.table-bar .small-button')])
    const rows = parse(readFileSync(await download.path()), { bom: true, columns: true }) as Record<string, string>[]
    expect(rows).toHaveLength(found.length)
    expect(rows.map(row => row.Кто).sort()).toEqual(found.map(c => name(c.subject)).sort())
    await page.click('.list tbody .row >> nth=0')
    await page.waitForSelector('.panel-evidence .claim')
    expect(faults).toEqual([])
    await page.context().close()
  })

  test('the table of entities is what the filters leave; a formula is none in the file', async () => {
    const { page } = await open('#view=list')
    await page.fill('.table-find', '=SUM')
    expect(await page.locator('.list tbody tr').count()).toBe(1)
    const [download] = await Promise.all([page.waitForEvent('download'), page.click('.table-bar .small-button')])
    expect(readFileSync(await download.path(), 'utf8')).toContain("'=SUM(A1)")
    await page.fill('.table-find', '')
    const all = await page.textContent('.table-count')
    await page.click('.legend-row[data-name=Threat]')
    expect(await page.textContent('.table-count')).not.toBe(all)
    await page.context().close()
  })

  test('the timeline: the latest day first, all of it as one scrolls, or by the time spoken of', async () => {
    const { page, faults } = await open('#view=timeline&sure=97')
    await page.waitForSelector('.claim-line')
    const sure = graph.claims.filter(c => Math.round(c.confidence * 100) >= 97)
    const day = (c: { article: string }) => graph.articles.find(a => a.id === c.article)!.date ?? ''
    await expect
      .poll(
        async () => {
          await page.evaluate(() => document.querySelector('.list-end')!.scrollIntoView())
          return page.locator('.claim-line').count()
        },
        { timeout: 20_000 },
      )
      .toBe(sure.length)
    expect(await page.locator('.days h2').count()).toBe(new Set(sure.map(day)).size)
    const headings = await page.locator('.days h2').allTextContents()
    expect(headings.at(-1)).toBe(sure.some(c => day(c) === '') ? 'Без даты' : headings.at(-1))
    await page.click('.chip-remove')
    await page.click('[data-by=time]')
    await page.waitForSelector('.days h2')
    expect((await page.locator('.days h2').allTextContents())[0]).toContain('1–9 мая 2024')
    await page.locator('.claim-line button.marks').first().click()
    await page.waitForSelector('.panel-evidence .claim')
    expect(faults).toEqual([])
    await page.context().close()
  })

  test('what one says: their words, by how they are said; from their evidence there', async () => {
    const who = graph.claims.find(c => c.speaker)!.speaker!
    const said = graph.claims.filter(c => c.speaker === who)
    const { page, faults } = await open(`#view=list&entity=${who}`)
    await page.waitForSelector('.side-actions')
    await page.getByRole('button', { name: 'Что говорит' }).click()
    await page.waitForSelector('.panel-speaker .claim')
    expect(await page.inputValue('#speaker')).toBe(who)
    const groups = await page.locator('.panel-speaker h2 small').allTextContents()
    expect(groups.reduce((sum, n) => sum + Number(n.replace(/\s/g, '')), 0)).toBe(said.length)
    expect(await page.locator('.panel-speaker h2').last().textContent()).toContain('Отрицает')
    const proposed = said.filter(c => c.modality === 'proposed' && c.polarity === 'positive')
    const first = page.locator('.panel-speaker .said').first()
    const relations = new Set(proposed.map(c => c.relation))
    await expect
      .poll(
        async () => {
          await first.locator('.list-end').scrollIntoViewIfNeeded()
          return first.locator('h3').count()
        },
        { timeout: 20_000 },
      )
      .toBe(relations.size)
    expect(await first.locator('.claim').count()).toBe(proposed.length)
    await page.locator('.panel-speaker .quote').first().click()
    await page.waitForSelector('.text mark')
    expect(faults).toEqual([])
    await page.context().close()
  })

  test('articles: narrowed by words, opened in the reader', async () => {
    const { page } = await open('#view=articles')
    await page.waitForSelector('.article-row')
    await page.fill('.panel-articles input', 'agency')
    const some = graph.articles.filter(a => a.url!.includes('agency'))
    await expect.poll(() => page.locator('.article-row').count()).toBe(some.length)
    await page.locator('.article-row').first().click()
    await page.waitForSelector('.panel-reader .text')
    expect(await page.locator('.article-row[aria-current=true]').count()).toBe(1)
    const id = await page.getAttribute('.article-row[aria-current=true]', 'data-article')
    const claims = graph.claims.filter(c => c.article === id)
    expect(await page.textContent('.article-claims summary')).toMatch(new RegExp(`^${claims.length} утвержд`))
    // On a wide page the claims stand beside the text, neither covers the list of articles, and a claim marks its words.
    const [list, text, beside] = await Promise.all(
      ['.panel-articles', '.panel-reader .text', '.article-claims'].map(
        async part => (await page.locator(part).boundingBox())!,
      ),
    )
    expect(list!.x + list!.width).toBeLessThanOrEqual(text!.x)
    expect(text!.x + text!.width).toBeLessThanOrEqual(beside!.x + 1)
    const last = page.locator('.article-claim').last()
    await last.focus()
    await page.keyboard.press('Enter')
    await page.waitForSelector('.text mark')
    expect(await last.getAttribute('aria-current')).toBe('true')
    expect(await last.evaluate(row => row === document.activeElement)).toBe(true)
    await page.context().close()
  })

  test('evidence of an entity: relation by relation, with the number of claims and of sources', async () => {
    const id = graph.claims[0]!.subject
    const { page } = await open(`#view=list&entity=${id}`)
    await page.waitForSelector('.claim-group h3 small')
    const heading = page.locator('.claim-group h3').first()
    const outgoing = graph.claims.filter(c => c.subject === id)
    const first = [...loadOntology().relations.values()].find(({ name }) => outgoing.some(c => c.relation === name))!
    const claims = outgoing.filter(c => c.relation === first.name)
    const outlets = new Set(claims.map(c => new URL(graph.articles.find(a => a.id === c.article)!.url!).hostname))
    expect(await heading.textContent()).toContain(first.label.ru)
    expect(await heading.locator('small').textContent()).toMatch(
      new RegExp(`^${number(claims.length)} утвержд\\S+ · ${outlets.size} источник`),
    )
    const said = await page
      .locator('.panel-evidence .claim')
      .evaluateAll(cards => cards.map(card => (card as HTMLElement).dataset.said))
    expect(new Set(said).size).toBeGreaterThan(2)
    await page.context().close()
  })

  test('a name that would be markup is text in every view', async () => {
    const hostile = graph.entities[0]!
    const { page, faults } = await open(`#view=list&entity=${hostile.id}`)
    await page.fill('.table-find', hostile.name)
    expect(await page.textContent('.list tbody .row')).toBe(hostile.name)
    await page.click('[data-kind=claims]')
    expect(await page.locator('.list tbody tr').count()).toBeGreaterThan(0)
    await page.locator('.tab[role=tab] >> nth=2').click()
    await page.waitForSelector('.claim-line')
    const article = graph.claims.find(c => c.subject === hostile.id)!.article
    await page.evaluate(id => window.svodka!.store.set({ view: 'articles', reading: { article: id } }), article)
    await page.waitForSelector('.article-claim')
    expect(await page.locator('.article-claim', { hasText: '<img' }).count()).toBeGreaterThan(0)
    expect(await page.locator('img').count()).toBe(0)
    expect(await page.evaluate(() => 'hit' in window)).toBe(false)
    expect(faults).toEqual([])
    await page.context().close()
  })

  test('the ontology counts, and a click shows only that', async () => {
    const { page } = await open('#view=ontology')
    const row = page.locator('.ontology-row', { hasText: 'противодействует' })
    const claims = graph.claims.filter(c => c.relation === 'COUNTERS')
    expect(await row.locator('.ontology-count').textContent()).toBe(number(claims.length))
    expect(await row.locator('.ontology-what').textContent()).toContain('борется')
    await row.click()
    await page.waitForSelector('#panel-graph[data-ready]')
    await page.locator('.tab[role=tab] >> nth=1').click()
    expect(await page.locator('.list tbody tr').count()).toBe(
      Math.min(200, new Set(claims.flatMap(c => [c.subject, c.object])).size),
    )
    await page.context().close()
  })

  test.each(['list', 'timeline', 'speaker', 'articles', 'ontology'])(
    '%s: no barriers in either theme, fits 360 pixels, nothing is run',
    async view => {
      for (const colorScheme of ['light', 'dark'] as const) {
        const { page } = await open(`#view=${view}&sure=70`, { colorScheme, bypassCSP: true })
        await page.waitForTimeout(300)
        expect(await barriers(page)).toEqual([])
        expect(await page.evaluate(() => 'hit' in window)).toBe(false)
        await page.setViewportSize({ width: 360, height: 720 })
        expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(360)
        await page.context().close()
      }
    },
  )
})
