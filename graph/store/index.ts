// A URL or a path → the store that keeps the graph there.
import { loadOntology } from '../ontology.ts'
import { openGrafeo } from './grafeo.ts'
import { openNeo4j } from './neo4j.ts'
import { type OpenOptions, type Store, StoreError } from './store.ts'
import { parseServer } from './url.ts'

export {
  type GraphValue,
  type OpenOptions,
  type QueryOptions,
  type Rows,
  type SaveSummary,
  type Store,
  StoreError,
} from './store.ts'

/**
 * Opens a graph: `neo4j://`, `neo4j+s://`, `bolt://`, `bolt+s://` … on a server, anything else in a file. Throws a
 * `StoreError` within seconds when it is not there, does not answer or may not be used. Close it when done.
 */
export async function openStore(url: string, options: OpenOptions = {}): Promise<Store> {
  const ontology = options.ontology ?? loadOntology()
  const server = parseServer(url)
  if (server) return openNeo4j(server, { ...options, ontology })
  if (url.trim() === '') throw new StoreError('no store given; give a file path, or neo4j://host')
  return openGrafeo(url, { ...options, ontology })
}
