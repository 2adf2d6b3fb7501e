// Things that turn out to be one → groups of them, unless their marks say that they are not.

/** What is known of a thing: two things marked differently about the same matter are not one. */
export type Marks = Map<string, string>

/** Disjoint groups of things, told by their numbers. */
export class Groups {
  private readonly parent: number[]
  private readonly marks: Marks[]

  constructor(marks: Marks[]) {
    this.parent = marks.map((_, i) => i)
    this.marks = marks.map(own => new Map(own))
  }

  /** The number that stands for the group of `i`. */
  of(i: number): number {
    while (this.parent[i] !== i) i = this.parent[i] = this.parent[this.parent[i]!]!
    return i
  }

  /** Whether no marks of theirs differ. */
  canJoin(i: number, j: number): boolean {
    const [kept, added] = [this.marks[this.of(i)]!, this.marks[this.of(j)]!]
    return [...added].every(([about, mark]) => (kept.get(about) ?? mark) === mark)
  }

  /** Makes one group of two, unless marks of theirs differ and nobody insists. */
  join(i: number, j: number, insist = false): void {
    const [a, b] = [this.of(i), this.of(j)]
    if (a === b || !(insist || this.canJoin(a, b))) return
    this.parent[b] = a
    for (const [about, mark] of this.marks[b]!) if (!this.marks[a]!.has(about)) this.marks[a]!.set(about, mark)
  }

  /** The groups, each in the order of the numbers. */
  all(): number[][] {
    const found = new Map<number, number[]>()
    for (let i = 0; i < this.parent.length; i++) {
      const list = found.get(this.of(i))
      if (list) list.push(i)
      else found.set(this.of(i), [i])
    }
    return [...found.values()]
  }
}
