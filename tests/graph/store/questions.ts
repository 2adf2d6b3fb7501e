// One small graph and what is asked of it: each question with the answer that Cypher's rules give, worked out by hand. Where a
// store answers otherwise, `grafeo` or `neo4j` says how (docs/cypher.md lists it).
import type { Claim, Entity, Graph, Mention } from '../../../graph/model.ts'
import { compareMentions } from '../../../graph/order.ts'

const entity = (id: string, type: string, name: string, aliases: string[] = [], wikidata?: string): Entity => ({
  id,
  type,
  name,
  aliases,
  ...(wikidata && { wikidata }),
})

const texts: Record<string, string> = {
  a1: 'Иван Петров: ОДКБ против терроризма и наркотиков. Центр «Щит» поможет.',
  a2: 'Казахстан и Армения — члены ОДКБ, которая борется с терроризмом.',
  a3: 'Анна Ким против договора. 🚗 Пожары. «Щит» — часть ОДКБ.',
}

const claim = (id: string, article: string, said: string, more: Partial<Claim> = {}): Claim => {
  const [subject, relation, object] = said.split(' ') as [string, string, string]
  return {
    ...{ id, article, subject, relation, object, start: 0, end: 4, modality: 'asserted', polarity: 'positive' },
    ...{ confidence: 1, extractor: 'test/1', ...more },
  } as Claim
}

const mention = (article: string, word: string, type: string, of: string): Mention => {
  const start = texts[article]!.indexOf(word)
  return { article, start, end: start + word.length, type, name: word, entity: of }
}

/** Three articles, ten entities, twelve claims; two of these say the same, in two articles. */
export const GRAPH: Graph = {
  articles: [
    { id: 'a1', text: texts.a1!, title: 'Сессия', date: '2025-11-27', source: 'Агентство' },
    { id: 'a2', text: texts.a2!, title: 'Состав', date: '2025-12-01', source: 'Агентство' },
    { id: 'a3', text: texts.a3!, date: '2026-01-15', url: 'https://example.org/3' },
  ],
  entities: [
    entity('c1', 'Country', 'Казахстан', [], 'Q232'),
    entity('c2', 'Country', 'Армения', [], 'Q399'),
    entity('d1', 'Document', 'договор'),
    entity('m1', 'Mechanism', 'Центр «Щит»', ['«Щит»']),
    entity('o1', 'Organization', 'ОДКБ', ['Организация Договора о коллективной безопасности']),
    entity('p1', 'Person', 'Иван Петров', ['Петров', 'президент']),
    entity('p2', 'Person', 'Анна Ким'),
    entity('t1', 'Threat', 'терроризм'),
    entity('t2', 'Threat', 'незаконный оборот наркотиков', ['наркотики']),
    entity('t3', 'Threat', 'пожары'),
  ],
  mentions: [
    mention('a1', 'Иван Петров', 'Person', 'p1'),
    mention('a1', 'ОДКБ', 'Organization', 'o1'),
    mention('a1', 'терроризма', 'Threat', 't1'),
    mention('a1', 'наркотиков', 'Threat', 't2'),
    mention('a1', 'Центр «Щит»', 'Mechanism', 'm1'),
    mention('a2', 'Казахстан', 'Country', 'c1'),
    mention('a2', 'Армения', 'Country', 'c2'),
    mention('a2', 'ОДКБ', 'Organization', 'o1'),
    mention('a2', 'терроризмом', 'Threat', 't1'),
    mention('a3', 'Анна Ким', 'Person', 'p2'),
    mention('a3', 'договора', 'Document', 'd1'),
    mention('a3', 'Пожары', 'Threat', 't3'),
    mention('a3', '«Щит»', 'Mechanism', 'm1'),
    mention('a3', 'ОДКБ', 'Organization', 'o1'),
  ].sort(compareMentions),
  claims: [
    claim('k01', 'a1', 'p1 LEADS c1'),
    claim('k02', 'a1', 'p1 PROPOSES m1', { modality: 'proposed', speaker: 'p1', confidence: 0.9 }),
    claim('k03', 'a1', 'm1 COUNTERS t1', { speaker: 'p1', confidence: 0.75 }),
    claim('k04', 'a1', 'o1 COUNTERS t2'),
    claim('k05', 'a2', 'o1 COUNTERS t1', { confidence: 0.5 }),
    claim('k06', 'a1', 'o1 COUNTERS t1', { confidence: 0.75 }),
    claim('k07', 'a2', 'c1 MEMBER_OF o1'),
    claim('k08', 'a2', 'c2 MEMBER_OF o1'),
    claim('k09', 'a3', 'c2 ADOPTS d1', { polarity: 'negative', modality: 'planned', speaker: 'p2', time: '2026-02' }),
    claim('k10', 'a3', 'p1 MEETS p2'),
    claim('k11', 'a3', 'm1 PART_OF o1'),
    claim('k12', 'a3', 'p2 OPPOSES d1', { speaker: 'p2' }),
  ],
}

export interface Question {
  cypher: string
  params?: Record<string, unknown>
  rows: unknown[][]
  /** Whether the rows come in this order. */
  ordered?: true
  /** What a store answers instead; a text: the beginning of its fault. */
  grafeo?: unknown[][] | string
  neo4j?: unknown[][] | string
}

const col = (...values: unknown[]): unknown[][] => values.map(value => [value])

/** By what they ask about. */
export const QUESTIONS: Record<string, Question[]> = {
  matching: [
    { cypher: 'MATCH (p:Person) RETURN p.name', rows: col('Иван Петров', 'Анна Ким') },
    { cypher: 'MATCH (e:Entity:Threat) RETURN count(*)', rows: [[3]] },
    { cypher: "MATCH (e {name: 'ОДКБ'}) RETURN e.id", rows: [['o1']] },
    { cypher: 'MATCH (p:Person)-[:LEADS]->(c:Country) RETURN p.name, c.name', rows: [['Иван Петров', 'Казахстан']] },
    { cypher: 'MATCH (c)<-[:LEADS]-(p) RETURN c.id, p.id', rows: [['c1', 'p1']] },
    {
      cypher: 'MATCH (a:Person)-[:MEETS]-(b:Person) RETURN a.id, b.id',
      rows: [
        ['p1', 'p2'],
        ['p2', 'p1'],
      ],
    },
    { cypher: 'MATCH (x)-[r:COUNTERS|PART_OF]->(y) RETURN r.id', rows: col('k03', 'k04', 'k05', 'k06', 'k11') },
    { cypher: "MATCH (o {id: 'o1'})-[r:COUNTERS]->(t {id: 't1'}) RETURN r.article", rows: col('a1', 'a2') },
    { cypher: 'MATCH (e:Entity)-[:MENTIONED_IN]->(a:Article) RETURN count(*)', rows: [[14]] },
    {
      cypher: "MATCH (:Person {name: 'Иван Петров'})-[r]->(x:Entity) RETURN type(r), x.id",
      rows: [
        ['LEADS', 'c1'],
        ['PROPOSES', 'm1'],
        ['MEETS', 'p2'],
      ],
    },
    {
      cypher: 'MATCH (p:Person)-[:PROPOSES]->(m)-[:COUNTERS]->(t) RETURN p.name, m.name, t.name',
      rows: [['Иван Петров', 'Центр «Щит»', 'терроризм']],
    },
    {
      cypher: 'MATCH (c:Country), (d:Document) RETURN c.id, d.id',
      rows: [
        ['c1', 'd1'],
        ['c2', 'd1'],
      ],
    },
    { cypher: 'MATCH (e:Entity) WHERE e:Person OR e:Document RETURN e.id', rows: col('p1', 'p2', 'd1') },
    { cypher: "MATCH (e:Entity) WHERE NOT e:Threat AND e.id STARTS WITH 't' RETURN e.id", rows: [] },
    { cypher: 'MATCH (a:Article) WHERE a.title IS NULL RETURN a.id', rows: [['a3']] },
    { cypher: 'MATCH (a:Article) WHERE a.url IS NOT NULL RETURN a.url', rows: [['https://example.org/3']] },
  ],
  filtering: [
    { cypher: "MATCH (e:Entity) WHERE e.id IN ['p1', 't3', 'zz'] RETURN e.id", rows: col('p1', 't3') },
    { cypher: 'MATCH ()-[r]->() WHERE r.confidence < 0.8 RETURN r.id', rows: col('k03', 'k05', 'k06') },
    { cypher: 'MATCH ()-[r]->() WHERE 0.5 < r.confidence <= 0.9 RETURN r.id', rows: col('k02', 'k03', 'k06') },
    { cypher: "MATCH ()-[r]->() WHERE r.modality <> 'asserted' RETURN r.id", rows: col('k02', 'k09') },
    { cypher: "MATCH ()-[r]->() WHERE r.polarity = 'negative' RETURN r.id, r.time", rows: [['k09', '2026-02']] },
    { cypher: "MATCH ()-[r]->() WHERE r.speaker = 'p2' XOR r.modality = 'planned' RETURN r.id", rows: [['k12']] },
    { cypher: "MATCH (e:Entity) WHERE 'Петров' IN e.aliases RETURN e.id", rows: [['p1']] },
    { cypher: 'MATCH (e:Entity) WHERE size(e.aliases) = 2 RETURN e.id', rows: [['p1']] },
    { cypher: 'MATCH (o:Organization) WHERE (o)-[:COUNTERS]->(:Threat) RETURN o.id', rows: [['o1']] },
    { cypher: 'MATCH (p:Person) WHERE NOT (p)-[:LEADS]->() RETURN p.id', rows: [['p2']] },
    { cypher: 'MATCH (p:Person) WHERE EXISTS { (p)-[:OPPOSES]->(:Document) } RETURN p.id', rows: [['p2']] },
    { cypher: 'MATCH (t:Threat) WHERE COUNT { (t)<-[:COUNTERS]-() } > 2 RETURN t.id', rows: [['t1']] },
    {
      cypher: 'MATCH (t:Threat) WHERE any(a IN t.aliases WHERE a STARTS WITH $beginning) RETURN t.id',
      params: { beginning: 'нарко' },
      rows: [['t2']],
    },
    { cypher: 'MATCH (t:Threat) WHERE all(a IN t.aliases WHERE size(a) > 3) RETURN t.id', rows: col('t1', 't2', 't3') },
    { cypher: "MATCH (t:Threat) WHERE none(a IN t.aliases WHERE a = 'наркотики') RETURN t.id", rows: col('t1', 't3') },
  ],
  optional: [
    {
      cypher: 'MATCH (p:Person) OPTIONAL MATCH (p)-[:LEADS]->(c) RETURN p.id, c.id',
      rows: [
        ['p1', 'c1'],
        ['p2', null],
      ],
    },
    {
      cypher: 'MATCH (t:Threat) OPTIONAL MATCH (t)<-[r:COUNTERS]-() RETURN t.id, count(r)',
      rows: [
        ['t1', 3],
        ['t2', 1],
        ['t3', 0],
      ],
    },
    {
      cypher: 'MATCH (c:Country) OPTIONAL MATCH (c)-[r:ADOPTS]->(d) RETURN c.id, r.polarity, d.name',
      rows: [
        ['c1', null, null],
        ['c2', 'negative', 'договор'],
      ],
    },
    {
      cypher: 'MATCH (a:Article) RETURN a.id, coalesce(a.title, a.url) AS called',
      rows: [
        ['a1', 'Сессия'],
        ['a2', 'Состав'],
        ['a3', 'https://example.org/3'],
      ],
    },
  ],
  aggregating: [
    {
      cypher:
        'MATCH (e:Entity) UNWIND labels(e) AS l WITH l WHERE l <> "Entity" RETURN l, count(*) AS n ORDER BY n DESC, l',
      ordered: true,
      rows: [
        ['Threat', 3],
        ['Country', 2],
        ['Person', 2],
        ['Document', 1],
        ['Mechanism', 1],
        ['Organization', 1],
      ],
    },
    {
      cypher: 'MATCH (:Entity)-[r]->(:Entity) RETURN type(r) AS t, count(*) AS n ORDER BY n DESC, t LIMIT 2',
      ordered: true,
      rows: [
        ['COUNTERS', 4],
        ['MEMBER_OF', 2],
      ],
    },
    {
      cypher: 'MATCH ()-[r:COUNTERS]->(t) RETURN t.id, avg(r.confidence)',
      rows: [
        ['t1', 2 / 3],
        ['t2', 1],
      ],
    },
    {
      cypher: 'MATCH ()-[r:COUNTERS]->() RETURN min(r.confidence), max(r.confidence), sum(r.confidence)',
      rows: [[0.5, 1, 3]],
    },
    {
      cypher:
        'MATCH (o)-[r:COUNTERS]->(t) WITH o, t, collect(r.article) AS articles WHERE size(articles) > 1 RETURN o.id, t.id',
      rows: [['o1', 't1']],
    },
    {
      cypher: 'MATCH ()-[r]->() WHERE r.speaker IS NOT NULL RETURN r.speaker, count(*)',
      rows: [
        ['p1', 2],
        ['p2', 2],
      ],
    },
    { cypher: 'MATCH ()-[r:COUNTERS]->() RETURN count(DISTINCT r.article)', rows: [[2]] },
    { cypher: 'MATCH (t:Threat) WITH t ORDER BY t.name RETURN collect(t.id)', rows: [[['t2', 't3', 't1']]] },
    {
      cypher: 'MATCH (x:Nothing) RETURN count(x), collect(x.id), sum(x.n)',
      rows: [[0, [], 0]],
      grafeo: [[0, [], null]],
    },
    { cypher: 'MATCH (x:Nothing) RETURN x.id, count(*)', rows: [] },
    {
      cypher:
        'MATCH (a:Article)<-[:MENTIONED_IN]-(e) WITH a, count(e) AS n ORDER BY n DESC, a.id LIMIT 1 RETURN a.id, n',
      rows: [['a1', 5]],
    },
  ],
  ordering: [
    {
      cypher: 'MATCH (e:Entity) RETURN e.name ORDER BY e.name LIMIT 3',
      ordered: true,
      rows: col('Анна Ким', 'Армения', 'Иван Петров'),
    },
    { cypher: 'MATCH (e:Entity) RETURN e.id ORDER BY e.id DESC SKIP 1 LIMIT 2', ordered: true, rows: col('t2', 't1') },
    { cypher: 'MATCH (a:Article) RETURN a.id ORDER BY a.date DESC', ordered: true, rows: col('a3', 'a2', 'a1') },
    { cypher: 'MATCH (a:Article) RETURN a.id ORDER BY a.title, a.id', ordered: true, rows: col('a1', 'a2', 'a3') },
    {
      cypher: 'MATCH ()-[r:COUNTERS]->() RETURN r.confidence, r.id ORDER BY r.confidence, r.id DESC',
      ordered: true,
      rows: [
        [0.5, 'k05'],
        [0.75, 'k06'],
        [0.75, 'k03'],
        [1, 'k04'],
      ],
    },
    {
      cypher: 'MATCH (:Entity)-[r]->(:Entity) RETURN DISTINCT r.article ORDER BY r.article',
      ordered: true,
      rows: col('a1', 'a2', 'a3'),
    },
    {
      cypher: 'UNWIND $n AS n RETURN n ORDER BY n DESC',
      params: { n: [2, 10, 1] },
      ordered: true,
      rows: col(10, 2, 1),
    },
  ],
  paths: [
    { cypher: "MATCH ({id: 'p1'})-[:PROPOSES|COUNTERS*1..2]->(x) RETURN DISTINCT x.id", rows: col('m1', 't1') },
    { cypher: "MATCH p = ({id: 'c2'})-[:MEMBER_OF]->()-[:COUNTERS]->({id: 't2'}) RETURN length(p)", rows: [[2]] },
    {
      cypher:
        "MATCH p = ({id: 'p1'})-[:PROPOSES]->()-[:PART_OF]->() RETURN [n IN nodes(p) | n.id], [r IN relationships(p) | type(r)]",
      rows: [
        [
          ['p1', 'm1', 'o1'],
          ['PROPOSES', 'PART_OF'],
        ],
      ],
    },
    {
      cypher:
        "MATCH p = shortestPath((a {id: 'p1'})-[:PROPOSES|COUNTERS|PART_OF*..5]->(b {id: 't2'})) RETURN length(p)",
      rows: [[3]],
    },
    {
      cypher:
        "MATCH p = shortestPath((a {id: 'p2'})-[:MEETS|PROPOSES|COUNTERS*..5]-(b {id: 't1'})) RETURN [n IN nodes(p) | n.id]",
      rows: [[['p2', 'p1', 'm1', 't1']]],
    },
    {
      cypher: "MATCH p = allShortestPaths((a {id: 'o1'})-[:COUNTERS*..3]->(b {id: 't1'})) RETURN length(p)",
      rows: col(1, 1),
    },
    { cypher: "MATCH ({id: 'c1'})-[:MEMBER_OF*0..1]->(x) RETURN x.id", rows: col('c1', 'o1') },
    { cypher: "MATCH (a {id: 'c1'})-[:MEMBER_OF]->(o)<-[:MEMBER_OF]-(b) RETURN b.id", rows: [['c2']] },
    { cypher: "MATCH (a {id: 'd1'})-[*1..2]-(b:Person) RETURN DISTINCT b.id", rows: col('p2', 'p1') },
  ],
  texts: [
    { cypher: "MATCH (e:Entity) WHERE e.name CONTAINS 'оборот' RETURN e.id", rows: [['t2']] },
    { cypher: "MATCH (e:Entity) WHERE e.name STARTS WITH 'Центр «' RETURN e.id", rows: [['m1']] },
    { cypher: "MATCH (e:Entity) WHERE e.name ENDS WITH 'изм' RETURN e.id", rows: [['t1']] },
    { cypher: "MATCH (e:Entity) WHERE toLower(e.name) = 'одкб' RETURN e.id", rows: [['o1']] },
    { cypher: "MATCH (e:Entity) WHERE e.name =~ '(?iu)казах.*' RETURN e.id", rows: [['c1']] },
    { cypher: "MATCH (e:Entity) WHERE e.name =~ '.*[Пп]етров' RETURN e.id", rows: [['p1']] },
    { cypher: "MATCH (e:Entity) WHERE e.name =~ '(?i)казах.*' RETURN e.id", rows: [['c1']], neo4j: [] },
    {
      cypher: "MATCH (p:Person {id: 'p1'}) RETURN split(p.name, ' '), substring(p.name, 0, 4), size(p.name)",
      rows: [[['Иван', 'Петров'], 'Иван', 11]],
    },
    {
      cypher: "RETURN toUpper('ёж'), trim('  а '), replace('аба', 'а', 'о'), left('слово', 2), right('слово', 2)",
      rows: [['ЁЖ', 'а', 'обо', 'сл', 'во']],
    },
    { cypher: "MATCH (a:Article {id: 'a3'}) RETURN a.text CONTAINS '🚗', a.text CONTAINS '—'", rows: [[true, true]] },
    {
      cypher:
        "MATCH (a:Article {id: $id}) MATCH (a)<-[m:MENTIONED_IN]-(e {id: 'o1'}) RETURN substring(a.text, m.starts[0], m.ends[0] - m.starts[0])",
      params: { id: 'a2' },
      rows: [['ОДКБ']],
    },
    {
      cypher: "RETURN 'а' + 'б' AS ab, toString(12), toInteger('7') + 1, toFloat('1.5')",
      rows: [['аб', '12', 8, 1.5]],
    },
    { cypher: 'MATCH ()-[r:PROPOSES]->() RETURN r.quote, r.start, r.end', rows: [['Иван', 0, 4]] },
  ],
  dates: [
    { cypher: "MATCH (a:Article) WHERE a.date >= '2025-12-01' RETURN a.id", rows: col('a2', 'a3') },
    { cypher: "MATCH ()-[r]->() WHERE r.date STARTS WITH '2025-11' RETURN count(r)", rows: [[5]] },
    {
      cypher: 'MATCH (a:Article) RETURN substring(a.date, 0, 7) AS month, count(*) AS n ORDER BY month',
      ordered: true,
      rows: [
        ['2025-11', 1],
        ['2025-12', 1],
        ['2026-01', 1],
      ],
    },
    { cypher: "WITH date('2025-11-27') AS d RETURN d.year, d.month, d.day", rows: [[2025, 11, 27]] },
    { cypher: "RETURN date('2025-12-01') > date('2025-11-27')", rows: [[true]] },
    {
      cypher: "MATCH (a:Article {id: 'a1'}) RETURN date(a.date).year, date(a.date).month",
      rows: [[2025, 11]],
      grafeo: 'is not a map value',
    },
  ],
  values: [
    {
      cypher: 'RETURN $n + 1, $s, $l, $b, $x',
      params: { n: 41, s: 'а', l: [1, 2], b: true, x: null },
      rows: [[42, 'а', [1, 2], true, null]],
    },
    {
      cypher: 'RETURN $map.name AS name, size($map.list) AS n',
      params: { map: { name: 'ё', list: [1, 2, 3] } },
      rows: [['ё', 3]],
    },
    { cypher: 'RETURN [x IN range(1, 5) WHERE x % 2 = 1 | x * x]', rows: [[[1, 9, 25]]] },
    {
      cypher: "RETURN CASE WHEN $n > 10 THEN 'много' WHEN $n > 1 THEN 'мало' ELSE 'один' END",
      params: { n: 5 },
      rows: [['мало']],
    },
    {
      cypher: "UNWIND ['a', 'b'] AS x UNWIND [1, 2] AS y RETURN x, y",
      rows: [
        ['a', 1],
        ['a', 2],
        ['b', 1],
        ['b', 2],
      ],
    },
    { cypher: 'RETURN null = null, null IS NULL, NOT null, null OR true', rows: [[null, true, null, true]] },
    { cypher: 'RETURN 7 / 2, 7 % 2, 7.0 / 2, 2 ^ 3, abs(-3), round(2.5)', rows: [[3, 1, 3.5, 8, 3, 3]] },
    {
      cypher: 'WITH [3, 1, 2] AS l RETURN head(l), last(l), l[1..], reverse(l), size(l)',
      rows: [[3, 2, [1, 2], [2, 1, 3], 3]],
    },
    { cypher: 'RETURN reduce(s = 0, x IN [1, 2, 3] | s + x)', rows: [[6]] },
    { cypher: "RETURN {имя: 'Анна', n: 1} AS m", rows: [[{ имя: 'Анна', n: 1 }]] },
    { cypher: "MATCH (p:Person {id: 'p2'}) UNWIND keys(p) AS k RETURN k", rows: col('aliases', 'id', 'name') },
    {
      cypher: 'MATCH (c:Country) RETURN c.id AS x UNION MATCH (d:Document) RETURN d.id AS x',
      rows: col('c1', 'c2', 'd1'),
    },
    { cypher: 'RETURN 1 AS n UNION ALL RETURN 1 AS n', rows: col(1, 1) },
    { cypher: "MATCH (p:Person) WITH p.name AS n WHERE n STARTS WITH 'А' RETURN n", rows: [['Анна Ким']] },
    {
      cypher: 'MATCH (p:Person) CALL { WITH p MATCH (p)-[r]->(:Entity) RETURN count(r) AS n } RETURN p.id, n',
      rows: [
        ['p1', 3],
        ['p2', 1],
      ],
    },
  ],
}
