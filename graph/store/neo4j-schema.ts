// Ontology → the constraints and indexes that a Neo4j database of svodka has.
import { setTimeout as wait } from 'node:timers/promises'
import type { Session } from 'neo4j-driver'
import type { Ontology } from '../ontology.ts'

/** The full-text index of names. */
export const FULL_TEXT = 'svodka_names'

/** Name and statement of every constraint and index. */
export function schema(ontology: Ontology): [name: string, statement: string][] {
  const statements: [string, string][] = ['Entity', 'Article', 'Reading'].map(label => {
    const name = `svodka_${label.toLowerCase()}_id`
    return [name, `CREATE CONSTRAINT ${name} IF NOT EXISTS FOR (n:${label}) REQUIRE n.id IS UNIQUE`]
  })
  for (const relation of ontology.relations.keys()) {
    const name = `svodka_${relation.toLowerCase()}`
    statements.push(
      [`${name}_id`, `CREATE CONSTRAINT ${name}_id IF NOT EXISTS FOR ()-[c:${relation}]-() REQUIRE c.id IS UNIQUE`],
      [`${name}_article`, `CREATE INDEX ${name}_article IF NOT EXISTS FOR ()-[c:${relation}]-() ON (c.article)`],
    )
  }
  const fullText = `CREATE FULLTEXT INDEX ${FULL_TEXT} IF NOT EXISTS FOR (e:Entity) ON EACH [e.name, e.aliases]
    OPTIONS {indexConfig: {\`fulltext.analyzer\`: 'standard-no-stop-words'}}`
  return [...statements, [FULL_TEXT, fullText]]
}

/** Milliseconds that making a constraint may take. */
const HALF = 2_000

/** Makes what is missing, and waits until the server can use it. */
export async function makeSchema(session: Session, ontology: Ontology): Promise<void> {
  const wanted = schema(ontology)
  let present = await indexes(session)
  // A process that is killed while it makes a constraint leaves its index, which will never be of use; one that is alive
  // needs a moment for it.
  const isHalf = ([name, statement]: [string, string]): boolean =>
    statement.startsWith('CREATE CONSTRAINT') && present.get(name) === null
  if (wanted.some(isHalf)) {
    await wait(HALF)
    present = await indexes(session)
    for (const [name] of wanted.filter(isHalf)) {
      await session.run(`DROP INDEX ${name} IF EXISTS`)
      present.delete(name)
    }
  }
  for (const [name, statement] of wanted) if (!present.has(name)) await session.run(statement)
  await session.run('CALL db.awaitIndexes(300)')
}

/** Every index, with the constraint that it serves or null. */
async function indexes(session: Session): Promise<Map<string, string | null>> {
  const { records } = await session.run('SHOW INDEXES YIELD name, owningConstraint')
  return new Map(records.map(r => [r.get('name'), r.get('owningConstraint')] as [string, string | null]))
}
