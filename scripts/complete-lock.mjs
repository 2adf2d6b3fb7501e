// package-lock.json → the same with an entry for every platform's optional package. npm leaves out those that it could
// not look up while it wrote the file, and `npm ci` then refuses it. Run after every change of the dependencies.
import { readFileSync, writeFileSync } from 'node:fs'

const file = new URL('../package-lock.json', import.meta.url)
const lock = JSON.parse(readFileSync(file, 'utf8'))
const platform =
  /-(darwin|linux|win32|freebsd|android|openharmony)-(x64|arm64|arm|ia32|ppc64|s390x|riscv64|loong64)(?:-(gnu|musl|msvc|gnueabihf|musleabihf))?$/
let added = 0
for (const [path, entry] of Object.entries(lock.packages)) {
  for (const [name, version] of Object.entries(entry.optionalDependencies ?? {})) {
    const place = `node_modules/${name}`
    const [, os, cpu, libc] = platform.exec(name) ?? []
    if (lock.packages[place]?.version || lock.packages[`${path}/${place}`]?.version || !os) continue
    const glibc = { gnu: 'glibc', musl: 'musl' }[libc]
    lock.packages[place] = {
      version,
      cpu: [cpu],
      ...(entry.dev && { dev: true }),
      ...(os === 'linux' && glibc && { libc: [glibc] }),
      license: entry.license,
      optional: true,
      os: [os],
    }
    added++
  }
}
const sorted = Object.entries(lock.packages).sort(([a], [b]) => (a < b ? -1 : 1))
lock.packages = Object.fromEntries(sorted)
writeFileSync(file, `${JSON.stringify(lock, null, 2)}\n`)
console.log(`package-lock.json: ${added} added`)
