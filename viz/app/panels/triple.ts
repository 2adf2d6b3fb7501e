// Ids → names of entities and claims as words and links, as several panels show them.
import type { Evidence } from '../../api.ts'
import { h } from '../dom.ts'
import { badge } from '../icons.ts'
import type { App } from '../panel.ts'
import { linkTo } from './entity-link.ts'

/** subject → relation → object, the ends as links. */
export function triple(
  app: App,
  { subject, relation, object }: { subject: string; relation: string; object: string },
): Node[] {
  return [
    entityLink(app, subject),
    h('span', { class: 'relation', '--color': `var(--relation-${relation})` }, ` → ${relationLabel(app, relation)} → `),
    entityLink(app, object),
  ]
}

/** An entity's name that leads to the entity. */
export function entityLink(app: App, id: string): HTMLElement {
  const entity = app.model.entities.get(id)
  return entity ? linkTo(app, entity, 'entity', entity.name, true) : h('span', {}, id)
}

/** Of a claim of an entity, whose relation is known already: who or what stands at the other end. */
export function otherEnd(app: App, { subject, object }: { subject: string; object: string }, id: string): HTMLElement {
  const other = subject === id ? object : subject
  const type = app.model.entities.get(other)?.type
  return h(
    'p',
    { class: 'other-end' },
    type !== undefined && badge(type, typeLabel(app, type)),
    h('span', {}, entityLink(app, other)),
  )
}

/** Which article a claim is from: its outlet, title and date. */
export function origin({ t }: App, { outlet, title, date }: Evidence['article']): HTMLElement {
  const words = [outlet, title].filter(Boolean).join(' · ')
  return h(
    'p',
    { class: 'from' },
    h('span', { class: 'from-title', title: words }, words),
    ' ',
    date !== undefined && h('time', { datetime: date }, `· ${t.date(date)}`),
  )
}

export const entityName = ({ model, t }: App, id: string): string =>
  id === '' ? t('articleSays') : (model.entities.get(id)?.name ?? id)

export const typeLabel = ({ model, t }: App, type: string): string =>
  t.label(model.types.get(type)?.label ?? { ru: type, en: type })

export const relationLabel = ({ model, t }: App, relation: string): string =>
  t.label(model.relations.get(relation)?.label ?? { ru: relation, en: relation })
