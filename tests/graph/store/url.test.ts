// Credentials leave the URL before anything else sees it.
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { parseServer } from '../../../graph/store/url.ts'

test.each([
  ['neo4j://localhost', { url: 'neo4j://localhost' }],
  ['BOLT+S://h:7687', { url: 'bolt+s://h:7687' }],
  ['bolt://anna@h', { url: 'bolt://h', user: 'anna' }],
  ['bolt://anna:p%40ss@h:1', { url: 'bolt://h:1', user: 'anna', password: 'p@ss' }],
  ['bolt://anna:a/b:c@d%@h', { url: 'bolt://h', user: 'anna', password: 'a/b:c@d%' }],
])('%s', (url, server) => expect(parseServer(url)).toEqual(server))

test.each(['graph', './a/b.graph', 'C:\\graphs\\a.graph', '/tmp/a@b:c', 'a:b'])('%s is a path', path =>
  expect(parseServer(path)).toBeUndefined(),
)

test('whatever the user and password, they come out again and are not in the URL', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme' }), fc.string({ unit: 'grapheme' }), (user, password) => {
      const server = parseServer(`neo4j://${encodeURIComponent(user)}:${encodeURIComponent(password)}@host:7687`)
      expect(server).toEqual({ url: 'neo4j://host:7687', user, password })
    }),
  )
})
