// Trees, mentions and frames → claims: who stands in which relation to what, how far, and whose words it is.
import { nameKey } from '../graph/id.ts'
import type { Claim, Entity, Modality, Polarity } from '../graph/model.ts'
import { type Ontology, objection } from '../graph/ontology.ts'
import { timeOf } from './dates/claim.ts'
import { findDates } from './dates/index.ts'
import { at, children, type Draft } from './draft.ts'
import type { Frame, Frames, Place } from './frames.ts'
import type { Token } from './language/tree.ts'
import type { Lexicon } from './lexicon.ts'
import { follow } from './places.ts'
import { type Speech, speakerAt, speechAt } from './speakers.ts'

export const EXTRACTOR = 'frames/0.1'

/** An argument: an entity and the stretch of text that names it. */
interface Argument {
  entity: string
  start: number
  end: number
  direct: boolean
}

interface Context {
  draft: Draft
  entities: Entity[]
  frames: Frames
  lexicon: Lexicon
  ontology: Ontology
  speeches: Speech[]
}

/** Matches every frame at every word that can trigger it. One claim a triple, the first that the article makes. */
export function findClaims(context: Context): Claim[] {
  const { draft, frames, lexicon } = context
  const claims = new Map<string, Claim>()
  const heads = new Map(draft.mentions.map(m => [at(m.sentence, m.head), m]))
  const dates = findDates(draft)
  draft.sentences.forEach((sentence, s) => {
    if (/[?]$/.test(sentence.tokens.at(-1)!.text)) return
    const unreal = sentence.tokens.some(
      (t, i) => t.lemma === 'если' && /^бы?$/.test(sentence.tokens[i + 1]?.text ?? ''),
    )
    if (unreal) return
    sentence.tokens.forEach((token, i) => {
      const found = [...(frames.byWord.get(`${token.upos} ${token.lemma}`) ?? [])]
      const mention = heads.get(at(s, i))
      if (mention) found.push(...(frames.byType.get(mention.type) ?? []))
      const title = titleRelation(sentence.tokens, i, lexicon)
      if (title) found.push(...(frames.byTitle.get(title) ?? []))
      for (const frame of found)
        for (const claim of match(context, frame, s, i)) {
          const key = `${claim.subject} ${claim.relation} ${claim.object}`
          if (claims.has(key)) continue
          const time = timeOf(dates, draft, s, i)
          claims.set(key, { ...claim, ...(time && { time }), id: `c${claims.size + 1}` })
        }
    })
  })
  return [...claims.values()]
}

function titleRelation(tokens: Token[], i: number, lexicon: Lexicon): string | undefined {
  const { lemma } = tokens[i]!
  const phrase = children(tokens, i).some(
    c => tokens[c]!.deprel === 'amod' && lexicon.leadsPhrases.includes(`${tokens[c]!.lemma} ${lemma}`),
  )
  return phrase ? 'LEADS' : lexicon.titles.get(lemma)
}

function match(context: Context, frame: Frame, s: number, trigger: number): Claim[] {
  const { draft, entities, lexicon, ontology, speeches } = context
  const { tokens } = draft.sentences[s]!
  const token = tokens[trigger]!
  if (frame.passive && token.feats.Voice !== 'Pass') return []
  if (frame.with && !frame.with.some(place => follow(tokens, trigger, place, lexicon).length)) return []
  const typeOf = new Map(entities.map(e => [e.id, e.type]))
  const rule = ontology.relations.get(frame.relation)!
  const [who, what] = [frame.subjects ?? rule.subject, frame.objects ?? rule.object]
  let subjects = fill(context, frame.subject, s, trigger, who)
  let objects = fill(context, frame.object, s, trigger, what)
  if (!subjects.length && !objects.length && isTransitive(frame)) {
    // «Секретариат возглавил Азимов»: where a parser takes one for the other, the types tell.
    subjects = fill(context, frame.object, s, trigger, who)
    objects = fill(context, frame.subject, s, trigger, what)
  }
  const said = speechAt(speeches, token.start)
  // «президенты России и Сербии Путин и Вучич»: one each, in order.
  const respectively = frame.subject[0]![0]!.name === 'bearer' && subjects.length > 1 && objects.length > 1
  if (respectively && subjects.length !== objects.length) return []
  return subjects.flatMap((subject, n) =>
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
        modality: frame.modality ?? modalityOf(tokens, trigger, lexicon),
        polarity: frame.polarity ?? polarityOf(tokens, trigger, lexicon),
        confidence: confidenceOf(frame, subject, object),
        extractor: EXTRACTOR,
      }
      const named = frame.speaker
        ? fill(context, frame.speaker, s, trigger, ['Person', 'Organization'])[0]?.entity
        : undefined
      const own = frame.speaks && !said?.direct && typeOf.get(subject.entity) !== 'Country' ? subject.entity : undefined
      const speaker = frame.attributed === false ? undefined : (named ?? own ?? said?.speaker)
      if (speaker) claim.speaker = speaker
      return [claim]
    }),
  )
}

const isTransitive = (frame: Frame): boolean =>
  [frame.subject, frame.object].every(places => places.length === 1 && places[0]!.length === 1) &&
  frame.subject[0]![0]!.name === 'subject' &&
  frame.object[0]![0]!.name === 'object'

/** The entities at the first place that holds any of an allowed type. */
function fill(context: Context, places: Place[], s: number, trigger: number, allowed: string[]): Argument[] {
  for (const place of places) {
    const found = entitiesAt(context, place, s, trigger, allowed)
    if (found.length) return found
  }
  return []
}

function entitiesAt(context: Context, place: Place, s: number, trigger: number, allowed: string[]): Argument[] {
  const { draft, entities, lexicon, speeches } = context
  const { tokens } = draft.sentences[s]!
  const token = tokens[trigger]!
  const typeOf = (id: string): string => entities.find(e => e.id === id)!.type
  const implied = (entity: string | undefined): Argument[] =>
    entity && allowed.includes(typeOf(entity)) ? [{ entity, start: token.start, end: token.end, direct: false }] : []
  const step = place[0]!.name
  if (step === 'speaker') return implied(speakerAt(speeches, token.start))
  if (step === 'context') return implied(organizationOf(draft, s))
  const words = follow(tokens, trigger, place, lexicon)
  const found = words.flatMap(word => argument(context, s, word, allowed))
  // «owner»: only the nearest one.
  if (place.at(-1)!.name === 'owner') return found.slice(0, 1)
  if (!found.length && step === 'subject' && place.length === 1 && token.feats.Person === '1')
    return we(context, token, allowed)
  return found
}

/** The entity that a word stands for: its own mention's, or the one that a noun like «борьба» passes on. */
function argument(context: Context, s: number, word: number, allowed: string[], depth = 0): Argument[] {
  const { draft, entities, lexicon } = context
  const { tokens } = draft.sentences[s]!
  const token = tokens[word]!
  const entity = draft.referents.get(at(s, word)) ?? meant(context, token)
  if (entity && allowed.includes(entities.find(e => e.id === entity)!.type)) {
    const mention = draft.mentions.find(m => m.sentence === s && m.head === word)
    const partners = draft.mentions.filter(m => m.sentence === s && m.partner === word && m.entity)
    return [
      ...partners.map((m): Argument => ({ entity: m.entity!, start: m.start, end: m.end, direct: depth === 0 })),

      {
        entity,
        start: mention?.start ?? token.start,
        end: mention?.end ?? token.end,
        direct: mention !== undefined && depth === 0,
      },
    ]
  }
  const led = leaders(context, s, word).filter(() => allowed.includes('Person'))
  if (led.length) return led.map((id): Argument => ({ entity: id, start: token.start, end: token.end, direct: false }))
  const through = lexicon.transparent.get(token.lemma)
  if (!through || depth > 4) {
    const name = entity ? undefined : children(tokens, word).find(c => tokens[c]!.deprel === 'appos')
    return name === undefined || depth > 4 ? [] : argument(context, s, name, allowed, depth + 1)
  }
  for (const place of through) {
    const words = follow(tokens, word, [{ name: place }], lexicon)
    const found = (words.length ? words : shared(tokens, word, place, lexicon)).flatMap(w =>
      argument(context, s, w, allowed, depth + 1),
    )
    if (found.length) return found
  }
  return []
}

/** «президенты России и Сербии»: the persons whom the article gives that title of those owners. */
function leaders(context: Context, s: number, word: number): string[] {
  const { draft, lexicon } = context
  const { tokens } = draft.sentences[s]!
  const title = lexicon.titles.get(tokens[word]!.lemma)
  if (!title || tokens[word]!.feats.Number !== 'Plur') return []
  const owners = follow(tokens, word, [{ name: 'Gen' }], lexicon).map(w => draft.referents.get(at(s, w)))
  return owners.flatMap(owner => {
    if (!owner) return []
    const holder = draft.mentions.find(m => {
      const own = draft.sentences[m.sentence]!.tokens
      const { head, deprel } = own[m.head]!
      return (
        m.type === 'Person' &&
        deprel === 'appos' &&
        own[head]!.lemma === tokens[word]!.lemma &&
        follow(own, head, [{ name: 'Gen' }], lexicon).some(w => draft.referents.get(at(m.sentence, w)) === owner)
      )
    })
    return holder?.entity ? [holder.entity] : []
  })
}

/** «российский», «антитеррористический»: the state or threat that an adjective stands for, if the article names it. */
function meant({ entities, lexicon }: Context, { upos, lemma }: Token): string | undefined {
  if (upos !== 'ADJ') return undefined
  const name = lexicon.adjectives.get(lemma)
  return name && entities.find(e => [e.name, ...e.aliases].some(n => nameKey(n) === nameKey(name)))?.id
}

/** «предупреждения и ликвидации последствий X»: the first conjunct shares the complement of the last. */
function shared(tokens: Token[], word: number, place: string, lexicon: Lexicon): number[] {
  const next = children(tokens, word).find(c => tokens[c]!.deprel === 'conj')
  return next === undefined ? [] : follow(tokens, next, [{ name: place }], lexicon)
}

/** «мы» of somebody who heads a state or body is that state or body. */
function we(context: Context, token: Token, allowed: string[]): Argument[] {
  const { draft, speeches, entities, lexicon } = context
  const speaker = speakerAt(speeches, token.start)
  if (!speaker) return []
  const implied = (entity: string): Argument[] => [{ entity, start: token.start, end: token.end, direct: false }]
  if (lexicon.speech.has(token.lemma) || lexicon.appeals.has(token.lemma))
    return allowed.includes('Person') ? implied(speaker) : []
  for (const m of draft.mentions) {
    if (m.entity !== speaker) continue
    const { tokens } = draft.sentences[m.sentence]!
    const { head, deprel } = tokens[m.head]!
    const title = lexicon.titles.has(tokens[m.head]!.lemma) ? m.head : deprel === 'appos' ? head : -1
    if (title < 0 || titleRelation(tokens, title, lexicon) !== 'LEADS') continue
    for (const owner of follow(tokens, title, [{ name: 'owner' }], lexicon)) {
      const entity = draft.referents.get(at(m.sentence, owner))
      if (entity && allowed.includes(entities.find(e => e.id === entity)!.type)) return implied(entity)
    }
  }
  return []
}

function organizationOf(draft: Draft, s: number): string | undefined {
  const organizations = draft.mentions.filter(m => m.type === 'Organization')
  return (organizations.find(m => m.sentence === s) ?? organizations.filter(m => m.sentence < s).at(-1))?.entity
}

/** How the words put it: modal words above the verb, future tense, else asserted. */
function modalityOf(tokens: Token[], trigger: number, lexicon: Lexicon): Modality {
  if (!/^(?:VERB|ADJ)$/.test(tokens[trigger]!.upos)) return 'asserted'
  for (let i = trigger, up = 0; i >= 0 && up < 4; i = tokens[i]!.head, up++) {
    const token = tokens[i]!
    const modal = i === trigger ? undefined : lexicon.modal.get(token.lemma)
    if (modal) return modal
    if (isFuture(tokens, i)) return 'planned'
    if (!/^(?:xcomp|csubj|conj|ccomp|advcl)$/.test(token.deprel)) break
    if (token.deprel === 'ccomp' || (token.deprel === 'conj' && token.feats.VerbForm !== 'Inf')) break
  }
  return 'asserted'
}

function isFuture(tokens: Token[], i: number): boolean {
  return (
    tokens[i]!.feats.Tense === 'Fut' ||
    (tokens[i]!.feats.Aspect === 'Perf' && tokens[i]!.feats.Tense === 'Pres' && tokens[i]!.feats.VerbForm === 'Fin') ||
    children(tokens, i).some(c => /^(?:aux|cop)/.test(tokens[c]!.deprel) && /^буд/i.test(tokens[c]!.text))
  )
}

function polarityOf(tokens: Token[], trigger: number, lexicon: Lexicon): Polarity {
  const denied = (i: number): boolean =>
    children(tokens, i).some(
      c => tokens[c]!.text.toLowerCase() === 'не' && !/^(?:только|просто|лишь)$/.test(tokens[c + 1]?.text ?? ''),
    )
  const { head, deprel } = tokens[trigger]!
  if (denied(trigger)) return 'negative'
  if (/^(?:xcomp|csubj)$/.test(deprel) && head >= 0 && (denied(head) || lexicon.negative.has(tokens[head]!.lemma)))
    return 'negative'
  return 'positive'
}

/** A first estimate: lower where an argument is implied, or far from the trigger. */
function confidenceOf(frame: Frame, subject: Argument, object: Argument): number {
  let value = frame.attributed === false ? 0.9 : 0.8
  if (!subject.direct) value -= 0.1
  if (!object.direct) value -= 0.1
  if (object.end - subject.start > 250) value -= 0.1
  return Math.round(value * 100) / 100
}
