// The query editor. It lives in a shadow root: there its styles are allowed without inline style elements.
import { autocompletion, closeBrackets, closeBracketsKeymap, completionKeymap } from '@codemirror/autocomplete'
import { defaultKeymap, history, historyKeymap, indentWithTab } from '@codemirror/commands'
import { HighlightStyle, syntaxHighlighting } from '@codemirror/language'
import { type Diagnostic, setDiagnostics } from '@codemirror/lint'
import { EditorState, Prec } from '@codemirror/state'
import { EditorView, keymap, lineNumbers, placeholder } from '@codemirror/view'
import { tags } from '@lezer/highlight'
import type { Model } from '../model.ts'
import type { Texts } from '../texts.ts'
import { completions, cypher } from './cypher.ts'

export interface Editor {
  text: string
  /** Marks a fault, from its place to the end of the word; nothing without a place takes the mark away. */
  mark(message?: string, line?: number, column?: number): void
  focus(): void
}

const theme = EditorView.theme({
  '&': { color: 'var(--ink)', backgroundColor: 'var(--card)', fontSize: '13px' },
  '&.cm-focused': { outline: 'none' },
  '.cm-content': { fontFamily: 'ui-monospace, "DejaVu Sans Mono", Consolas, monospace', minHeight: '88px' },
  '.cm-gutters': { color: 'var(--muted)', backgroundColor: 'transparent', border: 'none' },
  '.cm-cursor': { borderLeftColor: 'var(--ink)' },
  '&.cm-focused .cm-selectionBackground, .cm-selectionBackground': {
    background: 'color-mix(in srgb, var(--accent) 25%, transparent) !important',
  },
  '.cm-tooltip': {
    color: 'var(--ink)',
    backgroundColor: 'var(--card)',
    border: '1px solid var(--line)',
    borderRadius: '8px',
  },
  '.cm-tooltip-autocomplete ul li[aria-selected]': { color: 'var(--ink)', backgroundColor: 'var(--soft)' },
  '.cm-completionDetail': { color: 'var(--muted)', fontStyle: 'normal' },
  '.cm-diagnostic-error': { borderLeftColor: 'var(--bad)' },
})

const colors = HighlightStyle.define([
  { tag: tags.keyword, color: 'var(--accent)', fontWeight: '600' },
  { tag: tags.typeName, color: 'var(--code-type)' },
  { tag: [tags.string, tags.atom], color: 'var(--code-text)' },
  { tag: tags.number, color: 'var(--code-text)' },
  { tag: tags.comment, color: 'var(--muted)' },
  { tag: tags.propertyName, color: 'var(--ink)' },
])

/** Puts an editor into the element; `run` is called by Ctrl+Enter. */
export function createEditor(host: HTMLElement, model: Model, t: Texts, run: () => void): Editor {
  const root = host.attachShadow({ mode: 'open' })
  const runs = {
    key: 'Mod-Enter',
    run: () => {
      run()
      return true
    },
  }
  const view = new EditorView({
    root,
    parent: root,
    state: EditorState.create({
      extensions: [
        lineNumbers(),
        history(),
        closeBrackets(),
        autocompletion({ override: [completions(model, t)] }),
        cypher,
        syntaxHighlighting(colors),
        theme,
        placeholder('MATCH (p:Person)-[r:PROPOSES]->(m) RETURN p.name, m.name'),
        EditorView.lineWrapping,
        EditorView.contentAttributes.of({ 'aria-label': `${t('cypherQuery')}. ${t('editorKeys')}` }),
        Prec.highest(keymap.of([runs])),
        keymap.of([...closeBracketsKeymap, ...defaultKeymap, ...historyKeymap, ...completionKeymap, indentWithTab]),
      ],
    }),
  })
  return {
    get text() {
      return view.state.doc.toString()
    },
    set text(text) {
      view.dispatch({ changes: { from: 0, to: view.state.doc.length, insert: text } })
    },
    mark(message, line, column) {
      const { doc } = view.state
      const found: Diagnostic[] = []
      if (message !== undefined && line !== undefined && line >= 1 && line <= doc.lines) {
        const { from: start, to: end } = doc.line(line)
        const from = Math.min(start + Math.max(0, (column ?? 1) - 1), end)
        const word = /^[\p{L}\w]+/u.exec(doc.sliceString(from, end))?.[0].length ?? 1
        found.push({
          from: Math.min(from, Math.max(start, end - 1)),
          to: Math.min(from + word, end),
          severity: 'error',
          message,
        })
      }
      view.dispatch(setDiagnostics(view.state, found))
    },
    focus: () => view.focus(),
  }
}
