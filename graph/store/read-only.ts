// A Cypher query → a refusal, if it would write, read a file or reach the network. Looks at words outside strings,
// comments and backticks, so it needs no parser: the stores themselves refuse or roll back what it may miss.
import { queryError } from './store.ts'
import { type Token, tokenize } from './tokens.ts'

/** Words that begin a clause that changes something, or LOAD CSV, which reads any file or address. */
const CLAUSES = new Set('CREATE MERGE SET DELETE DETACH NODETACH REMOVE FOREACH INSERT DROP ALTER LOAD'.split(' '))
/** Words that do so only at the beginning of a query; elsewhere they are common names. */
const COMMANDS = new Set(
  'RENAME GRANT DENY REVOKE START STOP TERMINATE ENABLE DISABLE DEALLOCATE REALLOCATE DRYRUN'.split(' '),
)
/** Procedures that change the server or read from elsewhere, though the server counts some of them as reading. */
const PROCEDURES =
  /^(dbms\.(?!components$)|apoc\.(load|import|export|cypher|periodic|trigger|create|merge|refactor)\.)/i

/** Throws a `StoreError` for an empty query and, unless it may write, with the place of the first word not allowed. */
export function checkQuery(cypher: string, write: boolean): void {
  if (cypher.trim() === '') throw queryError('is empty; write for example MATCH (e:Entity) RETURN e.name LIMIT 10')
  if (write) return
  check(cypher)
  const decoded = cypher.replace(/\\u+([0-9a-f]{4})/gi, (_, hex: string) =>
    String.fromCharCode(Number.parseInt(hex, 16)),
  )
  if (decoded !== cypher) check(decoded)
}

function check(cypher: string): void {
  const tokens = tokenize(cypher)
  tokens.forEach((token, i) => {
    const word = token.text.toUpperCase()
    const [before, after] = [sign(tokens[i - 1]), sign(tokens[i + 1])]
    if (token.quoted) return
    if (word === 'CALL') {
      const name = procedure(tokens.slice(i + 1))
      if (PROCEDURES.test(name)) throw refusal(token, `CALL ${name}`)
    }
    const isProperty = before === '.' && !/^\d$/.test(sign(tokens[i - 2]))
    const isName = isProperty || /^[:$]$/.test(before) || /^[:.]$/.test(after)
    if ((CLAUSES.has(word) && !isName) || (i === 0 && COMMANDS.has(word))) throw refusal(token, word)
  })
}

/** The token's text, if it stands for itself. */
const sign = (token: Token | undefined): string => (token && !token.quoted ? token.text : '')

const refusal = ({ line, column }: Token, what: string): Error =>
  queryError(
    `${what} is not allowed in a read-only query; run it with --write (in code: write: true) if it should change the graph; a name like this goes in backticks`,
    line,
    column,
  )

/** `db.labels` of the tokens `db`, `.`, `labels`, `(`. */
function procedure(tokens: Token[]): string {
  const end = tokens.findIndex(({ text, quoted }) => !quoted && !/^[\p{L}\p{N}_.]+$/u.test(text))
  return tokens
    .slice(0, end < 0 ? undefined : end)
    .map(t => t.text)
    .join('')
}
