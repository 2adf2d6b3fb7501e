// Cypher for the editor: what its words are, and what may come next, from what the graph has.
import type { Completion, CompletionContext, CompletionResult } from '@codemirror/autocomplete'
import { StreamLanguage } from '@codemirror/language'
import type { Model } from '../model.ts'
import type { Texts } from '../texts.ts'

const KEYWORDS =
  'MATCH OPTIONAL WHERE RETURN WITH UNWIND AS ORDER BY ASC DESC SKIP LIMIT DISTINCT AND OR XOR NOT IN IS NULL STARTS ENDS CONTAINS CASE WHEN THEN ELSE END EXISTS COUNT CALL YIELD UNION ALL TRUE FALSE'.split(
    ' ',
  )
const FUNCTIONS =
  'count collect sum avg min max size labels type keys properties coalesce head last nodes relationships length shortestPath toLower toUpper trim substring split replace toInteger toFloat toString date datetime range any all none single reduce abs round'.split(
    ' ',
  )

/** Properties of what a store has: see docs/cypher.md. */
const PROPERTIES = {
  node: ['id', 'name', 'aliases', 'wikidata', 'title', 'date', 'url', 'source', 'text'],
  relationship: [
    ...['id', 'article', 'start', 'end', 'quote', 'speaker', 'speakerName', 'modality', 'polarity', 'time'],
    ...['confidence', 'extractor'],
  ],
}

const words = (list: string[]): Set<string> => new Set(list.map(word => word.toLowerCase()))
const [keywords, functions] = [words(KEYWORDS), words(FUNCTIONS)]

interface State {
  /** Inside a quoted text, or a comment over several lines, until this comes. */
  until: string | undefined
}

export const cypher = StreamLanguage.define<State>({
  name: 'cypher',
  startState: () => ({ until: undefined }),
  token(stream, state) {
    if (state.until) {
      const isComment = state.until === '*/'
      while (!stream.eol()) {
        if (!isComment && stream.match(/^\\./)) continue
        if (stream.match(state.until)) {
          state.until = undefined
          break
        }
        stream.next()
      }
      return isComment ? 'comment' : 'string'
    }
    if (stream.eatSpace()) return null
    if (stream.match('//')) {
      stream.skipToEnd()
      return 'comment'
    }
    if (stream.match('/*')) {
      state.until = '*/'
      return 'comment'
    }
    const quote = stream.match(/^['"`]/) as RegExpMatchArray | null
    if (quote) {
      state.until = quote[0]
      return quote[0] === '`' ? 'variableName' : 'string'
    }
    if (stream.match(/^\$[\p{L}\w]+/u)) return 'atom'
    if (stream.match(/^\d+(?:\.\d+)?/)) return 'number'
    if (stream.match(/^:\s*[\p{L}_][\p{L}\w]*/u)) return 'typeName'
    if (stream.match(/^\.[\p{L}_][\p{L}\w]*/u)) return 'propertyName'
    const word = stream.match(/^[\p{L}_][\p{L}\w]*/u) as RegExpMatchArray | null
    if (!word) {
      stream.next()
      return 'operator'
    }
    if (functions.has(word[0].toLowerCase()) && stream.match(/^\s*\(/, false)) return 'function'
    return keywords.has(word[0].toLowerCase()) ? 'keyword' : 'variableName'
  },
  languageData: { commentTokens: { line: '//', block: { open: '/*', close: '*/' } }, closeBrackets: {} },
})

/** Labels and relations of the graph with what they mean, properties after a dot, words of the language. */
export function completions(model: Model, t: Texts): (context: CompletionContext) => CompletionResult | null {
  const labels: Completion[] = [
    ...[...model.types.values()].map(({ name, label }) => ({ label: name, type: 'class', detail: t.label(label) })),
    { label: 'Entity', type: 'class' },
    { label: 'Article', type: 'class', detail: t('articles') },
  ]
  const relations: Completion[] = [
    ...[...model.relations.values()].map(({ name, label }) => ({ label: name, type: 'enum', detail: t.label(label) })),
    { label: 'MENTIONED_IN', type: 'enum' },
  ]
  const properties: Completion[] = [...new Set([...PROPERTIES.node, ...PROPERTIES.relationship])].map(label => ({
    label,
    type: 'property',
  }))
  const language: Completion[] = [
    ...KEYWORDS.map(label => ({ label, type: 'keyword' })),
    ...FUNCTIONS.map(label => ({ label, type: 'function', apply: `${label}(` })),
  ]
  return context => {
    const typed = context.matchBefore(/[:.|]?\s*[\p{L}\w]*$/u)
    if (!typed || (typed.from === typed.to && !context.explicit)) return null
    const mark = /^[:.|]\s*/.exec(typed.text)?.[0] ?? ''
    const from = typed.from + mark.length
    if (mark.startsWith('.')) return { from, options: properties }
    if (mark === '') return { from, options: language }
    const before = context.state.sliceDoc(0, typed.from)
    return { from, options: before.lastIndexOf('[') > before.lastIndexOf('(') ? relations : labels }
  }
}
