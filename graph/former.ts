// Ids that entities had before they were found to be others → where they are now. Unlike the graph, this depends on the order
// in which its articles came.
import type { Store } from './store/store.ts'

/** Former id → the id of the entity that it is part of. */
export type Former = Readonly<Record<string, string>>

/** The name of the store's setting. */
export const FORMER = 'former'

/** `moves` are all ids that a mention had and has now; what is an entity still, or leads nowhere any more, is left out. */
export function formerIds(
  before: Former,
  moves: Iterable<[from: string, to: string]>,
  entities: ReadonlySet<string>,
): Former {
  const counts = new Map<string, Map<string, number>>()
  for (const [from, to] of moves) {
    if (entities.has(from)) continue
    const targets = counts.get(from) ?? new Map<string, number>()
    counts.set(from, targets.set(to, (targets.get(to) ?? 0) + 1))
  }
  // Where an entity was parted, most of its mentions tell where it went.
  const now = new Map(
    [...counts].map(([from, targets]) => [
      from,
      [...targets].sort(([a, n], [b, m]) => m - n || (a < b ? -1 : 1))[0]![0],
    ]),
  )
  const found = new Map(Object.entries(before).map(([from, to]) => [from, now.get(to) ?? to]))
  for (const [from, to] of now) found.set(from, to)
  return Object.fromEntries([...found].filter(([from, to]) => !entities.has(from) && entities.has(to)).sort())
}

/** The former ids that the store knows of. */
export async function storedFormer(store: Pick<Store, 'setting'>): Promise<Former> {
  return JSON.parse((await store.setting(FORMER)) ?? '{}') as Former
}
