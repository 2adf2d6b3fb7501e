// Scores of arcs → the best tree with exactly one root: Chu-Liu and Edmonds' algorithm, in O(n³) at worst and O(n²) where cycles are few.

const NEVER = -1e9
/** What an arc from the root costs once a sentence has not exactly one. Outweighs any sum of scores. */
const DEAR = 1e5

/** Heads of n tokens: −1 for the one root, else the index of the head. `scores[i * columns + h]`: head h for token i, 0 the root, h the h-th token. */
export function bestTree(scores: ArrayLike<number>, n: number, columns: number = n + 1): Int32Array {
  const likeliest = likeliestHeads(scores, n, columns)
  if (roots(likeliest) === 1 && !findCycle(likeliest)) return lowered(likeliest)
  const size = n + 1
  const score = new Float64Array(size * size).fill(NEVER) // [head, dependent]
  for (let i = 1; i <= n; i++) {
    const row = (i - 1) * columns
    score[i] = scores[row]! - DEAR
    for (let h = 1; h <= n; h++) if (h !== i) score[h * size + i] = scores[row + h]!
  }
  return lowered(best(score, size))
}

/** Heads of the tokens alone, counted from 0. */
function lowered(heads: Int32Array): Int32Array {
  return heads.subarray(1).map(h => h - 1)
}

/** The likeliest head of each token, be they a tree or not; of equals the first. */
function likeliestHeads(scores: ArrayLike<number>, n: number, columns: number): Int32Array {
  const heads = new Int32Array(n + 1)
  for (let i = 1; i <= n; i++) {
    const row = (i - 1) * columns
    let top = 0
    for (let h = 1; h <= n; h++) if (h !== i && scores[row + h]! > scores[row + top]!) top = h
    heads[i] = top
  }
  return heads
}

function roots(heads: Int32Array): number {
  let found = 0
  for (let i = 1; i < heads.length; i++) if (heads[i] === 0) found++
  return found
}

/** The likeliest head of each node; the root's own is 0. Of equals the first. */
function greedy(score: Float64Array, size: number): Int32Array {
  const heads = new Int32Array(size)
  for (let i = 1; i < size; i++) {
    let top = 0
    for (let h = 1; h < size; h++) if (score[h * size + i]! > score[top * size + i]!) top = h
    heads[i] = top
  }
  return heads
}

/** The nodes of one cycle, or undefined. */
function findCycle(heads: Int32Array): number[] | undefined {
  const seen = new Int32Array(heads.length)
  seen[0] = -1
  for (let start = 1; start < heads.length; start++) {
    let node = start
    while (!seen[node]) {
      seen[node] = start
      node = heads[node]!
    }
    if (seen[node] !== start) continue
    const cycle = [node]
    for (let next = heads[node]!; next !== node; next = heads[next]!) cycle.push(next)
    return cycle
  }
  return undefined
}

/** Heads of the best tree: a cycle becomes one node, the smaller graph is solved, and the cycle opens where it is entered. */
function best(score: Float64Array, size: number): Int32Array {
  const heads = greedy(score, size)
  const cycle = findCycle(heads)
  if (!cycle) return heads
  const inside = new Uint8Array(size)
  for (const node of cycle) inside[node] = 1
  const rest = Int32Array.from(heads.keys()).filter(node => !inside[node])
  const smaller = rest.length + 1
  const whole = rest.length
  const small = new Float64Array(smaller * smaller).fill(NEVER)
  const enter = new Int32Array(whole)
  const leave = new Int32Array(whole)
  for (let a = 0; a < whole; a++) {
    for (let b = 0; b < whole; b++) small[a * smaller + b] = score[rest[a]! * size + rest[b]!]!
    let gain = Number.NEGATIVE_INFINITY
    let way = Number.NEGATIVE_INFINITY
    for (const node of cycle) {
      // an arc into the cycle takes the place of the cycle's own arc to that node
      const into = score[rest[a]! * size + node]! - score[heads[node]! * size + node]!
      if (into > gain) [gain, enter[a]] = [into, node]
      const out = score[node * size + rest[a]!]!
      if (out > way) [way, leave[a]] = [out, node]
    }
    small[a * smaller + whole] = gain
    small[whole * smaller + a] = a ? way : NEVER
  }
  const inner = best(small, smaller)
  for (let a = 1; a < whole; a++) heads[rest[a]!] = inner[a] === whole ? leave[a]! : rest[inner[a]!]!
  const from = inner[whole]!
  heads[enter[from]!] = rest[from]!
  return heads
}
