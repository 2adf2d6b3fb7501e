// Other programs read all that was written. Only with CHECK_GEXF=1, since it fetches networkx and the Gephi Toolkit.
import { execFileSync } from 'node:child_process'
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { exportGraph } from '../../../graph/export/index.ts'
import { loadOntology } from '../../../graph/ontology.ts'
import { seedGraph } from '../../seed.ts'
import { EMPTY, oddGraph } from './odd.ts'

const script = fileURLToPath(new URL('../../../scripts/check-gexf.sh', import.meta.url))
const minutes = 60_000

describe.runIf(process.env.CHECK_GEXF)('networkx and the Gephi Toolkit', () => {
  let folder: string
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'svodka-gexf-'))
  })
  afterAll(() => rm(folder, { recursive: true }))

  const check = (path: string): string => execFileSync(script, [path], { encoding: 'utf8', stdio: 'pipe' })

  test.each([
    ['seed', seedGraph()],
    ['odd', oddGraph()],
    ['empty', EMPTY],
  ])('read every node, edge and attribute of %s.gexf', { timeout: 10 * minutes }, async (name, graph) => {
    const path = join(folder, `${name}.gexf`)
    await exportGraph(graph, loadOntology(), path)
    expect(check(path)).toContain(`read all ${graph.entities.length} nodes`)
  })

  test('the check finds what a program loses', { timeout: 2 * minutes }, async () => {
    const path = join(folder, 'seed.gexf')
    const edge = (await readFile(path, 'utf8')).match(/<edge .*<\/edge>/)![0]
    const twice = edge.replace(/ id="[^"]*"/, ' id="again"')
    await writeFile(path, (await readFile(path, 'utf8')).replace(edge, edge + twice))
    expect(() => check(path)).toThrow(/Gephi: (again|\S+): lost/)
  })
})
