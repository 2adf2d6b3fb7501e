// Trees → mentions: noun phrases that name something or whose head is a word of the lexicon, nested ones included.
import { nameKey } from '../graph/id.ts'
import { children, type Draft, type Found, isApposed, preposition, subtree } from './draft.ts'
import { elided, extent, quoted } from './extent.ts'
import type { Analyzer, Sentence, Token } from './language/tree.ts'
import { type Lexicon, modifierKey } from './lexicon.ts'
import { STATE } from './mend-names.ts'
import { namesOf } from './names.ts'
import { governs, happens, isAccusation, isAct, isMiddle, isPrepared, standsAlone, standsForState } from './senses.ts'
import { asEvent, byUse } from './uses.ts'

/** Characters of the longest phrase that is believed to be one. */
const LONGEST = 250

/** Finds the mentions of an article, in the order of its sentences. */
export function findMentions(draft: Draft, lexicon: Lexicon, language: Analyzer): Found[] {
  const { text } = draft.article
  const abbreviations = abbreviationsOf(draft, lexicon)
  const all: Found[] = []
  draft.sentences.forEach((sentence, s) => {
    const found: Found[] = []
    const { tokens } = sentence
    tokens.forEach((token, i) => {
      if (!/^(?:NOUN|PROPN|ADJ|X)$/.test(token.upos) || /^flat/.test(token.deprel) || isPartOfName(tokens, i, lexicon))
        return
      const abbreviated = abbreviations.get(token.text)
      const type = typeOf(sentence, i, lexicon) ?? (abbreviated && { type: abbreviated, by: 'name' as const })
      if (!type) return
      const [start, end] = type.span ?? extent(text, sentence, i, type, lexicon)
      if (end - start > LONGEST || /https?:/.test(text.slice(start, end))) return
      // A finite verb that is not of a relative clause: the parser went astray.
      const verb = tokens.find(t => t.start > start && t.end < end && t.feats.VerbForm === 'Fin')
      if (verb && !/^(?:acl:relcl|appos|flat)/.test(verb.deprel) && type.by === 'head') return
      const alone = end - start === token.text.length
      const created = type.type === 'Organization' && !alone && isCreated(tokens, i, lexicon)
      if (lexicon.named.has(type.type) && type.by === 'head' && !created && !isNamed(sentence, start, end)) {
        const before = alone && all.some(m => m.type === type.type && headOf(m).lemma === token.lemma)
        if (!before && (!alone || lexicon.anaphors.get(token.lemma) !== type.type)) return
      }
      const partner = elided(sentence, i, lexicon)
      found.push({
        sentence: s,
        head: i,
        start,
        end,
        type: type.type,
        name: nameOf(sentence, i, start, end, partner),
        weak: (type.weak ?? lexicon.weak.has(type.type)) || (created && !isNamed(sentence, start, end)),
        sure: type.sure ?? 1,
        ...(partner !== undefined && { partner }),
      })
    })
    const isOfThreat = ({ start, end }: Omit<Found, 'sentence'>): boolean =>
      found.some(m => m.type === 'Threat' && m.start >= start && m.end <= end)
    for (const deed of proposedDeeds(text, sentence, lexicon))
      if (!isOfThreat(deed)) found.push({ ...deed, sentence: s })
    all.push(...found.filter(m => !insideThreat(m, found) && !officialWord(sentence, m, found, lexicon)))
  })
  return all

  function headOf(m: Found): Token {
    return draft.sentences[m.sentence]!.tokens[m.head]!
  }

  /** The dictionary form of a phrase, completed with the head that it shares. */
  function nameOf(sentence: Sentence, i: number, start: number, end: number, whole: number | undefined): string {
    const name = language.nominative(text, sentence, i, start, end)
    if (whole === undefined) return name
    const head = sentence.tokens[whole]!
    const kinds = children(sentence.tokens, whole).filter(c => sentence.tokens[c]!.deprel === 'amod')
    const from = Math.min(head.start, ...kinds.map(c => sentence.tokens[c]!.start))
    return `${language.nominative(text, sentence, whole, from, head.end)} ${text.slice(start, end)}`
  }
}

/** «предложил передать часть частот операторам»: the deed that is asked for, which counts where a claim needs it. */
function proposedDeeds(text: string, { tokens }: Sentence, lexicon: Lexicon): Omit<Found, 'sentence'>[] {
  return tokens.flatMap((token, head) => {
    const { deprel, head: above, feats, lemma } = token
    if (feats.VerbForm !== 'Inf' || !/^(?:xcomp|ccomp)$/.test(deprel)) return []
    const asks = tokens[above]!.lemma
    if (!lexicon.classes.get('appealing')!.has(asks) || lexicon.classes.get('studying')!.has(lemma)) return []
    // «попросил отпустить его под залог»: asked for oneself more often than proposed.
    if (asks === 'попросить') return []
    const words = subtree(tokens, head, c => {
      const { deprel: role, head: to } = tokens[c]!
      return (
        c > head &&
        !(/^(?:conj|cc|punct)$/.test(role) && to === head) &&
        !/^(?:advcl|ccomp|parataxis|acl:relcl|mark)$/.test(role)
      )
    })
    const complement = words.some(c => tokens[c]!.head === head && /^(?:obj|obl|iobj)$/.test(tokens[c]!.deprel))
    const gap = words.findIndex((c, k) => k > 0 && c !== words[k - 1]! + 1)
    const last = words[(gap < 0 ? words.length : gap) - 1]!
    const [start, end] = [token.start, tokens[last]!.end]
    if (!complement || last === head || /^(?:PRON|DET|PUNCT)$/.test(tokens[last]!.upos) || end - start > LONGEST / 2)
      return []
    return [
      { head, start, end, type: 'Measure', name: text.slice(start, end).replace(/\s+/g, ' '), weak: true, sure: 1 },
    ]
  })
}

/** Abbreviations that are a name somewhere in the article, with their types: they are the same everywhere in it. */
function abbreviationsOf(draft: Draft, lexicon: Lexicon): Map<string, string> {
  const found = new Map<string, string>()
  for (const sentence of draft.sentences) {
    for (const [head, { type, start, end }] of namesOf(sentence, lexicon)) {
      const { text } = sentence.tokens[head]!
      if (/^\p{Lu}[\p{L}\d]*\p{Lu}$/u.test(text) && end - start === text.length) found.set(text, type)
    }
  }
  return found
}

/** «группировка «Тень»», «штат Джорджия»: what is beside a class noun, as its name, is no mention of its own. */
function isPartOfName(tokens: Token[], i: number, lexicon: Lexicon): boolean {
  const { deprel, head } = tokens[i]!
  if (deprel !== 'appos' || tokens[i - 1]?.text === '(') return false
  if (isCapital(tokens, i)) return false
  const type = lexicon.heads.get(tokens[head]!.lemma)
  return quoted(tokens, i) ? type !== undefined || isClassNoun(tokens, head, lexicon) : type === 'Place'
}

/** «столица Армении Ереван»: it is the city that is named. */
const isCapital = (tokens: Token[], i: number): boolean =>
  tokens[i]!.deprel === 'appos' && tokens[i]!.upos === 'PROPN' && tokens[tokens[i]!.head]!.lemma === 'столица'

/** «профсоюз «Единство»»: a common noun that no list has, before a quoted name. */
function isClassNoun(tokens: Token[], i: number, lexicon: Lexicon): boolean {
  const { upos, lemma, feats } = tokens[i]!
  return upos === 'NOUN' && feats.Animacy !== 'Anim' && feats.Number !== 'Plur' && !lexicon.titles.has(lemma)
}

/** «предложил создать агентство по охоте»: what is only to be created has no name yet. */
function isCreated(tokens: Token[], i: number, lexicon: Lexicon): boolean {
  const { deprel, head, feats } = tokens[i]!
  const made = /^(?:obj|nsubj:pass)$/.test(deprel) || (deprel === 'nmod' && feats.Case === 'Gen')
  return made && feats.Number === 'Sing' && lexicon.classes.get('creating')!.has(tokens[head]!.lemma)
}

/** Whether words are the name of something: by a capital letter, or by a name in them («бельгийская полиция»). */
function isNamed({ tokens, names }: Sentence, start: number, end: number): boolean {
  return (
    tokens.some(t => t.start >= start && t.end <= end && /\p{Lu}/u.test(t.text)) ||
    names!.some(n => n.start >= start && n.end <= end && /^(?:COUNTRY|CITY|STATE_OR_PROVINCE)$/.test(n.type))
  )
}

interface Typed {
  type: string
  by: 'name' | 'head'
  /** Start and end, where they are known already. */
  span?: [number, number]
  /** How sure the analyser is, where it is the analyser that says so. */
  sure?: number
  /** Whether it counts only where a claim needs it. */
  weak?: boolean
}

function typeOf(sentence: Sentence, i: number, lexicon: Lexicon): Typed | undefined {
  const { tokens } = sentence
  const token = tokens[i]!
  const lemma = token.lemma.toLowerCase()
  if (isPhrase(tokens, i) || (lemma === 'власть' && token.feats.Number === 'Plur')) return undefined
  const pairs = children(tokens, i).flatMap(c => {
    const child = tokens[c]!
    if (child.deprel === 'amod') return [modifierKey(child.lemma, lemma)]
    if (child.deprel !== 'nmod') return []
    const prep = preposition(tokens, c)
    if (prep !== undefined) return [`${lemma}_${prep}`]
    return /^(?:Gen|Ins)$/.test(child.feats.Case ?? '') ? [`${lemma}_${child.lemma}`] : []
  })
  for (const pair of pairs) if (lexicon.pairs.has(pair)) return { type: lexicon.pairs.get(pair)!, by: 'head' }
  const partner = elided(sentence, i, lexicon)
  if (partner !== undefined) return { type: 'Threat', by: 'head' }
  const state = stateAfter(tokens, i, lexicon)
  if (state !== undefined) return { type: 'Country', by: 'name', span: [token.start, tokens[state]!.end] }
  const name = namesOf(sentence, lexicon).get(i)
  const named = name && {
    type: name.type,
    by: 'name' as const,
    span: [name.start, name.end] as [number, number],
    sure: name.probability,
  }
  if (name?.type === 'Place' && named && lexicon.capitals.has(nameKey(token.lemma)) && governs(tokens, i, lexicon)) {
    return { ...named, type: 'Country' }
  }
  if (isAct(tokens, i, lexicon)) return undefined
  if (!name && isAccusation(sentence, i, lexicon)) return { type: 'Threat', by: 'head' }
  if (lemma === 'столица' && children(tokens, i).some(c => isCapital(tokens, c))) return undefined
  // «Росконгресс» is a name, «медиафорум» a noun.
  const head = name && token.upos === 'PROPN' && !lexicon.heads.isOwn(lemma) ? undefined : lexicon.heads.get(lemma)
  if (head && name && /^(?:Person|Country)$/.test(name.type)) return named
  const known = lexicon.known.get(nameKey(token.lemma)) ?? lexicon.known.get(nameKey(token.text))
  // «Единой России»: a longer name of something else than its last word.
  const other = name && name.type !== known?.type && name.end - name.start > token.text.length
  if (known && !head && !other && (known.type === 'Threat' || /^\p{Lu}/u.test(token.text)))
    return name?.type === known.type ? named : { type: known.type, by: 'name' }
  if (lexicon.titles.has(lemma) && token.upos === 'NOUN')
    return lexicon.titles.get(lemma) === 'LEADS' && standsAlone(tokens, i) ? { type: 'Person', by: 'name' } : undefined
  if (head) {
    const unnamed =
      /^(?:Organization|Place)$/.test(head) && token.feats.Number === 'Plur' && /^\p{Ll}/u.test(token.text)
    if (unnamed || introduces(sentence, i, head, lexicon)) return undefined
    if (head === 'Event' && lexicon.attacks.has(lemma) && isPrepared(tokens, i, lexicon))
      return { type: 'Threat', by: 'head' }
    if (lemma === 'центр' && children(tokens, i).some(c => tokens[c]!.lemma === 'внимание')) return undefined
    if (lemma === 'центр' && head === 'Mechanism' && name?.type !== 'Organization' && isMiddle(sentence, i, lexicon))
      return undefined
    const called = children(tokens, i).find(c => tokens[c]!.deprel === 'appos' && quoted(tokens, c))
    const kind = name ?? (called === undefined ? undefined : namesOf(sentence, lexicon).get(called))
    const body = kind?.type === 'Organization' && lexicon.bodies.has(lemma)
    if (body && lexicon.held.has(lemma) && happens(tokens, i, lexicon)) return { type: 'Event', by: 'head' }
    const led = lexicon.classes.get('facilities')!.has(lemma) && lexicon.titles.has(tokens[token.head]?.lemma ?? '')
    return { type: body ? kind.type : led ? 'Organization' : head, by: 'head' }
  }
  if (token.feats.Number === 'Plur' && /^\p{Lu}/u.test(token.text) && i > 0 && lexicon.capitalised.has(lemma))
    return { type: lexicon.capitalised.get(lemma)!, by: 'head' }
  const owned = lexicon.owned.get(lemma)
  if (owned && children(tokens, i).some(c => tokens[c]!.feats.Case === 'Gen' && namesOf(sentence, lexicon).has(c)))
    return { type: owned, by: 'head' }
  if (lexicon.anaphors.get(lemma) === 'Country' && standsForState(tokens, i, lexicon))
    return { type: 'Country', by: 'head' }
  if (token.deprel === 'nmod' && token.head >= 0 && lexicon.heads.get(tokens[token.head]!.lemma) === 'Organization') {
    if (!/^(?:[\p{Lu}\d-]{2,})$/u.test(token.text) && !known && token.upos === 'NOUN') return undefined
  }
  return named ?? byQuotedName(sentence, i, lexicon) ?? asEvent(sentence, i, lexicon) ?? byUse(sentence, i, lexicon)
}

/** «в отношении Орлова», «в связи с арестом», «в обмен на газ»: no noun of its own. */
function isPhrase(tokens: Token[], i: number): boolean {
  const { lemma, feats } = tokens[i]!
  if (
    feats.Number === 'Plur' ||
    preposition(tokens, i) !== 'в' ||
    children(tokens, i).some(c => tokens[c]!.deprel === 'amod')
  )
    return false
  return (
    (lemma === 'отношение' && feats.Case === 'Loc') || lemma === 'связь' || (lemma === 'обмен' && feats.Case === 'Acc')
  )
}

/** «Республики Мали»: the name of a known state after its class. */
function stateAfter(tokens: Token[], i: number, lexicon: Lexicon): number | undefined {
  if (!STATE.test(tokens[i]!.lemma) || !/^\p{Lu}/u.test(tokens[i]!.text)) return undefined
  const name = tokens[i + 1]
  const isState = name?.deprel === 'appos' && name.head === i
  return isState && lexicon.known.get(nameKey(name.lemma))?.type === 'Country' ? i + 1 : undefined
}

/** «профсоюз «Единство»»: a class noun that no list has is what the analyser takes its quoted name for. */
function byQuotedName(sentence: Sentence, i: number, lexicon: Lexicon): Typed | undefined {
  const { tokens } = sentence
  if (!isClassNoun(tokens, i, lexicon)) return undefined
  const name = children(tokens, i).find(c => tokens[c]!.deprel === 'appos' && quoted(tokens, c))
  const type = name === undefined ? undefined : namesOf(sentence, lexicon).get(name)?.type
  return type && type !== 'Person' ? { type, by: 'head' } : undefined
}

/** «такой механизм, как X», «нашего инструмента – X»: a class word beside what it is said of. */
function introduces(sentence: Sentence, i: number, type: string, lexicon: Lexicon): boolean {
  const { tokens } = sentence
  if (type === 'Place') return false
  const bracketed = (c: number): boolean => tokens[c - 1]?.text === '('
  return (
    children(tokens, i).some(
      c => !bracketed(c) && isApposed(tokens, c) && !quoted(tokens, c) && typeOf(sentence, c, lexicon)?.type === type,
    ) || children(tokens, i).some(c => tokens[c]!.lemma === 'такой')
  )
}

/** A threat inside a threat is not counted. */
function insideThreat(m: Found, all: Found[]): boolean {
  return (
    m.type === 'Threat' &&
    all.some(
      o => o !== m && o.type === 'Threat' && o.start <= m.start && o.end >= m.end && o.end - o.start > m.end - m.start,
    )
  )
}

/** «Договора» in «Организация Договора …», «Федерации» in «Совет Федерации»: a word that only makes up a name. */
function officialWord(sentence: Sentence, m: Found, all: Found[], lexicon: Lexicon): boolean {
  const { text } = sentence.tokens[m.head]!
  const bare = m.type === 'Organization' && m.end - m.start === text.length && !namesOf(sentence, lexicon).has(m.head)
  return all.some(o => {
    if (o === m || o.start > m.start || o.end < m.end || o.end - o.start === m.end - m.start) return false
    return (
      (bare && o.type === 'Organization' && /^\p{Lu}/u.test(text)) ||
      (lexicon.known.has(nameKey(o.name)) && / /.test(o.name))
    )
  })
}
