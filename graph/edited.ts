// A graph that somebody exported, changed and saved again (GEXF, or a folder of CSV) → what they meant, as corrections.
import { existsSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { parse } from 'csv-parse/sync'
import { Parser } from 'htmlparser2'
import type { Correction, Corrections, Retyping, Wrong } from './corrections.ts'
import type { Graph } from './model.ts'
import type { Ontology } from './ontology.ts'

/** What such a file says. */
export interface Edited {
  entities: Map<string, { type: string; name: string }>
  /** Ids of the claims; nothing where the file has no edges. */
  claims: Set<string> | undefined
}

/** Corrections, and what could not be understood, in words. */
export interface Found {
  corrections: Corrections
  unclear: string[]
}

/** Reads a GEXF file, or a folder with `nodes.csv` and perhaps `edges.csv`. Throws when there is no such file, or it is none. */
export function readEdited(path: string): Edited {
  if (!existsSync(path))
    throw new Error(`${path}: no such file; give a GEXF file or a folder of CSV that svodka exported`)
  const edited = statSync(path).isDirectory() ? ofTables(path) : ofGexf(path)
  if (edited.entities.size === 0) throw new Error(`${path}: no entities in it; nothing is changed`)
  return edited
}

function ofTables(folder: string): Edited {
  const [nodes, edges] = ['nodes.csv', 'edges.csv'].map(name => join(folder, name)) as [string, string]
  if (!existsSync(nodes)) throw new Error(`${folder}: no nodes.csv in it; give the folder that svodka exported`)
  const entities = new Map(
    rowsOf(nodes, ['id', 'label', 'type']).map(({ id, label, type }) => [id!, { name: label!, type: type! }]),
  )
  const claims = existsSync(edges) ? new Set(rowsOf(edges, ['id']).map(({ id }) => id!)) : undefined
  return { entities, claims }
}

/** Rows with at least these columns; Gephi writes their names with a capital letter. */
function rowsOf(path: string, columns: string[]): Record<string, string>[] {
  let rows: Record<string, string>[]
  try {
    rows = parse(readFileSync(path), {
      bom: true,
      columns: (names: string[]) => names.map(name => name.toLowerCase()),
      skip_empty_lines: true,
      delimiter: [',', ';', '\t'],
    })
  } catch (error) {
    throw new Error(`${path}: not valid CSV: ${(error as Error).message}`)
  }
  const missing = columns.find(name => rows.length > 0 && rows[0]![name] === undefined)
  if (missing) throw new Error(`${path}: no column "${missing}"; it needs ${columns.join(', ')}`)
  return rows
}

function ofGexf(path: string): Edited {
  const entities: Edited['entities'] = new Map()
  const claims = new Set<string>()
  const titles = new Map<string, string>()
  let isGexf = false
  let [node, isEdge] = [undefined as { name: string; type: string } | undefined, false]
  const parser = new Parser(
    {
      onopentag(name, attributes) {
        if (name === 'gexf') isGexf = true
        else if (name === 'attribute') titles.set(attributes.id!, attributes.title ?? attributes.id!)
        else if (name === 'node') {
          node = { name: attributes.label ?? '', type: '' }
          entities.set(attributes.id!, node)
        } else if (name === 'edge') isEdge = true
        else if (name === 'attvalue') {
          const title = titles.get(attributes.for ?? '')
          if (node && title === 'type') node.type = attributes.value ?? ''
          // A list, however a program writes it.
          if (isEdge && title === 'claims')
            for (const [id] of (attributes.value ?? '').matchAll(/[0-9a-f]{16}/g)) claims.add(id)
        }
      },
      onclosetag(name) {
        if (name === 'node') node = undefined
        if (name === 'edge') isEdge = false
      },
    },
    { xmlMode: true },
  )
  parser.write(readFileSync(path, 'utf8'))
  parser.end()
  if (!isGexf) throw new Error(`${path}: is no GEXF; give a GEXF file or a folder of CSV that svodka exported`)
  return { entities, claims }
}

/**
 * What was changed, compared with the graph it was exported from: another name or type, two that now have one name and
 * type, entities and claims that are gone. `names` are, by the ids of entities, what articles call them.
 */
export function changesOf(
  graph: Graph,
  { entities, claims }: Edited,
  names: ReadonlyMap<string, string[]>,
  ontology: Ontology,
): Found {
  const [same, types, none, wrong]: [Correction[], Retyping[], Correction[], Wrong[]] = [[], [], [], []]
  const unclear: string[] = []
  for (const { id, name, type, aliases } of graph.entities) {
    const now = entities.get(id)
    const called = [...new Set([name, ...(names.get(id) ?? aliases)])]
    if (!now) {
      none.push({ names: called, type })
      continue
    }
    if (now.type !== type && now.type !== '') {
      if (ontology.types.has(now.type)) types.push({ names: called, was: type, type: now.type })
      else unclear.push(`${name}: unknown type "${now.type}"; known are ${[...ontology.types.keys()].join(', ')}`)
    }
    const other = now.name.trim()
    if (other !== '' && other !== name) same.push({ names: [other, ...called] })
  }
  const known = new Set(graph.entities.map(e => e.id))
  for (const [id, { name }] of entities)
    if (!known.has(id)) unclear.push(`${name || id}: is not in the graph; entities come from articles only`)
  const nameOf = new Map(graph.entities.map(e => [e.id, e.name]))
  if (claims)
    for (const claim of graph.claims) {
      if (claims.has(claim.id) || !entities.has(claim.subject) || !entities.has(claim.object)) continue
      wrong.push({
        subject: nameOf.get(claim.subject)!,
        relation: claim.relation,
        object: nameOf.get(claim.object)!,
        article: claim.article,
      })
    }
  const corrections: Corrections = {
    same,
    different: [],
    ...(types.length > 0 && { types }),
    ...(none.length > 0 && { none }),
    ...(wrong.length > 0 && { wrong }),
  }
  return { corrections, unclear }
}
