// Docs → Graph: the documents' entities become lasting ones, and their claims and mentions point to them.
import { correctedDoc, wrongClaims } from './correcting.ts'
import { type Corrections, NO_CORRECTIONS } from './corrections.ts'
import { hash } from './id.ts'
import type { Claim, Doc, Entity, Graph, Mention } from './model.ts'
import { type Ontology, objection } from './ontology.ts'
import { byId, compareMentions } from './order.ts'
import { resolve } from './resolve.ts'

/**
 * Builds one graph of many documents; `corrections` say which entities are one, and which not. The same documents in any
 * order, once or twice, give the same graph.
 */
export function build(docs: Doc[], ontology: Ontology, corrections: Corrections = NO_CORRECTIONS): Graph {
  const unique = [...new Map(docs.map(doc => [doc.article.id, doc])).values()]
  const read = unique.map(doc => correctedDoc(doc, corrections))
  const { entities, ids } = resolve(read, corrections)
  return assemble(read, ids, entities, ontology, corrections)
}

/**
 * The graph of documents whose entities are resolved: `ids` gives for every document the lasting id of each of its own
 * entities. Throws when a mention or claim names an entity that is not listed.
 */
export function assemble(
  docs: Doc[],
  ids: ReadonlyMap<string, string>[],
  entities: Entity[],
  ontology: Ontology,
  { wrong, types }: Corrections = NO_CORRECTIONS,
): Graph {
  const isWrong = wrongClaims(entities, wrong)
  const typeOf = new Map(entities.map(e => [e.id, e.type]))
  // What was right of the type that the article gave may be nonsense of another one.
  const mayStand = ({ subject, relation, object }: Claim): boolean =>
    types === undefined || !objection(ontology, typeOf.get(subject)!, relation, typeOf.get(object)!)
  const mentions: Mention[] = []
  const claims = new Map<string, Claim>()
  docs.forEach((doc, d) => {
    const lasting = (id: string): string => {
      const entity = ids[d]!.get(id)
      if (!entity)
        throw new Error(`article ${doc.article.id}: a mention or claim names the entity ${id}, which is not listed`)
      return entity
    }
    for (const m of doc.mentions) mentions.push(m.entity === undefined ? m : { ...m, entity: lasting(m.entity) })
    for (const c of doc.claims) {
      let [subject, object] = [lasting(c.subject), lasting(c.object)]
      if (subject === object) continue
      if (ontology.relations.get(c.relation)?.symmetric && subject > object) [subject, object] = [object, subject]
      const id = hash('claim', c.article, subject, c.relation, object)
      const claim: Claim = { ...c, id, subject, object }
      if (isWrong(claim) || !mayStand(claim)) continue
      if (c.speaker !== undefined) claim.speaker = lasting(c.speaker)
      const said = claims.get(id)
      if (!said || claim.start < said.start) claims.set(id, claim)
    }
  })
  return {
    articles: docs.map(doc => doc.article).sort(byId),
    entities,
    mentions: mentions.sort(compareMentions),
    claims: [...claims.values()].sort(byId),
  }
}
