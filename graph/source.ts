// A graph in pieces: what is bigger than memory can be read from a store piece by piece, and a graph at hand alike.
import { type Edge, edgesOf, type QuotedClaim } from './edges.ts'
import type { Article, Entity, Graph, Mention } from './model.ts'
import { byId, compareMentions } from './order.ts'

/** An article and what it mentions, in the order of `compareMentions`. */
export interface ReadArticle {
  article: Article
  mentions: Mention[]
}

/** Where a graph is read from. Each call begins anew and gives the same in the same order, if nobody writes meanwhile. */
export interface Source {
  /** In order of their ids. */
  articles(): AsyncIterable<ReadArticle>
  /** In order of their ids. */
  entities(): AsyncIterable<Entity>
  /** In order of subject, relation and object. */
  edges(): AsyncIterable<Edge>
}

/** A graph at hand as a source. */
export function sourceOf(graph: Graph): Source {
  return {
    async *articles() {
      const mentions = new Map<string, Mention[]>(graph.articles.map(a => [a.id, []]))
      for (const m of [...graph.mentions].sort(compareMentions)) mentions.get(m.article)?.push(m)
      for (const article of [...graph.articles].sort(byId)) {
        yield { article, mentions: mentions.get(article.id)! }
      }
    },
    async *entities() {
      yield* [...graph.entities].sort(byId)
    },
    async *edges() {
      const articles = new Map(graph.articles.map(a => [a.id, a]))
      const quoted = graph.claims.map((c): QuotedClaim => {
        const article = articles.get(c.article)
        return { ...c, quote: article?.text.slice(c.start, c.end) ?? '', date: article?.date }
      })
      yield* edgesOf(quoted)
    },
  }
}
