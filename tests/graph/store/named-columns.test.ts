// Columns that collect get names, and nothing else of a query changes.
import { expect, test } from 'vitest'
import { nameColumns } from '../../../graph/store/named-columns.ts'

test.each([
  ['MATCH (t) RETURN collect(t)', 'MATCH (t) RETURN collect(t) AS `collect(t)`'],
  [
    'MATCH (t)-->(o) return distinct t.name, Collect( t ) [0..2], o ORDER BY t.name LIMIT 3',
    'MATCH (t)-->(o) return distinct t.name, Collect( t ) [0..2] AS `Collect( t ) [0..2]`, o ORDER BY t.name LIMIT 3',
  ],
  [
    'MATCH (`a``b`) RETURN collect({n: `a``b`, m: [1, 2]}), 1 UNION RETURN collect(1) AS x, 1',
    'MATCH (`a``b`) RETURN collect({n: `a``b`, m: [1, 2]}) AS `collect({n: ``a````b``, m: [1, 2]})`, 1 UNION RETURN collect(1) AS x, 1',
  ],
  ['CALL { MATCH (n) RETURN collect(n) } RETURN 1', 'CALL { MATCH (n) RETURN collect(n) AS `collect(n)` } RETURN 1'],
])('%s', (query, named) => expect(nameColumns(query)).toBe(named))

test.each([
  'MATCH (n) RETURN n.name',
  'MATCH (n) WITH collect(n) AS all RETURN all',
  'MATCH (n) RETURN n.`collect(x)`, "collect(n)" // collect(n)',
  'RETURN',
  'RETURN collect(',
  '',
])('as it was: %s', query => expect(nameColumns(query).replace(/ AS `.*`/, '')).toBe(query))
