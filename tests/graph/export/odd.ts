// Graphs that are hard to write down: names with every character that a format could stumble over, several days, none.
import { build } from '../../../graph/build.ts'
import { hash } from '../../../graph/id.ts'
import type { Claim, Doc, Entity, Graph } from '../../../graph/model.ts'
import { loadOntology } from '../../../graph/ontology.ts'

export const EMPTY: Graph = { articles: [], entities: [], mentions: [], claims: [] }

const ODD_NAMES = [
  'кавычки " и \' и «ёлочки»',
  'запятая, точка; черта | скобки [a, "b"] <c> &amp; & {d}',
  'обратная \\ черта \\" и \\\\',
  'управляющие \u0000\u0001\u0008\u000b\u001f\u007f\u0085 знаки',
  'строка\nвторая\r\nтретья\tс табуляцией',
  'эмодзи 👩‍👩‍👧 🇰🇿 и одинокие \ud83d половинки \udc4d',
  '  пробелы   по краям  ',
  ']]> <!-- --> <?xml ?> <![CDATA[',
  '\ufffe\uffff и \ufeff',
  'русский العربية 中文',
]

/** Every odd name as an entity, an alias, a title and a quote, said twice on different days and once on no day. */
export function oddGraph(): Graph {
  return build([oddDoc('2025-01-31'), oddDoc('2025-02-01T10:00:00+03:00'), oddDoc(undefined)], loadOntology())
}

function oddDoc(date: string | undefined): Doc {
  const text = `${date}\n${ODD_NAMES.join(' | ')}`
  const article = { id: hash('article', text), text, title: ODD_NAMES.join(), ...(date && { date }) }
  // Without a day there is less, so that some entities have days and some have not.
  const names = date ? ODD_NAMES : ODD_NAMES.slice(0, 2)
  const entities = names.map(
    (name, i): Entity => ({ id: `e${i}`, type: 'Organization', name, aliases: [`${name}!`, `${name}, "${name}"`] }),
  )
  const span = (name: string) => {
    const start = text.indexOf(name)
    return { article: article.id, start, end: start + name.length }
  }
  const mentions = entities.map(e => ({ ...span(e.name), type: e.type, name: e.name, entity: e.id }))
  const claims = entities.slice(1).flatMap((e, i): Claim[] => {
    const claim: Claim = {
      ...span(e.name),
      id: `c${i}`,
      subject: e.id,
      relation: 'SUPPORTS',
      object: entities[i]!.id,
      modality: 'planned',
      polarity: i % 2 ? 'negative' : 'positive',
      confidence: 1 / (i + 3),
      extractor: 'test "1, 2"',
    }
    const reply = { ...claim, id: `r${i}`, relation: 'OPPOSES', speaker: entities[0]!.id, time: '2025-03' }
    return [claim, reply]
  })
  return { article, sentences: [], entities, mentions, claims }
}
