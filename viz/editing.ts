// What the page may change, if the server was started for it, and what comes from the page as such a wish.
import type { Edit } from '../graph/edits.ts'
import type { Article } from '../graph/model.ts'
import type { Fault } from './api.ts'

/** What carries out the page's wishes. All of them throw errors whose messages are for the page. */
export interface Editing {
  /** How many edits can be taken back. */
  readonly done: number
  edit(edit: Edit): Promise<void>
  /** Takes the last edit back. */
  undo(): Promise<void>
  /** Reads a text into the graph: the article's id, and how many claims it makes. */
  add(article: Pick<Article, 'text' | 'title' | 'date' | 'url'>): Promise<{ article: string; claims: number }>
}

const WORDS: Record<Edit['kind'], string[]> = {
  rename: ['entity', 'name'],
  retype: ['entity', 'type'],
  merge: ['entity', 'other'],
  split: ['entity'],
  drop: ['entity'],
  reject: ['claim'],
}
const LONGEST_NAME = 300
const LONGEST_TEXT = 1_000_000

/** The edit that a request asks for, or what is wrong with it. */
export function editFrom(body: unknown): Edit | Fault {
  const given = (body ?? {}) as Record<string, unknown>
  const kind = given.kind as Edit['kind']
  const words = Object.hasOwn(WORDS, String(kind)) ? WORDS[kind] : undefined
  if (!words) return { error: `"kind" must be one of ${Object.keys(WORDS).join(', ')}` }
  for (const word of words) {
    const value = given[word]
    if (typeof value !== 'string' || value === '' || value.length > LONGEST_NAME)
      return { error: `give "${word}", a text of at most ${LONGEST_NAME} characters` }
  }
  return Object.fromEntries([['kind', kind], ...words.map(word => [word, given[word]])]) as Edit
}

/** The article that a request brings, or what is wrong with it. */
export function articleFrom(body: unknown): Pick<Article, 'text' | 'title' | 'date' | 'url'> | Fault {
  const { text, title, date, url } = (body ?? {}) as Record<string, unknown>
  if (typeof text !== 'string' || text.trim() === '') return { error: 'give "text", the words of an article' }
  if (text.length > LONGEST_TEXT) return { error: `the text is longer than ${LONGEST_TEXT} characters` }
  if (date !== undefined && !(typeof date === 'string' && /^\d{4}-\d\d-\d\d/.test(date)))
    return { error: '"date" must be written like 2026-11-23' }
  for (const value of [title, url])
    if (value !== undefined && typeof value !== 'string') return { error: '"title" and "url" must be texts' }
  return {
    text: text.replace(/\r\n?/g, '\n'),
    ...(title ? { title: title as string } : {}),
    ...(date ? { date: date as string } : {}),
    ...(url ? { url: url as string } : {}),
  }
}
