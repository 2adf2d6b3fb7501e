// The graph as it is seen → a picture: PNG from what is drawn, SVG anew from where things are.
import type Sigma from 'sigma'
import { lines, shortName } from './names.ts'

/** What an SVG picture is made of, in pixels of the stage. */
export interface Drawing {
  width: number
  height: number
  paper: string
  ink: string
  /** The most important first. */
  nodes: { x: number; y: number; radius: number; color: string; entity: { name: string; aliases: string[] } }[]
  edges: {
    from: Point
    bend: Point
    to: Point
    color: string
    width: number
    /** Dash and gap, in multiples of the width. */
    dashes: readonly [number, number] | undefined
    label: string
  }[]
}

interface Point {
  x: number
  y: number
}

/** Up to so many nodes all have their names in an SVG picture; of more, the most important. */
const NAMED = 150

/** All layers of the stage on one canvas, but for what follows the pointer. */
export function png(sigma: Sigma, paper: string): Promise<Blob> {
  sigma.refresh() // WebGL forgets what it has drawn when the frame is over
  const layers = Object.entries(sigma.getCanvases()).filter(([name]) => !/^(?:hover|mouse)/.test(name))
  const canvas = document.createElement('canvas')
  const { width, height } = layers[0]![1]
  Object.assign(canvas, { width, height })
  const context = canvas.getContext('2d')!
  context.fillStyle = paper
  context.fillRect(0, 0, width, height)
  for (const [, layer] of layers) context.drawImage(layer, 0, 0, width, height)
  return new Promise((done, fail) => {
    canvas.toBlob(blob => (blob ? done(blob) : fail(new Error('no picture could be made'))), 'image/png')
  })
}

export function svg({ width, height, paper, ink, nodes, edges }: Drawing): string {
  const path = ({ from, bend, to, color, width, dashes, label }: Drawing['edges'][number]): string => {
    const dash = dashes ? ` stroke-dasharray="${dashes.map(length => n(length * width)).join(' ')}"` : ''
    const angle = Math.atan2(to.y - bend.y, to.x - bend.x)
    const size = 4 + 2.5 * width
    const side = (turn: number): string =>
      `${n(to.x - size * Math.cos(angle + turn))},${n(to.y - size * Math.sin(angle + turn))}`
    return [
      `<g stroke="${color}" fill="${color}"><title>${text(label)}</title>`,
      `<path d="M${n(from.x)} ${n(from.y)}Q${n(bend.x)} ${n(bend.y)} ${n(to.x)} ${n(to.y)}" fill="none" stroke-width="${n(width)}"${dash}/>`,
      `<polygon points="${n(to.x)},${n(to.y)} ${side(0.4)} ${side(-0.4)}" stroke="none"/></g>`,
    ].join('')
  }
  const disc = ({ x, y, radius, color, entity }: Drawing['nodes'][number], i: number): string => {
    const name = i < NAMED ? lines(shortName(entity), 22, 3) : []
    const spans = name.map((line, k) => `<tspan x="${n(x)}" dy="${k ? '1.22em' : '0'}">${text(line)}</tspan>`).join('')
    return [
      `<g><title>${text(entity.name)}</title><circle cx="${n(x)}" cy="${n(y)}" r="${n(radius)}" fill="${color}"/>`,
      spans && `<text x="${n(x)}" y="${n(y + radius + 14)}">${spans}</text>`,
      '</g>',
    ].join('')
  }
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}">`,
    `<rect width="100%" height="100%" fill="${paper}"/>`,
    ...edges.map(path),
    `<g font-family="Inter, 'Segoe UI', 'Noto Sans', sans-serif" font-size="12" font-weight="500" fill="${ink}" stroke="${paper}" stroke-width="4" stroke-linejoin="round" paint-order="stroke" text-anchor="middle">`,
    ...nodes.map(disc).map(node => node.replace('<circle', '<circle stroke="none"')),
    '</g></svg>',
  ].join('\n')
}

const n = (value: number): string => String(Math.round(value * 10) / 10)

/** As an element of XML may hold it; what XML knows no character for is left out. */
const text = (words: string): string =>
  words
    .replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g, '')
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
