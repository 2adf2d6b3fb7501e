// Pieces of text → a file, or a folder of files, that appears whole or not at all.
import { createWriteStream } from 'node:fs'
import { mkdir, readdir, rename, rm, stat } from 'node:fs/promises'
import { basename, dirname, join, resolve } from 'node:path'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'

type Pieces = AsyncIterable<string> | Iterable<string>

/** Writes a file; one that is there is replaced. Throws, and leaves what was there, when it cannot be written whole. */
export async function replaceFile(path: string, pieces: Pieces): Promise<void> {
  await inPlaceOf(path, async unfinished => {
    await write(unfinished, pieces)
    await rename(unfinished, path)
  })
}

/** Writes a folder of files by name; one that is there is replaced only if it holds nothing but files of these names. */
export async function replaceFolder(path: string, files: Record<string, Pieces>): Promise<void> {
  const there = await readdir(path).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return undefined
    if (error.code === 'ENOTDIR') throw new Error(`${path}: is a file; this format writes a folder: give another name`)
    throw error
  })
  const other = there?.find(name => !Object.hasOwn(files, name))
  if (other !== undefined) {
    throw new Error(`${path}: is there already, with ${other}, which is not of such an export; give another name`)
  }
  await inPlaceOf(path, async unfinished => {
    await mkdir(unfinished)
    for (const [name, pieces] of Object.entries(files)) await write(join(unfinished, name), pieces)
    const old = `${unfinished}.old`
    if (there) await rename(path, old)
    await rename(unfinished, path)
    await rm(old, { recursive: true, force: true })
  })
}

/** Does the work beside the path; if it fails, what it has left there goes. */
async function inPlaceOf(path: string, work: (unfinished: string) => Promise<void>): Promise<void> {
  const folder = dirname(resolve(path))
  if (!(await stat(folder).catch(() => undefined))?.isDirectory()) {
    throw new Error(`${path}: there is no folder ${dirname(path)}; make it first`)
  }
  const unfinished = join(folder, `.${basename(path)}.${process.pid}.tmp`)
  try {
    await work(unfinished)
  } catch (error) {
    await rm(unfinished, { recursive: true, force: true })
    throw new Error(`${path}: cannot be written: ${(error as Error).message}`, { cause: error })
  }
}

async function write(path: string, pieces: Pieces): Promise<void> {
  await pipeline(Readable.from(blocks(pieces), { objectMode: false }), createWriteStream(path))
}

/** The same text in pieces of a size that is worth a write. */
async function* blocks(pieces: Pieces): Pieces {
  let block = ''
  for await (const piece of pieces) {
    block += piece
    if (block.length < 1 << 16) continue
    yield block
    block = ''
  }
  if (block) yield block
}
