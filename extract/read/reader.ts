// What every reader of a format does: the text of a file → the articles in it.
import type { Article } from '../../graph/model.ts'

/** An article as a file has it. `at` is its place in the file (`:12`), for messages, where the file may have several. */
export interface Found extends Omit<Article, 'id'> {
  at?: string
}

/** What is wrong at a place of the file, and what to do. */
export interface Fault {
  at?: string
  fault: string
}

export type Reader = (text: string) => Iterable<Found | Fault>
