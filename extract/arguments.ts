// Places of a frame, seen from its trigger → the entities that stand there, named or meant.
import { nameKey } from '../graph/id.ts'
import type { Entity } from '../graph/model.ts'
import type { Ontology } from '../graph/ontology.ts'
import { at, children, conjuncts, type Draft } from './draft.ts'
import type { Frames, Place } from './frames.ts'
import { leads } from './holders.ts'
import type { Sentence, Token } from './language/tree.ts'
import type { Lexicon } from './lexicon.ts'
import { follow } from './places.ts'
import { type Speech, speakerAt } from './speakers.ts'

/** What is known of an article when its claims are sought. */
export interface Context {
  draft: Draft
  entities: Entity[]
  frames: Frames
  lexicon: Lexicon
  ontology: Ontology
  speeches: Speech[]
  /** The post that was spoken of last: what its holder is to what. */
  post?: { relation: string; entity: string }
}

/** An argument: an entity and the stretch of text that names it. */
export interface Argument {
  entity: string
  start: number
  end: number
  /** Whether it is named there, not meant by a pronoun or by a noun that passes it on. */
  direct: boolean
  /** How sure its mention is, 0 … 1; 1 where it is meant. */
  sure: number
  /** Where the frame found it. */
  place?: Place
}

/** What a title makes of its bearer: «генеральный секретарь» leads, a plain «секретарь» does not. */
export function titleRelation(tokens: Token[], i: number, lexicon: Lexicon): string | undefined {
  return leads(tokens, i, lexicon) ? 'LEADS' : lexicon.titles.get(tokens[i]!.lemma)
}

/** «хирург», «вирусолог»: a profession that no list of titles has, of a person who is named beside it. */
export function isProfession({ tokens, names }: Sentence, i: number, lexicon: Lexicon): boolean {
  const { upos, lemma, start, end, feats } = tokens[i]!
  return (
    upos === 'NOUN' &&
    feats.Number !== 'Plur' &&
    !lexicon.titles.has(lemma) &&
    !lexicon.classes.get('nonposts')!.has(lemma) &&
    (feats.Animacy === 'Anim' ||
      (names ?? []).some(n => n.type === 'PROFESSION' && n.start <= start && n.end >= end)) &&
    (children(tokens, i).some(c => tokens[c]!.deprel === 'appos' && tokens[c]!.upos === 'PROPN') ||
      (tokens[i]!.deprel === 'appos' && tokens[tokens[i]!.head]!.upos === 'PROPN'))
  )
}

/** An entity that a word means and does not name. */
const implied = ({ start, end }: Token, entity: string): Argument => ({ entity, start, end, direct: false, sure: 1 })

/** The entities at the first place that holds any of an allowed type. */
export function fill(context: Context, places: Place[], s: number, trigger: number, allowed: string[]): Argument[] {
  for (const place of places) {
    const found = entitiesAt(context, place, s, trigger, allowed)
    if (found.length) return found.map(a => ({ ...a, place }))
  }
  return []
}

function entitiesAt(context: Context, place: Place, s: number, trigger: number, allowed: string[]): Argument[] {
  const { draft, entities, lexicon, speeches, post } = context
  const { tokens } = draft.sentences[s]!
  const token = tokens[trigger]!
  const typeOf = (id: string): string => entities.find(e => e.id === id)!.type
  const ifAllowed = (entity: string | undefined): Argument[] =>
    entity && allowed.includes(typeOf(entity)) ? [implied(token, entity)] : []
  const { name: step, classes } = place[0]!
  if (step === 'post') return ifAllowed(post && classes?.has(post.relation.toLowerCase()) ? post.entity : undefined)
  if (step === 'speaker') return ifAllowed(speakerAt(speeches, token.start))
  if (step === 'context') return ifAllowed(organizationOf(draft, s))
  const words = follow(tokens, trigger, place, lexicon).filter(
    word => token.upos === 'VERB' || !isEventByUse(draft, s, word),
  )
  const found = words.flatMap(word => argument(context, s, word, allowed))
  // «owner»: only the nearest one.
  if (place.at(-1)!.name === 'owner') return found.slice(0, 1)
  const isWe = (w: number): boolean =>
    tokens[w]!.lemma === 'мы' ||
    (lexicon.classes.get('ours')!.has(tokens[w]!.lemma) && children(tokens, w).some(c => tokens[c]!.lemma === 'наш'))
  const first = token.feats.Person === '1' || words.some(isWe)
  if (!found.length && step === 'subject' && place.length === 1 && first) return we(context, token, allowed)
  if (!found.length && /^(?:subject|bearer)$/.test(step) && place.length === 1)
    return ifAllowed(omitted(draft, s, trigger))
  return found
}

/** «В 1999 году возглавил фонд», «С мая – глава фонда»: the person whom the sentences before are about, where no subject is named. */
function omitted(draft: Draft, s: number, trigger: number): string | undefined {
  const { tokens } = draft.sentences[s]!
  const own = children(tokens, trigger)
  const { upos, feats, deprel } = tokens[trigger]!
  if (deprel !== 'root' || tokens.some((t, i) => i !== trigger && isNominative(t))) return undefined
  const told = upos === 'VERB' ? tokens[trigger]! : own.map(c => tokens[c]!).find(t => t.deprel === 'cop')
  const isPredicate =
    feats.VerbForm === 'Fin' || told?.deprel === 'cop' || own.some(c => /^[–—]$/.test(tokens[c]!.text) && c < trigger)
  if (!isPredicate || feats.Number === 'Plur') return undefined
  const gender = told?.feats.Gender
  if (gender === 'Neut' || /^[12]$/.test(told?.feats.Person ?? '')) return undefined
  for (let k = s - 1; k >= 0 && k >= s - 6; k--) {
    const before = draft.sentences[k]!.tokens
    const subject = before.findIndex(t => /^nsubj/.test(t.deprel) && t.head >= 0 && before[t.head]!.deprel === 'root')
    if (subject < 0) {
      if (before.some(isNominative)) return undefined
      continue
    }
    const person = draft.referents.get(at(k, subject))
    const mention = draft.mentions.find(m => m.entity === person && m.type === 'Person')
    const theirs = mention && draft.sentences[mention.sentence]!.tokens[mention.head]!.feats.Gender
    return mention && (!gender || !theirs || gender === theirs) ? person : undefined
  }
  return undefined
}

const isNominative = ({ upos, feats }: Token): boolean => /^(?:NOUN|PROPN|PRON|NUM)$/.test(upos) && feats.Case === 'Nom'

/** «открытие моста»: an event only where somebody takes part in it, or holds it. */
const isEventByUse = (draft: Draft, s: number, word: number): boolean =>
  draft.mentions.some(m => m.sentence === s && m.head === word && m.type === 'Event' && m.weak)

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
      ...partners.map(
        (m): Argument => ({ entity: m.entity!, start: m.start, end: m.end, direct: depth === 0, sure: m.sure }),
      ),

      {
        entity,
        start: mention?.start ?? token.start,
        end: mention?.end ?? token.end,
        direct: mention !== undefined && depth === 0,
        sure: mention?.sure ?? 1,
      },
    ]
  }
  const led = leaders(context, s, word).filter(() => allowed.includes('Person'))
  if (led.length) return led.map(id => implied(token, id))
  if (depth > 4) return []
  for (const place of lexicon.transparent.get(token.lemma) ?? []) {
    const words = follow(tokens, word, [{ name: place }], lexicon)
    const found = (words.length ? words : shared(tokens, word, place, lexicon)).flatMap(w =>
      argument(context, s, w, allowed, depth + 1),
    )
    if (found.length) return found
  }
  // «государства – члены ОДКБ»
  const members = children(tokens, word).find(
    c => tokens[c]!.deprel === 'appos' && lexicon.classes.get('members')!.has(tokens[c]!.lemma),
  )
  if (members !== undefined) {
    const body = follow(tokens, members, [{ name: 'Gen' }], lexicon)
    return body.flatMap(w => argument(context, s, w, allowed, depth + 1))
  }
  if (entity) return []
  // «страна Сербия», «ОДКБ – союз, созданный X»
  const own = children(tokens, word)
  const name =
    own.find(c => tokens[c]!.deprel === 'appos') ??
    (token.upos === 'NOUN' ? own.find(c => tokens[c]!.deprel === 'nsubj') : undefined)
  if (name === undefined) return []
  // «президенты Сербии и Хорватии Радович и Маринич»
  const names = token.feats.Number === 'Plur' ? [name, ...conjuncts(tokens, name)] : [name]
  return names.flatMap(n => argument(context, s, n, allowed, depth + 1))
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
  // «я хочу», «предлагаем»: the person.
  if (token.feats.Number === 'Sing' || lexicon.speech.has(token.lemma) || lexicon.appeals.has(token.lemma))
    return allowed.includes('Person') ? [implied(token, speaker)] : []
  for (const m of draft.mentions) {
    if (m.entity !== speaker) continue
    const { tokens } = draft.sentences[m.sentence]!
    const { head, deprel } = tokens[m.head]!
    const title = lexicon.titles.has(tokens[m.head]!.lemma) ? m.head : deprel === 'appos' ? head : -1
    if (title < 0 || titleRelation(tokens, title, lexicon) !== 'LEADS') continue
    for (const owner of follow(tokens, title, [{ name: 'owner' }], lexicon)) {
      const entity = draft.referents.get(at(m.sentence, owner))
      if (entity && allowed.includes(entities.find(e => e.id === entity)!.type)) return [implied(token, entity)]
    }
  }
  return []
}

function organizationOf(draft: Draft, s: number): string | undefined {
  const organizations = draft.mentions.filter(m => m.type === 'Organization')
  return (organizations.find(m => m.sentence === s) ?? organizations.filter(m => m.sentence < s).at(-1))?.entity
}
