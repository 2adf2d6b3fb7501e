// An article → why each of its claims was made, sentence by sentence: tree, mentions, frame, places; and where none was, what was nearest.
import type { Article, Claim } from '../graph/model.ts'
import type { Argument, Context } from './arguments.ts'
import { type Attempt, type Fault, findClaims, unasserted } from './claims.ts'
import { placeText } from './frames.ts'
import { type Tools, understand } from './index.ts'
import type { Token } from './language/tree.ts'
import { speechAt } from './speakers.ts'

/** Who is said to have said it, and how that is known. */
export interface SpeakerReason {
  name: string
  by: 'own verb' | 'quotation' | 'report'
}

/** A frame at a word of a sentence. */
export interface FrameUse {
  relation: string
  /** The wording that the frame was written for, and its line in frames/ru.yaml. */
  phrase: string
  line: number
  /** The word that it was tried at. */
  trigger: string
}

export interface ArgumentReason {
  name: string
  type: string
  /** The words that name it, or that it is meant by. */
  words: string
  /** Where the frame looked: "subject", "object(мера) > для > Gen". */
  place: string
  direct: boolean
}

export interface ClaimReason extends FrameUse {
  claim: Claim
  subject: ArgumentReason
  object: ArgumentReason
  speaker?: SpeakerReason
}

/** A frame that made no claim though its trigger is there. */
export interface NearMiss extends FrameUse {
  fault: Fault
  /** The place or condition where nothing fitting stood. */
  at: string[]
}

export interface SentenceReason {
  /** Number of the sentence, from 1. */
  number: number
  text: string
  tokens: Token[]
  mentions: { type: string; words: string; name: string }[]
  claims: ClaimReason[]
  /** Why the whole sentence was left alone. */
  skipped?: 'question' | 'unreal'
  /** Only where no claim was made; those that lack least come first. */
  nearest: NearMiss[]
}

export interface Explanation {
  article: Article
  sentences: SentenceReason[]
}

/** The order of faults: the later it failed, the nearer it was. */
const NEARNESS: Fault[] = ['pair', 'object', 'subject', 'with', 'without', 'passive']
const MOST = 3

/** Reads an article and says why. */
export async function explain(article: Article, tools: Tools): Promise<Explanation> {
  const [sentences] = (await tools.language.analyze([article.text])) as [
    Awaited<ReturnType<Tools['language']['analyze']>>[0],
  ]
  const context = understand(article, sentences, tools)
  const attempts: Attempt[] = []
  findClaims(context, attempt => attempts.push(attempt))
  return { article, sentences: context.draft.sentences.map((_, s) => sentenceReason(context, attempts, s)) }
}

function sentenceReason(context: Context, attempts: Attempt[], s: number): SentenceReason {
  const { draft, entities } = context
  const { start, end, tokens } = draft.sentences[s]!
  const { text } = draft.article
  const here = attempts.filter(attempt => attempt.sentence === s)
  const claims = here.flatMap(attempt => attempt.claims.map(claim => claimReason(context, attempt, claim)))
  const skipped = unasserted(tokens)
  const reason: SentenceReason = {
    number: s + 1,
    text: text.slice(start, end),
    tokens,
    mentions: draft.mentions
      .filter(m => m.sentence === s)
      .map(m => ({
        type: m.type,
        words: text.slice(m.start, m.end),
        name: entities.find(e => e.id === m.entity)?.name ?? m.name,
      })),
    claims,
    nearest: claims.length ? [] : nearMisses(here, tokens),
  }
  return skipped ? { ...reason, skipped } : reason
}

function frameUse({ frame, trigger }: Attempt, tokens: Token[]): FrameUse {
  return { relation: frame.relation, phrase: frame.phrase, line: frame.line, trigger: tokens[trigger]!.text }
}

function claimReason(context: Context, attempt: Attempt, claim: Claim): ClaimReason {
  const { draft, entities, speeches } = context
  const { tokens } = draft.sentences[attempt.sentence]!
  const argument = ({ entity, start, end, place, direct }: Argument): ArgumentReason => {
    const { name, type } = entities.find(e => e.id === entity)!
    return { name, type, words: draft.article.text.slice(start, end), place: place ? placeText(place) : '', direct }
  }
  const reason: ClaimReason = {
    ...frameUse(attempt, tokens),
    claim,
    subject: argument(attempt.subjects.find(a => a.entity === claim.subject)!),
    object: argument(attempt.objects.find(a => a.entity === claim.object)!),
  }
  if (claim.speaker === undefined) return reason
  const said = speechAt(speeches, tokens[attempt.trigger]!.start)
  const own = attempt.frame.speaks && claim.speaker === claim.subject && !said?.direct
  const by = own || said?.speaker !== claim.speaker ? 'own verb' : said.direct ? 'quotation' : 'report'
  return { ...reason, speaker: { name: entities.find(e => e.id === claim.speaker)!.name, by } }
}

function nearMisses(attempts: Attempt[], tokens: Token[]): NearMiss[] {
  return attempts
    .filter(attempt => attempt.fault)
    .sort((a, b) => NEARNESS.indexOf(a.fault!) - NEARNESS.indexOf(b.fault!))
    .slice(0, MOST)
    .map(attempt => {
      const { frame, fault } = attempt
      const places = fault === 'passive' || fault === 'pair' ? [] : frame[fault!]
      return { ...frameUse(attempt, tokens), fault: fault!, at: (places ?? []).map(placeText) }
    })
}
