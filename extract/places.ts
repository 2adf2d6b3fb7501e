// Places → words: follows the steps of a frame's places through a dependency tree.
import { children, isApposed, preposition, subtree } from './draft.ts'
import type { Place, Step } from './frames.ts'
import type { Token } from './language/tree.ts'
import type { Lexicon } from './lexicon.ts'

/** Words that stand at a place, seen from a trigger. Each comes with the words that are coordinated with it. */
export function follow(tokens: Token[], from: number, place: Place, lexicon: Lexicon): number[] {
  let words = [from]
  for (const step of place)
    words = words.flatMap(word => withConjuncts(tokens, take(tokens, word, step, lexicon), step))
  return [...new Set(words.map(word => antecedent(tokens, word)))]
}

/** The words of one step. */
function take(tokens: Token[], word: number, step: Step, lexicon: Lexicon): number[] {
  const kids = [...children(tokens, word), ...raised(tokens, word, lexicon)]
  const asked = (i: number): boolean => isAsked(tokens, i, step, lexicon)
  const named = (test: (t: Token, i: number) => boolean): number[] => kids.filter(c => test(tokens[c]!, c) && asked(c))
  const bare = (name: string): number[] =>
    named(
      (t, i) =>
        (t.feats.Case === name || (name === 'Dat' && t.deprel === 'iobj') || isCaseless(t, tokens[word]!)) &&
        /^(?:nmod|obl|obl:agent|iobj|obj|xcomp|dep)$/.test(t.deprel) &&
        preposition(tokens, i) === undefined,
    )
  switch (step.name) {
    case 'self':
      return asked(word) ? [word] : []
    case 'subject':
      return subjects(tokens, word, lexicon).filter(asked)
    case 'object':
      return objects(tokens, word).filter(asked)
    case 'Gen':
    case 'Dat':
    case 'Ins':
      return bare(step.name)
    case 'infinitive':
      // «предложил не вводить X» is no proposal of X.
      return named(
        (t, i) =>
          /^(?:xcomp|csubj|acl|ccomp|nmod)$/.test(t.deprel) &&
          t.feats.VerbForm === 'Inf' &&
          !children(tokens, i).some(c => tokens[c]!.lemma === 'не'),
      )
    case 'acl':
      return named(t => t.deprel === 'acl' || (t.deprel === 'amod' && kids.length > 0))
    case 'inside':
      return subtree(tokens, word, c => /^(?:nmod|conj|appos)$/.test(tokens[c]!.deprel)).filter(i => i !== word)
    case 'appos':
      return named((_, i) => isApposed(tokens, i))
    case 'body':
      return named(
        (t, i) => (t.deprel === 'appos' || (t.deprel === 'nmod' && preposition(tokens, i) === 'из')) && i > word,
      )
    case 'kind':
      return named(t => /^(?:amod|det)$/.test(t.deprel))
    case 'clause':
      return named(t => /^(?:acl|ccomp|advcl)/.test(t.deprel))
    case 'purpose':
      return named(t => t.deprel === 'advcl')
    case 'adverb':
      return named(t => t.deprel === 'advmod')
    case 'governor': {
      const { head } = tokens[word]!
      return head >= 0 && asked(head) ? [head] : []
    }
    case 'deed': {
      for (let k = tokens[word]!.head; k >= 0; k = tokens[k]!.head) if (tokens[k]!.upos === 'VERB') return [k]
      return []
    }
    case 'bearer':
      return bearers(tokens, word, lexicon)
    case 'owner':
      return owners(tokens, word, lexicon).filter(asked)
    case 'peer':
      return peers(tokens, word)
    default:
      return named((t, i) => t.deprel !== 'conj' && preposition(tokens, i) === step.name)
  }
}

/** «руководит КПРФ», «председатель ODS»: abbreviations and Latin names have no case to be told by; a noun takes the genitive. */
function isCaseless({ text, feats, upos, deprel }: Token, above: Token): boolean {
  if (!/^(?:PROPN|X)$/.test(upos) || !(/^\p{Lu}{2,}$/u.test(text) || feats.Case === undefined)) return false
  return above.upos === 'VERB' ? /^(?:obj|obl|iobj)$/.test(deprel) : deprel === 'nmod'
}

/** «к союзу может присоединиться Куба»: what stands before «может» may belong to the verb after it. */
function raised(tokens: Token[], word: number, lexicon: Lexicon): number[] {
  const { deprel, feats, head } = tokens[word]!
  if (deprel !== 'xcomp' || feats.VerbForm !== 'Inf' || !lexicon.modal.has(tokens[head]!.lemma)) return []
  return children(tokens, head).filter(c => /^(?:obl|iobj)$/.test(tokens[c]!.deprel) && c < word)
}

/** Whether a word is one of those that a step asks for. */
function isAsked(
  tokens: Token[],
  i: number,
  { case: asked, lemmas, classes, except }: Step,
  lexicon: Lexicon,
): boolean {
  const { lemma, feats } = tokens[i]!
  if (asked && feats.Case !== asked) return false
  if (!lemmas) return true
  // «генеральным секретарём»: the head of something, which no plain secretary is.
  const heads = lexicon.titles.has(lemma) && leads(tokens, i, lexicon)
  const isOf = (name: string): boolean =>
    heads && /^(?:leads|works_for|chairs)$/.test(name)
      ? name === 'leads'
      : lexicon.classes.get(name)?.has(lemma) === true
  const named = lemmas.has(lemma) || [...(classes ?? [])].some(isOf)
  return named !== (except ?? false)
}

/** Whether an adjective makes a title that of a head: «генеральный секретарь», «исполнительный директор». */
export const leads = (tokens: Token[], i: number, lexicon: Lexicon): boolean =>
  children(tokens, i).some(
    c => tokens[c]!.deprel === 'amod' && lexicon.leadsPhrases.includes(`${tokens[c]!.lemma} ${tokens[i]!.lemma}`),
  )

function withConjuncts(tokens: Token[], words: number[], step: Step): number[] {
  if (/^(?:self|governor|deed|peer|bearer)$/.test(step.name)) return words
  if (step.name === 'infinitive') return words.flatMap(word => [word, ...infinitives(tokens, word)])
  return words.flatMap(word => [word, ...conjuncts(tokens, word)])
}

/** «призвал освободить заложников и провести выборы»: infinitives coordinated with one. */
function infinitives(tokens: Token[], word: number): number[] {
  return children(tokens, word)
    .filter(c => tokens[c]!.deprel === 'conj' && tokens[c]!.feats.VerbForm === 'Inf')
    .flatMap(c => [c, ...infinitives(tokens, c)])
}

/** Words coordinated with a word and standing after it. */
export function conjuncts(tokens: Token[], word: number): number[] {
  return children(tokens, word)
    .filter(c => tokens[c]!.deprel === 'conj' && tokens[c]!.upos !== 'VERB')
    .flatMap(c => [c, ...conjuncts(tokens, c)])
}

/** Who does it: the subject, the agent of a passive, the subject that a coordinated or governing verb shares. */
function subjects(tokens: Token[], verb: number, lexicon: Lexicon): number[] {
  const token = tokens[verb]!
  const kids = children(tokens, verb)
  const passive = token.feats.Voice === 'Pass'
  if (passive) {
    const agents = kids.filter(
      c => tokens[c]!.feats.Case === 'Ins' && /^obl/.test(tokens[c]!.deprel) && preposition(tokens, c) === undefined,
    )
    return token.feats.VerbForm === 'Part' ? agents : []
  }
  const own = kids.filter(c => /^nsubj/.test(tokens[c]!.deprel)).map(c => antecedent(tokens, c))
  if (own.length || token.head < 0) return own
  if (token.deprel === 'acl' && (token.feats.VerbForm === 'Part' || token.upos === 'ADJ')) return [token.head]
  const governor = tokens[token.head]!
  if (token.feats.VerbForm === 'Inf' && governor.upos === 'NOUN')
    return lexicon.classes.get('offers')!.has(governor.lemma) ? [] : willing(tokens, token.head, lexicon)
  if (token.deprel === 'acl:relcl' && kids.some(c => /^(?:где|куда|откуда|когда)$/.test(tokens[c]!.lemma))) {
    for (let i = token.head; i >= 0; i = tokens[i]!.head)
      if (tokens[i]!.upos === 'VERB') return subjects(tokens, i, lexicon)
  }
  if (token.deprel === 'xcomp' && lexicon.classes.get('orders')!.has(governor.lemma)) {
    // «поручил Минздраву не допустить»: who is told to do it.
    return children(tokens, token.head).filter(c => /^(?:iobj|obj)$/.test(tokens[c]!.deprel))
  }
  if (token.deprel === 'xcomp' && lexicon.appeals.has(governor.lemma)) return []
  // «считает необходимым принять»: whose deed it would be is not said.
  const needed = (c: number): boolean =>
    tokens[c]!.upos === 'ADJ' && tokens[c]!.feats.Case === 'Ins' && lexicon.classes.get('needed')!.has(tokens[c]!.lemma)
  if (token.feats.VerbForm === 'Inf' && children(tokens, token.head).some(needed)) return []
  if (governor.upos === 'ADJ' && governor.feats.Case && lexicon.classes.get('needed')!.has(governor.lemma)) return []
  const shares =
    /^(?:conj|xcomp|csubj|advcl)$/.test(token.deprel) && (governor.upos === 'VERB' || governor.upos === 'ADJ')
  return shares && !/^[12]$/.test(token.feats.Person ?? '') ? subjects(tokens, token.head, lexicon) : []
}

/** «решимость страны развивать X», «заявили о готовности вести X»: whose will it is. */
function willing(tokens: Token[], noun: number, lexicon: Lexicon): number[] {
  const owner = children(tokens, noun).filter(
    c => tokens[c]!.deprel === 'nmod' && tokens[c]!.feats.Case === 'Gen' && !preposition(tokens, c),
  )
  if (owner.length) return owner
  const { head } = tokens[noun]!
  return head >= 0 && tokens[head]!.upos === 'VERB' ? subjects(tokens, head, lexicon) : []
}

/** What it is done to: the object, the subject of a passive. */
function objects(tokens: Token[], verb: number): number[] {
  const token = tokens[verb]!
  const kids = children(tokens, verb)
  if (token.feats.Voice === 'Pass' && token.deprel === 'acl') return [token.head]
  if (token.feats.Voice === 'Pass')
    return kids.filter(c => /^nsubj/.test(tokens[c]!.deprel)).map(c => antecedent(tokens, c))
  const own = kids.filter(c => tokens[c]!.deprel === 'obj').map(c => antecedent(tokens, c))
  if (own.length) return own
  // «поддерживать и развивать центр»: the first of two verbs shares the object of the second.
  const beside = token.deprel === 'conj' ? children(tokens, token.head) : []
  const next = [...kids, ...beside].find(
    c => tokens[c]!.deprel === 'conj' && tokens[c]!.upos === 'VERB' && c > verb && c - verb <= 3,
  )
  return next === undefined ? [] : objects(tokens, next)
}

/** «который» stands for the noun that its clause belongs to. */
function antecedent(tokens: Token[], word: number): number {
  if (tokens[word]!.lemma !== 'который') return word
  for (let i = tokens[word]!.head; i >= 0; i = tokens[i]!.head) {
    if (tokens[i]!.deprel === 'acl:relcl' || tokens[i]!.deprel === 'acl') return tokens[i]!.head
  }
  return word
}

/** Who bears a title: the name in apposition, the subject it is said of, else whoever the title stands for. */
function bearers(tokens: Token[], title: number, lexicon: Lexicon): number[] {
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
function owners(tokens: Token[], word: number, lexicon: Lexicon): number[] {
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
function peers(tokens: Token[], word: number): number[] {
  const name = children(tokens, word).find(c => tokens[c]!.deprel === 'appos' && tokens[c]!.upos === 'PROPN')
  return conjuncts(tokens, tokens[word]!.feats.Number === 'Plur' && name !== undefined ? name : word)
}
