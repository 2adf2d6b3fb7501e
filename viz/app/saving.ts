// What is seen → files: pictures, and the graph for other programs.
import { csv, download } from './csv.ts'
import type { Action } from './menu.ts'
import { modalityOf, outletOf } from './model.ts'
import type { App } from './panel.ts'
import { visible } from './visible.ts'

/** What can be saved of the graph as it is seen. */
export function savings(app: App): Action[] {
  const save = (id: string, label: string, run: () => void): Action => ({ id, label, sign: 'download', run })
  const picture = (kind: 'png' | 'svg') => async () => {
    if (app.stage)
      download(`svodka.${kind}`, await app.stage.picture(kind), kind === 'png' ? 'image/png' : 'image/svg+xml')
  }
  return [
    save('png', 'PNG', () => void picture('png')()),
    save('svg', 'SVG', () => void picture('svg')()),
    save('gexf', 'GEXF (Gephi)', () => download('svodka.gexf', gexf(app), 'application/xml')),
    save('csv', 'CSV', () => download('svodka.csv', table(app), 'text/csv')),
    save('json', 'JSON', () => download('svodka.json', json(app), 'application/json')),
  ]
}

/** Claims that are seen, one a line. */
function table({ model, store, t }: App): string {
  const name = (id: string): string => (id === '' ? '' : (model.entities.get(id)?.name ?? id))
  const rows = [...visible(model, store.state.filters).edges].flatMap(([id, rows]) => {
    const { subject, relation, object } = model.edges.get(id)!
    return rows.map(row => {
      const { claims } = model
      const article = model.articles[claims.article[row]!]!
      return [
        name(subject),
        relation,
        name(object),
        modalityOf(model, row),
        claims.negative[row] ? 'negative' : 'positive',
        name(claims.speaker[row]!),
        article.date ?? '',
        outletOf(model, row),
        article.title,
        String(claims.confidence[row]! / 100),
        claims.time[row]!,
      ]
    })
  })
  const head = ['subject', 'relation', 'object', 'howSaid', 'denied', 'speakerColumn', 'date', 'source'] as const
  return csv([[...head.map(key => t(key)), t('reader'), t('confidence'), t('time')], ...rows])
}

/** Entities that are seen, with their places, and edges with how many claims of them are. */
function json({ model, store }: App): string {
  const left = visible(model, store.state.filters)
  return JSON.stringify(
    {
      nodes: [...left.entities].map(id => {
        const { type, name, aliases, x, y } = model.entities.get(id)!
        return { id, type, name, aliases, x, y }
      }),
      edges: [...left.edges].map(([id, rows]) => {
        const { subject, relation, object } = model.edges.get(id)!
        return { source: subject, relation, target: object, claims: rows.length }
      }),
    },
    null,
    1,
  )
}

/** GEXF 1.3: a node an entity, an edge a triple, as `svodka export graph.gexf` has them, without the words. */
function gexf({ model, store }: App): string {
  const left = visible(model, store.state.filters)
  const document = new DOMParser().parseFromString(
    '<gexf xmlns="http://gexf.net/1.3" xmlns:viz="http://gexf.net/1.3/viz" version="1.3"><graph defaultedgetype="directed"/></gexf>',
    'application/xml',
  )
  const [space, looks] = ['http://gexf.net/1.3', 'http://gexf.net/1.3/viz']
  const add = (to: Element, name: string, attributes: Record<string, string | number> = {}, ns = space): Element => {
    const element = to.appendChild(document.createElementNS(ns, ns === looks ? `viz:${name}` : name))
    for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, clean(String(value)))
    return element
  }
  const graph = document.querySelector('graph')!
  const fields = add(graph, 'attributes', { class: 'node' })
  add(fields, 'attribute', { id: 'type', title: 'type', type: 'string' })
  const relations = add(graph, 'attributes', { class: 'edge' })
  add(relations, 'attribute', { id: 'relation', title: 'relation', type: 'string' })
  const nodes = add(graph, 'nodes')
  for (const id of left.entities) {
    const { type, name, x, y, size } = model.entities.get(id)!
    const node = add(nodes, 'node', { id, label: name })
    add(add(node, 'attvalues'), 'attvalue', { for: 'type', value: type })
    add(node, 'position', { x, y }, looks)
    add(node, 'size', { value: size }, looks)
  }
  const edges = add(graph, 'edges')
  for (const [id, rows] of left.edges) {
    const { subject, relation, object } = model.edges.get(id)!
    const attributes = { id, source: subject, target: object, label: relation, kind: relation, weight: rows.length }
    add(add(add(edges, 'edge', attributes), 'attvalues'), 'attvalue', { for: 'relation', value: relation })
  }
  return `<?xml version="1.0" encoding="UTF-8"?>\n${new XMLSerializer().serializeToString(document)}`
}

/** Without characters that XML has not. */
const clean = (text: string): string => text.replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g, '')
