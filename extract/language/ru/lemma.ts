// A word and a rule of the model ("cut k letters, add these") → its lemma. training/FORMAT.md states the rules.

/** The lemma of a word by a rule `[!]k+suffix`; with `!` the word's own capitals are kept. */
export function applyRule(word: string, rule: string): string {
  const proper = rule.startsWith('!')
  const plus = rule.indexOf('+')
  const cut = Number(rule.slice(proper ? 1 : 0, plus))
  const suffix = rule.slice(plus + 1)
  const all = Array.from(proper ? word : word.toLowerCase())
  const kept = cut <= all.length ? all.slice(0, all.length - cut) : all
  const stem = kept.join('')
  if (!proper || !suffix) return stem + suffix
  if (!stem) return suffix[0]!.toUpperCase() + suffix.slice(1)
  // the whole word, not the stem: Льва is Лев, not ЛЕВ
  const capitals = all.length > 1 && word === word.toUpperCase() && word !== word.toLowerCase()
  return stem + (capitals ? suffix.toUpperCase() : suffix)
}
