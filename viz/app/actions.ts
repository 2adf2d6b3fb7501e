// An entity → what one can do with it in the graph.
import { editsOf, mergeInto } from './editing.ts'
import { NEIGHBOURS } from './link.ts'
import type { Action } from './menu.ts'
import type { App } from './panel.ts'
import type { Filters } from './store.ts'
import { neighbours, visible } from './visible.ts'

/** What fits the entity as things are. */
export function actionsFor(app: App, id: string): Action[] {
  const { model, store, t } = app
  const { filters, pinned } = store.state
  const set = (change: Partial<Filters>) => () => store.set({ filters: { ...store.state.filters, ...change } })
  const { near, between } = filters
  const around = (hops: number): Action => ({
    id: `near-${hops}`,
    label: `${t('nearTo')}: ${t.count(hops, 'step')}`,
    sign: 'near',
    run: set({ near: { entities: [id], hops, most: NEIGHBOURS }, shared: undefined, between: undefined }),
  })
  const found: (Action | false | undefined)[] = [
    ...[1, 2, 3].map(around),
    near &&
      !near.entities.includes(id) && {
        id: 'expand',
        label: t('expand'),
        sign: 'plus',
        run: set({ near: { ...near, entities: [...near.entities, id] } }),
      },
    near?.entities.includes(id) &&
      near.entities.length > 1 && {
        id: 'collapse',
        label: t('collapse'),
        sign: 'minus',
        run: set({ near: { ...near, entities: near.entities.filter(other => other !== id) } }),
      },
    near?.entities.some(seed => all(seed) > near.most) && {
      id: 'more',
      label: t('moreNeighbours'),
      sign: 'plus',
      run: set({ near: { ...near, most: near.most + NEIGHBOURS } }),
    },
    { id: 'path', label: t('pathTo'), sign: 'path', run: () => store.set({ picking: { kind: 'path', from: id } }) },
    between && {
      id: 'longer',
      label: t('longerPaths'),
      sign: 'path',
      run: set({ between: { ...between, more: between.more + 1 } }),
    },
    {
      id: 'shared',
      label: t('sharedWithPick'),
      sign: 'shared',
      run: () => store.set({ picking: { kind: 'shared', from: id } }),
    },
    app.stage && { id: 'pin', label: t(pinned.has(id) ? 'unpin' : 'pin'), sign: 'pin', run: () => app.stage?.pin(id) },
    {
      id: 'hide',
      label: t('hideThis'),
      sign: 'hidden',
      run: () => {
        set({ without: new Set([...store.state.filters.without, id]) })()
        store.set({ selection: undefined })
      },
    },
  ]
  return [...found.filter(action => action !== undefined && action !== false), ...editsOf(app, id)]

  /** How many neighbours there are, but for the limit. */
  function all(seed: string): number {
    return neighbours(model, visible(model, { ...store.state.filters, near: undefined }), seed).length
  }
}

/** What was chosen for: a path to it, or what it shares with the other. */
export function picked(app: App, to: string): void {
  const { picking, filters } = app.store.state
  if (!picking || picking.from === to) return
  if (picking.kind === 'merge') {
    void mergeInto(app, picking.from, to)
    return
  }
  const plain = { ...filters, near: undefined, shared: undefined, between: undefined }
  app.store.set({
    picking: undefined,
    selection: undefined,
    filters:
      picking.kind === 'path'
        ? { ...plain, between: { from: picking.from, to, more: 0 } }
        : { ...plain, shared: [picking.from, to] },
  })
}
