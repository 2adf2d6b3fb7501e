// What the filters leave out, in words: a chip each, which takes its filter away.
import './chips.css'
import { h } from '../dom.ts'
import { sign } from '../icons.ts'
import type { App, Panel } from '../panel.ts'
import { EVERYTHING, type Filters, inForce } from '../store.ts'

export const chips: Panel = {
  id: 'chips',
  place: 'over',
  title: 'filtersInForce',
  shown: ({ filters }) => inForce(filters).length > 0,
  mount(root, app) {
    const { store, t } = app
    root.setAttribute('role', 'group')
    root.setAttribute('aria-label', t('filtersInForce'))
    const show = (): void => {
      const { filters } = store.state
      const list = wordings(app, filters).map(({ text, parts }) =>
        h(
          'span',
          { class: 'chip', 'data-parts': parts.join(' ') },
          h('span', { class: 'chip-text' }, text),
          h(
            'button',
            {
              type: 'button',
              class: 'chip-remove',
              title: t('remove'),
              'aria-label': `${t('remove')}: ${text}`,
              onclick: () => {
                const without = Object.fromEntries(parts.map(part => [part, EVERYTHING[part]]))
                store.set({ filters: { ...store.state.filters, ...without } })
              },
            },
            sign('close'),
          ),
        ),
      )
      const reset = h(
        'button',
        { type: 'button', class: 'link chip-reset', onclick: () => store.set({ filters: EVERYTHING }) },
        t('resetFilters'),
      )
      root.replaceChildren(...list, ...(list.length > 1 ? [reset] : []))
    }
    store.on(['filters'], show)
    show()
  },
}

interface Wording {
  text: string
  /** The filters that the words are of. */
  parts: (keyof Filters)[]
}

/** «кроме: Угроза», «говорит: Токаев и ещё 2», «1–14 ноября 2025» … */
function wordings({ model, t }: App, filters: Filters): Wording[] {
  const name = (id: string): string => (id === '' ? t('articleSays') : (model.entities.get(id)?.name ?? id))
  const labelled = (of: Map<string, { label: { ru: string; en: string } }>) => (id: string) =>
    t.label(of.get(id)?.label ?? { ru: id, en: id })
  const several = (ids: Iterable<string>, label: (id: string) => string): string => {
    const [first, second, ...rest] = [...ids].map(label)
    const last = second === undefined ? '' : rest.length === 0 ? `, ${second}` : ''
    const more = rest.length === 0 ? '' : ` ${t('andMore')} ${t.number(rest.length + 1)} ${t('andMoreEnd')}`
    return `${first}${last}${more}`.trimEnd()
  }
  const { near, between, from, to } = filters
  const says: Partial<Record<keyof Filters, () => string>> = {
    types: () => `${t('except')}: ${several(filters.types, labelled(model.types))}`,
    relations: () => `${t('except')}: ${several(filters.relations, labelled(model.relations))}`,
    modalities: () => `${t('except')}: ${several(filters.modalities, key => t(key as 'asserted'))}`,
    speakers: () => `${t('speaks')}: ${several(filters.speakers, name)}`,
    outlets: () => `${t('source')}: ${several(filters.outlets, outlet => outlet || t('unknownOutlet'))}`,
    confidence: () => `${t('confidence')} ≥ ${t.percent(filters.confidence / 100)}`,
    support: () => `${t('outlets').toLowerCase()} ≥ ${t.number(filters.support)}`,
    degree: () => `${t('links').toLowerCase()} ≥ ${t.number(filters.degree)}`,
    without: () => `${t('except')}: ${several(filters.without, name)}`,
    near: () => `${t('near')}: ${several(near!.entities, name)}, ${t.count(near!.hops, 'step')}`,
    shared: () => `${t('sharedWith')}: ${filters.shared!.map(name).join(', ')}`,
    between: () =>
      `${t('path')}: ${name(between!.from)} – ${name(between!.to)}${between!.more ? ` (+${between!.more})` : ''}`,
    community: () => `${t('community')}: ${name(model.communities[filters.community!]?.[0] ?? '?')}`,
    only: () => t('queryAnswer'),
  }
  const period = from !== undefined || to !== undefined
  return [
    ...inForce(filters).flatMap(part => (says[part] ? [{ text: says[part](), parts: [part] }] : [])),
    ...(period ? [{ text: t.period(from, to), parts: ['from', 'to'] as (keyof Filters)[] }] : []),
  ]
}
