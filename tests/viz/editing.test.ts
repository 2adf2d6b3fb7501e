import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { asking } from '../../commands/asking.ts'
import { editing } from '../../commands/editing.ts'
import { parseCorrections } from '../../graph/corrections.ts'
import type { Graph } from '../../graph/model.ts'
import { loadOntology } from '../../graph/ontology.ts'
import { openStore } from '../../graph/store/index.ts'
import { update } from '../../graph/update.ts'
import { serve } from '../../viz/server.ts'
import { docOf } from '../graph/store/updating.ts'
import { barriers, buildPage, CHROMIUM, drawn, launch, openPage, position } from './browser.ts'

const ontology = loadOntology()
const folder = mkdtempSync(join(tmpdir(), 'svodka-editing-'))
const path = join(folder, 'news.graph')
const file = join(folder, 'corrections.yaml')
const load = async (): Promise<Graph> => {
  const store = await openStore(path, { ontology, readOnly: true })
  try {
    return await store.load()
  } finally {
    await store.close()
  }
}
let server: Awaited<ReturnType<typeof serve>>
let app: string
beforeAll(async () => {
  app = await buildPage()
}, 60_000)
beforeEach(async () => {
  await server?.close()
  for (const old of [path, file]) rmSync(old, { recursive: true, force: true })
  const store = await openStore(path, { ontology, create: true })
  const docs = [
    docOf('a1', ['Organization Союз «Щит»', 'Country Россия', 'Organization Клуб «Меч»']),
    docOf('a2', ['Organization Клуб «Меч»', 'Country Россия', 'Person Иван Петров']),
  ]
  await update(store, { read: docs.map(doc => ({ doc, hash: '' })) }, ontology)
  await store.close()
  server = await serve(load, ontology, {
    port: 0,
    app,
    query: asking({ store: path }),
    editing: editing({ store: path }, ontology, file),
  })
})
afterAll(async () => {
  await server?.close()
  for (const old of [folder, app]) rmSync(old, { recursive: true, force: true })
})
const post = (way: string, body: unknown, headers = {}) =>
  fetch(server.url + way, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json', ...headers },
    body: JSON.stringify(body),
  })
const names = async (): Promise<string[]> => (await load()).entities.map(e => `${e.type} ${e.name}`).sort()
const id = async (name: string): Promise<string> => (await load()).entities.find(e => e.name === name)!.id
const ALL = ['Country Россия', 'Organization Клуб «Меч»', 'Organization Союз «Щит»', 'Person Иван Петров']

describe('POST /api/edits, undo, articles', () => {
  test('every kind of edit, in the store and in the file, and each taken back', async () => {
    const [shield, sword] = [await id('Союз «Щит»'), await id('Клуб «Меч»')]
    const claim = (await load()).claims[0]!.id
    const edits: [object, () => Promise<unknown>, unknown][] = [
      [{ kind: 'rename', entity: shield, name: 'Щит' }, names, ['Country Россия', ALL[1], 'Organization Щит', ALL[3]]],
      [
        { kind: 'retype', entity: shield, type: 'Event' },
        names,
        ['Country Россия', 'Event Союз «Щит»', ALL[1], ALL[3]],
      ],
      [{ kind: 'merge', entity: sword, other: shield }, names, [ALL[0], ALL[2], ALL[3]]],
      [{ kind: 'split', entity: sword }, names, [ALL[0], ALL[1], ALL[1], ALL[2], ALL[3]]],
      [{ kind: 'drop', entity: sword }, names, [ALL[0], ALL[2], ALL[3]]],
      [{ kind: 'reject', claim }, async () => (await load()).claims.length, 3],
    ]
    for (const [edit, look, result] of edits) {
      const before = await look()
      const answer = await post('api/edits', edit)
      expect([answer.status, await answer.text()]).toEqual([200, '{}'])
      expect(await look()).toEqual(result)
      parseCorrections(readFileSync(file, 'utf8'), file, ontology)
      expect((await post('api/undo', {})).status).toBe(200)
      expect(await look()).toEqual(before)
    }
    expect(readFileSync(file, 'utf8')).toBe('# nothing\n')
  })

  test('an article is read into the graph, with its claims', async () => {
    const text = 'Встреча\nПрезидент Казахстана Касым-Жомарт Токаев осудил терроризм.'
    const { article, claims } = (await (await post('api/articles', { text, date: '2026-11-23' })).json()) as {
      article: string
      claims: number
    }
    const graph = await load()
    expect(graph.articles.find(a => a.id === article)).toMatchObject({ text, date: '2026-11-23' })
    expect(graph.claims.filter(c => c.article === article)).toHaveLength(claims)
    expect(claims).toBeGreaterThan(0)
  }, 30_000)

  test('what makes no sense is refused, and nothing changes', async () => {
    const entity = await id('Россия')
    const bad: [string, unknown][] = [
      ['api/edits', {}],
      ['api/edits', { kind: 'constructor', entity }],
      ['api/edits', { kind: 'rename', entity, name: '' }],
      ['api/edits', { kind: 'rename', entity, name: 'x'.repeat(301) }],
      ['api/edits', { kind: 'rename', entity: 'none', name: 'x' }],
      ['api/edits', { kind: 'retype', entity, type: 'Mensch' }],
      ['api/edits', { kind: 'merge', entity, other: entity }],
      ['api/edits', { kind: 'reject', claim: 'none' }],
      ['api/articles', { text: ' ' }],
      ['api/articles', { text: 'x', date: 'gestern' }],
    ]
    for (const [way, body] of bad) {
      const answer = await post(way, body)
      expect(answer.status).toBe(400)
      expect(((await answer.json()) as { error: string }).error).toBeTruthy()
    }
    expect(await names()).toEqual(ALL)
    expect((await post('api/edits', { kind: 'drop', entity }, { Origin: 'http://evil.example' })).status).toBe(403)
    const plain = await serve(load, ontology, { port: 0, app })
    expect((await fetch(`${plain.url}api/edits`, { method: 'POST' })).status).toBe(405)
    await plain.close()
    expect(await names()).toEqual(ALL)
  })
})

describe.skipIf(!CHROMIUM)('editing in Chromium', () => {
  let browser: Browser
  beforeAll(async () => {
    browser = await launch()
  })
  afterAll(() => browser?.close())
  const open = async (options = {}) => {
    const opened = await openPage(browser, server.url, options)
    await drawn(opened.page)
    return opened
  }
  const act = async (page: Page, entity: string, action: string): Promise<void> => {
    const { x, y } = await position(page, 'entity', entity)
    await page.mouse.click(x, y, { button: 'right' })
    await page.click(`[data-action="${action}"]`)
  }
  const reloaded = async (page: Page, work: () => Promise<void>): Promise<void> => {
    const loaded = page.waitForEvent('load')
    await work()
    await loaded
    await drawn(page)
  }

  test('renamed, retyped, merged, taken back', async () => {
    const { page, faults } = await open()
    await act(page, await id('Союз «Щит»'), 'rename')
    await page.fill('.dialog input', 'Щит')
    await reloaded(page, () => page.keyboard.press('Enter'))
    expect(await names()).toContain('Organization Щит')
    await act(page, await id('Щит'), 'retype')
    await page.selectOption('.dialog select', 'Event')
    await reloaded(page, () => page.click('.dialog .primary'))
    expect(await names()).toContain('Event Щит')
    await act(page, await id('Иван Петров'), 'drop')
    await page.click('.dialog-buttons .button >> nth=0')
    expect(await names()).toContain('Person Иван Петров')
    await act(page, await id('Клуб «Меч»'), 'merge')
    const { x, y } = await position(page, 'entity', await id('Щит'))
    await page.mouse.click(x, y)
    await reloaded(page, () => page.click('.dialog .primary'))
    expect(await names()).toEqual(['Country Россия', 'Event Щит', 'Person Иван Петров'])
    for (const left of [4, 4, 4]) {
      await reloaded(page, () => page.getByRole('button', { name: 'Отменить правку' }).click())
      expect((await names()).length).toBe(left)
    }
    expect(await names()).toEqual(ALL)
    expect(await page.getByRole('button', { name: 'Отменить правку' }).count()).toBe(0)
    expect(faults).toEqual([])
    await page.context().close()
  }, 60_000)

  test('a claim that is not right goes; a pasted text comes, and is opened', async () => {
    const { page, faults } = await open()
    const { x, y } = await position(page, 'entity', await id('Клуб «Меч»'))
    await page.mouse.click(x, y)
    await page.waitForSelector('.claim .reject')
    await reloaded(page, () => page.locator('.claim .reject').first().click())
    expect((await load()).claims).toHaveLength(3)
    await page.getByRole('button', { name: 'Добавить статью' }).click()
    await page.fill('.dialog textarea', 'Президент Казахстана Касым-Жомарт Токаев осудил терроризм.')
    await page.fill('.dialog input >> nth=0', 'Заявление')
    await reloaded(page, () => page.click('.dialog .primary'))
    await page.waitForSelector('.panel-reader .text')
    expect(await page.textContent('.panel-reader')).toContain('осудил терроризм')
    expect(await names()).toContain('Person Касым-Жомарт Токаев')
    expect(faults).toEqual([])
    await page.context().close()
  }, 60_000)

  test.each(['light', 'dark'] as const)('no barriers in the dialogs, %s', async colorScheme => {
    const { page } = await open({ colorScheme, bypassCSP: true })
    await act(page, await id('Россия'), 'retype')
    expect(await barriers(page)).toEqual([])
    await page.keyboard.press('Escape')
    await page.getByRole('button', { name: 'Добавить статью' }).click()
    expect(await barriers(page)).toEqual([])
    await page.context().close()
  })
})
