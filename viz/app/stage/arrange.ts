// Positions → positions that leave room for every node's label. For small graphs, where every name should be readable.

export interface Placed {
  x: number
  y: number
  /** Radius of the node in pixels. */
  radius: number
  /** Width and height of the label that stands below it, in pixels. */
  width: number
  height: number
}

const ROUNDS = 14
const STEPS = 24
const GAP = 10

/**
 * Fits the nodes into the stage and pushes those apart whose labels would overlap, by turns, so that in the end both hold
 * where there is room enough. Changes x and y, in pixels with y upwards. Deterministic.
 */
export function arrange(nodes: Placed[], stageWidth: number, stageHeight: number): void {
  if (nodes.length < 2) return
  const wanted = nodes.reduce((sum, n) => sum + (n.width + GAP) * (n.height + 2 * n.radius + GAP), 0)
  const shrink = Math.min(1, Math.sqrt((0.55 * stageWidth * stageHeight) / wanted))
  const boxes = nodes.map(n => ({
    node: n,
    halfWidth: Math.max(n.radius, (n.width / 2) * shrink) + GAP / 2,
    halfHeight: n.radius + (n.height / 2) * shrink + GAP / 2,
    below: (n.height / 2) * shrink,
  }))
  for (const axis of ['x', 'y'] as const) closeGaps(nodes, axis)
  for (let round = 0; round < ROUNDS; round++) {
    stretch(nodes, stageWidth, stageHeight)
    for (let step = 0; step < STEPS && push(boxes); step++);
  }
}

type Sized = { node: Placed; halfWidth: number; halfHeight: number; below: number }

/** One step; whether anything had to move. */
function push(boxes: Sized[]): boolean {
  let moved = false
  for (let i = 0; i < boxes.length; i++) {
    for (let j = i + 1; j < boxes.length; j++) {
      const [a, b] = [boxes[i]!, boxes[j]!]
      const dx = b.node.x - a.node.x
      const dy = b.node.y - b.below - (a.node.y - a.below)
      const overX = a.halfWidth + b.halfWidth - Math.abs(dx)
      const overY = a.halfHeight + b.halfHeight - Math.abs(dy)
      if (overX <= 0 || overY <= 0) continue
      moved = true
      if (overX < overY) {
        const by = (overX / 2 + 0.5) * (dx < 0 ? -1 : 1)
        a.node.x -= by
        b.node.x += by
      } else {
        const by = (overY / 2 + 0.5) * (dy < 0 ? -1 : 1)
        a.node.y -= by
        b.node.y += by
      }
    }
  }
  return moved
}

/** More than halfway to an even spread along one axis: what stands far off comes near, what is crowded gets room. */
function closeGaps(nodes: Placed[], axis: 'x' | 'y'): void {
  const order = [...nodes].sort((a, b) => a[axis] - b[axis])
  const [low, high] = [order[0]![axis], order.at(-1)![axis]]
  order.forEach((node, i) => {
    node[axis] = (node[axis] - low) / (high - low || 1) + (1.5 * i) / (order.length - 1)
  })
}

/** Scales each axis by its own factor to the stage, so that a round layout fills a wide screen. */
function stretch(nodes: Placed[], width: number, height: number): void {
  for (const [axis, length] of [
    ['x', width],
    ['y', height],
  ] as const) {
    let [low, high] = [Infinity, -Infinity]
    for (const node of nodes) {
      low = Math.min(low, node[axis])
      high = Math.max(high, node[axis])
    }
    const factor = high > low ? length / (high - low) : 1
    for (const node of nodes) node[axis] = (node[axis] - (low + high) / 2) * factor
  }
}
