// An explanation → lines for a terminal.
import type { ArgumentReason, ClaimReason, Explanation, NearMiss, SentenceReason } from '../extract/explain.ts'
import type { Token } from '../extract/language/tree.ts'
import type { Say } from './language.ts'

interface Look {
  say: Say
  /** A relation in the reader's language. */
  label(relation: string): string
  tree: boolean
  style(format: 'bold' | 'dim' | 'green' | 'yellow', text: string): string
}

/** What is said of every sentence: its text, tree, mentions, and claims or what was nearest. */
export function explanationText({ article, sentences }: Explanation, look: Look): string {
  const title = look.style('bold', article.title ?? article.source ?? article.id)
  return [title, ...sentences.map(sentence => sentenceText(sentence, look))].join('\n\n')
}

function sentenceText(sentence: SentenceReason, look: Look): string {
  const { say, style } = look
  const lines = [`${sentence.number}. ${style('bold', sentence.text.replace(/\s+/g, ' '))}`]
  if (look.tree) lines.push(...treeLines(sentence.tokens).map(line => style('dim', `   ${line}`)))
  for (const { type, words, name } of sentence.mentions)
    lines.push(`   ${type}: «${words.replace(/\s+/g, ' ')}»${name === words ? '' : ` = ${name}`}`)
  for (const claim of sentence.claims) lines.push(...claimLines(claim, look))
  if (sentence.skipped) lines.push(`   ${style('yellow', say(sentence.skipped))}`)
  else if (!sentence.claims.length) lines.push(`   ${style('yellow', say('noClaim'))}`)
  for (const miss of sentence.nearest) lines.push(`     ${missLine(miss, look)}`)
  return lines.join('\n')
}

function claimLines({ claim, subject, object, speaker, ...frame }: ClaimReason, { say, label, style }: Look): string[] {
  const notes = [
    say(claim.modality),
    claim.polarity === 'negative' ? say('denied') : '',
    claim.time ?? '',
    speaker ? `${say('says')} ${speaker.name}: ${say(speaker.by)}` : '',
    claim.confidence.toFixed(2),
  ].filter(Boolean)
  const argument = (role: 'subject' | 'object', { words, place, direct }: ArgumentReason): string =>
    `     ${say(role)} «${words.replace(/\s+/g, ' ')}»${direct ? '' : ` (${say('meant')})`} ← ${place}`
  return [
    `   ${style('green', '✓')} ${style('bold', `${subject.name} → ${label(frame.relation)} → ${object.name}`)}  (${notes.join('; ')})`,
    `     ${say('frame')} «${frame.phrase}», frames/ru.yaml:${frame.line}, ${say('at')} «${frame.trigger}»`,
    argument('subject', subject),
    argument('object', object),
  ]
}

function missLine({ relation, phrase, line, trigger, fault, at }: NearMiss, { say, label }: Look): string {
  const where = at.length ? `: ${at.join(', ')}` : ''
  return `${label(relation)}, «${phrase}» (frames/ru.yaml:${line}), ${say('at')} «${trigger}» – ${say(`fault ${fault}`)}${where}`
}

/** A tree with one word a line, each under its head. */
function treeLines(tokens: Token[]): string[] {
  const lines: string[] = []
  const kids = (i: number): number[] => tokens.flatMap((t, k) => (t.head === i && t.upos !== 'PUNCT' ? [k] : []))
  const visit = (i: number, before: string, mark: string): void => {
    const { text, upos, deprel, feats } = tokens[i]!
    lines.push(`${before}${mark}${text}  ${[upos, deprel, feats.Case].filter(Boolean).join(' ')}`)
    const below = mark === '' ? before : `${before}${mark === '└ ' ? '  ' : '│ '}`
    const list = kids(i)
    list.forEach((k, n) => {
      visit(k, below, n === list.length - 1 ? '└ ' : '├ ')
    })
  }
  for (const root of kids(-1)) visit(root, '', '')
  return lines
}
