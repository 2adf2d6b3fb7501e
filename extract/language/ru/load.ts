// A folder of model files and a runtime's name → a reader. The one file that knows where files lie and which packages are installed.
import { readFile } from 'node:fs/promises'
import { availableParallelism } from 'node:os'
import { setFlagsFromString } from 'node:v8'
import { gunzipSync } from 'node:zlib'
import { createReader, type Reader } from './analyze.ts'
import { decliner } from './decline.ts'
import { readDictionary } from './dictionary.ts'
import { readModel } from './model.ts'
import { onnxNetwork, type Runtime } from './onnx-network.ts'
import { readPairs } from './pairs.ts'
import { withThreads } from './threads.ts'
import { wasmNetwork } from './wasm-network.ts'
import { hasRelaxed } from './workspace.ts'

export const RUNTIMES = ['wasm', 'native', 'auto'] as const
export type RuntimeName = (typeof RUNTIMES)[number]

export interface ReaderOptions {
  /** What runs the network: our own WebAssembly (default), onnxruntime-node, or the latter where it is installed. */
  runtime?: RuntimeName
  /** Folder of model.json, model.bin and model.onnx, as a URL. */
  model?: URL
  /** Also look for relations between the names of a sentence (pairs.bin): reading takes a third longer. */
  pairs?: boolean
  /** Threads for much text at once, each with a model of its own (100 MB); else one. As many as there are processors, but at most 4. Only of "wasm". */
  threads?: number
}

/** Optional, so the compiler must not look for it. */
const NATIVE: string = 'onnxruntime-node'
const HERE = new URL('./model/', import.meta.url)

/** Loads the model. Takes part of a second; keep the reader. */
export async function loadReader({
  runtime = 'wasm',
  model: folder = HERE,
  pairs = false,
  threads = Math.min(availableParallelism(), 4),
}: ReaderOptions = {}): Promise<Reader> {
  const file = (name: string): Promise<Buffer> =>
    readFile(new URL(name, folder)).catch((error: NodeJS.ErrnoException) => {
      throw new Error(`${name}: ${error.message}; the model's files belong in ${folder}`)
    })
  const [json, tables, graph, words, scorer, onnx] = await Promise.all([
    file('model.json'),
    file('model.bin'),
    file('model.onnx'),
    file('dictionary.json.gz'),
    pairs ? file('pairs.bin') : undefined,
    native(runtime),
  ])
  relax()
  const model = readModel(json.toString('utf8'), tables)
  const network = onnx ? await onnxNetwork(onnx, graph, model) : wasmNetwork(graph, model)
  const decline = decliner(readDictionary(gunzipSync(words).toString('utf8')))
  const reader = createReader(model, network, decline, scorer && readPairs(scorer))
  return onnx ? reader : withThreads(reader, threads, { model: folder.href, pairs })
}

/** Node 20 has WebAssembly's relaxed vector instructions, but keeps them behind a flag; later ones have them as they are. */
function relax(): void {
  if (!hasRelaxed() && /^v20\./.test(process.version)) setFlagsFromString('--experimental-wasm-relaxed-simd')
}

/** onnxruntime-node; undefined where it is not installed and need not be. */
async function native(name: RuntimeName): Promise<Runtime | undefined> {
  if (name === 'wasm') return undefined
  try {
    const found = (await import(NATIVE)) as Runtime & { default?: Runtime }
    return found.default ?? found
  } catch (error) {
    if (name === 'auto') return undefined
    throw new Error(
      `${NATIVE} is needed for --runtime native; install it beside svodka: npm install ${NATIVE} (${error})`,
    )
  }
}
