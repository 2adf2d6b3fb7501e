// Theme and choice of colours → what nodes and edges look like.
import type { DrawnEntity } from '../../api.ts'
import { communityColor, cssColor, currentTheme, mix, tuned } from '../colors.ts'
import type { Model } from '../model.ts'
import type { Store } from '../store.ts'

export type Looks = ReturnType<typeof looks>

/** Colours of nodes and edges as the theme and the visitor's choice have them, the nearer to the ground the less of a share they get. */
export function looks(model: Model, store: Store) {
  const theme = currentTheme()
  const [paper, muted] = [cssColor('paper'), cssColor('muted')]
  const color = (name: string, of: Map<string, { color: string }>) => tuned(of.get(name)?.color ?? '#777777', theme)
  return {
    node({ type, community }: DrawnEntity, share: number): string {
      if (store.state.color === 'type') return mix(color(type, model.types), paper, share)
      const own = communityColor(community)
      return own ? mix(tuned(own, theme), paper, share) : mix(muted, paper, 0.5 * share)
    },
    edge: (relation: string, share: number) => mix(color(relation, model.relations), paper, share),
    colors: {
      ink: cssColor('ink'),
      paper,
      card: cssColor('card'),
      line: cssColor('line'),
      relation: ({ relation }: { relation: string }) =>
        tuned(model.relations.get(relation)?.color ?? '#777777', theme, 'words'),
    },
  }
}
