// A sentence's units → one dependency tree, by case, agreement and valency, from left to right.
import { attach, isCapital, settle, type Unit, units, type Word } from './phrases.ts'

/** What nouns (and adjectives) govern besides a genitive: prepositions, or a bare case. */
const VALENCY: Record<string, string> = {
  борьба: 'с против по', война: 'с против', сотрудничество: 'с по в', взаимодействие: 'с по', встреча: 'с', диалог: 'с',
  переговоры: 'с по о', соглашение: 'с о по', договор: 'с о', противодействие: 'Dat', содействие: 'Dat', помощь: 'Dat',
  угроза: 'Dat', председательство: 'в', участие: 'в', вступление: 'в', ответственность: 'за', нападение: 'на', атака: 'на',
  взрыв: 'в на', пожар: 'в на', вклад: 'в', доступ: 'к', защита: 'от', обмен: 'Ins', торговля: 'Ins', управление: 'Ins по',
  преступление: 'в против', вопрос: 'о по', ситуация: 'в на с', причастный: 'к', кризис: 'в', выборы: 'в', группа: 'по при', фонд: 'по при', проект: 'по', система: 'по',
  штаб: 'по', комплекс: 'по', служба: 'по', агентство: 'по', отдел: 'по', форум: 'по',
  механизм: 'по', центр: 'по при', комитет: 'по при', комиссия: 'по при', совет: 'по при', программа: 'по', план: 'по',
  операция: 'по против', мера: 'по против', мероприятие: 'по', работа: 'по', закон: 'о об', указ: 'о', санкция: 'против',
  конференция: 'по в', совещание: 'по в', учение: 'по в', доклад: 'о', отчёт: 'о', резолюция: 'о по', декларация: 'о', конвенция: 'о',
} // biome-ignore format: a table
const ADNOMINAL = new Set(['по', 'о', 'при', 'для', 'от', 'против', 'между'])
const CLASS_NOUNS = new Set(
  `операция программа учение проект газета журнал агентство группировка организация партия банк компания фирма форум фестиваль
  движение фонд телеканал радиостанция издание система учреждение концерн корпорация сайт портал батальон клуб премия корабль`.split(
    /\s+/,
  ),
)

/** Class nouns that a name follows without quotation marks, as a label («агентство Reuters»). */
const LABELS = new Set(
  'агентство газета телеканал канал журнал радиостанция компания фирма корпорация концерн издание сайт портал банк город'.split(
    ' ',
  ),
)

/** Verbs whose subject may follow them with no object («передаёт наш сайт»). */
const REPORTING = new Set(
  'передавать сообщать писать отмечать сообщить отметить сказать заявить подчеркнуть'.split(' '),
)

/** Verbs that say of their object what it is, in the instrumental. */
const NAMING_VERBS = new Set(
  'признать признавать считать назвать называть объявить стать становиться являться быть'.split(' '),
)

interface Clause {
  predicate: number
  infinitives: number[]
  /** Noun phrases that depend on the predicate. */
  args: { unit: Unit; verb: number }[]
  /** Heads that the next noun may depend on, outermost first. */
  spine: Unit[]
  parent?: Clause
  /** Where the clause hangs, and as what. */
  anchor: number
  deprel: string
}

/** Reads a sentence's words as one tree: sets head, deprel, lemma, part of speech and features of every word. */
export function parse(words: Word[]): void {
  const list = units(words)
  const clauses: Clause[] = []
  const open = (deprel: string, anchor: number, parent?: Clause): Clause => {
    const clause: Clause = {
      predicate: -1,
      infinitives: [],
      args: [],
      spine: [],
      anchor,
      deprel,
      ...(parent && { parent }),
    }
    clauses.push(clause)
    return clause
  }
  let clause = open('root', -1)
  let likened = false
  let before: 'start' | 'noun' | 'comma' | 'and' | 'other' = 'start'

  list.forEach((unit, i) => {
    const next = list[i + 1]
    switch (unit.kind) {
      case 'comma':
      case 'close':
      case 'open':
      case 'dash':
        clause = boundary(unit, i)
        if (clause.predicate < 0 && !clause.args.length && clause.anchor >= 0) before = 'start'
        else if (unit.kind === 'comma') before = 'comma'
        else if (unit.kind !== 'open' || before !== 'noun') before = before === 'comma' ? 'comma' : 'other'
        break
      case 'conjunction':
        if (hasFiniteBefore(i + 1) && clause.predicate >= 0) {
          clause = open('conj', clause.predicate, clause)
          before = 'start'
        } else before = 'and'
        break
      case 'relative': {
        const antecedent = antecedentOf(clause, words[unit.head]!)
        clause = open('acl:relcl', antecedent, clause)
        clause.args.push({ unit, verb: -1 })
        before = 'other'
        break
      }
      case 'subordinator':
        if (/^(?:так|как)$/.test(words[unit.head]!.lemma) && next?.kind === 'noun' && !hasFiniteBefore(i + 1)) {
          likened = true
          before = 'other'
          break
        }
        clause = open(words[unit.head]!.lemma === 'что' ? 'ccomp' : 'advcl', lastVerb(clause), clause)
        before = 'start'
        break
      case 'finite': {
        const main = auxiliaryOf(i)
        if (main) {
          attach(words, unit.head, main.head, words[main.head]!.feats.Voice === 'Pass' ? 'aux:pass' : 'aux')
          break
        }
        if (clause.predicate >= 0) clause = open('conj', clause.predicate, clause)
        clause.predicate = unit.head
        clause.spine = []
        before = 'other'
        break
      }
      case 'infinitive': {
        const verb = lastVerb(clause)
        const sibling = clause.infinitives.at(-1)
        if (before === 'and' && sibling !== undefined) attach(words, unit.head, sibling, 'conj')
        else if (verb >= 0) attach(words, unit.head, verb, words[verb]!.feats.VerbForm ? 'xcomp' : 'csubj')
        else if (clause.spine.length && !words.some(w => w.head === unit.head))
          attach(words, unit.head, clause.spine.at(-1)!.head, 'acl')
        else clause.predicate = unit.head
        clause.infinitives.push(unit.head)
        clause.spine = []
        before = 'other'
        break
      }
      case 'gerund':
        clause = open('advcl', lastVerb(clause), clause)
        clause.predicate = unit.head
        before = 'other'
        break
      case 'participle': {
        const noun = clause.spine.findLast(u => shared(u, unit).length > 0 && agrees(u, unit))
        if (before === 'comma' && noun) {
          clause = open('acl', noun.head, clause)
          clause.predicate = unit.head
        } else if (clause.predicate >= 0) attach(words, unit.head, lastVerb(clause), 'xcomp')
        else clause.predicate = unit.head
        before = 'other'
        break
      }
      case 'noun':
        clause = noun(unit, i)
        before = 'noun'
        break
      default: {
        const word = words[unit.head]!
        const verb = word.text.toLowerCase() === 'не' && next ? next.head : -1
        if (verb >= 0) attach(words, unit.head, verb, 'advmod')
        if (word.upos !== 'PUNCT' && before === 'noun' && word.upos !== 'PART') before = 'other'
      }
    }
  })
  for (const c of clauses) close(c)
  finish(clauses)

  /** Which clause goes on after a mark. */
  function boundary(mark: Unit, i: number): Clause {
    const next = list[i + 1]
    if (!next) return clause
    if (mark.kind === 'close' && words[mark.head]!.text === '»' && /^(?:comma|dash)$/.test(next.kind)) {
      const speech = list[i + 2]?.kind === 'dash' ? i + 3 : i + 2
      if (next.kind !== 'dash' && list[i + 2]?.kind !== 'dash') return clause
      return hasFiniteBefore(speech) ? open('parataxis', clauses[0]!.predicate, clauses[0]) : clause
    }
    if (mark.kind !== 'comma' && mark.kind !== 'dash') return clause
    if (/^(?:relative|subordinator|gerund|participle|dash|comma|close|conjunction)$/.test(next.kind)) return clause
    // Without a verb of its own it goes on with the list or phrase, perhaps one that an inner clause interrupted.
    if (!hasFiniteBefore(next.kind === 'open' ? i + 2 : i + 1)) return clause
    for (let outer: Clause | undefined = clause; outer; outer = outer.parent) if (outer.predicate < 0) return outer
    let top = clause
    while (top.parent && /^(?:acl|acl:relcl|advcl|ccomp)$/.test(top.deprel)) top = top.parent
    return open(mark.kind === 'dash' ? 'parataxis' : 'conj', top.predicate, top)
  }

  /** The verb that a form of «быть» belongs to: «будет уделяться», «были направлены». */
  function auxiliaryOf(i: number): Unit | undefined {
    if (words[list[i]!.head]!.lemma !== 'быть') return undefined
    for (const unit of list.slice(i + 1)) {
      if (unit.kind === 'infinitive' || unit.kind === 'finite') return unit
      if (!/^(?:noun|other)$/.test(unit.kind)) return undefined
    }
    return undefined
  }

  /** Whether a finite verb comes before the next mark that could begin another clause. */
  function hasFiniteBefore(from: number): boolean {
    for (let i = from; i < list.length; i++) {
      const { kind } = list[i]!
      if (kind === 'finite') return true
      if (/^(?:comma|dash|close|relative|subordinator|conjunction)$/.test(kind)) return false
    }
    return false
  }

  function noun(unit: Unit, i: number): Clause {
    const like = clause.spine.at(-1)
    if (like && (likened || (list[i - 1]?.kind === 'dash' && clause.predicate >= 0 && shared(like, unit).length > 0))) {
      const cases = shared(like, unit)
      attach(words, unit.head, like.head, 'appos')
      if (cases.length) unit.cases = new Set(cases)
      likened = false
      clause.spine = [like, unit]
      return clause
    }
    const list_ = before === 'comma' || before === 'and'
    if (list_) {
      for (let c: Clause | undefined = clause; c; c = c.parent) {
        const left = c.spine.findLast(u => conjoins(u, unit))
        if (!left) continue
        if (
          before === 'comma' &&
          c === clause &&
          c.predicate < 0 &&
          hasFiniteBefore(i + 1) &&
          unit.cases.has('Nom') &&
          c.spine.length > 1
        )
          continue
        const topic =
          left.prep !== undefined &&
          unit.prep === undefined &&
          c.predicate < 0 &&
          unit.cases.has('Nom') &&
          hasFiniteBefore(i + 1)
        if (before === 'comma' && topic) continue
        const cases = shared(left, unit)
        left.cases = new Set(cases)
        unit.cases = new Set(cases)
        attach(words, unit.head, left.head, 'conj')
        c.spine = [...c.spine.slice(0, c.spine.indexOf(left) + 1), unit]
        return c
      }
    }
    const near = before === 'noun' ? clause.spine.at(-1) : undefined
    const governor = near && dependsOn(unit)
    if (governor) {
      clause.spine = [...clause.spine.slice(0, clause.spine.indexOf(governor) + 1), unit]
      return clause
    }
    clause.args.push({ unit, verb: lastVerb(clause) })
    clause.spine =
      clause.predicate < 0 && !unit.prep ? [...clause.spine.filter(u => words[u.head]!.head < 0), unit] : [unit]
    return clause
  }

  /** Attaches a noun phrase to a noun just before it, if case, name or preposition say so. */
  function dependsOn(unit: Unit): Unit | undefined {
    const spine = clause.spine
    const word = words[unit.head]!
    const last = spine.at(-1)!
    const marked = list[list.indexOf(unit) - 1]
    const innermost = spine.findLast(u => words[u.head]!.upos !== 'PROPN') ?? last
    const join = (governor: Unit, deprel: string, cases?: string[]): Unit => {
      if (cases) unit.cases = new Set(cases)
      attach(words, unit.head, governor.head, deprel)
      return governor
    }
    if (unit.prep !== undefined) {
      const prep = words[unit.prep]!.lemma
      const explicit = spine.findLast(u => governs(u, prep))
      if (explicit) return join(explicit, 'nmod')
      return ADNOMINAL.has(prep) && clause.predicate < 0
        ? join(innermost, 'nmod')
        : ADNOMINAL.has(prep) && prep !== 'по'
          ? join(innermost, 'nmod')
          : undefined
    }
    if (marked?.kind === 'open') {
      if (words[marked.head]!.text === '(') return join(last, 'appos')
      return join(spine.findLast(u => CLASS_NOUNS.has(words[u.head]!.lemma)) ?? innermost, 'appos')
    }
    const named = isCapital(word.text) && word.readings.some(r => r.feats.NameType && r.feats.NameType !== 'Geo')
    const bearer = spine.findLast(u => isPerson(u) && shared(u, unit).length > 0)
    if (
      bearer &&
      (named || word.upos === 'PROPN' || unit.to - unit.from > 1) &&
      isCapital(word.text) &&
      !/^[\p{Lu}\d-]{2,}$/u.test(word.text) &&
      !geo(word)
    ) {
      const cases = shared(bearer, unit)
      bearer.cases = new Set(cases)
      return join(bearer, 'appos', cases)
    }
    const labelled = /^\p{Script=Latin}/u.test(word.text) || word.upos === 'PROPN'
    if (labelled && LABELS.has(words[last.head]!.lemma) && words[last.head]!.upos === 'NOUN') return join(last, 'appos')
    if (unit.cases.has('Gen') && !(words[innermost.head]!.upos === 'PRON')) return join(innermost, 'nmod', ['Gen'])
    const valency = spine.findLast(u => (VALENCY[words[u.head]!.lemma] ?? '').split(' ').some(v => unit.cases.has(v)))
    if (valency)
      return join(
        valency,
        'nmod',
        [...unit.cases].filter(c => (VALENCY[words[valency.head]!.lemma] ?? '').includes(c)),
      )
    if (/\p{Script=Latin}/u.test(word.text)) return join(innermost, 'appos')
    return undefined
  }

  function governs(unit: Unit, prep: string): boolean {
    return (VALENCY[words[unit.head]!.lemma] ?? '').split(' ').includes(prep)
  }
  function isPerson(unit: Unit): boolean {
    const word = words[unit.head]!
    return word.upos === 'NOUN' && word.readings.some(r => r.feats.Animacy === 'Anim')
  }
  function geo(word: Word): boolean {
    return word.readings.some(r => r.feats.NameType === 'Geo')
  }

  function conjoins(left: Unit, right: Unit): boolean {
    if (right.prep !== undefined && (left.prep === undefined || words[left.prep]!.lemma !== words[right.prep]!.lemma))
      return false
    return shared(left, right).length > 0
  }

  function agrees(noun: Unit, modifier: Unit): boolean {
    return words[noun.head]!.readings.some(n =>
      words[modifier.head]!.readings.some(
        m =>
          m.case === n.case &&
          (!m.number || !n.number || m.number === n.number) &&
          (m.number === 'Plur' || !m.gender || !n.gender || m.gender === n.gender),
      ),
    )
  }

  function antecedentOf(from: Clause, relative: Word): number {
    for (let c: Clause | undefined = from; c; c = c.parent) {
      const found = c.spine.findLast(u =>
        words[u.head]!.readings.some(n =>
          relative.readings.some(
            r => r.number === n.number && (r.number === 'Plur' || !r.gender || r.gender === n.gender),
          ),
        ),
      )
      if (found) return found.head
    }
    return from.spine.at(-1)?.head ?? from.predicate
  }

  function lastVerb(c: Clause): number {
    return c.infinitives.at(-1) ?? c.predicate
  }

  /** Gives the noun phrases of a clause their roles. */
  function close(c: Clause): void {
    const free = c.args.filter(a => words[a.unit.head]!.head < 0 || a.unit.kind === 'relative')
    if (c.predicate < 0) {
      for (const { unit } of free) settle(words, unit, cases(unit, 'Nom'))
      return
    }
    const verb = words[c.predicate]!
    const passive = verb.feats.Voice === 'Pass' || (verb.lemma.endsWith('ся') && verb.feats.VerbForm !== 'Inf')
    const bare = free.filter(a => a.unit.prep === undefined)
    const nominatives =
      (verb.feats.VerbForm === 'Part' && verb.feats.Variant !== 'Short') ||
      verb.feats.VerbForm === 'Conv' ||
      verb.feats.Person?.match(/[12]/)
        ? []
        : bare.filter(a => a.unit.cases.has('Nom') && fitsVerb(a.unit, verb))
    const reports = REPORTING.has(verb.lemma)
    const light = (a: { unit: Unit }): boolean => words[a.unit.head]!.lemma === 'значение'
    const subject =
      nominatives.find(a => a.unit.cases.size === 1) ??
      nominatives.find(a => !a.unit.cases.has('Acc')) ??
      nominatives.find(
        a =>
          !light(a) &&
          (bare.some(b => b !== a && b.unit.cases.has('Acc')) ||
            a.unit.head < c.predicate ||
            reports ||
            !objectFits(a)),
      ) ??
      nominatives.find(a => !objectFits(a)) ??
      nominatives.find(() => verb.feats.Voice === 'Pass')
    for (const a of free) {
      const { unit } = a
      const target = a.verb >= 0 && a !== subject ? a.verb : c.predicate
      if (a === subject) role(unit, c.predicate, verb.feats.Voice === 'Pass' ? 'nsubj:pass' : 'nsubj', 'Nom')
      else if (unit.prep !== undefined) role(unit, target, 'obl')
      else if (unit.cases.has('Acc') && !(passive && target === c.predicate)) role(unit, target, 'obj', 'Acc')
      else if (unit.cases.has('Dat') && !(unit.cases.has('Ins') && NAMING_VERBS.has(words[target]!.lemma)))
        role(unit, target, 'iobj', 'Dat')
      else if (unit.cases.has('Ins')) role(unit, target, passive ? 'obl:agent' : 'obl', 'Ins')
      else if (unit.cases.has('Gen')) role(unit, target, 'obj', 'Gen')
      else role(unit, target, 'obl')
    }
    function objectFits(a: { unit: Unit }): boolean {
      return a.unit.cases.has('Acc') && !passive
    }
  }

  function fitsVerb(unit: Unit, verb: Word): boolean {
    const conjoined = words.some(w => w.head === unit.head && w.deprel === 'conj')
    return words[unit.head]!.readings.some(
      r =>
        r.case === 'Nom' &&
        (!verb.feats.Number ||
          !r.number ||
          r.number === verb.feats.Number ||
          (conjoined && verb.feats.Number === 'Plur')) &&
        (!verb.feats.Gender ||
          verb.feats.Number === 'Plur' ||
          !r.gender ||
          r.gender === verb.feats.Gender ||
          r.lemma === 'глава' ||
          r.feats.Animacy === 'Anim' ||
          unit.kind === 'relative'),
    )
  }

  function role(unit: Unit, verb: number, deprel: string, wanted?: string): void {
    attach(words, unit.head, verb, deprel)
    settle(words, unit, wanted ? [wanted] : undefined)
  }

  function cases(unit: Unit, preferred: string): string[] | undefined {
    return unit.cases.has(preferred) ? [preferred] : undefined
  }

  /** Settles what is left and makes sure that there is one tree: one root, no word without a head. */
  function finish(all: Clause[]): void {
    for (const unit of list) {
      const word = words[unit.head]!
      if (unit.kind === 'noun' && /^(?:nmod|appos|conj)$/.test(word.deprel))
        settle(words, unit, unit.cases.size ? [...unit.cases] : undefined)
      if (word.deprel === 'conj' && unit.kind === 'noun') {
        const left = words[word.head]!
        settle(words, unit, left.feats.Case ? [left.feats.Case] : undefined)
      }
      if (unit.kind === 'finite' && word.feats.VerbForm === undefined && word.upos !== 'ADJ') word.upos = 'ADV'
    }
    const topOf = (c: Clause): number =>
      c.predicate >= 0 ? c.predicate : (c.args.find(a => words[a.unit.head]!.head < 0)?.unit.head ?? -1)
    const tops = all.map(topOf)
    let root = tops.find(t => t >= 0) ?? words.findIndex(w => w.head < 0)
    if (root < 0) root = 0
    all.forEach((c, k) => {
      const top = tops[k]!
      if (top >= 0 && top !== root && words[top]!.head < 0) {
        const anchor = c.anchor >= 0 && c.anchor !== top ? c.anchor : root
        attach(words, top, reaches(anchor, top) ? root : anchor, c.anchor >= 0 ? c.deprel : 'parataxis')
      }
    })
    words.forEach((w, i) => {
      if (i === root) attach(words, i, -1, 'root')
      else if (w.head < 0 || reaches(w.head, i)) {
        if (!w.deprel)
          w.deprel =
            w.upos === 'PUNCT'
              ? 'punct'
              : w.upos === 'CCONJ'
                ? 'cc'
                : w.upos === 'SCONJ'
                  ? 'mark'
                  : w.upos === 'ADV' || w.upos === 'PART'
                    ? 'advmod'
                    : 'dep'
        w.head = w.deprel === 'advmod' ? nearestVerb(i, root) : root
        if (reaches(w.head, i)) w.head = root
      }
    })
  }

  function nearestVerb(i: number, root: number): number {
    const next = words.findIndex((w, j) => j > i && w.upos === 'VERB')
    return next >= 0 && next - i < 3 ? next : root
  }

  /** Whether the way up from `from` leads through `to`. */
  function reaches(from: number, to: number): boolean {
    const seen = new Set<number>()
    for (let i = from; i >= 0 && !seen.has(i); i = words[i]!.head) {
      if (i === to) return true
      seen.add(i)
    }
    return false
  }

  function shared(a: Unit, b: Unit): string[] {
    return [...a.cases].filter(c => b.cases.has(c))
  }
}
