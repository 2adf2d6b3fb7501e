// What an evaluation says: types only, and the names of its figures.
import type { Calibration, Judgement } from './calibration.ts'

/** The part of the predicted that is right, the part of the gold that was found, their harmonic mean, and the counts. */
export interface Score {
  precision: number
  recall: number
  f1: number
  right: number
  predicted: number
  gold: number
}

export const METRICS = [
  'mentions strict',
  'mentions overlap',
  'entities',
  'entities any type',
  'claims strict',
  'claims relaxed (pair)',
  'claims relaxed (unordered)',
] as const
export type Metric = (typeof METRICS)[number]

export const PROPERTIES = ['speaker', 'modality', 'polarity'] as const
export type Property = (typeof PROPERTIES)[number]

/** Figures of some articles: each count is a sum over them. */
export interface Figures {
  /** `all`, or a domain of the gold. */
  group: string
  articles: number
  metrics: Record<Metric, Score>
  /** Of the claims found that say anything of the property, how many say what the gold says. */
  accuracy: Record<Property, { right: number; total: number }>
  /** Claims by relation, the most frequent of the gold first. */
  relations: [name: string, score: Score][]
}

/** Subject, relation and object. Ids are the gold's, or the prediction's after a `?` for entities that the gold has not. */
export type Triple = [subject: string, relation: string, object: string]

export interface Evaluation {
  /** All articles first, then each domain. */
  groups: Figures[]
  /** Where F1 of strict claims lies in 95 of 100 draws of as many articles with repetition; for two articles or more. */
  interval?: [low: number, high: number]
  /** The claims found, in order, with their confidence (1 where none is given). */
  judgements: Judgement[]
  calibration: Calibration
  /** Strict claims if only those of at least this confidence counted. */
  thresholds: [least: number, score: Score][]
  errors: { article: string; missed: Triple[]; spurious: Triple[] }[]
  warnings: string[]
}
