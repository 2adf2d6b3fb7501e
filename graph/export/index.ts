// Graph → a file, or a folder of files, that other programs read; its name's ending or a word says in which format.
import { extname } from 'node:path'
import type { Graph } from '../model.ts'
import type { Ontology } from '../ontology.ts'
import { type Source, sourceOf } from '../source.ts'
import { checked } from './checked.ts'
import { csv } from './csv.ts'
import { gexf } from './gexf.ts'
import { graphml } from './graphml.ts'
import { jsonl } from './jsonl.ts'
import { IMPORT_COMMAND, neo4jImport } from './neo4j-import.ts'
import { replaceFile, replaceFolder } from './replace.ts'
import { turtle } from './turtle.ts'

export interface ExportOptions {
  /** Language of the labels of types and relations; the names of entities are as they are. */
  lang?: 'ru' | 'en'
}

/** A file in pieces, in order. */
export type Exporter = (source: Source, ontology: Ontology, options: ExportOptions) => AsyncIterable<string>

/** One file, or several by name, which lie in a folder of their own. */
export interface Format {
  /** What names end in that ask for this format; without it, the format must be given by name. */
  ending?: string
  write: Exporter | Record<string, Exporter>
  /** What to run next, in the folder. */
  next?: string
}

/** What can be written, by name. */
export const formats = {
  gexf: { ending: '.gexf', write: gexf },
  graphml: { ending: '.graphml', write: graphml },
  csv: { ending: '.csv', write: csv },
  jsonl: { ending: '.jsonl', write: jsonl },
  turtle: { ending: '.ttl', write: turtle },
  'neo4j-import': { write: neo4jImport, next: IMPORT_COMMAND },
} satisfies Record<string, Format>

export type FormatName = keyof typeof formats

/**
 * Writes the graph, or all that a source gives, to a file, or to a folder where the format has several files. It
 * appears whole or not at all; one that is there is replaced, a folder only if it is such an export. Throws when the
 * format is not known, the ontology does not allow the graph, or the file cannot be written.
 */
export async function exportGraph(
  graph: Graph | Source,
  ontology: Ontology,
  path: string,
  { format, ...options }: ExportOptions & { format?: FormatName | undefined } = {},
): Promise<void> {
  const { write }: Format = formats[format ?? formatOf(path)]
  const source = checked(typeof graph.articles === 'function' ? (graph as Source) : sourceOf(graph as Graph), ontology)
  if (typeof write === 'function') return replaceFile(path, write(source, ontology, options))
  const files = Object.entries<Exporter>(write).map(([name, pieces]) => [name, pieces(source, ontology, options)])
  return replaceFolder(path, Object.fromEntries(files))
}

/** The format that a name's ending asks for. Throws when it asks for none that is known. */
export function formatOf(path: string): FormatName {
  const ending = extname(path).toLowerCase()
  const known = Object.entries(formats as Record<string, Format>)
  const found = known.find(([, format]) => format.ending === ending)
  if (found) return found[0] as FormatName
  const what = ending ? `"${ending}"` : 'a name without an ending'
  const endings = known.flatMap(([, format]) => format.ending ?? [])
  throw new Error(
    `${path}: no format is known for ${what}; known are ${endings.join(', ')}; or say --format ${Object.keys(formats).join(', ')}`,
  )
}
