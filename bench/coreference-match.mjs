// One article as read by svodka, and its chains by RuCoCo → both as chains of the same keys, and what became of every
// pronoun, title and class noun.
//
// A mention of ours is one of theirs where our head token is the head of their span, or beside it in apposition or in
// a name: «Сергей Глазьев» is «председатель комитета Сергей Глазьев». Of several such spans it is the shortest.

const PRONOUN = /^(?:он|она|оно|они|н?его|н?ему|им|ним|н[её]м|н?е[её]|н?ей|н?ею|н?их|н?им|н?ими)$/i
const NAMED = /^(?:Person|Organization|Country)$/

/** `gold` is a list of chains of [start, end). */
export function match(draft, entities, gold, lexicon) {
  const theirs = places(draft, gold)
  const types = new Map(entities.map(e => [e.id, e.type]))
  const ours = new Map()
  const taken = new Set()
  const chains = new Map()
  const words = [...draft.referents].sort(
    ([a], [b]) => (kindAt(draft, a, lexicon) ? 1 : 0) - (kindAt(draft, b, lexicon) ? 1 : 0),
  )
  for (const [place, entity] of words) {
    const mention = theirs.get(place)
    const key = mention?.key ?? place
    if (taken.has(key)) continue
    taken.add(key)
    chains.set(entity, [...(chains.get(entity) ?? []), key])
    if (!kindAt(draft, place, lexicon)) ours.set(entity, [...(ours.get(entity) ?? []), mention?.chain])
  }
  const meant = new Map([...ours].map(([entity, found]) => [entity, mostly(found)]))
  const within = new Set([...meant].filter(([entity]) => NAMED.test(types.get(entity))).map(([, chain]) => chain))
  const decided = []
  draft.sentences.forEach(({ tokens }, s) => {
    tokens.forEach((token, i) => {
      const place = `${s}:${i}`
      const kind = kindAt(draft, place, lexicon)
      if (!kind) return
      const chain = theirs.get(place)?.chain
      const entity = draft.referents.get(place)
      const resolved = entity !== undefined && ours.has(entity)
      const right = resolved && chain !== undefined && meant.get(entity) === chain
      decided.push({
        kind,
        place,
        start: token.start,
        resolved,
        right,
        possible: chain !== undefined && within.has(chain),
        entity,
        chain,
      })
    })
  })
  const expected = gold.map((chain, c) => chain.map((_, m) => `g${c}.${m}`))
  return { expected, found: [...chains.values()], decided }
}

/** Words that only stand for an entity: «он», «глава государства», «ведомство». */
function kindAt(draft, place, lexicon) {
  const [s, i] = place.split(':').map(Number)
  const { tokens } = draft.sentences[s]
  const { text, lemma, upos, deprel, feats } = tokens[i]
  if (PRONOUN.test(text)) return 'pronoun'
  if (lemma === 'свой') return 'reflexive'
  if (upos !== 'NOUN' || feats.Number === 'Plur') return undefined
  const named = t => t.upos === 'PROPN' || /^[\p{Lu}«"]/u.test(t.text)
  if (lexicon.anaphors.has(lemma))
    return tokens.some(t => t.head === i && /^(?:appos|nmod|amod|flat)/.test(t.deprel)) ? undefined : 'class noun'
  if (!lexicon.titles.has(lemma)) return undefined
  if (tokens.some(t => t.head === i && /^(?:appos|flat)/.test(t.deprel) && named(t))) return undefined
  return deprel === 'appos' || tokens.some(t => t.head === i && t.deprel === 'nsubj') ? undefined : 'title'
}

/** "sentence:token" → mention of theirs. */
export function places(draft, gold) {
  const found = new Map()
  const spans = gold.flatMap((chain, c) =>
    chain.map(([start, end], m) => ({ start, end, chain: c, key: `g${c}.${m}` })),
  )
  for (const span of spans.sort((a, b) => a.end - a.start - (b.end - b.start))) {
    const s = draft.sentences.findIndex(({ start, end }) => start <= span.start && end > span.start)
    if (s < 0) continue
    const { tokens } = draft.sentences[s]
    const inside = i => i >= 0 && tokens[i].start >= span.start && tokens[i].end <= span.end
    const heads = tokens
      .map((_, i) => i)
      .filter(i => inside(i) && !inside(tokens[i].head) && tokens[i].upos !== 'PUNCT' && tokens[i].upos !== 'ADP')
    for (let k = 0; k < heads.length; k++)
      tokens.forEach((t, i) => {
        if (t.head === heads[k] && inside(i) && /^(?:appos|flat)/.test(t.deprel)) heads.push(i)
      })
    for (const i of heads) if (!found.has(`${s}:${i}`)) found.set(`${s}:${i}`, span)
  }
  return found
}

export function mostly(chains) {
  const counts = new Map()
  for (const chain of chains) if (chain !== undefined) counts.set(chain, (counts.get(chain) ?? 0) + 1)
  return [...counts].sort((a, b) => b[1] - a[1])[0]?.[0]
}
