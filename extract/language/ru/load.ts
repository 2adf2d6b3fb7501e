// A folder of model files and a runtime's name → a reader. The one file that knows where files lie and which packages are installed.
import { readFile } from 'node:fs/promises'
import { gunzipSync } from 'node:zlib'
import { createReader, type Reader } from './analyze.ts'
import { decliner } from './decline.ts'
import { readDictionary } from './dictionary.ts'
import { readModel } from './model.ts'
import { onnxNetwork, type Runtime } from './onnx-network.ts'
import { wasmNetwork } from './wasm-network.ts'

export type RuntimeName = 'wasm' | 'ort' | 'native' | 'auto'

export interface ReaderOptions {
  /** What runs the network: WebAssembly (default), onnxruntime-node, or the latter where it is installed. */
  runtime?: RuntimeName
  /** Folder of model.json, model.bin and model.onnx, as a URL. */
  model?: URL
}

const HERE = new URL('./model/', import.meta.url)

/** Loads the model. Takes part of a second; keep the reader. */
export async function loadReader({ runtime = 'wasm', model: folder = HERE }: ReaderOptions = {}): Promise<Reader> {
  const file = (name: string): Promise<Buffer> =>
    readFile(new URL(name, folder)).catch((error: NodeJS.ErrnoException) => {
      throw new Error(`${name}: ${error.message}; the model's files belong in ${folder}`)
    })
  const [json, tables, graph, words, onnx] = await Promise.all([
    file('model.json'),
    file('model.bin'),
    file('model.onnx'),
    file('dictionary.json.gz'),
    runtime === 'wasm' ? undefined : load(runtime),
  ])
  const model = readModel(json.toString('utf8'), tables)
  const network = onnx ? await onnxNetwork(onnx, graph, model) : wasmNetwork(graph, model)
  return createReader(model, network, decliner(readDictionary(gunzipSync(words).toString('utf8'))))
}

/** The runtime of that name. */
async function load(name: RuntimeName): Promise<Runtime> {
  if (name !== 'wasm') {
    try {
      const native: string = 'onnxruntime-node' // optional: not to be looked for by the compiler
      const found = (await import(native)) as Runtime & { default?: Runtime }
      return found.default ?? found
    } catch (error) {
      if (name === 'native')
        throw new Error(`onnxruntime-node is not installed: npm install onnxruntime-node (${error})`)
    }
  }
  const web = await import('onnxruntime-web')
  web.env.wasm.numThreads = 1
  return web
}
