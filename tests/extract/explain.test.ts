// Why a claim was made, and what was nearest where none was.
import { beforeAll, describe, expect, it } from 'vitest'
import { type Explanation, explain } from '../../extract/explain.ts'
import { loadTools, type Tools } from '../../extract/index.ts'
import { loadOntology } from '../../graph/ontology.ts'

let tools: Tools
const why = (text: string): Promise<Explanation> => explain({ id: 'x', text }, tools)
beforeAll(async () => {
  tools = await loadTools(loadOntology())
})

describe('explain', () => {
  it('names the frame, its line, the trigger and where each argument was found', async () => {
    const { sentences } = await why('Аскар Нурланов предложил создать центр мониторинга «Щит».')
    const [claim] = sentences[0]!.claims
    expect(claim).toMatchObject({
      relation: 'PROPOSES',
      phrase: 'Нурланов предложил создать центр',
      trigger: 'предложил',
      subject: { name: 'Аскар Нурланов', place: 'subject', direct: true },
      object: { words: 'центр мониторинга «Щит»', direct: true },
      speaker: { name: 'Аскар Нурланов', by: 'own verb' },
    })
    expect(claim!.line).toBeGreaterThan(1)
    expect(claim!.object.place).toMatch(/^infinitive\(.*\) > object$/)
    expect(sentences[0]!.nearest).toEqual([])
  })

  it('says whose words they are, and how it knows', async () => {
    const { sentences } = await why(
      '«Лига осуждает расизм», – сказал Павел Ким. По словам Анны Цой, Лига поддержала закон.',
    )
    expect(sentences.map(s => s.claims.map(c => [c.relation, c.speaker?.name, c.speaker?.by]))).toEqual([
      [['OPPOSES', 'Павел Ким', 'quotation']],
      [['SUPPORTS', expect.any(String), expect.any(String)]],
    ])
  })

  it('says what was missing where no claim was made', async () => {
    const { sentences } = await why('Аскар Нурланов подписал.')
    expect(sentences[0]!.claims).toEqual([])
    expect(sentences[0]!.nearest).toContainEqual(
      expect.objectContaining({ relation: 'ADOPTS', trigger: 'подписал', fault: 'object', at: ['object'] }),
    )
  })

  it.each([
    ['Поддержала ли Чехия закон о границе?', 'question'],
    ['Если бы Чехия поддержала закон о границе, спора бы не было.', 'unreal'],
  ])('leaves %s alone and says why', async (text, skipped) => {
    const { sentences } = await why(text)
    expect(sentences[0]).toMatchObject({ skipped, claims: [] })
  })

  it('makes the same claims as reading does', async () => {
    const { sentences } = await why(
      'Президент Грузии Нино Капанадзе посетила саммит в Минске. Она поддержала декларацию.',
    )
    const claims = sentences.flatMap(s => s.claims.map(c => c.claim.id))
    expect(new Set(claims).size).toBe(claims.length)
    expect(claims.length).toBeGreaterThan(1)
  })
})
