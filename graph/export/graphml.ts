// Graph → GraphML, in the part of the format that networkx, igraph and Gephi read alike: directed, an edge for each claim,
// values typed as text, whole numbers and fractions. GraphML has no lists: aliases are a JSON list.
import type { Ontology } from '../ontology.ts'
import type { Source } from '../source.ts'
import { EDGE, edgeValues, NODE, nodeValues } from './records.ts'
import { sightingsOf } from './sightings.ts'
import { attribute, element } from './xml.ts'

/** The GraphML file in pieces. Entities and claims must be ones that the ontology knows. Labels are in `lang`. */
export async function* graphml(
  source: Source,
  ontology: Ontology,
  { lang = 'ru' }: { lang?: 'ru' | 'en' } = {},
): AsyncGenerator<string> {
  const seen = await sightingsOf(source)
  yield '<?xml version="1.0" encoding="UTF-8"?>\n<graphml xmlns="http://graphml.graphdrawing.org/xmlns">\n'
  yield keys('node', NODE)
  yield keys('edge', EDGE)
  yield '<graph id="svodka" edgedefault="directed">\n'
  for await (const entity of source.entities()) {
    yield `${element('node', { id: entity.id }, data('node', nodeValues(entity, seen, ontology, lang)))}\n`
  }
  for await (const { claims } of source.edges()) {
    for (const claim of claims) {
      const ends = { id: claim.id, source: claim.subject, target: claim.object }
      yield `${element('edge', ends, data('edge', edgeValues(claim, seen, ontology, lang)))}\n`
    }
  }
  yield '</graph>\n</graphml>\n'
}

function keys(of: 'node' | 'edge', types: Record<string, string>): string {
  return Object.entries(types)
    .map(
      ([name, type]) => `${element('key', { id: `${of}_${name}`, for: of, 'attr.name': name, 'attr.type': type })}\n`,
    )
    .join('')
}

/** What has no value is left out. */
function data(of: 'node' | 'edge', values: Record<string, string | number | undefined>): string {
  return Object.entries(values)
    .filter(([, value]) => value !== undefined && value !== '')
    .map(([name, value]) => element('data', { key: `${of}_${name}` }, attribute(value!)))
    .join('')
}
