// What was said, day by day, the latest first: by the day of its article, or by the time that it is about.
import { h } from '../dom.ts'
import { dayOf } from '../model.ts'
import type { Panel } from '../panel.ts'
import { visible } from '../visible.ts'
import { claimLine, growing } from './lines.ts'
import { whenShown } from './when-shown.ts'

/** Claims that are shown at a time. */
const STEP = 60

export const timeline: Panel = {
  id: 'timeline',
  place: 'view',
  title: 'timeline',
  mount(root, app) {
    const { model, store, t } = app
    let by: 'published' | 'time' = 'published'
    const tabs = (['published', 'time'] as const).map(name =>
      h(
        'button',
        {
          type: 'button',
          class: 'tab',
          'data-by': name,
          onclick: () => {
            by = name
            show()
          },
        },
        t(name === 'published' ? 'byPublished' : 'byTime'),
      ),
    )
    const days = h('div', { class: 'days' })
    root.append(
      h('div', { class: 'page' }, h('div', { class: 'page-bar' }, h('div', { class: 'tabs' }, ...tabs)), days),
    )

    const show = (): void => {
      for (const tab of tabs) tab.setAttribute('aria-pressed', String(tab.dataset.by === by))
      const dayOfRow = (row: number): string => (by === 'published' ? dayOf(model, row) : model.claims.time[row]!)
      const rows = [...visible(model, store.state.filters).edges.values()]
        .flat()
        .map(row => [dayOfRow(row), row] as const)
        .sort(([a, i], [b, j]) => (a === b ? i - j : a > b ? -1 : 1))
      let [at, last, list] = [0, undefined as string | undefined, h('ul', {})]
      const whole = h('div', {})
      const next = (): boolean => {
        for (const [day, row] of rows.slice(at, at + STEP)) {
          if (day !== last) {
            list = h('ul', {})
            whole.append(h('section', {}, h('h2', {}, heading(day)), list))
            last = day
          }
          list.append(claimLine(app, row))
        }
        at += STEP
        return at < rows.length
      }
      days.replaceChildren(rows.length > 0 ? growing(whole, next) : h('p', { class: 'muted' }, t('allHidden')))
    }
    const heading = (day: string): string => {
      if (day === '') return t(by === 'published' ? 'noDate' : 'noTime')
      const [from, to] = day.split('/')
      return /^\d{4}-\d\d-\d\d/.test(from!) ? (to ? t.period(from, to) : t.date(from!)) : day.replace('/', ' – ')
    }
    whenShown(store, 'timeline', ['filters'], show)
  },
}
