// The bytes of model.onnx → its named tensors and which weights each matrix product uses. Just what a quantised network needs of the format.

export interface Tensor {
  dims: number[]
  values: Float32Array | Int8Array | Uint8Array | Int32Array
}

export interface Graph {
  tensors: Map<string, Tensor>
  /** "enter", "layers.0.mix", …: name of the integer weights; those of a product are followed by `_scale`. */
  products: Map<string, string>
}

/** A field of a Protocol Buffers message: its number, and a number or bytes. */
type Field = [id: number, value: number, bytes: Uint8Array | undefined]

function* fields(bytes: Uint8Array): Generator<Field> {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  let at = 0
  const varint = (): number => {
    let value = 0
    let scale = 1
    for (;;) {
      const byte = bytes[at++]
      if (byte === undefined) throw new Error('model.onnx: ends in the middle of a field; copy the file again')
      value += (byte & 127) * scale
      if (byte < 128) return value
      scale *= 128
    }
  }
  while (at < bytes.length) {
    const tag = varint()
    const kind = tag & 7
    const id = Math.floor(tag / 8)
    if (kind === 0) yield [id, varint(), undefined]
    else if (kind === 5) {
      yield [id, view.getFloat32(at, true), undefined]
      at += 4
    } else if (kind === 1) at += 8
    else if (kind === 2) {
      const length = varint()
      if (at + length > bytes.length) throw new Error('model.onnx: is cut short; copy the file again')
      yield [id, 0, bytes.subarray(at, at + length)]
      at += length
    } else throw new Error(`model.onnx: is not an ONNX file (field of kind ${kind})`)
  }
}

const utf8 = new TextDecoder()
const KINDS: Record<number, (bytes: ArrayBuffer) => Tensor['values']> = {
  1: bytes => new Float32Array(bytes),
  2: bytes => new Uint8Array(bytes),
  3: bytes => new Int8Array(bytes),
  6: bytes => new Int32Array(bytes),
}

function readTensor(bytes: Uint8Array): [name: string, tensor: Tensor] | undefined {
  const dims: number[] = []
  const listed: number[] = []
  let name = ''
  let kind = 0
  let raw: Uint8Array | undefined
  for (const [id, value, inside] of fields(bytes)) {
    if (id === 1) dims.push(...(inside ? varints(inside) : [value]))
    else if (id === 2) kind = value
    else if (id === 4) listed.push(...(inside ? new Float32Array(Uint8Array.from(inside).buffer) : [value]))
    else if (id === 5) listed.push(...(inside ? varints(inside) : [value]))
    else if (id === 8) name = utf8.decode(inside)
    else if (id === 9) raw = inside
  }
  const make = KINDS[kind]
  if (!make) return undefined
  if (raw) return [name, { dims, values: make(Uint8Array.from(raw).buffer) }]
  return [name, { dims, values: kind === 1 ? Float32Array.from(listed) : Int32Array.from(listed) }]
}

function varints(bytes: Uint8Array): number[] {
  const found: number[] = []
  let value = 0
  let scale = 1
  for (const byte of bytes) {
    value += (byte & 127) * scale
    scale *= 128
    if (byte < 128) {
      found.push(value)
      value = 0
      scale = 1
    }
  }
  return found
}

/** Reads a file of the exporter. */
export function readGraph(bytes: Uint8Array): Graph {
  const graph: Graph = { tensors: new Map(), products: new Map() }
  for (const [id, , model] of fields(bytes)) {
    if (id !== 7 || !model) continue
    for (const [part, , inside] of fields(model)) {
      if (part === 5 && inside) {
        const tensor = readTensor(inside)
        if (tensor) graph.tensors.set(...tensor)
      } else if (part === 1 && inside) readNode(inside, graph)
    }
  }
  return graph
}

function readNode(bytes: Uint8Array, graph: Graph): void {
  const inputs: string[] = []
  let output = ''
  let operation = ''
  for (const [id, , inside] of fields(bytes)) {
    if (id === 1) inputs.push(utf8.decode(inside))
    else if (id === 2) output = utf8.decode(inside)
    else if (id === 4) operation = utf8.decode(inside)
  }
  const path = /^\/network\/(.+)\/MatMul_/.exec(output)?.[1]
  if (operation === 'MatMulInteger' && path) {
    graph.products.set(path.replaceAll('/', '.'), inputs[1]!.replace(/_quantized$/, ''))
  } else if (operation === 'Expand') graph.products.set('root', inputs[0]!)
}
