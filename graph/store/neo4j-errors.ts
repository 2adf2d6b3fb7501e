// Errors of the Neo4j driver and server → one line: where, what and what to do.
import { queryError, StoreError } from './store.ts'

const codeOf = (cause: Error): string => (cause as { code?: string }).code ?? ''

/** Why a server could not be opened. `user` is absent when no password was given. */
export function openError(
  url: string,
  cause: Error,
  user: string | undefined,
  database: string | undefined,
): StoreError {
  const code = codeOf(cause)
  const say = (what: string): StoreError => new StoreError(`${url}: ${what}`, { cause })
  if (/Unauthorized|TokenExpired/.test(code)) {
    return user === undefined
      ? say('the server wants a password; set NEO4J_USERNAME and NEO4J_PASSWORD')
      : say(`wrong user or password for "${user}"; set NEO4J_USERNAME and NEO4J_PASSWORD`)
  }
  if (/AuthenticationRateLimit/.test(code)) return say('too many wrong passwords; wait some seconds and try again')
  if (/CredentialsExpired/.test(code)) return say('the password has expired; change it on the server')
  if (/DatabaseNotFound/.test(code)) return say(`no database "${database}"; name one that the server has`)
  return serverError(url, cause)
}

/** Why a server could not do what was asked. */
export function serverError(url: string, cause: Error): StoreError {
  const code = codeOf(cause)
  const say = (what: string): StoreError => new StoreError(`${url}: ${what}`, { cause })
  if (/HTTP/.test(cause.message)) return say('answers HTTP, not Bolt; give the Bolt port, usually 7687')
  if (/ServiceUnavailable|SessionExpired/.test(code)) {
    if (/ENOTFOUND|EAI_AGAIN/.test(cause.message)) return say('no such host; check the address')
    if (/certificate|SSL|TLS|self.signed|EPROTO/i.test(cause.message)) {
      return say('no secure connection; use +ssc in the URL for a self-signed certificate, or a scheme without +s')
    }
    return say('no answer; start the server, or check the address')
  }
  if (/ConstraintValidationFailed/.test(code)) {
    return say('another writer saved the same articles at the same time; nothing of this part was written, save again')
  }
  if (/Forbidden/.test(code)) return say(`not allowed: ${firstLine(cause)}; ask for the right or use another user`)
  return say(firstLine(cause))
}

/** Whether a query was stopped because it took too long. */
export const isTimeout = (cause: Error): boolean => /TransactionTimedOut|TransactionTerminated/.test(codeOf(cause))

/** The fault of a query, with its place; or of the server. */
export function queryFault(cause: Error): Error {
  if (cause instanceof StoreError || !/^Neo\.ClientError\.(Statement|Procedure)\./.test(codeOf(cause))) return cause
  const [, line, column] = /\(line (\d+), column (\d+) \(offset: \d+\)\)/.exec(cause.message) ?? []
  const text = firstLine(cause).replace(/ ?\(line \d+, column \d+ \(offset: \d+\)\)/, '')
  if (/AccessMode/.test(codeOf(cause)))
    return queryError('writes; run it with --write (in code: write: true) if it should', undefined, undefined, cause)
  return queryError(text, line ? Number(line) : undefined, column ? Number(column) : undefined, cause)
}

const firstLine = (cause: Error): string => {
  const line = cause.message.split('\n', 1)[0]!.trim()
  return line.length > 400 ? `${line.slice(0, 400)}…` : line
}
