// The search box: as one types, entities, quotes and articles are offered; arrows choose, Enter goes there.
import type { SearchAnswer } from '../../api.ts'
import { h, isTyping } from '../dom.ts'
import { badge, sign } from '../icons.ts'
import { api } from '../model.ts'
import type { App, Panel } from '../panel.ts'
import type { Target } from '../store.ts'
import type { TextKey } from '../texts.ts'

export const search: Panel = {
  id: 'search',
  place: 'bar',
  title: 'search',
  mount(root, app) {
    const { t } = app
    const input = h('input', {
      type: 'search',
      role: 'combobox',
      autocomplete: 'off',
      spellcheck: 'false',
      placeholder: t('searchHint'),
      'aria-label': t('search'),
      'aria-expanded': 'false',
      'aria-controls': 'search-hits',
      'aria-autocomplete': 'list',
    })
    const hits = h('div', {
      id: 'search-hits',
      class: 'hits',
      role: 'listbox',
      'aria-label': t('search'),
      hidden: true,
    })
    root.append(h('label', { class: 'search-box' }, sign('search'), input, h('kbd', {}, '/')), hits)

    let chosen = 0
    let asked: AbortController | undefined
    let timer = 0
    const options = (): HTMLElement[] => [...hits.querySelectorAll<HTMLElement>('[role=option]')]
    const open = (yes: boolean): void => {
      hits.hidden = !yes
      input.setAttribute('aria-expanded', String(yes))
    }
    const choose = (i: number): void => {
      const all = options()
      if (all.length === 0) return
      chosen = (i + all.length) % all.length
      for (const [j, option] of all.entries()) option.setAttribute('aria-selected', String(j === chosen))
      input.setAttribute('aria-activedescendant', all[chosen]!.id)
      all[chosen]!.scrollIntoView({ block: 'nearest' })
    }
    const ask = async (): Promise<void> => {
      const words = input.value.trim()
      asked?.abort()
      timer = 0
      if (!words) return open(false)
      asked = new AbortController()
      try {
        show(await api.search(words, asked.signal))
      } catch (error) {
        if ((error as Error).name !== 'AbortError') none(t('editFailed'))
      }
    }
    /** Says why there is nothing to choose from. */
    const none = (text: string): void => {
      hits.replaceChildren(h('p', { class: 'hits-none' }, text))
      hits.role = 'status'
      hits.hidden = false
      input.setAttribute('aria-expanded', 'false')
      input.removeAttribute('aria-activedescendant')
    }
    const show = (found: SearchAnswer): void => {
      const groups = offers(app, found).filter(group => group.offers.length > 0)
      if (groups.length === 0) {
        none(t('nothingFound'))
        return
      }
      let n = 0
      hits.replaceChildren(
        ...groups.map(({ heading, offers }) =>
          h(
            'div',
            { role: 'group', 'aria-label': t(heading) },
            h('div', { class: 'hits-head' }, t(heading)),
            ...offers.map(({ content, go }) =>
              h(
                'div',
                {
                  id: `hit-${n++}`,
                  role: 'option',
                  class: 'hit',
                  onmousedown: (event: MouseEvent) => event.preventDefault(),
                  onclick: () => {
                    open(false)
                    input.blur()
                    go()
                  },
                },
                ...content,
              ),
            ),
          ),
        ),
      )
      hits.role = 'listbox'
      open(true)
      choose(0)
    }
    input.addEventListener('input', () => {
      clearTimeout(timer)
      timer = setTimeout(ask, 90) as unknown as number
    })
    input.addEventListener('focus', () => input.value && void ask())
    input.addEventListener('blur', () => open(false))
    input.addEventListener('keydown', async event => {
      if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
        event.preventDefault()
        choose(chosen + (event.key === 'ArrowDown' ? 1 : -1))
      } else if (event.key === 'Enter') {
        if (hits.hidden || timer) {
          clearTimeout(timer)
          await ask()
        }
        options()[chosen]?.click()
      } else if (event.key === 'Escape') {
        event.stopPropagation()
        if (hits.hidden) input.blur()
        open(false)
      }
    })
    addEventListener('keydown', event => {
      if (event.key !== '/' || isTyping(event)) return
      event.preventDefault()
      input.focus()
      input.select()
    })
  },
}

interface Offer {
  content: (Node | string)[]
  go(): void
}

function offers(app: App, found: SearchAnswer): { heading: TextKey; offers: Offer[] }[] {
  const { model, store, t } = app
  const select = (target: Target): void => {
    store.set({ selection: target, reading: undefined })
    app.stage?.fly(target)
  }
  return [
    {
      heading: 'entities',
      offers: found.entities.map(({ id, type, name, match }) => {
        const label = t.label(model.types.get(type)?.label ?? { ru: type, en: type })
        return {
          content: [
            badge(type, label),
            h('span', { class: 'hit-text' }, name, match && h('small', {}, match)),
            h('small', {}, label),
          ],
          go: () => select({ kind: 'entity', id }),
        }
      }),
    },
    {
      heading: 'claims',
      offers: found.claims.slice(0, 5).map(({ id, edge, article, quote }) => ({
        content: [sign('quote'), h('span', { class: 'hit-text hit-quote' }, quote)],
        go: () => {
          select({ kind: 'edge', id: edge })
          store.set({ reading: { article, claim: id } })
        },
      })),
    },
    {
      heading: 'articles',
      offers: found.articles.slice(0, 5).map(({ id, title, date }) => ({
        content: [
          badge('Document', ''),
          h('span', { class: 'hit-text' }, title),
          h('small', {}, date ? t.date(date) : ''),
        ],
        go: () => store.set({ reading: { article: id } }),
      })),
    },
  ]
}
