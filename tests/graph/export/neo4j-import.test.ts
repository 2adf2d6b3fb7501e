// The files for Neo4j's importer: what they say, and with CHECK_EXPORTS=1 and Neo4j's jars, the database they become.
import { execFileSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { chmod, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { delimiter, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { parse } from 'csv-parse/sync'
import neo4j from 'neo4j-driver'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { exportGraph } from '../../../graph/export/index.ts'
import { IMPORT_COMMAND, neo4jImport } from '../../../graph/export/neo4j-import.ts'
import type { Graph } from '../../../graph/model.ts'
import { openStore, type Store } from '../../../graph/store/index.ts'
import { seedGraph } from '../../seed.ts'
import { together } from '../store/graphs.ts'
import { oddGraph } from './odd.ts'
import { GRAPHS, held, ontology, written } from './written.ts'

type Row = Record<string, string>

test.each(GRAPHS)('%s: every claim and mention joins nodes that are there', async (_, graph) => {
  const rows = async (name: 'entities.csv' | 'articles.csv' | 'mentions.csv' | 'claims.csv'): Promise<Row[]> =>
    parse(await written(neo4jImport[name], graph), { columns: true, record_delimiter: '\n' }) as Row[]
  const entities = new Set((await rows('entities.csv')).map(row => row['id:ID(Entity)']))
  const articles = new Set((await rows('articles.csv')).map(row => row['id:ID(Article)']))
  expect([entities.size, articles.size]).toEqual([graph.entities.length, graph.articles.length])
  const claims = await rows('claims.csv')
  expect(claims.map(row => row.id).sort()).toEqual(graph.claims.map(c => c.id).sort())
  for (const row of claims) {
    for (const end of [':START_ID(Entity)', ':END_ID(Entity)']) expect(entities).toContain(row[end])
  }
  for (const row of await rows('mentions.csv')) {
    expect(entities).toContain(row[':START_ID(Entity)'])
    expect(articles).toContain(row[':END_ID(Article)'])
  }
})

const script = fileURLToPath(new URL('../../../scripts/neo4j.sh', import.meta.url))
const version = /<neo4j.version>(.*)</.exec(
  await readFile(new URL('../../../scripts/neo4j/pom.xml', import.meta.url), 'utf8'),
)![1]
const neo4jFolder = fileURLToPath(new URL('../../../.neo4j', import.meta.url))
const jars = existsSync(join(neo4jFolder, `lib-${version}`))
if (process.env.CHECK_EXPORTS && !jars) {
  console.warn('neo4j-import is NOT checked with the importer: its jars are not in .neo4j (scripts/neo4j.sh start)')
}

describe.runIf(process.env.CHECK_EXPORTS && jars)('the importer of Neo4j', { timeout: 300_000 }, () => {
  const graph: Graph = held(together(seedGraph(), oddGraph()))
  let folder: string
  let env: NodeJS.ProcessEnv
  let store: Store
  const server = (command: 'start' | 'stop'): string => execFileSync(script, [command], { env, encoding: 'utf8' })

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'svodka-import-'))
    const [bin, files, port] = [join(folder, 'bin'), join(folder, 'files'), await freePort()]
    await mkdir(bin)
    await writeFile(join(bin, 'neo4j-admin'), `#!/bin/sh\nexec '${script}' admin "$@"\n`)
    await chmod(join(bin, 'neo4j-admin'), 0o755)
    env = { ...process.env, PATH: `${bin}${delimiter}${process.env.PATH}`, SVODKA_NEO4J_PORT: String(port) }
    await exportGraph(graph, ontology, files, { format: 'neo4j-import' })
    const said = execFileSync('sh', ['-c', IMPORT_COMMAND], { cwd: files, env, encoding: 'utf8' })
    const pairs = new Set(graph.mentions.filter(m => m.entity).map(m => `${m.article} ${m.entity}`))
    expect(said).toContain(`${graph.entities.length + graph.articles.length} nodes`)
    expect(said).toContain(`${graph.claims.length + pairs.size} relationships`)
    const [, user, password] = /NEO4J_USERNAME=(\S+) NEO4J_PASSWORD=(\S+)/.exec(server('start'))!
    const url = `bolt://127.0.0.1:${port}`
    const driver = neo4j.driver(url, neo4j.auth.basic(user!, password!))
    const session = driver.session()
    for (const statement of (await readFile(join(files, 'schema.cypher'), 'utf8')).split(';\n').filter(Boolean)) {
      await session.run(statement)
    }
    await session.run('CALL db.awaitIndexes(300)')
    await driver.close()
    store = await openStore(url, { ontology, user: user!, password: password! })
  }, 300_000)
  afterAll(async () => {
    await store?.close()
    if (env) server('stop')
    if (env) await rm(join(neo4jFolder, `server-${env.SVODKA_NEO4J_PORT}`), { recursive: true, force: true })
    await rm(folder, { recursive: true, force: true })
  })

  test('makes the very graph', async () => {
    expect(await store.load()).toEqual(graph)
  })

  test('makes what saving the graph would: saving it changes nothing', async () => {
    const properties = 'MATCH ()-[c]->() RETURN c.id, properties(c) ORDER BY c.id, c.starts'
    const before = await store.query(properties)
    expect((await store.save(graph)).created).toEqual({ articles: 0, entities: 0, claims: 0 })
    expect(await store.query(properties)).toEqual(before)
  })

  test('makes it searchable', async () => {
    expect(await store.search('токаев')).toHaveLength(1)
  })
})

async function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer().once('error', reject)
    probe.listen(0, '127.0.0.1', () => {
      const { port } = probe.address() as { port: number }
      probe.close(() => resolve(port))
    })
  })
}
