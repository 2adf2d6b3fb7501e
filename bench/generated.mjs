// A number of claims → a graph of that size, the same every time. Articles are as the annotated news are on average: ten claims
// about eighteen entities in 1 100 letters; five claims an entity.

export const CLAIMS_PER_ARTICLE = 10
export const MENTIONS_PER_ARTICLE = 18
const WORDS =
  'организация выступила с заявлением о том что намерена поддержать новое предложение союза и его мер'.split(' ')

/** Articles `from` up to `to` of a graph of `claims` claims, with the entities that they name. */
export function generated(claims, from = 0, to = claims / CLAIMS_PER_ARTICLE) {
  const entities = new Map()
  const graph = { articles: [], mentions: [], claims: [] }
  for (let a = from; a < to; a++) addArticle(graph, entities, a, claims / 5)
  return { ...graph, entities: [...entities.values()] }
}

function addArticle(graph, entities, a, organisations) {
  const next = random(a + 1)
  const article = `a${String(a).padStart(8, '0')}`
  let text = ''
  const named = Array.from({ length: MENTIONS_PER_ARTICLE }, (_, i) => {
    // Every organisation comes; every other one is chosen so that the first ones come often, as states do in news.
    const n = i % 2 ? (a * 9 + (i >> 1)) % organisations : Math.floor(next() ** 3 * organisations)
    const [id, name] = [`e${String(n).padStart(8, '0')}`, `Организация № ${n}`]
    if (!entities.has(id)) entities.set(id, { id, type: 'Organization', name, aliases: [`Орг-${n}`] })
    const start = text.length
    text += `${name} ${Array.from({ length: 7 }, () => WORDS[Math.floor(next() * WORDS.length)]).join(' ')}. `
    graph.mentions.push({ article, start, end: start + name.length, type: 'Organization', name, entity: id })
    return { id, start, end: text.length - 1 }
  })
  for (let i = 0; i < CLAIMS_PER_ARTICLE; i++) {
    const [{ id: subject, start, end }, { id: object }] = [named[i], named[i + 1]]
    graph.claims.push({
      ...{ id: `${article}-${i}`, article, start, end, subject, relation: i % 3 ? 'SUPPORTS' : 'OPPOSES', object },
      ...{ speaker: named[0].id, modality: 'asserted', polarity: 'positive', confidence: 0.8, extractor: 'bench/1' },
    })
  }
  const date = new Date(Date.UTC(2025, 0, 1 + (a % 365))).toISOString().slice(0, 10)
  graph.articles.push({
    id: article,
    text,
    title: text.slice(0, 60),
    date,
    url: `https://news.test/${a}`,
    language: 'ru',
  })
}

/** Numbers from 0 to 1, the same for the same seed (mulberry32). */
export function random(seed) {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let t = Math.imul(state ^ (state >>> 15), 1 | state)
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296
  }
}
