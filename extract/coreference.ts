// Mentions → entities of one article: which mentions and pronouns name the same person, body or thing.

import { nameKey } from '../graph/id.ts'
import type { Entity } from '../graph/model.ts'
import { type Observer, resolveAnaphors } from './anaphors.ts'
import { at, type Draft, type Found } from './draft.ts'
import type { Token } from './language/tree.ts'
import type { Lexicon } from './lexicon.ts'
import { resolveTitles } from './titles.ts'

/**
 * Gives every mention its entity and every pronoun its referent; returns the entities in order of appearance. Names come
 * first, then titles, then pronouns and class nouns; `observe` sees what these could stand for.
 */
export function resolveMentions(draft: Draft, lexicon: Lexicon, observe?: Observer): Entity[] {
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
    ordered.findLast(o => o.entity && o !== m && o.start < m.start && test(o))
  const names = new Map(ordered.map(m => [m, nameKey(m.name)]))
  const nameOf = (m: Found): string => names.get(m)!

  surnames()
  for (const m of ordered.filter(o => !isTitle(o))) {
    const same =
      m.type === 'Person'
        ? (inBrackets(m) ?? bearerOfSurname(m))
        : (inBrackets(m) ?? apposed(m) ?? (isUnresolved(m) ? undefined : namesake(m)))
    if (same?.entity) join(m, same.entity)
    else if (!isUnresolved(m)) join(m, `${m.type}\n${keyOf(m)}`)
  }
  draft.mentions = ordered
  resolveAnaphors(draft, lexicon, resolveTitles(draft, lexicon), observe)
  for (const m of ordered.filter(o => !o.entity)) {
    const key = draft.referents.get(at(m.sentence, m.head))
    if (key) join(m, key)
  }
  draft.mentions = ordered.filter(m => m.entity)
  return entities()

  /** What an entity is kept under: its well-known name, or its own. */
  function keyOf(m: Found): string {
    const name = m.type === 'Place' ? withoutClass(m) : nameOf(m)
    const state = m.type === 'Country' ? lexicon.capitals.get(name) : undefined
    return state ?? lexicon.known.get(name)?.name ?? name
  }

  /** «штат Огайо» is Огайо. */
  function withoutClass(m: Found): string {
    const [first, ...rest] = nameOf(m).split(' ')
    const called = rest.length && lexicon.called.has(tokenOf(m).lemma) && first === tokenOf(m).lemma
    return called && /^\p{Lu}/u.test(m.name.slice(first!.length + 1)) ? rest.join(' ') : nameOf(m)
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

  /** «организация», «ведомство»: a class noun beside the name that it is said of. */
  function apposed(m: Found): Found | undefined {
    const { deprel, head } = tokenOf(m)
    if (!isUnresolved(m) || !/^(?:appos|parataxis)$/.test(deprel)) return undefined
    return ordered.find(o => o.sentence === m.sentence && o.head === head && o.type === m.type && o.entity)
  }

  /** «организация» that stands for nothing named before. */
  function isUnresolved(m: Found): boolean {
    return lexicon.anaphors.get(tokenOf(m).lemma) === m.type && !/[\s«]/.test(m.name)
  }

  /**
   * The same name, its abbreviation, or a longer or shorter form with the same head: «сессия» and «сессия Совета»,
   * «Сенат» and «Сенат США», «МУС» and «Международный уголовный суд».
   */
  function namesake(m: Found): Found | undefined {
    const [own, key] = [words.get(m)!, keyOf(m)]
    const shortens = /^(?:Event|Document|Mechanism|Organization|Threat)$/.test(m.type)
    const called =
      /^\p{Lu}[\p{L}\d]*\p{Lu}$/u.test(m.name) && before(m, o => isBody(o.type, m.type) && nameOf(o) === nameOf(m))
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

  function entities(): Entity[] {
    const ids = new Map<string, string>()
    const list = [...groups].map(([key, mentions], n): Entity => {
      const id = `e${n + 1}`
      ids.set(key, id)
      const { type } = mentions[0]!
      const said = lexicon.known.get(nameKey(key.slice(key.indexOf('\n') + 1)))
      const known = said?.type === type ? said : undefined
      const name = known?.name ?? shortName(bestName(mentions, m => isTitle(m) || isUnresolved(m)))
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

/**
 * Of a person the fullest name, of other entities the one most used (then the longest); Cyrillic before Latin («Томас Фриден
 * (Thomas Frieden)»), and neither a title nor a class noun («Компания») if there is another.
 */
function bestName(mentions: Found[], isOther: (m: Found) => boolean): string {
  const named = mentions.filter(m => !isOther(m) && !/^\p{Ll}+$/u.test(m.name))
  const cyrillic = named.filter(m => /\p{Script=Cyrillic}/u.test(m.name))
  const pool = cyrillic.length ? cyrillic : named.length ? named : mentions
  if (pool[0]!.type === 'Person' || pool[0]!.type === 'Organization') return longest(pool)
  const uses = new Map<string, number>()
  for (const m of pool) uses.set(m.name, (uses.get(m.name) ?? 0) + 1)
  return [...uses].sort(([a, n], [b, k]) => k - n || b.length - a.length)[0]![0]
}

const longest = (mentions: Found[]): string =>
  mentions.reduce((best, m) => (m.name.length > best.length ? m.name : best), '')
