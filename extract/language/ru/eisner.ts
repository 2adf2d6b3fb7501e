// Scores of arcs → the tree that a sentence gets: the best one, or the best without crossing arcs where that is nearly as good.
import { bestTree } from './edmonds.ts'

/** By so much the best tree must outscore the best one without crossing arcs. Chosen on GSD dev. */
const MARGIN = 3
/** What an arc from the root costs, so that there is one only. Outweighs any sum of scores. */
const DEAR = 1e5
const NEVER = -1e18

/**
 * Heads of n tokens: −1 for the one root, else the index of the head. `scores[i * columns + h]`: head h for token i, 0 the
 * root, h the h-th token. Russian arcs seldom cross: where crossing ones are hardly likelier than others, they are errors.
 */
export function likelyTree(scores: ArrayLike<number>, n: number, columns: number = n + 1): Int32Array {
  const best = bestTree(scores, n, columns)
  if (!crosses(best)) return best
  const plain = bestProjectiveTree(scores, n, columns)
  const score = (heads: Int32Array): number => heads.reduce((sum, head, i) => sum + scores[i * columns + head + 1]!, 0)
  return score(best) - score(plain) < MARGIN ? plain : best
}

/** Whether two arcs between tokens cross. */
export function crosses(heads: ArrayLike<number>): boolean {
  for (let i = 0; i < heads.length; i++) {
    const head = heads[i]!
    if (head < 0) continue
    const [from, to] = [Math.min(i, head), Math.max(i, head)]
    for (let k = from + 1; k < to; k++) if (heads[k]! >= 0 && (heads[k]! < from || heads[k]! > to)) return true
  }
  return false
}

/**
 * The best tree in which no arcs cross, the root's included: dynamic programming over spans in O(n³)
 * (Eisner 1996, Three new probabilistic models for dependency parsing). Same form as `likelyTree`.
 */
export function bestProjectiveTree(scores: ArrayLike<number>, n: number, columns: number = n + 1): Int32Array {
  const size = n + 1
  const arc = (head: number, i: number): number => scores[(i - 1) * columns + head]! - (head === 0 ? DEAR : 0)
  // Of the span [a, b]: the best whose head is its left or its right end; the best with an arc between its ends, from the
  // left or the right one; and where each is put together.
  const left = new Float64Array(size * size)
  const right = new Float64Array(size * size)
  const fromLeft = new Float64Array(size * size)
  const fromRight = new Float64Array(size * size)
  const splits = {
    left: new Int32Array(size * size),
    right: new Int32Array(size * size),
    arc: new Int32Array(size * size),
  }
  for (let width = 1; width < size; width++) {
    for (let a = 0, b = width; b < size; a++, b++) {
      const span = a * size + b
      const meet = highest(a, b - 1, k => left[a * size + k]! + right[(k + 1) * size + b]!)
      splits.arc[span] = meet.at
      fromLeft[span] = meet.value + arc(a, b)
      fromRight[span] = a > 0 ? meet.value + arc(b, a) : NEVER
      const ends = highest(a + 1, b, k => fromLeft[a * size + k]! + left[k * size + b]!)
      left[span] = ends.value
      splits.left[span] = ends.at
      const starts = highest(a, b - 1, k => right[a * size + k]! + fromRight[k * size + b]!)
      right[span] = a > 0 ? starts.value : NEVER
      splits.right[span] = starts.at
    }
  }
  const heads = new Int32Array(n)
  const open: [kind: 'left' | 'right' | 'fromLeft' | 'fromRight', a: number, b: number][] = [['left', 0, n]]
  for (let next = open.pop(); next; next = open.pop()) {
    const [kind, a, b] = next
    if (a === b) continue
    const span = a * size + b
    if (kind === 'left') open.push(['fromLeft', a, splits.left[span]!], ['left', splits.left[span]!, b])
    else if (kind === 'right') open.push(['right', a, splits.right[span]!], ['fromRight', splits.right[span]!, b])
    else {
      if (kind === 'fromLeft') heads[b - 1] = a - 1
      else heads[a - 1] = b - 1
      open.push(['left', a, splits.arc[span]!], ['right', splits.arc[span]! + 1, b])
    }
  }
  return heads
}

/** Of the integers from first to last the first with the highest value. */
function highest(first: number, last: number, of: (k: number) => number): { at: number; value: number } {
  let at = first
  let value = of(first)
  for (let k = first + 1; k <= last; k++) {
    const other = of(k)
    if (other > value) [at, value] = [k, other]
  }
  return { at, value }
}
