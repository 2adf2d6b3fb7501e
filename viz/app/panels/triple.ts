// Ids → names of entities and claims as words and links, as several panels show them.
import { h } from '../dom.ts'
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

export const entityName = ({ model, t }: App, id: string): string =>
  id === '' ? t('articleSays') : (model.entities.get(id)?.name ?? id)

export const typeLabel = ({ model, t }: App, type: string): string =>
  t.label(model.types.get(type)?.label ?? { ru: type, en: type })

export const relationLabel = ({ model, t }: App, relation: string): string =>
  t.label(model.relations.get(relation)?.label ?? { ru: relation, en: relation })
