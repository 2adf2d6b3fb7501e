// An entity → a link to it. A real one: it can be opened in a new tab, and it breaks across lines as words do.
import { h } from '../dom.ts'
import { toHash } from '../link.ts'
import type { App } from '../panel.ts'

/** `fly` also moves the graph there. */
export function linkTo(
  app: App,
  entity: { id: string; type: string },
  look: string,
  words: string,
  fly: boolean,
  title?: string,
): HTMLElement {
  const selection = { kind: 'entity', id: entity.id } as const
  return h(
    'a',
    {
      href: `#${toHash({ ...app.store.state, selection, reading: undefined }, undefined)}`,
      class: look,
      title,
      '--color': `var(--type-${entity.type})`,
      onclick: (event: MouseEvent) => {
        if (event.ctrlKey || event.metaKey || event.shiftKey) return
        event.preventDefault()
        app.store.set({ selection, reading: undefined })
        if (fly) app.stage?.fly(selection)
      },
    },
    words,
  )
}
