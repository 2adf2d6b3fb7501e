// Ontology → the constraints and indexes that a Neo4j database of svodka has.
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
