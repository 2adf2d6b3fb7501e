// The ontology's colours → what is drawn in the light or the dark theme: same hue, lightness that reads on the ground.

export type Theme = 'light' | 'dark'
type Rgb = [number, number, number]

/**
 * Lightness (OKLab) that stands out from the ground: by 3 : 1 for shapes, which also shows a pictogram in the ground's
 * colour, and by 4.5 : 1 for words.
 */
const RANGE: Record<'shape' | 'words', Record<Theme, [number, number]>> = {
  shape: { light: [0.4, 0.67], dark: [0.63, 0.86] },
  words: { light: [0.4, 0.54], dark: [0.7, 0.9] },
}

/** Colours of communities, the largest first; told apart with any colour vision as far as ten can be. */
const COMMUNITIES = '#0072b2 #e69f00 #009e73 #cc79a7 #d55e00 #56b4e9 #8c6d31 #7b4ea3 #4d9221 #b2182b'.split(' ')

/** The colour of a community by its number; nothing for none and for all after the tenth. */
export const communityColor = (community: number | undefined): string | undefined => COMMUNITIES[community ?? -1]

const known = new Map<string, string>()

/** A colour for nodes, lines and signs, or for words. */
export function tuned(color: string, theme: Theme, use: 'shape' | 'words' = 'shape'): string {
  const key = `${use}${theme}${color}`
  const found = known.get(key)
  if (found) return found
  const [l, a, b] = toOklab(parse(color))
  const [low, high] = RANGE[use][theme]
  const result = print(fromOklab([Math.min(high, Math.max(low, theme === 'dark' ? l + 0.2 : l)), a, b]))
  known.set(key, result)
  return result
}

/** `share` of one colour, the rest of the other. */
export function mix(one: string, other: string, share: number): string {
  const key = `${one}${other}${share}`
  const found = known.get(key)
  if (found) return found
  const [a, b] = [parse(one), parse(other)]
  const result = print(a.map((value, i) => value * share + b[i]! * (1 - share)) as Rgb)
  known.set(key, result)
  return result
}

/** A colour that lets through what is below it: parts of the colour are given in proportion, as WebGL blends them. */
export function glass(color: string, alpha: number): string {
  const [r, g, b] = parse(color).map(value => Math.round(value * alpha))
  return `rgba(${r}, ${g}, ${b}, ${alpha})`
}

export const currentTheme = (): Theme => (matchMedia('(prefers-color-scheme: dark)').matches ? 'dark' : 'light')

export function onThemeChange(listener: (theme: Theme) => void): void {
  matchMedia('(prefers-color-scheme: dark)').addEventListener('change', () => listener(currentTheme()))
}

/** A colour that the style sheet gives as a variable. */
export const cssColor = (name: string): string =>
  getComputedStyle(document.documentElement).getPropertyValue(`--${name}`).trim()

const parse = (hex: string): Rgb => [1, 3, 5].map(i => Number.parseInt(hex.slice(i, i + 2), 16)) as Rgb

const print = (rgb: Rgb): string =>
  `#${rgb
    .map(v =>
      Math.round(Math.min(255, Math.max(0, v)))
        .toString(16)
        .padStart(2, '0'),
    )
    .join('')}`

function toOklab(rgb: Rgb): Rgb {
  const [r, g, b] = rgb.map(v => (v / 255 <= 0.04045 ? v / 255 / 12.92 : ((v / 255 + 0.055) / 1.055) ** 2.4)) as Rgb
  const l = Math.cbrt(0.4122214708 * r + 0.5363325363 * g + 0.0514459929 * b)
  const m = Math.cbrt(0.2119034982 * r + 0.6806995451 * g + 0.1073969566 * b)
  const s = Math.cbrt(0.0883024619 * r + 0.2817188376 * g + 0.6299787005 * b)
  return [
    0.2104542553 * l + 0.793617785 * m - 0.0040720468 * s,
    1.9779984951 * l - 2.428592205 * m + 0.4505937099 * s,
    0.0259040371 * l + 0.7827717662 * m - 0.808675766 * s,
  ]
}

function fromOklab([L, a, b]: Rgb): Rgb {
  const l = (L + 0.3963377774 * a + 0.2158037573 * b) ** 3
  const m = (L - 0.1055613458 * a - 0.0638541728 * b) ** 3
  const s = (L - 0.0894841775 * a - 1.291485548 * b) ** 3
  const linear: Rgb = [
    4.0767416621 * l - 3.3077115913 * m + 0.2309699292 * s,
    -1.2684380046 * l + 2.6097574011 * m - 0.3413193965 * s,
    -0.0041960863 * l - 0.7034186147 * m + 1.707614701 * s,
  ]
  return linear.map(v => 255 * (v <= 0.0031308 ? 12.92 * v : 1.055 * Math.max(0, v) ** (1 / 2.4) - 0.055)) as Rgb
}
