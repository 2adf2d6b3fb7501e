import { rmSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Graph } from '../../graph/model.ts'
import { loadOntology } from '../../graph/ontology.ts'
import { html } from '../../viz/html.ts'
import { seedGraph } from '../seed.ts'
import { buildPage, CHROMIUM, drawn, launch, openPage, position } from './browser.ts'

test('a page that was not built is said to be', () => {
  expect(() => html(seedGraph(), loadOntology(), '/nowhere')).toThrow("/nowhere: the viewer's page has not been built")
})

describe.skipIf(!CHROMIUM)('one file, opened from disk in Chromium', () => {
  let built: string
  let browser: Browser
  beforeAll(async () => {
    built = await buildPage('vite.file.config.ts')
    browser = await launch()
  }, 60_000)
  afterAll(async () => {
    await browser?.close()
    rmSync(built, { recursive: true, force: true })
  })
  const open = async (graph: Graph) => {
    const path = join(built, 'graph.html')
    writeFileSync(path, html(graph, loadOntology(), built))
    const opened = await openPage(browser, pathToFileURL(path).href)
    await drawn(opened.page)
    return { ...opened, path }
  }

  test('the seed: drawn, searched, read, filtered and laid out, and nothing is asked of the network', async () => {
    const seed = seedGraph()
    const { page, path, asked, faults } = await open(seed)
    expect(statSync(path).size).toBeLessThan(600_000)
    const csto = seed.entities.find(e => e.aliases.includes('ОДКБ'))!.id
    const { x, y } = await position(page, 'entity', csto)
    await page.mouse.click(x, y)
    await page.waitForSelector('.panel-evidence .claim')
    await page.click('.quote')
    await page.waitForSelector('.text mark')
    expect((await page.locator('.text p').allTextContents()).join('\n')).toBe(seed.articles[0]!.text)
    await page.keyboard.press('/')
    await page.keyboard.type('наркотикам')
    await page.waitForSelector('[role=option]')
    expect((await page.locator('[role=option]').allTextContents()).join()).toContain('незаконный оборот наркотиков')
    await page.keyboard.press('Escape')
    await page.keyboard.press('Escape')
    await page.click('.legend-row[data-name=Threat]')
    expect(await page.locator('.chip').count()).toBe(1)
    await page.click('.tools button >> nth=3')
    await page.waitForFunction(() => !window.svodka!.stage!.layout.running)
    await page.click('.tab[role=tab] >> nth=3')
    await page.waitForSelector('.panel-speaker .claim')
    // But for the file itself, what is in it already: icons, and the layout's worker.
    expect(asked[0]).toBe(pathToFileURL(path).href)
    expect(asked.slice(1).filter(url => !/^(blob|data):/.test(url))).toEqual([])
    expect(faults).toEqual([])
    await page.context().close()
  })

  test('whatever the graph holds stays text', async () => {
    const evil = '</script><script>window.hit=1</script><img src=x onerror="window.hit=1"><!--'
    const graph: Graph = {
      articles: [{ id: 'a', text: `${evil} said.`, title: evil }],
      entities: [
        { id: 'p', type: 'Person', name: evil, aliases: [evil] },
        { id: 't', type: 'Threat', name: `t ${evil}`, aliases: [] },
      ],
      mentions: [],
      claims: [
        {
          id: 'c',
          article: 'a',
          start: 0,
          end: evil.length,
          subject: 'p',
          relation: 'OPPOSES',
          object: 't',
          modality: 'asserted',
          polarity: 'positive',
          confidence: 1,
          extractor: 'test',
        },
      ],
    }
    const { page, faults } = await open(graph)
    const { x, y } = await position(page, 'entity', 'p')
    await page.mouse.click(x, y)
    await page.waitForSelector('.panel-evidence .claim')
    expect(await page.locator('.quote').textContent()).toBe(evil)
    expect(await page.evaluate(() => 'hit' in window)).toBe(false)
    expect(await page.locator('img').count()).toBe(0)
    expect(faults).toEqual([])
    await page.context().close()
  })
})
