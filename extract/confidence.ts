// A claim and how it was found → how likely it is right.
import type { Claim } from '../graph/model.ts'
import type { Argument } from './arguments.ts'

/** What the estimate rests on, each 0 … 1. */
export const FEATURES = ['always', 'object meant', 'not asserted', 'doubtful name'] as const

/**
 * Log-odds for each feature: ridge logistic regression over the claims of the annotated articles and 200 claims of
 * other news that were read one by one (bench/confidence.mjs fits it again).
 */
const WEIGHTS = [2.53, -0.28, -0.26, -1.05]

/** The features of a claim, in the order of FEATURES. */
export function featuresOf(claim: Claim, subject: Argument, object: Argument): number[] {
  return [1, Number(!object.direct), Number(claim.modality !== 'asserted'), 1 - Math.min(subject.sure, object.sure)]
}

/** The probability that a claim is right, 0 … 1, in hundredths. */
export function confidenceOf(claim: Claim, subject: Argument, object: Argument): number {
  const odds = featuresOf(claim, subject, object).reduce((sum, value, i) => sum + value * WEIGHTS[i]!, 0)
  return Math.round(100 / (1 + Math.exp(-odds))) / 100
}
