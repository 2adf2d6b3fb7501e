// Much text → readers in several threads, each with a model of its own. They say what one reader says, in the same order.
import { existsSync } from 'node:fs'
import { setImmediate } from 'node:timers/promises'
import { Worker } from 'node:worker_threads'
import type { Sentence } from '../tree.ts'
import type { Reader } from './analyze.ts'

/** What a thread is started with. */
export interface Start {
  model: string
  pairs: boolean
}

export interface Question {
  id: number
  texts: readonly string[]
}

export interface Answer {
  id: number
  sentences?: Sentence[][]
  error?: unknown
}

/** Characters that a thread reads at a time; and so many that starting threads pays, as each takes a second to get going. */
const PIECE = 20_000
const MUCH = 400_000
/** Not there where the sources run as they are. */
const FILE = new URL('./worker.js', import.meta.url)

type Analyze = Reader['analyze']

/** The reader with `threads` − 1 more beside it, started when there is much to read for the first time. */
export function withThreads(reader: Reader, threads: number, start: Start): Reader {
  if (threads < 2 || !existsSync(FILE)) return reader
  let others: Analyze[] = []
  return {
    ...reader,
    async analyze(texts) {
      const length = texts.reduce((sum, text) => sum + text.length, 0)
      if (length < (others.length ? 2 * PIECE : MUCH)) return reader.analyze(texts)
      if (!others.length) {
        others = Array.from({ length: threads - 1 }, () => thread(start, () => (others = [])))
      }
      const pieces = inPieces(texts)
      const found: Sentence[][][] = []
      let next = 0
      const take = async (analyze: Analyze): Promise<void> => {
        while (next < pieces.length) {
          const piece = next++
          found[piece] = await analyze(pieces[piece]!)
        }
      }
      const stop = (error: unknown): never => {
        next = pieces.length
        throw error
      }
      const here: Analyze = async texts => {
        const sentences = await reader.analyze(texts)
        await setImmediate() // hears of what the others have done meanwhile
        return sentences
      }
      // each of the others has a second piece waiting, as this thread is slow to hear
      await Promise.all([...others, ...others, here].map(analyze => take(analyze).catch(stop)))
      return found.flat()
    },
  }
}

/** The texts in their order, by as many as make a piece. */
function inPieces(texts: readonly string[]): string[][] {
  const pieces: string[][] = []
  let room = 0
  for (const text of texts) {
    if (room <= 0) {
      pieces.push([])
      room = PIECE
    }
    pieces.at(-1)!.push(text)
    room -= text.length
  }
  return pieces
}

/** Starts a thread. It keeps the process alive only while it is asked something. `failed`: what to do when it is no more. */
function thread(start: Start, failed: () => void): Analyze {
  const worker = new Worker(FILE, { workerData: start, execArgv: [] })
  const waiting = new Map<number, { resolve: (sentences: Sentence[][]) => void; reject: (error: unknown) => void }>()
  let asked = 0
  const settle = (id: number): ReturnType<typeof waiting.get> => {
    const one = waiting.get(id)
    waiting.delete(id)
    if (!waiting.size) worker.unref()
    return one
  }
  worker.unref()
  worker.on('message', ({ id, sentences, error }: Answer) => {
    if (sentences) settle(id)?.resolve(sentences)
    else settle(id)?.reject(error)
  })
  worker.on('error', error => {
    failed()
    for (const id of waiting.keys()) settle(id)?.reject(error)
  })
  return texts =>
    new Promise((resolve, reject) => {
      const question: Question = { id: asked++, texts }
      waiting.set(question.id, { resolve, reject })
      worker.ref()
      worker.postMessage(question)
    })
}
