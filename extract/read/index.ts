// Paths of files and folders → articles, and what could not be read. One reader a format, chosen by the file's ending.
import { readdir, readFile, stat } from 'node:fs/promises'
import { basename, extname, join, relative } from 'node:path'
import { hash } from '../../graph/id.ts'
import type { Article } from '../../graph/model.ts'
import { decode } from './decode.ts'
import { readHtml } from './html.ts'
import { readJson, readJsonLines } from './json.ts'
import type { Found, Reader } from './reader.ts'
import { readText } from './text.ts'

/** An article, or one line that says where something is wrong, what, and what to do. */
export type ReadItem = { article: Article } | { problem: string }

const readers: Record<string, Reader> = {
  '.txt': readText,
  '.json': readJson,
  '.jsonl': readJsonLines,
  '.ndjson': readJsonLines,
  '.html': readHtml,
  '.htm': readHtml,
}

/**
 * Reads the articles of files, and of the folders' files in order of their names; a folder's other files, hidden ones
 * and annotations (`*.gold.json`) are passed over. What cannot be read is a problem and does not stop the rest.
 */
export async function* readArticles(paths: string[]): AsyncGenerator<ReadItem> {
  for (const path of paths) {
    try {
      const folder = (await stat(path)).isDirectory()
      for await (const file of folder ? filesIn(path) : [path]) {
        yield* readFrom(file, folder ? relative(path, file).replaceAll('\\', '/') : basename(path))
      }
    } catch (error) {
      yield { problem: `${path}: ${reason(error)}` }
    }
  }
}

async function* filesIn(folder: string): AsyncGenerator<string> {
  const entries = await readdir(folder, { withFileTypes: true })
  for (const entry of entries.sort((a, b) => (a.name < b.name ? -1 : 1))) {
    if (entry.name.startsWith('.') || entry.name.endsWith('.gold.json')) continue
    const path = join(folder, entry.name)
    if (entry.isDirectory()) yield* filesIn(path)
    else if (extname(entry.name) && readerFor(entry.name)) yield path
  }
}

async function* readFrom(file: string, name: string): AsyncGenerator<ReadItem> {
  try {
    const reader = readerFor(file)
    if (!reader) throw new Error(`no reader for this kind of file; known are ${Object.keys(readers).join(', ')}`)
    const bytes = await readFile(file)
    for (const found of reader(decode(bytes, reader === readHtml ? declaredCharset(bytes) : undefined))) {
      const place = `${file}${found.at ?? ''}`
      if ('fault' in found) yield { problem: `${place}: ${found.fault}` }
      else if (!/[\p{L}\p{N}]/u.test(found.text))
        yield { problem: `${place}: no words; give the article a text or leave it out` }
      else yield { article: articleOf(found, name) }
    }
  } catch (error) {
    yield { problem: `${file}: ${reason(error)}` }
  }
}

/** A file without an ending is taken for plain text. */
function readerFor(file: string): Reader | undefined {
  const ending = extname(file).toLowerCase()
  return ending === '' ? readText : Object.hasOwn(readers, ending) ? readers[ending] : undefined
}

function articleOf({ at: _, ...found }: Found, file: string): Article {
  const article: Article = { id: hash('article', found.url ?? found.text), source: file, ...found }
  const language = found.language ?? (isMostlyCyrillic(found.text) ? 'ru' : undefined)
  if (language) article.language = language
  return article
}

function isMostlyCyrillic(text: string): boolean {
  const cyrillic = text.match(/\p{Script=Cyrillic}/gu)?.length ?? 0
  return cyrillic > (text.match(/\p{L}/gu)?.length ?? 0) / 2
}

/** The encoding that a page names in its first kilobyte. */
function declaredCharset(bytes: Uint8Array): string | undefined {
  const start = new TextDecoder('latin1').decode(bytes.subarray(0, 1024))
  return start.match(/<meta[^>]+charset\s*=\s*["']?([\w-]+)/i)?.[1]
}

function reason(error: unknown): string {
  const { code, message } = error as NodeJS.ErrnoException
  if (code === 'ENOENT') return 'no such file or folder; check the path'
  if (code === 'EACCES' || code === 'EPERM') return 'may not be read; change its permissions'
  return message.replace(/\s+/g, ' ')
}
