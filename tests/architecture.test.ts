// The folders are the steps, and each knows only those before it: extract → graph's types, graph → nothing, viz → graph.
import { readdirSync, readFileSync } from 'node:fs'
import { dirname, join, relative } from 'node:path'
import { fileURLToPath } from 'node:url'
import { describe, expect, test } from 'vitest'

const root = fileURLToPath(new URL('..', import.meta.url))
const posix = (path: string): string => path.replaceAll('\\', '/')

/** What the files below a path may import of the project; the first that fits holds. */
const RULES: [from: string, may: RegExp][] = [
  ['extract/', /^(extract\/|graph\/(model|ontology|id|yaml|known)\.ts$)/],
  ['graph/', /^graph\//],
  ['viz/app/', /^(viz\/|graph\/(model|ontology|edits)\.ts$)/],
  ['viz/', /^(viz|graph)\//],
  ['commands/', /^(commands|extract|graph|viz)\/|^index\.ts$/],
  ['cli.ts', /^(commands|extract|graph|viz)\/|^index\.ts$/],
  ['index.ts', /^(extract|graph|viz)\//],
  ['bench/', /^(bench|extract|graph|viz)\/|^index\.ts$/],
  ['scripts/', /^(scripts|extract|graph|viz)\/|^index\.ts$/],
]

function filesBelow(folder: string): string[] {
  return readdirSync(join(root, folder), { withFileTypes: true }).flatMap(entry => {
    const path = posix(join(folder, entry.name))
    if (/^(\.|node_modules$|dist$|build$|coverage$)/.test(entry.name)) return []
    return entry.isDirectory() ? filesBelow(path) : /\.tsx?$/.test(path) ? [path] : []
  })
}

/** The project's files that a module imports, exports from or loads, types included. */
function importsOf(path: string, source: string): string[] {
  const code = source.replace(/^\s*(\/\/|\*|\/\*).*$/gm, '')
  const names = code.matchAll(
    /(?:^|[\s;}])(?:import|export)\s[^'"`;]*?from\s*['"](\.[^'"]+)['"]|\bimport\s*\(?\s*['"](\.[^'"]+)['"]/g,
  )
  return [...names].map(([, from, plain]) => posix(join(dirname(path), (from ?? plain)!.replace(/\?.*$/, ''))))
}

const read = (path: string): string => readFileSync(join(root, path), 'utf8')
const sources = filesBelow('.').filter(path => !path.startsWith('tests/') && !/^[\w.]+\.config\.ts$/.test(path))
const imports = new Map(sources.map(path => [path, importsOf(path, read(path))]))

/** A chain of imports that comes back to its beginning, if there is one. */
function cycleIn(graph: Map<string, string[]>): string[] | undefined {
  const done = new Set<string>()
  const visit = (path: string, chain: string[]): string[] | undefined => {
    if (chain.includes(path)) return [...chain.slice(chain.indexOf(path)), path]
    if (done.has(path)) return undefined
    for (const next of graph.get(path) ?? []) {
      const cycle = visit(next, [...chain, path])
      if (cycle) return cycle
    }
    done.add(path)
    return undefined
  }
  for (const path of graph.keys()) {
    const cycle = visit(path, [])
    if (cycle) return cycle
  }
  return undefined
}

describe('dependencies', () => {
  test('every file has a rule, and keeps it', () => {
    const broken = sources.flatMap(path => {
      const rule = RULES.find(([from]) => path.startsWith(from))
      if (!rule) return [`${path}: no rule for this folder`]
      return imports
        .get(path)!
        .filter(to => !rule[1].test(to))
        .map(to => `${path} imports ${to}`)
    })
    expect(broken).toEqual([])
  })

  test('no module needs itself', () => {
    expect(cycleIn(imports)).toBeUndefined()
  })

  test('what is imported is there', () => {
    const known = new Set(sources)
    const missing = [...imports].flatMap(([path, list]) =>
      list.filter(to => to.endsWith('.ts') && !known.has(to)).map(to => `${path} imports ${to}`),
    )
    expect(missing).toEqual([])
  })

  test('the code imports something at all, and the reading of imports sees every form', () => {
    expect(sources.length).toBeGreaterThan(20)
    expect([...imports.values()].flat().length).toBeGreaterThan(50)
    const forms = `import a from './a.ts'
import {
  b,
  type B,
} from "../b.ts"
import './c.ts'
export * from './d.ts'
export { e } from './e.ts'
const f = await import('./f.ts')
import type { G } from './g.ts'
import url from './h.ts?worker'
// import x from './x.ts'
import fs from 'node:fs'
import { i } from './i.ts'; import { j } from './j.ts'
`
    const found = importsOf('graph/store/x.ts', forms).map(path => relative('graph', path))
    expect(found).toEqual(['store/a.ts', 'b.ts', ...[...'cdefghij'].map(name => `store/${name}.ts`)])
  })

  test('a cycle is found', () => {
    const graph = new Map([
      ['a', ['b', 'd']],
      ['b', ['c']],
      ['c', ['d', 'b']],
      ['d', []],
    ])
    expect(cycleIn(graph)).toEqual(['b', 'c', 'b'])
    graph.set('c', ['d'])
    expect(cycleIn(graph)).toBeUndefined()
  })
})

test('every file says first what goes in and what comes out', () => {
  const silent = sources.filter(path => !/^(#!.*\n)?(\/\/ |\/\*)/.test(read(path)))
  expect(silent).toEqual([])
})

test('no file is a heap of leftovers', () => {
  expect(sources.filter(path => /(utils?|helpers?|common|misc|manager|service)(\.ts$|\/)/i.test(path))).toEqual([])
})
