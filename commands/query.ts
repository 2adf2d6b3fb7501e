// svodka query: a Cypher query → a table, JSON, CSV, or the graph that it found.
import { readFileSync } from 'node:fs'
import { text } from 'node:stream/consumers'
import Table from 'cli-table3'
import { stringify } from 'csv-stringify/sync'
import type { CommandModule } from 'yargs'
import { replaceFile } from '../graph/export/replace.ts'
import type { Rows } from '../graph/store/store.ts'
import { drawing } from './drawing.ts'
import { type Context, InputError, type StoreOptions, storeOptions, withStore } from './options.ts'

const FORMATS = ['table', 'json', 'jsonl', 'csv', 'graph'] as const

interface Options extends StoreOptions {
  cypher?: string | undefined
  file?: string | undefined
  format: (typeof FORMATS)[number]
  param: string[]
  params?: string | undefined
  limit: number
  timeout: number
  out?: string | undefined
  write: boolean
}

export const queryCommand = ({ say }: Context): CommandModule<object, Options> => ({
  command: 'query [cypher]',
  describe: say('query'),
  builder: argv =>
    storeOptions(argv, say)
      .positional('cypher', { type: 'string', describe: say('cypher') })
      .option('file', { type: 'string', describe: say('cypherFile'), normalize: true })
      .option('format', { alias: 'f', choices: FORMATS, default: 'table' as const, describe: say('format') })
      .option('param', { type: 'string', array: true, default: [], describe: say('params') })
      .option('params', { type: 'string', describe: say('paramsFile'), normalize: true })
      .option('limit', { type: 'number', default: 10_000, describe: say('rowLimit'), coerce: positive('--limit') })
      .option('timeout', { type: 'number', default: 60, describe: say('timeLimit'), coerce: positive('--timeout') })
      .option('out', { alias: 'o', type: 'string', describe: say('outFile'), normalize: true })
      .option('write', { type: 'boolean', default: false, describe: say('write') })
      .check(({ cypher, file }) => (cypher === undefined) !== (file === undefined) || say('oneQuery'))
      .example('svodka query "MATCH (p:Person)-[r:PROPOSES]->(m) RETURN p.name, m.name, r.quote"', '')
      .example('svodka query "MATCH (e:Entity {name: $name}) RETURN e" --param name=Казахстан -f json', '')
      .example('svodka query "MATCH p=(:Person)-[:PROPOSES]->() RETURN p" -f graph', '')
      .example('svodka query --file question.cypher --params values.json -f csv -o answer.csv', ''),
  handler: async options => {
    const { limit, timeout, write, format, out } = options
    const cypher = await cypherOf(options)
    const params = {
      ...(options.params && paramsOf(options.params)),
      ...Object.fromEntries(options.param.map(parameter)),
    }
    const answer = await withStore(options, { readOnly: !write }, async store => {
      const rows = await store.query(cypher, { params, write, limit, timeout })
      if (rows.cut) process.stderr.write(`svodka: ${say('cutAt')} ${limit}; --limit\n`)
      return format === 'graph' ? drawing(rows, store) : print(rows, format, say)
    })
    if (out === undefined) console.log(answer)
    else await replaceFile(out, lines(answer))
  },
})

/** The query: the argument, a file, or standard input for "-". */
async function cypherOf({ cypher, file }: Options): Promise<string> {
  if (file !== undefined) return readFileSync(file, 'utf8')
  // yargs gives "-" as an empty text.
  return /^-?$/.test(cypher!) && !process.stdin.isTTY ? text(process.stdin) : cypher!
}

function paramsOf(file: string): Record<string, unknown> {
  let found: unknown
  try {
    found = JSON.parse(readFileSync(file, 'utf8'))
  } catch (error) {
    if (error instanceof SyntaxError) throw new InputError(`${file}: is no JSON: ${error.message}`)
    throw error
  }
  if (typeof found !== 'object' || found === null || Array.isArray(found))
    throw new InputError(`${file}: must be a JSON object of names and values`)
  return found as Record<string, unknown>
}

const positive =
  (option: string) =>
  (value: number): number => {
    if (!(value > 0)) throw new InputError(`${option} ${value}: give a number above 0`)
    return value
  }

async function* lines(answer: string): AsyncGenerator<string> {
  yield `${answer}\n`
}

function parameter(text: string): [string, unknown] {
  const at = text.indexOf('=')
  if (at < 1) throw new InputError(`--param ${text}: write it like --param name=value`)
  const value = text.slice(at + 1)
  try {
    return [text.slice(0, at), JSON.parse(value)]
  } catch {
    return [text.slice(0, at), value]
  }
}

function print({ columns, rows }: Rows, format: Exclude<Options['format'], 'graph'>, say: Context['say']): string {
  const record = (row: unknown[]): object => Object.fromEntries(columns.map((column, i) => [column, row[i]]))
  if (format === 'json') return JSON.stringify(rows.map(record), null, 2)
  if (format === 'jsonl') return rows.map(row => JSON.stringify(record(row))).join('\n')
  const texts = rows.map(row => row.map(cell))
  if (format === 'csv') return stringify([columns, ...texts]).trimEnd()
  const table = new Table({ head: columns, style: { head: [], border: [] }, wordWrap: true, ...widths(columns, texts) })
  table.push(...texts)
  return `${table.toString()}\n${say('rows')}: ${rows.length}`
}

/** Column widths that fit the terminal: narrow columns keep theirs, wide ones share the rest. */
function widths(columns: string[], rows: string[][]): { colWidths?: number[] } {
  const wanted = columns.map(
    (c, i) => 2 + Math.max(c.length, ...rows.map(row => Math.max(...row[i]!.split('\n').map(l => l.length)))),
  )
  const room = (process.stdout.columns || 120) - columns.length - 1
  if (wanted.reduce((a, b) => a + b, 0) <= room) return {}
  const fair = Math.floor(room / columns.length)
  const narrow = wanted.filter(w => w <= fair)
  const share = Math.floor((room - narrow.reduce((a, b) => a + b, 0)) / (columns.length - narrow.length))
  return { colWidths: wanted.map(w => (w <= fair ? w : Math.max(share, 10))) }
}

/** A cell as text: a name where a node has one, JSON for what is not plain. */
function cell(value: unknown): string {
  if (value === null || value === undefined) return ''
  if (typeof value !== 'object') return String(value)
  if ('kind' in value && 'properties' in value) {
    const { properties } = value as { properties: Record<string, unknown> }
    if ('labels' in value)
      return `(${(value.labels as string[]).filter(l => l !== 'Entity').join(':')} ${properties.name ?? properties.title ?? properties.id ?? ''})`
    if ('type' in value) return `[${value.type}${properties.quote ? ` «${properties.quote}»` : ''}]`
  }
  return JSON.stringify(value)
}
