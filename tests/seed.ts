// The seed's gold graph, for tests that need a real graph but no extractor.
import { readFileSync } from 'node:fs'
import { docFromGold, type GoldFile } from '../extract/gold.ts'
import { build } from '../graph/build.ts'
import { hash } from '../graph/id.ts'
import type { Graph } from '../graph/model.ts'
import { loadOntology } from '../graph/ontology.ts'

const file = (name: string): string => readFileSync(new URL(`../seeds/${name}`, import.meta.url), 'utf8')

export function seedGraph(): Graph {
  const text = file('csto.txt')
  const article = {
    id: hash('article', text),
    text,
    title: text.slice(0, text.indexOf('\n')),
    date: '2025-11-27',
    language: 'ru',
  }
  return build([docFromGold(JSON.parse(file('csto.gold.json')) as GoldFile, article)], loadOntology())
}
