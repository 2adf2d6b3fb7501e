// A person's name in parts, and names in other letters.
import { describe, expect, test } from 'vitest'
import { canBeOne, fullness, personName, sound } from '../../graph/person.ts'

test.each<[string, string | undefined, string | undefined, string, number]>([
  ['Владимир Владимирович Путин', 'владимир', 'владимирович', 'путин', 5],
  ['Путин Владимир Владимирович', 'владимир', 'владимирович', 'путин', 5],
  ['Анна Ильинична Котова', 'анна', 'ильинична', 'котова', 5],
  ['Пётр Ильич Чайковский', 'петр', 'ильич', 'чайковский', 5],
  ['Ильхам Гейдар оглы Алиев', 'ильхам', 'гейдар оглы', 'алиев', 5],
  ['Vladimir Vladimirovich Putin', 'vladimir', 'vladimirovich', 'putin', 5],
  ['Джон Ф. Кеннеди', 'джон', 'ф', 'кеннеди', 4],
  ['Александр Вучич', 'александр', undefined, 'вучич', 3],
  ['Ким Чен Ын', 'ким чен', undefined, 'ын', 3],
  ['В. В. Путин', 'в', 'в', 'путин', 2],
  ['В.В.Путин', 'в', 'в', 'путин', 2],
  ['Путин В. В.', 'в', 'в', 'путин', 2],
  ['К.-Ж. Токаев', 'к', 'ж', 'токаев', 2],
  ['В. Путин', 'в', undefined, 'путин', 1],
  ['Путин', undefined, undefined, 'путин', 0],
])('%s', (name, given, patronymic, surname, full) => {
  const found = personName(name)!
  expect(found).toEqual({ surname, ...(given && { given }), ...(patronymic && { patronymic }) })
  expect(fullness(found)).toBe(full)
})

test.each([
  'президент Казахстана',
  'Президент',
  'вице-президент США',
  'Глава государства',
  'премьер-министр',
  'он',
  '',
  '…',
])('no name: %s', name => expect(personName(name)).toBeUndefined())

test('an office only as a whole word', () => {
  expect(personName('Анна Главацкая')).toBeDefined()
  expect(personName('Королькова Анна')).toBeDefined()
})

test.each([
  ['Владимир Путин', 'Владимир Владимирович Путин', true],
  ['В. Путин', 'Владимир Путин', true],
  ['В. В. Путин', 'В. Путин', true],
  ['Путин', 'В. В. Путин', true],
  ['А. П. Иванов', 'А. С. Иванов', false],
  ['А. П. Иванов', 'Алексей Сергеевич Иванов', false],
  ['А. Иванов', 'Пётр Иванов', false],
  ['Иванов', 'Иванова', false],
])('%s and %s: %s', (a, b, expected) => {
  expect(canBeOne(personName(a)!, personName(b)!)).toBe(expected)
  expect(canBeOne(personName(b)!, personName(a)!)).toBe(expected)
})

describe('other letters', () => {
  const same = (a: string, b: string): boolean => sound(personName(a)!) === sound(personName(b)!)
  test.each([
    ['Касым-Жомарт Токаев', 'Kassym-Jomart Tokayev', 'Kasym-Zhomart Tokaev'],
    ['Владимир Зеленский', 'Vladimir Zelensky', 'Vladimir Zelenskyy', 'Vladimir Zelenskiy'],
    ['Александр Лукашенко', 'Alexander Lukashenko', 'Aleksandr Lukashenko'],
    ['Сергей Лавров', 'Sergey Lavrov', 'Sergei Lavrov'],
    ['Никита Хрущёв', 'Nikita Khrushchev'],
    ['Дмитрий Медведев', 'Dmitry Medvedev', 'Dmitri Medvedev', 'Dmitriy Medvedev'],
    ['Юрий Цапков', 'Yuri Tsapkov', 'Yury Tzapkov'],
    ['Шавкат Мирзиёев', 'Shavkat Mirziyoyev', 'Shavkat Mirziyoev'],
    ['Ильхам Алиев', 'Ilham Aliyev', 'Ilham Aliev'],
    ['Садыр Жапаров', 'Sadyr Japarov', 'Sadyr Zhaparov'],
    ['Гурбангулы Бердымухамедов', 'Gurbanguly Berdimuhamedow'],
    ['Яков Чехов', 'Yakov Chekhov', 'Yakov Tchekhov'],
    ['Юлия Тимошенко', 'Yulia Tymoshenko', 'Yuliya Timoshenko'],
    ['Эммануэль Макрон', 'Emmanuel Macron'],
    ['Джон Керри', 'John Kerry'],
  ])('%s: %s', (cyrillic, ...latin) => {
    for (const name of latin) expect([name, sound(personName(name)!)]).toEqual([name, sound(personName(cyrillic)!)])
  })

  test.each([
    ['Анна Котова', 'Anna Kotov'],
    ['Александр Иванов', 'Aleksandra Ivanova'],
    ['Марина Захарова', 'Maria Zakharova'],
    ['Сергей Иванов', 'Semyon Ivanov'],
    ['Иван Петров', 'Ivan Petrovsky'],
  ])('%s is not %s', (a, b) => expect(same(a, b)).toBe(false))

  test('less than a full name has none', () => {
    for (const name of ['Токаев', 'К. Токаев', 'Tokayev']) expect(sound(personName(name)!)).toBeUndefined()
  })
})
