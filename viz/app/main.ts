// The page: loads the graph, builds the frame and puts the panels into it.
import './styles.css'
import { currentTheme, onThemeChange, tuned } from './colors.ts'
import { h, isTyping } from './dom.ts'
import { type Sign, sign } from './icons.ts'
import { aroundFrom, bindHash, fromHash } from './link.ts'
import { answerBy, api, exists, type Model, model } from './model.ts'
import type { App, Panel } from './panel.ts'
import { panels } from './panels/index.ts'
import { createStore, type Store, type Target } from './store.ts'
import { chosenLang, type Texts, texts } from './texts.ts'
import { bindUndoKeys, createUndo } from './undo.ts'

declare global {
  interface Window {
    /** For debugging and tests: the state, and where things are drawn. */
    svodka?: App
  }
}

const { lang, asked } = chosenLang()
const t = texts(lang)
const page = document.querySelector('#app')!
document.documentElement.lang = lang
void open()

async function open(): Promise<void> {
  page.replaceChildren(h('p', { class: 'notice', role: 'status' }, t('loading')))
  try {
    const own = document.querySelector('#svodka-data')
    if (own) answerBy((await import('./own-data.ts')).ownData(own.textContent))
    const [graph, ontology] = await Promise.all([api.graph(aroundFrom(location.hash)), api.ontology()])
    show(model(graph, ontology))
  } catch (error) {
    const retry = h('button', { type: 'button', class: 'button', onclick: () => void open() }, t('retry'))
    page.replaceChildren(
      h(
        'div',
        { class: 'notice', role: 'alert' },
        h('h1', {}, t('failed')),
        h('p', {}, (error as Error).message),
        retry,
      ),
    )
  }
}

function show(model: Model): void {
  const fitting = panels.filter(panel => panel.fits?.(model) ?? true)
  const views = fitting.filter(panel => panel.place === 'view')
  const start = fromHash(location.hash)
  const { selection } = start
  // A link may be older than what is known of the entity.
  if (selection?.kind === 'entity') selection.id = model.former[selection.id] ?? selection.id
  if (!views.some(panel => panel.id === start.view)) start.view = views[0]!.id
  const store = createStore({ ...start, hover: undefined, cursor: undefined, picking: undefined })
  const undo = createUndo(store)
  const app: App = { model, store, t, undo }
  window.svodka = app
  paint(model)
  onThemeChange(() => paint(model))
  if (model.entities.size === 0) {
    page.replaceChildren(bar(app, []), empty(t))
    return
  }

  const side = h('aside', { class: 'side', 'aria-label': t('evidence') })
  const left = h('nav', { class: 'left', id: 'left', 'aria-label': t('legend') })
  const main = h('main', { class: 'views' })
  const places = { side, left, view: main, over: main, bar: bar(app, views) }
  page.replaceChildren(places.bar, left, main, side)
  for (const panel of fitting) {
    const root = h('div', {
      class: `panel panel-${panel.id}`,
      role: panel.place === 'view' ? 'tabpanel' : undefined,
      id: `panel-${panel.id}`,
    })
    places[panel.place].append(root)
    const shown = panel.shown ?? (panel.place === 'view' ? ({ view }) => view === panel.id : () => true)
    const update = (): void => {
      root.hidden = !shown(store.state)
      if (panel.place === 'side') side.hidden = ![...side.children].some(child => !(child as HTMLElement).hidden)
    }
    store.on(['view', 'selection', 'reading', 'filters'], update)
    update()
    panel.mount(root, app)
  }
  bindHash(store, asked ? lang : undefined)
  if (model.whole) {
    reachOut(app)
    store.on(['selection'], () => reachOut(app))
  }
  bindKeys(store)
  bindUndoKeys(undo)
  announce(app)
}

/** What is selected and not in this part of a large graph is loaded, with what is around it. */
function reachOut({ model, store }: App): void {
  const { selection } = store.state
  if (!selection || exists(model, selection)) return
  const [id] = selection.id.split(' ')
  if (id === aroundFrom(location.hash)) return
  const hash = new URLSearchParams(location.hash.slice(1))
  hash.set('around', id!)
  history.replaceState(null, '', `#${hash}`)
  location.reload()
}

function bar(app: App, views: Panel[]): HTMLElement {
  const { store, model } = app
  const tabs = h('div', { class: 'tabs', role: 'tablist' })
  for (const { id, title } of views) {
    const tab = h(
      'button',
      {
        type: 'button',
        class: 'tab',
        role: 'tab',
        'aria-controls': `panel-${id}`,
        title: t(title),
        'aria-label': t(title),
        onclick: () => store.set({ view: id }),
      },
      sign(id as Sign),
      h('span', {}, t(title)),
    )
    const update = () => tab.setAttribute('aria-selected', String(store.state.view === id))
    store.on(['view'], update)
    update()
    tabs.append(tab)
  }
  const legend = h(
    'button',
    {
      type: 'button',
      class: 'tool only-narrow',
      title: t('legend'),
      'aria-label': t('legend'),
      'aria-expanded': 'false',
      'aria-controls': 'left',
    },
    sign('legend'),
  )
  legend.addEventListener('click', () => {
    const open = page.classList.toggle('left-open')
    legend.setAttribute('aria-expanded', String(open))
  })
  const counts = [
    t.count(model.entities.size, 'entity'),
    t.count(model.claims.size, 'claim'),
    t.count(model.articles.length, 'article'),
  ]
  const other = lang === 'ru' ? 'en' : 'ru'
  const language = h(
    'button',
    {
      type: 'button',
      class: 'tool language',
      lang: other,
      title: t('otherLanguage'),
    },
    t('otherLanguage').slice(0, 2).toUpperCase(),
  )
  language.addEventListener('click', () => {
    const hash = new URLSearchParams(location.hash.slice(1))
    hash.set('lang', other)
    history.replaceState(null, '', `#${hash}`)
    location.reload()
  })
  return h(
    'header',
    { class: 'bar' },
    h('h1', { class: 'brand' }, lang === 'ru' ? 'сводка' : 'svodka'),
    views.length > 0 && tabs,
    h('p', { class: 'counts' }, counts.join(' · ')),
    language,
    views.length > 0 && legend,
  )
}

function empty(t: Texts): HTMLElement {
  return h(
    'div',
    { class: 'notice empty' },
    sign('graph'),
    h('h2', {}, t('emptyTitle')),
    h('p', {}, t('emptyText')),
    h('pre', {}, h('code', {}, t.lang === 'ru' ? 'svodka build статьи/' : 'svodka build articles/')),
  )
}

/** The ontology's colours as CSS variables, as they read in the present theme. */
function paint({ types, relations }: Model): void {
  const { style } = document.documentElement
  const theme = currentTheme()
  for (const { name, color } of types.values()) style.setProperty(`--type-${name}`, tuned(color, theme))
  for (const { name, color } of relations.values()) style.setProperty(`--relation-${name}`, tuned(color, theme))
}

/** Esc closes what was opened last. */
function bindKeys(store: Store): void {
  addEventListener('keydown', event => {
    if (event.key !== 'Escape' || isTyping(event)) return
    if (page.classList.contains('left-open')) page.querySelector<HTMLElement>('[aria-controls=left]')!.click()
    else if (store.state.picking) store.set({ picking: undefined })
    else if (store.state.reading) store.set({ reading: undefined })
    else store.set({ selection: undefined })
  })
}

/** Tells readers of the screen what is selected. */
function announce({ store, model, t }: App): void {
  const status = page.appendChild(h('div', { class: 'visually-hidden', role: 'status' }))
  const words = (target: Target | undefined): string => {
    if (target?.kind === 'edge') {
      const edge = model.edges.get(target.id)
      if (!edge) return ''
      const relation = model.relations.get(edge.relation)
      return [
        model.entities.get(edge.subject)!.name,
        relation ? t.label(relation.label) : edge.relation,
        model.entities.get(edge.object)!.name,
      ].join(' ')
    }
    const entity = target && model.entities.get(target.id)
    if (!entity) return ''
    const type = model.types.get(entity.type)
    return `${entity.name}, ${type ? t.label(type.label) : entity.type}, ${t.count(model.edgesOf.get(entity.id)!.length, 'link')}`
  }
  store.on(['selection'], ({ selection }) => {
    status.textContent = words(selection)
  })
  let before: Target | undefined
  store.on(['cursor'], ({ cursor }) => {
    const way = before && cursor && [...(model.edgesOf.get(before.id) ?? [])].find(id => id.includes(cursor.id))
    before = cursor
    if (cursor) status.textContent = [way && words({ kind: 'edge', id: way }), words(cursor)].filter(Boolean).join('. ')
  })
}
