// Gold graphs and predicted graphs of the same articles → how many mentions, entities and claims are right.
import { align, oneToOne, overlap, type Range, spansOf } from './alignment.ts'
import { calibration, type Judgement } from './calibration.ts'
import {
  type Evaluation,
  type Figures,
  METRICS,
  type Metric,
  type Property,
  type Score,
  type Triple,
} from './evaluation.ts'
import type { GoldFile } from './gold.ts'

export * from './evaluation.ts'
export { formatEvaluation } from './evaluation-table.ts'

type Claim = GoldFile['claims'][number]
type Counts = [right: number, predicted: number, gold: number]

interface Judged {
  article: string
  domain: string | undefined
  metrics: Record<Metric, Counts>
  relations: Map<string, Counts>
  accuracy: Record<Property, [right: number, total: number]>
  missed: Triple[]
  spurious: Triple[]
  strangers: number
  judgements: Judgement[]
}

const SYMMETRIC = new Set(['MEETS', 'COOPERATES_WITH'])
const THRESHOLDS = [0, 0.6, 0.7, 0.8, 0.85, 0.9]
const DOMAINS = ['near', 'wide', 'other']

/**
 * Compares predictions with the gold. A claim is right when its subject, relation and object are; subject and object
 * are compared through an alignment of the entities, one to one, by their mentions and names.
 */
export function evaluate(pairs: { gold: GoldFile; predicted: GoldFile }[]): Evaluation {
  const judged = pairs.map(({ gold, predicted }) => judge(gold, predicted))
  const groups = [figures('all', judged)]
  for (const domain of DOMAINS) {
    const members = judged.filter(j => j.domain === domain)
    if (members.length) groups.push(figures(domain, members))
  }
  const judgements = judged.flatMap(j => j.judgements)
  const gold = groups[0]!.metrics['claims strict'].gold
  const evaluation: Evaluation = {
    groups,
    judgements,
    calibration: calibration(judgements),
    thresholds: THRESHOLDS.map((least): [number, Score] => {
      const kept = judgements.filter(j => j.confidence >= least)
      return [least, scoreOf([count(kept, j => j.right), kept.length, gold])]
    }),
    errors: judged.map(({ article, missed, spurious }) => ({ article, missed, spurious })),
    warnings: judged
      .filter(j => j.strangers)
      .map(
        j =>
          `${j.article}: ${j.strangers} claims name an entity that the prediction does not list; they count as wrong`,
      ),
  }
  if (judged.length > 1) evaluation.interval = interval(judged.map(j => j.metrics['claims strict']))
  return evaluation
}

function judge(gold: GoldFile, predicted: GoldFile): Judged {
  const [goldEntities, entities, claims] = [gold.entities, predicted.entities ?? [], predicted.claims ?? []]
  const counterpart = align(goldEntities, entities)
  const goldType = new Map(goldEntities.map(e => [e.id, e.type]))
  const type = new Map(entities.map(e => [e.id, e.type]))

  const expected = new Map(gold.claims.map(c => [keyOf([c.s, c.r, c.o]), c]))
  const found = new Map<string, Claim>()
  for (const claim of claims) {
    const [s, o] = [claim.s, claim.o].map(id => counterpart.get(id) ?? `?${id}`) as [string, string]
    const key = keyOf([s, claim.r, o])
    if (!found.has(key)) found.set(key, claim)
  }
  const hits = [...found.keys()].filter(key => expected.has(key))

  return {
    article: gold.id,
    domain: gold.domain,
    metrics: {
      ...mentionCounts(goldEntities, entities),
      entities: [
        count([...counterpart], ([p, g]) => goldType.get(g) === type.get(p)),
        entities.length,
        goldEntities.length,
      ],
      'entities any type': [counterpart.size, entities.length, goldEntities.length],
      'claims strict': [hits.length, found.size, expected.size],
      'claims relaxed (pair)': shared([...found.keys()].map(pairOf), [...expected.keys()].map(pairOf)),
      'claims relaxed (unordered)': shared([...found.keys()].map(unordered), [...expected.keys()].map(unordered)),
    },
    relations: relationCounts([...found.keys()], [...expected.keys()], hits),
    accuracy: accuracyOf(hits.map(key => [expected.get(key)!, found.get(key)!] as const)),
    missed: [...expected.keys()]
      .filter(key => !found.has(key))
      .map(tripleOf)
      .sort(byText),
    spurious: [...found.keys()]
      .filter(key => !expected.has(key))
      .map(tripleOf)
      .sort(byText),
    strangers: count(claims, c => !type.has(c.s) || !type.has(c.o)),
    judgements: [...found].map(([key, c]) => ({ confidence: c.confidence ?? 1, right: expected.has(key) })),
  }

  function accuracyOf(matched: (readonly [gold: Claim, found: Claim])[]): Judged['accuracy'] {
    const speakerOf = (c: Claim): string | null => (c.speaker ? (counterpart.get(c.speaker) ?? '?') : null)
    const says = (property: Property) => matched.filter(([, c]) => c[property] !== undefined)
    const equal = (property: 'modality' | 'polarity'): [number, number] => [
      count(says(property), ([g, c]) => g[property] === c[property]),
      says(property).length,
    ]
    return {
      speaker: [count(says('speaker'), ([g, c]) => (g.speaker ?? null) === speakerOf(c)), says('speaker').length],
      modality: equal('modality'),
      polarity: equal('polarity'),
    }
  }
}

type TypedRange = readonly [start: number, end: number, type: string]

function mentionCounts(
  goldEntities: GoldFile['entities'],
  entities: GoldFile['entities'],
): Record<'mentions strict' | 'mentions overlap', Counts> {
  const typed = (list: GoldFile['entities']): Map<string, TypedRange> =>
    new Map(
      list.flatMap(e =>
        spansOf(e).map(([s, t]: Range): [string, TypedRange] => [`(${s}, ${t}, '${e.type}')`, [s, t, e.type]]),
      ),
    )
  const [expected, found] = [typed(goldEntities), typed(entities)]
  // The orders decide between equal overlaps: the gold's by place, the prediction's by its written form.
  const left = [...expected.values()].sort((a, b) => a[0] - b[0] || a[1] - b[1] || (a[2] < b[2] ? -1 : 1))
  const right = [...found.keys()].sort().map(key => found.get(key)!)
  const pairs = oneToOne(left, right, (a, b) =>
    a[2] === b[2] ? overlap([a[0], a[1]], [b[0], b[1]], a[2] === 'Person') : 0,
  )
  return {
    'mentions strict': [count([...found.keys()], key => expected.has(key)), found.size, expected.size],
    'mentions overlap': [pairs.length, found.size, expected.size],
  }
}

function relationCounts(found: string[], expected: string[], hits: string[]): Map<string, Counts> {
  const counts = new Map<string, Counts>()
  for (const [place, keys] of [hits, found, expected].entries()) {
    for (const key of keys) {
      const relation = tripleOf(key)[1]
      const entry = counts.get(relation) ?? [0, 0, 0]
      entry[place]!++
      counts.set(relation, entry)
    }
  }
  return counts
}

const tripleOf = (key: string): Triple => JSON.parse(key)

/** Equal for triples that say the same: the ends of a symmetric relation may change places. */
function keyOf([s, r, o]: Triple): string {
  return JSON.stringify(SYMMETRIC.has(r) && s > o ? [o, r, s] : [s, r, o])
}

function unordered(key: string): string {
  const [s, , o] = tripleOf(key)
  return JSON.stringify([s, o].sort())
}

function pairOf(key: string): string {
  const [s, r, o] = tripleOf(key)
  return SYMMETRIC.has(r) ? unordered(key) : JSON.stringify([s, o])
}

/** How many of the found are expected, each as often as it is expected at most. */
function shared(found: string[], expected: string[]): Counts {
  const left = new Map<string, number>()
  for (const e of expected) left.set(e, (left.get(e) ?? 0) + 1)
  const right = count(found, f => {
    const n = left.get(f) ?? 0
    left.set(f, n - 1)
    return n > 0
  })
  return [right, found.length, expected.length]
}

function figures(group: string, members: Judged[]): Figures {
  const relations = new Map<string, Counts>()
  for (const { relations: counts } of members) {
    for (const [name, c] of counts) relations.set(name, sum([relations.get(name) ?? [0, 0, 0], c]))
  }
  const accuracy = (property: Property) => {
    const [right, total] = [0, 1].map(i => members.reduce((n, m) => n + m.accuracy[property][i]!, 0)) as [
      number,
      number,
    ]
    return { right, total }
  }
  return {
    group,
    articles: members.length,
    metrics: Object.fromEntries(
      METRICS.map(name => [name, scoreOf(sum(members.map(m => m.metrics[name])))]),
    ) as Figures['metrics'],
    accuracy: { speaker: accuracy('speaker'), modality: accuracy('modality'), polarity: accuracy('polarity') },
    relations: [...relations]
      .map(([name, c]): [string, Score] => [name, scoreOf(c)])
      .sort(([a, s], [b, t]) => t.gold - s.gold || (a < b ? -1 : 1)),
  }
}

function scoreOf([right, predicted, gold]: Counts): Score {
  const precision = predicted ? right / predicted : 0
  const recall = gold ? right / gold : 0
  const f1 = precision + recall ? (2 * precision * recall) / (precision + recall) : 0
  return { precision, recall, f1, right, predicted, gold }
}

/** The same draws every time, so that the same predictions have the same interval. */
function interval(articles: Counts[], draws = 1000): [number, number] {
  let state = 1
  const random = (): number => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0
    return state / 2 ** 32
  }
  const results = Array.from({ length: draws }, () => {
    return scoreOf(sum(articles.map(() => articles[Math.floor(random() * articles.length)]!))).f1
  }).sort((a, b) => a - b)
  return [results[Math.floor(0.025 * draws)]!, results[Math.floor(0.975 * draws)]!]
}

const sum = (all: Counts[]): Counts => all.reduce<Counts>(([a, b, c], [x, y, z]) => [a + x, b + y, c + z], [0, 0, 0])
const count = <T>(list: readonly T[], test: (item: T) => boolean): number => list.filter(test).length
const byText = (a: Triple, b: Triple): number => (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1)
