// Marked texts (`[words|Type]`, then `= SUBJECT RELATION OBJECT ; modality=… ; speaker=…`) → cases, and a Doc → its lines.

import { nameKey } from '../../graph/id.ts'
import type { Doc } from '../../graph/model.ts'

export interface Case {
  /** What it tests. */
  title: string
  line: number
  text: string
  mentions: { start: number; end: number; type: string }[]
  /** Expected claims. */
  claims: string[][]
}

/** Reads blocks separated by empty lines. Throws with the line number at a block that is not well formed. */
export function readCases(source: string): Case[] {
  const cases: Case[] = []
  let line = 1
  for (const block of source.split(/\n(?:[ \t]*\n)+/)) {
    const start = line + (block.match(/^\n*/)?.[0].length ?? 0)
    line += block.split('\n').length + 1
    const lines = block.split('\n').filter(Boolean)
    if (!lines.length || lines.every(l => l.startsWith('##'))) continue
    const marked = lines.filter(l => !/^[#=]/.test(l)).join('\n')
    const expected = lines.filter(l => l.startsWith('=')).map(l => l.slice(1).trim())
    if (!lines[0]!.startsWith('#') || !marked || !expected.length)
      throw new Error(`line ${start}: a block needs "#", a text and "="`)
    const claims = expected.filter(l => l !== 'none').map(l => claimFields(l, start))
    cases.push({ title: lines[0]!.slice(1).trim(), line: start, ...unmark(marked), claims })
  }
  return cases
}

function claimFields(text: string, line: number): string[] {
  const [triple, ...rest] = text.split(';').map(part => part.trim())
  const match = /^(.+?) ([A-Z_]{4,}) (.+)$/.exec(triple!)
  if (!match) throw new Error(`line ${line}: "${text}" is not SUBJECT RELATION OBJECT`)
  const field = (key: string, otherwise: string): string =>
    rest.find(r => r.startsWith(`${key}=`))?.slice(key.length + 1) ?? otherwise
  return [
    match[1]!,
    match[2]!,
    match[3]!,
    field('modality', 'asserted'),
    field('polarity', 'positive'),
    field('speaker', '-'),
  ]
}

function unmark(marked: string): { text: string; mentions: Case['mentions'] } {
  let text = ''
  const mentions: Case['mentions'] = []
  const open: number[] = []
  for (let i = 0; i < marked.length; i++) {
    const type = marked[i] === '|' && open.length ? /^\|([A-Z][a-z]+)\]/.exec(marked.slice(i)) : null
    if (type) {
      mentions.push({ start: open.pop()!, end: text.length, type: type[1]! })
      i += type[0].length - 1
    } else if (marked[i] === '[') open.push(text.length)
    else text += marked[i]
  }
  return { text, mentions: mentions.sort((a, b) => a.start - b.start || b.end - a.end) }
}

/** What differs between a case and what was extracted: `missing: …`, `wrong: …`, one line each. */
export function differences(expected: Case, doc: Doc): string[] {
  const names = new Map(doc.entities.map(e => [e.id, [e.name, ...e.aliases].map(nameKey)]))
  const same = (id: string | undefined, name: string): boolean =>
    id === undefined ? name === '-' : names.get(id)!.includes(nameKey(name))
  const rest = [...doc.claims]
  const missing = expected.claims.filter(([s, r, o, modality, polarity, speaker]) => {
    const i = rest.findIndex(
      c =>
        c.relation === r &&
        c.modality === modality &&
        c.polarity === polarity &&
        same(c.speaker, speaker!) &&
        ((same(c.subject, s!) && same(c.object, o!)) ||
          (/^(?:MEETS|COOPERATES_WITH)$/.test(r) && same(c.subject, o!) && same(c.object, s!))),
    )
    if (i >= 0) rest.splice(i, 1)
    return i < 0
  })
  const shown = (id: string | undefined): string => (id === undefined ? '-' : doc.entities.find(e => e.id === id)!.name)
  return [
    ...missing.map(c => `missing: ${c.join(' | ')}`),
    ...rest.map(
      c =>
        `wrong: ${[shown(c.subject), c.relation, shown(c.object), c.modality, c.polarity, shown(c.speaker)].join(' | ')}`,
    ),
  ]
}

/** Marked mentions that were not found with their exact span and type, and found ones that are not marked. */
export function mentionDifferences(expected: Case, doc: Doc): string[] {
  const key = (m: { start: number; end: number; type: string }): string =>
    `${m.type} «${expected.text.slice(m.start, m.end)}» at ${m.start}`
  const [wanted, found] = [expected.mentions.map(key), doc.mentions.map(key)]
  return [
    ...wanted.filter(w => !found.includes(w)).map(w => `missing: ${w}`),
    ...found.filter(f => !wanted.includes(f)).map(f => `wrong: ${f}`),
  ]
}
