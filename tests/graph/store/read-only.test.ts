// Which queries count as writing: told by words outside strings, comments and backticks.
import { expect, test } from 'vitest'
import { checkQuery } from '../../../graph/store/read-only.ts'

const refused = (cypher: string): string | undefined => {
  try {
    checkQuery(cypher, false)
    return undefined
  } catch (error) {
    return (error as Error).message.replace(
      ' is not allowed in a read-only query; run it with --write (in code: write: true) if it should change the graph; a name like this goes in backticks',
      '',
    )
  }
}

test.each([
  ['MATCH (n)\n  set n.a = 1', 'query:2:3: SET'],
  ['MERGE(n)', 'query:1:1: MERGE'],
  ['MATCH (n)/**/DETACH/**/DELETE n', 'query:1:14: DETACH'],
  ['/* a\n* b */ CREATE (n)', 'query:2:8: CREATE'],
  ["RETURN '\\'' AS a // x\nREMOVE n.a", 'query:2:1: REMOVE'],
  ['RETURN "it\'s" CREATE (n)', 'query:1:15: CREATE'],
  ['WITH 1. LOAD CSV FROM "x" AS y RETURN y', 'query:1:9: LOAD'],
  ['WITH 1 AS as LOAD CSV FROM "x" AS y RETURN y', 'query:1:14: LOAD'],
  ['WITH 1 AS `.` LOAD CSV FROM "x" AS y RETURN y', 'query:1:15: LOAD'],
  ['WITH 1 AS `a``b` LOAD CSV FROM "x" AS y RETURN y', 'query:1:18: LOAD'],
  ['LO\\u0041D CSV FROM "x" AS y RETURN y', 'query:1:1: LOAD'],
  ['UNWIND [1] AS x FOREACH (y IN [x] | CREATE (:Q))', 'query:1:17: FOREACH'],
  ['EXPLAIN CREATE (n)', 'query:1:9: CREATE'],
  ['CALL dbms.setConfigValue("a", "b")', 'query:1:1: CALL dbms.setConfigValue'],
  ['CALL `dbms` . `killQuery`("x")', 'query:1:1: CALL dbms.killQuery'],
  ['CALL apoc.load.json("http://x")', 'query:1:1: CALL apoc.load.json'],
  ['DROP INDEX x', 'query:1:1: DROP'],
  ['STOP DATABASE neo4j', 'query:1:1: STOP'],
])('%s', (cypher, where) => expect(refused(cypher)).toBe(where))

test.each([
  'MATCH (n) WHERE n.name CONTAINS "CREATE (x)" RETURN n // SET',
  "MATCH (n) WHERE n.name = 'it\\'s SET' RETURN n",
  'MATCH (n:Set)-[:CREATE]->(m) RETURN n.set, n.delete, {create: 1, load: n.load}',
  'MATCH (`create`) RETURN `create`, $set, /* DROP */ 1',
  'MATCH (n)-[:CREATES|ADOPTS]->(m) RETURN n.created, m.offset',
  'CALL db.labels() YIELD label RETURN label',
  'CALL { MATCH (n) RETURN n } RETURN n',
  'CALL dbms.components()',
  'RETURN 1 AS начало',
  'MATCH ()-[c]->() RETURN c.start AS start',
])('%s may be read', cypher => expect(refused(cypher)).toBeUndefined())
