// Trees, mentions and frames → claims: who stands in which relation to what, how far, and whose words it is.
import type { Claim, Modality } from '../graph/model.ts'
import { objection } from '../graph/ontology.ts'
import { type Argument, type Context, fill, isProfession, titleRelation } from './arguments.ts'
import { confidenceOf } from './confidence.ts'
import { timeOf } from './dates/claim.ts'
import { findDates } from './dates/index.ts'
import { at } from './draft.ts'
import type { Frame, Place } from './frames.ts'
import type { Token } from './language/tree.ts'
import type { Lexicon } from './lexicon.ts'
import { modalityOf, polarityOf } from './modality.ts'
import { follow } from './places.ts'
import { speechAt } from './speakers.ts'

export const EXTRACTOR = 'frames/0.1'

/** Why a frame whose trigger is there made no claim: its verb is not passive, what it asks for beside it is missing, … */
export type Fault = 'passive' | 'with' | 'without' | 'subject' | 'object' | 'pair'

/** A frame tried at a word, and what came of it. */
export interface Attempt {
  sentence: number
  /** Index of the token. */
  trigger: number
  frame: Frame
  subjects: Argument[]
  objects: Argument[]
  claims: Claim[]
  fault?: Fault
}

/** Why a sentence says nothing: it asks, or it says what would be. */
export function unasserted(tokens: Token[]): 'question' | 'unreal' | undefined {
  if (/[?]$/.test(tokens.at(-1)!.text)) return 'question'
  const unreal = tokens.some((t, i) => t.lemma === 'если' && /^бы?$/.test(tokens[i + 1]?.text ?? ''))
  return unreal ? 'unreal' : undefined
}

/**
 * Matches every frame at every word that can trigger it. One claim a triple, the first that the article makes.
 * `watch` is told of every attempt, with the claims that came of it and were new.
 */
export function findClaims({ ...context }: Context, watch?: (attempt: Attempt) => void): Claim[] {
  const { draft, frames, lexicon } = context
  const claims = new Map<string, Claim>()
  const heads = new Map(draft.mentions.map(m => [at(m.sentence, m.head), m]))
  const dates = findDates(draft)
  draft.sentences.forEach((sentence, s) => {
    if (unasserted(sentence.tokens)) return
    sentence.tokens.forEach((_, i) => {
      const found = triggers(sentence.tokens, i, lexicon).flatMap(word => frames.byWord.get(word) ?? [])
      const mention = heads.get(at(s, i))
      // What only the analyser takes for an event is one as an argument of verbs.
      if (mention && sentence.tokens[i]!.upos !== 'VERB' && !(mention.weak && mention.type === 'Event'))
        found.push(...(frames.byType.get(mention.type) ?? []))
      const title =
        titleRelation(sentence.tokens, i, lexicon) ?? (isProfession(sentence, i, lexicon) ? 'PROFESSION' : undefined)
      if (title) found.push(...(frames.byTitle.get(title) ?? []))
      for (const frame of found) {
        const attempt = match(context, frame, s, i)
        // «X занимает этот пост» of one whose post was told means that one.
        if (isOfPost(frame))
          attempt.claims = attempt.claims.filter(
            c => ![...claims.values()].some(o => o.subject === c.subject && POST.test(o.relation)),
          )
        const [first] = attempt.claims
        if (first && POST.test(frame.relation)) context.post = { relation: frame.relation, entity: first.object }
        attempt.claims = attempt.claims.flatMap(claim => {
          const key = `${claim.subject} ${claim.relation} ${claim.object}`
          if (claims.has(key)) return []
          const time = timeOf(dates, draft, s, i)
          const numbered = { ...claim, ...(time && { time }), id: `c${claims.size + 1}` }
          claims.set(key, numbered)
          return [numbered]
        })
        watch?.(attempt)
      }
    })
  })
  return [...claims.values()]
}

/** What frames may call a word: itself, «обвинять» for the passive «обвиняется», «не допустить» where it is denied. */
function triggers(tokens: Token[], i: number, lexicon: Lexicon): string[] {
  const { upos, lemma, feats } = tokens[i]!
  const found = [`${upos} ${lemma}`]
  if (upos !== 'VERB') return found
  if (feats.Voice === 'Pass' && lemma.endsWith('ся')) found.push(`VERB ${lemma.slice(0, -2)}`)
  if (polarityOf(tokens, i, lexicon) === 'negative') found.push(`VERB не_${lemma}`)
  return found
}

function match(context: Context, frame: Frame, sentence: number, trigger: number): Attempt {
  const { draft, entities, lexicon, ontology, speeches } = context
  const { tokens } = draft.sentences[sentence]!
  const token = tokens[trigger]!
  const attempt: Attempt = { sentence, trigger, frame, subjects: [], objects: [], claims: [] }
  if (frame.passive && token.feats.Voice !== 'Pass') return { ...attempt, fault: 'passive' }
  const holds = (place: Place): boolean => follow(tokens, trigger, place, lexicon).length > 0
  if (frame.with && !frame.with.some(holds)) return { ...attempt, fault: 'with' }
  if (frame.without?.some(holds)) return { ...attempt, fault: 'without' }
  const typeOf = new Map(entities.map(e => [e.id, e.type]))
  const rule = ontology.relations.get(frame.relation)!
  const [who, what] = [frame.subjects ?? rule.subject, frame.objects ?? rule.object]
  let subjects = fill(context, frame.subject, sentence, trigger, who)
  let objects = fill(context, frame.object, sentence, trigger, what)
  if (!subjects.length && !objects.length && isTransitive(frame)) {
    // «Секретариат возглавил Азимов»: where a parser takes one for the other, the types tell.
    subjects = fill(context, frame.object, sentence, trigger, who)
    objects = fill(context, frame.subject, sentence, trigger, what)
  }
  Object.assign(attempt, { subjects, objects })
  if (!subjects.length || !objects.length) return { ...attempt, fault: subjects.length ? 'object' : 'subject' }
  const said = speechAt(speeches, token.start)
  // «президенты России и Сербии Путин и Вучич»: one each, in order.
  const respectively = frame.subject[0]![0]!.name === 'bearer' && subjects.length > 1 && objects.length > 1
  if (respectively && subjects.length !== objects.length) return { ...attempt, fault: 'pair' }
  attempt.claims = subjects.flatMap((subject, n) =>
    objects.flatMap((object, m): Claim[] => {
      if (respectively && n !== m) return []
      if (subject.entity === object.entity) return []
      if (objection(ontology, typeOf.get(subject.entity)!, frame.relation, typeOf.get(object.entity)!)) return []
      const claim: Claim = {
        id: '',
        article: draft.article.id,
        subject: subject.entity,
        relation: frame.relation,
        object: object.entity,
        start: Math.min(token.start, subject.start, object.start),
        end: Math.max(token.end, subject.end, object.end),
        modality: modality(frame, tokens, trigger, lexicon),
        polarity: frame.polarity ?? polarityOf(tokens, trigger, lexicon),
        confidence: 0,
        extractor: EXTRACTOR,
      }
      const named = frame.speaker
        ? fill(context, frame.speaker, sentence, trigger, ['Person', 'Organization'])[0]?.entity
        : undefined
      const own = frame.speaks && !said?.direct && typeOf.get(subject.entity) !== 'Country' ? subject.entity : undefined
      const speaker = frame.attributed === false ? undefined : (named ?? own ?? said?.speaker)
      if (speaker) claim.speaker = speaker
      return [{ ...claim, confidence: confidenceOf(claim, subject, object) }]
    }),
  )
  return attempt.claims.length ? attempt : { ...attempt, fault: 'pair' }
}

/** The frame's, unless what is proposed is said to come or to be due. */
function modality(frame: Frame, tokens: Token[], trigger: number, lexicon: Lexicon): Modality {
  if (frame.modality && frame.modality !== 'proposed') return frame.modality
  if (frame.trigger !== 'word') return frame.modality ?? 'asserted'
  const found = modalityOf(tokens, trigger, lexicon)
  return frame.modality && !/^(?:planned|required)$/.test(found) ? frame.modality : found
}

/** Relations of who holds a post to what it is a post of. */
const POST = /^(?:LEADS|CHAIRS|WORKS_FOR)$/

/** Whether a frame's object is what a post that was spoken of before is one of. */
const isOfPost = (frame: Frame): boolean => frame.object.some(place => place[0]!.name === 'post')

const isTransitive = (frame: Frame): boolean =>
  [frame.subject, frame.object].every(places => places.length === 1 && places[0]!.length === 1) &&
  frame.subject[0]![0]!.name === 'subject' &&
  frame.object[0]![0]!.name === 'object'
