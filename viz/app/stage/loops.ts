// Edges from an entity to itself, which Sigma does not draw: rings beside the node, over the drawn graph.
import type Sigma from 'sigma'

/** Draws rings above these nodes, each in its colour, thicker where more is said. */
export function drawLoops(
  sigma: Sigma,
  context: CanvasRenderingContext2D,
  loops: { entity: string; color: string }[],
): void {
  for (const { entity, color } of loops) {
    const data = sigma.getNodeDisplayData(entity)
    if (!data || data.hidden) continue
    const { x, y } = sigma.framedGraphToViewport(data)
    const radius = sigma.scaleSize(data.size)
    context.strokeStyle = color
    context.lineWidth = 2
    context.beginPath()
    context.arc(
      x + radius * 1.1,
      y - radius * 1.1,
      Math.max(5, radius * 0.75),
      Math.PI * 0.95,
      Math.PI * 0.55 + Math.PI * 2,
    )
    context.stroke()
  }
}
