// Entities and other nouns before a pronoun or a class noun («ведомство») → the entity it stands for, or nothing when in doubt.
//
// A log-linear ranking of candidates (Denis and Baldridge 2008), none of them among the choices, over the classical
// preferences: agreement, distance, role and how often something has been named (Lappin and Leass 1994).

import { nameKey } from '../graph/id.ts'
import { CLASS_NOUNS, PRONOUNS } from './anaphor-weights.ts'
import { at, children, type Draft, type Found, plain } from './draft.ts'
import { genderOf, gendersOfPersons, isPossessive, pronounGenders } from './genders.ts'
import type { Token } from './language/tree.ts'
import type { Lexicon } from './lexicon.ts'
import {
  clauseOf,
  findQuotations,
  isAbove,
  isMainSubject,
  isSaid,
  nounOf,
  type Quotations,
  roleOf,
  subjectOf,
} from './roles.ts'

/** Something named before: an entity, or a noun that is none. */
export interface Candidate {
  entity?: string | undefined
  /** Where it is named or meant, as keys of `Draft.referents`. */
  places: string[]
  features: Record<string, number>
}

/** Is told what there was to choose from, before the choice. */
export type Observer = (kind: 'pronoun' | 'class noun', place: string, candidates: Candidate[]) => void

/** As likely as this a referent must be. */
const SURE = { pronoun: 0.65, 'class noun': 0.6 }

/** How many sentences back a candidate may stand. */
const REACH = { pronoun: 5, 'class noun': 8 }

/** Words in the names of what is called «ведомство». */
const OFFICE =
  /^(?:министерство|служба|комитет|управление|департамент|инспекция|прокуратура|агентство|центр|суд|комиссия|полиция|ми[дн].*|мвд|фсб|фсо|свр|мчс|скп?|фас|фмс|цик|гув?д|гибдд|.*надзор|ген.*|рос.*)$/
const MEDIA = /^(?:издание|агентство|газета)$/

interface Thing {
  entity?: string | undefined
  type: string
  /** Genders of its names; Plur is one of them. */
  genders: Set<string>
  /** Lemmas of its names' heads and of the class nouns beside them. */
  classes: Set<string>
  places: string[]
  /** Whether somebody speaks by it. */
  source: boolean
  last: { sentence: number; token: number; order: number; pronoun: boolean }
}

/**
 * Gives pronouns of the third person, and class nouns that are mentions without an entity, their referents. `states` tells
 * which state a person leads.
 */
export function resolveAnaphors(draft: Draft, lexicon: Lexicon, states: Map<string, string>, observe?: Observer): void {
  const mentions = new Map(draft.mentions.map(m => [at(m.sentence, m.head), m]))
  const genders = gendersOfPersons(draft)
  const quotations = findQuotations(draft, lexicon)
  const things = new Map<string, Thing>()
  let spoke: Thing | undefined
  let order = 0
  draft.sentences.forEach(({ tokens }, s) => {
    tokens.forEach((token, i) => {
      const place = at(s, i)
      const mention = mentions.get(place)
      const wanted = pronounGenders(token)
      if (wanted || (mention && !draft.referents.has(place))) {
        const thing = wanted ? pronoun(s, i, wanted) : classNoun(s, i, mention!)
        if (thing) {
          draft.referents.set(place, thing.entity!)
          touch(thing, s, i)
        }
      } else if (token.lemma === 'свой') {
        const subject = draft.referents.get(at(s, subjectOf(tokens, i)))
        if (subject) draft.referents.set(place, subject)
      } else if (draft.referents.has(place) || isThing(tokens, i, s)) name(s, i, mention)
    })
  })

  function pronoun(s: number, i: number, wanted: string[]): Thing | undefined {
    const { tokens } = draft.sentences[s]!
    // «глава его страны» is not he, nor is «его» the subject of its own verb.
    const [possessive, { head }] = [isPossessive(tokens[i]!), tokens[i]!]
    const beside = (k: number): boolean => (possessive ? k === head : tokens[nounOf(tokens, k)]!.head === head)
    const isOther = (k: number): boolean => beside(k) && (possessive || roleOf(tokens, k) === 'subject')
    const found = [...things.values()].filter(
      t =>
        t.last.sentence >= s - REACH.pronoun &&
        wanted.some(g => t.genders.has(g)) &&
        !(t.last.sentence === s && isOther(t.last.token)),
    )
    const candidates = found.map(t => ({ ...t, features: { ...common(t, s, i, found), ...ofPronoun(t, s, i) } }))
    observe?.('pronoun', at(s, i), candidates)
    return choose(found, candidates, PRONOUNS, SURE.pronoun)
  }

  function classNoun(s: number, i: number, { type }: Found): Thing | undefined {
    const { tokens } = draft.sentences[s]!
    const { lemma, feats } = tokens[i]!
    if (lexicon.anaphors.get(lemma) !== type || feats.Number === 'Plur') return undefined
    const own = type === 'Country' ? stateOfOwner(s, i) : undefined
    if (own) return own
    const found = [...things.values()].filter(
      t => t.entity && t.type === type && t.last.sentence >= s - REACH['class noun'],
    )
    const candidates = found.map(t => ({
      ...t,
      features: { ...common(t, s, i, found), ...ofClassNoun(t, s, i, found) },
    }))
    observe?.('class noun', at(s, i), candidates)
    return choose(found, candidates, CLASS_NOUNS, SURE['class noun'])
  }

  /** «его страна», «решимость своей страны»: the state that the person leads. */
  function stateOfOwner(s: number, i: number): Thing | undefined {
    const { tokens } = draft.sentences[s]!
    const owner = children(tokens, i).find(c => isPossessive(tokens[c]!) || tokens[c]!.lemma === 'свой')
    const person = owner === undefined ? undefined : draft.referents.get(at(s, owner))
    return person ? things.get(states.get(person) ?? '') : undefined
  }

  /** A noun: a new thing, or an old one once more. */
  function name(s: number, i: number, mention: Found | undefined): void {
    const { tokens } = draft.sentences[s]!
    const token = tokens[i]!
    const entity = draft.referents.get(at(s, i))
    const key = entity ?? `${token.lemma} ${token.feats.Number}`
    const thing: Thing = things.get(key) ?? {
      entity,
      type: mention?.type ?? (entity || token.feats.Animacy === 'Anim' ? 'animate' : 'inanimate'),
      genders: new Set(),
      classes: new Set(),
      places: [],
      source: false,
      last: { sentence: s, token: i, order: 0, pronoun: false },
    }
    things.set(key, thing)
    if (mention && thing.type === 'animate') thing.type = mention.type
    for (const g of (entity && genders.get(entity)) ?? genderOf(token)) thing.genders.add(g)
    const known = mention && lexicon.known.get(nameKey(mention.name))
    const said = known ? [known.name, ...known.aliases].flatMap(n => plain(n).split(' ')) : []
    for (const c of [token.lemma, tokens[nounOf(tokens, i)]!.lemma, ...said]) thing.classes.add(c)
    touch(thing, s, i)
  }

  function touch(thing: Thing, sentence: number, token: number): void {
    const { tokens } = draft.sentences[sentence]!
    thing.last = { sentence, token, order: order++, pronoun: pronounGenders(tokens[token]!) !== undefined }
    thing.places.push(at(sentence, token))
    if (isSaid(tokens, nounOf(tokens, token), lexicon)) {
      spoke = thing
      thing.source = true
    }
  }

  /** A noun that names something: not a title beside its bearer, not a part of a name. */
  function isThing(tokens: Token[], i: number, s: number): boolean {
    const { upos, deprel, head } = tokens[i]!
    if (!/^(?:NOUN|PROPN)$/.test(upos) || /^(?:flat|fixed|case|goeswith)/.test(deprel)) return false
    const isName = (c: number): boolean => mentions.has(at(s, c))
    if (deprel === 'appos' && isName(head)) return false
    return !children(tokens, i).some(c => /^(?:appos|flat)/.test(tokens[c]!.deprel) && isName(c))
  }

  function common(thing: Thing, s: number, i: number, others: Thing[]): Record<string, number> {
    const { last, places } = thing
    const [tokens, theirs] = [draft.sentences[s]!.tokens, draft.sentences[last.sentence]!.tokens]
    const [role, distance] = [roleOf(theirs, last.token), s - last.sentence]
    const between = others.filter(t => t.last.order > last.order).length
    const text = draft.article.text.slice(theirs[last.token]!.end, tokens[i]!.start)
    return {
      [thing.entity && !/^(?:Person|Organization|Country|Place|animate)$/.test(thing.type) ? 'other' : thing.type]: 1,
      [`distance ${distance}`]: 1,
      [`role ${role}`]: 1,
      parallel: Number(role === roleOf(tokens, i)),
      between: Math.log(1 + between),
      named: Math.log(places.length),
      pronoun: Number(last.pronoun),
      headline: Number(places[0]!.startsWith('0:')),
      topic: Number(distance === 1 && isMainSubject(theirs, last.token)),
      'other paragraph': Number(text.includes('\n')),
    }
  }

  function ofPronoun(thing: Thing, s: number, i: number): Record<string, number> {
    const { tokens } = draft.sentences[s]!
    const { sentence, token: k } = thing.last
    const [own, role] = [
      isPossessive(tokens[i]!) ? 'possessive' : roleOf(tokens, i),
      roleOf(draft.sentences[sentence]!.tokens, k),
    ]
    const human = /^(?:Person|animate)$/.test(thing.type)
    const said = isSaid(tokens, i, lexicon)
    const features: Record<string, number> = {
      said: Number(human && said),
      'spoke last, said': Number(said && thing === spoke),
      'spoke last': Number(!said && thing === spoke),
      'possessive of human': Number(human && own === 'possessive'),
      'subject is human': Number(human && own === 'subject'),
      ...quoted(quotations, thing, s, i),
    }
    if (sentence !== s) return features
    const [clause, other] = [clauseOf(tokens, i), clauseOf(tokens, k)]
    const isSubject = own !== 'subject' && k === subjectOf(tokens, i)
    features['own subject'] = Number(isSubject)
    features['same clause'] = Number(!isSubject && clause === other && own !== 'possessive')
    features['subject above'] = Number(role === 'subject' && clause !== other && isAbove(tokens, other, clause))
    return features
  }

  /** Whether a thing is of the class that a noun names. */
  function ofClassNoun(thing: Thing, s: number, i: number, others: Thing[]): Record<string, number> {
    const { tokens } = draft.sentences[s]!
    const { lemma } = tokens[i]!
    const same = thing.classes.has(lemma)
    const pointed = children(tokens, i).some(c => /^(?:этот|данный)$/.test(tokens[c]!.lemma))
    const office = [...thing.classes].some(c => OFFICE.test(c))
    return {
      [`same class ${thing.type}`]: Number(same),
      'other class': Number(!same && [...thing.classes].some(c => lexicon.anaphors.has(c))),
      pointed: Number(pointed),
      'pointed, last': Number(pointed && others.every(t => t.last.order <= thing.last.order)),
      only: Number(others.length === 1),
      share: thing.places.length / Math.max(...others.map(t => t.places.length)),
      [MEDIA.test(lemma) ? 'source, as asked' : 'source']: Number(thing.source),
      [lemma === 'ведомство' ? 'office, as asked' : 'office']: Number(office),
      'no office': Number(lemma === 'ведомство' && !office),
    }
  }
}

/** «он» inside a quotation is not its speaker, and after one seldom somebody who was named only in it. */
function quoted(
  { around, speakers }: Quotations,
  { entity, last }: Thing,
  s: number,
  i: number,
): Record<string, number> {
  const [here, there] = [around(s, i), around(last.sentence, last.token)]
  return {
    'said by it': Number(here !== undefined && entity !== undefined && speakers(here).has(entity)),
    'left in a quotation': Number(there !== undefined && there !== here),
    'outside the quotation': Number(here !== undefined && there !== here),
  }
}

/** The thing that is surely meant, if it is an entity. */
function choose(
  things: Thing[],
  candidates: Candidate[],
  weights: Record<string, number>,
  sure: number,
): Thing | undefined {
  const odds = candidates.map(({ features }) =>
    Math.exp(Object.entries(features).reduce((sum, [name, value]) => sum + (weights[name] ?? 0) * value, 0)),
  )
  const total = odds.reduce((sum, o) => sum + o, 1)
  const best = things[odds.findIndex(o => o / total >= sure)]
  return best?.entity ? best : undefined
}
