import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parse } from 'csv-parse/sync'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { loadOntology } from '../../graph/ontology.ts'
import { openStore, type Store } from '../../graph/store/index.ts'
import type { Fault, GraphAnswer, QueryAnswer, QueryValue } from '../../viz/api.ts'
import { serve } from '../../viz/server.ts'
import { seedGraph } from '../seed.ts'
import { barriers, buildPage, CHROMIUM, launch, openPage } from './browser.ts'

const seed = seedGraph()
const ontology = loadOntology()
const folder = mkdtempSync(join(tmpdir(), 'svodka-console-'))
let store: Store
let app: string
let server: Awaited<ReturnType<typeof serve>>
beforeAll(async () => {
  app = await buildPage()
  store = await openStore(join(folder, 'seed.graph'), { ontology, create: true })
  await store.save(seed)
  server = await serve(seed, ontology, { port: 0, app, query: (cypher, options) => store.query(cypher, options) })
}, 60_000)
afterAll(async () => {
  await server.close()
  await store.close()
  for (const path of [folder, app]) rmSync(path, { recursive: true, force: true })
})

describe('POST /api/query', () => {
  const post = (body: unknown, headers: Record<string, string> = {}) =>
    fetch(`${server.url}api/query`, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json', ...headers },
      body: typeof body === 'string' ? body : JSON.stringify(body),
    })

  test('rows, and nodes and relationships tied to what is drawn', async () => {
    const answer = (await (
      await post({
        query: 'MATCH (c:Country {name: $name})-[r:CHAIRS]->(o) RETURN c, r, o.name, 1 AS one',
        params: { name: 'Казахстан' },
      })
    ).json()) as QueryAnswer
    expect(answer.columns).toEqual(['c', 'r', 'o.name', 'one'])
    const [node, relationship, name, one] = answer.rows[0]! as [QueryValue, QueryValue, string, number]
    const claim = seed.claims.find(c => c.relation === 'CHAIRS')!
    expect(node).toMatchObject({ kind: 'node', label: 'Country', id: claim.subject })
    expect(relationship).toMatchObject({
      kind: 'relationship',
      label: 'CHAIRS',
      id: `${claim.subject} CHAIRS ${claim.object}`,
    })
    expect([name, one]).toEqual(['Организация Договора о коллективной безопасности', 1])
    const article = (await (await post({ query: 'MATCH (a:Article) RETURN a' })).json()) as QueryAnswer
    expect((article.rows[0]![0] as QueryValue).properties.text).toMatch(/^О борьбе.{492}…$/s)
  })

  test('limits, faults with their place, and nothing is ever written', async () => {
    const few = (await (await post({ query: 'MATCH (e:Entity) RETURN e.id', limit: 3 })).json()) as QueryAnswer
    expect([few.rows.length, few.cut]).toEqual([3, true])
    const fault = await post({ query: 'MATCH (e:Entity)\nRETRUN e' })
    expect(fault.status).toBe(400)
    expect((await fault.json()) as Fault).toMatchObject({ line: 2, error: expect.stringContaining('query:2:') })
    for (const query of ['CREATE (:Person {id: "x"})', 'MATCH (e) DETACH DELETE e', 'MATCH (e) SET e.name = "x"']) {
      const refused = await post({ query })
      expect(refused.status).toBe(400)
      expect(((await refused.json()) as Fault).error).toMatch(/only reads|read-only|--write/i)
    }
    expect((await store.load()).entities).toHaveLength(seed.entities.length)
    for (const body of [
      '',
      '{',
      {},
      { query: ' ' },
      { query: 'RETURN 1', limit: 0 },
      { query: 'RETURN 1', params: [] },
    ])
      expect((await post(body)).status).toBe(400)
    expect((await post({ query: 'x'.repeat(300_000) })).status).toBe(413)
  })

  test('no other page can ask', async () => {
    const query = { query: 'RETURN 1' }
    expect((await post(query, { 'Content-Type': 'text/plain' })).status).toBe(415)
    expect((await post(query, { 'Content-Type': 'application/x-www-form-urlencoded' })).status).toBe(415)
    expect((await post(query, { Origin: 'http://evil.example' })).status).toBe(403)
    expect((await fetch(`${server.url}api/graph`, { method: 'POST' })).status).toBe(405)
    const plain = await serve(seed, ontology, { port: 0, app })
    expect((await fetch(`${plain.url}api/query`, { method: 'POST' })).status).toBe(405)
    expect(((await (await fetch(`${plain.url}api/graph`)).json()) as GraphAnswer).queries).toBe(false)
    await plain.close()
  })
})

describe.skipIf(!CHROMIUM)('the console in Chromium', () => {
  let browser: Browser
  beforeAll(async () => {
    browser = await launch()
  })
  afterAll(() => browser?.close())
  const open = async (options = {}) => {
    const opened = await openPage(browser, `${server.url}#view=console`, options)
    await opened.page.waitForSelector('#panel-console[data-ready]')
    return opened
  }
  const write = async (page: Page, query: string): Promise<void> => {
    await page.locator('.cm-content').click()
    await page.keyboard.press('Control+a')
    await page.keyboard.press('Delete')
    await page.keyboard.insertText(query)
  }

  test('an example runs by Ctrl+Enter; nodes lead to their evidence; past queries are kept', async () => {
    const { page, faults } = await open()
    await page.getByLabel('Примеры').selectOption({ label: 'У кого больше всего связей' })
    await page.keyboard.press('Control+Enter')
    await page.waitForSelector('.console-table tbody tr')
    expect(await page.textContent('.console-status')).toBe('20 строк')
    const first = page.locator('.console-table tbody tr >> nth=0 >> button')
    expect(await first.textContent()).toBe('Касым-Жомарт Токаев')
    await first.click()
    await page.waitForSelector('.panel-evidence .claim')
    expect(await page.getByLabel('Прежние запросы').locator('option').count()).toBe(2)
    await page.reload()
    await page.waitForSelector('#panel-console[data-ready]')
    expect(await page.locator('.cm-content').textContent()).toContain('ORDER BY links DESC')
    expect(faults).toEqual([])
    await page.context().close()
  })

  test('what was found is shown on the graph, as a filter that one may leave; and saved', async () => {
    const { page } = await open()
    await write(page, 'MATCH (a)-[r:COUNTERS]->(t:Threat) RETURN a, r, t')
    await page.getByRole('button', { name: 'Выполнить' }).click()
    await page.waitForSelector('.console-table tbody tr')
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.click('.panel-console >> text=Скачать CSV'),
    ])
    const counters = seed.claims.filter(c => c.relation === 'COUNTERS')
    expect(parse(readFileSync(await download.path()), { bom: true })).toHaveLength(counters.length + 1)
    await page.getByRole('button', { name: 'Показать на графе' }).click()
    await page.waitForSelector('#panel-graph[data-ready]')
    const ends = new Set(counters.flatMap(c => [c.subject, c.object]))
    expect(await page.evaluate(() => window.svodka!.store.state.filters.only!.entities.size)).toBe(ends.size)
    expect(await page.locator('.chip-text').allTextContents()).toEqual(['ответ на запрос'])
    await page.context().close()
  })

  test('a fault is marked at its place; what would write is refused', async () => {
    const { page, faults } = await open()
    await write(page, 'MATCH (e:Entity)\nRETRUN e')
    await page.keyboard.press('Control+Enter')
    await page.waitForSelector('.console-status.bad')
    expect(await page.locator('.cm-lintRange-error').textContent()).toBe('RETRUN')
    await write(page, 'MATCH (e) DETACH DELETE e')
    // What is typed here is no command of the page.
    await page.keyboard.type(' // ?')
    await page.keyboard.press('Escape')
    expect(await page.isVisible('dialog.keys')).toBe(false)
    expect(await page.locator('.cm-editor.cm-focused').count()).toBe(1)
    await page.keyboard.press('Control+Enter')
    await expect.poll(() => page.textContent('.console-status')).toMatch(/only reads|read-only|--write/i)
    // The browser itself tells of the refused requests.
    expect(faults.filter(fault => !fault.includes('400'))).toEqual([])
    await page.context().close()
  })

  test('labels, relations and properties are offered', async () => {
    const { page } = await open()
    await write(page, 'MATCH (p')
    await page.keyboard.type(':Per')
    await page.waitForSelector('.cm-tooltip-autocomplete')
    expect(await page.locator('.cm-tooltip-autocomplete li').first().textContent()).toContain('Person')
    await page.keyboard.press('Escape')
    await write(page, 'MATCH (p)-[r')
    await page.keyboard.type(':PROP')
    await expect.poll(() => page.locator('.cm-tooltip-autocomplete li').first().textContent()).toContain('PROPOSES')
    await page.context().close()
  })

  test.each(['light', 'dark'] as const)('no barriers, %s; 360 pixels are enough', async colorScheme => {
    const { page } = await open({ colorScheme, bypassCSP: true })
    await page.keyboard.press('Tab')
    await page.getByRole('button', { name: 'Выполнить' }).click()
    await page.waitForSelector('.console-table tbody tr')
    expect(await barriers(page)).toEqual([])
    await page.setViewportSize({ width: 360, height: 720 })
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(360)
    await page.context().close()
  })
})
