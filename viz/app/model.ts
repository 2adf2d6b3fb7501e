// What the server answers → look-ups for the panels, and which of it the filters leave.
import type { Modality } from '../../graph/model.ts'
import { MODALITIES } from '../../graph/model.ts'
import type { EntityType, Relation } from '../../graph/ontology.ts'
import type {
  ArticleAnswer,
  ClaimsAnswer,
  DrawnEdge,
  DrawnEntity,
  Fault,
  GraphAnswer,
  OntologyAnswer,
  SearchAnswer,
} from '../api.ts'
import type { Filters, Target } from './store.ts'

export interface Model {
  entities: Map<string, DrawnEntity>
  edges: Map<string, DrawnEdge>
  types: Map<string, EntityType>
  relations: Map<string, Relation>
  /** Ids of the edges at an entity. */
  edgesOf: Map<string, string[]>
  articles: number
  claims: number
}

/** Ids of what the filters leave. */
export interface Visible {
  entities: Set<string>
  edges: Set<string>
}

export function model(graph: GraphAnswer, ontology: OntologyAnswer): Model {
  const edgesOf = new Map<string, string[]>(graph.entities.map(entity => [entity.id, []]))
  for (const edge of graph.edges) {
    edgesOf.get(edge.subject)?.push(edge.id)
    if (edge.object !== edge.subject) edgesOf.get(edge.object)?.push(edge.id)
  }
  return {
    entities: new Map(graph.entities.map(entity => [entity.id, entity])),
    edges: new Map(graph.edges.map(edge => [edge.id, edge])),
    types: new Map(ontology.types.map(type => [type.name, type])),
    relations: new Map(ontology.relations.map(relation => [relation.name, relation])),
    edgesOf,
    articles: graph.articles,
    claims: graph.claims,
  }
}

/**
 * An edge stays if its relation and one of its modalities are on, and both its ends stay. An entity stays if its type is
 * on, and goes if the relations and modalities that are off were all that connected it.
 */
export function visible({ entities, edges, edgesOf }: Model, hidden: Filters): Visible {
  const said = (edge: DrawnEdge): boolean =>
    !hidden.relations.has(edge.relation) && modalitiesOf(edge).some(modality => !hidden.modalities.has(modality))
  const narrowed = hidden.relations.size > 0 || hidden.modalities.size > 0
  const stays = (entity: DrawnEntity): boolean => {
    if (hidden.types.has(entity.type)) return false
    const own = edgesOf.get(entity.id)!
    return !narrowed || own.some(id => said(edges.get(id)!))
  }
  const left = new Set([...entities.values()].filter(stays).map(entity => entity.id))
  const open = [...edges.values()].filter(edge => left.has(edge.subject) && left.has(edge.object) && said(edge))
  return { entities: left, edges: new Set(open.map(edge => edge.id)) }
}

export const modalitiesOf = (edge: DrawnEdge): Modality[] => MODALITIES.filter(modality => edge.modalities[modality])

/** The modality most of the edge's claims have; of equals, the firmest. */
export function mainModality(edge: DrawnEdge): Modality {
  return modalitiesOf(edge).reduce((a, b) => (edge.modalities[b]! > edge.modalities[a]! ? b : a))
}

/** What is lit when this is hovered or selected: itself and what is next to it. */
export function around({ edges, edgesOf }: Model, target: Target): Visible {
  const near = target.kind === 'edge' ? [target.id] : (edgesOf.get(target.id) ?? [])
  const ends = near.flatMap(id => [edges.get(id)?.subject, edges.get(id)?.object]).filter(id => id !== undefined)
  return { edges: new Set(near), entities: new Set(target.kind === 'entity' ? [target.id, ...ends] : ends) }
}

/** Whether there is such a thing: a link may be older than the graph. */
export const exists = (m: Model, target: Target | undefined): boolean =>
  target !== undefined && (target.kind === 'entity' ? m.entities : m.edges).has(target.id)

export const api = {
  graph: () => get<GraphAnswer>('graph'),
  ontology: () => get<OntologyAnswer>('ontology'),
  claims: (target: Target, offset = 0) =>
    get<ClaimsAnswer>(`claims?${new URLSearchParams({ [target.kind]: target.id, offset: String(offset) })}`),
  article: (id: string) => get<ArticleAnswer>(`articles/${encodeURIComponent(id)}`),
  search: (words: string, signal: AbortSignal) =>
    get<SearchAnswer>(`search?${new URLSearchParams({ q: words })}`, signal),
}

async function get<T>(path: string, signal?: AbortSignal): Promise<T> {
  const answer = await fetch(`./api/${path}`, signal ? { signal } : {})
  if (!answer.ok)
    throw new Error(
      await answer.json().then(
        (f: Fault) => f.error,
        () => `${answer.status}`,
      ),
    )
  return answer.json()
}
