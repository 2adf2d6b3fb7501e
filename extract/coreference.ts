// Mentions → entities of one article: which mentions and pronouns name the same person, body or thing.
import { nameKey } from '../graph/id.ts'
import type { Entity } from '../graph/model.ts'
import { at, children, type Draft, type Found, preposition } from './draft.ts'
import type { Token } from './language/tree.ts'
import type { Lexicon } from './lexicon.ts'

/** Gives every mention its entity and every pronoun its referent; returns the entities in order of appearance. */
export function resolveMentions(draft: Draft, lexicon: Lexicon): Entity[] {
  const groups = new Map<string, Found[]>()
  const tokenOf = (m: Found): Token => draft.sentences[m.sentence]!.tokens[m.head]!
  const ordered = [...draft.mentions].sort((a, b) => a.start - b.start || b.end - a.end)
  const called = new Map<string, string>()
  const join = (m: Found, key: string): void => {
    called.set(`${m.type}\n${nameKey(m.name)}`, key)
    m.entity = key
    draft.referents.set(at(m.sentence, m.head), key)
    groups.set(key, [...(groups.get(key) ?? []), m])
  }
  const isTitle = (m: Found): boolean => m.type === 'Person' && lexicon.titles.has(tokenOf(m).lemma)
  const before = (m: Found, test: (o: Found) => boolean): Found | undefined =>
    ordered.filter(o => o.entity && o !== m && o.start < m.start && test(o)).at(-1)

  surnames()
  for (const m of ordered) {
    if (isTitle(m)) continue
    const same = m.type === 'Person' ? bearerOfSurname(m) : (bracketed(m) ?? anaphor(m) ?? shortened(m))
    if (same?.entity) join(m, same.entity)
    else {
      const key = `${m.type}\n${nameKey(m.name)}`
      if (isUnresolved(m)) continue
      join(m, called.get(key) ?? `${m.type}\n${lexicon.known.get(nameKey(m.name))?.name ?? nameKey(m.name)}`)
    }
  }
  for (const m of ordered.filter(isTitle)) {
    const bearer = bearerOfTitle(m)
    if (bearer?.entity) join(m, bearer.entity)
  }
  draft.mentions = ordered.filter(m => m.entity)
  pronouns()
  return entities()

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

  /** «Токаев» after or before «Касым-Жомарт Токаев». */
  function bearerOfSurname(m: Found): Found | undefined {
    return ordered.find(o => o.type === 'Person' && o.entity && samePerson(m.name, o.name))
  }

  /** «Международный союз спасателей (МСС)»: an abbreviation in brackets names what stands before it. */
  function bracketed(m: Found): Found | undefined {
    if (draft.article.text[m.start - 1] !== '(' || draft.article.text[m.end] !== ')') return undefined
    return before(m, o => o.type === m.type && m.start - o.end <= 2)
  }

  /** «Организация», «ведомство»: a class noun alone stands for the last entity of its type, best one of that class. */
  function anaphor(m: Found): Found | undefined {
    const { lemma } = tokenOf(m)
    if (lexicon.anaphors.get(lemma) !== m.type || m.name.includes(' ')) return undefined
    return before(m, o => o.type === m.type && nameOf(o).startsWith(lemma)) ?? before(m, o => o.type === m.type)
  }

  /** «организация» that stands for nothing named before. */
  function isUnresolved(m: Found): boolean {
    return lexicon.anaphors.get(tokenOf(m).lemma) === m.type && !/[\s\p{Lu}«]/u.test(m.name)
  }

  function nameOf(m: Found): string {
    return nameKey(lexicon.known.get(nameKey(m.name))?.name ?? m.name)
  }

  /** «сессия» after «сессия Совета»: one lower-case noun stands for the last phrase that it heads. */
  function shortened(m: Found): Found | undefined {
    if (!/^(?:Event|Document|Mechanism)$/.test(m.type) || /[\s\p{Lu}]/u.test(m.name)) return undefined
    return before(m, o => o.type === m.type && tokenOf(o).lemma === tokenOf(m).lemma)
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
        ? (ownerAt(tokens, head) ?? '')
        : undefined
    }
    const owned = owner !== undefined && !lexicon.anaphors.has(owner)
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
    return ownerAt(draft.sentences[m.sentence]!.tokens, m.head)
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

/** «Токаев», «К. Токаев» and «Касым-Жомарт Токаев»: the same surname, and no other first name or initial. */
function samePerson(a: string, b: string): boolean {
  const [one, two] = [a, b].map(name =>
    nameKey(name)
      .split(/[\s.]+/)
      .filter(Boolean),
  ) as [string[], string[]]
  if (one.at(-1) !== two.at(-1)) return false
  const [first, second] = [one[0]!, two[0]!]
  if (one.length === 1 || two.length === 1) return true
  return first === second || ((first.length === 1 || second.length === 1) && first[0] === second[0])
}

/** The owner that a title is followed by: «президент [Казахстана]». */
function ownerAt(tokens: Token[], head: number): string | undefined {
  const owner = children(tokens, head).find(
    c => tokens[c]!.deprel === 'nmod' && tokens[c]!.feats.Case === 'Gen' && !preposition(tokens, c),
  )
  return owner === undefined ? undefined : nameKey(tokens[owner]!.lemma)
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
