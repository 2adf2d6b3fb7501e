// A gold file (or another extractor's output in the same format) ↔ Doc.
import type { Article, Claim, Doc, Mention, Modality, Polarity } from '../graph/model.ts'

/** The JSON format of annotated articles. Mentions are `[start, end)` in UTF-16 code units of the text. */
export interface GoldFile {
  id: string
  source?: string
  domain?: string
  sha256?: string
  chars?: number
  entities: { id: string; type: string; name: string; aliases?: string[]; mentions: [number, number][] }[]
  claims: {
    s: string
    r: string
    o: string
    modality?: Modality
    polarity?: Polarity
    speaker?: string | null
    start?: number
    end?: number
    confidence?: number
  }[]
}

export function docFromGold(gold: GoldFile, article: Article, extractor = 'gold'): Doc {
  const mentions = gold.entities.flatMap(e =>
    e.mentions.map(
      ([start, end]): Mention => ({ article: article.id, start, end, type: e.type, name: e.name, entity: e.id }),
    ),
  )
  const claims = gold.claims.map((c, i): Claim => {
    const claim: Claim = {
      id: `c${i + 1}`,
      article: article.id,
      subject: c.s,
      relation: c.r,
      object: c.o,
      start: c.start ?? 0,
      end: c.end ?? article.text.length,
      modality: c.modality ?? 'asserted',
      polarity: c.polarity ?? 'positive',
      confidence: c.confidence ?? 1,
      extractor,
    }
    if (c.speaker) claim.speaker = c.speaker
    return claim
  })
  const entities = gold.entities.map(e => ({ id: e.id, type: e.type, name: e.name, aliases: e.aliases ?? [] }))
  return { article, sentences: [], entities, mentions, claims }
}

export function goldFromDoc(doc: Doc): GoldFile {
  const spans = new Map<string, [number, number][]>()
  for (const m of doc.mentions) if (m.entity) spans.set(m.entity, [...(spans.get(m.entity) ?? []), [m.start, m.end]])
  return {
    id: doc.article.id,
    chars: doc.article.text.length,
    entities: doc.entities.map(e => ({ ...e, mentions: spans.get(e.id) ?? [] })),
    claims: doc.claims.map(c => ({
      s: c.subject,
      r: c.relation,
      o: c.object,
      modality: c.modality,
      polarity: c.polarity,
      speaker: c.speaker ?? null,
      start: c.start,
      end: c.end,
      confidence: c.confidence,
    })),
  }
}
