// A graph and how it is written → the text of the file, and the graphs that every format is tried on.
import type { Exporter, ExportOptions } from '../../../graph/export/index.ts'
import type { Graph } from '../../../graph/model.ts'
import { loadOntology } from '../../../graph/ontology.ts'
import { sourceOf } from '../../../graph/source.ts'
import { seedGraph } from '../../seed.ts'
import { EMPTY, oddGraph } from './odd.ts'

export const ontology = loadOntology()

export const GRAPHS: [name: string, graph: Graph][] = [
  ['the seed', seedGraph()],
  ['odd names', oddGraph()],
  ['nothing', EMPTY],
]

export async function written(exporter: Exporter, graph: Graph, options: ExportOptions = {}): Promise<string> {
  let text = ''
  for await (const piece of exporter(sourceOf(graph), ontology, options)) text += piece
  return text
}

/** The text as it comes back from a file. */
export const inUtf8 = (text: string): string => Buffer.from(text).toString()

/** The graph with all its texts as they come back from a file. */
export function held(graph: Graph): Graph {
  const deep = (value: unknown): unknown => {
    if (typeof value === 'string') return inUtf8(value)
    if (Array.isArray(value)) return value.map(deep)
    if (typeof value !== 'object' || value === null) return value
    return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, deep(item)]))
  }
  return deep(graph) as Graph
}
