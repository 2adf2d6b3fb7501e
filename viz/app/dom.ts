// Element trees. Text only ever becomes text nodes, so nothing that comes from an article can become markup.

/** Whether a key was pressed where it is a letter: in a field, or in an editor, also one in a shadow root. */
export const isTyping = (event: KeyboardEvent): boolean =>
  (event.composedPath()[0] as Element).closest?.(
    'input:not([type=range], [type=checkbox]), textarea, select, [contenteditable]',
  ) != null

/** Words with dots between them, which may stand on several lines; no date or number is torn apart. */
export const dotted = (words: (string | undefined)[]): (Node | string)[] =>
  words.filter(Boolean).flatMap((part, i) => [...(i > 0 ? [' · '] : []), h('span', { class: 'whole' }, part)])

type Child = Node | string | number | false | null | undefined
type Attributes = Record<string, string | number | boolean | ((event: never) => void) | undefined>

/** `h('button', { class: 'x', onclick }, 'text')` makes an element. `on…` are listeners, `--…` CSS variables. */
export function h<K extends keyof HTMLElementTagNameMap>(
  tag: K,
  attributes: Attributes = {},
  ...children: Child[]
): HTMLElementTagNameMap[K] {
  const element = document.createElement(tag)
  apply(element, attributes)
  append(element, children)
  return element
}

/** The same for SVG. */
export function svg(tag: string, attributes: Attributes = {}, ...children: Child[]): SVGElement {
  const element = document.createElementNS('http://www.w3.org/2000/svg', tag)
  apply(element, attributes)
  append(element, children)
  return element
}

function apply(element: HTMLElement | SVGElement, attributes: Attributes): void {
  for (const [name, value] of Object.entries(attributes)) {
    if (value === undefined || value === false) continue
    if (typeof value === 'function') element.addEventListener(name.slice(2), value as EventListener)
    else if (name.startsWith('--')) element.style.setProperty(name, String(value))
    else element.setAttribute(name, value === true ? '' : String(value))
  }
}

function append(element: Element, children: Child[]): void {
  for (const child of children) {
    if (child === undefined || child === null || child === false) continue
    element.append(child instanceof Node ? child : String(child))
  }
}
