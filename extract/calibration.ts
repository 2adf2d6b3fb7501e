// Claims with their confidence, and whether they are right → how far the confidence can be believed.

/** A claim that was checked. */
export interface Judgement {
  /** Probability, 0 … 1. */
  confidence: number
  right: boolean
}

/** Claims of like confidence: how many, their mean confidence, and the share that is right. */
export interface Bin {
  from: number
  to: number
  count: number
  confidence: number
  right: number
}

export interface Calibration {
  /** Bins that hold a claim, from low to high. */
  bins: Bin[]
  /** Expected calibration error, 0 … 1: what confidence and the share of right claims differ by, on average over the claims. */
  error: number
}

/**
 * Reliability of confidence in `count` bins of equal width, and its expected calibration error (Guo, Pleiss, Sun and
 * Weinberger: On Calibration of Modern Neural Networks, ICML 2017).
 */
export function calibration(judgements: readonly Judgement[], count = 10): Calibration {
  const binOf = ({ confidence }: Judgement): number => Math.min(count - 1, Math.floor(confidence * count))
  const bins = Array.from({ length: count }, (_, i): Bin => {
    const inside = judgements.filter(judgement => binOf(judgement) === i)
    const mean = (value: (judgement: Judgement) => number): number =>
      inside.reduce((sum, judgement) => sum + value(judgement), 0) / inside.length
    return {
      from: i / count,
      to: (i + 1) / count,
      count: inside.length,
      confidence: mean(j => j.confidence),
      right: mean(j => Number(j.right)),
    }
  }).filter(bin => bin.count)
  const error = bins.reduce(
    (sum, bin) => sum + (bin.count / judgements.length) * Math.abs(bin.confidence - bin.right),
    0,
  )
  return { bins, error }
}
