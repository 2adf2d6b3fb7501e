// Russian words → their possible readings (part of speech, case, number, gender …), and readings → other forms.
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import Az, { type AzParse } from 'az'

/** One way to read a word. Case, number and gender use Universal Dependencies' names. */
export interface Reading {
  upos: string
  lemma: string
  case?: string
  number?: string
  gender?: string
  feats: Record<string, string>
  weight: number
  /** How the dictionary reads it, or where it has nothing, the nominative itself. */
  parse?: AzParse
  nominative?: string
}

const UPOS: Record<string, string> = {
  NOUN: 'NOUN', ADJF: 'ADJ', ADJS: 'ADJ', COMP: 'ADV', VERB: 'VERB', INFN: 'VERB', PRTF: 'VERB', PRTS: 'VERB',
  GRND: 'VERB', NUMR: 'NUM', ADVB: 'ADV', NPRO: 'PRON', PRED: 'ADV', PREP: 'ADP', CONJ: 'CCONJ', PRCL: 'PART', INTJ: 'INTJ',
} // biome-ignore format: a table
const CASES: Record<string, string> = {
  nomn: 'Nom', gent: 'Gen', gen2: 'Gen', datv: 'Dat', accs: 'Acc', ablt: 'Ins', loct: 'Loc', loc2: 'Loc',
} // biome-ignore format: a table
const OTHER: Record<string, [string, string]> = {
  past: ['Tense', 'Past'], pres: ['Tense', 'Pres'], futr: ['Tense', 'Fut'], impr: ['Mood', 'Imp'], pssv: ['Voice', 'Pass'],
  perf: ['Aspect', 'Perf'], impf: ['Aspect', 'Imp'], '1per': ['Person', '1'], '2per': ['Person', '2'], '3per': ['Person', '3'],
  anim: ['Animacy', 'Anim'], inan: ['Animacy', 'Inan'], Surn: ['NameType', 'Sur'], Name: ['NameType', 'Giv'],
  Patr: ['NameType', 'Pat'], Geox: ['NameType', 'Geo'],
} // biome-ignore format: a table
const VERB_FORMS: Record<string, string> = { VERB: 'Fin', INFN: 'Inf', PRTF: 'Part', PRTS: 'Part', GRND: 'Conv' }
const ALL_CASES = ['Nom', 'Gen', 'Dat', 'Acc', 'Ins', 'Loc']

let loaded: Promise<void> | undefined

/** Loads the dictionary; call once before `readings`. */
export function loadMorphology(): Promise<void> {
  loaded ??= new Promise((resolve, reject) => {
    const dicts = join(dirname(createRequire(import.meta.url).resolve('az/package.json')), 'dicts')
    Az.Morph.init(dicts, error => (error ? reject(error) : resolve()))
  })
  return loaded
}

const cache = new Map<string, Reading[]>()

/** All readings of a word, the likeliest first. Never empty. */
export function readings(word: string): Reading[] {
  let found = cache.get(word)
  if (!found) {
    if (cache.size > 200_000) cache.clear()
    found = read(word)
    cache.set(word, found)
  }
  return found
}

function read(word: string): Reading[] {
  if (!/\p{L}/u.test(word)) return [plain(/\d/.test(word) ? 'NUM' : /^[\p{P}]+$/u.test(word) ? 'PUNCT' : 'SYM', word)]
  if (!/\p{Script=Cyrillic}/u.test(word)) return indeclinable(word)
  if (/^[\p{Lu}\d-]{2,}$/u.test(word) && !/^(?:И|В|С|К|О|У)$/.test(word)) return indeclinable(word)
  const parses = Az.Morph(word.replace(/[‐‑]/g, '-'))
  const found = parses.map(p => reading(p)).filter(r => r.upos !== 'X')
  const special = [...surnames(word, found), ...substantives(word)]
  if (special.length) return [...special, ...found]
  return found.length ? found : indeclinable(word)
}

const SURNAME = /^(\p{Lu}[\p{L}-]*?(?:[ое]в|ёв|[иы]н))(|а|у|ым|е|ой|ы|ых|ыми)$/u
const SURNAME_FORMS: Record<string, string[]> = {
  '': ['Masc Nom'],
  а: ['Masc Gen', 'Masc Acc', 'Fem Nom'],
  у: ['Masc Dat', 'Fem Acc'],
  ым: ['Masc Ins'],
  е: ['Masc Loc'],
  ой: ['Fem Gen', 'Fem Dat', 'Fem Ins', 'Fem Loc'],
  ы: ['Plur Nom'],
  ых: ['Plur Gen', 'Plur Acc', 'Plur Loc'],
  ыми: ['Plur Ins'],
}

/** Surnames in -ов, -ев, -ин that the dictionary does not know, or takes for something else (Токаев: «токай»). */
function surnames(word: string, found: Reading[]): Reading[] {
  const match = SURNAME.exec(word)
  if (
    !match ||
    match[1]!.length < 5 ||
    /^(?:Мин|Гос|Мос|Рос|Глав)/.test(word) ||
    found.some(r => r.feats.NameType === 'Geo')
  )
    return []
  const [, stem, ending] = match as unknown as [string, string, string]
  if (found.some(r => r.upos === 'NOUN' && r.weight > 0.5 && !r.feats.NameType && ending === '' && /ин$/.test(r.lemma)))
    return []
  return SURNAME_FORMS[ending]!.map(form => {
    const [gender, caseName] = form.split(' ') as [string, string]
    const plural = gender === 'Plur'
    const found: Reading = {
      upos: 'PROPN',
      lemma: stem.toLowerCase(),
      case: caseName,
      number: plural ? 'Plur' : 'Sing',
      feats: { NameType: 'Sur', Animacy: 'Anim' },
      weight: gender === 'Masc' ? 1.2 : 0.6,
      nominative: stem + (gender === 'Fem' ? 'а' : plural ? 'ы' : ''),
    }
    if (!plural) found.gender = gender
    return found
  })
}

const SUBSTANTIVES: Record<string, string> = {
  составляющ: 'Fem',
  командующ: 'Masc',
  управляющ: 'Masc',
  заведующ: 'Masc',
}

/** Participles that news use as nouns («составляющая системы»). */
function substantives(word: string): Reading[] {
  const stem = /^(.*щ)\p{L}{2,3}$/u.exec(word)?.[1]
  const gender = stem && SUBSTANTIVES[stem]
  if (!gender) return []
  return Az.Morph(word)
    .map(p => reading(p))
    .filter(r => r.gender === gender && r.number === 'Sing')
    .map(
      (r): Reading => ({
        ...r,
        upos: 'NOUN',
        lemma: stem + (gender === 'Fem' ? 'ая' : 'ий'),
        feats: gender === 'Masc' ? { Animacy: 'Anim' } : {},
        weight: 2,
      }),
    )
}

function plain(upos: string, word: string): Reading {
  return { upos, lemma: word.toLowerCase(), feats: {}, weight: 1 }
}

function indeclinable(word: string): Reading[] {
  return ALL_CASES.map(c => ({ upos: 'PROPN', lemma: word, case: c, feats: {}, weight: 0.1 }))
}

function reading(parse: AzParse): Reading {
  const { stat, flex, POST } = parse.tag
  const all = [...stat, ...flex]
  const feats: Record<string, string> = {}
  for (const g of all) {
    const feature = OTHER[g]
    if (feature) feats[feature[0]] = feature[1]
  }
  if (VERB_FORMS[POST]) feats.VerbForm = VERB_FORMS[POST]!
  if (POST === 'PRTS' || POST === 'ADJS') feats.Variant = 'Short'
  let upos = UPOS[POST] ?? 'X'
  if (all.includes('Apro')) upos = 'DET'
  if (upos === 'NOUN' && (feats.NameType || all.includes('Orgn') || all.includes('Trad'))) upos = 'PROPN'
  if (POST === 'PRED') feats.Predicative = 'Yes'
  const found: Reading = { upos, lemma: lemma(parse, upos), feats, weight: parse.score, parse }
  const at = (table: Record<string, string>): string | undefined => table[all.find(g => table[g]) ?? '']
  found.case = at(CASES)
  found.number = at({ sing: 'Sing', plur: 'Plur' })
  found.gender = at({ masc: 'Masc', femn: 'Fem', neut: 'Neut' })
  return found
}

function lemma(parse: AzParse, upos: string): string {
  const normal =
    upos === 'NOUN' || upos === 'PROPN' ? parse.inflect(['nomn', 'sing']) || parse.normalize() : parse.normalize()
  return String(normal || parse).toLowerCase()
}

/** The word of this reading in the nominative, in the same number, with the capitals of `word`. */
export function toNominative(word: string, reading: Reading): string {
  const { parse, number, gender } = reading
  if (reading.nominative) return reading.nominative
  if (!parse || !reading.case) return word
  const { stat, POST } = parse.tag
  const wanted = ['nomn', number === 'Plur' ? 'plur' : 'sing']
  if (POST === 'ADJF' || POST === 'PRTF') {
    wanted.push(POST, ...stat.filter(g => /^(?:past|pres|pssv|actv|perf|impf)$/.test(g)))
    if (number !== 'Plur' && gender) wanted.push({ Masc: 'masc', Fem: 'femn', Neut: 'neut' }[gender]!)
  } else if (POST === 'NOUN' && stat.includes('Surn') && gender) {
    wanted.push({ Masc: 'masc', Fem: 'femn', Neut: 'neut' }[gender]!)
  }
  const form = parse.inflect(wanted)
  return form ? withCapitals(word, String(form)) : word
}

function withCapitals(model: string, word: string): string {
  const parts = model.split('-')
  return word
    .split('-')
    .map((part, i) => {
      const like = parts[Math.min(i, parts.length - 1)]!
      if (like.length > 1 && like === like.toUpperCase()) return part.toUpperCase()
      return /^\p{Lu}/u.test(like) ? part.charAt(0).toUpperCase() + part.slice(1) : part
    })
    .join('-')
}
