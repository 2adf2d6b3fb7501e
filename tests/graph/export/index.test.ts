// A file that is written appears whole or not at all, in the format that its name says.
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { gexf } from '../../../graph/export/gexf.ts'
import { exportGraph } from '../../../graph/export/index.ts'
import { seedGraph } from '../../seed.ts'
import { ontology, written } from './written.ts'

let folder: string
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'svodka-export-'))
})
afterEach(() => rm(folder, { recursive: true }))

test('writes what the format gives, over an older file, and the same again', async () => {
  const path = join(folder, 'Граф 1.GEXF')
  await writeFile(path, 'old')
  const graph = seedGraph()
  await exportGraph(graph, ontology, path)
  const first = await readFile(path, 'utf8')
  expect(first).toBe(await written(gexf, graph))
  await exportGraph(graph, ontology, path)
  expect(await readFile(path, 'utf8')).toBe(first)
  expect(await readdir(folder)).toEqual(['Граф 1.GEXF'])
})

test.each(['a.xlsx', 'gexf', 'a.', '.toString', 'a.constructor'])(
  '%s: an unknown ending names the known ones',
  async name => {
    const path = join(folder, name)
    await expect(exportGraph(seedGraph(), ontology, path)).rejects.toThrow(
      /no format is known for .*; known are \.gexf, .*--format gexf, /,
    )
    expect(await readdir(folder)).toEqual([])
  },
)

test('a folder that is not there is named', async () => {
  const path = join(folder, 'no', 'a.gexf')
  await expect(exportGraph(seedGraph(), ontology, path)).rejects.toThrow(`there is no folder ${join(folder, 'no')}`)
})

test('a failure in the middle leaves the older file as it was, and nothing beside it', async () => {
  const path = join(folder, 'a.gexf')
  await writeFile(path, 'old')
  const graph = seedGraph()
  const damaged = { ...graph, articles: graph.articles.map(a => ({ ...a, text: undefined as never })) }
  await expect(exportGraph(damaged, ontology, path)).rejects.toThrow(/a\.gexf: cannot be written: .*slice/)
  expect(await readFile(path, 'utf8')).toBe('old')
  expect(await readdir(folder)).toEqual(['a.gexf'])
})

test('a folder in the place of the file stays, and nothing beside it', async () => {
  const path = join(folder, 'a.gexf')
  await mkdir(path)
  await expect(exportGraph(seedGraph(), ontology, path)).rejects.toThrow(`${path}: cannot be written`)
  expect(await readdir(folder)).toEqual(['a.gexf'])
})

test('a graph that the ontology does not allow is refused', async () => {
  const graph = seedGraph()
  graph.entities[0]!.type = 'Planet'
  await expect(exportGraph(graph, ontology, join(folder, 'a.gexf'))).rejects.toThrow('unknown type "Planet"')
})
