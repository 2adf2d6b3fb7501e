// svodka show: one entity in the terminal: its names, and its claims with the words they rest on.
import { styleText } from 'node:util'
import type { CommandModule } from 'yargs'
import { storedFormer } from '../graph/former.ts'
import { nameKey } from '../graph/id.ts'
import type { Claim, Entity, Graph } from '../graph/model.ts'
import type { Ontology } from '../graph/ontology.ts'
import type { Language, Say } from './language.ts'
import { type Context, InputError, type StoreOptions, storeOptions, withStore } from './options.ts'

export const showCommand = ({ say, language }: Context): CommandModule<object, StoreOptions & { entity: string }> => ({
  command: 'show <entity>',
  describe: say('show'),
  builder: argv =>
    storeOptions(argv, say)
      .positional('entity', { type: 'string', demandOption: true, describe: say('entity') })
      .example('svodka show ОДКБ', ''),
  handler: async options => {
    await withStore(options, { readOnly: true }, async (store, ontology) => {
      const graph = await store.load()
      const former = await storedFormer(store)
      const entity =
        named(graph, former[options.entity] ?? options.entity) ??
        (await searched(graph, id => store.search(id, 1), options.entity))
      if (!entity) throw new InputError(`${options.entity}: ${say('noEntity')}`)
      console.log(describe(entity, graph, ontology, language, say))
    })
  },
})

const WIKIDATA = 'https://www.wikidata.org/wiki/'

function named(graph: Graph, words: string): Entity | undefined {
  const key = nameKey(words)
  return (
    graph.entities.find(e => e.id === words || nameKey(e.name) === key) ??
    graph.entities.find(e => e.aliases.some(a => nameKey(a) === key))
  )
}

async function searched(
  graph: Graph,
  search: (words: string) => Promise<string[]>,
  words: string,
): Promise<Entity | undefined> {
  const [id] = await search(words)
  return graph.entities.find(e => e.id === id)
}

function describe(entity: Entity, graph: Graph, ontology: Ontology, language: Language, say: Say): string {
  const style = (format: 'bold' | 'dim', text: string): string =>
    process.stdout.isTTY ? styleText(format, text) : text
  const names = new Map(graph.entities.map(e => [e.id, e.name]))
  const articles = new Map(graph.articles.map(a => [a.id, a]))
  const type = ontology.types.get(entity.type)?.label[language] ?? entity.type
  const lines = [`${style('bold', entity.name)}  ${type}  ${style('dim', entity.id)}`]
  if (entity.wikidata) lines.push(`Wikidata: ${WIKIDATA}${entity.wikidata}`)
  if (entity.aliases.length) lines.push(`${say('aliases')}: ${entity.aliases.join('; ')}`)
  const about = graph.claims.filter(c => c.subject === entity.id || c.object === entity.id)
  for (const [relation, claims] of grouped(about)) {
    lines.push('', style('bold', ontology.relations.get(relation)?.label[language] ?? relation))
    for (const claim of claims) {
      const article = articles.get(claim.article)!
      const notes = [
        claim.modality === 'asserted' ? '' : say(claim.modality),
        claim.polarity === 'negative' ? say('denied') : '',
        claim.time ?? '',
        claim.speaker ? `${say('says')} ${names.get(claim.speaker)}` : '',
      ].filter(Boolean)
      lines.push(
        `  ${names.get(claim.subject)} → ${names.get(claim.object)}${notes.length ? `  (${notes.join(', ')})` : ''}`,
      )
      const quote = article.text.slice(claim.start, claim.end).replace(/\s+/g, ' ')
      lines.push(
        style(
          'dim',
          `    «${quote}»  ${[article.title ?? article.source ?? article.id, article.date?.slice(0, 10)].filter(Boolean).join(', ')}`,
        ),
      )
    }
  }
  return lines.join('\n')
}

function grouped(claims: Claim[]): Map<string, Claim[]> {
  const groups = new Map<string, Claim[]>()
  for (const claim of claims) groups.set(claim.relation, [...(groups.get(claim.relation) ?? []), claim])
  return groups
}
