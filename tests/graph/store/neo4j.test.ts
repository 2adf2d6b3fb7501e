// Neo4j: the suite of all stores on a real server, and what happens when there is none.
import { createServer as createHttp } from 'node:http'
import { type AddressInfo, createServer, type Server } from 'node:net'
import { afterEach, describe, expect, test, vi } from 'vitest'
import { openStore } from '../../../graph/store/index.ts'
import { askingSuite } from './asking.ts'
import { generated, ontology } from './graphs.ts'
import { killingSuite } from './killing.ts'
import { streamingSuite } from './streaming.ts'
import { storeSuite } from './suite.ts'
import { updatingSuite } from './updating.ts'

const url = process.env.SVODKA_NEO4J_URL ?? ''
const fault = (open: Promise<unknown>): Promise<string> =>
  open.then(() => 'no error').catch((e: Error) => `${e.name}: ${e.message}`)

/** Takes the tests' nodes out of the server's database. */
async function fresh(): Promise<string> {
  const store = await openStore(url)
  await store.query('MATCH (n) WHERE n:Entity OR n:Article OR n:Reading OR n:Setting OR n:Note DETACH DELETE n', {
    write: true,
  })
  await store.close()
  return url
}

describe.skipIf(!url)(
  `with a server${url ? '' : ' (skipped: set SVODKA_NEO4J_URL; scripts/neo4j.sh start says how)'}`,
  () => {
    storeSuite('Neo4j', fresh, 8)
    askingSuite('Neo4j', 'neo4j', fresh)
    updatingSuite('Neo4j', fresh, 6)
    killingSuite('Neo4j', fresh, 60)
    streamingSuite('Neo4j', fresh, 6)

    test('constraints and indexes come from the ontology, once', async () => {
      await fresh()
      const store = await openStore(url)
      await store.save(generated(20))
      const names = (await store.query('SHOW CONSTRAINTS YIELD name RETURN name')).rows.flat()
      expect(names).toEqual(expect.arrayContaining(['svodka_entity_id', 'svodka_article_id']))
      for (const relation of ontology.relations.keys()) expect(names).toContain(`svodka_${relation.toLowerCase()}_id`)
      await store.close()
    })

    test('an index that somebody left who died while making its constraint is made anew', async () => {
      await fresh()
      const store = await openStore(url)
      await store.save(generated(20))
      await store.query('DROP CONSTRAINT svodka_commits_id', { write: true })
      await store.query('CREATE INDEX svodka_commits_id FOR ()-[c:COMMITS]-() ON (c.id)', { write: true })
      await store.close()
      const again = await openStore(url)
      await again.save(generated(20))
      const { rows } = await again.query(
        "SHOW INDEXES YIELD name, owningConstraint WHERE name = 'svodka_commits_id' RETURN owningConstraint",
      )
      expect(rows).toEqual([['svodka_commits_id']])
      await again.close()
    })

    test('a big graph is saved in parts of whole articles, with the same result', { timeout: 120_000 }, async () => {
      await fresh()
      const graph = generated(12_000)
      const store = await openStore(url)
      expect(await store.save(graph)).toMatchObject({
        articles: 600,
        claims: 12_000,
        created: { articles: 600, claims: 12_000 },
      })
      expect(await store.load()).toEqual(graph)
      expect(await store.save(graph)).toMatchObject({
        created: { articles: 0, entities: 0, claims: 0 },
        removed: { entities: 0, claims: 0 },
      })
      await store.close()
    })

    test('wrong password, no password, no such database', async () => {
      const wrong = await fault(openStore(url, { user: 'neo4j', password: 'Wr0ng-secret' }))
      expect(wrong).toBe(
        `StoreError: ${url}: wrong user or password for "neo4j"; set NEO4J_USERNAME and NEO4J_PASSWORD`,
      )
      vi.stubEnv('NEO4J_PASSWORD', undefined)
      expect(await fault(openStore(url))).toBe(
        `StoreError: ${url}: the server wants a password; set NEO4J_USERNAME and NEO4J_PASSWORD`,
      )
      vi.unstubAllEnvs()
      expect(await fault(openStore(url, { database: 'nowhere' }))).toBe(
        `StoreError: ${url}: no database "nowhere"; name one that the server has`,
      )
    })

    test('credentials in the URL work and are not shown', async () => {
      const { NEO4J_USERNAME: user = 'neo4j', NEO4J_PASSWORD: password = '' } = process.env
      const secret = url.replace('://', `://${user}:${encodeURIComponent(password)}@`)
      const store = await openStore(secret)
      expect(store.url).toBe(url)
      await store.close()
    })
  },
)

describe('without a server', () => {
  const servers: Server[] = []
  const listen = async (server: Server): Promise<string> => {
    servers.push(server)
    await new Promise<void>(done => server.listen(0, '127.0.0.1', done))
    return `127.0.0.1:${(server.address() as AddressInfo).port}`
  }
  afterEach(() => {
    for (const server of servers.splice(0)) server.close()
  })

  test('nobody listens', async () => {
    expect(await fault(openStore('bolt://anna:S3cr:t@@127.0.0.1:1'))).toBe(
      'StoreError: bolt://127.0.0.1:1: no answer; start the server, or check the address',
    )
    expect(await fault(openStore('neo4j://anna:S3cr:t@@127.0.0.1:1', { password: 'S3cret' }))).toBe(
      'StoreError: neo4j://127.0.0.1:1: no answer; start the server, or check the address',
    )
  })

  test('no such host', async () => {
    expect(await fault(openStore('bolt://no-such-host.invalid'))).toBe(
      'StoreError: bolt://no-such-host.invalid: no such host; check the address',
    )
  })

  test('somebody listens, but says nothing: given up after about 5 seconds', { timeout: 12_000 }, async () => {
    const address = await listen(createServer(socket => socket.on('error', () => {})))
    const began = Date.now()
    expect(await fault(openStore(`bolt://${address}`))).toContain(`bolt://${address}: no answer`)
    expect(Date.now() - began).toBeLessThan(8_000)
  })

  test('somebody answers HTTP', async () => {
    const address = await listen(createHttp((_, response) => response.end('hello')))
    expect(await fault(openStore(`bolt://${address}`))).toMatch(
      /bolt:.*: (answers HTTP, not Bolt; give the Bolt port|no answer)/,
    )
  })

  test('no secure connection', async () => {
    const address = await listen(createServer(socket => socket.end('no TLS here')))
    expect(await fault(openStore(`bolt+s://${address}`))).toMatch(
      /^StoreError: bolt\+s:.*: (no secure connection|no answer)/,
    )
  })

  test('no such kind of store, no host, nothing', async () => {
    expect(await fault(openStore('https://anna:S3cret@example.org/graph'))).toBe(
      'StoreError: https://example.org/graph: no such kind of store; give a file path, or a URL that begins with neo4j:// or bolt://',
    )
    expect(await fault(openStore('neo4j://anna:S3cret@'))).toBe(
      'StoreError: neo4j://: no host; write for example neo4j://localhost:7687',
    )
    expect(await fault(openStore(' '))).toBe('StoreError: no store given; give a file path, or neo4j://host')
  })
})
