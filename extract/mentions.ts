// Trees → mentions: noun phrases that name something or whose head is a word of the lexicon, nested ones included.
import { nameKey } from '../graph/id.ts'
import { children, type Draft, type Found, isApposed, preposition } from './draft.ts'
import { elided, extent, quoted } from './extent.ts'
import type { Analyzer, Sentence, Token } from './language/tree.ts'
import { type Lexicon, modifierKey } from './lexicon.ts'
import { namesOf } from './names.ts'

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
      const alone = end - start === token.text.length
      if (lexicon.named.has(type.type) && type.by === 'head' && !isNamed(sentence, start, end)) {
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
        weak: lexicon.weak.has(type.type),
        sure: type.sure ?? 1,
        ...(partner !== undefined && { partner }),
      })
    })
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
  const type = lexicon.heads.get(tokens[head]!.lemma)
  return quoted(tokens, i) ? type !== undefined : type === 'Place'
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
}

function typeOf(sentence: Sentence, i: number, lexicon: Lexicon): Typed | undefined {
  const { tokens } = sentence
  const token = tokens[i]!
  const lemma = token.lemma.toLowerCase()
  const pairs = children(tokens, i).flatMap(c => {
    const child = tokens[c]!
    if (child.deprel === 'amod') return [modifierKey(child.lemma, lemma)]
    if (child.deprel !== 'nmod') return []
    const prep = preposition(tokens, c)
    return prep !== undefined ? [`${lemma}_${prep}`] : child.feats.Case === 'Gen' ? [`${lemma}_${child.lemma}`] : []
  })
  for (const pair of pairs) if (lexicon.pairs.has(pair)) return { type: lexicon.pairs.get(pair)!, by: 'head' }
  const partner = elided(sentence, i, lexicon)
  if (partner !== undefined) return { type: 'Threat', by: 'head' }
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
  if (!name && isAccusation(sentence, i, lexicon)) return { type: 'Threat', by: 'head' }
  const head = lexicon.heads.get(lemma)
  if (head && name && /^(?:Person|Country)$/.test(name.type)) return named
  const known = lexicon.known.get(nameKey(token.lemma)) ?? lexicon.known.get(nameKey(token.text))
  if (known && !head && (known.type === 'Threat' || /^\p{Lu}/u.test(token.text)))
    return name?.type === known.type ? named : { type: known.type, by: 'name' }
  if (lexicon.titles.has(lemma) && token.upos === 'NOUN')
    return lexicon.titles.get(lemma) === 'LEADS' && standsAlone(tokens, i) ? { type: 'Person', by: 'name' } : undefined
  if (head) {
    const unnamed =
      /^(?:Organization|Place)$/.test(head) && token.feats.Number === 'Plur' && /^\p{Ll}/u.test(token.text)
    if (unnamed || introduces(sentence, i, head, lexicon)) return undefined
    if (head === 'Event' && lexicon.attacks.has(lemma) && isPrepared(tokens, i, lexicon))
      return { type: 'Threat', by: 'head' }
    if (lemma === 'центр' && head === 'Mechanism' && name?.type !== 'Organization' && isMiddle(sentence, i, lexicon))
      return undefined
    const body = name?.type === 'Organization' && lexicon.bodies.has(lemma)
    return { type: body ? name.type : head, by: 'head' }
  }
  const owned = lexicon.owned.get(lemma)
  if (owned && children(tokens, i).some(c => tokens[c]!.feats.Case === 'Gen' && namesOf(sentence, lexicon).has(c)))
    return { type: owned, by: 'head' }
  if (lexicon.anaphors.get(lemma) === 'Country' && standsForState(tokens, i, lexicon))
    return { type: 'Country', by: 'head' }
  if (token.deprel === 'nmod' && token.head >= 0 && lexicon.heads.get(tokens[token.head]!.lemma) === 'Organization') {
    if (!/^(?:[\p{Lu}\d-]{2,})$/u.test(token.text) && !known && token.upos === 'NOUN') return undefined
  }
  return named
}

/** «Минск подписал», «переговоры с Тегераном»: a capital that acts is the government of its state. */
function governs(tokens: Token[], i: number, lexicon: Lexicon): boolean {
  const { deprel, head } = tokens[i]!
  if (deprel === 'conj') return governs(tokens, head, lexicon)
  if (deprel === 'nsubj')
    return tokens[head]!.upos === 'VERB' && !lexicon.classes.get('hosting')!.has(tokens[head]!.lemma)
  if (deprel === 'iobj') return true
  return /^(?:obl|nmod)$/.test(deprel) && /^(?:с|между|против)$/.test(preposition(tokens, i) ?? '')
}

/** «центр Москвы», «в центре города»: the middle of a place. */
function isMiddle(sentence: Sentence, i: number, lexicon: Lexicon): boolean {
  const { tokens } = sentence
  return children(tokens, i).some(
    c =>
      tokens[c]!.deprel === 'nmod' &&
      (lexicon.heads.get(tokens[c]!.lemma) === 'Place' || namesOf(sentence, lexicon).get(c)?.type === 'Place'),
  )
}

/** «обвинил в подтасовке итогов», «осуждён за уклонение»: whatever somebody is accused of. */
function isAccusation({ tokens, names }: Sentence, i: number, lexicon: Lexicon): boolean {
  const { upos, deprel, head, feats, start, lemma } = tokens[i]!
  if (upos !== 'NOUN' || lexicon.transparent.has(lemma) || !/^(?:obl|nmod)$/.test(deprel)) return false
  const asked = feats.Case === 'Loc' ? 'в' : feats.Case === 'Acc' ? 'за' : undefined
  if (!asked || preposition(tokens, i) !== asked || !lexicon.classes.get(`accusing_${asked}`)?.has(tokens[head]!.lemma))
    return false
  return !names!.some(n => /^(?:DATE|TIME|FACILITY|CITY|COUNTRY)$/.test(n.type) && n.start <= start && n.end > start)
}

/** «подготовка теракта», «планировали совершить нападение»: what is only prepared. */
function isPrepared(tokens: Token[], i: number, lexicon: Lexicon): boolean {
  for (let k = tokens[i]!.head, up = 0; k >= 0 && up < 3; k = tokens[k]!.head, up++) {
    if (lexicon.preparing.has(tokens[k]!.lemma)) return true
    if (tokens[k]!.upos !== 'VERB' || tokens[k]!.deprel !== 'xcomp') return false
  }
  return false
}

/** «его страна»: a class noun alone that stands for a state; not «глава государства», «страна Сербия». */
function standsForState(tokens: Token[], i: number, lexicon: Lexicon): boolean {
  const { feats, head, deprel } = tokens[i]!
  if (feats.Number !== 'Sing' || (deprel === 'nmod' && lexicon.titles.has(tokens[head]!.lemma))) return false
  return children(tokens, i).every(c => /^(?:det|case|punct|cc|acl:relcl)$/.test(tokens[c]!.deprel))
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

/** A title that stands for its bearer: no name follows, and it is not a predicate or in the plural. */
function standsAlone(tokens: Token[], i: number): boolean {
  const token = tokens[i]!
  if (token.feats.Number === 'Plur' || token.feats.Case === 'Ins') return false
  if (
    token.deprel === 'nmod' &&
    /^(?:пост|должность|место|кресло|кандидат|выборы|роль)$/.test(tokens[token.head]!.lemma)
  )
    return false
  return !children(tokens, i).some(c => tokens[c]!.deprel === 'appos' && tokens[c]!.upos === 'PROPN')
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
