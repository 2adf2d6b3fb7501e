// The program as a user runs it: every command, its help in two languages, its answers and its exit codes.
import { spawnSync } from 'node:child_process'
import { copyFileSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'

const root = fileURLToPath(new URL('../..', import.meta.url))
const program = join(root, 'dist/cli.js')
const folder = mkdtempSync(join(tmpdir(), 'svodka-cli-'))
const store = join(folder, 'news.graph')

function svodka(args: string[], env: NodeJS.ProcessEnv = {}): { code: number | null; out: string; err: string } {
  const run = spawnSync(process.execPath, [program, ...args], {
    cwd: folder,
    encoding: 'utf8',
    env: { ...process.env, LANG: 'en_US.UTF-8', LC_ALL: '', SVODKA_STORE: store, ...env },
  })
  return { code: run.status, out: run.stdout, err: run.stderr }
}

beforeAll(() => {
  if (!existsSync(program)) throw new Error('dist/cli.js is missing; run "npm run build" first')
  const built = svodka(['build', join(root, 'seeds')])
  expect(built.err).toBe('')
  expect(built.code).toBe(0)
}, 60_000)
afterAll(() => rmSync(folder, { recursive: true, force: true }))

describe('build', () => {
  it('says what it did, and the second time that nothing changed', () => {
    const again = svodka(['build', join(root, 'seeds')])
    expect(again.out).toMatch(
      /^articles: 1 \(new 0, unchanged 1\)\nentities: \d+ \(new 0\)\nclaims: \d+ \(new 0\)\ngraph: .*news\.graph\n/,
    )
  })

  it('reports what it cannot read, reads the rest, and says so in the exit code', () => {
    const mixed = join(folder, 'mixed')
    mkdirSync(mixed)
    writeFileSync(join(mixed, 'good.txt'), 'Заголовок\nКения предложила провести саммит.')
    writeFileSync(join(mixed, 'empty.txt'), '')
    writeFileSync(join(mixed, 'bytes.txt'), Buffer.from([0, 1, 2, 0, 255, 254, 0, 7]))
    const run = svodka(['build', mixed, '--store', join(folder, 'mixed.graph')])
    expect(run.code).toBe(1)
    expect(run.out).toMatch(/^articles: 1 /)
    expect(run.err).toMatch(/empty\.txt/)
    expect(run.err).toMatch(/bytes\.txt/)
    expect(run.err.trim().split('\n')).toHaveLength(2)
  })

  it('keeps to a file of corrections, and says where that is wrong', () => {
    const [article, corrections] = [join(folder, 'article.txt'), join(folder, 'corrections.yaml')]
    writeFileSync(article, 'Заголовок\nПрезидент Беларуси Александр Лукашенко посетил Казахстан.')
    writeFileSync(corrections, 'same:\n  - [Батька, Александр Лукашенко]\n')
    const target = ['--store', join(folder, 'corrected.graph')]
    expect(svodka(['build', article, ...target, '--corrections', corrections]).code).toBe(0)
    const shown = svodka(['show', 'Лукашенко', ...target]).out
    expect(shown).toMatch(/^Батька {2}Person {2}[0-9a-f]{16}\nalso: Александр Лукашенко/)
    expect(svodka(['show', 'Беларусь', ...target]).out).toContain('Wikidata: https://www.wikidata.org/wiki/Q184')
    writeFileSync(corrections, 'same:\n  - [Батька]\n')
    const wrong = svodka(['build', article, ...target, '--corrections', corrections])
    expect([wrong.code, wrong.err]).toEqual([
      1,
      expect.stringContaining('corrections.yaml:2: give two names or more, for example [ООН, UN]'),
    ])
  })

  it('leaves nothing behind when no article can be read', () => {
    const none = join(folder, 'none.graph')
    const run = svodka(['build', join(folder, 'no-such-folder'), '--store', none])
    expect(run.code).toBe(1)
    expect(run.err).toContain('no-such-folder')
    expect(existsSync(none)).toBe(false)
  })
})

describe('explain', () => {
  it('says why each claim was made, of a file, of an article and of a claim in the store', () => {
    const file = svodka(['explain', join(root, 'seeds/csto.txt'), '--sentence', '6'])
    expect(file.code).toBe(0)
    expect(file.out).toMatch(/✓ Касым-Жомарт Токаев → proposes → Рабочая группа экспертов/)
    expect(file.out).toMatch(/frame «.+», frames\/ru\.yaml:\d+, at the word «Предлагаем»/)
    const rows = svodka(['query', 'MATCH ()-[r:PROPOSES]->() RETURN r.id AS id LIMIT 1', '--format', 'json']).out
    const [{ id }] = JSON.parse(rows) as [{ id: string }]
    const claim = svodka(['explain', id, '--format', 'json'])
    expect(claim.code).toBe(0)
    expect(JSON.parse(claim.out).sentences).toHaveLength(1)
  })

  it('says what it does not know', () => {
    const unknown = svodka(['explain', 'nothing-here'])
    expect([unknown.code, unknown.err]).toEqual([1, expect.stringContaining('neither a file nor the id')])
    const beyond = svodka(['explain', join(root, 'seeds/csto.txt'), '--sentence', '99'])
    expect([beyond.code, beyond.err]).toEqual([1, expect.stringMatching(/no sentence 99 \(1 … \d+\)/)])
  })
})

describe('--min-confidence', () => {
  it('leaves doubtful claims out, and refuses what is no fraction', () => {
    const claims = (least: string): number => {
      const out = join(folder, `claims-${least}`)
      expect(svodka(['extract', join(root, 'seeds'), '--out', out, '--min-confidence', least]).code).toBe(0)
      return (JSON.parse(readFileSync(join(out, 'csto.json'), 'utf8')) as { claims: unknown[] }).claims.length
    }
    const [all, some, none] = ['0', '0.92', '1'].map(claims) as [number, number, number]
    expect(all).toBeGreaterThan(some)
    expect(some).toBeGreaterThan(none)
    const wrong = svodka(['build', join(root, 'seeds'), '--min-confidence', '85'])
    expect([wrong.code, wrong.err]).toEqual([1, expect.stringContaining('from 0 to 1')])
  })
})

describe('query', () => {
  const cypher = 'MATCH (p:Person)-[r:LEADS]->(c:Country) RETURN p.name AS person, c.name AS country'

  it('answers as a table, as JSON and as CSV', () => {
    expect(svodka(['query', cypher]).out).toContain('Казахстан')
    expect(JSON.parse(svodka(['query', cypher, '--format', 'json']).out)).toEqual([
      { person: 'Касым-Жомарт Токаев', country: 'Казахстан' },
    ])
    expect(svodka(['query', cypher, '-f', 'csv']).out).toBe('person,country\nКасым-Жомарт Токаев,Казахстан\n')
  })

  it('takes parameters', () => {
    const run = svodka([
      'query',
      'MATCH (e:Entity {name: $name}) RETURN e.name',
      '--param',
      'name=Казахстан',
      '-f',
      'csv',
    ])
    expect(run.out.split('\n')[1]).toBe('Казахстан')
  })

  it('takes the query from a file or standard input, values from a file, and writes to a file', () => {
    const [question, values, answer] = ['question.cypher', 'values.json', 'answer.jsonl'].map(name =>
      join(folder, name),
    )
    writeFileSync(question!, 'MATCH (e:Country {name: $name})\nRETURN e.name AS name')
    writeFileSync(values!, '{"name": "Казахстан"}')
    const run = svodka(['query', '--file', question!, '--params', values!, '-f', 'jsonl', '-o', answer!])
    expect([run.code, run.out]).toEqual([0, ''])
    expect(readFileSync(answer!, 'utf8')).toBe('{"name":"Казахстан"}\n')
    const piped = spawnSync(process.execPath, [program, 'query', '-', '-f', 'csv', '--store', store], {
      input: 'RETURN 1 AS one',
      encoding: 'utf8',
    })
    expect(piped.stdout).toBe('one\n1\n')
    expect(svodka(['query']).err).toMatch(/give one query: as the argument/)
    writeFileSync(values!, '[1]')
    expect(svodka(['query', cypher, '--params', values!]).err).toMatch(/values\.json: must be a JSON object/)
  })

  it('has limits of rows and time', () => {
    const cut = svodka(['query', 'UNWIND range(1, 9) AS n RETURN n', '--limit', '2', '-f', 'csv'])
    expect([cut.out, cut.err]).toEqual(['n\n1\n2\n', 'svodka: there are more rows; shown are 2; --limit\n'])
    const slow =
      'UNWIND range(1, 250) AS a UNWIND range(1, 250) AS b UNWIND range(1, 250) AS c WITH a + b + c AS n RETURN max(n)'
    const given = svodka(['query', slow, '--timeout', '0.2'])
    expect([given.code, given.err]).toEqual([1, expect.stringMatching(/^svodka: query: no answer within 0.2 seconds/)])
    expect(svodka(['query', cypher, '--timeout', '0']).err).toMatch(/--timeout 0: give a number above 0/)
  })

  it('draws what it found: claims with both ends, also out of paths and lists, then what stands alone', () => {
    const graph = (query: string): string[] => svodka(['query', query, '-f', 'graph']).out.trim().split('\n')
    const table = (query: string): string[] =>
      (JSON.parse(svodka(['query', query, '-f', 'json']).out) as { line: string }[]).map(row => row.line)
    const proposals = table(`MATCH (s)-[c:PROPOSES]->(o) RETURN DISTINCT s.name + ' –[PROPOSES]→ ' + o.name AS line`)
    expect(proposals.length).toBeGreaterThan(1)
    for (const query of ['MATCH (s)-[c:PROPOSES]->(o) RETURN c, s', 'MATCH p=()-[:PROPOSES]->() RETURN {way: [p]}'])
      expect(graph(query)).toEqual(proposals.sort())
    const threats = table('MATCH (t:Threat) RETURN t.name AS line')
    expect(graph('MATCH (t:Threat) WITH t RETURN collect(t)')).toEqual(threats.sort())
    expect(graph('RETURN 1')).toEqual([''])
  })

  it('refuses to write, and says where a query is wrong, in one line', () => {
    const write = svodka(['query', 'CREATE (n:Person {id: "x"})'])
    expect(write.code).toBe(1)
    expect(write.err).toMatch(/^svodka: query:1:1: CREATE [^\n]*--write[^\n]*\n$/)
    const wrong = svodka(['query', 'MATCH (n RETURN n'])
    expect(wrong.code).toBe(1)
    expect(wrong.err).toMatch(/^svodka: query:1:\d+: [^\n]+\n$/)
  })

  it('says how to make a graph where there is none', () => {
    const run = svodka(['query', cypher, '--store', join(folder, 'nowhere.graph')])
    expect(run.code).toBe(1)
    expect(run.err).toMatch(/nowhere\.graph.*svodka build[^\n]*\n$/)
    expect(existsSync(join(folder, 'nowhere.graph'))).toBe(false)
  })
})

describe('show', () => {
  it('prints an entity by any of its names, with claims and quotes', () => {
    const run = svodka(['show', 'одкб'])
    expect(run.out).toMatch(/^Организация Договора о коллективной безопасности {2}Organization/)
    expect(run.out).toMatch(/uses\n.*«ПРОКСИ».*said by Касым-Жомарт Токаев/)
    expect(run.out).toContain('«Организация также должна противодействовать')
  })
  it('says when there is none', () => {
    expect(svodka(['show', 'Атлантида'])).toMatchObject({ code: 1, err: expect.stringContaining('Атлантида') })
  })
})

describe('export, extract, evaluate', () => {
  it('writes by the ending of the name or by --format', () => {
    const file = join(folder, 'graph.gexf')
    expect(svodka(['export', file]).code).toBe(0)
    expect(readFileSync(file, 'utf8')).toMatch(/^<\?xml[^>]*>\s*<gexf[^>]*version="1\.3"/)
    expect(svodka(['export', join(folder, 'graph'), '--format', 'jsonl']).code).toBe(0)
    expect(readFileSync(join(folder, 'graph'), 'utf8')).toMatch(
      /^{"format":"svodka-graph","version":1}\n{"kind":"entity"/,
    )
    const page = join(folder, 'graph.html')
    expect(svodka(['export', page]).code).toBe(0)
    const [, data] = readFileSync(page, 'utf8').match(/^<!doctype html>.*id="svodka-data">([^<]*)<\/script>/s)!
    const { graph, places } = JSON.parse(data!) as { graph: { entities: unknown[] }; places: unknown[] }
    expect(graph.entities.length).toBeGreaterThan(10)
    expect(places).toHaveLength(graph.entities.length)
    const tables = join(folder, "for Neo4j's importer")
    const { out } = svodka(['export', tables, '--format', 'neo4j-import'])
    expect(out).toContain(`cd '${tables.replace("'", "'\\''")}' && neo4j-admin database import full neo4j --nodes=`)
    expect(readFileSync(join(tables, 'claims.csv'), 'utf8')).toMatch(/^":START_ID\(Entity\)",":TYPE"/)
    expect(svodka(['export', join(folder, 'graph.xyz')])).toMatchObject({
      code: 1,
      err: expect.stringContaining('gexf'),
    })
  })

  it('writes a JSON file an article, and measures it against gold', () => {
    const gold = join(folder, 'gold')
    mkdirSync(gold)
    copyFileSync(join(root, 'seeds/csto.txt'), join(gold, 'csto.txt'))
    copyFileSync(join(root, 'seeds/csto.gold.json'), join(gold, 'csto.json'))
    expect(svodka(['extract', join(gold, 'csto.txt'), '--out', join(folder, 'out')]).code).toBe(0)
    const written = JSON.parse(readFileSync(join(folder, 'out/csto.json'), 'utf8')) as { id: string; claims: unknown[] }
    expect(written.id).toBe('csto')
    expect(written.claims.length).toBeGreaterThan(25)
    const run = svodka(['evaluate', gold])
    expect(run.out).toMatch(/claims strict/)
    expect(run.code).toBe(0)
  })
})

describe('help', () => {
  it.each(['build', 'view', 'query', 'show', 'export', 'extract', 'evaluate', 'analyze', 'explain'])(
    '%s explains itself, with examples, in both languages',
    command => {
      const english = svodka([command, '--help'])
      const russian = svodka([command, '--help', '--lang', 'ru'])
      expect(english.code).toBe(0)
      expect(english.out).toContain(`svodka ${command}`)
      expect(english.out).toMatch(/Examples:\n {2}svodka /)
      expect(russian.out).toMatch(/Примеры:\n {2}svodka /)
      expect(russian.out).toMatch(/[а-я]{5,}/)
    },
  )

  it('speaks Russian where the locale is Russian', () => {
    expect(svodka(['--help'], { LANG: 'ru_RU.UTF-8' }).out).toContain('Команды:')
  })

  it('prints the version of the package', () => {
    const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { version: string }
    expect(svodka(['--version']).out.trim()).toBe(version)
  })

  it('exits with 2 on misuse', () => {
    expect(svodka([]).code).toBe(2)
    expect(svodka(['query']).code).toBe(2)
    expect(svodka(['biuld']).code).toBe(2)
    expect(svodka(['build', 'x', '--no-such-option']).code).toBe(2)
  })
})

describe('README.md', () => {
  const readme = readFileSync(join(root, 'README.md'), 'utf8')

  it('gives the two commands first', () => {
    const blocks = [...readme.matchAll(/```sh\n([\s\S]*?)```/g)].map(m => m[1]!)
    expect(blocks[0]).toMatch(/^npm ci && npm start\b.*\nnpm ci && npm test\b/)
  })

  it('shows queries that have an answer', () => {
    const queries = [...readme.matchAll(/svodka query (["'])(.+?)\1/g)].map(m => m[2]!)
    expect(queries.length).toBeGreaterThanOrEqual(2)
    for (const query of queries) {
      const run = svodka(['query', query, '--format', 'json', '--param', 'name=незаконный оборот наркотиков'])
      expect(run.err).toBe('')
      expect(JSON.parse(run.out)).not.toHaveLength(0)
    }
  })

  it('shows every command there is, and no other', () => {
    const shown = [...readme.matchAll(/```sh\n([\s\S]*?)```/g)].flatMap(m => [...m[1]!.matchAll(/^svodka (\w+)/gm)])
    const commands = [...svodka(['--help']).out.matchAll(/^ {2}svodka (\w+)/gm)]
    expect(new Set(shown.map(m => m[1]))).toEqual(new Set(commands.map(m => m[1])))
  })
})
