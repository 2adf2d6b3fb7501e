// Edges → how far each of them bends, so that parallel ones do not hide each other.

interface Ends {
  id: string
  subject: string
  object: string
}

/**
 * How far each edge bends, as a share of its length: a lone edge a little, parallel ones apart. The share is signed as
 * seen from the edge's own start, and never 0, which the curve's shader cannot draw.
 */
export function curvatures(edges: Iterable<Ends>): Map<string, number> {
  const pairs = new Map<string, Ends[]>()
  for (const edge of edges) {
    const pair = [edge.subject, edge.object].sort().join(' ')
    const found = pairs.get(pair)
    if (found) found.push(edge)
    else pairs.set(pair, [edge])
  }
  const bends = new Map<string, number>()
  for (const parallel of pairs.values()) {
    parallel.forEach((edge, i) => {
      const bend = parallel.length === 1 ? 0.12 : (i - (parallel.length - 1) / 2) * 0.28
      const seen = edge.subject < edge.object || parallel.length === 1 ? bend : -bend
      bends.set(edge.id, Math.abs(seen) < 0.03 ? 0.03 : seen)
    })
  }
  return bends
}
