// The keys: a dialog that lists them, by "?" or by its button.
import './keys.css'
import { h, isTyping } from '../dom.ts'
import { sign } from '../icons.ts'
import type { Panel } from '../panel.ts'
import type { TextKey } from '../texts.ts'

const KEYS: [keys: string[], text: TextKey][] = [
  [['/'], 'keySearch'],
  [['←', '↑', '→', '↓'], 'keyArrows'],
  [['Enter'], 'keyEnter'],
  [['Shift+F10'], 'keyMenu'],
  [['+', '−', '0'], 'keyZoom'],
  [['Ctrl+Z', 'Ctrl+Y'], 'keyUndo'],
  [['Esc'], 'keyEscape'],
  [['?'], 'keyHelp'],
]

export const keys: Panel = {
  id: 'keys',
  place: 'bar',
  title: 'keys',
  mount(root, { t }) {
    const dialog = h(
      'dialog',
      { class: 'keys', 'aria-labelledby': 'keys-title' },
      h(
        'header',
        { class: 'keys-head' },
        h('h2', { id: 'keys-title' }, t('keys')),
        h(
          'button',
          { type: 'button', class: 'tool', title: t('close'), 'aria-label': t('close'), onclick: () => dialog.close() },
          sign('close'),
        ),
      ),
      h(
        'dl',
        {},
        ...KEYS.flatMap(([keys, text]) => [h('dt', {}, ...keys.map(key => h('kbd', {}, key))), h('dd', {}, t(text))]),
      ),
    )
    const open = h(
      'button',
      {
        type: 'button',
        class: 'tool',
        title: `${t('keys')} (?)`,
        'aria-label': t('keys'),
        onclick: () => dialog.showModal(),
      },
      sign('keys'),
    )
    dialog.addEventListener('click', event => {
      if (event.target === dialog) dialog.close()
    })
    // What closes the dialog closes nothing else.
    dialog.addEventListener('keydown', event => event.stopPropagation())
    root.append(open, dialog)
    addEventListener('keydown', event => {
      if (event.key !== '?' || isTyping(event) || dialog.open) return
      event.preventDefault()
      dialog.showModal()
    })
  },
}
