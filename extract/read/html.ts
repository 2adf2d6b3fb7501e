// A web page → one article: the headline and the paragraphs of the main text, a line each, without menus and the like.
import { Parser } from 'htmlparser2'
import type { Found } from './reader.ts'

const IGNORED = new Set(
  'script style noscript template nav footer aside form button select svg iframe figure dialog head'.split(' '),
)
const INLINE = new Set(
  'a abbr b bdi bdo cite code data del dfn em font i ins kbd mark q s samp small span strong sub sup time u var wbr'.split(
    ' ',
  ),
)

/** Text between the borders of elements. */
interface Block {
  tag: string
  text: string
  /** How many of its letters are links. */
  linked: number
  /** Number of the outermost `article` or `main` it is in; 0 outside. */
  region: number
}

interface Page {
  blocks: Block[]
  title: string
  meta: Record<string, string>
  language?: string
}

export function* readHtml(html: string): Generator<Found> {
  const { blocks, title, meta, language } = parse(html)
  const main = mainText(blocks)
  const headline = blocks.find(b => b.tag === 'h1')?.text || meta['og:title'] || title
  const lines = main.map(b => b.text)
  if (headline && lines.length && !lines.includes(headline)) lines.unshift(headline)
  const date = (meta['article:published_time'] ?? meta.datepublished)?.match(/^\d{4}-\d{2}-\d{2}\S*/)?.[0]
  const url = meta['og:url'] ?? meta.canonical
  yield {
    text: lines.join('\n'),
    ...(headline && { title: headline }),
    ...(date && !Number.isNaN(Date.parse(date)) && { date }),
    ...(url && /^https?:/.test(url) && { url }),
    ...(meta['og:site_name'] && { source: meta['og:site_name'] }),
    ...(language && { language }),
  }
}

/** The paragraphs of the region with most text; of the whole page if no region is marked; any text if there are none. */
function mainText(blocks: Block[]): Block[] {
  const prose = blocks.filter(b => /^(p|h[1-6]|li|blockquote|pre)$/.test(b.tag) && b.linked <= b.text.length / 2)
  const size = (region: number): number =>
    prose.reduce((sum, b) => sum + (b.region === region && b.tag === 'p' ? b.text.length : 0), 0)
  const regions = [...new Set(prose.map(b => b.region))].filter(Boolean).sort((a, b) => size(b) - size(a))
  const [largest] = regions
  if (largest !== undefined && size(largest) > 0) return prose.filter(b => b.region === largest)
  if (prose.some(b => b.tag === 'p')) return prose
  return blocks.filter(b => b.linked <= b.text.length / 2)
}

function parse(html: string): Page {
  const page: Page = { blocks: [], title: '', meta: {} }
  const open: string[] = []
  let ignored = 0
  let links = 0
  let region = 0
  let regions = 0
  let regionDepth = 0
  let text = ''
  let linked = 0

  const close = (): void => {
    const tag = open.findLast(name => !INLINE.has(name)) ?? ''
    const plain = text.replace(/\s+/g, ' ').trim()
    if (plain) page.blocks.push({ tag, text: plain, linked, region })
    text = ''
    linked = 0
  }
  const parser = new Parser({
    onopentag(name, attributes) {
      if (name === 'html' && attributes.lang) page.language = attributes.lang
      if (name === 'meta') {
        const key = (attributes.property ?? attributes.name ?? attributes.itemprop)?.toLowerCase()
        if (key && attributes.content) page.meta[key] ??= attributes.content.trim()
      }
      if (name === 'link' && attributes.rel === 'canonical' && attributes.href) page.meta.canonical ??= attributes.href
      if (!INLINE.has(name)) close()
      open.push(name)
      if (IGNORED.has(name)) ignored++
      if (name === 'a') links++
      if ((name === 'article' || name === 'main') && regionDepth++ === 0) region = ++regions
    },
    ontext(data) {
      if (open.at(-1) === 'title' && open.at(-2) !== 'svg') page.title += data
      if (ignored) return
      text += data
      if (links) linked += data.trim().length
    },
    onclosetag(name) {
      if (!INLINE.has(name)) close()
      open.pop()
      if (IGNORED.has(name)) ignored--
      if (name === 'a') links--
      if ((name === 'article' || name === 'main') && --regionDepth === 0) region = 0
    },
  })
  parser.end(html)
  close()
  page.title = page.title.replace(/\s+/g, ' ').trim()
  return page
}
