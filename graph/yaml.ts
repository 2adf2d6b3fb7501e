// YAML text → plain data, with the line of every value at hand, so that whoever checks the data can say where a fault is.
import { isNode, LineCounter, parseDocument } from 'yaml'

export type Path = (string | number)[]

/** A YAML file's data, where it stands, and `fault`, which makes an error that names file and line of the value at `path`. */
export interface YamlFile {
  data: unknown
  /** The line of the value at `path`, from 1. */
  line(path: Path): number
  fault(path: Path, message: string): Error
}

/** Parses YAML. Throws `file:line: message` when the text is not valid YAML. */
export function readYaml(text: string, file: string): YamlFile {
  const lines = new LineCounter()
  const doc = parseDocument(text, { lineCounter: lines })
  const error = doc.errors[0]
  if (error) {
    const reason = error.message.split(/ at line|\n/, 1)[0]
    throw new Error(`${file}:${lines.linePos(error.pos[0]).line}: not valid YAML: ${reason}`)
  }
  const lineOf = (path: Path): number => {
    for (let n = path.length; n >= 0; n--) {
      const node = n === 0 ? doc.contents : doc.getIn(path.slice(0, n), true)
      if (isNode(node) && node.range) return lines.linePos(node.range[0]).line
    }
    return 1
  }
  return { data: doc.toJS(), line: lineOf, fault: (path, message) => new Error(`${file}:${lineOf(path)}: ${message}`) }
}
