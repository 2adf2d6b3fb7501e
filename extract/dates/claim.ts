// The dates of an article and the word that makes a claim → the time of the claim: that of its own clause or event.
import { children, type Draft, preposition } from '../draft.ts'
import type { Token } from '../language/tree.ts'
import { dateWords, type SaidDate } from './index.ts'
import type { DateWords } from './words.ts'

/** The date, in ISO 8601, that the sentence gives to what the trigger says; of several the nearest. */
export function timeOf(dates: SaidDate[], draft: Draft, s: number, trigger: number): string | undefined {
  const words = dateWords(draft.article.language)
  const here = dates.filter(d => d.sentence === s && !isInName(d, draft, trigger))
  if (!words || !here.length) return undefined
  const { tokens } = draft.sentences[s]!
  const homes = new Map(here.map(date => [date, homeOf(date, draft, words, trigger)]))
  const away = ({ start }: SaidDate): number => Math.abs(start - tokens[trigger]!.start)
  for (const { host, before } of hosts(tokens, trigger, words)) {
    const found = here.filter(d => homes.get(d) === host && (before === undefined || d.end <= tokens[before]!.start))
    if (found.length) return found.sort((a, b) => away(a) - away(b))[0]!.time
  }
  return undefined
}

/** «Договор 1992 года»: a date in a name is not the time of what is said with the name. */
function isInName(date: SaidDate, { sentences, mentions }: Draft, trigger: number): boolean {
  const { tokens, names = [] } = sentences[date.sentence]!
  const word = tokens[trigger]!
  const holds = (n: { start: number; end: number }): boolean =>
    n.start <= date.start && n.end >= date.end && !(n.start <= word.start && n.end >= word.end)
  return (
    mentions.some(m => m.sentence === date.sentence && holds(m)) ||
    names.some(n => !/^(?:DATE|TIME)$/.test(n.type) && holds(n))
  )
}

/** Index of the word that a date is said of. */
function homeOf(date: SaidDate, { sentences, mentions }: Draft, words: DateWords, trigger: number): number {
  const { tokens } = sentences[date.sentence]!
  const inside = (i: number): boolean => i >= 0 && tokens[i]!.start >= date.start && tokens[i]!.end <= date.end
  let top = tokens.findIndex((t, i) => inside(i) && !inside(t.head))
  if (top < 0) return -1
  while (words.parts.has(tokens[tokens[top]!.head]?.lemma ?? '')) top = tokens[top]!.head
  let home = tokens[top]!.head
  const isVerb = (i: number): boolean => /^(?:VERB|AUX)$/.test(tokens[i]?.upos ?? '')
  // «5 мая в Баку министры …»: what the sentence begins with is said of its main clause.
  const first = tokens.find(t => t.upos !== 'PUNCT' && t.upos !== 'ADP')
  const fronted =
    first !== undefined && first.start >= Math.min(date.start, tokens[top]!.start) && first.start <= date.start
  if (fronted && home >= 0 && !isVerb(home)) return tokens.findIndex(t => t.head < 0)
  const link = preposition(tokens, top)
  const placed = tokens[top]!.upos === 'ADV' || /^(?:в|на|с|к|до)$/.test(link ?? '')
  // «палата парламента 9 июня приняла»: a day without a preposition, too, is that of what happens.
  const bareDay = link === undefined && /^\d{4}-\d\d-\d\d/.test(date.time)
  // «подписали соглашение в мае»: what does not happen has no date with a preposition, so it is the verb's.
  const lasting = (i: number): boolean => {
    const mention = mentions.find(m => m.sentence === date.sentence && m.head === i)
    return tokens[i]!.upos === 'PROPN' || (mention !== undefined && mention.type !== 'Event')
  }
  const leaves = (i: number): boolean => lasting(i) && (bareDay || (placed && i !== trigger))
  // «утвердил на заседании 5 мая»: the deed is of the same date.
  const around = (i: number): boolean =>
    (preposition(tokens, i) === 'на' && tokens[i]!.feats.Case === 'Loc') || preposition(tokens, i) === 'в_ход'
  while (home >= 0 && tokens[home]!.head >= 0 && (leaves(home) || (home !== trigger && around(home))))
    home = tokens[home]!.head
  return home
}

interface Host {
  host: number
  /** Only dates before this word. */
  before?: number
}

/** The words whose date is also that of the trigger, nearest first. */
function hosts(tokens: Token[], trigger: number, { happening }: DateWords): Host[] {
  const { head, deprel, upos, feats } = tokens[trigger]!
  const above = tokens[head]
  const found: Host[] = [{ host: trigger }]
  if (upos === 'VERB') {
    // «намерен в мае посетить»: of a deed to come, not «предложил в мае посетить».
    if (/^(?:xcomp|csubj)$/.test(deprel) && feats.VerbForm === 'Inf' && above && above.feats.Tense !== 'Past')
      found.push({ host: head })
    // «В мае прибыл и выступил»: a date before the first verb is that of both.
    if (deprel === 'conj' && above?.upos === 'VERB') found.push({ host: head, before: head })
    if (happening.has(tokens[trigger]!.lemma))
      for (const c of children(tokens, trigger)) if (happens(tokens, c)) found.push({ host: c })
  } else if (above && happening.has(above.lemma) && happens(tokens, trigger)) found.push({ host: head })
  return found
}

/** Whether a noun is what its verb says to be: «встреча прошла», «провёл встречу», «был министром», not «палата приняла закон». */
function happens(tokens: Token[], i: number): boolean {
  const { deprel, feats, head } = tokens[i]!
  if (/^nsubj/.test(deprel)) return children(tokens, head).every(c => tokens[c]!.deprel !== 'obj')
  return deprel === 'obj' || (/^(?:obl|xcomp)$/.test(deprel) && feats.Case === 'Ins')
}
