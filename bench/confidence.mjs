// How well does a claim's confidence say how likely it is right? Fits the weights of extract/confidence.ts and checks them.
//
//   npm run -s build && node bench/confidence.mjs [folder of annotated articles]
//
// Data: the claims of the annotated articles, and judged-claims.tsv (some 200 random claims of other news, read one by one;
// no text in it). Ridge logistic regression, few parameters. Prints the weights, and the expected calibration error (Guo et
// al. 2017, ten bins) on the annotated articles: as the program has it, and with each article left out of the fit.
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { calibration } from '../dist/extract/calibration.js'
import { findClaims } from '../dist/extract/claims.js'
import { confidenceOf, FEATURES, featuresOf } from '../dist/extract/confidence.js'
import { evaluate } from '../dist/extract/evaluate.js'
import { goldFromDoc } from '../dist/extract/gold.js'
import { createExtractor, loadTools, understand } from '../dist/extract/index.js'
import { loadOntology } from '../dist/graph/ontology.js'

const RIDGE = 1
const here = fileURLToPath(new URL('.', import.meta.url))
const folder = process.argv[2] ?? join(here, '../../shared/gold/dev')

const annotated = await annotatedClaims()
const judged = readFileSync(join(here, 'judged-claims.tsv'), 'utf8')
  .split('\n')
  .filter(line => line && !line.startsWith('#'))
  .map(line => {
    const [, subject, object, sure, , modality, right] = line.split('\t')
    const claim = { modality }
    const argument = direct => ({ direct: direct === '1', sure: Number(sure) })
    return { features: featuresOf(claim, argument(subject), argument(object)), right: right === '1' }
  })

const weights = regression([...annotated, ...judged])
console.log(FEATURES.map((name, i) => `${name.padEnd(18)} ${weights[i].toFixed(2)}`).join('\n'))
const share = list => (list.filter(c => c.right).length / list.length).toFixed(3)
console.log(
  `annotated: ${annotated.length} claims, ${share(annotated)} right; read: ${judged.length}, ${share(judged)} right`,
)
const ece = list => calibration(list).error.toFixed(3)
console.log(`ECE on the annotated articles, weights of the program: ${ece(annotated)}`)
const left = annotated.map(one => {
  const others = regression([...annotated.filter(c => c.article !== one.article), ...judged])
  return { ...one, confidence: probability(others, one.features) }
})
console.log(`ECE, each article left out of the fit: ${ece(left)}`)
console.log(
  `ECE on the claims that were read, weights of this fit: ${ece(judged.map(c => ({ ...c, confidence: probability(weights, c.features) })))}`,
)

async function annotatedClaims() {
  const ontology = loadOntology()
  const tools = await loadTools(ontology)
  const extractor = await createExtractor(ontology)
  const found = []
  for (const file of readdirSync(folder).filter(f => f.endsWith('.json'))) {
    const gold = JSON.parse(readFileSync(join(folder, file), 'utf8'))
    const article = { id: gold.id, text: readFileSync(join(folder, `${file.slice(0, -5)}.txt`), 'utf8') }
    const [doc] = await extractor([article])
    const { judgements } = evaluate([{ gold, predicted: goldFromDoc(doc) }])
    const right = new Map(doc.claims.map((claim, i) => [claim.id, judgements[i].right]))
    const [sentences] = await tools.language.analyze([article.text])
    findClaims(understand(article, sentences, tools), ({ subjects, objects, claims }) => {
      for (const claim of claims) {
        const [s, o] = [subjects.find(a => a.entity === claim.subject), objects.find(a => a.entity === claim.object)]
        found.push({
          article: gold.id,
          features: featuresOf(claim, s, o),
          confidence: confidenceOf(claim, s, o),
          right: right.get(claim.id),
        })
      }
    })
  }
  return found
}

function probability(weights, features) {
  return 1 / (1 + Math.exp(-features.reduce((sum, value, i) => sum + value * weights[i], 0)))
}

/** Gradient descent on the penalised log-likelihood; the first weight is free. */
function regression(data) {
  const weights = FEATURES.map(() => 0)
  for (let step = 0; step < 20000; step++) {
    const slope = weights.map((w, i) => (i ? RIDGE * w : 0))
    for (const { features, right } of data) {
      const miss = probability(weights, features) - Number(right)
      features.forEach((value, i) => {
        slope[i] += miss * value
      })
    }
    slope.forEach((s, i) => {
      weights[i] -= (0.5 * s) / data.length
    })
  }
  return weights
}
