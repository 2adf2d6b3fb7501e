import { readFileSync, rmSync } from 'node:fs'
import { DOMParser } from '@xmldom/xmldom'
import { parse } from 'csv-parse/sync'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { loadOntology } from '../../graph/ontology.ts'
import { serve } from '../../viz/server.ts'
import { buildPage, CHROMIUM, drawn, launch, openPage } from './browser.ts'
import { madeGraph } from './made.ts'

describe.skipIf(!CHROMIUM)('saving what is seen, in Chromium', () => {
  const graph = madeGraph({ entities: 80, claims: 200, articles: 20 })
  graph.entities[0]!.name = 'Союз <&"\u0001> «Щит»'
  const hidden = new Set(graph.entities.filter(e => e.type === 'Threat').map(e => e.id))
  const left = graph.claims.filter(c => !hidden.has(c.subject) && !hidden.has(c.object))
  let app: string
  let browser: Browser
  let server: Awaited<ReturnType<typeof serve>>
  let page: Page
  beforeAll(async () => {
    app = await buildPage()
    browser = await launch()
    server = await serve(graph, loadOntology(), { port: 0, app })
    page = (await openPage(browser, `${server.url}#-types=Threat`)).page
    await drawn(page)
  }, 60_000)
  afterAll(async () => {
    await browser?.close()
    await server?.close()
    rmSync(app, { recursive: true, force: true })
  })
  const saved = async (kind: string): Promise<Buffer> => {
    await page.getByRole('button', { name: 'Сохранить, что видно' }).click()
    const [download] = await Promise.all([page.waitForEvent('download'), page.click(`[data-action=${kind}]`)])
    return readFileSync(await download.path())
  }
  const xml = (text: string) =>
    new DOMParser({
      onError: (level, message) => {
        throw new Error(`${level}: ${message}`)
      },
    }).parseFromString(text, 'application/xml')

  test('PNG: all of the stage, and something on it', async () => {
    const png = await saved('png')
    expect(png.subarray(1, 4).toString()).toBe('PNG')
    const colours = await page.evaluate(async base64 => {
      const image = new Image()
      image.src = `data:image/png;base64,${base64}`
      await image.decode()
      const canvas = Object.assign(document.createElement('canvas'), { width: image.width, height: image.height })
      const context = canvas.getContext('2d')!
      context.drawImage(image, 0, 0)
      const { data } = context.getImageData(0, 0, image.width, image.height)
      const found = new Set<number>()
      for (let i = 0; i < data.length; i += 4) found.add((data[i]! << 16) | (data[i + 1]! << 8) | data[i + 2]!)
      return { count: found.size, width: image.width, transparent: data[3] }
    }, png.toString('base64'))
    expect(colours.count).toBeGreaterThan(50)
    const { width } = (await page.locator('.stage').boundingBox())!
    expect(colours).toMatchObject({ width, transparent: 255 })
  })

  test('SVG: a disc for each entity that is left, a line for each edge', async () => {
    const svg = xml((await saved('svg')).toString())
    expect(svg.getElementsByTagName('circle')).toHaveLength(80 - hidden.size)
    const triples = new Set(left.map(c => `${c.subject} ${c.relation} ${c.object}`))
    expect(svg.getElementsByTagName('path')).toHaveLength(triples.size)
    const titles = [...svg.getElementsByTagName('title')].map(title => title.textContent)
    if (!hidden.has(graph.entities[0]!.id)) expect(titles).toContain('Союз <&"> «Щит»')
  })

  test('GEXF, CSV and JSON: what is left, and no more', async () => {
    const gexf = xml((await saved('gexf')).toString())
    const nodes = [...gexf.getElementsByTagName('node')].map(node => node.getAttribute('id'))
    expect(nodes.sort()).toEqual(
      graph.entities
        .map(e => e.id)
        .filter(id => !hidden.has(id))
        .sort(),
    )
    const weights = [...gexf.getElementsByTagName('edge')].map(edge => Number(edge.getAttribute('weight')))
    expect(weights.reduce((a, b) => a + b)).toBe(left.length)
    const rows = parse(await saved('csv'), { bom: true }) as string[][]
    expect(rows).toHaveLength(left.length + 1)
    const json = JSON.parse((await saved('json')).toString()) as { nodes: unknown[]; edges: { claims: number }[] }
    expect(json.nodes).toHaveLength(nodes.length)
    expect(json.edges.reduce((sum, edge) => sum + edge.claims, 0)).toBe(left.length)
  })
})
