// svodka query: a Cypher query → a table, JSON or CSV.
import Table from 'cli-table3'
import { stringify } from 'csv-stringify/sync'
import type { CommandModule } from 'yargs'
import type { Rows } from '../graph/store/store.ts'
import { type Context, InputError, type StoreOptions, storeOptions, withStore } from './options.ts'

const FORMATS = ['table', 'json', 'csv'] as const

interface Options extends StoreOptions {
  cypher: string
  format: (typeof FORMATS)[number]
  param: string[]
  write: boolean
}

export const queryCommand = ({ say }: Context): CommandModule<object, Options> => ({
  command: 'query <cypher>',
  describe: say('query'),
  builder: argv =>
    storeOptions(argv, say)
      .positional('cypher', { type: 'string', demandOption: true, describe: say('cypher') })
      .option('format', { alias: 'f', choices: FORMATS, default: 'table' as const, describe: say('format') })
      .option('param', { type: 'string', array: true, default: [], describe: say('params') })
      .option('write', { type: 'boolean', default: false, describe: say('write') })
      .example('svodka query "MATCH (p:Person)-[r:PROPOSES]->(m) RETURN p.name, m.name, r.quote"', '')
      .example('svodka query "MATCH (e:Entity {name: $name}) RETURN e" --param name=Казахстан -f json', ''),
  handler: async options => {
    const params = Object.fromEntries(options.param.map(parameter))
    const rows = await withStore(options, { readOnly: !options.write }, store =>
      store.query(options.cypher, { params, write: options.write }),
    )
    console.log(print(rows, options.format, say))
  },
})

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

function print({ columns, rows }: Rows, format: Options['format'], say: Context['say']): string {
  if (format === 'json') {
    return JSON.stringify(
      rows.map(row => Object.fromEntries(columns.map((column, i) => [column, row[i]]))),
      null,
      2,
    )
  }
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
