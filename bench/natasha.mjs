// A Python with natasha in a fresh folder, for benches to compare with.
import { execFileSync } from 'node:child_process'
import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

/** Installs natasha and gives the path of its Python. The folder is added to `rooms`, for the caller to remove. */
export function natasha(rooms) {
  const room = mkdtempSync(join(tmpdir(), 'natasha-'))
  rooms.push(room)
  execFileSync('python3', ['-m', 'venv', room], { stdio: 'inherit' })
  // setuptools: pymorphy2 looks for its dictionaries with pkg_resources, which newer ones leave out
  execFileSync(join(room, 'bin/pip'), ['install', '-q', 'natasha==1.6.0', 'setuptools<81'], { stdio: 'inherit' })
  return join(room, 'bin/python')
}
