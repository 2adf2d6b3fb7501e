// Entity → the lines of its label: an acronym where it has one, otherwise its name, broken at blanks.

const ACRONYM = /^\p{Lu}[\p{Lu}\p{N}-]{1,7}$/u

/** What the entity is called on the graph. */
export function shortName({ name, aliases }: { name: string; aliases: string[] }): string {
  return name.length > 24 ? (aliases.find(alias => ACRONYM.test(alias)) ?? name) : name
}

/** Lines of about `width` characters; what does not fit into `most` lines ends in "…". */
export function lines(text: string, width: number, most: number): string[] {
  const result: string[] = []
  for (const word of text.split(/\s+/)) {
    const last = result.at(-1)
    if (last !== undefined && (last.length + 1 + word.length <= width || last.length < 3)) {
      result[result.length - 1] = `${last} ${word}`
    } else if (result.length === most) {
      result[most - 1] = `${last!.replace(/[\s,]+$/, '')}…`
      return result
    } else result.push(word)
  }
  return result
}
