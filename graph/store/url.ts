// A server's URL → its address without credentials, and the credentials, which are shown nowhere.
import { StoreError } from './store.ts'

export interface Server {
  /** Scheme, host and port. */
  url: string
  user?: string
  password?: string
}

const SCHEMES = ['neo4j', 'neo4j+s', 'neo4j+ssc', 'bolt', 'bolt+s', 'bolt+ssc']

/** The parts of a server's URL, or nothing for a file path. Throws a `StoreError` for a scheme no store has. */
export function parseServer(url: string): Server | undefined {
  const [, scheme, rest] = /^([a-z][a-z0-9+.-]*):\/\/(.*)$/is.exec(url.trim()) ?? []
  if (scheme === undefined || rest === undefined) return undefined
  // A password may hold any sign: all up to the last @ is credentials.
  const at = rest.lastIndexOf('@')
  const host = rest.slice(at + 1)
  const address = `${scheme.toLowerCase()}://${host}`
  if (!SCHEMES.includes(scheme.toLowerCase())) {
    throw new StoreError(
      `${address}: no such kind of store; give a file path, or a URL that begins with neo4j:// or bolt://`,
    )
  }
  if (host === '') throw new StoreError(`${address}: no host; write for example ${address}localhost:7687`)
  const server: Server = { url: address }
  if (at < 0) return server
  const colon = rest.indexOf(':')
  const hasPassword = colon >= 0 && colon < at
  server.user = decode(rest.slice(0, hasPassword ? colon : at))
  if (hasPassword) server.password = decode(rest.slice(colon + 1, at))
  return server
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text)
  } catch {
    return text
  }
}
