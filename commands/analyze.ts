// svodka analyze: Russian texts → tokens, trees and names, as CoNLL-U or JSON.
import { readFile } from 'node:fs/promises'
import { buffer } from 'node:stream/consumers'
import type { CommandModule } from 'yargs'
import { readConllu, rewriteConllu, toConllu } from '../extract/language/ru/conllu.ts'
import { toJson } from '../extract/language/ru/jsonl.ts'
import { loadReader, RUNTIMES, type RuntimeName } from '../extract/language/ru/load.ts'
import { decode } from '../extract/read/decode.ts'
import { type Context, InputError } from './options.ts'

const FORMATS = ['conllu', 'json'] as const
/** Characters that are read together: several threads share them. */
const AT_ONCE = 500_000

interface Options {
  files?: string[] | undefined
  format: (typeof FORMATS)[number]
  pretokenized: boolean
  runtime: RuntimeName
}

export const analyzeCommand = ({ say }: Context): CommandModule<object, Options> => ({
  command: 'analyze [files..]',
  describe: say('analyze'),
  builder: argv =>
    argv
      .positional('files', { type: 'string', array: true, describe: say('textFiles') })
      .option('format', { alias: 'f', choices: FORMATS, default: 'conllu' as const, describe: say('format') })
      .option('pretokenized', { type: 'boolean', default: false, describe: say('pretokenized') })
      .option('runtime', { choices: RUNTIMES, default: 'wasm' as const, describe: say('runtime') })
      .example('svodka analyze article.txt', '')
      .example('svodka analyze *.txt --format json > articles.jsonl', '')
      .example('svodka analyze gold.conllu --pretokenized > ours.conllu', ''),
  handler: async ({ files = [], format, pretokenized, runtime }) => {
    const reader = await loadReader({ runtime })
    for await (const group of groups(files.length ? files : ['-'])) {
      if (pretokenized) {
        for (const { file, text } of group) {
          const given = readConllu(text, file)
          const found = await reader.analyzeTokens(given.sentences.map(s => s.pieces))
          if (format === 'json') write(`${toJson(found, file)}\n`)
          else write(found.map((sentence, i) => rewriteConllu(sentence, given.sentences[i]!)).join(''))
        }
      } else {
        const found = await reader.analyze(group.map(({ text }) => text))
        group.forEach(({ file, text }, i) => {
          const sentences = found[i]!
          write(format === 'json' ? `${toJson(sentences, file)}\n` : sentences.map(s => toConllu(s, text)).join(''))
        })
      }
    }
  },
})

/** The texts of files, by as many as are read at once. */
async function* groups(files: string[]): AsyncGenerator<{ file: string; text: string }[]> {
  let group: { file: string; text: string }[] = []
  let length = 0
  for (const file of files) {
    const text = await read(file)
    if (text === undefined) continue
    group.push({ file, text })
    length += text.length
    if (length < AT_ONCE) continue
    yield group
    group = []
    length = 0
  }
  if (group.length) yield group
}

/** The text of a file, or of standard input, in whatever encoding; one that cannot be read is reported and skipped. */
async function read(file: string): Promise<string | undefined> {
  if (file === '-' && process.stdin.isTTY) throw new InputError('svodka analyze: name a file, or pipe text in')
  try {
    return decode(file === '-' ? await buffer(process.stdin) : await readFile(file))
  } catch (error) {
    process.stderr.write(`svodka: ${file}: ${(error as Error).message}\n`)
    process.exitCode = 1
    return undefined
  }
}

function write(text: string): void {
  process.stdout.write(text)
}
