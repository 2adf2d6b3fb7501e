// The viewer and other commands on one embedded store at the same time, as a user has them in two terminals.
import { type ChildProcess, spawn, spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, expect, test } from 'vitest'

const program = fileURLToPath(new URL('../../dist/cli.js', import.meta.url))
const folder = mkdtempSync(join(tmpdir(), 'svodka-view-'))
const viewers: ChildProcess[] = []
afterAll(() => {
  for (const viewer of viewers) viewer.kill('SIGKILL')
  rmSync(folder, { recursive: true, force: true })
})
const env = { ...process.env, LANG: 'en_US.UTF-8', LC_ALL: '', SVODKA_STORE: '' }

const svodka = (...args: string[]): string => {
  const run = spawnSync(process.execPath, [program, ...args, '--store', 'news.graph'], {
    cwd: folder,
    encoding: 'utf8',
    env,
  })
  expect(run.stderr).toBe('')
  return run.stdout
}

/** Starts a viewer; the address where it answers. */
function view(): Promise<string> {
  return new Promise((resolve, reject) => {
    const viewer = spawn(process.execPath, [program, 'view', '--store', 'news.graph'], { cwd: folder, env })
    viewers.push(viewer)
    let out = ''
    viewer.stdout.on('data', data => {
      out += data
      const url = /viewer: (http\S+)/.exec(out)?.[1]
      if (url) resolve(url)
    })
    viewer.stderr.on('data', data => reject(new Error(String(data))))
  })
}

test('while viewers run, other commands read and write, and the next page shows it', { timeout: 60_000 }, async () => {
  writeFileSync(join(folder, 'a.txt'), 'Союз\nИнтерпол борется с пиратством.')
  svodka('build', 'a.txt')
  const urls = [await view(), await view()]
  const names = async (url: string): Promise<string[]> => {
    const { entities } = (await (await fetch(new URL('api/graph', url))).json()) as { entities: { name: string }[] }
    return entities.map(e => e.name)
  }
  for (const url of urls) expect(await names(url)).toContain('пиратство')

  expect(svodka('query', 'MATCH (t:Threat) RETURN t.name', '-f', 'csv')).toBe('t.name\nпиратство\n')
  writeFileSync(join(folder, 'b.txt'), 'Ещё\nИнтерпол борется с контрабандой.')
  expect(svodka('build', 'b.txt')).toMatch(/^articles: 2 \(new 1\)/)
  for (const url of urls) expect(await names(url)).toContain('контрабанда')
  svodka('remove', 'a.txt')
  for (const url of urls) expect(await names(url)).not.toContain('пиратство')
})
