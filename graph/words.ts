// Words as a search compares them: any Russian form of a word, small typos. One way for stores, commands and the viewer.

/** Case endings and the like, longest first. What is left is no lemma, but the same for most forms of a word. */
const ENDING =
  /(иями|ями|ами|ого|его|ому|ему|ыми|ими|ией|иям|иях|ах|ях|ов|ев|ей|ой|ий|ый|ая|яя|ое|ее|ые|ие|ым|им|ых|их|ом|ем|ам|ям|ую|юю|ия|ию|ии|а|я|о|е|ы|и|у|ю|ь|й)$/

/** A word without what differs between its forms: case, ё, ending. */
export function fold(word: string): string {
  const plain = word.normalize('NFKC').toLowerCase().replaceAll('ё', 'е')
  return plain.length > 4 ? plain.replace(ENDING, '') : plain
}

const TOKEN = /[^\p{L}\p{M}\p{N}]+/u

/** The words of a text. */
export const tokenize = (text: string): string[] => text.split(TOKEN).filter(Boolean)

/** How MiniSearch is to index and search: every word must be found, as a beginning, in any form or with small typos. */
export const SEARCH = {
  tokenize,
  processTerm: fold,
  searchOptions: {
    prefix: true,
    fuzzy: (word: string): number | false => (word.length > 3 ? 0.25 : false),
    combineWith: 'AND',
    boost: { name: 3, aliases: 2 },
  },
} as const
