// Request → refused, or passed on with headers that keep the page from being abused.
// A web page elsewhere must not reach this server through the visitor's browser (DNS rebinding), hence the Host check.
import { timingSafeEqual } from 'node:crypto'
import type { MiddlewareHandler } from 'hono'
import { getCookie, setCookie } from 'hono/cookie'

export interface Guard {
  host: string
  /** What the URL must carry, or the cookie that it sets. Without one, only the names of loopback and `host` are let in. */
  token?: string | undefined
}

/** Nothing inline, nothing from elsewhere. Styles set through the CSSOM are allowed by it. */
export const CONTENT_SECURITY_POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self' data:",
  "connect-src 'self'",
  "worker-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ')

const HEADERS = {
  'Content-Security-Policy': CONTENT_SECURITY_POLICY,
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Cross-Origin-Resource-Policy': 'same-origin',
  'Referrer-Policy': 'no-referrer',
  'X-Content-Type-Options': 'nosniff',
}

/** Bytes up to which a request that is refused is read to its end. */
const SHORT = 1_000_000

/** `posts` are the paths that something may be sent to. */
export function guard({ host, token }: Guard, posts: ReadonlySet<string> = new Set()): MiddlewareHandler {
  const names = new Set(['localhost', '127.0.0.1', '[::1]', host.toLowerCase()])
  return async (c, next) => {
    // What is refused is read to its end, too, if it is short: else its connection would have to be closed.
    const refuse = async (why: string, status: 401 | 403 | 405 | 415): Promise<Response> => {
      if (Number(c.req.header('Content-Length') ?? 0) < SHORT) await c.req.arrayBuffer().catch(() => undefined)
      return c.text(why, status)
    }
    for (const [name, value] of Object.entries(HEADERS)) c.header(name, value)
    const asked = c.req.header('Host') ?? ''
    const origin = c.req.header('Origin')
    if (token === undefined && !names.has(asked.replace(/:\d+$/, '').toLowerCase())) {
      return refuse('this host name is not served here; use the URL that svodka printed', 403)
    }
    if (origin !== undefined && origin !== `http://${asked}`) return refuse('not for other web pages', 403)
    const reads = c.req.method === 'GET' || c.req.method === 'HEAD'
    if (!reads && !(c.req.method === 'POST' && posts.has(c.req.path))) return refuse('read only', 405)
    // A form of another page cannot send JSON without being asked first, and it is not answered then.
    if (!reads && !/^application\/json\b/.test(c.req.header('Content-Type') ?? '')) return refuse('send JSON', 415)
    if (token !== undefined) {
      const given = c.req.query('token')
      if (!same(given ?? getCookie(c, 'svodka') ?? '', token)) {
        return refuse('no token or a wrong one; use the URL that svodka printed', 401)
      }
      if (given !== undefined) setCookie(c, 'svodka', token, { httpOnly: true, sameSite: 'Strict', path: '/' })
    }
    await next()
  }
}

function same(a: string, b: string): boolean {
  const [x, y] = [Buffer.from(a), Buffer.from(b)]
  return x.length === y.length && timingSafeEqual(x, y)
}
