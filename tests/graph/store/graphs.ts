// Graphs for the tests of stores: written by hand, generated in any size, and at random.
import fc from 'fast-check'
import type { Claim, Entity, Graph, Mention } from '../../../graph/model.ts'
import { loadOntology, objection } from '../../../graph/ontology.ts'
import { byId, compareMentions } from '../../../graph/order.ts'

export const ontology = loadOntology()

export const EMPTY: Graph = { articles: [], entities: [], mentions: [], claims: [] }

/** The graph in the order in which stores give it back. */
export const sorted = (graph: Graph): Graph => ({
  articles: [...graph.articles].sort(byId),
  entities: [...graph.entities].sort(byId),
  mentions: [...graph.mentions].sort(compareMentions),
  claims: [...graph.claims].sort(byId),
})

/** One article, its entities as `type name`, and its claims as `subject RELATION object`, told by the entities' names. */
export function article(id: string, text: string, names: string[], said: string[], more: Partial<Claim> = {}): Graph {
  const entities = names.map((line): Entity => {
    const [type, ...rest] = line.split(' ')
    return { id: `e-${rest.join('-')}`, type: type!, name: rest.join(' '), aliases: [] }
  })
  const byName = (name: string): string => {
    const entity = entities.find(e => e.name === name)
    if (!entity) throw new Error(`no entity ${name} in the test's graph`)
    return entity.id
  }
  return sorted({
    articles: [{ id, text }],
    entities,
    mentions: entities
      .filter(e => text.includes(e.name))
      .map((e): Mention => {
        const start = text.indexOf(e.name)
        return { article: id, start, end: start + e.name.length, type: e.type, name: e.name, entity: e.id }
      })
      .sort(compareMentions),
    claims: said.map((line, i): Claim => {
      const [, subject, relation, object] = /^(.+) ([A-Z_]+) (.+)$/.exec(line)!
      return {
        id: `${id}-c${i}`,
        article: id,
        start: 0,
        end: Math.min(text.length, 12 + i),
        subject: byName(subject!),
        relation: relation!,
        object: byName(object!),
        modality: 'asserted',
        polarity: 'positive',
        confidence: 1,
        extractor: 'test/1',
        ...more,
      }
    }),
  })
}

/** Several graphs as one; of entities with one id the first stays. */
export function together(...graphs: Graph[]): Graph {
  const entities = new Map<string, Entity>()
  for (const e of graphs.flatMap(g => g.entities)) if (!entities.has(e.id)) entities.set(e.id, e)
  return sorted({
    articles: graphs.flatMap(g => g.articles),
    entities: [...entities.values()],
    mentions: graphs.flatMap(g => g.mentions),
    claims: graphs.flatMap(g => g.claims),
  })
}

/** `claims` claims, twenty an article, about one person that is in every article and many others. */
export function generated(claims: number): Graph {
  const all = Array.from({ length: claims / 20 }, (_, a) => {
    const threats = Array.from({ length: 20 }, (_, i) => `Threat угроза ${(a * 7 + i * 3) % (claims / 10)}`)
    const text = `Иван Иванов назвал угрозы: ${threats.map(t => t.slice(7)).join(', ')}.`
    const said = threats.map(t => `Иван Иванов COUNTERS ${t.slice(7)}`)
    return article(`a${String(a).padStart(5, '0')}`, text, ['Person Иван Иванов', ...threats], said)
  })
  return together(...all)
}

const TYPES = ['Person', 'Organization', 'Threat', 'Mechanism']
const ID = fc.integer({ min: 0, max: 7 })
const TEXT = fc.string({ unit: 'grapheme', minLength: 1, maxLength: 30 })
const NAME = fc.oneof(
  TEXT,
  fc.constantFrom('«Щит»', 'О’Нил "Ё`ё`" \\', '😀 семья 👨‍👩‍👧', "'); MATCH (n) DETACH DELETE n //", '\u0001'),
)

/** A graph of few ids, so that two of them overlap: same articles said anew, same entities named otherwise. */
export const anyGraph: fc.Arbitrary<Graph> = fc
  .record({
    articles: fc.uniqueArray(
      fc.record(
        {
          id: ID.map(n => `a${n % 4}`),
          text: TEXT,
          title: TEXT,
          date: fc.constant('2025-11-27'),
          language: fc.constant('ru'),
        },
        { requiredKeys: ['id', 'text'] },
      ),
      { selector: a => a.id, minLength: 1, maxLength: 3 },
    ),
    entities: fc.uniqueArray(
      fc.record(
        {
          id: ID.map(n => `e${n}`),
          name: NAME,
          aliases: fc.uniqueArray(NAME, { maxLength: 3 }),
          wikidata: fc.constantFrom('Q1', 'Q232'),
        },
        { requiredKeys: ['id', 'name', 'aliases'] },
      ),
      { selector: e => e.id, minLength: 2, maxLength: 8 },
    ),
    places: fc.array(fc.tuple(fc.nat(), fc.nat(), fc.nat(), fc.option(fc.nat(), { nil: undefined })), {
      maxLength: 12,
    }),
    said: fc.array(
      fc.record({
        at: fc.tuple(fc.nat(), fc.nat(), fc.nat()),
        ends: fc.tuple(fc.nat(), fc.nat()),
        relation: fc.constantFrom(...ontology.relations.keys()),
        speaker: fc.option(fc.nat(), { nil: undefined }),
        confidence: fc.double({ min: 0, max: 1, noNaN: true }).map(Math.abs),
        time: fc.option(fc.constant('2025'), { nil: undefined }),
      }),
      { maxLength: 25 },
    ),
  })
  .map(({ articles, entities: named, places, said }) => {
    const entities = named.map(e => ({
      ...e,
      type: TYPES[Number(e.id.slice(1)) % TYPES.length]!,
      aliases: e.aliases.filter(a => a !== e.name).sort(),
    }))
    const at = <T>(list: T[], n: number): T => list[n % list.length]!
    const span = (a: number, s: number, l: number) => {
      const { id, text } = at(articles, a)
      const start = s % text.length
      return { article: id, start, end: start + 1 + (l % (text.length - start)) }
    }
    const mentions = places.map(([a, s, l, e]): Mention => {
      const entity = e === undefined ? undefined : at(entities, e)
      const mention = { ...span(a, s, l), type: entity?.type ?? 'Topic', name: entity?.name ?? 'кто-то' }
      return entity ? { ...mention, entity: entity.id } : mention
    })
    const claims = new Map<string, Claim>()
    for (const {
      at: [a, s, l],
      ends,
      relation,
      speaker,
      confidence,
      time,
    } of said) {
      const [subject, object] = [at(entities, ends[0]), at(entities, ends[1])]
      if (subject === object || objection(ontology, subject.type, relation, object.type)) continue
      const place = span(a, s, l)
      const id = [place.article, subject.id, relation, object.id].join('-')
      const claim: Claim = {
        ...place,
        id,
        subject: subject.id,
        relation,
        object: object.id,
        modality: 'planned',
        polarity: 'negative',
        confidence,
        extractor: 'x/1',
      }
      if (speaker !== undefined) claim.speaker = at(entities, speaker).id
      if (time !== undefined) claim.time = time
      claims.set(id, claim)
    }
    return withoutUnused({ articles, entities, mentions, claims: [...claims.values()] })
  })

/** The graph without entities that nothing refers to: those no store keeps. */
export function withoutUnused(graph: Graph): Graph {
  const used = new Set([
    ...graph.mentions.map(m => m.entity),
    ...graph.claims.flatMap(c => [c.subject, c.object, c.speaker]),
  ])
  return sorted({ ...graph, entities: graph.entities.filter(e => used.has(e.id)) })
}

/** What a store must hold that was given one graph, then another. */
export function oneThenOther(one: Graph, other: Graph): Graph {
  const anew = new Set(other.articles.map(a => a.id))
  const mentions = one.mentions.filter(m => !anew.has(m.article))
  const entities = new Map(one.entities.map(e => [e.id, e]))
  for (const e of other.entities) {
    const old = entities.get(e.id)
    const elsewhere = old && mentions.some(m => m.entity === e.id)
    const aliases = elsewhere
      ? [...new Set([...e.aliases, ...old.aliases, old.name])].filter(a => a !== e.name)
      : e.aliases
    entities.set(e.id, { ...e, aliases: [...aliases].sort() })
  }
  return withoutUnused({
    articles: [...one.articles.filter(a => !anew.has(a.id)), ...other.articles],
    entities: [...entities.values()],
    mentions: [...mentions, ...other.mentions],
    claims: [...one.claims.filter(c => !anew.has(c.article)), ...other.claims],
  })
}
