// Lengths of sentences → groups of alike lengths, small enough for one run of the network.

/** Tokens of a batch, padding counted. More is slower: the network's layers no longer fit the processor's cache. */
const ROOM = 512

/** Indices of the sentences, batch by batch; empty sentences are left out. */
export function batches(lengths: readonly number[], room = ROOM): number[][] {
  const order = lengths
    .map((_, i) => i)
    .filter(i => lengths[i]! > 0)
    .sort((a, b) => lengths[a]! - lengths[b]!)
  const found: number[][] = []
  let batch: number[] = []
  for (const id of order) {
    if (batch.length && (batch.length + 1) * lengths[id]! > room) {
      found.push(batch)
      batch = []
    }
    batch.push(id)
  }
  if (batch.length) found.push(batch)
  return found
}
