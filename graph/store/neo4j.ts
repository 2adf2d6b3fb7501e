import type { Ontology } from '../ontology.ts'
import { type OpenOptions, type Store, StoreError } from './store.ts'
import type { Server } from './url.ts'
export async function openNeo4j(server: Server, _options: OpenOptions & { ontology: Ontology }): Promise<Store> {
  throw new StoreError(`${server.url}: not there yet`)
}
