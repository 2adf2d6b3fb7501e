// A reader in a thread of its own: texts come in, their sentences go out. threads.ts starts it.
import { parentPort, workerData } from 'node:worker_threads'
import { loadReader } from './load.ts'
import type { Answer, Question, Start } from './threads.ts'

const { model, pairs } = workerData as Start
const reader = loadReader({ model: new URL(model), pairs, threads: 1 })
reader.catch(() => {}) // each question that waits for it is told

parentPort!.on('message', async ({ id, texts }: Question) => {
  const answer = await reader
    .then(({ analyze }) => analyze(texts))
    .then(
      (sentences): Answer => ({ id, sentences }),
      (error): Answer => ({ id, error }),
    )
  parentPort!.postMessage(answer)
})
