// Sentences as integers of their words → scores of the network, run by onnxruntime-node where that is installed.
import { HIDDEN, inputWidth, type Model, writeWord } from './model.ts'
import type { Network } from './network.ts'

/** What is needed of onnxruntime-node. */
export interface Runtime {
  InferenceSession: { create(bytes: Uint8Array, options: object): Promise<Session> }
  Tensor: new (type: 'float32', data: Float32Array, dims: number[]) => { data: unknown }
}

interface Session {
  run(feeds: Record<string, { data: unknown }>): Promise<Record<string, { data: unknown }>>
}

const OPTIONS = { intraOpNumThreads: 1, interOpNumThreads: 1, logSeverityLevel: 3 }

/** The network of model.onnx on a runtime, one thread. */
export async function onnxNetwork(runtime: Runtime, bytes: Uint8Array, model: Model): Promise<Network> {
  const session = await runtime.InferenceSession.create(bytes, OPTIONS)
  const width = inputWidth(model)
  let room = new Float32Array(0)
  return async sentences => {
    const b = sentences.length
    const n = Math.max(...sentences.map(s => s.length))
    if (room.length < b * n * width) room = new Float32Array(b * n * width)
    const words = room.subarray(0, b * n * width)
    const mask = new Float32Array(b * n)
    sentences.forEach((sentence, k) => {
      sentence.forEach((word, i) => {
        writeWord(model, word, words, (k * n + i) * width)
      })
      mask.fill(1, k * n, k * n + sentence.length)
    })
    const out = await session.run({
      words: new runtime.Tensor('float32', words, [b, n, width]),
      mask: new runtime.Tensor('float32', mask, [b, n]),
    })
    return sentences.map((sentence, k) => {
      const floats = (name: string): Float32Array => rows(out[name]!.data as Float32Array, b, k)
      const integers = (name: string): Int32Array => rows(out[name]!.data as Int32Array, b, k)
      return {
        n: sentence.length, columns: n + 1, tags: integers('tags'), rules: integers('rules'), arcs: floats('arcs'),
        relDep: floats('rel_dep'), relHead: floats('rel_head').subarray(HIDDEN), first: floats('span_first'), last: floats('span_last'),
        inner: floats('span_inner'), edge: floats('edge'), edges: 2,
      } // biome-ignore format: a list
    })
  }
}

function rows<T extends Float32Array | Int32Array>(data: T, b: number, k: number): T {
  const size = data.length / b
  return data.subarray(k * size, (k + 1) * size) as T
}
