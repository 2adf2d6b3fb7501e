// Communities by their best-connected entities: what they are, a click that leaves nothing else, and a switch for their colours.
import './communities.css'
import { communityColor, currentTheme, onThemeChange, tuned } from '../colors.ts'
import { h } from '../dom.ts'
import type { Panel } from '../panel.ts'
import { shortName } from '../stage/names.ts'

/** As many as have a colour of their own. */
const MOST = 10

export const communities: Panel = {
  id: 'communities',
  place: 'left',
  title: 'communities',
  fits: model => model.communities.length > 1,
  mount(root, { model, store, t }) {
    const paint = h('input', {
      type: 'checkbox',
      onchange: () => store.set({ color: paint.checked ? 'community' : 'type' }),
    })
    const list = h('ul', {})
    root.append(
      h('h2', { title: t('communitiesHint') }, t('communities')),
      h('label', { class: 'choice' }, paint, h('span', { class: 'choice-label' }, t('colorByCommunity'))),
      list,
    )
    for (const [number, ids] of model.communities.slice(0, MOST).entries()) {
      const names = ids.slice(0, 2).map(id => shortName(model.entities.get(id)!))
      const dot = h('span', { class: 'community-dot', 'aria-hidden': 'true' })
      const row = h(
        'button',
        { type: 'button', class: 'legend-row', title: t('onlyThis'), onclick: () => toggle(number) },
        dot,
        h('span', { class: 'legend-label' }, names.join(', ')),
        h('span', { class: 'legend-count' }, t.number(ids.length)),
      )
      row.dataset.community = String(number)
      list.append(h('li', {}, row))
    }
    const toggle = (number: number): void => {
      const { filters } = store.state
      store.set({ filters: { ...filters, community: filters.community === number ? undefined : number } })
    }
    const update = (): void => {
      paint.checked = store.state.color === 'community'
      for (const row of root.querySelectorAll<HTMLElement>('[data-community]')) {
        const color = tuned(communityColor(Number(row.dataset.community))!, currentTheme())
        row.style.setProperty('--community', paint.checked ? color : 'transparent')
        row.setAttribute('aria-pressed', String(store.state.filters.community === Number(row.dataset.community)))
      }
    }
    store.on(['color', 'filters'], update)
    onThemeChange(update)
    update()
  },
}
