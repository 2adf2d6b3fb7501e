// Triple → the id of the edge it is drawn as.
import type { Claim } from '../graph/model.ts'

/** `subject relation object`, separated by blanks. */
export const edgeId = (triple: Pick<Claim, 'subject' | 'relation' | 'object'>): string =>
  `${triple.subject} ${triple.relation} ${triple.object}`
