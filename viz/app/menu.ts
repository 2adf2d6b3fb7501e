// A list of actions at a place of the page, for the pointer and the keyboard; it goes when one is chosen, or by Esc.
import './menu.css'
import { h } from './dom.ts'
import { type Sign, sign } from './icons.ts'

/** Something that one can do. */
export interface Action {
  id: string
  label: string
  sign: Sign
  run(): void
}

let close: (() => void) | undefined

/** Opens below a point of the page, or above it, so that it is all to be seen. */
export function openMenu(at: { x: number; y: number; above?: boolean }, label: string, actions: Action[]): void {
  close?.()
  const before = document.activeElement as HTMLElement | null
  const items = actions.map(({ id, label, sign: name, run }) =>
    h(
      'button',
      {
        type: 'button',
        role: 'menuitem',
        class: 'menu-item',
        tabindex: '-1',
        'data-action': id,
        onclick: () => {
          end(true)
          run()
        },
      },
      sign(name),
      h('span', {}, label),
    ),
  )
  const menu = h('div', { class: 'menu', role: 'menu', 'aria-label': label, onkeydown: key }, ...items)
  document.querySelector('#app')!.append(menu)
  const { width, height } = menu.getBoundingClientRect()
  menu.style.setProperty('left', `${Math.max(8, Math.min(at.x, innerWidth - width - 8))}px`)
  menu.style.setProperty('top', `${Math.max(8, Math.min(at.above ? at.y - height : at.y, innerHeight - height - 8))}px`)
  const outside = (event: Event): void => {
    if (!menu.contains(event.target as Node)) end(false)
  }
  addEventListener('pointerdown', outside, true)
  addEventListener('wheel', outside, true)
  const resized = (): void => end(false)
  addEventListener('resize', resized)
  items[0]?.focus()
  close = () => end(false)

  function end(refocus: boolean): void {
    menu.remove()
    removeEventListener('pointerdown', outside, true)
    removeEventListener('wheel', outside, true)
    removeEventListener('resize', resized)
    close = undefined
    if (refocus && before?.isConnected) before.focus()
  }
  function key(event: KeyboardEvent): void {
    const now = items.indexOf(document.activeElement as HTMLButtonElement)
    const to = { ArrowDown: now + 1, ArrowUp: now - 1, Home: 0, End: items.length - 1 }[event.key]
    if (to !== undefined) items[(to + items.length) % items.length]!.focus()
    else if (event.key === 'Escape' || event.key === 'Tab') end(true)
    else return
    event.preventDefault()
    event.stopPropagation()
  }
}
