// The result of an evaluation → a plain-text table for a terminal.
import {
  type Evaluation,
  type Figures,
  METRICS,
  type Metric,
  PROPERTIES,
  type Property,
  type Score,
} from './evaluation.ts'

type Lang = 'ru' | 'en'

const RUSSIAN: Record<Metric | Property | 'all' | 'near' | 'wide' | 'other', string> = {
  'mentions strict': 'упоминания, точно',
  'mentions overlap': 'упоминания, с перекрытием',
  entities: 'сущности',
  'entities any type': 'сущности, любой тип',
  'claims strict': 'утверждения, точно',
  'claims relaxed (pair)': 'утверждения, пара',
  'claims relaxed (unordered)': 'утверждения, пара в любом порядке',
  speaker: 'говорящий',
  modality: 'модальность',
  polarity: 'полярность',
  all: 'все',
  near: 'близкие',
  wide: 'политика',
  other: 'прочие',
}

const WORDS = {
  ru: {
    articles: 'статей',
    metric: 'показатель',
    relation: 'отношение',
    right: 'верно',
    found: 'найдено',
    gold: 'в эталоне',
    accuracy: ' у найденных',
    interval: 'F1 утверждений, 95 % выборок статей',
    confidence: 'уверенность',
    claims: 'утверждений',
    mean: 'в среднем',
    share: 'верно',
    error: 'ошибка калибровки (ECE)',
    least: 'уверенность не ниже',
  },
  en: {
    articles: 'articles',
    metric: 'metric',
    relation: 'relation',
    right: 'right',
    found: 'found',
    gold: 'gold',
    accuracy: ' of those found',
    interval: 'F1 of claims, 95% of draws of articles',
    confidence: 'confidence',
    claims: 'claims',
    mean: 'mean',
    share: 'right',
    error: 'expected calibration error (ECE)',
    least: 'confidence at least',
  },
}

/** One table for each group of articles, and one of the relations for all of them. Ends with a line end. */
export function formatEvaluation(evaluation: Evaluation, { lang = 'en' }: { lang?: Lang } = {}): string {
  const words = WORDS[lang]
  const named = (name: string): string => (lang === 'ru' && RUSSIAN[name as Metric]) || name
  const [all] = evaluation.groups
  const first =
    Math.max(...[...METRICS, ...PROPERTIES.map(p => p + words.accuracy)].map(name => named(name).length), 26) + 2

  const blocks = evaluation.groups.map(groupTable)
  if (all?.relations.length) blocks.push([header(words.relation), ...all.relations.map(([name, s]) => row(name, s))])
  if (evaluation.interval) blocks.push([`${words.interval}: ${evaluation.interval.map(decimals).join(' … ')}`])
  if (evaluation.judgements.length) blocks.push(reliability(), thresholds())
  return `${blocks.map(lines => lines.join('\n')).join('\n\n')}\n`

  function groupTable({ group, articles, metrics, accuracy }: Figures): string[] {
    return [
      `${named(group)} (${words.articles}: ${articles})`,
      header(words.metric),
      ...METRICS.map(name => row(named(name), metrics[name])),
      ...PROPERTIES.map(name => {
        const { right, total } = accuracy[name]
        return `${(named(name) + words.accuracy).padEnd(first)}${total ? `${decimals(right / total).padStart(7)}  (${right}/${total})` : '      –'}`
      }),
    ]
  }

  function reliability(): string[] {
    const { bins, error } = evaluation.calibration
    const columns = [words.claims, words.mean, words.share]
    return [
      [words.confidence.padEnd(first), ...columns.map(c => c.padStart(13))].join(''),
      ...bins.map(({ from, to, count, confidence, right }) =>
        [
          `${from.toFixed(1)} … ${to.toFixed(1)}`.padEnd(first),
          ...[String(count), decimals(confidence), decimals(right)].map(c => c.padStart(13)),
        ].join(''),
      ),
      `${words.error}: ${decimals(error)}`,
    ]
  }

  function thresholds(): string[] {
    return [header(words.least), ...evaluation.thresholds.map(([least, score]) => row(least.toFixed(2), score))]
  }

  function header(name: string): string {
    const figures = ['P', 'R', 'F1'].map(h => h.padStart(7))
    return [name.padEnd(first), ...figures, ...[words.right, words.found, words.gold].map(h => h.padStart(11))].join('')
  }

  function row(name: string, { precision, recall, f1, right, predicted, gold }: Score): string {
    const figures = [precision, recall, f1].map(n => decimals(n).padStart(7))
    return [name.padEnd(first), ...figures, ...[right, predicted, gold].map(n => String(n).padStart(11))].join('')
  }
}

const decimals = (n: number): string => n.toFixed(3)
