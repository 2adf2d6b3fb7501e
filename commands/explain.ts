// svodka explain: why each claim of an article was made, and what was nearest where none was.
import { existsSync } from 'node:fs'
import { styleText } from 'node:util'
import type { CommandModule } from 'yargs'
import { type Explanation, explain } from '../extract/explain.ts'
import { loadTools } from '../extract/index.ts'
import { readArticles } from '../extract/read/index.ts'
import type { Article } from '../graph/model.ts'
import type { Ontology } from '../graph/ontology.ts'
import { loadOntology } from '../graph/ontology.ts'
import { explanationText } from './explanation-text.ts'
import { type Context, InputError, type StoreOptions, storeOptions, withStore } from './options.ts'

interface Options extends StoreOptions {
  what: string
  sentence?: number | undefined
  tree: boolean
  format: string
}

/** An article, and the stretch of it that is asked about. */
interface Asked {
  article: Article
  start?: number
  end?: number
}

export const explainCommand = ({ say, language }: Context): CommandModule<object, Options> => ({
  command: 'explain <what>',
  describe: say('explain'),
  builder: argv =>
    storeOptions(argv, say)
      .positional('what', { type: 'string', demandOption: true, describe: say('explained') })
      .option('sentence', { type: 'number', describe: say('sentence') })
      .option('tree', { type: 'boolean', default: true, describe: say('tree') })
      .option('format', { choices: ['text', 'json'], default: 'text', describe: say('format') })
      .example('svodka explain article.txt', '')
      .example('svodka explain article.txt --sentence 3', '')
      .example('svodka explain 4f1d9a0b7c2e6d35', ''),
  handler: async options => {
    const ontology = loadOntology(options.ontology)
    const asked = existsSync(options.what) ? await fromFile(options.what) : await fromStore(options)
    const tools = await loadTools(ontology)
    for (const one of asked) {
      const whole = await explain(one.article, tools)
      const found = narrowed(whole, one, options.sentence)
      if (!found.sentences.length)
        throw new InputError(
          `${options.what}: ${say('noSentence')} ${options.sentence} (1 … ${whole.sentences.length})`,
        )
      console.log(
        options.format === 'json'
          ? JSON.stringify(found, null, 1)
          : explanationText(found, { say, label: relationLabel(ontology, language), tree: options.tree, style }),
      )
    }
  },
})

const style = (format: 'bold' | 'dim' | 'green' | 'yellow', text: string): string =>
  process.stdout.isTTY ? styleText(format, text) : text

const relationLabel =
  (ontology: Ontology, language: 'ru' | 'en') =>
  (relation: string): string =>
    ontology.relations.get(relation)?.label[language] ?? relation

async function fromFile(path: string): Promise<Asked[]> {
  const found: Asked[] = []
  for await (const item of readArticles([path])) {
    if ('problem' in item) throw new InputError(item.problem)
    found.push({ article: item.article })
  }
  return found
}

/** The article, or the claim's words in its article, that the store keeps under an id. */
async function fromStore(options: Options): Promise<Asked[]> {
  return withStore(options, { readOnly: true }, async store => {
    const graph = await store.load()
    const claim = graph.claims.find(c => c.id === options.what)
    const article = graph.articles.find(a => a.id === (claim?.article ?? options.what))
    if (!article)
      throw new InputError(`${options.what}: neither a file nor the id of an article or claim in ${store.url}`)
    return [claim ? { article, start: claim.start, end: claim.end } : { article }]
  })
}

function narrowed(whole: Explanation, { start, end }: Asked, number: number | undefined): Explanation {
  let at = 0
  const { text } = whole.article
  const sentences = whole.sentences.filter(sentence => {
    const from = text.indexOf(sentence.text, at)
    at = from + sentence.text.length
    if (number !== undefined) return sentence.number === number
    return start === undefined || end === undefined || (from < end && at > start)
  })
  return { ...whole, sentences }
}
