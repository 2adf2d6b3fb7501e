// Documents for tests of resolution: entities by type and names only.
import type { Corrections } from '../../graph/corrections.ts'
import type { Doc, Entity } from '../../graph/model.ts'
import { resolve } from '../../graph/resolve.ts'

export type Named = [type: string, name: string, ...aliases: string[]]

/** One document for every list of entities. */
export const docsOf = (...lists: Named[][]): Doc[] =>
  lists.map((list, d) => ({
    article: { id: `article ${d}`, text: '' },
    sentences: [],
    entities: list.map(([type, name, ...aliases], i): Entity => ({ id: `e${i}`, type, name, aliases })),
    mentions: [],
    claims: [],
  }))

/** The entities of documents that have one each. */
export const entitiesOf = (...named: Named[]): Entity[] => resolve(docsOf(...named.map(n => [n]))).entities

/** The same, corrected. */
export const corrected = (corrections: Corrections, ...named: Named[]): Entity[] =>
  resolve(docsOf(...named.map(n => [n])), corrections).entities
