// The list view: every entity the filters leave, the most connected first. What the graph shows, without a picture.
import { h } from '../dom.ts'
import { badge } from '../icons.ts'
import type { Panel } from '../panel.ts'
import { degrees, visible } from '../visible.ts'

const STEP = 200

export const list: Panel = {
  id: 'list',
  place: 'view',
  title: 'list',
  mount(root, app) {
    const { model, store, t } = app
    const body = h('tbody', {})
    const more = h(
      'button',
      { type: 'button', class: 'button', onclick: () => show(body.childElementCount + STEP) },
      t('more'),
    )
    const head = h('tr', {}, ...(['name', 'type', 'links'] as const).map(key => h('th', { scope: 'col' }, t(key))))
    const notice = h('p', { class: 'notice', role: 'status', hidden: true }, t('noWebgl'))
    root.append(h('div', { class: 'list' }, notice, h('table', {}, h('thead', {}, head), body), more))

    const show = (limit: number): void => {
      const left = visible(model, store.state.filters)
      const links = degrees(model, left)
      const rows = [...left.entities]
        .map(id => ({ entity: model.entities.get(id)!, links: links.get(id) ?? 0 }))
        .sort((a, b) => b.links - a.links || a.entity.name.localeCompare(b.entity.name, t.lang))
      body.replaceChildren(
        ...rows.slice(0, limit).map(({ entity, links }) => {
          const type = t.label(model.types.get(entity.type)!.label)
          const open = () => store.set({ selection: { kind: 'entity', id: entity.id }, reading: undefined })
          return h(
            'tr',
            { 'data-id': entity.id },
            h(
              'td',
              {},
              h(
                'button',
                { type: 'button', class: 'row', onclick: open },
                badge(entity.type, type),
                h('span', {}, entity.name),
              ),
            ),
            h('td', {}, type),
            h('td', { class: 'number' }, t.number(links)),
          )
        }),
      )
      more.hidden = rows.length <= limit
      mark()
    }
    const mark = (): void => {
      for (const row of body.querySelectorAll<HTMLElement>('tr')) {
        row.classList.toggle('selected', row.dataset.id === store.state.selection?.id)
      }
    }
    const fresh = (): void => {
      if (store.state.view !== 'list') return
      notice.hidden = app.stage !== undefined || document.querySelector('.stage') !== null
      show(STEP)
    }
    store.on(['view', 'filters'], fresh)
    store.on(['selection'], mark)
    fresh()
  },
}
