// Adding articles, and taking back what was corrected: in the bar, if the graph may be changed.

import { h } from '../dom.ts'
import { ask, carryOut } from '../editing.ts'
import { sign } from '../icons.ts'
import { toHash } from '../link.ts'
import { api } from '../model.ts'
import type { App, Panel } from '../panel.ts'

export const edit: Panel = {
  id: 'edit',
  place: 'bar',
  title: 'addArticle',
  fits: ({ editing }) => editing !== undefined,
  mount(root, app) {
    const { model, t } = app
    const undo = h(
      'button',
      {
        type: 'button',
        class: 'small-button',
        title: t('undoEdit'),
        'aria-label': t('undoEdit'),
        onclick: () => void carryOut(app, api.undo),
      },
      sign('undo'),
      h('span', {}, t('undoEdit')),
    )
    const add = h(
      'button',
      {
        type: 'button',
        class: 'small-button',
        title: t('addArticle'),
        'aria-label': t('addArticle'),
        onclick: () => void addArticle(app),
      },
      sign('plus'),
      h('span', {}, t('addArticle')),
    )
    root.append(h('div', { class: 'edit-bar' }, ...(model.editing!.done > 0 ? [undo] : []), add))
    // A file may be dropped anywhere.
    addEventListener('dragover', event => event.preventDefault())
    addEventListener('drop', async event => {
      event.preventDefault()
      const [file] = event.dataTransfer?.files ?? []
      if (file) await addArticle(app, await file.text())
    })
  },
}

async function addArticle(app: App, given = ''): Promise<void> {
  const { t, store } = app
  const text = h('textarea', { 'aria-label': t('articleText'), placeholder: t('articleText'), required: true })
  text.value = given
  const title = h('input', { class: 'edit-field', 'aria-label': t('articleTitle'), placeholder: t('articleTitle') })
  const date = h('input', { class: 'edit-field', type: 'date' })
  const file = h('input', {
    type: 'file',
    accept: '.txt,text/plain',
    class: 'visually-hidden',
    onchange: async () => {
      const [chosen] = file.files ?? []
      if (chosen) text.value = await chosen.text()
    },
  })
  const chosen = h('label', { class: 'edit-file' }, sign('articles'), h('span', {}, t('chooseFile')), file)
  const dated = h('label', { class: 'edit-date' }, h('span', {}, t('date')), date)
  if (!(await ask(app, 'addArticle', h('div', {}, text, title, h('div', { class: 'edit-row' }, dated, chosen))))) return
  await carryOut(app, async () => {
    const { article } = await api.add({
      text: text.value,
      ...(title.value && { title: title.value }),
      ...(date.value && { date: date.value }),
    })
    const hash = toHash({ ...store.state, selection: undefined, reading: { article } }, undefined)
    history.replaceState(null, '', `#${hash}`)
  })
}
