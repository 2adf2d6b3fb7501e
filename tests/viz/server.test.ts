import { mkdtempSync, writeFileSync } from 'node:fs'
import { request } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gunzipSync } from 'node:zlib'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Graph, MODALITIES } from '../../graph/model.ts'
import { loadOntology } from '../../graph/ontology.ts'
import type { ArticleAnswer, ClaimsAnswer, GraphAnswer, OntologyAnswer, SearchAnswer } from '../../viz/api.ts'
import { serve } from '../../viz/server.ts'
import { seedGraph } from '../seed.ts'

const ontology = loadOntology()
const app = mkdtempSync(join(tmpdir(), 'svodka-app-'))
writeFileSync(join(app, 'index.html'), '<!doctype html><title>page</title>')
const seed = seedGraph()
const entity = (name: string): string => seed.entities.find(e => e.name === name || e.aliases.includes(name))!.id

let server: Awaited<ReturnType<typeof serve>>
beforeAll(async () => {
  server = await serve(seed, ontology, { port: 0, app })
})
afterAll(() => server.close())

const get = async <T>(path: string): Promise<T> => (await fetch(server.url + path)).json() as Promise<T>

describe('API', () => {
  test('the graph: every entity with a place and a size, one edge a triple, what filters need of each claim', async () => {
    const { entities, edges, relations, articles, claims } = await get<GraphAnswer>('api/graph')
    expect(entities).toHaveLength(seed.entities.length)
    expect(new Set(entities.map(e => `${e.x} ${e.y}`)).size).toBe(entities.length)
    expect(entities.every(e => Number.isFinite(e.x) && Number.isFinite(e.y) && e.size > 0)).toBe(true)
    expect(articles).toMatchObject([{ id: seed.articles[0]!.id, title: seed.articles[0]!.title }])
    for (const column of Object.values(claims)) expect(column).toHaveLength(seed.claims.length)
    const triples = edges.subject.map((subject, i) =>
      [entities[subject]!.id, relations[edges.relation[i]!], entities[edges.object[i]!]!.id].join(' '),
    )
    expect(new Set(triples).size).toBe(triples.length)
    expect(claims.edge.map(edge => triples[edge]).sort()).toEqual(
      seed.claims.map(c => [c.subject, c.relation, c.object].join(' ')).sort(),
    )
    const counters = triples.findIndex(t => t.startsWith(`${entity('ОДКБ')} COUNTERS`))
    const row = claims.edge.indexOf(counters)
    expect(MODALITIES[claims.modality[row]!]).toBe('required')
    expect([entities[claims.speaker[row]!]!.id, claims.negative[row], claims.article[row]]).toEqual([
      entity('Токаев'),
      0,
      0,
    ])
  })

  test('claims by their rows, while the graph is the same', async () => {
    const { version, claims, entities } = await get<GraphAnswer>('api/graph')
    const found = await get<ClaimsAnswer>(`api/claims?rows=5,2&version=${version}`)
    expect(found.claims.map(c => c.speaker ?? -1)).toEqual([5, 2].map(row => entities[claims.speaker[row]!]?.id ?? -1))
    expect(found.claims.map(c => Math.round(c.confidence * 100))).toEqual([5, 2].map(row => claims.confidence[row]))
    expect((await fetch(`${server.url}api/claims?rows=5&version=old`)).status).toBe(409)
    expect((await get<ClaimsAnswer>(`api/claims?rows=9999,x&version=${version}`)).claims).toEqual([])
  })

  test('the ontology: labels and colours', async () => {
    const { types, relations } = await get<OntologyAnswer>('api/ontology')
    expect(types.find(t => t.name === 'Threat')?.label).toEqual({ ru: 'Угроза', en: 'Threat' })
    expect(relations).toHaveLength(ontology.relations.size)
  })

  test('claims of an entity: quotes are the words of the article, its own claims first', async () => {
    const id = entity('ОДКБ')
    const { claims, total, mentioned } = await get<ClaimsAnswer>(`api/claims?entity=${id}`)
    expect(claims).toHaveLength(total)
    const { text } = seed.articles[0]!
    for (const claim of claims) expect(claim.quote).toBe(text.slice(claim.start, claim.end))
    const own = claims.map(claim => claim.subject === id)
    expect(own).toEqual([...own].sort((a, b) => Number(b) - Number(a)))
    expect(claims[0]).toMatchObject({ speaker: entity('Токаев'), article: { date: '2025-11-27' } })
    expect(mentioned).toMatchObject([{ count: 7, article: { title: seed.articles[0]!.title } }])
  })

  test('claims of an edge, and paging', async () => {
    const edge = `${entity('Казахстан')} CHAIRS ${entity('ОДКБ')}`
    const { claims, total } = await get<ClaimsAnswer>(`api/claims?${new URLSearchParams({ edge })}`)
    expect(total).toBe(1)
    expect(claims[0]!.quote).toBe('председательства Казахстана будут направлены в государства-члены ОДКБ')
    const id = entity('Токаев')
    const all = await get<ClaimsAnswer>(`api/claims?entity=${id}`)
    const page = await get<ClaimsAnswer>(`api/claims?entity=${id}&limit=3&offset=2`)
    expect(page.claims).toEqual(all.claims.slice(2, 5))
    expect(page.total).toBe(all.total)
  })

  test('an article: its text with all mentions and claims', async () => {
    const { text, mentions, claims } = await get<ArticleAnswer>(`api/articles/${seed.articles[0]!.id}`)
    expect(text).toBe(seed.articles[0]!.text)
    expect(mentions).toHaveLength(seed.mentions.length)
    expect(claims).toHaveLength(38)
  })

  test.each([
    ['террориз', 'терроризм'],
    ['наркотикам', 'незаконный оборот наркотиков'],
    ['ОДКБ', 'Организация Договора о коллективной безопасности'],
    ['Такаев', 'Касым-Жомарт Токаев'],
    ['прокси', 'операция ОДКБ «ПРОКСИ»'],
  ])('search finds %s: as one types, in other forms, with a typo', async (words, name) => {
    const { entities } = await get<SearchAnswer>(`api/search?q=${encodeURIComponent(words)}`)
    expect(entities.map(e => e.name)).toContain(name)
  })

  test('search finds quotes and articles, and each quote once', async () => {
    const { claims, articles } = await get<SearchAnswer>(`api/search?q=${encodeURIComponent('терроризмом')}`)
    expect(articles).toHaveLength(1)
    expect(new Set(claims.map(c => c.quote)).size).toBe(claims.length)
    expect(await get(`api/search?q=${encodeURIComponent('+++ ')}`)).toEqual({ entities: [], claims: [], articles: [] })
  })

  test.each([
    ['api/claims', 400],
    ['api/claims?entity=none', 404],
    ['api/claims?edge=a+b+c', 404],
    ['api/articles/none', 404],
    ['api/else', 404],
    ['else', 404],
    ['..%2f..%2fpackage.json', 404],
  ])('%s is answered with %i', async (path, status) => {
    const answer = await fetch(server.url + path)
    expect(answer.status).toBe(status)
    expect(await answer.text()).not.toContain('dependencies')
  })

  test('a function is asked again at every load of the page', async () => {
    let graph: Graph = { articles: [], entities: [], mentions: [], claims: [] }
    const live = await serve(async () => graph, ontology, { port: 0, app })
    const count = async () => ((await (await fetch(`${live.url}api/graph`)).json()) as GraphAnswer).entities.length
    expect(await count()).toBe(0)
    graph = seed
    expect(await count()).toBe(30)
    await live.close()
  })
})

describe('the description in OpenAPI', () => {
  type Schema = {
    $ref?: string
    type?: string
    required?: string[]
    properties?: Record<string, Schema>
    items?: Schema
    enum?: unknown[]
  }
  test('fits what is answered, and names every way there is', async () => {
    const { paths, components } = await get<{
      paths: Record<
        string,
        Record<string, { responses: Record<string, { content: Record<string, { schema: Schema }> }> }>
      >
      components: { schemas: Record<string, Schema> }
    }>('api/openapi.json')
    const faults = (schema: Schema, value: unknown, at: string): string[] => {
      if (schema.$ref) return faults(components.schemas[schema.$ref.split('/').at(-1)!]!, value, at)
      const is = value === null ? 'null' : Array.isArray(value) ? 'array' : typeof value
      const fits =
        { integer: Number.isInteger(value), number: is === 'number' }[schema.type ?? ''] ?? is === schema.type
      if (schema.type && !fits) return [`${at}: is ${is}, not ${schema.type}`]
      if (schema.enum && !schema.enum.includes(value)) return [`${at}: ${value}`]
      if (is === 'array')
        return (value as unknown[]).slice(0, 50).flatMap((v, i) => faults(schema.items!, v, `${at}[${i}]`))
      if (is !== 'object' || !schema.properties) return []
      const own = value as Record<string, unknown>
      return [
        ...schema.required!.filter(name => !(name in own)).map(name => `${at}: no ${name}`),
        ...Object.keys(own).flatMap(name => {
          const known = schema.properties![name]
          return known ? faults(known, own[name], `${at}.${name}`) : [`${at}: ${name} is not described`]
        }),
      ]
    }
    const calls: Record<string, string> = {
      '/api/graph': 'api/graph',
      '/api/ontology': 'api/ontology',
      '/api/claims': `api/claims?entity=${entity('Токаев')}`,
      '/api/articles/{id}': `api/articles/${seed.articles[0]!.id}`,
      '/api/search': `api/search?q=${encodeURIComponent('терроризм')}`,
    }
    const ways = Object.entries(paths).filter(([, { get }]) => get)
    expect(ways.map(([path]) => path)).toEqual(Object.keys(calls))
    for (const [path, { get: way }] of ways) {
      const { schema } = way!.responses['200']!.content['application/json']!
      expect(faults(schema, await get(calls[path]!), path)).toEqual([])
      const fault = await fetch(`${server.url}api/articles/none`)
      expect(faults(way!.responses.default!.content['application/json']!.schema, await fault.json(), path)).toEqual([])
    }
    expect(Object.keys(paths).filter(path => paths[path]!.post)).toEqual([
      '/api/query',
      '/api/edits',
      '/api/undo',
      '/api/articles',
    ])
  })
})

describe('safety', () => {
  /** `fetch` does not let one set the Host. */
  const raw = (url: string, headers: Record<string, string>, method = 'GET') =>
    new Promise<{ status: number; headers: NodeJS.Dict<string | string[]>; body: Buffer }>((done, fail) => {
      request(url, { headers, method }, answer => {
        const chunks: Buffer[] = []
        answer.on('data', chunk => chunks.push(chunk))
        answer.on('end', () =>
          done({ status: answer.statusCode!, headers: answer.headers, body: Buffer.concat(chunks) }),
        )
      })
        .on('error', fail)
        .end()
    })

  test('another host name, another origin and writing are refused', async () => {
    const url = `${server.url}api/graph`
    expect((await raw(url, { Host: 'evil.example' })).status).toBe(403)
    expect((await raw(url, { Host: 'localhost:1' })).status).toBe(200)
    expect((await raw(url, { Origin: 'http://evil.example' })).status).toBe(403)
    expect((await raw(url, { Origin: new URL(url).origin })).status).toBe(200)
    expect((await raw(url, {}, 'POST')).status).toBe(405)
  })

  test('strict headers on everything, also on what is refused', async () => {
    for (const [path, host] of [
      ['', '127.0.0.1'],
      ['api/graph', '127.0.0.1'],
      ['else', '127.0.0.1'],
      ['', 'evil.example'],
    ]) {
      const { headers } = await raw(server.url + path, { Host: host! })
      const policy = headers['content-security-policy'] as string
      expect(policy).toContain("default-src 'none'")
      expect(policy).toContain("script-src 'self'")
      expect(policy).not.toContain('unsafe')
      expect(headers['x-content-type-options']).toBe('nosniff')
      expect(headers['access-control-allow-origin']).toBeUndefined()
    }
  })

  test('answers are compressed and tagged', async () => {
    const first = await raw(`${server.url}api/graph`, { 'Accept-Encoding': 'gzip' })
    expect(first.headers['content-encoding']).toBe('gzip')
    expect(JSON.parse(gunzipSync(first.body).toString()).entities).toHaveLength(30)
    const tag = first.headers.etag as string
    expect((await raw(`${server.url}api/graph`, { 'If-None-Match': tag, 'Accept-Encoding': 'gzip' })).status).toBe(304)
    const page = await raw(server.url, {})
    expect((await raw(server.url, { 'If-None-Match': page.headers.etag as string })).status).toBe(304)
  })

  test('elsewhere than on loopback nothing is served without the token of the URL', async () => {
    const open = await serve(seed, ontology, { port: 0, host: '0.0.0.0', app })
    const { origin, searchParams } = new URL(open.url)
    expect((await fetch(`${origin}/api/graph`)).status).toBe(401)
    expect((await fetch(`${origin}/api/graph?token=wrong`)).status).toBe(401)
    const page = await fetch(open.url)
    expect(page.status).toBe(200)
    const cookie = page.headers.get('set-cookie')!
    expect(cookie).toMatch(/HttpOnly.*SameSite=Strict/)
    expect(
      (await fetch(`${origin}/api/graph`, { headers: { cookie: `svodka=${searchParams.get('token')}` } })).status,
    ).toBe(200)
    await open.close()
  })
})

describe('start', () => {
  test('a port that was asked for and is taken is reported; the default gives way', async () => {
    const port = Number(new URL(server.url).port)
    await expect(serve(seed, ontology, { port, app })).rejects.toThrow(
      `cannot serve on 127.0.0.1:${port}: the port is taken`,
    )
    const [one, two] = [await serve(seed, ontology, { app }), await serve(seed, ontology, { app, lang: 'en' })]
    expect(new URL(one.url).port).not.toBe(new URL(two.url).port)
    expect(new URL(two.url).search).toBe('?lang=en')
    await Promise.all([one.close(), two.close()])
  })

  test('a page that has not been built is reported', async () => {
    await expect(serve(seed, ontology, { port: 0, app: '/nowhere' })).rejects.toThrow('run "npm run build"')
    await expect(serve(seed, ontology, { port: 0 })).rejects.toThrow('run "npm run build"')
  })
})
