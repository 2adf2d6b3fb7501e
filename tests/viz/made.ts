// A made graph of any size, always the same: people, bodies, threats … and what several outlets say of them over four months.
import { hash } from '../../graph/id.ts'
import { type Claim, type Graph, MODALITIES } from '../../graph/model.ts'
import { loadOntology } from '../../graph/ontology.ts'

const WORDS = 'Север Юг Восток Запад Река Гора Море Лес Поле Мост Град Союз Центр Совет Форум Комитет'.split(' ')
export const OUTLETS = ['one.example', 'two.example', 'agency.example', 'gazeta.example']
const TEXT = 'Первое слово сказано здесь. Второе слово сказано там.'

/** So many entities and claims, from so many articles; every seventeenth of these has no date. */
export function madeGraph(size: { entities: number; claims: number; articles: number }): Graph {
  let seed = 7
  const below = (max: number): number => {
    // mulberry32
    seed = (seed + 0x6d2b79f5) | 0
    let mixed = Math.imul(seed ^ (seed >>> 15), 1 | seed)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return Math.floor((((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32) * max)
  }
  const ontology = loadOntology()
  const types = [...ontology.types.keys()]
  const relations = [...ontology.relations.values()]
  const articles = Array.from({ length: size.articles }, (_, i) => ({
    id: `a${i}`,
    text: TEXT,
    title: `Статья ${i}`,
    url: `https://www.${OUTLETS[below(OUTLETS.length)]}/${i}`,
    ...(i % 17 && { date: new Date(Date.UTC(2025, 0, 1 + below(120))).toISOString().slice(0, 10) }),
  }))
  const entities = Array.from({ length: size.entities }, (_, i) => ({
    id: hash('made', String(i)),
    type: types[below(types.length)]!,
    name: `${WORDS[below(WORDS.length)]} ${WORDS[below(WORDS.length)]} ${i}`,
    aliases: [],
  }))
  const people = entities.filter(e => e.type === 'Person').slice(0, 12)
  const claims: Claim[] = []
  const seen = new Set<string>()
  while (claims.length < size.claims) {
    // A few have much said about them, most have little.
    const subject = entities[Math.floor(size.entities * (below(10_000) / 10_000) ** 2.2)]!
    const object = entities[below(size.entities)]!
    const fitting = relations.filter(r => r.subject.includes(subject.type) && r.object.includes(object.type))
    if (subject === object || fitting.length === 0) continue
    const relation = fitting[below(fitting.length)]!.name
    for (let again = below(3); again >= 0 && claims.length < size.claims; again--) {
      const article = articles[below(articles.length)]!.id
      const key = `${subject.id} ${relation} ${object.id} ${article}`
      if (seen.has(key)) continue
      seen.add(key)
      claims.push({
        id: `c${claims.length}`,
        article,
        subject: subject.id,
        relation,
        object: object.id,
        start: 0,
        end: 27,
        modality: MODALITIES[below(10) < 6 ? 0 : below(5)]!,
        polarity: below(12) ? 'positive' : 'negative',
        confidence: 0.6 + below(40) / 100,
        extractor: 'made/1',
        ...(people.length > 0 && below(3) && { speaker: people[below(people.length)]!.id }),
      })
    }
  }
  const mentions = claims.map(({ article, subject }) => ({
    article,
    start: 0,
    end: 12,
    type: entities.find(e => e.id === subject)!.type,
    name: 'Первое слово',
    entity: subject,
  }))
  return { articles, entities, mentions: mentions.slice(0, 2000), claims }
}
