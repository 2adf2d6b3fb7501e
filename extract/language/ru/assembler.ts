// Instructions of WebAssembly as lists of bytes: what matmul.ts is written in.

export type Code = number[]

/** LEB128, unsigned. */
export function unsigned(n: number): Code {
  const out: Code = []
  for (; n > 127; n >>>= 7) out.push((n & 127) | 128)
  return [...out, n]
}

function signed(n: number): Code {
  const out: Code = []
  for (;;) {
    const byte = n & 127
    n >>= 7
    if ((n === 0 && !(byte & 64)) || (n === -1 && byte & 64)) return [...out, byte]
    out.push(byte | 128)
  }
}

const simd = (operation: number): Code => [0xfd, ...unsigned(operation)]
const memory = (operation: Code, align: number, offset: number): Code => [...operation, align, ...unsigned(offset)]

export const get = (local: number): Code => [0x20, ...unsigned(local)]
export const set = (local: number): Code => [0x21, ...unsigned(local)]
export const tee = (local: number): Code => [0x22, ...unsigned(local)]
export const number = (n: number): Code => [0x41, ...signed(n)]
export const add: Code = [0x6a]
export const subtract: Code = [0x6b]
export const shiftLeft: Code = [0x74]
export const shiftRight: Code = [0x76]
export const isZero: Code = [0x45]
export const loadInteger = (offset: number): Code => memory([0x28], 2, offset)

/** The same float four times. */
export const constant = (value: number): Code => {
  const bytes = Array.from(new Uint8Array(Float32Array.of(value, value, value, value).buffer))
  return [...simd(0x0c), ...bytes]
}
export const zero: Code = [...simd(0x0c), ...new Array<number>(16).fill(0)]
export const load = (offset: number): Code => memory(simd(0x00), 4, offset)
export const store = (offset: number): Code => memory(simd(0x0b), 4, offset)
/** Four bytes, four times over. */
export const loadSplat = (offset: number): Code => memory(simd(0x09), 2, offset)
/** Eight products of 16-bit numbers, summed in pairs. */
export const dot: Code = simd(0xba)
export const addIntegers: Code = simd(0xae)
/** The same integer four times. */
export const splatInteger: Code = simd(0x11)
export const toFloats: Code = simd(0xfa)
export const multiplyFloats: Code = simd(0xe6)
export const addFloats: Code = simd(0xe4)
export const subtractFloats: Code = simd(0xe5)
export const divideFloats: Code = simd(0xe7)
/** The lesser, and the greater, of two floats; where they cannot be compared, the first. */
export const least: Code = simd(0xea)
export const greatest: Code = simd(0xeb)
export const root: Code = simd(0xe3)
const subtractIntegers: Code = simd(0xb1)
const integers = (n: number): Code => {
  const bytes = Array.from(new Uint8Array(Int32Array.of(n, n, n, n).buffer))
  return [...simd(0x0c), ...bytes]
}
/** 1½ · 2²³: floats of this size have no places after the point, and the whole number in their last bits. */
const ROUNDING = 12582912
/** Floats to the nearest floats without places after the point; to such integers. Both for what is well below 2²². */
export const nearest: Code = [...constant(ROUNDING), ...addFloats, ...constant(ROUNDING), ...subtractFloats]
export const toIntegers: Code = [...constant(ROUNDING), ...addFloats, ...integers(0x4b400000), ...subtractIntegers]
/** Eight integers to 16 bits; what is too large stays at the limit. */
export const narrow: Code = simd(0x85)
/** Sixteen products of a signed and an unsigned 7-bit number, summed in pairs (relaxed vector instructions). */
export const dotBytes: Code = simd(0x112)
export const addShorts: Code = simd(0x8e)
export const leastShorts: Code = simd(0x96)
export const narrowBytes: Code = simd(0x66)
/** The same 16-bit number eight times. */
export const shorts = (n: number): Code => [...simd(0x0c), ...Array.from({ length: 8 }, () => [n & 255, n >> 8]).flat()]
/** Stores the first eight bytes. */
export const storeHalf: Code = [...memory(simd(0x5b), 3, 0), 0]
/** The four numbers of a vector, in the order of `lanes`. */
export const shuffle = (lanes: number[]): Code => [
  ...simd(0x0d),
  ...lanes.flatMap(l => [4 * l, 4 * l + 1, 4 * l + 2, 4 * l + 3]),
]

export const equal: Code = simd(0x41)
/** Whether any bit of a vector is set; the bits of its four signs; where the lowest set bit is. */
export const anyTrue: Code = simd(0x53)
export const signs: Code = simd(0xa4)
export const lowestBit: Code = [0x68]
/** Moves the bits of four integers to the left. */
export const shiftIntegers: Code = simd(0xab)
export const storeInteger: Code = memory([0x36], 2, 0)
/** Stores the first of four numbers. */
export const storeFirst: Code = [...memory(simd(0x5a), 2, 0), 0]

/** local += n */
export const increase = (local: number, n: number): Code => [...get(local), ...number(n), ...add, ...set(local)]

/** Repeats `body` and takes `step` from `counter` each time, until that is 0. */
export function countdown(counter: number, step: number, body: Code): Code {
  return [0x03, 0x40, ...body, ...get(counter), ...number(step), ...subtract, ...tee(counter), 0x0d, 0, 0x0b]
}

/** Repeats `body` for as long as it leaves something other than 0. */
export const repeat = (body: Code): Code => [0x03, 0x40, ...body, 0x0d, 0, 0x0b]

/** A function of integer parameters. Its locals: the parameters, then integers, then vectors, in this order. */
export interface Routine {
  name: string
  parameters: number
  integers: number
  vectors: number
  body: Code
}

/** A module of functions over the memory "env.memory". */
export function moduleOf(routines: Routine[]): Uint8Array<ArrayBuffer> {
  const text = (s: string): Code => [s.length, ...Array.from(s, c => c.charCodeAt(0))]
  const section = (id: number, content: Code): Code => [id, ...unsigned(content.length), ...content]
  const list = (items: Code[]): Code => [...unsigned(items.length), ...items.flat()]
  const code = ({ integers, vectors, body }: Routine): Code => {
    const whole = [2, ...unsigned(integers), 0x7f, ...unsigned(vectors), 0x7b, ...body, 0x0b]
    return [...unsigned(whole.length), ...whole]
  }
  return Uint8Array.from([
    ...[0, 0x61, 0x73, 0x6d, 1, 0, 0, 0],
    ...section(1, list(routines.map(r => [0x60, r.parameters, ...new Array<number>(r.parameters).fill(0x7f), 0]))),
    ...section(2, [1, ...text('env'), ...text('memory'), 2, 0, 1]),
    ...section(3, list(routines.map((_, i) => [i]))),
    ...section(7, list(routines.map(({ name }, i) => [...text(name), 0, i]))),
    ...section(10, list(routines.map(code))),
  ])
}
