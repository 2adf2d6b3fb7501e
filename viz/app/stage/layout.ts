// Graph on the stage → laid out further by ForceAtlas2 in a worker, until it is stopped or settled.
import type { MultiDirectedGraph } from 'graphology'
import { graphToByteArrays } from 'graphology-layout-forceatlas2/helpers.js'
import type { Progress, Start } from './layout.worker.ts'
import { createWorker } from './worker.ts'

export interface Layout {
  readonly running: boolean
  /** How much of it is done, from 0 to 1. */
  readonly share: number
  start(): void
  /** Sets nodes apart that overlap, then ends. */
  stop(): void
  kill(): void
}

/** `unit` is a pixel's length in graph units; `changed` is told after every step, and whether it was the last. */
export function createLayout(graph: MultiDirectedGraph, unit: () => number, changed: (done: boolean) => void): Layout {
  let worker: Worker | undefined
  let share = 0
  const end = (): void => {
    worker?.terminate()
    worker = undefined
  }
  return {
    get running() {
      return worker !== undefined
    },
    get share() {
      return share
    },
    start() {
      if (worker || graph.order === 0) return
      worker = createWorker()
      share = 0
      worker.onmessage = ({ data }: MessageEvent<Progress>) => {
        let i = 0
        graph.updateEachNodeAttributes(
          (_, attributes) => {
            attributes.x = data.positions[i++]
            attributes.y = data.positions[i++]
            return attributes
          },
          { attributes: ['x', 'y'] },
        )
        share = data.share
        if (data.done) end()
        changed(data.done)
      }
      const { nodes, edges } = graphToByteArrays(graph, (_, { weight }) => weight)
      const pixel = unit()
      const settings = { ...DEFAULTS, barnesHutOptimize: graph.order > 1000, slowDown: 1 + Math.log(graph.order) }
      const radii = Float32Array.from(graph.mapNodes((_, { size }) => (size + 6) * pixel))
      const most = Math.max(60, Math.min(800, Math.round(400_000 / graph.order)))
      worker.postMessage({ nodes, edges, settings, most, radii } satisfies Start)
    },
    stop: () => worker?.postMessage('stop'),
    kill: end,
  }
}

/** All that an iteration reads, as for the layout that the server makes. */
const DEFAULTS = {
  linLogMode: false,
  outboundAttractionDistribution: false,
  adjustSizes: false,
  edgeWeightInfluence: 1,
  scalingRatio: 10,
  strongGravityMode: true,
  gravity: 0.05,
  slowDown: 1,
  barnesHutOptimize: false,
  barnesHutTheta: 0.5,
}
