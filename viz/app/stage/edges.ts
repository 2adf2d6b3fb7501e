// How edges are drawn: curved, with an arrow head; solid where something is said as a fact, broken where it is not (yet).
import { createEdgeCurveProgram } from '@sigma/edge-curve'
import type { Modality } from '../../../graph/model.ts'

/** Dash and gap of each line, in multiples of its thickness. The style sheet's samples in the legend are the same. */
export const DASHES: Record<Modality, [dash: number, gap: number] | undefined> = {
  asserted: undefined,
  required: [7, 3],
  proposed: [4, 3],
  planned: [1.6, 2.4],
  possible: [1, 4],
}

const Curve = createEdgeCurveProgram({
  arrowHead: { extremity: 'target', lengthToThicknessRatio: 4.5, widenessToThicknessRatio: 3.6 },
})

/** Edge programs by modality. */
export const EDGE_PROGRAMS = Object.fromEntries(
  Object.entries(DASHES).map(([modality, dashes]) => [modality, drawing(dashes)]),
) as Record<Modality, typeof Curve>

/** The curve's program, with gaps cut out along the line between its ends, and twice as wide for the pointer. */
function drawing(dashes: [dash: number, gap: number] | undefined): typeof Curve {
  const [dash, gap] = dashes ?? [1, 0]
  const anchor = 'if (dist < halfThickness) {'
  const addition = `
  #ifdef PICKING_MODE
  halfThickness = max(halfThickness, v_thickness * 2.0);
  #else
  vec2 chord = v_cpC - v_cpA;
  float along = mod(dot(gl_FragCoord.xy - v_cpA, chord) / max(length(chord), 1.0), v_thickness * ${(dash + gap).toFixed(1)});
  if (thickness == v_thickness && along > v_thickness * ${dash.toFixed(1)}) {
    gl_FragColor = transparent;
    return;
  }
  #endif
  `
  return class extends (Curve as unknown as Program) {
    override getDefinition() {
      const definition = super.getDefinition()
      const shader = definition.FRAGMENT_SHADER_SOURCE
      return { ...definition, FRAGMENT_SHADER_SOURCE: shader.replace(anchor, `${addition}${anchor}`) }
    }
  } as unknown as typeof Curve
}

/** What there is in a program, but not in its declared type. */
type Program = new (...args: never[]) => { getDefinition(): { FRAGMENT_SHADER_SOURCE: string } }
