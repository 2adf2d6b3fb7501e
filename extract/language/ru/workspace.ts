// Memory of the network and the routines over it. What is kept is given out from the bottom, what a batch needs above it.
import * as wasm from './assembler.ts'
import { type AttentionRoutines, attentionRoutines } from './attention.ts'
import { byteProduct, shortProduct } from './kernels.ts'
import { type ReadoutRoutines, readoutRoutines } from './readout.ts'
import { type RowRoutines, rowRoutines } from './rows.ts'

/** table of row addresses, row tiles, weights, rounds, taps, bytes between taps, column tiles, factors, biases, out, bytes of a row of out */
type Multiply = (...parameters: number[]) => void

interface Routines extends RowRoutines, AttentionRoutines, ReadoutRoutines {
  multiply: Multiply
  /** Of rows of bytes; only with relaxed vector instructions. */
  multiplyBytes?: Multiply
}

export interface Workspace extends Routines {
  /** Makes sure that so many bytes can be taken. Arrays that were asked for before may be void afterwards. */
  reserve(bytes: number): void
  /** Address of so many fresh bytes. */
  take(bytes: number): number
  /** Forgets everything taken since `mark` was asked for. */
  mark(): number
  release(mark: number): void
  floats(at: number, length: number): Float32Array
  shorts(at: number, length: number): Int16Array
  bytes(at: number, length: number): Int8Array
  integers(at: number, length: number): Int32Array
}

const PAGE = 65536

/** Whether relaxed vector instructions are there: in Node 22 and in browsers since 2023. */
export function hasRelaxed(): boolean {
  return WebAssembly.validate(wasm.moduleOf([byteProduct()]))
}

/** Memory for matrices and rows; `bytes` of it are reserved. */
export function createWorkspace(bytes: number, relaxed = hasRelaxed()): Workspace {
  const memory = new WebAssembly.Memory({ initial: Math.ceil(bytes / PAGE) })
  const products = relaxed ? [shortProduct(), byteProduct()] : [shortProduct()]
  const module = new WebAssembly.Module(
    wasm.moduleOf([...products, ...rowRoutines(), ...attentionRoutines(), ...readoutRoutines()]),
  )
  const routines = new WebAssembly.Instance(module, { env: { memory } }).exports as unknown as Routines
  let top = 1024
  return {
    ...routines,
    reserve(bytes) {
      const missing = top + bytes - memory.buffer.byteLength
      if (missing > 0) memory.grow(Math.ceil(missing / PAGE))
    },
    take(bytes) {
      const at = top
      top += Math.ceil(bytes / 64) * 64
      if (top > memory.buffer.byteLength) throw new RangeError(`${top} bytes taken, but not reserved`)
      return at
    },
    mark: () => top,
    release(mark) {
      top = mark
    },
    floats: (at, length) => new Float32Array(memory.buffer, at, length),
    bytes: (at, length) => new Int8Array(memory.buffer, at, length),
    shorts: (at, length) => new Int16Array(memory.buffer, at, length),
    integers: (at, length) => new Int32Array(memory.buffer, at, length),
  }
}
