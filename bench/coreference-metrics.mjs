// Chains of mentions, expected and found → MUC, B³, CEAFe and their mean, the F1 of the CoNLL-2012 shared task.
//
// A chain is a list of keys; a key is one mention of one text, the same on both sides. Sums come first and are divided
// last, so that many articles give one figure: `count` an article, `add` them up, `rates` of the sum.

/** One article: numerators and denominators of the three measures. */
export function count(expected, found) {
  const b = [bCubed(expected, found), bCubed(found, expected)]
  const aligned = align(expected.map(one => found.map(other => overlap(one, other))))
  return {
    muc: [
      links(expected, found),
      sum(expected, one => one.length - 1),
      links(found, expected),
      sum(found, one => one.length - 1),
    ],
    b3: [b[0], sum(expected, one => one.length), b[1], sum(found, one => one.length)],
    ceafe: [aligned, expected.length, aligned, found.length],
  }
}

/** Two counts in one. */
export const add = (one, other) =>
  Object.fromEntries(Object.entries(one).map(([name, parts]) => [name, parts.map((part, i) => part + other[name][i])]))

/** Recall, precision and F1 of each measure, and the mean of the three F1. */
export function rates(counts) {
  const rated = Object.fromEntries(
    Object.entries(counts).map(([name, [kept, expected, right, found]]) => {
      const [recall, precision] = [expected ? kept / expected : 0, found ? right / found : 0]
      return [name, { recall, precision, f1: recall + precision ? (2 * recall * precision) / (recall + precision) : 0 }]
    }),
  )
  return { ...rated, conll: (rated.muc.f1 + rated.b3.f1 + rated.ceafe.f1) / 3 }
}

const sum = (list, value) => list.reduce((total, item) => total + value(item), 0)

const chainOf = chains => new Map(chains.flatMap((chain, n) => chain.map(key => [key, n])))

/** MUC (Vilain et al. 1995): of the links that hold each chain together, how many the others keep. */
function links(chains, others) {
  const other = chainOf(others)
  return sum(chains, chain => chain.length - new Set(chain.map(key => other.get(key) ?? key)).size)
}

/** B³ (Bagga and Baldwin 1998): mention by mention, the share of its chain that is in its chain among the others. */
function bCubed(chains, others) {
  const other = chainOf(others)
  return sum(chains, chain =>
    sum(chain, key => (other.has(key) ? sum(chain, k => (other.get(k) === other.get(key) ? 1 : 0)) / chain.length : 0)),
  )
}

/** φ4 of CEAFe (Luo 2005): what two chains share, by what they have. */
function overlap(one, other) {
  const keys = new Set(one)
  const shared = sum(other, key => (keys.has(key) ? 1 : 0))
  return (2 * shared) / (one.length + other.length)
}

/**
 * The greatest sum of values with at most one of each row and column: the Hungarian algorithm with potentials
 * (Kuhn 1955; the row-by-row form of Jonker and Volgenant 1987), on the values negated and filled up to a square.
 */
export function align(values) {
  const size = Math.max(values.length, ...values.map(row => row.length))
  const cost = (row, column) => -(values[row - 1]?.[column - 1] ?? 0)
  const [rowPotential, columnPotential] = [new Float64Array(size + 1), new Float64Array(size + 1)]
  const rowOf = new Int32Array(size + 1)
  for (let row = 1; row <= size; row++) {
    const least = new Float64Array(size + 1).fill(Number.POSITIVE_INFINITY)
    const from = new Int32Array(size + 1)
    const done = new Uint8Array(size + 1)
    rowOf[0] = row
    let column = 0
    while (rowOf[column] !== 0) {
      done[column] = 1
      let [step, next] = [Number.POSITIVE_INFINITY, 0]
      for (let c = 1; c <= size; c++) {
        if (done[c]) continue
        const reduced = cost(rowOf[column], c) - rowPotential[rowOf[column]] - columnPotential[c]
        if (reduced < least[c]) [least[c], from[c]] = [reduced, column]
        if (least[c] < step) [step, next] = [least[c], c]
      }
      for (let c = 0; c <= size; c++) {
        if (done[c]) {
          rowPotential[rowOf[c]] += step
          columnPotential[c] -= step
        } else least[c] -= step
      }
      column = next
    }
    for (; column; column = from[column]) rowOf[column] = rowOf[from[column]]
  }
  let total = 0
  for (let c = 1; c <= size; c++) total -= cost(rowOf[c], c)
  return total
}
