// Persons named with their titles → whose title it is where it stands alone («министр», «глава государства»), or nobody's.
import { nameKey } from '../graph/id.ts'
import { at, children, type Draft, type Found, preposition } from './draft.ts'
import type { Token } from './language/tree.ts'
import type { Lexicon } from './lexicon.ts'
import { roleOf } from './roles.ts'

/** A title as the text has it: the noun, and what it is the title of or which one it is. */
interface Title {
  noun: string
  /** Entities of owners («президент Казахстана», «казахстанский президент»), lemmas of other words («министр обороны»). */
  marks: Set<string>
  /** A state further down: «министр нефти Мексики». */
  state?: string | undefined
  former: boolean
}

interface Holder extends Title {
  person: string
  start: number
}

/** What the entities of states begin with while an article is read. */
const STATE = 'Country\n'
/** Other nouns for one post. */
const SAME: Record<string, string> = {
  премьер: 'премьер-министр',
  гендиректор: 'директор',
  генсек: 'секретарь',
  градоначальник: 'мэр',
  спикер: 'председатель',
}
/** «глава государства», «лидер страны», «глава правительства», «глава компании»: who may be called so. */
const GENERIC = /^(?:глава|лидер|руководитель)$/
const HEADS = {
  state: /^(?:президент|король|королева|император|султан|эмир|глава|лидер)$/,
  government: /^(?:премьер-министр|канцлер|глава)$/,
  other: /^(?:президент|директор|руководитель|глава|лидер|председатель|министр)$/,
}
/** Ministries by name, and what their ministers are ministers of: «глава МИД» is the «министр иностранных дел». */
const MINISTRIES: [name: RegExp, of: string][] = [
  [/^(?:мид|министерство иностранных дел)(?: |$)/, 'иностранный дело'],
  [/^(?:мвд|министерство внутренних дел)(?: |$)/, 'внутренний дело'],
  [/^(?:минобороны|министерство обороны)(?: |$)/, 'оборона'],
  [/^(?:минфин|министерство финансов)(?: |$)/, 'финансы'],
  [/^(?:минюст|министерство юстиции)(?: |$)/, 'юстиция'],
  [/^(?:минздрав|министерство здравоохранения)(?: |$)/, 'здравоохранение'],
  [/^(?:минкультуры|министерство культуры)(?: |$)/, 'культура'],
  [/^(?:минэнерго|министерство энергетики)(?: |$)/, 'энергетика'],
  [/^(?:минтранс|министерство транспорта)(?: |$)/, 'транспорт'],
  [/^(?:минспорта?|министерство спорта)(?: |$)/, 'спорт'],
  [/^(?:минтруда?|министерство труда)(?: |$)/, 'труд'],
  [/^(?:минсельхоз|министерство сельского хозяйства)(?: |$)/, 'хозяйство'],
  [/^(?:минэкономразвития|министерство экономического развития)(?: |$)/, 'развитие'],
]
/** Owners that say nothing about who is meant. */
const PLAIN = /^(?:страна|государство|республика|ведомство|компания|организация|агентство|партия|регион|город)$/
/** Adjectives and the like that say nothing about which title it is. */
const NOW = /^(?:бывший|действующий|нынешний|сам)$/
/** «пост президента», «кандидат в президенты»: the post, not who holds it. */
const POSTS =
  /^(?:пост|должность|место|кресло|кандидат|кандидатура|выборы|роль|полномочие|статус|имя|институт|срок|обязанность)$/
/** «новый президент»: another than the one named. */
const ANOTHER = /^(?:каждый|любой|никакой|другой|иной|один|будущий|следующий|новый|некий|какой|чей|всякий|оба)$/
/** How many sentences back the bearer must have been named: of a title of a state, and of any other. */
const NEAR = { state: 8, other: 3 }

/** Gives titles that stand alone the persons who are named with them. Returns the state that each person leads. */
export function resolveTitles(draft: Draft, lexicon: Lexicon): Map<string, string> {
  const holders = findHolders(draft, lexicon)
  const nouns = new Set(holders.map(h => h.noun))
  const persons = draft.mentions.filter(m => m.type === 'Person').sort((a, b) => a.start - b.start)
  const personOf = (m: Found): string | undefined => draft.referents.get(at(m.sentence, m.head))
  draft.sentences.forEach(({ tokens }, s) => {
    tokens.forEach((token, i) => {
      const isTitle = lexicon.titles.has(token.lemma) || nouns.has(SAME[token.lemma] ?? token.lemma)
      if (!isTitle || draft.referents.has(at(s, i)) || !standsAlone(draft, s, i)) return
      const title = titleAt(draft, s, i, lexicon)
      const person = bearer(title, token, s)
      if (person) draft.referents.set(at(s, i), person)
    })
  })
  return new Map(
    holders.flatMap(({ person, marks }) => [...marks].filter(m => m.startsWith(STATE)).map(m => [person, m])),
  )

  /** Of those who are named with the title the one who was named last. */
  function bearer(title: Title, { start, lemma }: Token, s: number): string | undefined {
    const fitting = holders.filter(h => fits(title, h))
    if (!fitting.length) return lexicon.titles.get(lemma) === 'LEADS' && !title.former ? onlyPerson(title) : undefined
    const before = fitting.filter(h => h.start < start)
    const possible = before.length ? before : fitting
    const last = persons.findLast(m => m.start < start && possible.some(h => h.person === personOf(m)))
    const person = last ? personOf(last)! : possible[0]!.person
    const ofState = fitting.some(h => h.person === person && [...h.marks].every(m => m.startsWith(STATE)))
    const far = (last?.sentence ?? 0) < s - (ofState ? NEAR.state : NEAR.other)
    return title.marks.size || !far ? person : undefined
  }

  /** A title that nobody is named with is that of the only person who acts in the article, if its bearer acts too. */
  function onlyPerson(title: Title): string | undefined {
    const acting = persons.filter(m => roleOf(draft.sentences[m.sentence]!.tokens, m.head) === 'subject')
    const named = new Set(acting.flatMap(m => personOf(m) ?? []))
    const acts = acting.some(m => !personOf(m) && isSame(titleAt(draft, m.sentence, m.head, lexicon), title))
    return named.size === 1 && (acts || isOfState(title)) ? [...named][0] : undefined
  }
}

/** Persons with a title in apposition, before or after the name, or with one that is said of them. */
function findHolders(draft: Draft, lexicon: Lexicon): Holder[] {
  return draft.mentions.flatMap(m => {
    const person = draft.referents.get(at(m.sentence, m.head))
    if (m.type !== 'Person' || !person) return []
    const { tokens } = draft.sentences[m.sentence]!
    const { deprel, head } = tokens[m.head]!
    const beside = children(tokens, m.head).filter(c => tokens[c]!.deprel === 'appos')
    if (deprel === 'appos' || (deprel === 'nsubj' && lexicon.titles.has(tokens[head]!.lemma))) beside.push(head)
    return beside
      .filter(i => {
        const { feats } = tokens[i]!
        return isNoun(tokens[i]!) && feats.Animacy !== 'Inan' && feats.Number !== 'Plur'
      })
      .map(i => ({ ...titleAt(draft, m.sentence, i, lexicon), person, start: m.start }))
  })
}

function titleAt(draft: Draft, s: number, i: number, lexicon: Lexicon): Title {
  const { tokens } = draft.sentences[s]!
  const { lemma, text } = tokens[i]!
  const beside = children(tokens, i)
  const marks = new Set<string>()
  for (const c of beside) {
    const { deprel, lemma: word } = tokens[c]!
    const state = lexicon.adjectives.get(word)
    if (deprel === 'amod' && state) marks.add(STATE + (lexicon.known.get(nameKey(state))?.name ?? nameKey(state)))
    else if (deprel === 'amod' && !NOW.test(word) && !lexicon.degree.has(word)) marks.add(word)
    if (deprel !== 'nmod' || preposition(tokens, c) === 'с') continue
    const owner = draft.referents.get(at(s, c))
    const kind = word === 'дело' ? children(tokens, c).find(k => tokens[k]!.deprel === 'amod') : undefined
    marks.add(owner ?? (kind === undefined ? word : `${tokens[kind]!.lemma} ${word}`))
  }
  const inner = beside.flatMap(c => children(tokens, c)).map(c => draft.referents.get(at(s, c)))
  const state = inner.find(entity => entity?.startsWith(STATE))
  const former = /^экс-/i.test(text) || beside.some(c => tokens[c]!.lemma === 'бывший')
  const ministry =
    GENERIC.test(lemma) && MINISTRIES.find(([name]) => [...marks].some(m => name.test(m.slice(m.indexOf('\n') + 1))))
  if (ministry) return { noun: 'министр', marks: new Set([ministry[1]]), state, former }
  return { noun: SAME[lemma] ?? lemma, marks, state, former }
}

/** Whether a title that stands alone may be short for one that somebody is named with. */
function fits(title: Title, holder: Title): boolean {
  if (title.former !== holder.former || (title.state && holder.state && title.state !== holder.state)) return false
  if (GENERIC.test(title.noun) && isOfState(title)) return leadsState(holder)
  if (GENERIC.test(title.noun) && /^(?:правительство|кабинет)$/.test([...title.marks].join()))
    return HEADS.government.test(holder.noun)
  const same =
    title.noun === holder.noun || (GENERIC.test(title.noun) && title.marks.size > 0 && HEADS.other.test(holder.noun))
  return same && [...title.marks].every(mark => holder.marks.has(mark) || PLAIN.test(mark))
}

/** «президент», «президент России», but «лидер» only with the state. */
const leadsState = ({ noun, marks }: Title): boolean =>
  HEADS.state.test(noun) &&
  (marks.size > 0 || !GENERIC.test(noun)) &&
  [...marks].every(mark => mark.startsWith(STATE) || PLAIN.test(mark))

const isOfState = ({ marks }: Title): boolean => marks.has('государство') || marks.has('страна')

const isSame = (a: Title, b: Title): boolean =>
  a.noun === b.noun && a.marks.size === b.marks.size && [...a.marks].every(m => b.marks.has(m))

/** «Экс-премьер» begins like a name. */
const isNoun = ({ upos, text }: Token): boolean => upos === 'NOUN' || /^экс-/i.test(text)

/** A title that stands for its bearer: no name beside it, not said of somebody, not a post. */
function standsAlone(draft: Draft, s: number, i: number): boolean {
  const { tokens } = draft.sentences[s]!
  const { feats, deprel, head, lemma } = tokens[i]!
  const asked = preposition(tokens, i)
  if (!isNoun(tokens[i]!) || feats.Number === 'Plur' || (feats.Case === 'Ins' && !asked)) return false
  if (/^(?:appos|fixed|case)$/.test(deprel) || (deprel === 'nmod' && POSTS.test(tokens[head]!.lemma))) return false
  if ((lemma === 'глава' && asked === 'в') || asked === 'как' || asked?.endsWith('качество')) return false
  const beside = children(tokens, i).map(c => tokens[c]!)
  if (beside.some(t => /^(?:appos|flat|nsubj|cop)/.test(t.deprel) || ANOTHER.test(t.lemma))) return false
  return !isBeforeName(draft, s, i)
}

/** «вице-премьер и министр финансов Алексей Кудрин»: nothing but the title between it and a name in its case. */
function isBeforeName(draft: Draft, s: number, i: number): boolean {
  const { tokens } = draft.sentences[s]!
  const other = (t: Token): boolean => !/^(?:NOUN|PROPN|ADJ|ADP|CCONJ)$/.test(t.upos) && !/^[«»"]$/.test(t.text)
  const next = tokens.findIndex((t, k) => k > i && other(t))
  return draft.mentions.some(m => {
    if (m.sentence !== s || m.type !== 'Person' || m.head <= i || (next >= 0 && m.head > next)) return false
    return tokens[m.head]!.upos === 'PROPN' && tokens[m.head]!.feats.Case === tokens[i]!.feats.Case
  })
}
