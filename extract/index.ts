// Articles → Docs: the steps in order.
import type { Article, Doc } from '../graph/model.ts'
import type { Ontology } from '../graph/ontology.ts'
import type { Context } from './arguments.ts'
import { findClaims } from './claims.ts'
import { resolveMentions } from './coreference.ts'
import { type Draft, plainLemmas } from './draft.ts'
import { type Frames, loadFrames } from './frames.ts'
import { loadReader } from './language/ru/load.ts'
import type { Analyzer, Sentence } from './language/tree.ts'
import { type Lexicon, loadLexicon } from './lexicon.ts'
import { mend } from './mend.ts'
import { findMentions } from './mentions.ts'
import { findSpeeches } from './speakers.ts'

/** Reads articles, in order. A few dozen at a time are read faster than one by one. */
export type Extractor = (articles: readonly Article[]) => Promise<Doc[]>

/** What reading a language takes: loaded once. */
export interface Tools {
  language: Analyzer
  lexicon: Lexicon
  frames: Frames
  ontology: Ontology
}

/** Loads what reading Russian needs. Takes part of a second. */
export async function loadTools(ontology: Ontology, analyzer?: Analyzer): Promise<Tools> {
  const language = analyzer ?? (await loadReader())
  return { language, lexicon: loadLexicon('ru', ontology), frames: loadFrames('ru', ontology), ontology }
}

/** The steps up to the claims: trees, mentions, entities, speakers. */
export function understand(article: Article, sentences: Sentence[], tools: Tools): Context {
  const { language, lexicon, frames, ontology } = tools
  const draft: Draft = { article, sentences: mend(plainLemmas(sentences), lexicon), mentions: [], referents: new Map() }
  draft.mentions = findMentions(draft, lexicon, language)
  const entities = resolveMentions(draft, lexicon)
  const types = new Map(entities.map(e => [e.id, e.type]))
  return { draft, entities, frames, lexicon, ontology, speeches: findSpeeches(draft, types, lexicon) }
}

/** Loads what reading needs, once, and gives the function that reads articles. */
export async function createExtractor(ontology: Ontology, analyzer?: Analyzer): Promise<Extractor> {
  const tools = await loadTools(ontology, analyzer)
  return async articles => {
    const analyzed = await tools.language.analyze(articles.map(article => article.text))
    return articles.map((article, i) => docOf(understand(article, analyzed[i]!, tools)))
  }
}

/** What an article says: its claims, and the entities that are named or that a claim needs. */
function docOf(context: Context): Doc {
  const { draft, entities } = context
  const { article } = draft
  const claims = findClaims(context)
  const used = new Set(claims.flatMap(c => [c.subject, c.object, c.speaker]))
  for (const m of draft.mentions) if (!m.weak) used.add(m.entity)
  const kept = entities.filter(e => used.has(e.id))
  const ids = new Set(kept.map(e => e.id))
  return {
    article,
    sentences: draft.sentences.map(({ start, end }) => ({ article: article.id, start, end })),
    entities: kept,
    mentions: draft.mentions
      .filter(m => ids.has(m.entity!))
      .map(({ start, end, type, name, entity }) => ({ article: article.id, start, end, type, name, entity: entity! })),
    claims,
  }
}

/** Reads many articles, in order. */
export async function extract(articles: readonly Article[], options: { ontology: Ontology }): Promise<Doc[]> {
  const extractor = await createExtractor(options.ontology)
  return extractor(articles)
}
