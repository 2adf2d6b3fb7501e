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
