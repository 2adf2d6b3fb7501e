// Two annotations of one text → which mention of one is which mention of the other, and which entity is which.
import type { GoldFile } from './gold.ts'

export type AnnotatedEntity = GoldFile['entities'][number]
export type Range = readonly [start: number, end: number]

/**
 * Pairs of indexes, best score first; no item is used twice. Scores of 0 pair nothing; among equal ones the earlier
 * items come first.
 */
export function oneToOne<A, B>(
  left: readonly A[],
  right: readonly B[],
  score: (a: A, b: B) => number,
): { i: number; j: number; score: number }[] {
  const candidates = left.flatMap((a, i) => right.map((b, j) => ({ i, j, score: score(a, b) })))
  const [usedLeft, usedRight] = [new Set<number>(), new Set<number>()]
  return candidates
    .filter(c => c.score > 0)
    .sort((a, b) => b.score - a.score || a.i - b.i || a.j - b.j)
    .filter(({ i, j }) => {
      if (usedLeft.has(i) || usedRight.has(j)) return false
      usedLeft.add(i)
      usedRight.add(j)
      return true
    })
}

/**
 * What two spans share, as a part of what they cover together, if they can be the same mention, else 0. A short name
 * in a long one (ОДКБ in «Совет ОДКБ») is another mention: Russian phrases begin with their head, so two spans must begin
 * together or share at least 0.3; names of persons need only overlap.
 */
export function overlap(a: Range, b: Range, person: boolean): number {
  const shared = Math.min(a[1], b[1]) - Math.max(a[0], b[0])
  if (shared <= 0) return 0
  const part = shared / (Math.max(a[1], b[1]) - Math.min(a[0], b[0]))
  return part >= 0.3 || a[0] === b[0] || person ? part : 0
}

/** An entity's mentions, each once, in order. */
export function spansOf(entity: AnnotatedEntity): Range[] {
  const spans = new Map(
    (entity.mentions ?? []).map(([start, end]): [string, Range] => [`${start} ${end}`, [start, end]]),
  )
  return [...spans.values()].sort((a, b) => a[0] - b[0] || a[1] - b[1])
}

/**
 * For each predicted entity that has a counterpart, the id of its gold entity. What counts is how far their mentions
 * overlap, an equal name or alias (1) and an equal type (½, and only beside one of the others).
 */
export function align(gold: readonly AnnotatedEntity[], predicted: readonly AnnotatedEntity[]): Map<string, string> {
  const known = (entity: AnnotatedEntity) => ({ type: entity.type, spans: spansOf(entity), names: namesOf(entity) })
  const pairs = oneToOne(gold.map(known), predicted.map(known), (g, p) => {
    const sameType = g.type === p.type
    const person = sameType && g.type === 'Person'
    const shared = oneToOne(g.spans, p.spans, (a, b) => overlap(a, b, person)).reduce(
      (sum, pair) => sum + pair.score,
      0,
    )
    const sameName = [...g.names].some(name => p.names.has(name))
    return shared > 0 || sameName ? shared + Number(sameName) + 0.5 * Number(sameType) : 0
  })
  return new Map(pairs.map(({ i, j }) => [predicted[j]!.id, gold[i]!.id]))
}

function namesOf(entity: AnnotatedEntity): Set<string> {
  return new Set([entity.name, ...(entity.aliases ?? [])].filter(Boolean).map(plain))
}

const BLANKS = /[\t-\r\x1c-\x20\x85\xa0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000]+/

/** A name without differences of case, ё, outer quotes and blanks. */
function plain(name: string): string {
  const folded = caseless(name).replaceAll('ё', 'е')
  return folded
    .replace(/^[ «»"']+|[ «»"']+$/g, '')
    .split(BLANKS)
    .filter(Boolean)
    .join(' ')
}

/** Unicode's full case folding: ß is ss, ς is σ; the dotless ı is a letter of its own. */
function caseless(text: string): string {
  return text.replace(/[^ı]+/g, part => part.toLowerCase().toUpperCase().toLowerCase()).replaceAll('ς', 'σ')
}
