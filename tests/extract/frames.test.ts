// Frame files are checked when they are read: faults name their line.
import { describe, expect, it } from 'vitest'
import { loadFrames, parseFrames } from '../../extract/frames.ts'
import { loadLexicon } from '../../extract/lexicon.ts'
import { loadOntology } from '../../graph/ontology.ts'

const ontology = loadOntology()
const frame = (lines: string): string =>
  `version: 1\nframes:\n  - phrase: X осудил Y\n    subject: subject\n    object: object\n${lines}`

describe('parseFrames', () => {
  it('reads a frame and finds it by its words', () => {
    const frames = parseFrames(frame('    relation: OPPOSES\n    verb: осудить осуждать\n'), 'f.yaml', ontology)
    expect(frames.byWord.get('VERB осуждать')?.[0]).toMatchObject({ relation: 'OPPOSES', phrase: 'X осудил Y' })
  })

  it.each([
    ['    relation: HATES\n    verb: осудить\n', 'f.yaml:6: unknown relation "HATES"'],
    ['    relation: OPPOSES\n    verbs: осудить\n', 'f.yaml:7: unknown key "verbs"'],
    ['    relation: OPPOSES\n', 'f.yaml:3: a frame needs a trigger'],
    ['    relation: OPPOSES\n    verb: осудить\n    modality: maybe\n', 'f.yaml:8: unknown modality "maybe"'],
    ['    relation: OPPOSES\n    verb: осудить\n    with: "object >"\n', 'f.yaml:8: "object >" is not a place'],
    ['    relation: OPPOSES\n    type: [Nation]\n', 'f.yaml:7: unknown type "Nation"'],
  ])('refuses %j', (lines, message) => {
    expect(() => parseFrames(frame(lines), 'f.yaml', ontology)).toThrow(message)
  })
})

describe('the Russian frames and words', () => {
  it('have frames for most relations, each with the phrase that it is for', () => {
    const frames = loadFrames('ru', ontology)
    const all = [...frames.byWord.values(), ...frames.byType.values(), ...frames.byTitle.values()].flat()
    expect(new Set(all.map(f => f.relation)).size).toBeGreaterThanOrEqual(20)
    expect(all.every(f => f.phrase.length > 5)).toBe(true)
  })

  it('know states in any spelling', () => {
    const { known } = loadLexicon('ru', ontology)
    expect(known.get('катар')).toMatchObject({ type: 'Country', name: 'Катар' })
    expect(known.get('кыргызстан')).toMatchObject({ name: 'Киргизия' })
  })
})
