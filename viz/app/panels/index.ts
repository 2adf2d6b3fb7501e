// The panels, in the order of their tabs and of the tab key.
import type { Panel } from '../panel.ts'
import { chips } from './chips.ts'
import { evidence } from './evidence.ts'
import { filters } from './filters.ts'
import { graph } from './graph.ts'
import { keys } from './keys.ts'
import { legend } from './legend.ts'
import { list } from './list.ts'
import { picking } from './picking.ts'
import { reader } from './reader.ts'
import { search } from './search.ts'
import { time } from './time.ts'

export const panels: Panel[] = [search, keys, legend, filters, chips, graph, list, time, picking, evidence, reader]
