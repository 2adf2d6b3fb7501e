// Files of the model that do not fit are refused with a word on what is wrong; the core runs without Node.
import { readdirSync, readFileSync } from 'node:fs'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { readDictionary } from '../../../../extract/language/ru/dictionary.ts'
import { loadReader } from '../../../../extract/language/ru/load.ts'
import { readModel } from '../../../../extract/language/ru/model.ts'
import { readGraph } from '../../../../extract/language/ru/onnx.ts'

const folder = new URL('../../../../extract/language/ru/', import.meta.url)

describe('files of the model', () => {
  const settings = {
    version: 1,
    arrays: { keys: { type: 'uint32', shape: [4], offset: 0 } },
    kinds: [],
    marks: '',
    relations: [],
    types: [],
  }
  it.each([
    ['another version', { ...settings, version: 2 }, 64, /version 2.*reads version 1/],
    ['no arrays', { ...settings, arrays: {} }, 64, /"keys" is missing, not uint32 \[\*\]/],
    [
      'another type',
      { ...settings, arrays: { keys: { type: 'int8', shape: [4], offset: 0 } } },
      64,
      /"keys" is int8 \[4\]/,
    ],
    ['a short file', settings, 8, /model\.bin: 8 bytes, but "keys" ends at 16/],
  ])('with %s are refused', (_, json, bytes, message) =>
    expect(() => readModel(JSON.stringify(json), new Uint8Array(bytes))).toThrow(message),
  )

  it('of another kind are refused, whatever they hold', () => {
    expect(() => readGraph(Uint8Array.of(0x3a, 0x7f, 1))).toThrow(/model\.onnx/)
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 200 }), bytes => {
        try {
          readGraph(bytes)
        } catch (error) {
          expect(String(error)).toMatch(/model\.onnx|offset|bounds|length/i)
        }
      }),
    )
    expect(() => readDictionary('{"version": 9}')).toThrow(/version 9/)
  })

  it('that are not there are named', async () => {
    await expect(loadReader({ model: new URL('file:///nowhere/') })).rejects.toThrow(
      /^(?:model|dictionary)\.[\w.]+: .*nowhere/,
    )
  })
})

describe('the core', () => {
  it('imports nothing of Node but in load.ts and for threads', () => {
    const node = ['load.ts', 'threads.ts', 'worker.ts']
    for (const file of readdirSync(folder).filter(f => f.endsWith('.ts') && !node.includes(f))) {
      expect([file, /from 'node:/.test(readFileSync(new URL(file, folder), 'utf8'))]).toEqual([file, false])
    }
  })
})
