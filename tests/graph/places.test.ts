// Places are kept: what stood somewhere stays there, in memory and in the store.
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { layout } from '../../graph/layout.ts'
import type { Drawn } from '../../graph/network.ts'
import { place, placed, storedPlaces } from '../../graph/places.ts'
import { openStore } from '../../graph/store/index.ts'
import { seedGraph } from '../seed.ts'

const chain = (count: number, more: [string, string][] = []): Drawn => ({
  entities: Array.from({ length: count }, (_, i) => ({ id: `e${i}`, type: 'Person', name: `Имя ${i}` })),
  claims: [
    ...Array.from({ length: Math.min(count, 20) - 1 }, (_, i) => ({ subject: `e${i}`, object: `e${i + 1}` })),
    ...more.map(([subject, object]) => ({ subject, object })),
  ],
})

test('nothing moves when a few come; they stand beside what they are linked with, or below all', () => {
  const before = placed(chain(20))
  const after = placed(
    chain(24, [
      ['e3', 'e20'],
      ['e20', 'e21'],
      ['e22', 'e23'],
    ]),
    before,
  )
  for (const [id, place] of before.at) expect(after.at.get(id)).toEqual(place)
  expect(after.at.size).toBe(24)
  const [from, linked, next] = ['e3', 'e20', 'e21'].map(id => after.at.get(id)!)
  expect(Math.hypot(from!.x - linked!.x, from!.y - linked!.y)).toBeCloseTo(60, 1)
  expect(Math.hypot(next!.x - linked!.x, next!.y - linked!.y)).toBeCloseTo(60, 1)
  const lowest = Math.min(...[...before.at.values()].map(({ y }) => y))
  expect(after.at.get('e22')!.y).toBeLessThan(lowest)
  expect(after.at.get('e23')!.y).toBeLessThan(lowest)
})

test('what has gone has no place; when much has come or gone, all are laid out anew', () => {
  const before = placed(chain(20))
  expect([...placed(chain(17), before).at.keys()]).toEqual([...chain(17).entities.map(e => e.id)])
  const few = placed(chain(10), before)
  expect(few).toEqual({ at: layout(chain(10)), whole: 10 })
  expect(placed(chain(30), before).whole).toBe(30)
  // Many small changes add up to a great one.
  let places = before
  for (let n = 21; n <= 27; n++) places = placed(chain(n), places)
  expect(places.whole).toBe(27)
})

test('the store remembers places, and writes them only when they change', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'svodka-places-'))
  const store = await openStore(join(folder, 'places.graph'), { create: true })
  const graph = seedGraph()
  await store.save(graph)
  expect(await storedPlaces(store)).toBeUndefined()
  await place(store)
  const stored = await storedPlaces(store)
  expect(stored!.at).toEqual(new Map([...layout(graph)].sort()))
  let writes = 0
  await place({ ...store, setting: store.setting, query: store.query, remember: async () => void writes++ })
  expect(writes).toBe(0)
  await store.close()
  rmSync(folder, { recursive: true })
})
