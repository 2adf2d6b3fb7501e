// Filters that the legend has not: who says so, who published it, how sure, how often said, how connected.
import './filters.css'
import { h } from '../dom.ts'
import { outletOf, support } from '../model.ts'
import type { App, Panel } from '../panel.ts'
import type { Filters } from '../store.ts'
import type { TextKey } from '../texts.ts'

/** So many are shown at first. */
const FEW = 6

interface Choice {
  value: string
  label: string
  count: number
}

export const filters: Panel = {
  id: 'filters',
  place: 'left',
  title: 'filters',
  mount(root, app) {
    const { model, t } = app
    const rows = Array.from({ length: model.claims.size }, (_, row) => row)
    const speakers = tally(rows.map(row => model.claims.speaker[row]!)).map(([id, count]) => ({
      value: id,
      label: id === '' ? t('articleSays') : (model.entities.get(id)?.name ?? id),
      count,
    }))
    const outlets = tally(rows.map(row => outletOf(model, row))).map(([name, count]) => ({
      value: name,
      label: name || t('unknownOutlet'),
      count,
    }))
    const mostSaid = [...model.edges.values()].reduce((most, edge) => Math.max(most, support(model, edge.rows)), 1)
    const mostLinked = [...model.edgesOf.values()].reduce((most, edges) => Math.max(most, edges.length), 0)
    root.append(
      h('h2', {}, t('filters')),
      ...(speakers.length > 1 ? [choices(app, 'speakers', 'speakers', speakers)] : []),
      ...(outlets.length > 1 ? [choices(app, 'outlets', 'outlets', outlets)] : []),
      slider(app, 'confidence', 'minConfidence', { min: 0, max: 100, step: 5 }, n => t.percent(n / 100)),
      ...(mostSaid > 1 ? [slider(app, 'support', 'minSupport', { min: 1, max: mostSaid, step: 1 }, t.number)] : []),
      ...(mostLinked > 1
        ? [slider(app, 'degree', 'minDegree', { min: 0, max: Math.min(30, mostLinked), step: 1 }, t.number)]
        : []),
    )
  },
}

/** A list of which any may be ticked; none ticked is all. */
function choices({ store, t }: App, part: 'speakers' | 'outlets', heading: TextKey, all: Choice[]): HTMLElement {
  const list = h('ul', { class: 'choices' })
  let [open, words] = [false, '']
  const find =
    all.length > FEW * 2 &&
    h('input', {
      type: 'search',
      class: 'choices-find',
      placeholder: t('findSpeaker'),
      'aria-label': t('findSpeaker'),
      oninput: (event: InputEvent) => {
        words = (event.target as HTMLInputElement).value.trim().toLowerCase()
        show()
      },
    })
  const more = h('button', { type: 'button', class: 'link choices-more', onclick: () => expand() })
  const expand = (): void => {
    open = !open
    show()
  }
  const show = (): void => {
    const chosen = store.state.filters[part]
    const found = words ? all.filter(({ label }) => label.toLowerCase().includes(words)) : all
    const first = open || words ? found.slice(0, 200) : found.filter((c, i) => i < FEW || chosen.has(c.value))
    list.replaceChildren(...first.map(choice => row(choice, chosen.has(choice.value))))
    more.hidden = found.length <= FEW || words !== ''
    more.textContent = open ? t('less') : `${t('more')}: ${t.number(found.length - FEW)}`
  }
  const row = ({ value, label, count }: Choice, checked: boolean): HTMLElement => {
    const box = h('input', { type: 'checkbox', checked, onchange: () => toggle(value) })
    return h(
      'li',
      {},
      h(
        'label',
        { class: 'choice', title: label },
        box,
        h('span', { class: 'choice-label' }, label),
        h('span', { class: 'legend-count' }, t.number(count)),
      ),
    )
  }
  const toggle = (value: string): void => {
    const next = new Set(store.state.filters[part])
    if (!next.delete(value)) next.add(value)
    store.set({ filters: { ...store.state.filters, [part]: next } })
  }
  let shown = store.state.filters[part]
  store.on(['filters'], ({ filters }) => {
    if (filters[part] === shown) return
    shown = filters[part]
    const focused = [...list.querySelectorAll('input')].indexOf(document.activeElement as HTMLInputElement)
    show()
    if (focused >= 0) list.querySelectorAll('input')[focused]?.focus()
  })
  show()
  return h('section', {}, h('h3', {}, t(heading)), find, list, more)
}

function slider(
  { store, t }: App,
  part: 'confidence' | 'support' | 'degree',
  heading: TextKey,
  range: { min: number; max: number; step: number },
  format: (n: number) => string,
): HTMLElement {
  const id = `filter-${part}`
  const output = h('output', { for: id })
  const input = h('input', {
    type: 'range',
    id,
    ...range,
    oninput: () => store.set({ filters: { ...store.state.filters, [part]: Number(input.value) } satisfies Filters }),
  })
  const show = (): void => {
    const value = store.state.filters[part]
    if (Number(input.value) !== value) input.value = String(value)
    input.setAttribute('aria-valuetext', format(value))
    output.textContent = value <= range.min ? '—' : format(value)
  }
  store.on(['filters'], show)
  show()
  return h('section', { class: 'slider' }, h('label', { for: id }, t(heading)), output, input)
}

function tally(names: string[]): [name: string, count: number][] {
  const counts = new Map<string, number>()
  for (const name of names) counts.set(name, (counts.get(name) ?? 0) + 1)
  return [...counts].sort((a, b) => b[1] - a[1])
}
