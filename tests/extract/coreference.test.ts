// Who is who: made-up texts with words marked «{он|Иван Петров}», or «{он|–}» where it must stay open; and the measures of
// bench/coreference.mjs on chains made by hand.
import { beforeAll, describe, expect, it, test } from 'vitest'
import { add, align, count, rates } from '../../bench/coreference-metrics.mjs'
import { resolveMentions } from '../../extract/coreference.ts'
import { at, type Draft, plainLemmas } from '../../extract/draft.ts'
import { loadReader } from '../../extract/language/ru/load.ts'
import { type Lexicon, loadLexicon } from '../../extract/lexicon.ts'
import { mend } from '../../extract/mend.ts'
import { findMentions } from '../../extract/mentions.ts'
import { loadOntology } from '../../graph/ontology.ts'

const PRONOUNS = [
  'Министр обороны Иван Петров прибыл в Минск. {Он|Иван Петров} провёл переговоры с коллегами.',
  'Анна Сидорова возглавила комитет. {Она|Анна Сидорова} пообещала реформы.',
  'Директор завода Олег Лосев встретился с журналисткой Верой Зуевой. {Она|Вера Зуева} задала {ему|Олег Лосев} вопрос о зарплатах.',
  'Иван Петров приехал на завод. По {его|Иван Петров} словам, новый цех откроют в мае.',
  'Вера Зуева вышла к журналистам. Олег Лосев молчал. По {её|Вера Зуева} мнению, завод пора закрыть.',
  'Партия «Рассвет» выдвинула Анну Сидорову. {Её|Анна Сидорова} поддержали профсоюзы.',
  'Анна Сидорова защищает {своего|Анна Сидорова} мужа. {Её|Анна Сидорова} муж арестован.',
  '«Завод откроют в мае, а дорогу достроят через год», – заявил Олег Лосев. Об этом {он|Олег Лосев} сказал журналистам.',
]

const OPEN_PRONOUNS = [
  'Вчера прошёл дождь. {Он|–} закончился к вечеру.',
  'Иван Петров поблагодарил {его|–} за работу.',
  'В городе открылась больница. {Она|–} рассчитана на сто мест.',
  'Олег Лосев приехал на завод. {Она|–} молчала.',
  '«{Он|–} не справился с работой», – сказал Иван Петров.',
  'Иван Петров и Анна Сидорова прибыли в Минск. {Они|–} провели переговоры.',
  'Вера Зуева и Анна Сидорова поспорили на совещании. Олег Лосев напомнил о {ней|–} в четверг.',
]

const TITLES = [
  'Президент Казахстана Касым-Жомарт Токаев прибыл в Ереван. {Глава|Касым-Жомарт Токаев} государства выступил на саммите.',
  'Президент Казахстана Касым-Жомарт Токаев и президент России Владимир Путин провели встречу. Казахстанский {лидер|Касым-Жомарт Токаев} поблагодарил коллегу.',
  'Премьер-министр Армении Никол Пашинян выступил в парламенте. {Премьер|Никол Пашинян} ответил на вопросы.',
  'Президент России Владимир Путин и президент Сербии Александр Вучич провели встречу. {Президент|Александр Вучич} Сербии поддержал проект.',
  'Министр обороны Иван Петров и министр финансов Олег Лосев спорили весь день. {Министр|Олег Лосев} финансов отказался увеличить бюджет.',
  'Экс-премьер Иван Петров дал интервью. {Экс-премьер|Иван Петров} раскритиковал бюджет.',
  'Адвокат Сергей Лунин обжаловал приговор. {Адвокат|Сергей Лунин} заявил, что дело развалилось.',
  'Лидер партии «Рассвет» Анна Сидорова прибыла в Минск. {Лидер|Анна Сидорова} партии провела митинг.',
]

const OPEN_TITLES = [
  'Премьер-министр Олег Лосев подписал указ. {Экс-премьер|–} промолчал.',
  'Президент России Владимир Путин прибыл в Белград. Выборы {президента|–} Сербии пройдут весной.',
  'Иван Петров претендует на пост {президента|–}. Об этом сообщил Олег Лосев.',
  'Президент России Владимир Путин прибыл в Белград. Во {главе|–} делегации едет министр.',
  'Министр обороны Иван Петров ушёл в отставку. Новый {министр|–} приступит к работе завтра.',
  'Россия и Сербия подписали договор. {Президент|–} страны не приехал.',
]

const CLASS_NOUNS = [
  'Компания «Вектор» открыла завод. {Компания|компания «Вектор»} вложила в него миллиард рублей.',
  'Министерство финансов России подготовило законопроект. {Ведомство|министерство финансов России} предложило снизить налоги.',
  'Министерство финансов России поспорило с компанией «Вектор». {Ведомство|министерство финансов России} потребовало доплатить налоги.',
  'Министерство финансов России поспорило с компанией «Вектор». {Компания|компания «Вектор»} отказалась платить.',
  'Сербия вступила в организацию. {Страна|Сербия} получит кредиты.',
  'НАТО провела учения в Эстонии. {Альянс|НАТО} направил туда три тысячи солдат.',
  'Президент Сирии Башар Асад дал интервью. {Он|Башар Асад} подтвердил решимость своей {страны|Сирия} вести переговоры.',
  'Газета «Вести» опубликовала доклад. По данным {издания|газета «Вести»}, завод закроют.',
]

const OPEN_CLASS_NOUNS = [
  'Любая {компания|–} может подать заявку.',
  'Сербия подписала соглашение с Арменией. Эта {страна|–} давно просила о помощи.',
  'Сербия подписала соглашение с Арменией. {Ведомство|–} пока молчит.',
]

let lexicon: Lexicon
let reader: Awaited<ReturnType<typeof loadReader>>
beforeAll(async () => {
  lexicon = loadLexicon('ru', loadOntology())
  reader = await loadReader()
})

/** The marked text with what the marked words stand for. */
async function resolved(marked: string): Promise<string> {
  const text = marked.replace(/\{([^|]+)\|[^}]+\}/g, '$1')
  const [sentences] = await reader.analyze([text])
  const draft: Draft = {
    article: { id: 'text', text },
    sentences: mend(plainLemmas(sentences!), lexicon),
    mentions: [],
    referents: new Map(),
  }
  draft.mentions = findMentions(draft, lexicon, reader)
  const names = new Map(resolveMentions(draft, lexicon).map(e => [e.id, e.name]))
  const meant = new Map(
    draft.sentences.flatMap(({ tokens }, s) =>
      tokens.map((t, i) => [t.start, names.get(draft.referents.get(at(s, i)) ?? '')] as const),
    ),
  )
  let removed = 0
  return marked.replace(/\{([^|]+)\|[^}]+\}/g, (all, word: string, place: number) => {
    const name = meant.get(place - removed)
    removed += all.length - word.length
    return `{${word}|${name?.replace(/^(?:Компания|Министерство|Газета)/, w => w.toLowerCase()) ?? '–'}}`
  })
}

describe.each([
  ['pronouns', PRONOUNS],
  ['pronouns that stay open', OPEN_PRONOUNS],
  ['titles', TITLES],
  ['titles that stay open', OPEN_TITLES],
  ['class nouns', CLASS_NOUNS],
  ['class nouns that stay open', OPEN_CLASS_NOUNS],
])('%s', (_, texts) => {
  it.each(texts)('%s', async marked => {
    expect(await resolved(marked)).toBe(marked)
  })
})

describe('measures', () => {
  const gold = [
    ['a', 'b', 'c'],
    ['d', 'e', 'f', 'g'],
  ]

  test('the same chains are perfect', () => {
    expect(rates(count(gold, gold)).conll).toBe(1)
  })

  test('chains with other mentions', () => {
    // Pradhan et al. 2014, "Scoring coreference partitions of predicted mentions", the worked example of its tables.
    const found = [
      ['a', 'b'],
      ['c', 'd'],
      ['f', 'g', 'h', 'i'],
    ]
    const { muc, b3, ceafe } = rates(count(gold, found))
    expect([muc.recall, muc.precision]).toEqual([2 / 5, 2 / 5])
    expect(b3.recall).toBeCloseTo(0.42, 2)
    expect(b3.precision).toBeCloseTo(0.5, 2)
    expect([ceafe.recall, ceafe.precision].map(x => x.toFixed(3))).toEqual(['0.650', '0.433'])
  })

  test('many articles are one sum', () => {
    const twice = add(count(gold, gold), count(gold, [['a', 'b']]))
    expect(rates(twice).muc).toMatchObject({ recall: 6 / 10, precision: 1 })
  })

  test('nothing found is zero', () => {
    expect(rates(count(gold, [])).conll).toBe(0)
    expect(rates(count([], [])).conll).toBe(0)
  })

  test('align finds the greatest sum, as trying every order does', () => {
    const orders = (n: number): number[][] =>
      n === 0 ? [[]] : orders(n - 1).flatMap(o => [...o, -1].map((_, i) => [...o.slice(0, i), n - 1, ...o.slice(i)]))
    let seed = 7
    const random = (): number => {
      seed = (seed * 16807) % 2147483647
      return seed / 2147483647
    }
    for (let k = 0; k < 60; k++) {
      const [rows, columns] = [1 + Math.floor(random() * 5), 1 + Math.floor(random() * 5)]
      const values = Array.from({ length: rows }, () => Array.from({ length: columns }, random))
      const best = Math.max(
        ...orders(Math.max(rows, columns)).map(o => o.reduce((sum, c, r) => sum + (values[r]?.[c] ?? 0), 0)),
      )
      expect(align(values)).toBeCloseTo(best, 9)
    }
  })
})
