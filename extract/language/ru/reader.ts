// The Russian analyser as an API of its own: texts → sentences.
import type { Sentence } from '../tree.ts'
import type { Reader } from './analyze.ts'
import { loadReader, type ReaderOptions } from './load.ts'

export type { Name, Pair, Sentence, Token } from '../tree.ts'
export { createReader, type Reader } from './analyze.ts'
export { readConllu, rewriteConllu, toConllu } from './conllu.ts'
export { toJson } from './jsonl.ts'
export { loadReader, type ReaderOptions } from './load.ts'
export { sentences, tokenize } from './tokenize.ts'

const loaded = new Map<string, Promise<Reader>>()

/**
 * Reads Russian: sentences of tokens with lemmas, tags and one dependency tree each, and nested names.
 * The model is loaded at the first call and kept.
 */
export function analyze(text: string, options?: ReaderOptions): Promise<Sentence[]>
export function analyze(texts: readonly string[], options?: ReaderOptions): Promise<Sentence[][]>
export async function analyze(
  texts: string | readonly string[],
  options: ReaderOptions = {},
): Promise<Sentence[] | Sentence[][]> {
  const key = `${options.runtime ?? ''} ${options.model ?? ''} ${options.pairs ?? false}`
  let reader = loaded.get(key)
  if (!reader) {
    reader = loadReader(options)
    loaded.set(key, reader)
    reader.catch(() => loaded.delete(key))
  }
  const found = await (await reader).analyze(typeof texts === 'string' ? [texts] : texts)
  return typeof texts === 'string' ? found[0]! : found
}
