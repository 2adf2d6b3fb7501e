// A noun in its tree → the stretch of text of the whole phrase that it heads, as mentions are delimited.
import { children, preposition, subtree } from './draft.ts'
import type { Sentence, Token } from './language/tree.ts'
import type { Lexicon } from './lexicon.ts'

/** Prepositions whose phrases belong to the noun's name («группа по …»). */
const NAMING = new Set(['по', 'о', 'для', 'против', 'от', 'в', 'за', 'с', 'к', 'на', 'между', 'из'])

export const isOpening = (mark: string | undefined): boolean => mark !== undefined && /^[«“„"]$/.test(mark)

/** Whether a phrase begins just after an opening quotation mark. */
export function quoted(tokens: Token[], head: number): boolean {
  const first = subtree(tokens, head, c => /^(?:amod|flat.*)$/.test(tokens[c]!.deprel) && c < head)[0]!
  return isOpening(tokens[first - 1]?.text)
}

/** In «незаконного оборота оружия и наркотиков», for «наркотиков» the token «оборота»; «финансирование терроризма и X» alike. */
export function elided(sentence: Sentence, i: number, lexicon: Lexicon): number | undefined {
  const { tokens } = sentence
  const { head, deprel, feats } = tokens[i]!
  if (deprel !== 'conj' || feats.Case !== 'Gen' || head < 0) return undefined
  if (children(tokens, i).some(c => tokens[c]!.deprel === 'amod')) return undefined
  const left = tokens[head]!
  if (left.deprel !== 'nmod' || left.head < 0) return undefined
  const governor = left.head
  if (lexicon.pairs.get(`${tokens[governor]!.lemma}_${left.lemma}`) === 'Threat') return governor
  const pair = children(tokens, governor).some(
    c =>
      tokens[c]!.deprel === 'amod' &&
      lexicon.pairs.get(`${tokens[c]!.lemma.slice(0, -2)}~${tokens[governor]!.lemma}`) === 'Threat',
  )
  return pair && tokens[governor]!.lemma === 'оборот' ? governor : undefined
}

/** «Исламской Республики Иран»: whether two words are of one name. */
function isOneName({ tokens, names }: Sentence, a: number, b: number): boolean {
  return names!.some(n => n.start <= tokens[a]!.start && n.end >= tokens[b]!.end)
}

/** Start and end of the whole phrase around a head, as offsets into the text. */
export function extent(
  text: string,
  sentence: Sentence,
  head: number,
  { type, by }: { type: string; by: 'name' | 'head' },
  lexicon: Lexicon,
): [number, number] {
  const { tokens } = sentence
  const isName = by === 'name' && tokens[head]!.upos === 'PROPN'
  const title = lexicon.titles.has(tokens[head]!.lemma)
  const belongs = (child: number): boolean => {
    const { deprel, head: to, lemma, feats } = tokens[child]!
    if (/^(?:punct|cc|dep|case|mark|advmod)$/.test(deprel)) return to !== head && deprel === 'case'
    if (isName && to === head) return /^flat/.test(deprel)
    if (deprel === 'det') return to !== head && feats.Case !== undefined
    if (deprel === 'conj')
      return (
        to !== head &&
        !/^(?:Place|Person|Country)$/.test(type) &&
        tokens[child]!.feats.Case === tokens[to]!.feats.Case &&
        elided(sentence, child, lexicon) === undefined
      )
    // «культовой рок-группы «Алиса»»: before a class noun and its quoted name stands nothing that belongs to them.
    if (
      deprel === 'amod' &&
      to === head &&
      child < head &&
      tokens[head]!.upos === 'NOUN' &&
      (isCalled() || isNamedPlace())
    )
      return false
    if (deprel === 'amod')
      return (
        !(to === head && (lexicon.degree.has(lemma) || child < head - 3)) &&
        (child < to || isMany(to) || !afterComma(child))
      )
    if (deprel === 'appos') {
      if (tokens[child - 1]?.text === '(') return false
      if (type === 'Threat') return to === child - 1 && /^\p{Script=Latin}/u.test(tokens[child]!.text)
      // «встречи с президентом России Дмитрием Медведевым»
      if (type === 'Event' && to !== head && tokens[to]!.feats.Animacy === 'Anim' && !afterComma(child)) return true
      return quoted(tokens, child) || (type === 'Place' && to === head) || isOneName(sentence, to, child)
    }
    if (deprel === 'nmod') return ofName(child)
    if (/^(?:flat|nummod)/.test(deprel)) return lemma !== 'один' // «ещё одну газету»
    if (deprel === 'acl')
      return (
        (type === 'Threat' && to === head && !afterComma(child)) ||
        (to !== head && isMany(to) && /^(?:Mechanism|Threat)$/.test(type))
      )
    if (deprel === 'iobj' && to === head) return type === 'Event' && child === head + 1
    return to !== head && /^(?:obl|obj|iobj|xcomp)$/.test(deprel)
  }
  /** «розыск лиц, причастных к X»: a clause about many people says who they are. */
  function isMany(noun: number): boolean {
    return tokens[noun]!.feats.Number === 'Plur' && tokens[noun]!.feats.Animacy === 'Anim'
  }
  function afterComma(child: number): boolean {
    const first = subtree(tokens, child).find(k => tokens[k]!.upos !== 'PUNCT')!
    return tokens[first - 1]?.text === ','
  }
  /** «пресс-конференция в четверг»: when it was is no part of the name; «терактов 2015 года» is. */
  function isDate(child: number): boolean {
    const { start, end, head: to } = tokens[child]!
    const date = sentence.names!.some(n => /^(?:DATE|TIME)$/.test(n.type) && n.start <= start && n.end >= end)
    return date && preposition(tokens, child) !== undefined && (to === head || type !== 'Event')
  }
  /** Whether a noun below the phrase's words belongs to it. */
  function ofName(child: number): boolean {
    const { head: to, upos } = tokens[child]!
    if (/^(?:PRON|DET)$/.test(upos) || (upos === 'ADJ' && (child !== to + 1 || tokens[child]!.feats.Number !== 'Plur')))
      return false
    const prep = preposition(tokens, child)
    if (afterComma(child) || isDate(child)) return false
    if (
      prep === undefined &&
      /^(?:Organization|Document)$/.test(type) &&
      to === head &&
      /^(?:Dat|Ins)$/.test(tokens[child]!.feats.Case ?? '')
    )
      return false
    // «Чуйской области Киргизии»: the place is named already.
    if (prep === undefined && type === 'Place' && to === head && upos === 'PROPN' && isCapitalised(child)) return false
    if (prep === undefined)
      return !title || to !== head || child === children(tokens, head).find(c => tokens[c]!.deprel === 'nmod')
    if (prep === 'под' && lexicon.classes.get('guidance')!.has(tokens[child]!.lemma)) return false
    if (title || prep === 'при' || (type === 'Place' && to === head) || behindQuotes(child)) return false
    if (type === 'Organization' && to === head && /^[вн]а?$/.test(prep) && tokens[child]!.upos === 'PROPN') return false
    if (type === 'Document' && to === head && prep === 'на' && tokens[child]!.feats.Case === 'Loc') return false
    if (type === 'Event' && to === head && /^[вн]/.test(prep) && tokens[child]!.upos === 'PROPN' && complement(child))
      return false
    return to === head ? NAMING.has(prep) && child > head : true
  }
  /** «итальянском городе Бари»: a class noun, and the name of the place after it. */
  function isNamedPlace(): boolean {
    const next = tokens[head + 1]
    return (
      type === 'Place' &&
      lexicon.called.has(tokens[head]!.lemma) &&
      next?.upos === 'PROPN' &&
      next.head === head &&
      next.deprel === 'appos'
    )
  }
  /** Whether a quoted name follows the head at once. */
  function isCalled(): boolean {
    const name = children(tokens, head).find(c => tokens[c]!.deprel === 'appos' && quoted(tokens, c))
    return name !== undefined && isOpening(tokens[head + 1]?.text)
  }
  /** Whether an adjective before the head is a name, and so is the child. */
  function isCapitalised(child: number): boolean {
    const name = children(tokens, head).some(
      c => c < head && tokens[c]!.deprel === 'amod' && /^\p{Lu}/u.test(tokens[c]!.text),
    )
    return name && /^\p{Lu}/u.test(tokens[child]!.text) && tokens[head]!.upos === 'NOUN'
  }
  /** «группировки «Тень» на севере»: the quoted name is the end of the whole. */
  function behindQuotes(child: number): boolean {
    return children(tokens, head).some(c => c > head && c < child && tokens[c]!.deprel === 'appos' && quoted(tokens, c))
  }
  /** «встреча с президентом в Сочи»: whether the head has a complement before this one. */
  function complement(child: number): boolean {
    return children(tokens, head).some(c => c < child && c > head && tokens[c]!.deprel === 'nmod')
  }
  const words = subtree(tokens, head, belongs)
  let first = words[0]!
  // The phrase is one stretch of text: cut off what lies before a gap that does not belong to it.
  for (let k = words.indexOf(head); k > 0 && words[k]! - words[k - 1]! <= 2; k--) first = words[k - 1]!
  let last = words.at(-1)!
  if (type === 'Document' && tokens[last + 1]?.text === '№' && /\d/.test(tokens[last + 2]?.text ?? '')) last += 2
  const closes = /^[»”"]$/.test(tokens[last + 1]?.text ?? '')
  if (isOpening(tokens[first - 1]?.text) && closes && first === head) first--
  if (closes && /(?:[«“„][^»”]*|(?:^|\s)"[^"]*)$/.test(text.slice(tokens[first]!.start, tokens[last]!.end))) last++
  return [tokens[first]!.start, tokens[last]!.end]
}
