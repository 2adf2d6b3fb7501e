// A Cypher query → its words and signs, without parsing it.

export interface Token {
  text: string
  /** A name in backticks is never a clause. */
  quoted: boolean
  line: number
  column: number
  /** Where it begins and ends in the query. */
  start: number
  end: number
}

/** Words, names in backticks (without them) and single signs. Strings count as the sign `"`; comments are left out. */
export function tokenize(cypher: string): Token[] {
  const tokens: Token[] = []
  let [line, lineStart] = [1, 0]
  const pattern =
    /(?<skip>\/\/[^\n]*|\/\*[\s\S]*?(?:\*\/|$)|\s+)|`(?<name>(?:[^`]|``)*)(?:`|$)|(?<string>'(?:\\[\s\S]|[^'\\])*(?:'|$)|"(?:\\[\s\S]|[^"\\])*(?:"|$))|(?<word>[\p{L}_][\p{L}\p{M}\p{N}_]*)|[\s\S]/gu
  for (const match of cypher.matchAll(pattern)) {
    const { skip, name, string } = match.groups!
    if (skip === undefined) {
      const text = name ?? (string === undefined ? match[0] : '"')
      const [start, end] = [match.index, match.index + match[0].length]
      tokens.push({ text, quoted: name !== undefined, line, column: start - lineStart + 1, start, end })
    }
    for (let at = match[0].indexOf('\n'); at >= 0; at = match[0].indexOf('\n', at + 1)) {
      line++
      lineStart = match.index + at + 1
    }
  }
  return tokens
}
