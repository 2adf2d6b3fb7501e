// Reading in several threads, as built: the same answers in the same order, errors reach the caller, and a process ends.
import { execFile } from 'node:child_process'
import { existsSync } from 'node:fs'
import { promisify } from 'node:util'
import { describe, expect, it } from 'vitest'

const reader = new URL('../../../../dist/extract/language/ru/reader.js', import.meta.url)
const ready = ['worker.js', 'model/model.bin'].every(file => existsSync(new URL(file, reader)))

/** What a process prints that runs this with `loadReader` and `texts`. */
async function printed(script: string): Promise<string> {
  const program = `
    const { loadReader } = await import(${JSON.stringify(reader.href)})
    const words = 'Кения предложила провести саммит в Найроби. Президент Уильям Руто подписал соглашение. '
    const texts = Array.from({ length: 120 }, (_, i) => words.repeat(1 + (i * 7) % 80) + 'Глава ' + i + '.')
    ${script}`
  const { stdout } = await promisify(execFile)(process.execPath, ['--input-type=module', '--eval', program])
  return stdout.trim()
}

describe.skipIf(!ready)('threads', { timeout: 120_000 }, () => {
  it('say what one thread says', async () => {
    const found = await printed(`
      const [one, two] = [await loadReader({ threads: 1 }), await loadReader({ threads: 2 })]
      const answers = JSON.stringify(await one.analyze(texts))
      const together = await Promise.all([two.analyze(texts), two.analyze(texts.slice(0, 60))])
      console.log(answers === JSON.stringify(together[0]), together[1].length, together[0].flat().length > 3000)`)
    expect(found).toBe('true 60 true')
  })

  it('pass on what goes wrong in one of them', async () => {
    const found = await printed(`
      const { cpSync, mkdtempSync, rmSync } = await import('node:fs')
      const { pathToFileURL } = await import('node:url')
      const folder = mkdtempSync((await import('node:os')).tmpdir() + '/svodka-')
      cpSync(new URL('model/', ${JSON.stringify(reader.href)}), folder, { recursive: true })
      const broken = await loadReader({ threads: 2, model: pathToFileURL(folder + '/') })
      rmSync(folder, { recursive: true })
      console.log(await broken.analyze(texts).catch(error => error.message))
      console.log((await broken.analyze(texts.slice(0, 1)))[0].length)`)
    expect(found).toMatch(/^model\.json: ENOENT[^\n]*\n3$/)
  })
})
