// Trees → mentions: noun phrases that name something or whose head is a word of the lexicon, nested ones included.
import { nameKey } from '../graph/id.ts'
import { children, type Draft, type Found, isApposed, preposition, subtree } from './draft.ts'
import type { Analyzer, Sentence, Token } from './language/tree.ts'
import { type Lexicon, modifierKey } from './lexicon.ts'

/** Prepositions whose phrases belong to the noun's name («группа по …»). */
const NAMING = new Set(['по', 'о', 'для', 'против', 'от', 'в', 'за', 'с', 'к', 'на'])

export function findMentions(draft: Draft, lexicon: Lexicon, language: Analyzer): Found[] {
  const { text } = draft.article
  return draft.sentences.flatMap((sentence, s) => {
    const found: Found[] = []
    sentence.tokens.forEach((token, i) => {
      if (
        token.deprel === 'appos' &&
        quoted(sentence.tokens, i) &&
        lexicon.heads.has(sentence.tokens[token.head]!.lemma)
      )
        return
      if (!/^(?:NOUN|PROPN|ADJ)$/.test(token.upos) || token.deprel === 'flat:name') return
      const type = typeOf(sentence, i, lexicon)
      if (!type) return
      const [start, end] = type.span ?? extent(text, sentence, i, type.type, lexicon)
      if (lexicon.named.has(type.type) && type.by === 'head' && !/\p{Lu}/u.test(text.slice(start, end))) {
        if (lexicon.anaphors.get(token.lemma) !== type.type || end - start !== token.text.length) return
      }
      const partner = elided(sentence, i, lexicon)
      found.push({
        sentence: s,
        head: i,
        start,
        end,
        type: type.type,
        name: nameOf(i, start, end, partner),
        weak: lexicon.weak.has(type.type),
        ...(partner !== undefined && { partner }),
      })
    })
    return found.filter(m => !insideThreat(m, found) && !officialWord(text, m, found, lexicon))

    function nameOf(i: number, start: number, end: number, whole: number | undefined): string {
      const name = language.nominative(text, sentence, i, start, end)
      if (whole === undefined) return name
      const head = sentence.tokens[whole]!
      const [from, to] = [
        Math.min(
          head.start,
          ...children(sentence.tokens, whole)
            .filter(c => sentence.tokens[c]!.deprel === 'amod')
            .map(c => sentence.tokens[c]!.start),
        ),
        head.end,
      ]
      return `${language.nominative(text, sentence, whole, from, to)} ${text.slice(start, end)}`
    }
  })
}

const isOpening = (mark: string | undefined): boolean => mark !== undefined && /^[«“„"]$/.test(mark)

/** Whether a phrase begins just after an opening quotation mark. */
function quoted(tokens: Token[], head: number): boolean {
  const first = subtree(tokens, head, c => tokens[c]!.deprel === 'amod' || tokens[c]!.deprel === 'flat:name')[0]!
  return isOpening(tokens[first - 1]?.text)
}

interface Typed {
  type: string
  by: 'name' | 'head'
  /** Start and end, where they are known already. */
  span?: [number, number]
}

function typeOf(sentence: Sentence, i: number, lexicon: Lexicon): Typed | undefined {
  const { tokens } = sentence
  const token = tokens[i]!
  const lemma = token.lemma.toLowerCase()
  const pairs = children(tokens, i).flatMap(c => {
    const child = tokens[c]!
    if (child.deprel === 'amod') return [modifierKey(child.lemma, lemma)]
    return child.deprel === 'nmod' && child.feats.Case === 'Gen' && preposition(tokens, c) === undefined
      ? [`${lemma}_${child.lemma}`]
      : []
  })
  for (const pair of pairs) if (lexicon.pairs.has(pair)) return { type: lexicon.pairs.get(pair)!, by: 'head' }
  const partner = elided(sentence, i, lexicon)
  if (partner !== undefined) return { type: 'Threat', by: 'head' }
  const head = lexicon.heads.get(lemma)
  const known = lexicon.known.get(nameKey(token.lemma)) ?? lexicon.known.get(nameKey(token.text))
  if (known && !head) return { type: known.type, by: 'name' }
  if (lexicon.titles.has(lemma) && token.upos === 'NOUN')
    return lexicon.titles.get(lemma) === 'LEADS' && standsAlone(tokens, i) ? { type: 'Person', by: 'name' } : undefined
  if (head) {
    const unnamed = head === 'Organization' && token.feats.Number === 'Plur' && /^\p{Ll}/u.test(token.text)
    return unnamed || introduces(sentence, i, head, lexicon) ? undefined : { type: head, by: 'head' }
  }
  if (token.deprel === 'nmod' && token.head >= 0 && lexicon.heads.get(tokens[token.head]!.lemma) === 'Organization') {
    if (!/^(?:[\p{Lu}\d-]{2,})$/u.test(token.text) && !token.feats.NameType && !known && token.upos === 'NOUN')
      return undefined
  }
  const name = sentence.names ? namesOf(sentence, lexicon).get(i) : undefined
  if (name) return { type: name.type, by: 'name', span: [name.start, name.end] }
  return sentence.names ? undefined : nameType(tokens, i)
}

const cached = new WeakMap<Sentence, Map<number, { type: string; start: number; end: number }>>()

/** The names that the analyser found, by the token that heads them: of several the longest. */
function namesOf(sentence: Sentence, lexicon: Lexicon): Map<number, { type: string; start: number; end: number }> {
  let found = cached.get(sentence)
  if (found) return found
  found = new Map()
  const { tokens } = sentence
  for (const { start, end, type } of sentence.names ?? []) {
    const ours = lexicon.names.get(type)
    if (!ours) continue
    const nested =
      ours === 'Person' &&
      sentence.names!.some(n => n.type === type && n.start <= start && n.end >= end && n.end - n.start > end - start)
    if (nested) continue
    const inside = (i: number): boolean => i >= 0 && tokens[i]!.start >= start && tokens[i]!.end <= end
    const head = tokens.findIndex((t, i) => inside(i) && !inside(t.head) && t.upos !== 'PUNCT')
    const unnamed =
      ours === 'Organization' &&
      head >= 0 &&
      /^\p{Ll}/u.test(tokens[head]!.text) &&
      !lexicon.heads.has(tokens[head]!.lemma)
    if (unnamed) continue
    const known = found.get(head)
    if (head >= 0 && (!known || known.end - known.start < end - start)) found.set(head, { type: ours, start, end })
  }
  cached.set(sentence, found)
  return found
}

/** «такой механизм, как X», «нашего инструмента – X»: a class word beside what it is said of. */
function introduces(sentence: Sentence, i: number, type: string, lexicon: Lexicon): boolean {
  const { tokens } = sentence
  return (
    children(tokens, i).some(
      c => isApposed(tokens, c) && !quoted(tokens, c) && typeOf(sentence, c, lexicon)?.type === type,
    ) || children(tokens, i).some(c => tokens[c]!.lemma === 'такой')
  )
}

/** A title that stands for its bearer: no name follows, and it is not a predicate or in the plural. */
function standsAlone(tokens: Token[], i: number): boolean {
  const token = tokens[i]!
  if (token.feats.Number === 'Plur' || token.feats.Case === 'Ins') return false
  return !children(tokens, i).some(c => tokens[c]!.deprel === 'appos' && tokens[c]!.upos === 'PROPN')
}

/** Type of a name by its form. */
function nameType(tokens: Token[], i: number): Typed | undefined {
  const token = tokens[i]!
  const first = i === 0 || (i === 1 && tokens[0]!.upos === 'PUNCT')
  if (!/^\p{Lu}/u.test(token.text)) return undefined
  const long = children(tokens, i).some(c => tokens[c]!.deprel === 'flat:name')
  const named = token.feats.NameType
  const by = 'name'
  if (long || (named && named !== 'Geo')) return { type: 'Person', by }
  if (named === 'Geo') return { type: 'Place', by }
  const quoted = isOpening(tokens[i - 1]?.text)
  if (/^[\p{Lu}\d-]{2,}$/u.test(token.text) || /^\p{Script=Latin}/u.test(token.text))
    return quoted && token.deprel === 'appos' ? undefined : { type: 'Organization', by }
  if (quoted || first || token.upos === 'ADJ') return undefined
  return { type: 'Organization', by }
}

/** In «незаконного оборота оружия и наркотиков», for «наркотиков» the token «оборота». */
function elided(sentence: Sentence, i: number, lexicon: Lexicon): number | undefined {
  const { tokens } = sentence
  const { head, deprel, feats } = tokens[i]!
  if (
    deprel !== 'conj' ||
    feats.Case !== 'Gen' ||
    head < 0 ||
    children(tokens, i).some(c => tokens[c]!.deprel === 'amod')
  )
    return undefined
  const left = tokens[head]!
  if (left.deprel !== 'nmod' || left.head < 0) return undefined
  const governor = left.head
  const pair = children(tokens, governor).some(
    c =>
      tokens[c]!.deprel === 'amod' &&
      lexicon.pairs.get(modifierKey(tokens[c]!.lemma, tokens[governor]!.lemma)) === 'Threat',
  )
  return pair && tokens[governor]!.lemma === 'оборот' ? governor : undefined
}

/** Start and end of the whole phrase around a head, as offsets into the text. */
function extent(text: string, sentence: Sentence, head: number, type: string, lexicon: Lexicon): [number, number] {
  const { tokens } = sentence
  const isName = tokens[head]!.upos === 'PROPN' && !lexicon.heads.has(tokens[head]!.lemma.toLowerCase())
  const title = lexicon.titles.has(tokens[head]!.lemma)
  const keep = (child: number): boolean => {
    const { deprel, head: to, lemma, feats } = tokens[child]!
    if (/^(?:punct|cc|dep|case|mark|advmod)$/.test(deprel)) return to !== head && deprel === 'case'
    if (isName && to === head) return deprel === 'flat:name'
    if (deprel === 'det') return to !== head && feats.Case !== undefined
    if (deprel === 'conj') return to !== head && elided(sentence, child, lexicon) === undefined
    if (deprel === 'amod') return !(to === head && (lexicon.degree.has(lemma) || child < head - 3))
    if (deprel === 'appos') return type !== 'Threat' && quoted(tokens, child)
    if (deprel === 'nmod') {
      const prep = preposition(tokens, child)
      if (prep === undefined)
        return !title || to !== head || child === children(tokens, head).find(c => tokens[c]!.deprel === 'nmod')
      if (title || prep === 'при') return false
      return to === head ? NAMING.has(prep) && child > head : true
    }
    if (deprel === 'flat:name' || deprel === 'nummod') return true
    if (deprel === 'acl') return type === 'Threat' || to !== head
    return to !== head && /^(?:obl|obj|iobj|xcomp)$/.test(deprel)
  }
  const words = subtree(tokens, head, keep)
  let first = words[0]!
  // The phrase is one stretch of text: cut off what lies before a gap that does not belong to it.
  for (let k = words.indexOf(head); k > 0 && words[k]! - words[k - 1]! <= 2; k--) first = words[k - 1]!
  let last = words.at(-1)!
  const closes = /^[»”"]$/.test(tokens[last + 1]?.text ?? '')
  if (isOpening(tokens[first - 1]?.text) && closes && first === head) first--
  if (closes && /(?:[«“„][^»”]*|(?:^|\s)"[^"]*)$/.test(text.slice(tokens[first]!.start, tokens[last]!.end))) last++
  return [tokens[first]!.start, tokens[last]!.end]
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

/** «Договора» in «Организация Договора …»: a word that only makes up the name of something known. */
function officialWord(text: string, m: Found, all: Found[], lexicon: Lexicon): boolean {
  return all.some(
    o =>
      o !== m &&
      o.start <= m.start &&
      o.end >= m.end &&
      lexicon.known.has(nameKey(o.name)) &&
      nameKey(text.slice(o.start, o.end)).includes(' '),
  )
}
