// Node and edge matrices → better positions, a message every few iterations; after "stop", nodes apart, and the last one.
import iterate from 'graphology-layout-forceatlas2/iterate.js'
import apart from 'graphology-layout-noverlap/iterate.js'

export interface Start {
  nodes: Float32Array
  edges: Float32Array
  settings: object
  /** Iterations at most. */
  most: number
  /** Radius of every node in graph units, by which they are set apart in the end. */
  radii: Float32Array
}

export interface Progress {
  /** x and y of every node by turns. */
  positions: Float32Array
  /** How much of the work is behind it, from 0 to 1. */
  share: number
  done: boolean
}

const FIELDS = 10
let stopped = false

addEventListener('message', async ({ data }: MessageEvent<Start | 'stop'>) => {
  if (data === 'stop') {
    stopped = true
    return
  }
  const { nodes, edges, settings, most, radii } = data
  for (let done = 0; done < most && !stopped; ) {
    const since = performance.now()
    while (done < most && performance.now() - since < 30) {
      iterate(settings, nodes, edges)
      done++
    }
    send(nodes, done / most, false)
    await new Promise(resolve => setTimeout(resolve))
  }
  const matrix = new Float32Array(radii.length * 3)
  radii.forEach((radius, i) => {
    matrix.set([nodes[i * FIELDS]!, nodes[i * FIELDS + 1]!, radius], i * 3)
  })
  const options = { margin: 0, ratio: 1.2, expansion: 1.1, gridSize: 20, speed: 3 }
  for (let i = 0; i < 100 && !apart(options, matrix).converged; i++);
  radii.forEach((_, i) => {
    nodes[i * FIELDS] = matrix[i * 3]!
    nodes[i * FIELDS + 1] = matrix[i * 3 + 1]!
  })
  send(nodes, 1, true)
})

function send(nodes: Float32Array, share: number, done: boolean): void {
  const positions = new Float32Array((nodes.length / FIELDS) * 2)
  for (let i = 0; i < positions.length / 2; i++) {
    positions[i * 2] = nodes[i * FIELDS]!
    positions[i * 2 + 1] = nodes[i * FIELDS + 1]!
  }
  postMessage({ positions, share, done } satisfies Progress)
}
