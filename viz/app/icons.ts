// Pictograms, each one path in a 24 × 24 box filled by the even-odd rule: for the canvas and for the page alike.
// A type that has none here is shown by the first letter of its label.
import { svg } from './dom.ts'

const TYPES: Record<string, string> = {
  Person: 'M12 3.5a4.2 4.2 0 1 1 0 8.4a4.2 4.2 0 1 1 0-8.4ZM3.5 20.5c0-4.6 3.8-7 8.5-7s8.5 2.4 8.5 7Z',
  Organization: 'M12 2.5 21 7.5V10H3V7.5ZM5 11.5h3V17H5ZM10.5 11.5h3V17h-3ZM16 11.5h3V17h-3ZM3 18.5h18v3H3Z',
  Country: 'M5 2.5h2.4v19H5ZM9 3.5h11.5L17 8.5l3.5 5H9Z',
  Place:
    'M12 2a7.2 7.2 0 0 1 7.2 7.2C19.2 14.5 12 22.5 12 22.5S4.8 14.5 4.8 9.2A7.2 7.2 0 0 1 12 2ZM12 6.5a2.7 2.7 0 1 0 0 5.4a2.7 2.7 0 1 0 0-5.4Z',
  Mechanism: 'M12 1.5l9 5.2v10.6l-9 5.2l-9-5.2V6.7ZM12 8a4 4 0 1 0 0 8a4 4 0 1 0 0-8Z',
  Threat: 'M12 2.5 23 21H1ZM10.8 9h2.4v6h-2.4ZM10.8 16.5h2.4v2.3h-2.4Z',
  Measure: 'M9.5 19.5 2.5 12.5l2.7-2.7l4.3 4.3L18.8 4.8l2.7 2.7Z',
  Event: 'M3.5 4.5h3V2.5h2.5v2h6v-2h2.5v2h3v16.5h-17ZM6 10v8.5h12V10Z',
  Document: 'M5 1.5h9.5L19 6v16.5H5ZM8 10v2.3h8V10ZM8 14.5v2.3h8v-2.3Z',
  Topic: 'M2.5 2.5h10L22 12l-10 10L2.5 12.5ZM7.3 5.5a1.8 1.8 0 1 0 0 3.6a1.8 1.8 0 1 0 0-3.6Z',
}

const SIGNS = {
  search: 'M10 3a7 7 0 0 1 5.6 11.2l5.6 5.6l-1.4 1.4l-5.6-5.6A7 7 0 1 1 10 3ZM10 5a5 5 0 1 0 0 10a5 5 0 1 0 0-10Z',
  close: 'M5.3 6.7 6.7 5.3 12 10.6l5.3-5.3 1.4 1.4L13.4 12l5.3 5.3-1.4 1.4L12 13.4l-5.3 5.3-1.4-1.4L10.6 12Z',
  back: 'M14.5 5.3l1.4 1.4L10.6 12l5.3 5.3-1.4 1.4L7.8 12Z',
  next: 'M9.5 5.3 8.1 6.7 13.4 12l-5.3 5.3 1.4 1.4L16.2 12Z',
  plus: 'M11 5h2v6h6v2h-6v6h-2v-6H5v-2h6Z',
  minus: 'M5 11h14v2H5Z',
  fit: 'M4 4h6v2H6v4H4ZM14 4h6v6h-2V6h-4ZM4 14h2v4h4v2H4ZM18 14h2v6h-6v-2h4Z',
  play: 'M7 4.5 19 12 7 19.5Z',
  pause: 'M6.5 5h4v14h-4ZM13.5 5h4v14h-4Z',
  near: 'M12 8a4 4 0 1 1 0 8a4 4 0 1 1 0-8ZM12 2.5a9.5 9.5 0 1 1 0 19a9.5 9.5 0 1 1 0-19ZM12 4.5a7.5 7.5 0 1 0 0 15a7.5 7.5 0 1 0 0-15Z',
  path: 'M6 3a3 3 0 0 1 1 5.8V13a2 2 0 0 0 2 2h6a3 3 0 1 1 0 2H9a4 4 0 0 1-4-4V8.8A3 3 0 0 1 6 3Z',
  shared: 'M5 3a3 3 0 0 1 2.8 4l3 3a3 3 0 0 1 2.4 0l3-3a3 3 0 1 1 1.4 1.4l-3 3a3 3 0 1 1-5.2 0l-3-3A3 3 0 1 1 5 3Z',
  pin: 'M8 3h8v2l-1 1v5l3 3v2h-5v5l-1 1-1-1v-5H6v-2l3-3V6L8 5Z',
  menu: 'M5 10a2 2 0 1 1 0 4a2 2 0 1 1 0-4ZM12 10a2 2 0 1 1 0 4a2 2 0 1 1 0-4ZM19 10a2 2 0 1 1 0 4a2 2 0 1 1 0-4Z',
  hidden:
    'M3.3 4.7 4.7 3.3l16 16-1.4 1.4-3.4-3.4A10 10 0 0 1 12 18c-5 0-8.5-4-10-6.5a18 18 0 0 1 4.2-4ZM12 6c5 0 8.5 4 10 6.5a17 17 0 0 1-2.6 3.1l-3.6-3.6A4 4 0 0 0 11 8L9.4 6.3A10 10 0 0 1 12 6Z',
  keys: 'M3 6h18v12H3ZM5 8v2h2V8ZM9 8v2h2V8ZM13 8v2h2V8ZM17 8v2h2V8ZM5 12v2h2v-2ZM17 12v2h2v-2ZM8 14.5h8v1.7H8Z',
  edit: 'M4 16.5 15.5 5l3.5 3.5L7.5 20H4ZM17 3.5 18.5 2 22 5.5 20.5 7Z',
  undo: 'M9 4 3.5 9.5 9 15v-4h4.5a3.5 3.5 0 0 1 0 7H8v2h5.5a5.5 5.5 0 0 0 0-11H9Z',
  redo: 'M15 4l5.5 5.5L15 15v-4h-4.5a3.5 3.5 0 0 0 0 7H16v2h-5.5a5.5 5.5 0 0 1 0-11H15Z',
  legend: 'M4 5h4v4H4ZM10 6h10v2H10ZM4 11h4v4H4ZM10 12h10v2H10ZM4 17h4v4H4ZM10 18h10v2H10Z',
  graph:
    'M6 4a3 3 0 0 1 2.9 2.3l6.2.9A3 3 0 1 1 17 10.9l-2.4 4.5A3.5 3.5 0 1 1 12.8 14.5l2.3-4.4-6.5-1L8.1 9l3 5.5-1.7 1L6.2 10A3 3 0 0 1 6 4Z',
  list: 'M3 4h18v16H3ZM5 9v2.5h5V9ZM12 9v2.5h7V9ZM5 13.5V18h5v-4.5ZM12 13.5V18h7v-4.5Z',
  timeline:
    'M6 3h2v3.2a2 2 0 0 1 0 3.6v4.4a2 2 0 0 1 0 3.6V21H6v-3.2a2 2 0 0 1 0-3.6V9.8a2 2 0 0 1 0-3.6ZM11 7h10v2H11ZM11 15h10v2H11Z',
  speaker: 'M3 4h18v13H12l-5 4v-4H3ZM6 8v1.8h12V8ZM6 11.5v1.8h8v-1.8Z',
  articles:
    'M4 3h13v15a1 1 0 0 0 2 0V7h2v11a3 3 0 0 1-3 3H7a3 3 0 0 1-3-3ZM7 6v4h7V6ZM7 12v1.6h7V12ZM7 15.2v1.6h7v-1.6Z',
  console: 'M3 4h18v16H3ZM5 6v12h14V6ZM7 8.4 8.4 7l4 4-4 4L7 13.6 9.6 11ZM12 14h5v1.8h-5Z',
  ontology: 'M9 3h6v5h-2v3h6v4h2v5h-6v-5h2v-2H7v2h2v5H3v-5h2v-4h6V8H9Z',
  download: 'M11 3h2v9l3-3 1.4 1.4L12 15.8l-5.4-5.4L8 9l3 3ZM4 18h16v2.5H4Z',
  eye: 'M12 5c5 0 8.5 4 10 7c-1.5 3-5 7-10 7s-8.5-4-10-7c1.5-3 5-7 10-7ZM12 8a4 4 0 1 0 0 8a4 4 0 1 0 0-8Z',
  quote: 'M4 6h7v7c0 3-2 5-5 5.5v-2c1.5-.5 2.5-1.7 2.5-3.5H4ZM13 6h7v7c0 3-2 5-5 5.5v-2c1.5-.5 2.5-1.7 2.5-3.5H13Z',
} satisfies Record<string, string>

export type Sign = keyof typeof SIGNS

/** A sign for a button; a reader of the screen does not see it. */
export const sign = (name: Sign): SVGElement => picture(SIGNS[name])

const picture = (path: string): SVGElement =>
  svg(
    'svg',
    { viewBox: '0 0 24 24', class: 'icon', 'aria-hidden': 'true' },
    svg('path', { d: path, 'fill-rule': 'evenodd' }),
  )

/** A type's disc with its pictogram, coloured by the type. */
export function badge(type: string, label: string): SVGElement {
  const path = TYPES[type]
  const inner = path
    ? svg('path', { d: path, 'fill-rule': 'evenodd', transform: 'translate(6 6) scale(.5)' })
    : svg('text', { x: 12, y: 16, 'text-anchor': 'middle' }, initial(label))
  return svg(
    'svg',
    { viewBox: '0 0 24 24', class: 'badge', 'aria-hidden': 'true', '--color': `var(--type-${type})` },
    svg('circle', { cx: 12, cy: 12, r: 12 }),
    inner,
  )
}

/** A sample of a line, broken as the modality's edges are. */
export function line(modality: string, color: string): SVGElement {
  return svg(
    'svg',
    { viewBox: '0 0 28 12', class: `line line-${modality}`, 'aria-hidden': 'true', '--color': color },
    svg('path', { d: 'M1 6H21', class: 'line-body' }),
    svg('path', { d: 'M20 2 27 6 20 10Z', class: 'line-head' }),
  )
}

const paths = new Map<string, Path2D>()

/** Draws a type's pictogram into the middle of a node. */
export function drawPictogram(
  context: CanvasRenderingContext2D,
  type: string,
  label: string,
  x: number,
  y: number,
  radius: number,
): void {
  const size = radius * 1.05
  const path = TYPES[type]
  if (!path) {
    context.font = `600 ${size}px sans-serif`
    context.textAlign = 'center'
    context.fillText(initial(label), x, y + size * 0.36)
    return
  }
  if (!paths.has(type)) paths.set(type, new Path2D(path))
  context.save()
  context.translate(x - size / 2, y - size / 2)
  context.scale(size / 24, size / 24)
  context.fill(paths.get(type)!, 'evenodd')
  context.restore()
}

const initial = (label: string): string => [...label][0]?.toUpperCase() ?? ''
