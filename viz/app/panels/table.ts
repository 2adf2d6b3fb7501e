// What the filters leave as tables: entities or claims, sorted by any column, narrowed by words, to be downloaded as CSV.
// It shows what the graph shows, without a picture. Where there is no room for columns, claims are cards; the roles say that
// they are rows of a table still.
import './table.css'
import { MODALITIES } from '../../../graph/model.ts'
import { csv, download } from '../csv.ts'
import { h } from '../dom.ts'
import { badge, line, sign } from '../icons.ts'
import { type Model, modalityOf, outletOf } from '../model.ts'
import type { App, Panel } from '../panel.ts'
import type { Target } from '../store.ts'
import type { TextKey } from '../texts.ts'
import { degrees, visible } from '../visible.ts'
import { entityName, relationLabel, typeLabel } from './triple.ts'
import { whenShown } from './when-shown.ts'

const STEP = 200

interface Column<T> {
  title: TextKey
  text(item: T): string
  /** By what it is sorted, where that is not its text. */
  value?(item: T): number
  cell?(item: T): (Node | string)[]
  /** Sorted downwards at first, set to the right. */
  number?: true
}

interface Kind<T> {
  columns: Column<T>[]
  /** Which column it is sorted by at first. */
  sorted: number
  items(): T[]
  target(item: T): Target
  /** What the words are looked for in. */
  words(item: T): string
}

export const table: Panel = {
  id: 'list',
  place: 'view',
  title: 'table',
  mount(root, app) {
    const { store, t } = app
    const kinds = { entities: entities(app), claims: claims(app) } as unknown as Record<string, Kind<never>>
    let kind: keyof typeof kinds = 'entities'
    let order: { column: number; down: boolean } = start()
    let shown = STEP

    const notice = h('p', { class: 'notice', role: 'status', hidden: true }, t('noWebgl'))
    const tabs = (['entities', 'claims'] as const).map(name =>
      h(
        'button',
        {
          type: 'button',
          class: 'tab',
          'data-kind': name,
          onclick: () => {
            kind = name
            order = start()
            shown = STEP
            show()
          },
        },
        t(name),
      ),
    )
    const find = h('input', {
      type: 'search',
      class: 'table-find',
      placeholder: t('filterTable'),
      'aria-label': t('filterTable'),
      oninput: () => {
        shown = STEP
        show()
      },
    })
    const save = h(
      'button',
      { type: 'button', class: 'small-button', onclick: () => download(`svodka-${kind}.csv`, asCsv(), 'text/csv') },
      sign('download'),
      h('span', {}, t('exportCsv')),
    )
    const count = h('p', { class: 'muted table-count', role: 'status' })
    const [head, body] = [h('tr', { role: 'row' }), h('tbody', { role: 'rowgroup' })]
    const more = h(
      'button',
      {
        type: 'button',
        class: 'button',
        onclick: () => {
          shown += STEP
          show()
        },
      },
      t('more'),
    )
    root.append(
      h(
        'div',
        { class: 'list' },
        notice,
        h('div', { class: 'table-bar' }, h('div', { class: 'tabs' }, ...tabs), find, count, save),
        h('table', { role: 'table' }, h('thead', { role: 'rowgroup' }, head), body),
        more,
      ),
    )
    whenShown(store, 'list', ['filters'], () => {
      notice.hidden = app.stage !== undefined || document.querySelector('.stage') !== null
      shown = STEP
      show()
    })
    store.on(['selection'], mark)

    function start(): typeof order {
      return { column: kinds[kind]!.sorted, down: kinds[kind]!.columns[kinds[kind]!.sorted]!.number === true }
    }

    /** The items that are left, in order. */
    function items(): never[] {
      const { columns, items, words } = kinds[kind]!
      const asked = find.value.trim().toLowerCase()
      const found = asked ? items().filter(item => words(item).toLowerCase().includes(asked)) : items()
      const { text, value } = columns[order.column]!
      const keys = new Map(found.map(item => [item, value ? value(item) : text(item)]))
      const collator = new Intl.Collator(t.lang, { numeric: true })
      const compare = (a: never, b: never): number => {
        const [x, y] = [keys.get(a)!, keys.get(b)!]
        return typeof x === 'number' ? x - (y as number) : collator.compare(x, y as string)
      }
      return found.sort((a, b) => (order.down ? compare(b, a) : compare(a, b)))
    }

    function show(): void {
      const { columns, target } = kinds[kind]!
      const found = items()
      root.dataset.shows = kind
      for (const tab of tabs) tab.setAttribute('aria-pressed', String(tab.dataset.kind === kind))
      head.replaceChildren(...columns.map(heading))
      body.replaceChildren(
        ...found.slice(0, shown).map(item => {
          const { id, kind } = target(item)
          const open = () => store.set({ selection: { kind, id }, reading: undefined })
          const cells = columns.map((column, i) => {
            const content = column.cell?.(item) ?? [column.text(item)]
            const inside =
              i === 0 ? [h('button', { type: 'button', class: 'row', onclick: open }, ...content)] : content
            return h('td', { role: 'cell', class: column.number && 'number', 'data-column': column.title }, ...inside)
          })
          return h('tr', { role: 'row', 'data-id': id }, ...cells)
        }),
      )
      count.textContent = `${t.number(Math.min(shown, found.length))} ${t('shownOf')} ${t.number(found.length)}`
      more.hidden = found.length <= shown
      mark()
    }

    function heading({ title, number }: Column<never>, i: number): HTMLElement {
      const now = order.column === i
      const by = (): void => {
        order = { column: i, down: now ? !order.down : number === true }
        show()
        head.querySelectorAll('button')[i]!.focus()
      }
      return h(
        'th',
        {
          scope: 'col',
          role: 'columnheader',
          class: number && 'number',
          'aria-sort': now ? (order.down ? 'descending' : 'ascending') : undefined,
        },
        h('button', { type: 'button', class: 'table-sort', onclick: by }, t(title)),
      )
    }

    function mark(): void {
      for (const row of body.querySelectorAll<HTMLElement>('tr'))
        row.classList.toggle('selected', row.dataset.id === store.state.selection?.id)
    }

    function asCsv(): string {
      const { columns } = kinds[kind]!
      return csv([columns.map(({ title }) => t(title)), ...items().map(item => columns.map(({ text }) => text(item)))])
    }
  },
}

function entities(app: App): Kind<string> {
  const { model, store, t } = app
  let links = new Map<string, number>()
  const type = (id: string): string => typeLabel(app, model.entities.get(id)!.type)
  return {
    sorted: 2,
    items() {
      const left = visible(model, store.state.filters)
      links = degrees(model, left)
      return [...left.entities].sort((a, b) => (entityName(app, a) < entityName(app, b) ? 1 : -1))
    },
    target: id => ({ kind: 'entity', id }),
    words: id => [entityName(app, id), ...model.entities.get(id)!.aliases, type(id)].join('\n'),
    columns: [
      {
        title: 'name',
        text: id => entityName(app, id),
        cell: id => [badge(model.entities.get(id)!.type, type(id)), h('span', {}, entityName(app, id))],
      },
      { title: 'type', text: type },
      { title: 'links', text: id => t.number(links.get(id) ?? 0), value: id => links.get(id) ?? 0, number: true },
    ],
  }
}

function claims(app: App): Kind<number> {
  const { model, store, t } = app
  const edge = (row: number) => model.edges.get(model.claims.edge[row]!)!
  const day = (row: number): string => articleOf(model, row).date?.slice(0, 10) ?? ''
  const said = (row: number): string =>
    t(modalityOf(model, row)) + (model.claims.negative[row] ? `, ${t('denied')}` : '')
  const source = (row: number): string => outletOf(model, row) || articleOf(model, row).title
  return {
    sorted: 5,
    items: () => [...visible(model, store.state.filters).edges.values()].flat(),
    target: row => ({ kind: 'edge', id: model.claims.edge[row]! }),
    words: row =>
      [edge(row).subject, edge(row).object, model.claims.speaker[row]!]
        .map(id => entityName(app, id))
        .concat(relationLabel(app, edge(row).relation), articleOf(model, row).title)
        .join('\n'),
    columns: [
      {
        title: 'subject',
        text: row => entityName(app, edge(row).subject),
        cell: row => [named(app, edge(row).subject)],
      },
      { title: 'relation', text: row => relationLabel(app, edge(row).relation) },
      { title: 'object', text: row => entityName(app, edge(row).object), cell: row => [named(app, edge(row).object)] },
      {
        title: 'howSaid',
        text: said,
        value: row => MODALITIES.indexOf(modalityOf(model, row)) * 2 + model.claims.negative[row]!,
        cell: row => [h('span', { class: 'mark' }, line(modalityOf(model, row), 'currentColor'), said(row))],
      },
      { title: 'speakerColumn', text: row => entityName(app, model.claims.speaker[row]!) },
      { title: 'date', text: day, number: true },
      {
        title: 'source',
        text: source,
        cell: row => [h('span', { class: 'short', title: source(row) }, source(row))],
      },
      {
        title: 'confidence',
        text: row => t.percent(model.claims.confidence[row]! / 100),
        value: row => model.claims.confidence[row]!,
        number: true,
      },
    ],
  }
}

const articleOf = ({ claims, articles }: Model, row: number) => articles[claims.article[row]!]!

function named(app: App, id: string): HTMLElement {
  const type = app.model.entities.get(id)?.type ?? ''
  return h('span', { class: 'named' }, badge(type, typeLabel(app, type)), h('span', {}, entityName(app, id)))
}
