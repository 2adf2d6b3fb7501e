// Queries in Cypher: an editor, and what the store answers as a table or as the graph.
import './console.css'
import type { QueryAnswer, QueryValue } from '../../api.ts'
import type { Editor } from '../console/editor.ts'
import { csv, download } from '../csv.ts'
import { h } from '../dom.ts'
import { sign } from '../icons.ts'
import { api, QueryFault } from '../model.ts'
import type { App, Panel } from '../panel.ts'
import { EVERYTHING } from '../store.ts'
import type { TextKey } from '../texts.ts'
import { whenShown } from './when-shown.ts'

const EXAMPLES: [title: TextKey, query: string][] = [
  [
    'exampleProposed',
    'MATCH (p:Person)-[r:PROPOSES]->(m)\nRETURN p.name, m.name, r.modality, r.quote\nORDER BY r.confidence DESC',
  ],
  [
    'exampleThreats',
    'MATCH (x)-[r:COUNTERS]->(t:Threat)\nRETURN t.name AS threat, collect(DISTINCT x.name) AS who, count(r) AS claims\nORDER BY claims DESC',
  ],
  [
    'exampleLinked',
    'MATCH (e:Entity)-[r]-(:Entity)\nRETURN e, count(DISTINCT r) AS links\nORDER BY links DESC LIMIT 20',
  ],
  [
    'examplePath',
    "MATCH (a:Entity {name: 'Казахстан'}), (b:Threat {name: 'терроризм'}),\n  p = shortestPath((a)-[*..6]-(b))\nRETURN p",
  ],
  [
    'exampleSpeakers',
    'MATCH (:Entity)-[r]->(:Entity)\nWHERE r.speakerName IS NOT NULL\nRETURN r.speakerName AS speaker, count(r) AS claims\nORDER BY claims DESC',
  ],
  ['exampleDenied', "MATCH (a)-[r]->(b)\nWHERE r.polarity = 'negative'\nRETURN a, r, b"],
]
const KEPT = 50
const STORE = 'svodka.queries'
/** Rows that are shown at a time. */
const STEP = 200

export const cypher: Panel = {
  id: 'console',
  place: 'view',
  title: 'console',
  fits: ({ queries }) => queries,
  mount(root, app) {
    const { model, store, t } = app
    let editor: Editor | undefined
    let answer: QueryAnswer | undefined
    const host = h('div', { class: 'console-editor' })
    const status = h('p', { class: 'console-status', role: 'status' })
    const result = h('div', { class: 'console-result' })
    const runButton = button('play', 'run', () => void run())
    const asGraph = button('graph', 'asGraph', () => answer && show(app, answer))
    const asCsv = button('download', 'exportCsv', () => {
      if (answer)
        download('svodka-query.csv', csv([answer.columns, ...answer.rows.map(row => row.map(plain))]), 'text/csv')
    })
    const examples = choice(
      'examples',
      EXAMPLES.map(([title, query]) => [t(title), query]),
    )
    const past = choice('pastQueries', [])
    root.append(
      h(
        'div',
        { class: 'page console' },
        h('div', { class: 'page-bar' }, examples, past),
        host,
        h('div', { class: 'page-bar' }, runButton, asGraph, asCsv, h('span', { class: 'muted' }, t('editorKeys'))),
        status,
        result,
      ),
    )
    for (const element of [asGraph, asCsv]) element.hidden = true
    showPast()
    whenShown(store, 'console', [], async () => {
      if (OWN_DATA) return
      const { createEditor } = await import('../console/editor.ts')
      editor = createEditor(host, model, t, () => void run())
      editor.text = kept()[0] ?? EXAMPLES[0]![1]
      root.dataset.ready = 'true'
    })

    async function run(): Promise<void> {
      if (!editor || runButton.disabled) return
      const query = editor.text
      if (query.trim() === '') return
      editor.mark()
      runButton.disabled = true
      status.classList.remove('bad')
      status.textContent = t('running')
      try {
        answer = await api.query({ query })
        keep(query)
        status.textContent = `${answer.cut ? `${t('cutAt')} ` : ''}${t.count(answer.rows.length, 'row')}`
        result.replaceChildren(table(app, answer))
      } catch (error) {
        answer = undefined
        const { message, line, column } = error as QueryFault
        status.classList.add('bad')
        status.textContent = message
        if (error instanceof QueryFault) editor.mark(message, line, column)
        result.replaceChildren()
      }
      const found = answer && idsOf(app, answer)
      asGraph.hidden = !found || found.entities.size === 0
      asCsv.hidden = !answer || answer.rows.length === 0
      runButton.disabled = false
    }

    function choice(title: TextKey, options: [text: string, query: string][]): HTMLSelectElement {
      const select = h('select', {
        'aria-label': t(title),
        onchange: () => {
          if (editor && select.value) editor.text = select.value
          select.value = ''
          editor?.focus()
        },
      })
      fill(select, title, options)
      return select
    }

    function showPast(): void {
      const queries = kept()
      fill(
        past,
        'pastQueries',
        queries.map(query => [query.replace(/\s+/g, ' ').slice(0, 90), query]),
      )
      past.hidden = queries.length === 0
    }

    function fill(select: HTMLSelectElement, title: TextKey, options: [text: string, query: string][]): void {
      select.replaceChildren(
        h('option', { value: '' }, `${t(title)}…`),
        ...options.map(([text, query]) => h('option', { value: query }, text)),
      )
    }

    function keep(query: string): void {
      const queries = [query, ...kept().filter(other => other !== query)].slice(0, KEPT)
      try {
        localStorage.setItem(STORE, JSON.stringify(queries))
      } catch {
        // Where nothing may be kept there are no past queries.
      }
      showPast()
    }

    function button(icon: 'play' | 'graph' | 'download', text: TextKey, onclick: () => void): HTMLButtonElement {
      const look = text === 'run' ? 'small-button primary' : 'small-button'
      return h('button', { type: 'button', class: look, onclick }, sign(icon), h('span', {}, t(text)))
    }
  },
}

function kept(): string[] {
  try {
    const found: unknown = JSON.parse(localStorage.getItem(STORE) ?? '[]')
    return Array.isArray(found) ? found.filter(query => typeof query === 'string') : []
  } catch {
    return []
  }
}

function table(app: App, { columns, rows }: QueryAnswer): HTMLElement {
  const { t } = app
  const body = h('tbody', {})
  const more = h('button', { type: 'button', class: 'button', onclick: () => grow() }, t('more'))
  const grow = (): void => {
    const at = body.childElementCount
    body.append(
      ...rows
        .slice(at, at + STEP)
        .map(row =>
          h(
            'tr',
            {},
            ...row.map(value => h('td', { class: typeof value === 'number' && 'number' }, ...cell(app, value))),
          ),
        ),
    )
    more.hidden = body.childElementCount >= rows.length
  }
  grow()
  const isNumber = (i: number): boolean => rows.length > 0 && rows.every(row => typeof row[i] === 'number')
  const head = h(
    'tr',
    {},
    ...columns.map((column, i) => h('th', { scope: 'col', class: isNumber(i) && 'number' }, column)),
  )
  return h('div', { class: 'console-table' }, h('table', {}, h('thead', {}, head), body), more)
}

/** What a cell shows: nodes and relationships as links to what is drawn. */
function cell(app: App, value: unknown): (Node | string)[] {
  if (value === null || value === undefined) return [h('span', { class: 'muted' }, '—')]
  if (Array.isArray(value)) return value.flatMap((part, i) => (i ? [', ', ...cell(app, part)] : cell(app, part)))
  if (!isFound(value)) return [typeof value === 'object' ? JSON.stringify(value) : String(value)]
  const { model, store, t } = app
  const { kind, label, id, properties } = value
  const words =
    kind === 'node'
      ? String(properties.name ?? properties.title ?? properties.id ?? label)
      : t.label(model.relations.get(label)?.label ?? { ru: label, en: label })
  const target = kind === 'node' ? ({ kind: 'entity', id } as const) : ({ kind: 'edge', id } as const)
  const isArticle = label === 'Article' && model.articles.some(article => article.id === id)
  const isDrawn = id !== undefined && (kind === 'node' ? model.entities : model.edges).has(id)
  if (!isDrawn && !isArticle) return [words]
  return [
    h(
      'button',
      {
        type: 'button',
        class: 'entity',
        '--color': kind === 'node' ? `var(--type-${label})` : `var(--relation-${label})`,
        onclick: () =>
          store.set(
            isArticle ? { reading: { article: id! } } : { selection: { ...target, id: id! }, reading: undefined },
          ),
      },
      words,
    ),
  ]
}

const isFound = (value: unknown): value is QueryValue =>
  typeof value === 'object' && value !== null && 'kind' in value && 'properties' in value && 'label' in value

/** A cell as text. */
function plain(value: unknown): string {
  if (value === null || value === undefined) return ''
  if (Array.isArray(value)) return value.map(plain).join('; ')
  if (isFound(value))
    return String(value.properties.name ?? value.properties.quote ?? value.properties.id ?? value.label)
  return typeof value === 'object' ? JSON.stringify(value) : String(value)
}

/** Entities and edges of an answer that are in the graph; the ends of edges with them. */
function idsOf({ model }: App, { rows }: QueryAnswer): { entities: Set<string>; edges: Set<string> } {
  const [entities, edges] = [new Set<string>(), new Set<string>()]
  const gather = (value: unknown): void => {
    if (Array.isArray(value)) for (const part of value) gather(part)
    else if (isFound(value) && value.id !== undefined) {
      const edge = model.edges.get(value.id)
      if (edge && value.kind === 'relationship') {
        edges.add(edge.id)
        for (const end of [edge.subject, edge.object]) entities.add(end)
      } else if (model.entities.has(value.id)) entities.add(value.id)
    }
  }
  gather(rows)
  // Where no relationships were asked for, those between the nodes are shown.
  if (edges.size === 0)
    for (const { id, subject, object } of model.edges.values())
      if (entities.has(subject) && entities.has(object)) edges.add(id)
  return { entities, edges }
}

function show(app: App, answer: QueryAnswer): void {
  app.store.set({ view: 'graph', filters: { ...EVERYTHING, only: idsOf(app, answer) }, selection: undefined })
}
