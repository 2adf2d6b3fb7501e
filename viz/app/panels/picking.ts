// While a second entity is to be chosen, for a path or for what two share: says so, and takes the choice.
import './picking.css'
import { picked } from '../actions.ts'
import { h } from '../dom.ts'
import type { Panel } from '../panel.ts'
import { visible } from '../visible.ts'

export const picking: Panel = {
  id: 'picking',
  place: 'over',
  title: 'pathTo',
  mount(root, app) {
    const { model, store, t } = app
    root.setAttribute('role', 'status')
    const show = (): void => {
      const { picking, filters } = store.state
      const { between } = filters
      const cut = between && visible(model, filters).edges.size === 0
      root.hidden = !picking && !cut
      if (picking) {
        const text = t(({ path: 'pickPath', shared: 'pickShared', merge: 'pickMerge' } as const)[picking.kind])
        const cancel = h(
          'button',
          { type: 'button', class: 'link', onclick: () => store.set({ picking: undefined }) },
          t('cancel'),
        )
        root.replaceChildren(text.replace('{}', model.entities.get(picking.from)?.name ?? ''), cancel)
      } else root.replaceChildren(cut ? t('noPath') : '')
    }
    store.on(['picking', 'filters', 'view', 'selection', 'reading'], show)
    store.on(['selection'], ({ selection }) => {
      if (selection?.kind === 'entity') picked(app, selection.id)
    })
    show()
  },
}
