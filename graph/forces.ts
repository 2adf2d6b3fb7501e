// Network → positions by forces, from a start that depends on the ids alone.
import forceAtlas2Module, { type ForceAtlas2Settings } from 'graphology-layout-forceatlas2'
import { hash } from './id.ts'
import type { Network } from './network.ts'

/** In drawing units, y upwards; a unit is about a pixel where a graph of a hundred entities fills a screen. */
export interface Position {
  x: number
  y: number
}

// The package is CommonJS: the default export that it declares is what `import` gives.
const forceAtlas2 = forceAtlas2Module as unknown as typeof forceAtlas2Module.default

/** Positions after so many iterations of ForceAtlas2 (Jacomy et al. 2014) from where the nodes are. */
export function pulled(network: Network, iterations: number): Record<string, Position> {
  const settings: ForceAtlas2Settings = {
    barnesHutOptimize: network.order > 1000,
    gravity: 0.05,
    strongGravityMode: true,
    scalingRatio: 10,
    slowDown: 1 + Math.log(network.order),
  }
  return forceAtlas2(network, { iterations, settings })
}

/** A point of a square, a thousand wide, that depends on the id alone. */
export function start(id: string): Position {
  const digits = hash('position', id)
  const place = (part: string): number => (1000 * Number.parseInt(part, 16)) / 2 ** 32
  return { x: place(digits.slice(0, 8)), y: place(digits.slice(8)) }
}
