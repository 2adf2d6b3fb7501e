// Titles and bodies in a tree → who holds them, and whose they are.
import { antecedent } from './deeds.ts'
import { children, conjuncts, preposition } from './draft.ts'
import type { Token } from './language/tree.ts'
import type { Lexicon } from './lexicon.ts'

/** Whether an adjective makes a title that of a head: «генеральный секретарь», «исполнительный директор». */
export const leads = (tokens: Token[], i: number, lexicon: Lexicon): boolean =>
  children(tokens, i).some(
    c => tokens[c]!.deprel === 'amod' && lexicon.leadsPhrases.includes(`${tokens[c]!.lemma} ${tokens[i]!.lemma}`),
  )

/** Who bears a title: the name in apposition, the subject it is said of, else whoever the title stands for. */
export function bearers(tokens: Token[], title: number, lexicon: Lexicon): number[] {
  const beside = children(tokens, title).filter(c => tokens[c]!.deprel === 'appos')
  // «командующий генерал-лейтенант Орлов»: a rank may stand between.
  const names = beside.flatMap(c => {
    if (tokens[c]!.upos === 'PROPN') return [c]
    const own = children(tokens, c)
    if (lexicon.titles.has(tokens[c]!.lemma) || own.some(k => tokens[k]!.deprel === 'nmod')) return []
    return own.filter(k => tokens[k]!.deprel === 'appos' && tokens[k]!.upos === 'PROPN')
  })
  const plural = tokens[title]!.feats.Number === 'Plur'
  if (names.length && plural) {
    // «президенты X и Y А и Б»: the parser may hang the second name on the title.
    const others = children(tokens, title).filter(c => tokens[c]!.deprel === 'conj' && tokens[c]!.upos === 'PROPN')
    return [...names.flatMap(name => [name, ...conjuncts(tokens, name)]), ...others.filter(c => c > names[0]!)]
  }
  if (names.length) return names
  const { head, deprel } = tokens[title]!
  if (deprel === 'appos' && tokens[head]!.upos === 'PROPN') return [head]
  const others = children(tokens, title).filter(
    c =>
      !plural &&
      /^(?:appos|conj)$/.test(tokens[c]!.deprel) &&
      lexicon.titles.has(tokens[c]!.lemma) &&
      tokens[c]!.feats.Number !== 'Plur',
  )
  const together = deprel.startsWith('nsubj') && tokens[head]!.feats.Number === 'Plur'
  for (const other of together ? [] : others) {
    const [name] = bearers(tokens, other, lexicon)
    if (name !== other && name !== undefined && isNextName(tokens, title, name)) return [name]
  }
  if (deprel === 'conj' && lexicon.titles.has(tokens[head]!.lemma) && tokens[head]!.deprel === 'appos') {
    const name = tokens[head]!.head
    if (isNextName(tokens, title, name)) return [name]
  }
  // «Юревич – предприниматель, создатель фонда»
  const said = children(tokens, deprel === 'conj' && !plural ? head : title).filter(c => tokens[c]!.deprel === 'nsubj')
  if (said.length) return said.map(c => antecedent(tokens, c))
  return plural ? [] : [title]
}

/** Whether no other person's name stands between a title and a name. */
function isNextName(tokens: Token[], title: number, name: number): boolean {
  const [from, to] = title < name ? [title, name] : [name + 1, title]
  return tokens.slice(from, to).every(t => t.deprel !== 'flat:name' || t.head === name)
}

/** Genitives downwards, nearest first: «Комитета секретарей советов безопасности ОДКБ». */
export function owners(tokens: Token[], word: number, lexicon: Lexicon): number[] {
  const next = children(tokens, word).filter(
    c => tokens[c]!.deprel === 'nmod' && tokens[c]!.feats.Case === 'Gen' && preposition(tokens, c) === undefined,
  )
  const found = next
    .filter(
      c =>
        !(
          tokens[c]!.feats.Number === 'Plur' &&
          /^\p{Ll}/u.test(tokens[c]!.text) &&
          lexicon.heads.get(tokens[c]!.lemma) === 'Mechanism'
        ),
    )
    .flatMap(c => [
      c,
      ...(lexicon.titles.has(tokens[c]!.lemma) && tokens[c]!.feats.Number !== 'Plur' ? [] : owners(tokens, c, lexicon)),
    ])
  if (found.length) return found
  // «Генеральная ассамблея и Совет Безопасности ООН»: the first shares the owner of the last, the widest one
  // («ВВС и войск ПВО Вооружённых сил»), but none of a title's («директор компании и президент холдинга»).
  const last = children(tokens, word).findLast(
    c => tokens[c]!.deprel === 'conj' && tokens[c]!.feats.Case === tokens[word]!.feats.Case,
  )
  if (last !== undefined) return lexicon.titles.has(tokens[last]!.lemma) ? [] : owners(tokens, last, lexicon).reverse()
  return children(tokens, word).flatMap(c => abbreviations(tokens, c))
}

/** «Комитет по водным ресурсам СНГ»: an abbreviation that ends the phrase belongs to its head. */
function abbreviations(tokens: Token[], word: number): number[] {
  const { lemma, deprel, feats } = tokens[word]!
  // «встреча с генсеком ШОС» is not of the ШОС, nor «представитель по странам СНГ», «министерство по делам СНГ» of the СНГ.
  if (/^(?:страна|дело)$/.test(lemma)) return []
  if (deprel !== 'nmod' || feats.Animacy === 'Anim' || preposition(tokens, word) === undefined) return []
  return children(tokens, word).filter(
    c => tokens[c]!.deprel === 'nmod' && tokens[c]!.feats.Case === 'Gen' && /^\p{Lu}{2,}$/u.test(tokens[c]!.text),
  )
}

/** What is coordinated with a word, or with the first of the names beside it («президенты X и Y Радович и Маринич»). */
export function peers(tokens: Token[], word: number): number[] {
  const name = children(tokens, word).find(c => tokens[c]!.deprel === 'appos' && tokens[c]!.upos === 'PROPN')
  return conjuncts(tokens, tokens[word]!.feats.Number === 'Plur' && name !== undefined ? name : word)
}
