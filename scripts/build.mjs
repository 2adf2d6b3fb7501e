// Sources → dist/: compiled TypeScript, the YAML files and the model beside it, and the viewer's page.
import { execFileSync } from 'node:child_process'
import { cpSync, existsSync, rmSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { build as bundle } from 'vite'

const root = fileURLToPath(new URL('..', import.meta.url))
process.chdir(root)
rmSync('dist', { recursive: true, force: true })
execFileSync(process.execPath, ['node_modules/typescript/bin/tsc', '-p', 'tsconfig.build.json'], { stdio: 'inherit' })
for (const file of [
  'graph/ontology.yaml',
  'graph/known',
  'extract/frames',
  'extract/dates',
  'extract/language/ru/model',
].filter(existsSync)) {
  cpSync(file, `dist/${file}`, { recursive: true, filter: path => !/\.ts$/.test(path) })
}
for (const page of ['vite.config.ts', 'vite.file.config.ts'])
  await bundle({ configFile: `viz/app/${page}`, logLevel: 'warn' })
