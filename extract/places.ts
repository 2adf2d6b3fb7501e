// Places → words: follows the steps of a frame's places through a dependency tree.
import { antecedent, objects, subjects } from './deeds.ts'
import { children, conjuncts, isApposed, preposition, subtree } from './draft.ts'
import type { Place, Step } from './frames.ts'
import { bearers, leads, owners, peers } from './holders.ts'
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
