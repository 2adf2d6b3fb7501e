// A person's name → given name, patronymic and surname, and whether two such names can be one person's.
import { nameKey } from './id.ts'

/** Parts as `nameKey` writes them; an initial is one letter. */
export interface PersonName {
  given?: string
  patronymic?: string
  surname: string
}

const OFFICE =
  /^(?:(?:вице|экс)-)?(?:президент|премьер|министр|глава|председатель|секретарь|генсек|директор|лидер|канцлер|король|королева|посол|спикер|мэр|губернатор|president|minister|king)(?!\p{L})/iu
const PATRONYMIC = /(?:[ое]вич|[ое]вна|ична|ильич|кузьмич|лукич|фомич|никитич|саввич|[oe]vich|[oe]vna)$/
/** Turkic patronymics: «Гейдар оглы». */
const CHILD = /^(?:оглы|кызы|улы|уулу|ogly|oglu)$/

/** The parts of a name, or nothing for an office («президент Казахстана») and for words in small letters. */
export function personName(name: string): PersonName | undefined {
  if (OFFICE.test(name) || !/^\p{Lu}/u.test(name)) return undefined
  const words = nameKey(name)
    .split(/[\s.]+-?/)
    .filter(Boolean)
  const child = words.findIndex(word => CHILD.test(word))
  if (child > 1) words.splice(child - 1, 2, `${words[child - 1]} ${words[child]}`)
  const isPatronymic = (i: number): boolean => PATRONYMIC.test(words[i]!) || (child > 1 && i === child - 1)
  // «Путин В. В.», «Путин Владимир Владимирович»
  if (words.length > 1 && words.at(-1)!.length === 1 && words[0]!.length > 1) words.push(words.shift()!)
  else if (words.length === 3 && isPatronymic(2) && !isPatronymic(1)) words.push(words.shift()!)
  const surname = words.pop()
  if (surname === undefined) return undefined
  const last = words.length - 1
  const patronymic =
    last > 0 && (words[last]!.length === 1 || isPatronymic(last) || /^\S+ \S+$/.test(words[last]!))
      ? words.pop()
      : undefined
  const given = words.join(' ')
  return { surname, ...(given && { given }), ...(patronymic && { patronymic }) }
}

/**
 * How much a name says: 5 given name, patronymic and surname; 4 with the patronymic's initial; 3 given name and surname;
 * 2 two initials; 1 one initial; 0 a surname. From 3 on it tells people of different articles apart.
 */
export function fullness({ given, patronymic }: PersonName): number {
  if (given === undefined) return 0
  if (given.length === 1) return patronymic === undefined ? 1 : 2
  return patronymic === undefined ? 3 : patronymic.length === 1 ? 4 : 5
}

/** Whether nothing in the names speaks against their being one person's. */
export const canBeOne = (a: PersonName, b: PersonName): boolean =>
  a.surname === b.surname && agree(a.given, b.given) && agree(a.patronymic, b.patronymic)

/** Equal, or an initial of the other, or not said. */
function agree(a: string | undefined, b: string | undefined): boolean {
  if (a === undefined || b === undefined || a === b) return true
  return (a.length === 1 && b.startsWith(a)) || (b.length === 1 && a.startsWith(b))
}

/**
 * Whether a second full name that an article gives can be the first in other letters: «Марк Цукерберг (Mark Zuckerberg)».
 * Foreign surnames hardly follow rules, so a given name that sounds the same is enough.
 */
export function canBeSpelled(a: PersonName, b: PersonName): boolean {
  if (fullness(a) < 3 || fullness(b) < 3 || isLatin(a.surname) === isLatin(b.surname)) return false
  return soundOf(a.given!) === soundOf(b.given!)
}

/** What a surname may be in the nominative, if it is in the dative, accusative or instrumental: «Саутеру», «Котовым». */
export function nominatives(surname: string): string[] {
  const stem = /^(.{3,}[бвгджзклмнпрстфхцчшщ])(?:у|ю|ом|ем|ым|ой)$/.exec(surname)?.[1]
  return stem === undefined ? [] : [stem, `${stem}а`, `${stem}ь`]
}

export const isLatin = (name: string): boolean => /^[\p{Script=Latin}\P{L}]+$/u.test(name)

const ROMAN = new Map(
  'аa бb вv гg дd еe жj зz иi йi кk лl мm нn оo пp рr сs тt уu фf хh цc чc шs щs ъ ыi ь эe юu яa іi їi єe'
    .split(' ')
    .map(pair => [pair[0]!, pair.slice(1)]),
)
/** What romanisations write differently, in the order in which it is made alike: BGN, ISO 9, passports, newspapers. */
const ALIKE: [RegExp, string][] = [
  [/shch|sch|sh|š/g, 's'],
  [/tch|ch|ts|tz|č/g, 'ȼ'],
  [/dzh|dj|zh|ž|j(?=[aou])/g, 'ʒ'],
  [/kh/g, 'h'],
  [/ck|q|c/g, 'k'],
  [/x/g, 'ks'],
  [/ph/g, 'f'],
  [/w/g, 'v'],
  [/ohn/g, 'on'],
  [/[yi]+o/g, 'e'],
  [/[yi]+([aeu])/g, '$1'],
  [/[yj]/g, 'i'],
  [/ȼ/g, 'c'],
  [/ʒ/g, 'j'],
  [/['ʹ’]/g, ''],
]

/**
 * A given name and surname in letters that hardly depend on who romanised them: «Токаев», "Tokayev" and "Tokaev" are
 * alike. Nothing for a name that says less; a patronymic is left out, because Latin spellings seldom have it.
 */
export function sound({ given, surname }: PersonName): string | undefined {
  if (given === undefined || given.length === 1) return undefined
  return `${soundOf(given)} ${soundOf(surname)}`
}

function soundOf(word: string): string {
  let text = word.normalize('NFD').replace(/[^\p{L}\s-]/gu, '')
  if (isLatin(text)) for (const [from, to] of ALIKE) text = text.replace(from, to)
  else
    text = text
      .replace(/дж/g, 'ж')
      .replace(/[ийы]+о/g, 'е')
      .replace(/[ийы]+([аеуэюя])/g, '$1')
      .replace(/./gu, c => ROMAN.get(c) ?? c)
  return text.replace(/(\p{L})\1+/gu, '$1').replace(/([dt])er$/, '$1r')
}
