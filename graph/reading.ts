// What an article was read as, kept beside the graph: so that more articles can be resolved together with those before them.
import { createHash } from 'node:crypto'
import type { Article, Doc, Entity } from './model.ts'

/** An article's own entities, and which of the graph's each of them became. */
export interface Reading {
  /** Id of the article. */
  article: string
  /** Of the article's content and of what read it: where it is the same, reading again would give the same. */
  hash: string
  entities: Entity[]
  /** From the ids of `entities` to those of the graph's entities. */
  ids: Record<string, string>
}

/** What of a document is needed to resolve it with others. */
export interface Named {
  article: Pick<Article, 'id'>
  entities: Entity[]
}

/** The hash of a reading. `reader` names what reads and how: its version, and options that change what it finds. */
export function readingHash({ id, text, title, date, url, source, language }: Article, reader: string): string {
  const parts = [reader, id, text, title, date, url, source, language].map(part => part ?? null)
  return createHash('sha256').update(JSON.stringify(parts)).digest('hex').slice(0, 32)
}

/** What is kept of a document beside its article and its entities. */
export type Said = Pick<Doc, 'sentences' | 'mentions' | 'claims'>
