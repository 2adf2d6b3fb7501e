// Model and state → the graph drawn by Sigma into an element, and what the visitor points at there → state.
// Looks come from reducers: the graph's data never changes but for positions.
import { MultiDirectedGraph } from 'graphology'
import Sigma from 'sigma'
import { EdgeLineProgram, NodePointProgram } from 'sigma/rendering'
import { animateNodes } from 'sigma/utils'
import { actionsFor } from '../actions.ts'
import { glass, onThemeChange } from '../colors.ts'
import { openMenu } from '../menu.ts'
import { around, exists } from '../model.ts'
import type { App, Stage } from '../panel.ts'
import type { Target } from '../store.ts'
import { isDenied, mainModality, undrawn, visible } from '../visible.ts'
import { arrange } from './arrange.ts'
import { createCamera, nodePoint, obstacles, type Point, still } from './camera.ts'
import { curvatures } from './curvatures.ts'
import { drawing } from './drawing.ts'
import { EDGE_PROGRAMS } from './edges.ts'
import { bindKeyboard } from './keyboard.ts'
import { drawLabels, type Lit, nameSize, pointOnEdge, type Scene } from './labels.ts'
import { createLayout } from './layout.ts'
import { looks } from './looks.ts'
import { png, svg } from './picture.ts'
import { bindPointer } from './pointer.ts'

/** Area in pixels of a stage on which things have their own size. */
const STAGE = 1_000_000

/** Up to so many entities all are drawn, and their names are given room; up to so many edges they are curved, have arrows and can be pointed at. */
const SMALL = { entities: 400, edges: 1500 }
/** Of more edges, up to these, that holds where one has come so near. */
const NEAR = { edges: 30_000, ratio: 0.3 }

/** More entities than these are drawn as points, more edges than in NEAR as the thinnest lines. */
const MANY = 5000
/** Communities of so few may stand around the others. */
const FEW = 12

export function createStage(root: HTMLElement, app: App, onLayout: () => void): Stage {
  const { model, store, t } = app
  const graph = new MultiDirectedGraph()
  const bends = curvatures(model.edges.values())
  const scale = Math.min(1.8, Math.max(0.75, Math.sqrt((root.clientWidth * root.clientHeight) / STAGE)))
  /** How much of the ground very many lines cover each. */
  const thin = model.edges.size > NEAR.edges && Math.max(0.02, 3000 / model.edges.size)
  let fine = model.edges.size <= SMALL.edges
  for (const { id, x, y, size } of model.entities.values()) graph.addNode(id, { x, y, size: size * scale })
  for (const edge of model.edges.values()) {
    graph.addEdgeWithKey(edge.id, edge.subject, edge.object, {
      weight: edge.rows.length,
      type: 'line',
      curvature: bends.get(edge.id),
    })
  }
  if (graph.order <= SMALL.entities) giveNamesRoom()

  const lonely = undrawn(model)
  const look = { ...looks(model, store), shown: visible(model, store.state.filters), lit: undefined as Lit | undefined }
  const sigma = new Sigma(graph, root, {
    allowInvalidContainer: true,
    renderLabels: false,
    renderEdgeLabels: false,
    defaultDrawNodeHover: () => {},
    enableEdgeEvents: fine,
    hideEdgesOnMove: !fine,
    edgeProgramClasses: { ...EDGE_PROGRAMS, ...(thin && { line: EdgeLineProgram }) },
    ...(model.entities.size > MANY && { nodeProgramClasses: { circle: NodePointProgram } }),
    minEdgeThickness: fine ? 1.2 : 0.6,
    stagePadding: padding(root),
    minCameraRatio: 0.02,
    maxCameraRatio: 3,
    zIndex: true,
    nodeReducer(id, data) {
      const entity = model.entities.get(id)!
      if (!look.shown.entities.has(id) || (lonely.has(id) && !look.lit?.entities.has(id)))
        return { ...data, hidden: true }
      const lit = !look.lit || look.lit.entities.has(id)
      return { ...data, color: look.node(entity, lit ? 1 : 0.25), zIndex: lit ? 1 : 0 }
    },
    edgeReducer(id, own) {
      const rows = look.shown.edges.get(id)
      if (!rows) return { ...own, hidden: true }
      const size = ((fine ? 2 : 0.7) + Math.min(4, Math.log2(rows.length))) * Math.max(1, scale)
      const data = { ...own, size, type: fine ? mainModality(model, rows) : 'line' }
      const { relation, subject, object } = model.edges.get(id)!
      if (!look.lit && thin) {
        const [a, b] = [subject, object].map(end => model.entities.get(end)!.community)
        return {
          ...data,
          color: glass(look.edge(relation, 1), a !== undefined && a === b ? 4 * thin : thin),
          zIndex: 1,
        }
      }
      if (!look.lit) return { ...data, color: look.edge(relation, fine ? 0.7 : 0.3), zIndex: 1 }
      if (!look.lit.edges.has(id))
        return fine ? { ...data, color: look.edge(relation, 0.18), zIndex: 0 } : { ...data, hidden: true }
      return { ...data, color: look.edge(relation, 1), size: size + 0.8, zIndex: 2 }
    },
  })

  const scene: Scene = {
    sigma,
    entities: [...model.entities.values()].sort((a, b) => b.size - a.size || a.name.localeCompare(b.name)),
    types: model.types,
    typeLabel: type => t.label(model.types.get(type)?.label ?? { ru: type, en: type }),
    edgeLabel: edge => {
      const label = t.label(model.relations.get(edge.relation)?.label ?? { ru: edge.relation, en: edge.relation })
      const rows = look.shown.edges.get(edge.id) ?? edge.rows
      return [label, isDenied(model, rows) && t('denied'), rows.length > 1 && rows.length].filter(Boolean).join(' · ')
    },
    edge: id => model.edges.get(id)!,
    curvature: id => (fine ? (bends.get(id) ?? 0) : 0),
    lit: undefined,
    traced: undefined,
    named: new Set(),
    hovered: undefined,
    cursor: undefined,
    pinned: new Set(),
    loops: () =>
      [...model.edges.values()]
        .filter(edge => edge.subject === edge.object && look.shown.edges.has(edge.id))
        .map(({ subject, relation }) => ({ entity: subject, color: look.edge(relation, 1) })),
    scale,
    obstacles: () => obstacles(root),
    colors: look.colors,
  }
  sigma.on('afterRender', () => drawLabels(scene))

  if (model.edges.size > SMALL.edges && model.edges.size <= NEAR.edges) {
    sigma.getCamera().on('updated', ({ ratio }) => {
      const near = ratio < NEAR.ratio
      if (near === fine) return
      fine = near
      scene.traced = undefined
      sigma.setSetting('enableEdgeEvents', fine)
      sigma.setSetting('hideEdgesOnMove', !fine)
      sigma.refresh({ skipIndexation: true })
    })
  }
  // Entities that little is known of stand around the others: one sees them when one steps back.
  const core = graph.order > SMALL.entities ? model.communities.filter(ids => ids.length > FEW).flat() : []
  if (core.length > 0) {
    sigma.setCustomBBox(boxOf(core.map(id => graph.getNodeAttributes(id) as Point)))
    sigma.refresh()
  }
  const camera = createCamera(sigma, root)
  const menu = (id: string, at: Point): void => openMenu(at, model.entities.get(id)!.name, actionsFor(app, id))
  /** What was lit when edges were last drawn. */
  let drawn: Target | undefined
  const light = (): void => {
    const { hover, cursor, selection } = store.state
    const pointed = [hover, cursor].find(target => exists(model, target))
    const selected = exists(model, selection) ? selection : undefined
    const target = pointed ?? selected
    // Drawing many edges anew takes a moment: what is pointed at is only traced there.
    const traces = !fine && pointed !== undefined
    const lit = traces ? selected : target
    look.lit = lit && around(model, lit)
    scene.lit = look.lit
    scene.traced = traces ? around(model, pointed).edges : undefined
    const ends = (of: Target | undefined): string[] =>
      !of ? [] : of.kind === 'entity' ? [of.id] : [model.edges.get(of.id)!.subject, model.edges.get(of.id)!.object]
    scene.named = new Set(ends(target))
    scene.hovered = pointed?.kind === 'entity' ? pointed.id : undefined
    scene.cursor = cursor?.id
    const same = lit?.kind === drawn?.kind && lit?.id === drawn?.id
    drawn = lit
    if (same && !fine) drawLabels(scene)
    else sigma.refresh({ skipIndexation: true })
  }
  const stops = [
    store.on(['hover', 'cursor', 'selection'], light),
    store.on(['cursor'], ({ cursor }) => {
      if (cursor)
        camera.reveal(
          () => at(cursor),
          () => [],
        )
    }),
    store.on(['pinned'], hold),
    store.on(['color'], () => sigma.refresh({ skipIndexation: true })),
    store.on(['selection'], ({ selection }) => {
      if (!selection) camera.goBack()
      else if (exists(model, selection)) {
        const near = [...around(model, selection).entities].filter(id => look.shown.entities.has(id))
        camera.reveal(
          () => at(selection),
          () => near.map(id => at({ kind: 'entity', id })),
        )
      }
    }),
    store.on(['filters'], ({ filters }) => {
      look.shown = visible(model, filters)
      sigma.refresh({ skipIndexation: true })
    }),
  ]
  onThemeChange(() => {
    Object.assign(look, looks(model, store))
    scene.colors = look.colors
    sigma.refresh({ skipIndexation: true })
  })
  bindPointer(root, sigma, app, menu, id => setPin(id, true))
  bindKeyboard(root, app, {
    at: id => at({ kind: 'entity', id }),
    order: scene.entities.map(entity => entity.id),
    menu: id => {
      const { x, y } = at({ kind: 'entity', id })
      const { left, top } = root.getBoundingClientRect()
      menu(id, { x: left + x, y: top + y })
    },
  })
  if (store.state.pinned.size > 0) hold()
  if (store.state.selection) light()
  else drawLabels(scene)

  const layout = createLayout(
    graph,
    () => 1 / sigma.getGraphToViewportRatio(),
    done => {
      if (core.length > 0) sigma.setCustomBBox(null)
      if (done && graph.order <= SMALL.entities) settle()
      onLayout()
    },
  )
  const resized = new ResizeObserver(() => {
    const { width, height } = sigma.getDimensions()
    if (root.clientWidth !== width || root.clientHeight !== height) sigma.resize().scheduleRefresh()
  })
  resized.observe(root)

  return {
    fly(target) {
      if (!exists(model, target)) return
      camera.fly(() => at(target), Math.min(sigma.getCamera().ratio, graph.order > SMALL.entities ? 0.15 : 0.7))
    },
    zoom: camera.zoom,
    pin: id => setPin(id, !store.state.pinned.has(id)),
    layout,
    picture: async kind =>
      kind === 'png'
        ? png(sigma, look.colors.paper)
        : new Blob([svg(drawing(scene, model, look))], { type: 'image/svg+xml' }),
    position(target) {
      if (!exists(model, target)) return undefined
      const { x, y } = at(target)
      const { left, top } = root.getBoundingClientRect()
      return { x: left + x, y: top + y }
    },
    kill() {
      for (const stop of stops) stop()
      resized.disconnect()
      camera.kill()
      layout.kill()
      sigma.kill()
    },
  }

  function at(target: Target): Point {
    if (target.kind === 'edge') return pointOnEdge(scene, model.edges.get(target.id)!, 0.5)
    return nodePoint(sigma, target.id)
  }

  function setPin(id: string, yes: boolean): void {
    const pinned = new Map(store.state.pinned)
    const { x, y } = graph.getNodeAttributes(id)
    if (yes) pinned.set(id, { x, y })
    else pinned.delete(id)
    store.set({ pinned })
  }

  /** Pinned entities are where they are pinned, and no layout moves them. */
  function hold(): void {
    const { pinned } = store.state
    graph.forEachNode(id => {
      const place = pinned.get(id)
      graph.mergeNodeAttributes(id, { ...place, fixed: place !== undefined })
    })
    scene.pinned = new Set(pinned.keys())
    sigma.scheduleRefresh()
  }

  /** Before the first look: names get room, as far as there is any. */
  function giveNamesRoom(): void {
    const placed = roomForNames(1)
    graph.forEachNode((id, attributes) =>
      graph.mergeNodeAttributes(id, { x: placed.get(id)!.x, y: placed.get(id)!.y, size: attributes.size }),
    )
  }

  function roomForNames(unit: number): Map<string, { x: number; y: number }> {
    const context = document.createElement('canvas').getContext('2d')!
    const nodes = graph.mapNodes((id, { x, y, size }) => {
      const name = nameSize(context, model.entities.get(id)!, scale)
      return { id, x: x / unit, y: y / unit, radius: size, ...name }
    })
    const around = 2 * padding(root)
    arrange(nodes, Math.max(200, root.clientWidth - around), Math.max(200, root.clientHeight - around))
    return new Map(nodes.map(({ id, x, y }) => [id, { x, y }]))
  }

  function settle(): void {
    const room = roomForNames(1 / sigma.getGraphToViewportRatio())
    const places = Object.fromEntries([...room].filter(([id]) => !store.state.pinned.has(id)))
    sigma.setCustomBBox(null)
    animateNodes(graph, places, { duration: still() ? 1 : 400 })
  }
}

function boxOf(points: Point[]): { x: [number, number]; y: [number, number] } {
  const extent = (axis: 'x' | 'y'): [number, number] =>
    points.reduce(([low, high], { [axis]: at }) => [Math.min(low, at), Math.max(high, at)], [Infinity, -Infinity])
  return { x: extent('x'), y: extent('y') }
}

/** Room for the names at the border. */
const padding = (root: HTMLElement): number => Math.min(64, Math.max(36, root.clientWidth * 0.07))
