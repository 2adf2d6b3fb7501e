// The panels, in the order of their tabs and of the tab key.
import type { Panel } from '../panel.ts'
import { articles } from './articles.ts'
import { chips } from './chips.ts'
import { communities } from './communities.ts'
import { cypher } from './console.ts'
import { edit } from './edit.ts'
import { evidence } from './evidence.ts'
import { filters } from './filters.ts'
import { graph } from './graph.ts'
import { keys } from './keys.ts'
import { legend } from './legend.ts'
import { ontology } from './ontology.ts'
import { picking } from './picking.ts'
import { reader } from './reader.ts'
import { search } from './search.ts'
import { speaker } from './speaker.ts'
import { table } from './table.ts'
import { time } from './time.ts'
import { timeline } from './timeline.ts'

export const panels: Panel[] = [
  search,
  edit,
  keys,
  legend,
  communities,
  filters,
  chips,
  graph,
  table,
  timeline,
  speaker,
  articles,
  ontology,
  cypher,
  time,
  picking,
  evidence,
  reader,
]
