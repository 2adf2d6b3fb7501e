// A noun phrase of a tree → its dictionary form: the head and what agrees with it in the nominative, everything else as it stands.
import type { Sentence, Token } from '../tree.ts'
import type { Decline, Declined, Form } from './decline.ts'

/** Relations of what agrees with the word it belongs to. */
const AGREE = /^(?:amod|det|acl|flat|flat:name|flat:foreign|appos|conj|nummod)$/
const NUMERALS: Record<string, string> = {
  двух: 'два', двум: 'два', двумя: 'два', трех: 'три', трем: 'три', тремя: 'три', четырех: 'четыре', четырем: 'четыре',
  четырьмя: 'четыре', пяти: 'пять', пятью: 'пять', шести: 'шесть', шестью: 'шесть', семи: 'семь', семью: 'семь',
  восьми: 'восемь', восемью: 'восемь', девяти: 'девять', девятью: 'девять', десяти: 'десять', десятью: 'десять',
  нескольких: 'несколько', нескольким: 'несколько', несколькими: 'несколько',
} // biome-ignore format: a table
/** Numbers after which, in the nominative, the noun stands in the genitive singular; after others, in the plural. */
const FEW = /^(?:два|две|три|четыре)$|(?:^|[^1])[234]$/
/** After these it stands in the nominative: «21 страница». */
const ONE = /(?:^|[^1])1$/

/** The words of a phrase in dictionary form: number and capitals are kept, white space becomes single spaces. */
export function nominativePhrase(
  decline: Decline,
  text: string,
  sentence: Sentence,
  head: number,
  start: number,
  end: number,
): string {
  const { tokens } = sentence
  const forms = new Map<number, string>()
  visit(head)
  let name = ''
  let at = start
  tokens.forEach((token, i) => {
    if (token.start < start || token.end > end) return
    name += text.slice(at, token.start) + (forms.get(i) ?? token.text)
    at = token.end
  })
  return (name + text.slice(at, end)).replace(/\s+/g, ' ')

  /** Declines token i with what agrees with it. */
  function visit(i: number): void {
    const token = tokens[i]!
    const own = token.feats.Case ?? (i === head ? undefined : tokens[head]!.feats.Case)
    const numeral = tokens.findIndex(
      (t, k) => t.head === i && /^nummod/.test(t.deprel) && inside(k) && (NUMERALS[plain(t.text)] || isGoverning(t)),
    )
    const to: Form = {
      case: 'Nom',
      number: token.feats.Number === 'Plur' ? 'Plur' : 'Sing',
      gender: token.feats.Gender,
    }
    if (numeral >= 0) {
      const { text } = tokens[numeral]!
      const word = NUMERALS[plain(text)]
      const number = word ?? plain(text)
      forms.set(numeral, number === 'два' && token.feats.Gender === 'Fem' ? 'две' : (word ?? text))
      // «четыре приговора», «семь лет»: it is in the form already.
      if (tokens[numeral]!.deprel === 'nummod:gov' && own === 'Gen') return
      forms.set(i, decline(tagged(token, i), { case: 'Gen', number: FEW.test(number) ? 'Sing' : 'Plur' }))
      tokens.forEach((child, k) => {
        if (child.head === i && k > numeral && inside(k) && /^(?:amod|det)$/.test(child.deprel) && child.feats.Case)
          forms.set(k, decline(tagged(child, k), { case: 'Gen', number: 'Plur' }))
      })
      return
    }
    if (own && own !== 'Nom') forms.set(i, decline(tagged(token, i), to))
    tokens.forEach((child, k) => {
      if (child.head !== i || !inside(k) || forms.has(k) || !AGREE.test(child.deprel)) return
      if (agrees(child, own, k)) agree(k, token, to)
    })
  }

  /** «пять», «72»: the noun counted stands in the genitive. */
  function isGoverning({ text, deprel }: Token): boolean {
    return deprel === 'nummod:gov' || (/^\d+$/.test(text) && !ONE.test(text))
  }

  function inside(k: number): boolean {
    return tokens[k]!.start >= start && tokens[k]!.end <= end && k !== head
  }

  function agrees(child: Token, own: string | undefined, k: number): boolean {
    if (child.feats.Variant === 'Short' || child.feats.VerbForm === 'Conv' || child.feats.VerbForm === 'Fin')
      return false
    if (/^(?:amod|det|acl|nummod)$/.test(child.deprel)) return child.feats.Case !== undefined
    if (/^flat/.test(child.deprel)) return child.upos === 'PROPN' || child.upos === 'NOUN'
    const governed = tokens.some((t, j) => t.head === k && t.deprel === 'case' && inside(j))
    const same =
      child.feats.Case === own ||
      (child.feats.Animacy === 'Anim' && /^(?:Gen|Acc){2}$/.test(`${child.feats.Case}${own}`))
    return child.feats.Case !== undefined && same && !governed
  }

  /** Declines what agrees with `above`: a modifier takes its number and gender, a name or a second noun keeps its own. */
  function agree(k: number, above: Token, to: Form): void {
    const child = tokens[k]!
    if (!/^(?:amod|det|acl|nummod)$/.test(child.deprel) && child.upos !== 'ADJ') {
      visit(k)
      return
    }
    const ordinal = /^(\d+-)\p{Ll}{1,3}$/u.exec(child.text)
    if (ordinal) {
      forms.set(k, ordinal[1]! + (to.number === 'Plur' ? 'е' : ({ Fem: 'я', Neut: 'е' }[to.gender ?? ''] ?? 'й')))
      return
    }
    const word = tagged(child, k)
    const feats = { ...word.feats, Case: above.feats.Case ?? word.feats.Case ?? 'Nom' }
    const believed = fits(word, feats) ? feats : word.feats
    if (believed.Case !== 'Nom') forms.set(k, decline({ ...word, feats: believed }, to))
    tokens.forEach((t, j) => {
      if (t.head !== k || !inside(j) || forms.has(j)) return
      if (/^(?:conj|amod|det)$/.test(t.deprel) && t.feats.Case !== undefined && /^(?:ADJ|DET|VERB|NUM)$/.test(t.upos))
        agree(j, above, to)
    })
  }

  /** Whether an adjective's ending allows the tag. */
  function fits({ text }: Declined, feats: Token['feats']): boolean {
    const endings: Record<string, RegExp> = {
      Gen: /(?:ого|его|ой|ей|ых|их)(?:ся)?$/, Dat: /(?:ому|ему|ой|ей|ым|им)(?:ся)?$/, Ins: /(?:ым|им|ой|ей|ою|ею|ыми|ими)(?:ся)?$/,
      Loc: /(?:ом|ем|ой|ей|ых|их)(?:ся)?$/, Acc: /(?:ый|ий|ой|ую|юю|ое|ее|ые|ие|ого|его|ых|их)(?:ся)?$/, Nom: /(?:ый|ий|ой|ая|яя|ое|ее|ые|ие)(?:ся)?$/,
    } // biome-ignore format: a table
    return endings[feats.Case!]?.test(text.toLowerCase()) ?? false
  }

  /** A token as a word to decline. A person's gender is told by the patronymic or the given name, a lone surname's by its ending. */
  function tagged(token: Token, i: number): Declined {
    const { text, lemma, upos } = token
    const first = /^(?:flat|appos)/.test(token.deprel) && tokens[token.head]?.upos === 'PROPN' ? token.head : i
    const names = tokens.filter(
      (t, k) =>
        (k === first || t.head === first) && t.upos === 'PROPN' && (k === first || /^flat|appos/.test(t.deprel)),
    )
    const person = upos === 'PROPN' && (token.feats.Animacy === 'Anim' || tokens[first]!.feats.Animacy === 'Anim')
    const patronymic = person && /(?:вич|ьич)(?:а|у|ем|е)?$|(?:вн|чн)(?:а|ы|е|у|ой)$/u.test(text)
    const surname = person && !patronymic && (names.length === 1 || i !== first) && text.length > 2
    const feats: Token['feats'] = { ...token.feats, Case: token.feats.Case ?? tokens[first]!.feats.Case ?? 'Nom' }
    const gender = person ? personGender(names, surname ? feats.Case : undefined, text) : undefined
    if (gender !== undefined && feats.Number !== 'Plur') feats.Gender = gender
    if (surname && feats.Gender === 'Masc' && feats.Case === 'Gen' && names[0]!.feats.Case === 'Acc') feats.Case = 'Acc'
    const together = names[0]?.feats.Case
    if (surname && i !== first && together && together !== feats.Case && names[0]!.text.length > 2)
      feats.Case = together
    return { text, lemma, upos, feats, surname }
  }

  function personGender(names: Token[], grammaticalCase: string | undefined, text: string): string | undefined {
    for (const name of names) {
      if (/(?:вн|чн)(?:а|ы|е|у|ой)$/u.test(name.text)) return 'Fem'
      if (/(?:вич|ьич)(?:а|у|ем|е)?$/u.test(name.text)) return 'Masc'
    }
    const known = names[0] && decline.genderOf(names[0].lemma)
    if (known && names.length > 1) return known
    if (names[0] && names.length > 1 && names[0].text.length > 2) return names[0].feats.Gender
    const ending = /(?:[ое]в|ёв|[иы]н)(|а|у|ым|ой|е)$/u.exec(text)?.[1]
    if (grammaticalCase === undefined || ending === undefined) return undefined
    if (ending === 'ой') return 'Fem'
    if (ending === 'а') return grammaticalCase === 'Nom' ? 'Fem' : 'Masc'
    if (ending === 'у') return grammaticalCase === 'Acc' ? 'Fem' : 'Masc'
    return 'Masc'
  }
}

function plain(word: string): string {
  return word.toLowerCase().replace(/ё/g, 'е')
}
