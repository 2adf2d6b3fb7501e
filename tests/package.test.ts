// The package: its lock file installs on every platform and names no address, and the fixed names are at the top.
import { existsSync, readFileSync } from 'node:fs'
import { expect, it } from 'vitest'

const at = (path: string): URL => new URL(`../${path}`, import.meta.url)
const lock = JSON.parse(readFileSync(at('package-lock.json'), 'utf8')) as {
  packages: Record<string, { version?: string; resolved?: string; optionalDependencies?: Record<string, string> }>
}

it('the lock file has every platform’s optional package (npm ci refuses it otherwise: npm run lock)', () => {
  const missing = Object.entries(lock.packages).flatMap(([path, { optionalDependencies = {} }]) =>
    Object.keys(optionalDependencies).filter(
      name =>
        !lock.packages[`node_modules/${name}`]?.version && !lock.packages[`${path}/node_modules/${name}`]?.version,
    ),
  )
  expect(missing).toEqual([])
})

it('the lock file records no download addresses', () => {
  expect(Object.values(lock.packages).filter(p => p.resolved?.startsWith('http'))).toEqual([])
})

it.each(['seeds', 'extract', 'graph', 'viz', 'tests', 'tsconfig.json', 'LICENSE', 'CHANGELOG.md', '.ci/run'])(
  '%s is there',
  name => {
    expect(existsSync(at(name))).toBe(true)
  },
)

it('what the package exports is built, with its types, and works', async () => {
  const { exports } = JSON.parse(readFileSync(at('package.json'), 'utf8')) as {
    exports: Record<string, { types: string; default: string }>
  }
  const files = Object.values(exports).flatMap(entry => [entry.types, entry.default])
  expect(files.filter(file => !existsSync(at(file)))).toEqual([])
  const { analyze } = (await import(
    at(exports['./ru']!.default).href
  )) as typeof import('../extract/language/ru/reader.ts')
  const [sentence] = await analyze('Кения предложила провести саммит.')
  expect(sentence!.names).toContainEqual(expect.objectContaining({ type: 'COUNTRY', start: 0, end: 5 }))
})
