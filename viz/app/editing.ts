// Changing the graph from the page: what is asked of the visitor, what is sent, and the page as it is after that.
import './editing.css'
import type { Edit } from '../../graph/edits.ts'
import { h } from './dom.ts'
import type { Action } from './menu.ts'
import { api } from './model.ts'
import type { App } from './panel.ts'
import type { TextKey } from './texts.ts'

/** Carries an edit out, then shows the graph as it is now; says why, if it cannot be done. */
export async function carryOut(app: App, work: () => Promise<unknown>): Promise<void> {
  try {
    await work()
    location.reload()
  } catch (error) {
    await ask(app, 'editFailed', h('p', {}, (error as Error).message))
  }
}

/** What can be changed about an entity. */
export function editsOf(app: App, id: string): Action[] {
  const { model, store, t } = app
  const entity = model.entities.get(id)
  if (!model.editing || !entity) return []
  const send = (edit: Edit): Promise<void> => {
    // After this it may be another one.
    store.set({ selection: undefined, reading: undefined })
    return carryOut(app, () => api.edit(edit))
  }
  const action = (kind: string, label: TextKey, run: () => unknown): Action => ({
    id: kind,
    label: t(label),
    sign: 'edit',
    run: () => void run(),
  })
  return [
    action('rename', 'rename', async () => {
      const field = h('input', { class: 'edit-field', value: entity.name, 'aria-label': t('name'), maxlength: 300 })
      if (await ask(app, 'rename', field)) await send({ kind: 'rename', entity: id, name: field.value })
    }),
    action('retype', 'retype', async () => {
      const field = h(
        'select',
        { class: 'edit-field', 'aria-label': t('type') },
        ...[...model.types.values()].map(({ name, label }) =>
          h('option', { value: name, selected: name === entity.type }, t.label(label)),
        ),
      )
      if (await ask(app, 'retype', field)) await send({ kind: 'retype', entity: id, type: field.value })
    }),
    action('merge', 'merge', () => store.set({ picking: { kind: 'merge', from: id } })),
    action('split', 'split', async () => {
      if (await ask(app, 'split', h('p', {}, t('splitText')))) await send({ kind: 'split', entity: id })
    }),
    action('drop', 'drop', async () => {
      if (await ask(app, 'drop', h('p', {}, entity.name))) await send({ kind: 'drop', entity: id })
    }),
  ]
}

/** The two are one: under the name of the one that was chosen last. */
export async function mergeInto(app: App, entity: string, other: string): Promise<void> {
  const name = (id: string): string => app.model.entities.get(id)?.name ?? id
  app.store.set({ picking: undefined, selection: undefined })
  const text = h(
    'p',
    {},
    app.t('mergeText').replaceAll(/\{([12])\}/g, (_, n) => name(n === '1' ? entity : other)),
  )
  if (await ask(app, 'mergeTitle', text)) await carryOut(app, () => api.edit({ kind: 'merge', entity, other }))
}

/** Asks in a dialog; whether it was agreed to. */
export function ask({ t }: App, title: TextKey, content: HTMLElement): Promise<boolean> {
  const ok = h(
    'button',
    { type: 'submit', class: 'button primary', value: 'ok' },
    t(title === 'editFailed' ? 'close' : 'ok'),
  )
  const dialog = h(
    'dialog',
    { class: 'dialog', 'aria-label': t(title).replace(/…$/, '') },
    h(
      'form',
      { method: 'dialog' },
      h('h2', {}, t(title).replace(/…$/, '')),
      content,
      h(
        'div',
        { class: 'dialog-buttons' },
        title !== 'editFailed' &&
          h('button', { type: 'button', class: 'button', onclick: () => dialog.close() }, t('cancel')),
        ok,
      ),
    ),
  )
  dialog.addEventListener('keydown', event => event.stopPropagation())
  document.querySelector('#app')!.append(dialog)
  return new Promise(done => {
    dialog.addEventListener('close', () => {
      dialog.remove()
      done(dialog.returnValue === 'ok')
    })
    dialog.showModal()
    if (content instanceof HTMLInputElement) content.select()
  })
}
