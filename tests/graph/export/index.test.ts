// A file that is written appears whole or not at all, in the format that its name says.
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { csv } from '../../../graph/export/csv.ts'
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

describe('a format of several files', () => {
  const files = Object.keys(csv).sort()
  const list = async (): Promise<string[]> => (await readdir(folder, { recursive: true })).sort()

  test('makes a folder of them, and over an older one the same again', async () => {
    const path = join(folder, 'a.csv')
    await exportGraph(seedGraph(), ontology, path)
    const first = await readFile(join(path, 'edges.csv'), 'utf8')
    expect(first).toBe(await written(csv['edges.csv'], seedGraph()))
    await writeFile(join(path, 'edges.csv'), 'old')
    await exportGraph(seedGraph(), ontology, join(folder, 'a.csv/'))
    expect(await readFile(join(path, 'edges.csv'), 'utf8')).toBe(first)
    expect(await list()).toEqual(['a.csv', ...files.map(name => join('a.csv', name))])
  })

  test('takes an empty folder, but none with other things in it', async () => {
    await mkdir(join(folder, 'empty'))
    await exportGraph(seedGraph(), ontology, join(folder, 'empty'), { format: 'csv' })
    expect(await readdir(join(folder, 'empty'))).toHaveLength(files.length)
    await writeFile(join(folder, 'empty', 'mine.txt'), 'mine')
    await expect(exportGraph(seedGraph(), ontology, join(folder, 'empty'), { format: 'csv' })).rejects.toThrow(
      'is there already, with mine.txt',
    )
    await writeFile(join(folder, 'file.csv'), 'mine')
    await expect(exportGraph(seedGraph(), ontology, join(folder, 'file.csv'))).rejects.toThrow('is a file')
    expect(await readFile(join(folder, 'file.csv'), 'utf8')).toBe('mine')
    await expect(exportGraph(seedGraph(), ontology, join(folder, 'no', 'a.csv'))).rejects.toThrow('there is no folder')
    expect(await list()).toEqual(['empty', ...[...files, 'mine.txt'].map(n => join('empty', n)), 'file.csv'].sort())
  })

  test('that fails in the middle leaves the older one as it was, and nothing beside it', async () => {
    const path = join(folder, 'a.csv')
    await exportGraph(seedGraph(), ontology, path)
    const before = await readFile(join(path, 'nodes.csv'), 'utf8')
    const graph = seedGraph()
    const damaged = { ...graph, articles: graph.articles.map(a => ({ ...a, text: undefined as never })) }
    await expect(exportGraph(damaged, ontology, path)).rejects.toThrow(/a\.csv: cannot be written: .*slice/)
    expect(await readFile(join(path, 'nodes.csv'), 'utf8')).toBe(before)
    expect(await list()).toEqual(['a.csv', ...files.map(name => join('a.csv', name))])
  })
})
