// Graph → one HTML file that shows it: opened from disk, without a server and without the network.
import { createHash } from 'node:crypto'
import { existsSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { layout } from '../graph/layout.ts'
import type { Graph } from '../graph/model.ts'
import { communitiesOf } from '../graph/network.ts'
import type { Ontology } from '../graph/ontology.ts'
import type { OwnData } from './api.ts'

/**
 * The viewer with the graph in it. `built` is the folder of the built page, by default `file` beside this module; throws
 * when it has not been built.
 */
export function html(
  graph: Graph,
  { types, relations }: Ontology,
  built = fileURLToPath(new URL('./file/', import.meta.url)),
): string {
  if (!existsSync(`${built}/page.js`))
    throw new Error(`${built}: the viewer's page has not been built; run "npm run build"`)
  const script = readFileSync(`${built}/page.js`, 'utf8').replaceAll('</script', '<\\/script')
  const style = readFileSync(`${built}/page.css`, 'utf8').replaceAll('</style', '<\\/style')
  const places = layout(graph)
  const communities = communitiesOf(graph)
  const data: OwnData = {
    graph,
    types: [...types.values()],
    relations: [...relations.values()],
    communities: graph.entities.map(({ id }) => communities.get(id) ?? -1),
    places: graph.entities.map(({ id }) => [places.get(id)!.x, places.get(id)!.y]),
  }
  // Nothing but these very words is run or looks up anything.
  const policy = [
    "default-src 'none'",
    `script-src ${hashOf(script)}`,
    `style-src ${hashOf(style)}`,
    'img-src data:',
    'worker-src blob:',
    "base-uri 'none'",
    "form-action 'none'",
  ].join('; ')
  return `<!doctype html>
<html lang="ru">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="generator" content="svodka">
<title>svodka</title>
<style>${style}</style>
</head>
<body>
<div id="app"></div>
<script type="application/json" id="svodka-data">${inScript(JSON.stringify(data))}</script>
<script type="module">${script}</script>
</body>
</html>
`
}

const hashOf = (text: string): string => `'sha256-${createHash('sha256').update(text).digest('base64')}'`

/** JSON as a script element may hold it: no markup begins in it. */
const inScript = (json: string): string => json.replaceAll('<', '\\u003c')
