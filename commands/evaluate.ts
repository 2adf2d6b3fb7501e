// svodka evaluate: reads annotated articles and compares what is extracted with the annotation.
import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { CommandModule } from 'yargs'
import { evaluate, formatEvaluation } from '../extract/evaluate.ts'
import { type GoldFile, goldFromDoc } from '../extract/gold.ts'
import { createExtractor } from '../extract/index.ts'
import { loadOntology } from '../graph/ontology.ts'
import { type Context, InputError, ontologyOption } from './options.ts'

interface Options {
  gold: string
  json: boolean
  ontology?: string | undefined
}

export const evaluateCommand = ({ say, language }: Context): CommandModule<object, Options> => ({
  command: 'evaluate <gold>',
  describe: say('evaluate'),
  builder: argv =>
    ontologyOption(argv, say)
      .positional('gold', { type: 'string', demandOption: true, describe: say('gold') })
      .option('json', { type: 'boolean', default: false, describe: say('json') })
      .example('svodka evaluate gold/dev', ''),
  handler: async options => {
    const ids = (await readdir(options.gold)).filter(f => f.endsWith('.json')).map(f => f.slice(0, -5))
    if (!ids.length)
      throw new InputError(`${options.gold}: no ID.json; it needs annotated articles ID.json with their texts ID.txt`)
    const extractor = await createExtractor(loadOntology(options.ontology))
    const pairs = await Promise.all(
      ids.sort().map(async id => {
        const gold = JSON.parse(await readFile(join(options.gold, `${id}.json`), 'utf8')) as GoldFile
        const text = await readFile(join(options.gold, `${id}.txt`), 'utf8')
        return { gold, predicted: goldFromDoc((await extractor([{ id, text }]))[0]!) }
      }),
    )
    const result = evaluate(pairs)
    console.log(options.json ? JSON.stringify(result, null, 2) : formatEvaluation(result, { lang: language }))
  },
})
