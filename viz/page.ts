// Folder of the built page → its files in memory, by path. What is not among them cannot be asked for.
import { createHash } from 'node:crypto'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { extname, join, relative, sep } from 'node:path'

export interface PageFile {
  body: Uint8Array<ArrayBuffer>
  type: string
  etag: string
  /** The name changes with the content. */
  immutable: boolean
}

const TYPES: Record<string, string> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.woff2': 'font/woff2',
}

export function page(folder: string): Map<string, PageFile> {
  if (!existsSync(join(folder, 'index.html')) || existsSync(join(folder, 'main.ts'))) {
    throw new Error(`${folder}: the viewer's page has not been built; run "npm run build"`)
  }
  const files = new Map<string, PageFile>()
  for (const entry of readdirSync(folder, { withFileTypes: true, recursive: true })) {
    if (!entry.isFile()) continue
    const path = join(entry.parentPath, entry.name)
    const body = new Uint8Array(readFileSync(path))
    const name = `/${relative(folder, path).split(sep).join('/')}`
    files.set(name, {
      body,
      type: TYPES[extname(name)] ?? 'application/octet-stream',
      etag: `"${createHash('sha256').update(body).digest('base64url').slice(0, 22)}"`,
      immutable: name.startsWith('/assets/'),
    })
  }
  return files
}
