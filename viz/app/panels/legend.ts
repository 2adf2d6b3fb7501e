// Types, relations and modalities with their counts: what the colours and lines mean, and a switch for each.
import { MODALITIES } from '../../../graph/model.ts'
import { h } from '../dom.ts'
import { badge, line } from '../icons.ts'
import { type Model, modalityOf } from '../model.ts'
import type { Panel } from '../panel.ts'
import { EVERYTHING, inForce } from '../store.ts'
import type { TextKey } from '../texts.ts'
import { type Visible, visible } from '../visible.ts'

type Part = 'types' | 'relations' | 'modalities'

interface Row {
  name: string
  label: string
  title?: string
  count: number
  sample: SVGElement
}

export const legend: Panel = {
  id: 'legend',
  place: 'left',
  title: 'legend',
  mount(root, { model, store, t }) {
    const counts = tallies(model, visible(model, EVERYTHING))

    const types = [...model.types.values()].map(type => ({
      name: type.name,
      label: t.label(type.label),
      title: t.label(type.meaning),
      count: counts.types.get(type.name) ?? 0,
      sample: badge(type.name, t.label(type.label)),
    }))
    const relations = [...model.relations.values()].map(relation => ({
      name: relation.name,
      label: t.label(relation.label),
      title: t.label(relation.meaning),
      count: counts.relations.get(relation.name) ?? 0,
      sample: line('asserted', `var(--relation-${relation.name})`),
    }))
    const modalities = MODALITIES.map(name => ({
      name,
      label: t(name),
      count: counts.modalities.get(name) ?? 0,
      sample: line(name, 'currentColor'),
    }))
    const reset = h(
      'button',
      { type: 'button', class: 'link', onclick: () => store.set({ filters: EVERYTHING }) },
      t('showAll'),
    )
    root.append(
      h('div', { class: 'legend-head' }, h('h2', {}, t('legend')), reset),
      section('types', 'types', types),
      section('relations', 'relations', relations),
      section('modalities', 'modalities', modalities),
    )
    const update = (): void => {
      const { filters } = store.state
      const left = inForce(filters).length > 0 ? tallies(model, visible(model, filters)) : undefined
      reset.hidden = left === undefined
      for (const row of root.querySelectorAll<HTMLElement>('[data-part]')) {
        const [part, name] = [row.dataset.part as Part, row.dataset.name!]
        const off = filters[part].has(name)
        row.setAttribute('aria-pressed', String(!off))
        const all = row.querySelector<HTMLElement>('.legend-count')!
        const now = off ? undefined : (left?.[part].get(name) ?? (left ? 0 : undefined))
        const total = all.dataset.total!
        all.textContent = now === undefined || t.number(now) === total ? total : `${t.number(now)} / ${total}`
      }
    }
    store.on(['filters'], update)
    update()

    function section(part: Part, heading: TextKey, rows: Row[]): HTMLElement {
      const present = rows.filter(row => row.count > 0).sort((a, b) => b.count - a.count)
      const names = present.map(row => row.name)
      const list = h('ul', {})
      for (const { name, label, title, count, sample } of present) {
        const toggle = h(
          'button',
          {
            type: 'button',
            class: 'legend-row',
            'data-part': part,
            'data-name': name,
            title,
            onclick: () =>
              store.set({ filters: { ...store.state.filters, [part]: toggled(store.state.filters[part], name) } }),
          },
          sample,
          h('span', { class: 'legend-label' }, label),
          h('span', { class: 'legend-count', 'data-total': t.number(count) }, t.number(count)),
        )
        const only = h(
          'button',
          {
            type: 'button',
            class: 'legend-only',
            'aria-label': `${t('onlyThis')}: ${label}`,
            onclick: () =>
              store.set({
                filters: { ...store.state.filters, [part]: new Set(names.filter(other => other !== name)) },
              }),
          },
          t('onlyThis'),
        )
        list.append(h('li', {}, toggle, names.length > 1 && only))
      }
      return h('section', { class: `legend-${part}` }, h('h3', {}, t(heading)), list)
    }
  },
}

function toggled(set: ReadonlySet<string>, name: string): ReadonlySet<string> {
  const next = new Set(set)
  if (!next.delete(name)) next.add(name)
  return next
}

/** How many entities of each type are left, edges of each relation, edges with claims of each modality. */
function tallies(model: Model, { entities, edges }: Visible): Record<Part, Map<string, number>> {
  return {
    types: tally([...entities].map(id => model.entities.get(id)!.type)),
    relations: tally([...edges.keys()].map(id => model.edges.get(id)!.relation)),
    modalities: tally([...edges.values()].flatMap(rows => [...new Set(rows.map(row => modalityOf(model, row)))])),
  }
}

function tally(names: string[]): Map<string, number> {
  const counts = new Map<string, number>()
  for (const name of names) counts.set(name, (counts.get(name) ?? 0) + 1)
  return counts
}
