// The figures of an evaluation. Those of the invented annotations were counted by an independent scorer.
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { oneToOne, overlap } from '../../extract/alignment.ts'
import { evaluate, type Figures, formatEvaluation, METRICS } from '../../extract/evaluate.ts'
import type { GoldFile } from '../../extract/gold.ts'
import { PAIRS } from './annotated.ts'

const counts = ({ group, articles, metrics, accuracy, relations }: Figures) => ({
  group,
  articles,
  metrics: METRICS.map(name => [name, metrics[name].right, metrics[name].predicted, metrics[name].gold].join(' ')),
  accuracy: Object.entries(accuracy).map(([name, { right, total }]) => `${name} ${right}/${total}`),
  relations: relations.map(([name, s]) => [name, s.right, s.predicted, s.gold].join(' ')),
})

test('all articles, then each domain that there is', () => {
  expect(evaluate(PAIRS).groups.map(counts)).toEqual([
    {
      group: 'all',
      articles: 3,
      metrics: [
        'mentions strict 3 10 12',
        'mentions overlap 8 10 12',
        'entities 7 9 10',
        'entities any type 8 9 10',
        'claims strict 3 8 7',
        'claims relaxed (pair) 5 8 7',
        'claims relaxed (unordered) 6 8 7',
      ],
      accuracy: ['speaker 0/1', 'modality 1/1', 'polarity 0/1'],
      relations: [
        'LOCATED_IN 1 1 2',
        'COOPERATES_WITH 0 0 1',
        'COUNTERS 1 2 1',
        'LEADS 0 1 1',
        'MEETS 1 1 1',
        'PART_OF 0 0 1',
        'CREATES 0 1 0',
        'HOSTS 0 1 0',
        'USES 0 1 0',
      ],
    },
    {
      group: 'near',
      articles: 2,
      metrics: [
        'mentions strict 3 6 9',
        'mentions overlap 5 6 9',
        'entities 4 6 7',
        'entities any type 5 6 7',
        'claims strict 2 6 5',
        'claims relaxed (pair) 3 6 5',
        'claims relaxed (unordered) 4 6 5',
      ],
      accuracy: ['speaker 0/1', 'modality 0/0', 'polarity 0/1'],
      relations: [
        'COOPERATES_WITH 0 0 1',
        'COUNTERS 1 2 1',
        'LEADS 0 1 1',
        'MEETS 1 1 1',
        'PART_OF 0 0 1',
        'CREATES 0 1 0',
        'USES 0 1 0',
      ],
    },
    {
      group: 'other',
      articles: 1,
      metrics: [
        'mentions strict 0 4 3',
        'mentions overlap 3 4 3',
        'entities 3 3 3',
        'entities any type 3 3 3',
        'claims strict 1 2 2',
        'claims relaxed (pair) 2 2 2',
        'claims relaxed (unordered) 2 2 2',
      ],
      accuracy: ['speaker 0/0', 'modality 1/1', 'polarity 0/0'],
      relations: ['LOCATED_IN 1 1 2', 'HOSTS 0 1 0'],
    },
  ])
})

test('precision, recall and F1', () => {
  const { metrics } = evaluate(PAIRS).groups[0]!
  expect(metrics['claims strict'].precision).toBe(3 / 8)
  expect(metrics['claims strict'].recall).toBe(3 / 7)
  expect(metrics['claims strict'].f1).toBeCloseTo(0.4, 12)
  expect(evaluate([]).groups[0]!.metrics.entities).toEqual({
    precision: 0,
    recall: 0,
    f1: 0,
    right: 0,
    predicted: 0,
    gold: 0,
  })
})

test('what was missed, what is too much, and claims about entities that are not listed', () => {
  const { errors, warnings } = evaluate(PAIRS)
  expect(errors).toEqual([
    {
      article: 'summit',
      missed: [
        ['e1', 'LEADS', 'e2'],
        ['e3', 'PART_OF', 'e2'],
      ],
      spurious: [
        ['e2', 'LEADS', 'e1'],
        ['e3', 'COUNTERS', '?p4'],
        ['e3', 'CREATES', 'e2'],
        ['e3', 'USES', '?nobody'],
      ],
    },
    { article: 'ties', missed: [['a', 'LOCATED_IN', 'c']], spurious: [['a', 'HOSTS', 'c']] },
    { article: 'silent', missed: [['e1', 'COOPERATES_WITH', 'e2']], spurious: [] },
  ])
  expect(warnings).toEqual([expect.stringMatching(/^summit: 1 claims name an entity/)])
})

test('the gold is perfect, the empty prediction finds nothing', () => {
  for (const { gold } of PAIRS) {
    const [perfect] = evaluate([{ gold, predicted: gold }]).groups
    expect(METRICS.map(name => perfect!.metrics[name].f1)).toEqual(METRICS.map(() => 1))
    expect(Object.values(perfect!.accuracy).every(({ right, total }) => right === total && total > 0)).toBe(true)
    const [nothing] = evaluate([{ gold, predicted: { id: gold.id } as GoldFile }]).groups
    expect(METRICS.map(name => nothing!.metrics[name].right)).toEqual(METRICS.map(() => 0))
  }
})

test('the interval needs two articles, is the same every time and holds the figure', () => {
  expect(evaluate([PAIRS[0]!]).interval).toBeUndefined()
  const { interval, groups } = evaluate(PAIRS)
  expect(evaluate(PAIRS).interval).toEqual(interval)
  expect(interval![0]).toBeLessThan(groups[0]!.metrics['claims strict'].f1)
  expect(interval![1]).toBeGreaterThan(groups[0]!.metrics['claims strict'].f1)
})

describe('alignment', () => {
  test('spans are the same mention if they begin together, share enough, or name a person', () => {
    expect(overlap([0, 10], [0, 2], false)).toBe(0.2)
    expect(overlap([0, 10], [8, 10], false)).toBe(0)
    expect(overlap([0, 10], [8, 10], true)).toBe(0.2)
    expect(overlap([0, 10], [7, 10], false)).toBe(0.3)
    expect(overlap([0, 10], [10, 20], true)).toBe(0)
  })

  test('pairs are the best first, each item once, the earlier where scores are equal', () => {
    expect(oneToOne([1, 2, 3], [3, 2, 2], (a, b) => (a === b ? a : 0))).toEqual([
      { i: 2, j: 0, score: 3 },
      { i: 1, j: 1, score: 2 },
    ])
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 4 })), fc.array(fc.integer({ min: 0, max: 4 })), (a, b) => {
        const pairs = oneToOne(a, b, (x, y) => x * y)
        expect(new Set(pairs.map(p => p.i)).size).toBe(pairs.length)
        expect(new Set(pairs.map(p => p.j)).size).toBe(pairs.length)
        expect(pairs.map(p => p.score)).toEqual(pairs.map(p => p.score).sort((x, y) => y - x))
        expect(pairs.length).toBe(Math.min(a.filter(Boolean).length, b.filter(Boolean).length))
      }),
    )
  })

  test.each([
    ['ГРОСС', 'гросс', true],
    ['Groß', 'GROSS', true],
    ['Ёлка', '«елка»', true],
    ['Союз  рек', 'союз рек', true],
    ['Союз рек', 'Союзрек', false],
    ['ΛΌΓΟΣ', 'λόγος', true],
  ])('%s and %s: one name is %s', (a, b, same) => {
    const side = (name: string): GoldFile => ({
      id: 'x',
      entities: [{ id: name, type: 'Topic', name, mentions: [] }],
      claims: [],
    })
    const { metrics } = evaluate([{ gold: side(a), predicted: side(b) }]).groups[0]!
    expect(metrics.entities.right).toBe(Number(same))
  })
})

test('the table has every figure in three decimals, in both languages', () => {
  const result = evaluate(PAIRS)
  const [ru, en] = [formatEvaluation(result, { lang: 'ru' }), formatEvaluation(result)]
  expect(en).toMatch(/^claims strict +0\.375 +0\.429 +0\.400 +3 +8 +7$/m)
  expect(ru).toMatch(/^утверждения, точно +0\.375 +0\.429 +0\.400 +3 +8 +7$/m)
  expect(en).toMatch(/^modality of those found +1\.000 +\(1\/1\)$/m)
  expect(en).toMatch(/^LOCATED_IN +1\.000 +0\.500 +0\.667 +1 +1 +2$/m)
  expect(en).toContain('near (articles: 2)')
  for (const table of [ru, en]) {
    const lines = table.split('\n').filter(line => / \d+$/.test(line))
    expect(new Set(lines.map(line => line.length)).size).toBe(1)
  }
})
