// What is seen → what an SVG picture is made of.
import type { Model } from '../model.ts'
import { mainModality, type Visible } from '../visible.ts'
import { nodePoint, type Point } from './camera.ts'
import { DASHES } from './edges.ts'
import { pointOnEdge, type Scene } from './labels.ts'
import type { Looks } from './looks.ts'
import type { Drawing } from './picture.ts'

/** All that is shown, where it stands on the stage. */
export function drawing(scene: Scene, model: Model, look: Looks & { shown: Visible }): Drawing {
  const { sigma } = scene
  const { width, height } = sigma.getDimensions()
  const { ink, paper } = look.colors
  const here = (id: string): Point => nodePoint(sigma, id)
  const radius = (id: string): number => sigma.scaleSize(sigma.getNodeDisplayData(id)!.size)
  return {
    width,
    height,
    paper,
    ink,
    nodes: scene.entities
      .filter(({ id }) => !sigma.getNodeDisplayData(id)!.hidden)
      .map(entity => ({ ...here(entity.id), radius: radius(entity.id), color: look.node(entity, 1), entity })),
    edges: [...look.shown.edges].map(([id, rows]) => {
      const edge = model.edges.get(id)!
      const [from, end, middle] = [here(edge.subject), here(edge.object), pointOnEdge(scene, edge, 0.5)]
      const bend = { x: 2 * middle.x - (from.x + end.x) / 2, y: 2 * middle.y - (from.y + end.y) / 2 }
      const last = Math.hypot(end.x - bend.x, end.y - bend.y) || 1
      const share = radius(edge.object) / last
      const to = { x: end.x - (end.x - bend.x) * share, y: end.y - (end.y - bend.y) * share }
      const width = Math.max(1, sigma.scaleSize(sigma.getEdgeDisplayData(id)!.size))
      const names = [edge.subject, edge.object].map(end => model.entities.get(end)!.name)
      return {
        from,
        bend,
        to,
        color: look.edge(edge.relation, 0.8),
        width,
        dashes: DASHES[mainModality(model, rows)],
        label: `${names[0]} – ${scene.edgeLabel(edge)} – ${names[1]}`,
      }
    }),
  }
}
