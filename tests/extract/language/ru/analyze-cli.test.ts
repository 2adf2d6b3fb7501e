// svodka analyze as a user runs it: CoNLL-U and JSON, given tokens, other encodings, and what it says when it cannot read.
import { spawnSync } from 'node:child_process'
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'

const program = fileURLToPath(new URL('../../../../dist/cli.js', import.meta.url))
const folder = mkdtempSync(join(tmpdir(), 'svodka-analyze-'))
const TEXT = 'Кения предложила провести саммит.\nПожар потушили.'

function analyze(args: string[], input = ''): { code: number | null; out: string; err: string } {
  const run = spawnSync(process.execPath, [program, 'analyze', ...args], {
    cwd: folder,
    encoding: 'utf8',
    input,
    env: { ...process.env, LANG: 'en_US.UTF-8', LC_ALL: '' },
  })
  return { code: run.status, out: run.stdout, err: run.stderr }
}

beforeAll(() => {
  if (!existsSync(program)) throw new Error('dist/cli.js is missing; run "npm run build" first')
  writeFileSync(join(folder, 'article.txt'), TEXT)
  writeFileSync(join(folder, 'empty.txt'), '')
  // Windows-1251, long enough to be told from other encodings
  const old = Buffer.from(
    Array.from('Пожар потушили. Министры подписали соглашение.'.repeat(3), c => {
      const code = c.charCodeAt(0)
      return code < 128 ? code : code - 0x410 + 0xc0
    }),
  )
  writeFileSync(join(folder, 'old.txt'), old)
  writeFileSync(join(folder, 'binary.txt'), Buffer.from([0, 1, 2, 0, 7]))
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

describe('svodka analyze', { timeout: 30_000 }, () => {
  it('writes CoNLL-U: ten columns a token, a comment with the text, an empty line after each sentence', () => {
    const { code, out, err } = analyze(['article.txt'])
    expect([code, err]).toEqual([0, ''])
    const [first, second, rest] = out.split('\n\n')
    expect(first!.split('\n')[0]).toBe('# text = Кения предложила провести саммит.')
    expect(second!.split('\n')[0]).toBe('# text = Пожар потушили.')
    expect(rest).toBe('')
    const rows = first!.split('\n').slice(1)
    expect(rows.map(row => row.split('\t').length)).toEqual([10, 10, 10, 10, 10])
    expect(rows[0]).toMatch(/^1\tКения\tКения\tPROPN\t_\t\S*Case=Nom\S*\t2\tnsubj\t_\t_$/)
    expect(rows.map(row => row.split('\t')[6])).toContain('0')
  })

  it('writes a line of JSON for each file, with offsets that slice back', () => {
    const { code, out } = analyze(['article.txt', 'empty.txt', '--format', 'json'])
    expect(code).toBe(0)
    const [article, empty, rest] = out.split('\n')
    expect(rest).toBe('')
    expect(JSON.parse(empty!)).toEqual({ file: 'empty.txt', sentences: [], spans: [] })
    const { file, sentences, spans } = JSON.parse(article!)
    expect(file).toBe('article.txt')
    expect(sentences).toHaveLength(2)
    for (const { start, end, text } of sentences.flatMap((s: { tokens: object[] }) => s.tokens))
      expect(TEXT.slice(start, end)).toBe(text)
    expect(spans).toContainEqual({ start: 0, end: 5, type: 'COUNTRY' })
  })

  it('keeps the tokens and comments of CoNLL-U with --pretokenized, and says which line is none', () => {
    const tokens = ['Кения', 'предложила', 'провести', 'саммит.'].map(
      (word, i) => `${i + 1}\t${word}${'\t_'.repeat(8)}\n`,
    )
    const { code, out } = analyze(['--pretokenized'], `# sent_id = 7\n${tokens.join('')}\n`)
    expect(code).toBe(0)
    expect(out.split('\n')[0]).toBe('# sent_id = 7')
    expect(
      out
        .split('\n')
        .slice(1, 5)
        .map(row => row.split('\t')[1]),
    ).toEqual(['Кения', 'предложила', 'провести', 'саммит.'])
    const wrong = analyze(['article.txt', '--pretokenized'])
    expect(wrong.code).toBe(1)
    expect(wrong.err).toBe('svodka: article.txt:1: 1 columns; a token has 10, with tabs between\n')
  })

  it('gives back its own CoNLL-U when it is asked to keep the tokens', () => {
    const { out } = analyze(['article.txt'])
    expect(analyze(['--pretokenized'], out).out).toBe(out)
  })

  it('reads standard input, and nothing from nothing', () => {
    expect(analyze([], TEXT).out).toBe(analyze(['article.txt']).out)
    expect(analyze(['empty.txt'])).toEqual({ code: 0, out: '', err: '' })
    expect(analyze([])).toEqual({ code: 0, out: '', err: '' })
  })

  it('reads what is not in UTF-8', () => {
    expect(analyze(['old.txt']).out).toMatch(/^# text = Пожар потушили\.\n1\tПожар\t/)
  })

  it('names files that it cannot read, reads the others, and ends with 1', () => {
    const { code, out, err } = analyze(['missing.txt', 'binary.txt', 'article.txt'])
    expect(code).toBe(1)
    expect(out).toBe(analyze(['article.txt']).out)
    expect(err.trim().split('\n')).toEqual([
      expect.stringMatching(/^svodka: missing\.txt: .*no such file/),
      expect.stringMatching(/^svodka: binary\.txt: binary data/),
    ])
  })

  it('has help, and refuses other formats', () => {
    const help = analyze(['--help'])
    expect(help.code).toBe(0)
    for (const word of ['--format', '--pretokenized', '--runtime', 'conllu']) expect(help.out).toContain(word)
    const { code, err } = analyze(['article.txt', '--format', 'xml'])
    expect(code).not.toBe(0)
    expect(err).toContain('"conllu", "json"')
  })
})
