// Mentions → entities of one article: which mentions and pronouns name the same person, body or thing.
import { nameKey } from '../graph/id.ts'
import type { Entity } from '../graph/model.ts'
import { at, children, type Draft, type Found, preposition } from './draft.ts'
import type { Token } from './language/tree.ts'
import type { Lexicon } from './lexicon.ts'

/** Gives every mention its entity and every pronoun its referent; returns the entities in order of appearance. */
export function resolveMentions(draft: Draft, lexicon: Lexicon): Entity[] {
  const groups = new Map<string, Found[]>()
  const tokensOf = (m: Found): Token[] => draft.sentences[m.sentence]!.tokens
  const tokenOf = (m: Found): Token => tokensOf(m)[m.head]!
  const ordered = [...draft.mentions].sort((a, b) => a.start - b.start || b.end - a.end)
  const words = new Map(ordered.map(m => [m, wordsOf(m, tokensOf(m), lexicon)]))
  const join = (m: Found, key: string): void => {
    m.entity = key
    draft.referents.set(at(m.sentence, m.head), key)
    groups.set(key, [...(groups.get(key) ?? []), m])
  }
  const isTitle = (m: Found): boolean => m.type === 'Person' && lexicon.titles.has(tokenOf(m).lemma)
  const before = (m: Found, test: (o: Found) => boolean): Found | undefined =>
    ordered.filter(o => o.entity && o !== m && o.start < m.start && test(o)).at(-1)

  surnames()
  for (const m of ordered.filter(o => !isTitle(o))) {
    const same =
      m.type === 'Person' ? (inBrackets(m) ?? bearerOfSurname(m)) : (inBrackets(m) ?? anaphor(m) ?? namesake(m))
    if (same?.entity) join(m, same.entity)
    else if (!isUnresolved(m)) join(m, `${m.type}\n${keyOf(m)}`)
  }
  for (const m of ordered.filter(isTitle)) {
    const bearer = bearerOfTitle(m)
    if (bearer?.entity) join(m, bearer.entity)
  }
  draft.mentions = ordered.filter(m => m.entity)
  pronouns()
  return entities()

  /** What an entity is kept under: its well-known name, or its own. */
  function keyOf(m: Found): string {
    const state = m.type === 'Country' ? lexicon.capitals.get(nameKey(m.name)) : undefined
    return state ?? lexicon.known.get(nameKey(m.name))?.name ?? nameKey(m.name)
  }

  /** «штаб Макрона» after «Эммануэль Макрон»: a capitalised word that ends a person's name is that person. */
  function surnames(): void {
    const last = new Set(
      ordered
        .filter(m => m.type === 'Person' && !isTitle(m) && m.name.includes(' '))
        .map(m => nameKey(m.name.split(' ').at(-1)!)),
    )
    for (const m of ordered)
      if (m.type === 'Organization' && tokenOf(m).upos === 'PROPN' && last.has(nameKey(m.name))) m.type = 'Person'
  }

  /** «Токаев» after or before «Касым-Жомарт Токаев»; in another case, should the dictionary form be wrong. */
  function bearerOfSurname(m: Found): Found | undefined {
    const others = ordered.filter(o => o.type === 'Person' && o.entity)
    const gender = (o: Found): string | undefined => tokenOf(o).feats.Gender
    return (
      others.find(o => samePerson(m.name, o.name)) ??
      others.find(o => gender(o) === gender(m) && samePerson(stems(m.name), stems(o.name)))
    )
  }

  /** «Международный союз спасателей (МСС)», «Томас Фриден (Thomas Frieden)»: brackets name again what stands before them. */
  function inBrackets(m: Found): Found | undefined {
    const { text } = draft.article
    if (text[m.start - 1] !== '(' || !/[),]/.test(text[m.end] ?? '')) return undefined
    if (!/^[\p{Lu}\d-]{2,}$|^[\p{Script=Latin}\s.-]+$/u.test(text.slice(m.start, m.end))) return undefined
    const named = before(m, o => isBody(o.type, m.type) && m.start - o.end <= 2)
    if (named) m.type = named.type
    return named
  }

  /** «организация», «ведомство»: a class noun alone is what it is said of, or the last entity of its class, or of its type. */
  function anaphor(m: Found): Found | undefined {
    const { lemma, deprel, head } = tokenOf(m)
    if (lexicon.anaphors.get(lemma) !== m.type || m.name.includes(' ')) return undefined
    if (/^(?:appos|parataxis)$/.test(deprel)) {
      const beside = ordered.find(o => o.sentence === m.sentence && o.head === head && o.type === m.type && o.entity)
      if (beside) return beside
    }
    return (
      before(m, o => o.type === m.type && nameKey(keyOf(o)).startsWith(`${lemma} `)) ??
      before(m, o => o.type === m.type && /^(?:nsubj|obj|nmod|appos|root)/.test(tokenOf(o).deprel) && !isSource(o))
    )
  }

  /** «сообщает Reuters»: whose words they are, not what they are about. */
  function isSource(m: Found): boolean {
    const { head, deprel } = tokenOf(m)
    return deprel === 'nsubj' && lexicon.speech.has(tokensOf(m)[head]!.lemma)
  }

  /** «организация» that stands for nothing named before. */
  function isUnresolved(m: Found): boolean {
    return lexicon.anaphors.get(tokenOf(m).lemma) === m.type && !/[\s\p{Lu}«]/u.test(m.name)
  }

  /**
   * The same name, its abbreviation, or a longer or shorter form with the same head: «сессия» and «сессия Совета»,
   * «Сенат» and «Сенат США», «МУС» and «Международный уголовный суд».
   */
  function namesake(m: Found): Found | undefined {
    const [own, key] = [words.get(m)!, keyOf(m)]
    const shortens = /^(?:Event|Document|Mechanism|Organization|Threat)$/.test(m.type)
    const called =
      /^\p{Lu}[\p{L}\d]*\p{Lu}$/u.test(m.name) &&
      before(m, o => isBody(o.type, m.type) && nameKey(o.name) === nameKey(m.name))
    if (called) {
      m.type = called.type
      return called
    }
    return (
      before(m, o => o.type === m.type && keyOf(o) === key) ??
      before(m, o => o.type === m.type && (isAbbreviation(m.name, words.get(o)!) || isAbbreviation(o.name, own))) ??
      (shortens
        ? before(m, o => {
            if (o.type !== m.type || tokenOf(o).lemma !== tokenOf(m).lemma) return false
            const theirs = words.get(o)!
            if (m.type === 'Threat' && !lexicon.attacks.has(tokenOf(m).lemma)) return sameWords(own, theirs)
            return within(own, theirs) || (within(theirs, own) && isAloneIn(o, own))
          })
        : undefined)
    )
  }

  /** Whether all names of an entity that are as long as some words are among them: else it is another of its kind. */
  function isAloneIn(o: Found, own: Set<string>): boolean {
    return groups.get(o.entity!)!.every(k => within(words.get(k)!, own) || within(own, words.get(k)!))
  }

  /**
   * «глава государства», «президент Казахстана»: whoever the article gives that title; without its owner, the last one
   * that leads something. Else the only person who acts in it, if the title does. When in doubt, nobody.
   */
  function bearerOfTitle(m: Found): Found | undefined {
    const named = ordered.filter(o => o.type === 'Person' && o.entity && !isTitle(o))
    const owner = ownerOf(m)
    const titled = (o: Found): string | undefined => {
      const { tokens } = draft.sentences[o.sentence]!
      const { head, deprel } = tokens[o.head]!
      return deprel === 'appos' && lexicon.titles.get(tokens[head]!.lemma) === 'LEADS'
        ? (ownerAt(o.sentence, head) ?? '')
        : undefined
    }
    const owned = owner !== undefined
    const holders = named.filter(o => (owned ? titled(o) === owner : titled(o) !== undefined))
    const holder = holders.filter(o => o.start < m.start).at(-1) ?? holders[0]
    if (holder) return holder
    const acting = named.filter(acts)
    const only = new Set(acting.map(o => o.entity)).size === 1 ? acting[0] : undefined
    return only && (!owned || ordered.some(o => isTitle(o) && ownerOf(o) === owner && acts(o))) ? only : undefined
  }

  function acts(m: Found): boolean {
    return tokenOf(m).deprel.startsWith('nsubj')
  }

  function ownerOf(m: Found): string | undefined {
    return ownerAt(m.sentence, m.head)
  }

  /** The owner that a title is followed by, «президент [Казахстана]»: its entity. «глава государства» names none. */
  function ownerAt(s: number, head: number): string | undefined {
    const { tokens } = draft.sentences[s]!
    return children(tokens, head)
      .filter(c => tokens[c]!.deprel === 'nmod' && tokens[c]!.feats.Case === 'Gen' && !preposition(tokens, c))
      .filter(c => !lexicon.anaphors.has(tokens[c]!.lemma) || /^\p{Lu}/u.test(tokens[c]!.text))
      .map(c => draft.referents.get(at(s, c)) ?? nameKey(tokens[c]!.lemma))[0]
  }

  function pronouns(): void {
    draft.sentences.forEach((sentence, s) => {
      sentence.tokens.forEach((token, i) => {
        if (!/^(?:он|она|его|её|ее|ему|ей|ним|ней)$/i.test(token.text)) return
        const gender = /^(?:она|её|ее|ей|ней)$/i.test(token.text) ? 'Fem' : 'Masc'
        const fits = (m: Found): boolean =>
          m.type === 'Person' && m.start < token.start && (tokenOf(m).feats.Gender ?? gender) === gender
        const candidates = draft.mentions.filter(fits)
        const recent = candidates.filter(m => m.sentence >= s - 2)
        const subject = recent.filter(m => tokenOf(m).deprel.startsWith('nsubj')).at(-1)
        const referent = subject ?? recent.at(-1) ?? candidates.at(-1)
        if (referent?.entity) draft.referents.set(at(s, i), referent.entity)
      })
    })
  }

  function entities(): Entity[] {
    const ids = new Map<string, string>()
    const list = [...groups].map(([key, mentions], n): Entity => {
      const id = `e${n + 1}`
      ids.set(key, id)
      const { type } = mentions[0]!
      const said = lexicon.known.get(nameKey(key.slice(key.indexOf('\n') + 1)))
      const known = said?.type === type ? said : undefined
      const name = known?.name ?? shortName(bestName(mentions, isTitle))
      const others = [...mentions.map(m => m.name), ...(known && type !== 'Threat' ? known.aliases : [])]
      return { id, type, name, aliases: spellings(name, others) }
    })
    for (const m of draft.mentions) m.entity = ids.get(m.entity!)!
    for (const [token, key] of draft.referents) draft.referents.set(token, ids.get(key)!)
    return list
  }
}

/** «операция ОДКБ по противодействию … «ПРОКСИ»» → «операция «ПРОКСИ»»: what stands between is said again by claims. */
function shortName(name: string): string {
  const match = /^(\p{L}+) .{20,} («[^«»]+»)$/u.exec(name)
  return match ? `${match[1]} ${match[2]}` : name
}

/** Names other than the first, each once whatever its capitals: «президент», not «Президент» as well. */
function spellings(name: string, others: string[]): string[] {
  const found = new Map<string, string>()
  for (const other of others) {
    const key = nameKey(other)
    const known = found.get(key)
    if (key !== nameKey(name) && (known === undefined || /^\p{Lu}/u.test(known))) found.set(key, other)
  }
  return [...found.values()]
}

/** The words of a name without the vowels that they end with. */
const stems = (name: string): string => name.replace(/[аяыиуюеоёйь]+(?=\s|$)/giu, '')

/** «Токаев», «К. Токаев» and «Касым-Жомарт Токаев»: the same surname, and no other first name or initial. */
function samePerson(a: string, b: string): boolean {
  const [one, two] = [a, b].map(name =>
    nameKey(name)
      .split(/[\s.]+/)
      .filter(word => word && !/^(?:бен|бин|ибн|аль|эль|де|да|ди|ван|фон|дер)$/.test(word)),
  ) as [string[], string[]]
  if (!one.length || !two.length) return false
  if (one.at(-1) !== two.at(-1)) return false
  const [first, second] = [one[0]!, two[0]!]
  if (one.length === 1 || two.length === 1) return true
  return first === second || ((first.length === 1 || second.length === 1) && first[0] === second[0])
}

/** Whether two types are one, or may be taken for one another: a mechanism often goes by a name like an organisation's. */
function isBody(one: string, other: string): boolean {
  return one === other || (/^(?:Organization|Mechanism)$/.test(one) && /^(?:Organization|Mechanism)$/.test(other))
}

/** Lemmas of the words of a mention that tell it apart; different words for one threat are one. */
function wordsOf(m: Found, tokens: Token[], lexicon: Lexicon): Set<string> {
  return new Set(
    tokens
      .filter(t => t.start >= m.start && t.end <= m.end && /^(?:NOUN|PROPN|ADJ|VERB|NUM|X)$/.test(t.upos))
      .filter(t => !lexicon.degree.has(t.lemma))
      .map(t => nameKey(lexicon.adjectives.get(t.lemma) ?? lexicon.known.get(nameKey(t.lemma))?.name ?? t.lemma)),
  )
}

const within = (few: Set<string>, many: Set<string>): boolean => [...few].every(word => many.has(word))
const sameWords = (a: Set<string>, b: Set<string>): boolean => a.size === b.size && within(a, b)

/** «МУС» of «Международный уголовный суд»: the first letters of its words. */
function isAbbreviation(name: string, words: Set<string>): boolean {
  if (!/^\p{Lu}{2,}$/u.test(name) || words.size < 2) return false
  return nameKey(name) === [...words].map(word => word[0]).join('')
}

/** Of a person the fullest name, of other entities the one most used (then the longest). */
function bestName(mentions: Found[], isTitle: (m: Found) => boolean): string {
  const named = mentions.filter(m => !isTitle(m) && !/^\p{Ll}+$/u.test(m.name))
  const pool = named.length ? named : mentions
  if (pool[0]!.type === 'Person' || pool[0]!.type === 'Organization') return longest(pool)
  const uses = new Map<string, number>()
  for (const m of pool) uses.set(m.name, (uses.get(m.name) ?? 0) + 1)
  return [...uses].sort(([a, n], [b, k]) => k - n || b.length - a.length)[0]![0]
}

const longest = (mentions: Found[]): string =>
  mentions.reduce((best, m) => (m.name.length > best.length ? m.name : best), '')
