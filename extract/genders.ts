// Words → genders, Plur among them: what a pronoun asks for, what a noun has, what a person is.
import { at, type Draft } from './draft.ts'
import type { Token } from './language/tree.ts'
import { nounOf } from './roles.ts'

const FORMS: [RegExp, string[]][] = [
  [/^он$/i, ['Masc']],
  [/^оно$/i, ['Neut']],
  [/^н?(?:его|ему|[её]м)$/i, ['Masc', 'Neut']],
  [/^(?:она|н?е[её]|н?ей|н?ею)$/i, ['Fem']],
  [/^(?:они|н?их|н?ими)$/i, ['Plur']],
]

/** The genders of what a word stands for, if it is a pronoun of the third person. */
export function pronounGenders({ text, feats }: Token): string[] | undefined {
  if (/^н?им$/i.test(text)) return feats.Number === 'Plur' ? ['Plur'] : ['Masc', 'Neut']
  return FORMS.find(([form]) => form.test(text))?.[1]
}

/** Gender of a noun, Plur among them. */
export function genderOf({ feats }: Token): string[] {
  if (feats.Number === 'Plur') return ['Plur']
  return feats.Gender ? [feats.Gender] : []
}

/** «его страна», not «его видели». */
export const isPossessive = ({ text, deprel }: Token): boolean =>
  /^(?:его|е[её]|их)$/i.test(text) && /^(?:det|nmod|amod)/.test(deprel)

/** Entity of a person → its gender: by the verbs that agree with it, then by its name. */
export function gendersOfPersons(draft: Draft): Map<string, string[]> {
  const votes = new Map<string, { Masc: number; Fem: number }>()
  for (const m of draft.mentions) {
    const entity = draft.referents.get(at(m.sentence, m.head))
    if (m.type !== 'Person' || !entity) continue
    const own = votes.get(entity) ?? { Masc: 0, Fem: 0 }
    votes.set(entity, own)
    const vote = (gender: string | undefined, weight: number): void => {
      if (gender === 'Masc' || gender === 'Fem') own[gender] += weight
    }
    const { tokens } = draft.sentences[m.sentence]!
    const { feats, upos } = tokens[m.head]!
    vote(feats.Gender, upos === 'PROPN' ? 1 : 0.2)
    const { deprel, head } = tokens[nounOf(tokens, m.head)]!
    const verb = deprel.startsWith('nsubj') ? tokens[head]! : undefined
    if (verb?.feats.Tense === 'Past' && verb.feats.Number === 'Sing') vote(verb.feats.Gender, 3)
  }
  return new Map(
    [...votes].map(([entity, { Masc, Fem }]) => [
      entity,
      Masc === Fem ? ['Masc', 'Fem'] : [Masc > Fem ? 'Masc' : 'Fem'],
    ]),
  )
}
