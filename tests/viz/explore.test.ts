import { rmSync } from 'node:fs'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Graph } from '../../graph/model.ts'
import { loadOntology } from '../../graph/ontology.ts'
import { serve } from '../../viz/server.ts'
import { barriers, buildPage, CHROMIUM, drawn, launch, openPage, position } from './browser.ts'
import { madeGraph } from './made.ts'

/** a – b – c – d in a row, a – e – f – d a longer way, g apart, and h that says something of itself. */
function rowGraph(): Graph {
  const edges = ['ab', 'bc', 'cd', 'ae', 'ef', 'fd', 'bx', 'cx', 'hh', 'hi']
  const ids = [...new Set(edges.join(''))].concat('g')
  return {
    articles: [{ id: 'art', text: 'Слова.', title: 'Статья' }],
    entities: ids.map(id => ({ id, type: 'Organization', name: `Союз ${id}`, aliases: [] })),
    mentions: [],
    claims: edges.map((edge, i) => ({
      id: `c${i}`,
      article: 'art',
      start: 0,
      end: 5,
      subject: edge[0]!,
      relation: 'SUPPORTS',
      object: edge[1]!,
      modality: 'asserted',
      polarity: 'positive',
      confidence: 1,
      extractor: 'test',
    })),
  }
}

describe.skipIf(!CHROMIUM)('exploring in Chromium', () => {
  let app: string
  let browser: Browser
  let server: Awaited<ReturnType<typeof serve>>
  beforeAll(async () => {
    app = await buildPage()
    browser = await launch()
    server = await serve(rowGraph(), loadOntology(), { port: 0, app })
  }, 60_000)
  afterAll(async () => {
    await browser?.close()
    await server?.close()
    rmSync(app, { recursive: true, force: true })
  })
  const open = async (hash = '', options = {}, url = server.url) => {
    const opened = await openPage(browser, url + hash, options)
    await drawn(opened.page)
    return opened
  }
  /** Names of the entities that the list has, in order of the alphabet. */
  const seen = async (page: Page): Promise<string> => {
    const filters = await page.evaluate(() => location.hash)
    const list = await openPage(browser, `${server.url}#view=list&${filters.slice(1)}`)
    await list.page.waitForSelector('.list tbody')
    const names = await list.page.locator('.list tbody .row').allTextContents()
    await list.page.context().close()
    return names
      .map(name => name.trim().at(-1))
      .sort()
      .join('')
  }
  const act = async (page: Page, id: string, action: string): Promise<void> => {
    const { x, y } = await position(page, 'entity', id)
    await page.mouse.click(x, y, { button: 'right' })
    await page.click(`[data-action="${action}"]`)
  }
  const click = async (page: Page, id: string): Promise<void> => {
    const { x, y } = await position(page, 'entity', id)
    await page.mouse.click(x, y)
  }

  test('what is near, expanded and collapsed; undone', async () => {
    const { page, faults } = await open()
    await act(page, 'a', 'near-1')
    expect(await seen(page)).toBe('abe')
    await act(page, 'b', 'expand')
    expect(await seen(page)).toBe('abcex')
    await act(page, 'b', 'collapse')
    expect(await seen(page)).toBe('abe')
    await page.waitForTimeout(700)
    await act(page, 'a', 'near-2')
    expect(await seen(page)).toBe('abcefx')
    await page.keyboard.press('Control+z')
    expect(await seen(page)).toBe('abe')
    await page.click('.chip-remove')
    expect(await seen(page)).toBe('abcdefghix')
    expect(faults).toEqual([])
    await page.context().close()
  })

  test('of many neighbours the most connected first, more on demand', async () => {
    const many = madeGraph({ entities: 400, claims: 4000, articles: 30 })
    const big = await serve(many, loadOntology(), { port: 0, app })
    const links = new Map<string, Set<string>>()
    for (const { subject, object } of many.claims)
      for (const [a, b] of [
        [subject, object],
        [object, subject],
      ] as const)
        links.set(a, (links.get(a) ?? new Set()).add(b))
    const [hub, near] = [...links].sort((a, b) => b[1].size - a[1].size)[0]!
    expect(near.size).toBeGreaterThan(40)
    const { page } = await open(`#near=${hub}`, {}, big.url)
    const count = () =>
      page.evaluate(() => {
        const counts = [...document.querySelectorAll('.legend-types .legend-count')]
        return counts.reduce((sum, e) => sum + Number.parseInt(e.textContent ?? '', 10), 0)
      })
    expect(await count()).toBe(21)
    await act(page, hub, 'more')
    expect(await count()).toBe(41)
    await page.context().close()
    await big.close()
  })

  test('paths between two, longer ones, and none', async () => {
    const { page } = await open()
    await act(page, 'a', 'path')
    expect(await page.locator('.panel-picking').textContent()).toContain('Путь от «Союз a»')
    await click(page, 'd')
    expect(await seen(page)).toBe('abcdef')
    await act(page, 'b', 'longer')
    expect(await seen(page)).toBe('abcdefx')
    await page.evaluate(() => history.replaceState(null, '', '#'))
    await page.goto(`${server.url}#between=a,g`)
    await page.reload()
    await drawn(page)
    expect(await page.locator('.panel-picking').textContent()).toBe('Пути между ними нет')
    await page.context().close()
  })

  test('what two share, chosen by search; Esc gives up choosing; hiding', async () => {
    const { page } = await open()
    await act(page, 'b', 'shared')
    await page.keyboard.press('Escape')
    expect(await page.isVisible('.panel-picking')).toBe(false)
    await act(page, 'b', 'shared')
    await page.keyboard.press('/')
    await page.keyboard.type('Союз c')
    await page.waitForSelector('[role=option]')
    await page.locator('[role=option]', { hasText: 'Союз c' }).first().click()
    expect(await seen(page)).toBe('bcx')
    await page.click('.chip-remove')
    await act(page, 'b', 'hide')
    expect(await seen(page)).toBe('acdefghix')
    await page.context().close()
  })

  test('the keyboard: arrows, Enter, the menu, Esc and the list of keys; a screen reader is told', async () => {
    const { page, faults } = await open()
    await page.locator('.stage').focus()
    await page.keyboard.press('ArrowRight')
    const at = () => page.evaluate(() => window.svodka!.store.state.cursor?.id)
    const first = (await at())!
    await page.keyboard.press('ArrowRight')
    const next = (await at())!
    expect(next).not.toBe(first)
    const [from, to] = [await position(page, 'entity', first), await position(page, 'entity', next)]
    expect(to.x).toBeGreaterThan(from.x)
    const told = page.locator('#app > [role=status]').last()
    expect(await told.textContent()).toContain(`Союз ${next}`)
    await page.keyboard.press('Enter')
    await page.waitForSelector('.panel-evidence .claim, .panel-evidence .muted')
    expect(await page.locator('.side h2:visible').textContent()).toBe(`Союз ${next}`)
    await page.keyboard.press('Shift+F10')
    expect(await page.evaluate(() => document.activeElement?.getAttribute('data-action'))).toBe('near-1')
    await page.keyboard.press('ArrowDown')
    expect(await page.evaluate(() => document.activeElement?.getAttribute('data-action'))).toBe('near-2')
    await page.keyboard.press('Escape')
    expect(await page.locator('.menu').count()).toBe(0)
    expect(await page.isVisible('.side')).toBe(true)
    await page.keyboard.press('Escape')
    expect(await page.isVisible('.side')).toBe(false)
    await page.keyboard.press('?')
    expect(await page.isVisible('dialog.keys')).toBe(true)
    await page.keyboard.press('Escape')
    expect(await page.isVisible('dialog.keys')).toBe(false)
    expect(faults).toEqual([])
    await page.context().close()
  })

  test('what is dragged stays there: through a layout, and in a link', async () => {
    const { page } = await open()
    const { x, y } = await position(page, 'entity', 'b')
    await page.mouse.move(x, y)
    await page.mouse.down()
    await page.mouse.move(x + 60, y + 40, { steps: 4 })
    await page.mouse.up()
    const place = () => page.evaluate(() => [...window.svodka!.store.state.pinned])
    const pinned = await place()
    expect(pinned.map(([id]) => id)).toEqual(['b'])
    expect(await page.evaluate(() => location.hash)).toContain('pin=b')
    const on = () => position(page, 'entity', 'b')
    await page.evaluate(() => {
      window.svodka!.stage!.layout.start()
      setTimeout(() => window.svodka!.stage!.layout.stop(), 300)
    })
    await page.waitForFunction(() => !window.svodka!.stage!.layout.running)
    expect(await place()).toEqual(pinned)
    const moved = await on()
    const link = await openPage(browser, page.url())
    await drawn(link.page)
    expect((await link.page.evaluate(() => [...window.svodka!.store.state.pinned])).map(([id]) => id)).toEqual(['b'])
    await act(page, 'b', 'pin')
    expect(await place()).toEqual([])
    expect(await on()).toEqual(moved)
    const atOnce = await page.evaluate(() => {
      const stage = window.svodka!.stage!
      stage.pin('b')
      return stage.position({ kind: 'entity', id: 'b' })
    })
    expect(atOnce).toEqual(moved)
    await link.page.context().close()
    await page.context().close()
  })

  test('what one says of oneself is a ring beside the node', async () => {
    const { page } = await open()
    const colour = async (id: string): Promise<boolean> => {
      const { x, y } = await position(page, 'entity', id)
      return page.evaluate(
        ([x, y]) => {
          const canvas = document.querySelector<HTMLCanvasElement>('canvas.sigma-labels')!
          const { left, top, width } = canvas.getBoundingClientRect()
          const ratio = canvas.width / width
          const { data } = canvas
            .getContext('2d')!
            .getImageData((x - left + 8) * ratio, (y - top - 40) * ratio, 32 * ratio, 32 * ratio)
          return data.some((value, i) => i % 4 === 3 && value > 100)
        },
        [x, y] as const,
      )
    }
    expect(await colour('h')).toBe(true)
    expect(await colour('g')).toBe(false)
    await page.context().close()
  })

  test.each(['light', 'dark'] as const)(
    'no barriers in the menu, the keys and while choosing, %s',
    async colorScheme => {
      const { page } = await open('', { colorScheme, bypassCSP: true })
      const { x, y } = await position(page, 'entity', 'b')
      await page.mouse.click(x, y, { button: 'right' })
      expect(await barriers(page)).toEqual([])
      await page.click('[data-action=path]')
      await page.keyboard.press('?')
      expect(await barriers(page)).toEqual([])
      await page.context().close()
    },
  )

  test('a long press opens the menu on a touch screen', async () => {
    const { page } = await open('', { viewport: { width: 390, height: 800 }, hasTouch: true, isMobile: true })
    const { x, y } = await position(page, 'entity', 'b')
    const session = await page.context().newCDPSession(page)
    await session.send('Input.dispatchTouchEvent', { type: 'touchStart', touchPoints: [{ x, y }] })
    await page.waitForSelector('.menu')
    await session.send('Input.dispatchTouchEvent', { type: 'touchEnd', touchPoints: [] })
    expect(await page.isVisible('.menu')).toBe(true)
    await page.context().close()
  })
})
