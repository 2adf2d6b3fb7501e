// A Cypher query → the same with a name for every column that collects nodes: without one, Grafeo gives its own numbers for them.
import { type Token, tokenize } from './tokens.ts'

const ENDS = new Set(['ORDER', 'SKIP', 'OFFSET', 'LIMIT', 'UNION', 'RETURN', ';', '}'])
const OPENS = new Set(['(', '[', '{'])
const CLOSES = new Set([')', ']', '}'])

/** Items of `RETURN` that call `collect` and have no name of their own get their text as one: the column is called as before. */
export function nameColumns(cypher: string): string {
  if (!/\bcollect\s*\(/i.test(cypher)) return cypher
  const tokens = tokenize(cypher)
  let named = ''
  let done = 0
  for (const [i, { text, quoted }] of tokens.entries()) {
    if (quoted || text.toUpperCase() !== 'RETURN') continue
    for (const item of itemsFrom(tokens, i + 1)) {
      const words = item.map(token => (token.quoted ? '' : token.text.toUpperCase()))
      if (!words.includes('COLLECT') || words.includes('AS')) continue
      const { start } = item[0]!
      const { end } = item.at(-1)!
      named += `${cypher.slice(done, end)} AS \`${cypher.slice(start, end).replaceAll('`', '``')}\``
      done = end
    }
  }
  return named + cypher.slice(done)
}

/** The tokens of what stands between commas, up to the end of the clause. */
function itemsFrom(tokens: Token[], from: number): Token[][] {
  const items: Token[][] = [[]]
  let depth = 0
  for (const token of tokens.slice(from)) {
    const text = token.quoted ? '' : token.text.toUpperCase()
    if (depth === 0 && ENDS.has(text)) break
    if (OPENS.has(text)) depth++
    if (CLOSES.has(text)) depth--
    if (depth === 0 && text === ',') items.push([])
    else items.at(-1)!.push(token)
  }
  if (!items[0]!.length) return []
  if (items[0]![0]!.text.toUpperCase() === 'DISTINCT' && !items[0]![0]!.quoted) items[0]!.shift()
  return items.filter(item => item.length > 0)
}
