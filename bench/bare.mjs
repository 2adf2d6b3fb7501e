// What bench/load.mjs compares with: the same rows written as simply as can be, nothing looked up or checked before.
import grafeo from '@grafeo-db/js'
import neo4j from 'neo4j-driver'
import { loadOntology } from '../dist/graph/ontology.js'
import { schema } from '../dist/graph/store/neo4j-schema.js'
import { articleRows, claimRowOf } from '../dist/graph/store/rows.js'

const BATCH = 10_000

async function withServer({ url, username, password }, work) {
  const driver = neo4j.driver(url, neo4j.auth.basic(username, password), { disableLosslessIntegers: true })
  const session = driver.session()
  try {
    return await work(session)
  } finally {
    await session.close()
    await driver.close()
  }
}

/** How many nodes the server has. */
export const count = server =>
  withServer(server, async session => (await session.run('MATCH (n) RETURN count(n)')).records[0].get(0))

/** Deletes all nodes. */
export const clear = server =>
  withServer(server, async session => {
    await session.run('MATCH ()-[r]->() CALL (r) { DELETE r } IN TRANSACTIONS OF 20000 ROWS')
    await session.run('MATCH (n) CALL (n) { DELETE n } IN TRANSACTIONS OF 20000 ROWS')
  })

/**
 * Creates a graph's nodes and relationships batch by batch with UNWIND and CREATE, as a script would that loads into an empty
 * database. Nodes are found by an index on their ids; `indexed`: with all constraints and indexes that svodka has. Gives
 * what `timed` gives.
 */
export function createPlainly(server, graph, indexed, timed) {
  const ontology = loadOntology()
  const rows = rowsOf(graph)
  return withServer(server, async session => {
    const present = await session.run('SHOW INDEXES YIELD name, owningConstraint WHERE name STARTS WITH "svodka"')
    for (const record of present.records) {
      const [name, constraint] = [record.get(0), record.get(1)]
      await session.run(constraint ? `DROP CONSTRAINT ${constraint}` : `DROP INDEX ${name}`)
    }
    const needed = schema(ontology).filter(([name]) => indexed || /^svodka_(entity|article)_id$/.test(name))
    for (const [, statement] of needed) await session.run(statement)
    await session.run('CALL db.awaitIndexes(60)')
    const whole = value => (Number.isInteger(value) ? neo4j.int(value) : value)
    const properties = map =>
      Object.fromEntries(
        Object.entries(map).map(([key, value]) => [
          key,
          Array.isArray(value) ? value.map(whole) : key === 'confidence' ? value : whole(value),
        ]),
      )
    const each = async (cypher, list) => {
      for (let i = 0; i < list.length; i += BATCH) {
        const part = list.slice(i, i + BATCH).map(row => ({ ...row, properties: properties(row.properties) }))
        await session.executeWrite(tx => tx.run(`UNWIND $part AS row ${cypher}`, { part }))
      }
    }
    return timed(async () => {
      await each('CREATE (a:Article) SET a = row.properties', rows.articles)
      for (const [type, list] of grouped(rows.entities, e => e.type)) {
        const nodes = list.map(({ id, name, aliases }) => ({ properties: { id, name, aliases } }))
        await each(`CREATE (e:Entity:${type}) SET e = row.properties`, nodes)
      }
      const match = 'MATCH (s:Entity {id: row.subject}) MATCH (o:Entity {id: row.object})'
      for (const [relation, list] of grouped(rows.claims, c => c.relation)) {
        await each(`${match} CREATE (s)-[c:${relation}]->(o) SET c = row.properties`, list)
      }
      const link = 'MATCH (e:Entity {id: row.entity}) MATCH (a:Article {id: row.article})'
      await each(`${link} CREATE (e)-[m:MENTIONED_IN]->(a) SET m = row.properties`, rows.mentions)
    })
  })
}

/** Creates a graph's nodes and relationships with the batch functions of the embedded store's library. Gives what `timed` gives. */
export async function batchApi(file, graph, timed) {
  const rows = rowsOf(graph)
  const db = grafeo.GrafeoDB.create(file)
  const ids = new Map()
  const nodes = async (labels, list, propertiesOf) => {
    for (let i = 0; i < list.length; i += BATCH) {
      const part = list.slice(i, i + BATCH)
      const created = await db.batchCreateNodesWithProps(labels, part.map(propertiesOf))
      part.forEach(({ id }, n) => {
        ids.set(id, created[n])
      })
    }
  }
  const edges = async (list, edgeOf) => {
    for (let i = 0; i < list.length; i += BATCH) await db.batchCreateEdges(list.slice(i, i + BATCH).map(edgeOf))
  }
  const took = await timed(async () => {
    await nodes('Article', rows.articles, a => a.properties)
    for (const [type, list] of grouped(rows.entities, e => e.type)) {
      await nodes(['Entity', type], list, ({ id, name, aliases }) => ({ id, name, aliases }))
    }
    await edges(rows.claims, ({ subject, object, relation, properties }) => ({
      ...{ src: ids.get(subject), dst: ids.get(object), type: relation, properties },
    }))
    await edges(rows.mentions, ({ entity, article, properties }) => ({
      ...{ src: ids.get(entity), dst: ids.get(article), type: 'MENTIONED_IN', properties },
    }))
  })
  db.close()
  return took
}

/** The graph's nodes and relationships with the properties that svodka gives them. */
function rowsOf({ articles, entities, mentions, claims }) {
  const own = grouped(mentions, m => m.article)
  const read = articles.map(article => articleRows(article, own.get(article.id)))
  const texts = new Map(articles.map(a => [a.id, a]))
  const names = new Map(entities.map(e => [e.id, e.name]))
  const quoted = c => ({
    ...c,
    quote: texts.get(c.article).text.slice(c.start, c.end),
    date: texts.get(c.article).date,
  })
  return {
    articles: read.map(r => r.article),
    entities,
    mentions: read.flatMap(r => r.mentions),
    claims: claims.map(c => claimRowOf(quoted(c), names.get(c.speaker))),
  }
}

function grouped(list, key) {
  const found = new Map()
  for (const item of list) {
    if (!found.has(key(item))) found.set(key(item), [])
    found.get(key(item)).push(item)
  }
  return found
}
