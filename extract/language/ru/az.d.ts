// The part of the npm package "az" (OpenCorpora morphology) that svodka uses.
declare module 'az' {
  export interface AzTag {
    stat: string[]
    flex: string[]
    POST: string
    CAse?: string
    NMbr?: string
    GNdr?: string
    [grammeme: string]: unknown
  }
  export interface AzParse {
    word: string
    tag: AzTag
    score: number
    parser?: string
    inflect(grammemes: string[]): AzParse | false
    normalize(keepPOS?: boolean): AzParse | false
  }
  interface AzMorph {
    (word: string, config?: Record<string, unknown>): AzParse[]
    init(path: string, done: (error?: Error) => void): void
  }
  const Az: { Morph: AzMorph }
  export default Az
}
