// All that one says: what they propose, require, plan, state and deny, of whom and when, each in their own words.
import { MODALITIES, type Modality } from '../../../graph/model.ts'
import { h } from '../dom.ts'
import { line } from '../icons.ts'
import { modalityOf } from '../model.ts'
import type { Panel } from '../panel.ts'
import { visible } from '../visible.ts'
import { claimCards, growing } from './lines.ts'
import { entityName, relationLabel } from './triple.ts'
import { whenShown } from './when-shown.ts'

const STEP = 40
/** What one wants comes before what one states. */
const ORDER: Modality[] = ['proposed', 'required', 'planned', 'asserted', 'possible']

export const speaker: Panel = {
  id: 'speaker',
  place: 'view',
  title: 'speaker',
  mount(root, app) {
    const { model, store, t } = app
    const counts = new Map<string, number>()
    for (const id of model.claims.speaker) counts.set(id, (counts.get(id) ?? 0) + 1)
    const speakers = [...counts].sort((a, b) => Number(a[0] === '') - Number(b[0] === '') || b[1] - a[1])
    const choose = h(
      'select',
      { id: 'speaker', onchange: () => store.set({ speaker: choose.value }) },
      ...speakers.map(([id, count]) => h('option', { value: id }, `${entityName(app, id)} (${t.number(count)})`)),
    )
    const words = h('div', {})
    root.append(
      h(
        'div',
        { class: 'page' },
        h('div', { class: 'page-bar' }, h('label', { for: 'speaker', class: 'muted' }, t('chooseSpeaker')), choose),
        words,
      ),
    )

    const relationOf = (row: number): string => model.edges.get(model.claims.edge[row]!)!.relation
    const show = (): void => {
      const id = store.state.speaker ?? speakers[0]?.[0] ?? ''
      choose.value = id
      const rows = [...visible(model, store.state.filters).edges.values()]
        .flat()
        .filter(row => model.claims.speaker[row] === id)
        .sort((a, b) => a - b)
      const groups = [
        ...ORDER.map(modality => ({
          modality,
          title: t(modality),
          rows: rows.filter(row => modalityOf(model, row) === modality && !model.claims.negative[row]),
        })),
        {
          modality: MODALITIES[0],
          title: t('deniedThings'),
          rows: rows.filter(row => model.claims.negative[row] === 1),
        },
      ].filter(group => group.rows.length > 0)
      words.replaceChildren(
        ...groups.map(({ modality, title, rows }) => {
          let [at, last, list] = [0, undefined as string | undefined, h('ul', {})]
          const whole = h('div', {})
          const next = async (): Promise<boolean> => {
            const some = rows.slice(at, at + STEP)
            at += STEP
            for (const [i, card] of (await claimCards(app, some)).entries()) {
              const relation = relationOf(some[i]!)
              if (relation !== last) {
                list = h('ul', {})
                const arrow = line('asserted', `var(--relation-${relation})`)
                const count = rows.filter(row => relationOf(row) === relation).length
                whole.append(
                  h(
                    'section',
                    {},
                    h('h3', {}, arrow, relationLabel(app, relation), h('small', {}, t.number(count))),
                    list,
                  ),
                )
                last = relation
              }
              list.append(card)
            }
            return at < rows.length
          }
          return h(
            'section',
            { class: 'said' },
            h('h2', {}, line(modality, 'currentColor'), h('span', {}, title), h('small', {}, t.number(rows.length))),
            growing(whole, next),
          )
        }),
        ...(groups.length === 0 ? [h('p', { class: 'muted' }, t('nothingSaid'))] : []),
      )
    }
    whenShown(store, 'speaker', ['filters', 'speaker'], show)
  },
}
