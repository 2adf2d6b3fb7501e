// Other programs read all that was written. Only with CHECK_EXPORTS=1, since it fetches networkx, rdflib and the Gephi Toolkit.
import { execFileSync } from 'node:child_process'
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { basename, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { exportGraph, type Format, formats } from '../../../graph/export/index.ts'
import type { Graph } from '../../../graph/model.ts'
import { article, together } from '../store/graphs.ts'
import { oddGraph } from './odd.ts'
import { GRAPHS, ontology } from './written.ts'

const script = (name: string): string => fileURLToPath(new URL(`../../../scripts/${name}.sh`, import.meta.url))
const run = (name: string, ...files: string[]): string =>
  execFileSync(script(name), files, { encoding: 'utf8', stdio: 'pipe' })
const minutes = 60_000

let folder: string
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'svodka-programs-'))
})
afterAll(() => rm(folder, { recursive: true }))

describe.runIf(process.env.CHECK_EXPORTS)('networkx and the Gephi Toolkit', () => {
  const check = (path: string): string => run('check-gexf', path)

  test.each(GRAPHS)('read every node, edge and attribute of %s', { timeout: 10 * minutes }, async (name, graph) => {
    const path = join(folder, `${name}.gexf`)
    await exportGraph(graph, ontology, path)
    expect(check(path)).toContain(`read all ${graph.entities.length} nodes`)
  })

  test('the timeline shows each day what was said on it', { timeout: 2 * minutes }, async () => {
    const path = join(folder, 'days.gexf')
    const said = (day: string, person: string): Graph => {
      const graph = article(day, `${person} за Щит`, [`Person ${person}`, 'Mechanism Щит'], [`${person} SUPPORTS Щит`])
      return { ...graph, articles: graph.articles.map(a => ({ ...a, date: day })) }
    }
    await exportGraph(together(said('2025-01-31', 'Анна'), said('2025-02-03', 'Борис')), ontology, path)
    expect(check(path)).toMatch(/all 3 nodes, 2 edges .* right on 2 days/)
    const text = await readFile(path, 'utf8')
    await writeFile(path, text.replace(/(label="Анна".*?<spell )start="2025-01-31"/, '$1start="2025-01-01"'))
    expect(() => check(path)).toThrow(/timeline/)
  })

  test('the check finds what a program loses', { timeout: 2 * minutes }, async () => {
    const path = join(folder, 'the seed.gexf')
    const edge = (await readFile(path, 'utf8')).match(/<edge .*<\/edge>/)![0]
    const twice = edge.replace(/ id="[^"]*"/, ' id="again"')
    await writeFile(path, (await readFile(path, 'utf8')).replace(edge, edge + twice))
    expect(() => check(path)).toThrow(/Gephi: (again|\S+): lost/)
  })
})

describe.runIf(process.env.CHECK_EXPORTS)('readers of Python', () => {
  const write = async (name: string, graph: Graph): Promise<string> => {
    const place = join(folder, name)
    await mkdir(place)
    for (const { ending } of Object.values<Format>(formats)) {
      if (ending && ending !== '.gexf') await exportGraph(graph, ontology, join(place, `graph${ending}`))
    }
    return place
  }

  test.each(GRAPHS)(
    'find in every format what JSON Lines have of %s',
    { timeout: 10 * minutes },
    async (name, graph) => {
      const said = run('check-exports', await write(name, graph))
        .trim()
        .split('\n')
      expect(said.map(line => /graph\.(\w+): (\d+) entities, (\d+) claims, .* all is as/.exec(line)!.slice(1))).toEqual(
        ['csv', 'graphml', 'ttl'].map(format => [format, String(graph.entities.length), String(graph.claims.length)]),
      )
    },
  )

  test.each([
    ['graph.csv/edges.csv', '"planned"', '"possible"', 'modality'],
    ['graph.graphml', '>planned<', '>possible<', 'modality'],
    ['graph.ttl', '"planned"', '"possible"', 'modality'],
  ])('the check finds a changed value in %s', { timeout: 2 * minutes }, async (file, from, to, what) => {
    const place = await write(`changed ${basename(file)}`, oddGraph())
    const path = join(place, file)
    await writeFile(path, (await readFile(path, 'utf8')).replace(from, to))
    expect(() => run('check-exports', place)).toThrow(new RegExp(`${what} is .*possible`))
  })
})
