// A language's frames (frames/ru.yaml) → checked frames, found by the word or the mention type that triggers them.
import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { MODALITIES, type Modality, POLARITIES, type Polarity } from '../graph/model.ts'
import type { Ontology } from '../graph/ontology.ts'
import { type Path, readYaml } from '../graph/yaml.ts'
import { plain } from './draft.ts'

/** One step from a word to a word that stands in a grammatical relation to it, perhaps only if it is one of `lemmas`. */
export interface Step {
  name: string
  /** Grammatical case («на:Loc»). */
  case?: string
  lemmas?: Set<string>
  /** Only titles of these relations («@LEADS»), or words of these lists («@ending»). */
  classes?: Set<string>
  /** None of the lemmas and classes instead («!»). */
  except?: boolean
}

/** Steps one after the other. */
export type Place = Step[]

export interface Frame {
  relation: string
  /** What sets it off: one of these words, a title, a mention of one of these types. */
  trigger: 'word' | 'title' | 'type'
  /** The wording it was written for. */
  phrase: string
  /** Its line in the file. */
  line: number
  subject: Place[]
  object: Place[]
  /** One of these must hold a word. */
  with?: Place[]
  /** None of these may hold a word. */
  without?: Place[]
  /** Types that the subject, the object may have; all that the ontology allows where absent. */
  subjects?: string[]
  objects?: string[]
  modality?: Modality
  polarity?: Polarity
  /** The trigger must be passive. */
  passive?: boolean
  /** The trigger is a verb of speech: its subject is the speaker. */
  speaks?: boolean
  /** False where the claim is nobody's words (posts, genitives). */
  attributed?: boolean
  /** Place of the speaker. */
  speaker?: Place[]
}

export interface Frames {
  /** "VERB предложить", "NOUN борьба", "ADJ важный" → frames. */
  byWord: Map<string, Frame[]>
  /** Relation of a title → frames. */
  byTitle: Map<string, Frame[]>
  /** Type of a mention → frames. */
  byType: Map<string, Frame[]>
}

const TRIGGERS = { verb: 'VERB', noun: 'NOUN', adjective: 'ADJ', adverb: 'ADV' } as const
const KEYS =
  'relation phrase verb noun adjective adverb title type subject object subjects objects with without modality polarity passive speaks attributed speaker'.split(
    ' ',
  )
const STEP = /^([\p{L}_-]+)(?::(\p{L}+))?(?:\(([^()]+)\))?$/u

/** Parses and checks frames. Throws `file:line: what is wrong and what to do`. */
export function parseFrames(text: string, file: string, ontology: Ontology): Frames {
  const { data, fault, line } = readYaml(text, file)
  const list = (data as { frames?: unknown } | null)?.frames
  if (!Array.isArray(list)) throw fault([], '"frames" must be a list')
  const frames: Frames = { byWord: new Map(), byTitle: new Map(), byType: new Map() }
  list.flatMap(eachRelation).forEach(({ entry, i }) => {
    const path: Path = ['frames', i]
    for (const key of Object.keys(entry))
      if (!KEYS.includes(key)) throw fault([...path, key], `unknown key "${key}"; known are ${KEYS.join(', ')}`)
    if (!ontology.relations.has(entry.relation as string))
      throw fault([...path, 'relation'], `unknown relation "${entry.relation}"`)
    if (typeof entry.phrase !== 'string') throw fault(path, 'give "phrase", the wording that the frame is for')
    if (entry.modality !== undefined && !MODALITIES.includes(entry.modality as Modality)) {
      throw fault([...path, 'modality'], `unknown modality "${entry.modality}"; known are ${MODALITIES.join(', ')}`)
    }
    if (entry.polarity !== undefined && !POLARITIES.includes(entry.polarity as Polarity))
      throw fault([...path, 'polarity'], `unknown polarity "${entry.polarity}"; known are ${POLARITIES.join(', ')}`)
    const places = (key: string, required = false): Place[] | undefined => {
      if (entry[key] === undefined && !required) return undefined
      const given = Array.isArray(entry[key]) ? entry[key] : [entry[key]]
      return given.map((place, k) =>
        parsePlace(place, () =>
          fault(
            [...path, key, ...(Array.isArray(entry[key]) ? [k] : [])],
            `"${place}" is not a place; write it like "subject" or "Ins(приоритет) > Gen"`,
          ),
        ),
      )
    }
    const frame: Frame = {
      relation: entry.relation as string,
      trigger: entry.type ? 'type' : entry.title ? 'title' : 'word',
      phrase: entry.phrase,
      line: line(path),
      subject: places('subject', true)!,
      object: places('object', true)!,
    }
    for (const key of ['with', 'without', 'speaker'] as const) {
      const found = places(key)
      if (found) frame[key] = found
    }
    if (entry.modality) frame.modality = entry.modality as Modality
    if (entry.polarity) frame.polarity = entry.polarity as Polarity
    for (const key of ['subjects', 'objects'] as const) {
      const types = entry[key] as string[] | undefined
      if (types === undefined) continue
      const unknown = types.find(type => !ontology.types.has(type))
      if (unknown) throw fault([...path, key], `unknown type "${unknown}"`)
      frame[key] = types
    }
    for (const key of ['passive', 'speaks', 'attributed'] as const)
      if (entry[key] !== undefined) frame[key] = entry[key] === true
    let triggers = 0
    const add = (index: Map<string, Frame[]>, key: string): void => {
      index.set(key, [...(index.get(key) ?? []), frame])
      triggers++
    }
    for (const [key, upos] of Object.entries(TRIGGERS)) {
      for (const word of split(entry[key])) add(frames.byWord, `${upos} ${word}`)
    }
    if (entry.title) add(frames.byTitle, entry.title as string)
    for (const type of (entry.type as string[] | undefined) ?? []) {
      if (!ontology.types.has(type)) throw fault([...path, 'type'], `unknown type "${type}"`)
      add(frames.byType, type)
    }
    if (!triggers) throw fault(path, 'a frame needs a trigger: verb, noun, adjective, title or type')
  })
  return frames
}

/** A frame with a list of relations as one of each, where "@post" is the relation's own list of words. */
function eachRelation(entry: Record<string, unknown>, i: number): { entry: Record<string, unknown>; i: number }[] {
  if (!Array.isArray(entry?.relation)) return [{ entry, i }]
  return entry.relation.map(relation => ({
    entry: { ...JSON.parse(JSON.stringify(entry).replace(/@post\b/g, `@${relation}`)), relation },
    i,
  }))
}

/** A place as it is written in a frame. */
export const placeText = (place: Place): string =>
  place
    .map(({ name, lemmas, except }) => (lemmas ? `${name}(${except ? '!' : ''}${[...lemmas].join(' ')})` : name))
    .join(' > ')

/** Reads the frames that come with svodka for a language. */
export function loadFrames(language: string, ontology: Ontology): Frames {
  const file = `frames/${language}.yaml`
  return parseFrames(readFileSync(fileURLToPath(new URL(`./${file}`, import.meta.url)), 'utf8'), file, ontology)
}

const split = (value: unknown): string[] => (typeof value === 'string' ? plain(value).split(/\s+/).filter(Boolean) : [])

function parsePlace(place: unknown, fail: () => Error): Place {
  if (typeof place !== 'string') throw fail()
  return place.split('>').map(part => {
    const match = STEP.exec(part.trim())
    if (!match) throw fail()
    const step: Step = { name: match[1]! }
    if (match[2]) step.case = match[2]
    const asked = split(match[3]?.replace(/^!/, ''))
    if (match[3]?.startsWith('!')) step.except = true
    const classes = asked.filter(lemma => lemma.startsWith('@')).map(lemma => lemma.slice(1))
    if (classes.length) step.classes = new Set(classes)
    if (asked.length) step.lemmas = new Set(asked)
    return step
  })
}
