// A claim and how it was found → how likely it is right.
import type { Claim } from '../graph/model.ts'
import type { Argument } from './arguments.ts'
import type { Frame } from './frames.ts'

/** A first estimate: lower where an argument is implied, or far from the trigger. */
export function confidenceOf(claim: Claim, frame: Frame, subject: Argument, object: Argument): number {
  let value = frame.attributed === false ? 0.9 : 0.8
  if (!subject.direct) value -= 0.1
  if (!object.direct) value -= 0.1
  if (claim.end - claim.start > 250) value -= 0.1
  return Math.round(value * 100) / 100
}
