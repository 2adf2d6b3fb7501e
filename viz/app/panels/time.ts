// When what is seen was published: a histogram of claims by the day of their article, with a window one may move and play.
import './time.css'
import { h, svg } from '../dom.ts'
import { type Bin, binOf, bins } from '../histogram.ts'
import { sign } from '../icons.ts'
import { dayOf } from '../model.ts'
import type { Panel } from '../panel.ts'
import { still } from '../stage/camera.ts'
import type { Filters } from '../store.ts'
import { visible } from '../visible.ts'

/** First and last bin of the window. */
type Range = [first: number, last: number]

/** Milliseconds between two steps when played. */
const STEP = { moving: 600, still: 1500 }

export const time: Panel = {
  id: 'time',
  place: 'over',
  title: 'time',
  shown: ({ view }) => view === 'graph',
  mount(root, app) {
    const { model, store, t } = app
    const days = Array.from({ length: model.claims.size }, (_, row) => dayOf(model, row))
    const all = bins(new Set(days))
    if (all.length === 0) {
      root.remove()
      return
    }
    const end = all.length - 1
    const binOfRow = days.map(day => (day === '' ? -1 : binOf(all, day)))
    const totals = count(binOfRow, all)
    const most = Math.max(...totals)
    const undated = days.filter(day => day === '').length

    const bars = svg('svg', {
      viewBox: `0 0 ${all.length} 100`,
      preserveAspectRatio: 'none',
      class: 'time-bars',
      'aria-hidden': 'true',
    })
    const chosen = h('div', { class: 'time-window' })
    const handles = [handle(0), handle(1)] as const
    const plot = h('div', { class: 'time-plot', onpointerdown: grab }, bars, chosen, ...handles)
    const label = h('span', { class: 'time-label' })
    const play = h('button', { type: 'button', class: 'tool', onclick: toggle })
    root.setAttribute('role', 'group')
    root.setAttribute('aria-label', t('time'))
    root.append(play, plot, label)

    let timer: ReturnType<typeof setInterval> | undefined
    showPlay()
    store.on(['filters'], show)
    store.on(['view'], stop)
    show()

    function range({ from, to }: Filters): Range {
      const first = from === undefined ? 0 : all.findIndex(bin => bin.to >= from)
      const last = to === undefined ? end : all.findLastIndex(bin => bin.from <= to)
      return [first < 0 ? end : first, Math.max(0, last)]
    }

    function choose([first, last]: Range): void {
      const [a, b] = [Math.max(0, Math.min(first, last)), Math.min(end, Math.max(first, last))]
      const whole = a === 0 && b === end
      store.set({
        filters: {
          ...store.state.filters,
          from: whole ? undefined : all[a]!.from,
          to: whole ? undefined : all[b]!.to,
        },
      })
    }

    function show(): void {
      const { filters } = store.state
      const [first, last] = range(filters)
      const isAll = filters.from === undefined && filters.to === undefined
      const others = isAll ? filters : { ...filters, from: undefined, to: undefined }
      const left = count(
        [...visible(model, others).edges.values()].flat().map(row => binOfRow[row]!),
        all,
      )
      bars.replaceChildren(
        ...all.flatMap((_, i) => [
          bar(i, totals[i]!, 'time-bar'),
          bar(i, left[i]!, inside(i) ? 'time-bar in' : 'time-bar out'),
        ]),
      )
      chosen.style.setProperty('--from', String(first / all.length))
      chosen.style.setProperty('--to', String((last + 1) / all.length))
      root.classList.toggle('narrowed', !isAll)
      for (const [side, at] of [first, last].entries()) {
        handles[side]!.style.setProperty('--at', String((at + side) / all.length))
        handles[side]!.setAttribute('aria-valuenow', String(at))
        handles[side]!.setAttribute('aria-valuetext', t.date(side === 0 ? all[at]!.from : all[at]!.to))
      }
      const words = isAll ? t('allTime') : t.period(filters.from, filters.to)
      label.replaceChildren(words, ...(undated > 0 ? [h('small', {}, `${t('undated')}: ${t.number(undated)}`)] : []))

      function inside(i: number): boolean {
        return i >= first && i <= last
      }
      function bar(i: number, n: number, name: string): SVGElement {
        const height = n === 0 ? 0 : 6 + (94 * n) / most
        return svg('rect', { x: i + 0.08, y: 100 - height, width: 0.84, height, class: name })
      }
    }

    function handle(side: 0 | 1): HTMLElement {
      return h('div', {
        class: 'time-handle',
        role: 'slider',
        tabindex: '0',
        'aria-label': t(side === 0 ? 'timeFrom' : 'timeTo'),
        'aria-valuemin': '0',
        'aria-valuemax': String(end),
        onkeydown: (event: KeyboardEvent) => {
          const now = range(store.state.filters)
          const to = { ArrowLeft: now[side] - 1, ArrowRight: now[side] + 1, Home: 0, End: end }[event.key]
          if (to === undefined) return
          event.preventDefault()
          stop()
          choose(
            side === 0 ? [Math.min(Math.max(0, to), now[1]), now[1]] : [now[0], Math.max(Math.min(end, to), now[0])],
          )
        },
      })
    }

    /** A handle moves its side, the window moves as a whole, elsewhere a new window is drawn. */
    function grab(event: PointerEvent): void {
      if (event.button !== 0) return
      stop()
      event.preventDefault()
      const { left, width } = plot.getBoundingClientRect()
      const at = ({ clientX }: PointerEvent): number =>
        Math.max(0, Math.min(end, Math.floor(((clientX - left) / width) * all.length)))
      const start = at(event)
      const before = range(store.state.filters)
      const side = handles.indexOf(event.target as HTMLElement)
      const narrowed = root.classList.contains('narrowed')
      const whole = side < 0 && narrowed && start >= before[0] && start <= before[1]
      const move = (moved: PointerEvent): void => {
        const now = at(moved)
        if (side === 0) choose([Math.min(now, before[1]), before[1]])
        else if (side === 1) choose([before[0], Math.max(now, before[0])])
        else if (whole) {
          const by = Math.max(-before[0], Math.min(end - before[1], now - start))
          choose([before[0] + by, before[1] + by])
        } else choose([start, now])
      }
      plot.setPointerCapture(event.pointerId)
      plot.addEventListener('pointermove', move)
      plot.addEventListener('lostpointercapture', () => plot.removeEventListener('pointermove', move), { once: true })
      if (side < 0 && !whole) move(event)
    }

    /** Moves the window to the end; where there is none, lets one grow from the beginning. */
    function toggle(): void {
      if (timer) {
        stop()
        return
      }
      const [first, last] = range(store.state.filters)
      const grows = !root.classList.contains('narrowed') || last === end
      if (grows) choose([0, 0])
      const fixed = grows || first === 0
      timer = setInterval(
        () => {
          const [a, b] = range(store.state.filters)
          if (b >= end) stop()
          else choose([fixed ? a : a + 1, b + 1])
        },
        still() ? STEP.still : STEP.moving,
      )
      showPlay()
    }

    function stop(): void {
      clearInterval(timer)
      timer = undefined
      showPlay()
    }

    function showPlay(): void {
      const text = t(timer ? 'pauseTime' : 'playTime')
      play.replaceChildren(sign(timer ? 'pause' : 'play'))
      play.title = text
      play.setAttribute('aria-label', text)
      play.setAttribute('aria-pressed', String(timer !== undefined))
    }
  },
}

function count(places: number[], all: Bin[]): number[] {
  const counts = all.map(() => 0)
  for (const place of places) if (place >= 0) counts[place]!++
  return counts
}
