// Modules of libraries that come without types, and what Vite lets one import.
declare module 'graphology-layout-forceatlas2/iterate.js' {
  export default function iterate(settings: object, nodes: Float32Array, edges: Float32Array): object
}
declare module 'graphology-layout-noverlap/iterate.js' {
  export default function iterate(options: object, nodes: Float32Array): { converged: boolean }
}
declare module 'graphology-layout-forceatlas2/helpers.js' {
  import type { MultiDirectedGraph } from 'graphology'
  export function graphToByteArrays(
    graph: MultiDirectedGraph,
    weight: (edge: string, attributes: { weight: number }) => number,
  ): { nodes: Float32Array; edges: Float32Array }
}
/** Whether the page is built to be one file with its own data: then there is no store to ask. */
declare const OWN_DATA: boolean
declare module '*.css' {}
declare module '*?worker&inline' {
  export default class extends Worker {
    constructor()
  }
}
