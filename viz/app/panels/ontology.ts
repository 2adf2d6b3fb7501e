// What the graph can say, and how often it does: types, and relations with the types that they join here.
import './ontology.css'
import { h } from '../dom.ts'
import { badge, line } from '../icons.ts'
import type { Panel } from '../panel.ts'
import { EVERYTHING } from '../store.ts'
import { visible } from '../visible.ts'
import { typeLabel } from './triple.ts'
import { whenShown } from './when-shown.ts'

/** Of a relation, so many pairs of types are named. */
const PAIRS = 4

export const ontology: Panel = {
  id: 'ontology',
  place: 'view',
  title: 'ontology',
  mount(root, app) {
    const { model, store, t } = app
    const page = h('div', { class: 'page' })
    root.append(page)

    const show = (): void => {
      const { entities, edges } = visible(model, store.state.filters)
      const types = tally([...entities].map(id => model.entities.get(id)!.type))
      const claims = new Map<string, number>()
      const pairs = new Map<string, string[]>()
      for (const [id, rows] of edges) {
        const { subject, relation, object } = model.edges.get(id)!
        claims.set(relation, (claims.get(relation) ?? 0) + rows.length)
        const pair = [subject, object].map(end => typeLabel(app, model.entities.get(end)!.type)).join(' → ')
        pairs.set(relation, [...(pairs.get(relation) ?? []), pair])
      }
      const only = (part: 'types' | 'relations', name: string, all: Iterable<string>) => () =>
        store.set({
          view: 'graph',
          filters: { ...EVERYTHING, [part]: new Set([...all].filter(other => other !== name)) },
        })
      page.replaceChildren(
        h('h2', {}, t('types')),
        h(
          'ul',
          { class: 'ontology' },
          ...[...model.types.values()].map(type =>
            h(
              'li',
              {},
              h(
                'button',
                { type: 'button', class: 'ontology-row', onclick: only('types', type.name, model.types.keys()) },
                badge(type.name, t.label(type.label)),
                h('span', { class: 'ontology-name' }, t.label(type.label)),
                h('span', { class: 'ontology-what' }, t.label(type.meaning)),
                h('span', { class: 'ontology-count' }, t.number(types.get(type.name) ?? 0)),
              ),
            ),
          ),
        ),
        h('h2', {}, t('relations')),
        h(
          'ul',
          { class: 'ontology' },
          ...[...model.relations.values()].map(({ name, label, meaning }) => {
            const joined = [...tally(pairs.get(name) ?? [])].sort((a, b) => b[1] - a[1])
            return h(
              'li',
              {},
              h(
                'button',
                {
                  type: 'button',
                  class: 'ontology-row',
                  disabled: joined.length === 0,
                  onclick: only('relations', name, model.relations.keys()),
                },
                line('asserted', `var(--relation-${name})`),
                h('span', { class: 'ontology-name' }, t.label(label)),
                h(
                  'span',
                  { class: 'ontology-what' },
                  h('span', {}, t.label(meaning)),
                  h(
                    'small',
                    {},
                    joined
                      .slice(0, PAIRS)
                      .map(([pair, count]) => `${pair}: ${t.number(count)}`)
                      .concat(joined.length > PAIRS ? ['…'] : [])
                      .join(', '),
                  ),
                ),
                h('span', { class: 'ontology-count' }, t.number(claims.get(name) ?? 0)),
              ),
            )
          }),
        ),
      )
    }
    whenShown(store, 'ontology', ['filters'], show)
  },
}

function tally(names: string[]): Map<string, number> {
  const counts = new Map<string, number>()
  for (const name of names) counts.set(name, (counts.get(name) ?? 0) + 1)
  return counts
}
