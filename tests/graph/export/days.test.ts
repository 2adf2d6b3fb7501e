import { expect, test } from 'vitest'
import { DayCounts, dayOf } from '../../../graph/export/days.ts'

test.each([
  ['2024-06-20', '2024-06-20'],
  ['2024-06-20T23:59:59+12:00', '2024-06-20'],
  ['2024-02-29 10:00', '2024-02-29'],
  ['0001-01-01', '0001-01-01'],
  ['2023-02-29', undefined],
  ['2024-06', undefined],
  ['20 июня 2024', undefined],
  [undefined, undefined],
])('the day of %s is %s', (date, day) => {
  expect(dayOf(date === undefined ? {} : { date })).toBe(day)
})

test('days in any order are counted and come back in theirs', () => {
  const counts = new DayCounts()
  const expected = new Map<string, number>()
  for (let i = 0; i < 2_000; i++) {
    // Every second day of three years, before 1970 and after, each several times.
    const day = new Date(Date.UTC(1968, 11, 1) + ((i * 379) % 547) * 2 * 86_400_000).toISOString().slice(0, 10)
    counts.add(day, i % 3)
    expected.set(day, (expected.get(day) ?? 0) + (i % 3))
  }
  expect(expected.size).toBe(547)
  expect(counts.days()).toEqual([...expected].sort(([a], [b]) => (a < b ? -1 : 1)))
})

test('the year one and the year 9999 are days like others', () => {
  const counts = new DayCounts()
  for (const day of ['9999-12-31', '0001-01-01', '9999-12-31']) counts.add(day, 1)
  expect(counts.days()).toEqual([
    ['0001-01-01', 1],
    ['9999-12-31', 2],
  ])
})

test('where one day is not known, none is told', () => {
  const counts = new DayCounts()
  counts.add('2024-06-20', 1)
  counts.add(undefined, 0)
  expect(counts.days()).toEqual([])
})
