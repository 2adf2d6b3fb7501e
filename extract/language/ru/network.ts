// What any runtime of the network takes and gives.

/**
 * What the network says of one sentence of n tokens. Rows of `arcs` are `columns` long: score of head h for token i at
 * i * columns + h, of which 0 is the root. Rows of `edge` are `edges` long, all others HIDDEN.
 */
export interface Scores {
  n: number
  columns: number
  tags: Int32Array
  rules: Int32Array
  /** For each token the rules that are nearly as likely, the likeliest first; where the runtime can tell. */
  rivals?: (token: number) => number[]
  arcs: Float32Array
  relDep: Float32Array
  relHead: Float32Array
  first: Float32Array
  last: Float32Array
  inner: Float32Array
  edge: Float32Array
  edges: number
}

/** Scores of each sentence, in order, good until the network is asked again. A sentence is the integers of its words. */
export type Network = (sentences: Int32Array[][]) => Promise<Scores[]>
