// LangChain's Neo4j loader in a fresh folder, for bench/load.mjs to compare with: graph → GraphDocuments → the server.
import { execFileSync } from 'node:child_process'
import { mkdtempSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'

/** Installs the loader and gives its folder, which is added to `rooms`, for the caller to remove. */
export function langchain(rooms) {
  const room = mkdtempSync(join(tmpdir(), 'langchain-'))
  rooms.push(room)
  writeFileSync(join(room, 'package.json'), '{"private":true}')
  const packages = ['@langchain/neo4j@0.1.13', '@langchain/core@1.2.5', '@langchain/classic@1.0.41']
  execFileSync('npm', ['install', '--no-audit', '--no-fund', '--loglevel=error', ...packages], {
    cwd: room,
    stdio: ['ignore', 'inherit', 'inherit'],
  })
  return room
}

/**
 * Loads a graph with the loader in that folder: in its fastest way, with a base label and indexes on what it looks up, or, not
 * `tuned`, as it does without options. Gives what `timed` gives.
 */
export async function loadByLangchain(room, server, graph, timed, tuned = true) {
  const found = createRequire(join(room, 'package.json')).resolve('@langchain/neo4j')
  const { Neo4jGraph } = await import(pathToFileURL(found.replace(/\.cjs$/, '.js')))
  const loader = new Neo4jGraph(server)
  const documents = documentsOf(graph)
  if (!tuned) {
    const took = await timed(() => loader.addGraphDocuments(documents, { includeSource: true }))
    await loader.close()
    return took
  }
  await loader.query('CREATE CONSTRAINT bench_entity IF NOT EXISTS FOR (e:__Entity__) REQUIRE e.id IS UNIQUE')
  await loader.query('CREATE CONSTRAINT bench_document IF NOT EXISTS FOR (d:Document) REQUIRE d.id IS UNIQUE')
  await loader.query('CALL db.awaitIndexes(60)')
  // Reading the schema needs procedures beyond those that load; it knows now that there is a constraint.
  loader.structuredSchema.metadata.constraint = [{ labelsOrTypes: ['__Entity__'], properties: ['id'] }]
  const took = await timed(() => loader.addGraphDocuments(documents, { baseEntityLabel: true, includeSource: true }))
  await loader.query('DROP CONSTRAINT bench_entity')
  await loader.query('DROP CONSTRAINT bench_document')
  await loader.close()
  return took
}

/** One document an article, with the same properties that svodka writes. */
function documentsOf({ articles, entities, mentions, claims }) {
  const byId = new Map(entities.map(e => [e.id, e]))
  const node = id => {
    const { type, name, aliases } = byId.get(id)
    return { id, type, properties: { name, aliases } }
  }
  const documents = new Map(
    articles.map(({ text, ...metadata }) => [
      metadata.id,
      { source: { pageContent: text, metadata }, nodes: new Map(), relationships: [] },
    ]),
  )
  for (const m of mentions) documents.get(m.article).nodes.set(m.entity, node(m.entity))
  for (const { subject, object, relation, ...properties } of claims) {
    const { source, nodes, relationships } = documents.get(properties.article)
    const quote = source.pageContent.slice(properties.start, properties.end)
    const [from, to] = [nodes.get(subject), nodes.get(object)]
    const rest = { ...properties, quote, speakerName: byId.get(properties.speaker).name, date: source.metadata.date }
    relationships.push({ source: from, target: to, type: relation, properties: rest })
  }
  return [...documents.values()].map(d => ({ ...d, nodes: [...d.nodes.values()] }))
}
