// Every question of questions.ts, asked of a store. Called once for each store; not collected by itself.
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openStore, type Store } from '../../../graph/store/index.ts'
import { GRAPH, QUESTIONS, type Question } from './questions.ts'

const sorted = (rows: unknown[][]): unknown[][] =>
  [...rows].sort((a, b) => (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1))

/** `own` names the store's own answers. `fresh` gives the URL of a store that has nothing yet. */
export function askingSuite(name: string, own: 'grafeo' | 'neo4j', fresh: () => Promise<string>): void {
  describe(`${name} answers`, () => {
    let store: Store
    beforeAll(async () => {
      store = await openStore(await fresh(), { create: true })
      await store.save(GRAPH)
    })
    afterAll(() => store.close())

    for (const [about, questions] of Object.entries(QUESTIONS)) {
      describe(about, () => {
        test.each(questions.map((q): [string, Question] => [q.cypher, q]))('%s', async (cypher, question) => {
          const { params = {}, ordered } = question
          const expected = question[own] ?? question.rows
          const answer = await store.query(cypher, { params }).catch((error: Error) => error.message)
          if (typeof expected === 'string') expect(answer).toContain(expected)
          else if (typeof answer === 'string') expect(answer).toEqual(expected)
          else if (ordered) expect(answer.rows).toEqual(expected)
          else expect(sorted(answer.rows)).toEqual(sorted(expected))
        })
      })
    }

    test('there are enough questions', () => {
      expect(Object.values(QUESTIONS).flat().length).toBeGreaterThanOrEqual(80)
    })
  })
}
