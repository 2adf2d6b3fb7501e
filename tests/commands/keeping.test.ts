// A store over time, as a user keeps one: articles change and go, all is read again, backed up and restored.
import { spawnSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, expect, test } from 'vitest'

const program = fileURLToPath(new URL('../../dist/cli.js', import.meta.url))
const folder = mkdtempSync(join(tmpdir(), 'svodka-keep-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

function svodka(...args: string[]): { code: number | null; out: string; err: string } {
  const env = { ...process.env, LANG: 'en_US.UTF-8', LC_ALL: '', SVODKA_STORE: '' }
  const run = spawnSync(process.execPath, [program, ...args], { cwd: folder, encoding: 'utf8', env })
  return { code: run.status, out: run.stdout, err: run.stderr }
}
const lines = (store: string): string => {
  expect(svodka('export', 'out.jsonl', '--store', store).err).toBe('')
  return readFileSync(join(folder, 'out.jsonl'), 'utf8')
}
const write = (name: string, text: string): void => {
  mkdirSync(join(folder, 'news'), { recursive: true })
  writeFileSync(join(folder, 'news', name), text)
}

test('changed, added and removed articles; rebuild, backup and restore', { timeout: 120_000 }, () => {
  write('a.txt', 'Союз\nМеждународный союз спасателей (МСС) борется с пожарами.')
  write('b.txt', 'Встреча\nПрезидент Беларуси Александр Лукашенко посетил форум спасателей.')
  expect(svodka('build', 'news', '--store', 'one.graph').out).toMatch(/^articles: 2 \(new 2\)/)
  const first = lines('one.graph')

  // The same again is not even read; what is new is.
  write('c.txt', 'Пожары\nМСС предложил создать центр мониторинга.')
  expect(svodka('build', 'news', '--store', 'one.graph').out).toMatch(/^articles: 3 \(new 1, unchanged 2\)/)
  expect(svodka('show', 'МСС', '--store', 'one.graph').out).toMatch(/центр мониторинга/)

  // In another order, one by one: the same graph.
  for (const name of ['c', 'b', 'a']) svodka('build', join('news', `${name}.txt`), '--store', 'other.graph')
  expect(lines('other.graph')).toBe(lines('one.graph'))

  // A file whose text has changed is the same article, said anew.
  write('c.txt', 'Пожары\nМСС предложил создать центр мониторинга.\nОн борется с наводнениями.')
  expect(svodka('build', 'news', '--store', 'other.graph').out).toMatch(/^articles: 3 \(new 1, unchanged 2\)/)

  // What a removed article said goes, and nothing else.
  expect(svodka('remove', 'news/nothing.txt', '--store', 'one.graph')).toMatchObject({
    code: 1,
    err: 'svodka: news/nothing.txt: the store has no such article\n',
  })
  expect(svodka('remove', 'news/c.txt', '--store', 'one.graph').out).toMatch(/^articles: 2 \(new 0\)/)
  expect(lines('one.graph')).toBe(first)

  // Corrections are kept: they hold for what is read later, and when all is read again.
  writeFileSync(join(folder, 'corrections.yaml'), 'same:\n  - [Спасатели, Международный союз спасателей]\n')
  svodka('build', 'news', '--store', 'one.graph', '--corrections', 'corrections.yaml')
  expect(svodka('show', 'МСС', '--store', 'one.graph').out).toMatch(/^Спасатели/)
  const corrected = lines('one.graph')
  expect(svodka('rebuild', '--store', 'one.graph').out).toMatch(/^articles: 3 \(new 0\)/)
  expect(lines('one.graph')).toBe(corrected)

  // A backup holds all of it.
  expect(svodka('backup', 'all.jsonl', '--store', 'one.graph').out).toBe('written: all.jsonl\n')
  expect(svodka('restore', 'all.jsonl', '--store', 'back.graph').out).toMatch(/^articles: 3\n/)
  expect(lines('back.graph')).toBe(corrected)
  expect(svodka('build', 'news', '--store', 'back.graph').out).toMatch(/unchanged 3/)
  svodka('backup', 'again.jsonl', '--store', 'back.graph')
  expect(readFileSync(join(folder, 'again.jsonl'), 'utf8')).toBe(readFileSync(join(folder, 'all.jsonl'), 'utf8'))
  expect(svodka('restore', 'all.jsonl', '--store', 'one.graph').err).toMatch(/one\.graph: the store is not empty/)

  // A file that is not whole is refused, with the place, and leaves no half of a graph.
  const text = readFileSync(join(folder, 'all.jsonl'), 'utf8')
  writeFileSync(join(folder, 'cut.jsonl'), text.slice(0, text.length - 20))
  const cut = svodka('restore', 'cut.jsonl', '--store', 'cut.graph')
  expect(cut.err).toMatch(/^svodka: cut\.jsonl:\d+: is no JSON/)
  expect(svodka('query', 'MATCH (n) RETURN count(n)', '--store', 'cut.graph', '-f', 'csv').out).toMatch(/\n0$/m)
})
