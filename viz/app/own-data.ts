// The data that a page of one file holds → what a server would answer.
import { answers } from '../answers.ts'
import type { OwnData } from '../api.ts'
import type { Api } from './model.ts'

const PAGE = 200

/** A file can neither be asked nor changed. */
const refuse = async (): Promise<never> => {
  throw new Error('this file has no store behind it')
}

/** Throws an error when the text is no such JSON. */
export function ownData(text: string | null): Api {
  const { graph, types, relations, places, communities } = JSON.parse(text ?? '') as OwnData
  const named = <T extends { name: string }>(list: T[]): Map<string, T> => new Map(list.map(one => [one.name, one]))
  const found = answers(
    graph,
    { types: named(types), relations: named(relations) },
    new Map(graph.entities.map(({ id }, i) => [id, { x: places[i]![0], y: places[i]![1] }])),
    new Map(graph.entities.flatMap(({ id }, i) => (communities[i]! < 0 ? [] : [[id, communities[i]!]]))),
    'own',
  )
  const there = <T>(answer: T | undefined): T => {
    if (answer === undefined) throw new Error('not in this file')
    return answer
  }
  return {
    graph: async () => found.graph,
    ontology: async () => found.ontology,
    claims: async ({ kind, id }, offset = 0) =>
      there(found.claims(kind === 'edge' ? { edge: id } : { entity: id }, PAGE, offset)),
    rows: async (_, rows) => there(found.claims({ rows }, PAGE, 0)),
    article: async id => there(found.article(id)),
    query: refuse,
    edit: refuse,
    undo: refuse,
    add: refuse,
    search: async words => found.search(words.slice(0, 200), 8),
  }
}
