// Graph → a file that other programs read; the file's ending says in which format.
import { createWriteStream } from 'node:fs'
import { rename, rm, stat } from 'node:fs/promises'
import { basename, dirname, extname, join } from 'node:path'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import type { Graph } from '../model.ts'
import { checkGraph, type Ontology } from '../ontology.ts'
import { gexf } from './gexf.ts'

export interface ExportOptions {
  /** Language of the labels of types and relations; the names of entities are as they are. */
  lang?: 'ru' | 'en'
}

/** The file in pieces, in order. */
export type Exporter = (graph: Graph, ontology: Ontology, options: ExportOptions) => Iterable<string>

/** What can be written, by the ending of the file's name. */
export const exporters: Record<string, Exporter> = { '.gexf': gexf }

/**
 * Writes the graph to a file. The file appears whole or not at all; one that is there is replaced. Throws when the
 * ending is not known, the ontology does not allow the graph, or the file cannot be written.
 */
export async function exportGraph(
  graph: Graph,
  ontology: Ontology,
  path: string,
  options: ExportOptions = {},
): Promise<void> {
  const ending = extname(path).toLowerCase()
  const exporter = Object.hasOwn(exporters, ending) ? exporters[ending] : undefined
  if (!exporter) {
    throw new Error(
      `${path}: no format is known for ${ending ? `"${ending}"` : 'a name without an ending'}; known are ${Object.keys(exporters).join(', ')}`,
    )
  }
  checkGraph(ontology, graph)
  const folder = dirname(path)
  if (!(await stat(folder).catch(() => undefined))?.isDirectory()) {
    throw new Error(`${path}: there is no folder ${folder}; make it first`)
  }
  const unfinished = join(folder, `.${basename(path)}.${process.pid}.tmp`)
  try {
    await pipeline(Readable.from(exporter(graph, ontology, options)), createWriteStream(unfinished))
    await rename(unfinished, path)
  } catch (error) {
    await rm(unfinished, { force: true })
    throw new Error(`${path}: cannot be written: ${(error as Error).message}`, { cause: error })
  }
}
