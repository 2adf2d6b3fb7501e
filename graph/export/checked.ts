// Source → the same, which throws at the first entity or claim that the ontology does not allow.
import { checkClaim, checkEntity, type Ontology } from '../ontology.ts'
import type { Source } from '../source.ts'

/** The source, checked as it is read, as `checkGraph` checks a graph. */
export function checked(source: Source, ontology: Ontology): Source {
  let types: Promise<Map<string, string>> | undefined
  const readTypes = async (): Promise<Map<string, string>> => {
    const found = new Map<string, string>()
    for await (const { id, type } of source.entities()) found.set(id, type)
    return found
  }
  return {
    articles: () => source.articles(),
    async *entities() {
      for await (const entity of source.entities()) {
        checkEntity(ontology, entity)
        yield entity
      }
    },
    async *edges() {
      types ??= readTypes()
      const known = await types
      for await (const edge of source.edges()) {
        for (const claim of edge.claims) checkClaim(ontology, claim, known)
        yield edge
      }
    },
  }
}
