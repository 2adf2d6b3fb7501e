// Files of every kind and encoding become articles; what cannot be read is said in one line and stops nothing.
import { mkdir, mkdtemp, readFile, rm, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import fc from 'fast-check'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { decode } from '../../extract/read/decode.ts'
import { readHtml } from '../../extract/read/html.ts'
import { type ReadItem, readArticles } from '../../extract/read/index.ts'
import { hash } from '../../graph/id.ts'
import type { Article } from '../../graph/model.ts'

const TEXT =
  'Заречье и Загорье договорились\r\n\r\nГлавы областей подписали соглашение о паводках.\nЁлки, «щуки» и эхо.\n'

let folder: string
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'svodka-read-'))
})
afterEach(() => rm(folder, { recursive: true }))

async function read(...paths: string[]): Promise<ReadItem[]> {
  const items: ReadItem[] = []
  for await (const item of readArticles(paths)) items.push(item)
  return items
}
const articles = (items: ReadItem[]): Article[] => items.flatMap(i => ('article' in i ? [i.article] : []))
const problems = (items: ReadItem[]): string[] => items.flatMap(i => ('problem' in i ? [i.problem] : []))

async function file(name: string, content: string | Uint8Array): Promise<string> {
  const path = join(folder, name)
  await writeFile(path, content)
  return path
}

/** The text in a one-byte encoding, by asking the decoder for all its letters. */
function encoded(text: string, encoding: string): Uint8Array {
  const all = new TextDecoder(encoding).decode(Uint8Array.from({ length: 256 }, (_, i) => i))
  return Uint8Array.from(text, c => all.indexOf(c))
}

describe('encodings', () => {
  const utf16 = (text: string, bigEndian: boolean): Uint8Array => {
    const bytes = Buffer.from(`\ufeff${text}`, 'utf16le')
    return bigEndian ? bytes.swap16() : bytes
  }
  const letters = TEXT.replaceAll('—', '-')

  test.each([
    ['UTF-8', Buffer.from(TEXT)],
    ['UTF-8 with a byte order mark', Buffer.from(`\ufeff${TEXT}`)],
    ['UTF-16, little end first', utf16(TEXT, false)],
    ['UTF-16, big end first', utf16(TEXT, true)],
    ['windows-1251', encoded(letters, 'windows-1251')],
  ])('%s: the text is as it was, line ends included', async (_, bytes) => {
    const [article] = articles(await read(await file('a.txt', bytes)))
    expect(article!.text).toBe(TEXT)
  })

  test('KOI8-R and short texts are told from windows-1251', () => {
    for (const text of [
      'Ёлки и щуки. Паводок отступил от берегов реки.',
      'Глава области прибыл',
      'Мэр уехал в город',
    ]) {
      expect(decode(encoded(text, 'koi8-r'))).toBe(text)
      expect(decode(encoded(text, 'windows-1251'))).toBe(text)
    }
  })

  test('a � that the author wrote is no fault', () => {
    expect(decode(Buffer.from('знак \ufffd в тексте'))).toBe('знак \ufffd в тексте')
  })

  test.each([
    [
      'a damaged letter',
      [...Buffer.from('Паводок \ufffd отступил'), 0xd0, 0x20, 0x61],
      /^byte 35 is not valid UTF-8, .*save it as UTF-8$/,
    ],
    ['after a byte order mark', [0xef, 0xbb, 0xbf, 0x61, 0xff], /^byte 4 is not valid UTF-8/],
    ['no encoding at all', [0x61, 0xff, 0xfe, 0x80, 0x81, 0x82], /^byte 1 is not valid UTF-8/],
    ['an odd byte in UTF-16', [0xff, 0xfe, 0x20, 0x04, 0x30], /^not valid UTF-16LE; save it as UTF-8$/],
    ['a picture', [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0x00], /^binary data, no text \(byte 0 at 8\)/],
  ])('%s is reported', (_, bytes, message) => {
    expect(() => decode(Uint8Array.from(bytes))).toThrow(message)
  })

  test('any bytes give a text or one line', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 200 }), bytes => {
        try {
          expect(typeof decode(bytes)).toBe('string')
        } catch (error) {
          expect((error as Error).message).toMatch(/^[^\n]+$/)
        }
      }),
    )
  })
})

describe('plain text', () => {
  test('the seed is one article with its first line as title', async () => {
    const path = fileURLToPath(new URL('../../seeds/csto.txt', import.meta.url))
    const text = await readFile(path, 'utf8')
    expect(await read(path)).toEqual([
      {
        article: {
          id: hash('article', text),
          text,
          title: 'О борьбе с терроризмом, наркотиками и незаконным оборотом оружия высказался Токаев',
          source: 'csto.txt',
          language: 'ru',
        },
      },
    ])
  })

  test('a single line has no title; other languages are not Russian', async () => {
    const [article] = articles(await read(await file('a.txt', 'The river rose in Заречье.')))
    expect([article!.title, article!.language]).toEqual([undefined, undefined])
  })

  test.each(['', ' \n\t\n', '…', '\ufeff'])('%j has no words', async text => {
    const path = await file('a.txt', text)
    expect(await read(path)).toEqual([{ problem: `${path}: no words; give the article a text or leave it out` }])
  })
})

describe('JSON', () => {
  const full = {
    text: TEXT,
    title: 'Заголовок',
    date: '2025-11-27T10:00:00+03:00',
    url: 'https://example.org/1',
    source: 'Вести',
  }

  test('an object, a list and lines give the same articles', async () => {
    const one = await read(await file('a.json', JSON.stringify(full, null, 2)))
    expect(one).toEqual([{ article: { ...full, id: hash('article', full.url), language: 'ru' } }])
    const two = [...one, { article: { id: hash('article', TEXT), text: TEXT, source: 'b.json', language: 'ru' } }]
    expect(await read(await file('b.json', JSON.stringify([full, { text: TEXT }])))).toEqual(two)
    const lines = `\ufeff${JSON.stringify(full)}\r\n\r\n${JSON.stringify({ text: TEXT, source: 'b.json', extra: 1, title: null })}\n`
    expect(await read(await file('c.jsonl', lines))).toEqual(two)
  })

  test('each fault is named with its line, and the other lines are read', async () => {
    const path = await file(
      'a.jsonl',
      [
        '{"text": "Один."}',
        '{"title": "без текста"}',
        '{"text": ',
        '[]',
        '{"text": 5}',
        '{"text": "x", "date": "вчера"}',
        '{"text": "x", "url": 1}',
        '{"text": " "}',
        '{"text": "Два."}',
      ].join('\n'),
    )
    const items = await read(path)
    expect(articles(items).map(a => a.text)).toEqual(['Один.', 'Два.'])
    expect(problems(items)).toEqual([
      `${path}:2: no "text"; each line needs one`,
      expect.stringMatching(/a\.jsonl:3: not valid JSON: .*; mend it$/),
      `${path}:4: not an object; each line needs one, with "text"`,
      `${path}:5: "text" is not a string; make it one`,
      `${path}:6: "date" is "вчера"; write it like "2025-11-27" or leave it out`,
      `${path}:7: "url" is not a string; make it one or leave it out`,
      `${path}:8: no words; give the article a text or leave it out`,
    ])
  })

  test('in a list the place is the index, in a file that is no JSON the line', async () => {
    const list = await file('a.json', '[{"text": "Один."}, {}]')
    expect(problems(await read(list))).toEqual([`${list}[1]: no "text"; each item needs one`])
    const broken = await file('b.json', '{\n"text": "x",\n}')
    expect(problems(await read(broken))).toEqual([expect.stringMatching(/b\.json:3: not valid JSON: [^\n]*; mend it$/)])
  })

  test.each(['2025', '2025-11', '2025-11-27', '2025-11-27T10:00Z', '2025-11-27 10:00:00+03:00'])(
    '%s is a date',
    async date => {
      expect(articles(await read(await file('a.json', JSON.stringify({ text: 'Да.', date }))))[0]?.date).toBe(date)
    },
  )
  test.each(['27.11.2025', '2025-13-01', '2025-11-27X', 'now'])('%s is no date', async date => {
    expect(problems(await read(await file('a.json', JSON.stringify({ text: 'Да.', date }))))[0]).toContain('"date" is')
  })
})

describe('HTML', () => {
  const page = `<!doctype html><html lang="ru"><head><meta charset="windows-1251"><title>Паводок — Вести</title>
<meta property="og:site_name" content="Вести"><meta property="article:published_time" content="2025-11-27T10:00:00+03:00">
<link rel="canonical" href="https://example.org/flood"><style>p { color: red }</style></head><body>
<nav><ul><li><a href="/">Главная</a></li></ul></nav>
<article><h1>Паводок
 отступил</h1><p>Вода   ушла&nbsp;из «<b>Заречья</b>», сообщил <a href="/g">глава</a> области.<p>Ущерб &lt; 5 &amp; &gt; 3.<br>Новая строка.</p>
<ul><li>Пункт первый</li></ul><aside><p>Подпишитесь!</p></aside><p><a href="/x">Читайте также: ссылка</a></p><script>var x = "<p>нет</p>"</script></article>
<article><p>Анонс.</p></article><p>Чужое.</p><footer><p>Права защищены</p></footer></body></html>`

  test('headline, paragraphs and particulars, in the encoding that the page names', async () => {
    const [article] = articles(await read(await file('a.html', encoded(page, 'windows-1251'))))
    expect(article).toEqual({
      id: hash('article', 'https://example.org/flood'),
      text: 'Паводок отступил\nВода ушла из «Заречья», сообщил глава области.\nУщерб < 5 & > 3.\nНовая строка.\nПункт первый',
      title: 'Паводок отступил',
      date: '2025-11-27T10:00:00+03:00',
      url: 'https://example.org/flood',
      source: 'Вести',
      language: 'ru',
    })
  })

  test('a page without marks of structure still gives its text', () => {
    const [bare] = readHtml('<title>Вода</title><div>Вода ушла.<div>И <i>вернулась</i>.</div></div>')
    expect(bare).toEqual({ title: 'Вода', text: 'Вода\nВода ушла.\nИ вернулась.' })
    expect([...readHtml('')]).toEqual([{ text: '' }])
  })

  test('any text is read without an error', () => {
    const part = fc.constantFrom(
      '<p>',
      '</p>',
      '<article>',
      '</main>',
      '<a',
      '>',
      '<!--',
      'слово',
      '&amp',
      '</',
      '<svg><title>',
    )
    fc.assert(fc.property(fc.array(fc.oneof(part, fc.string())), parts => [...readHtml(parts.join(''))].length === 1))
  })
})

describe('files and folders', () => {
  test('a folder is walked in order; hidden files, annotations and other kinds are passed over', async () => {
    await mkdir(join(folder, 'b', '.git'), { recursive: true })
    for (const name of [
      'c.txt',
      'a.TXT',
      'b/1.txt',
      'b/.git/x.txt',
      '.hidden.txt',
      'a.gold.json',
      'picture.png',
      'LICENSE',
    ]) {
      await file(name, `Текст ${name}.`)
    }
    const items = await read(folder)
    expect(problems(items)).toEqual([])
    expect(articles(items).map(a => a.source)).toEqual(['a.TXT', 'b/1.txt', 'c.txt'])
  })

  test('problems name the path and do not stop the others', async () => {
    await symlink(join(folder, 'nowhere'), join(folder, 'broken.txt'))
    await file('binary.txt', new Uint8Array([0, 1, 2]))
    await file('good.txt', 'Хорошо.')
    const missing = join(folder, 'missing')
    const pdf = await file('a.pdf', '%PDF')
    const items = await read(missing, pdf, folder)
    expect(articles(items).map(a => a.text)).toEqual(['Хорошо.'])
    expect(problems(items)).toEqual([
      `${missing}: no such file or folder; check the path`,
      `${pdf}: no reader for this kind of file; known are .txt, .json, .jsonl, .ndjson, .html, .htm`,
      `${join(folder, 'binary.txt')}: binary data, no text (byte 0 at 0); give a text, JSON or HTML file`,
      `${join(folder, 'broken.txt')}: no such file or folder; check the path`,
    ])
  })

  test('a file that is named is read even without an ending', async () => {
    expect(articles(await read(await file('article', 'Текст.')))[0]?.text).toBe('Текст.')
  })
})
