// The graph view: the stage, and the buttons that move it. Sigma is loaded only where there is WebGL: it fails without.
import './graph.css'
import { h } from '../dom.ts'
import { type Sign, sign } from '../icons.ts'
import { openMenu } from '../menu.ts'
import type { App, Panel } from '../panel.ts'
import { savings } from '../saving.ts'
import { EVERYTHING } from '../store.ts'
import type { TextKey } from '../texts.ts'
import { undrawn, visible } from '../visible.ts'

export const graph: Panel = {
  id: 'graph',
  place: 'view',
  title: 'graph',
  mount(root, app) {
    if (!hasWebgl()) {
      root.append(h('p', { class: 'notice' }, app.t('noWebgl')))
      app.store.set({ view: 'list' })
      return
    }
    const canvas = h('div', {
      class: 'stage',
      role: 'application',
      tabindex: '0',
      'aria-label': `${describe(app)}. ${app.t('stageHint')}`,
    })
    root.append(canvas)
    let started = false
    const start = async (): Promise<void> => {
      if (started || app.store.state.view !== 'graph') return
      started = true
      const { createStage } = await import('../stage/stage.ts')
      const layoutButton = button('play', 'layoutStart', () => {
        if (stage.layout.running) stage.layout.stop()
        else stage.layout.start()
        showLayout()
      })
      const showLayout = (): void => {
        const { running } = stage.layout
        const text = app.t(running ? 'layoutStop' : 'layoutStart')
        layoutButton.style.setProperty('--share', running ? String(stage.layout.share) : '0')
        layoutButton.replaceChildren(sign(running ? 'pause' : 'play'))
        layoutButton.title = text
        layoutButton.setAttribute('aria-label', text)
        layoutButton.setAttribute('aria-pressed', String(running))
      }
      const saveButton = button('download', 'save', () => {
        const { left, top } = saveButton.getBoundingClientRect()
        openMenu({ x: left, y: top - 8, above: true }, app.t('save'), savings(app))
      })
      saveButton.setAttribute('aria-haspopup', 'menu')
      const { undo } = app
      const undoButton = button('undo', 'undo', undo.undo)
      const redoButton = button('redo', 'redo', undo.redo)
      const showUndo = (): void => {
        undoButton.disabled = !undo.canUndo
        redoButton.disabled = !undo.canRedo
      }
      undo.on(showUndo)
      showUndo()
      root.append(
        h(
          'div',
          { class: 'tools', role: 'group' },
          button('plus', 'zoomIn', () => stage.zoom('in')),
          button('minus', 'zoomOut', () => stage.zoom('out')),
          button('fit', 'fit', () => stage.zoom('fit')),
          layoutButton,
          undoButton,
          redoButton,
          saveButton,
        ),
      )
      const stage = createStage(canvas, app, showLayout)
      app.stage = stage
      // A page that is left gives its WebGL context back; when the browser shows it again, it starts anew.
      addEventListener('pagehide', () => stage.kill(), { once: true })
      addEventListener('pageshow', event => event.persisted && location.reload())
      root.dataset.ready = 'true'
    }
    void start()
    app.store.on(['view'], () => void start())

    const { whole, entities } = app.model
    if (whole) {
      const text = `${app.t('part')}: ${app.t.number(entities.size)} / ${app.t.number(whole.entities)}`
      root.append(h('p', { class: 'undrawn part', title: app.t('partHint') }, text))
    }
    const lonely = whole ? 0 : undrawn(app.model).size
    if (lonely > 0) {
      const show = (): void => app.store.set({ view: 'list' })
      const text = `${app.t('undrawn')}: ${app.t.number(lonely)}`
      root.append(h('button', { type: 'button', class: 'link undrawn', onclick: show }, text))
    }
    const showAll = () => app.store.set({ filters: EVERYTHING })
    const allHidden = h(
      'div',
      { class: 'notice', hidden: true },
      h('p', {}, app.t('allHidden')),
      h('button', { type: 'button', class: 'button', onclick: showAll }, app.t('resetFilters')),
    )
    root.append(allHidden)
    const notice = (): void => {
      allHidden.hidden = visible(app.model, app.store.state.filters).entities.size > 0
    }
    app.store.on(['filters'], notice)
    notice()

    function button(icon: Sign, text: TextKey, onclick: () => void): HTMLButtonElement {
      return h(
        'button',
        { type: 'button', class: 'tool', title: app.t(text), 'aria-label': app.t(text), onclick },
        sign(icon),
      )
    }
  },
}

const describe = ({ t, model }: App): string =>
  `${t('graph')}: ${t.count(model.entities.size, 'entity')}, ${t.count(model.edges.size, 'link')}`

function hasWebgl(): boolean {
  if (typeof WebGL2RenderingContext === 'undefined') return false
  const context = document.createElement('canvas').getContext('webgl2')
  context?.getExtension('WEBGL_lose_context')?.loseContext()
  return context !== null
}
