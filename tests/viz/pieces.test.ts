import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { fold } from '../../graph/words.ts'
import { fromHash, toHash } from '../../viz/app/link.ts'
import { segments } from '../../viz/app/panels/segments.ts'
import { arrange } from '../../viz/app/stage/arrange.ts'
import { overlap } from '../../viz/app/stage/boxes.ts'
import { curvatures } from '../../viz/app/stage/curvatures.ts'
import { lines, shortName } from '../../viz/app/stage/names.ts'
import { createStore, EVERYTHING, NOTHING_PINNED, type State } from '../../viz/app/store.ts'

const START: State = {
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
}

describe('segments', () => {
  const span = (length: number) =>
    fc.tuple(fc.nat(length), fc.nat(length)).map(([a, b]) => ({ start: Math.min(a, b), end: Math.max(a, b) }))

  test('lose nothing, and mark just the span', () => {
    fc.assert(
      fc.property(
        fc
          .string({ unit: fc.constantFrom('а', 'б', ' ', '\n', '😀') })
          .chain(text => fc.tuple(fc.constant(text), fc.array(span(text.length)), span(text.length))),
        ([text, mentions, marked]) => {
          const paragraphs = segments(text, mentions, marked)
          const of = (runs: (typeof paragraphs)[number]) =>
            runs.flatMap(run => run.pieces.map(piece => piece.text)).join('')
          expect(paragraphs.map(of).join('\n')).toBe(text)
          const words = paragraphs.map(runs => of(runs.filter(run => run.marked))).join('')
          expect(words).toBe(text.slice(marked.start, marked.end).replaceAll('\n', ''))
        },
      ),
    )
  })

  test('the innermost mention wins', () => {
    const text = 'операция ОДКБ «ПРОКСИ»'
    const [outer, inner] = [
      { start: 0, end: 22 },
      { start: 9, end: 13 },
    ]
    const pieces = segments(text, [outer, inner])
      .flat()
      .flatMap(run => run.pieces)
    expect(pieces).toEqual([
      { text: 'операция ', mention: outer },
      { text: 'ОДКБ', mention: inner },
      { text: ' «ПРОКСИ»', mention: outer },
    ])
  })
})

test('arrange: where there is room enough no two names overlap, and the order left to right stays', () => {
  const nodes = Array.from({ length: 20 }, (_, i) => ({
    x: Math.sin(i) * 5,
    y: Math.cos(i * 3) * 5,
    radius: 8,
    width: 90,
    height: 30,
  }))
  arrange(nodes, 1200, 800)
  const boxes = nodes.map(n => ({ x1: n.x - 45, x2: n.x + 45, y1: n.y - 38, y2: n.y + 8 }))
  for (const [i, a] of boxes.entries()) for (const b of boxes.slice(i + 1)) expect(overlap(a, b)).toBe(false)
})

test('parallel edges bend apart, also those that run the other way', () => {
  const bends = curvatures([
    { id: '1', subject: 'a', object: 'b' },
    { id: '2', subject: 'b', object: 'a' },
    { id: '3', subject: 'a', object: 'b' },
    { id: '4', subject: 'a', object: 'c' },
  ])
  const seenFromA = [bends.get('1')!, -bends.get('2')!, bends.get('3')!]
  expect(Math.min(...[0, 1].map(i => Math.abs(seenFromA[i + 1]! - seenFromA[i]!)))).toBeGreaterThan(0.2)
  for (const bend of bends.values()) expect(Math.abs(bend)).toBeGreaterThan(0.02)
})

test('names: an acronym for a long name, lines that do not grow too long', () => {
  expect(
    shortName({ name: 'Организация Договора о коллективной безопасности', aliases: ['Организация', 'ОДКБ'] }),
  ).toBe('ОДКБ')
  expect(shortName({ name: 'Казахстан', aliases: ['РК'] })).toBe('Казахстан')
  expect(lines('Рабочая группа экспертов по вопросам борьбы с терроризмом и экстремизмом', 22, 3)).toEqual([
    'Рабочая группа',
    'экспертов по вопросам',
    'борьбы с терроризмом и…',
  ])
})

test('the URL holds the state: there and back', () => {
  const state: State = {
    ...START,
    view: 'list',
    pinned: new Map([['e1', { x: 1.5, y: -20 }]]),
    color: 'community',
    selection: { kind: 'edge', id: 'a b&c=d e' },
    reading: { article: 'x', claim: 'y' },
    filters: {
      ...EVERYTHING,
      types: new Set(['Person']),
      modalities: new Set(['planned', 'possible']),
      speakers: new Set(['', 'e1']),
      confidence: 90,
      to: '2025-11-27',
      community: 2,
      near: { entities: ['e1', 'e2'], hops: 2, most: 40 },
      shared: ['e1', 'e2'],
      between: { from: 'e1', to: 'e3', more: 1 },
    },
  }
  expect({ ...START, ...fromHash(`#${toHash(state, 'en')}`) }).toEqual(state)
  expect(toHash(START, undefined)).toBe('')
  expect({ ...START, ...fromHash('') }).toEqual(START)
})

test('the store tells only those whose part changed', () => {
  const store = createStore(START)
  const told: string[] = []
  const stop = store.on(['hover'], () => told.push('hover'))
  store.on(['selection'], ({ selection }) => told.push(`selection ${selection?.id}`))
  store.set({ selection: { kind: 'entity', id: 'a' } })
  store.set({ selection: { kind: 'entity', id: 'a' } })
  store.set({ hover: { kind: 'entity', id: 'b' } })
  stop()
  store.set({ hover: undefined })
  expect(told).toEqual(['selection a', 'hover'])
})

test.each([
  ['терроризма', 'терроризмом'],
  ['наркотиков', 'наркотики'],
  ['Казахстан', 'Казахстану'],
  ['совместной', 'совместная'],
])('search takes %s and %s for one word', (a, b) => {
  expect(fold(a)).toBe(fold(b))
})
