// Rectangles that must not overlap, with a coarse grid so that asking stays cheap.

export interface Box {
  x1: number
  y1: number
  x2: number
  y2: number
}

const CELL = 80

export interface Boxes {
  add(box: Box): void
  isFree(box: Box): boolean
}

export function boxes(): Boxes {
  const cells = new Map<number, Box[]>()
  const eachCell = (box: Box, visit: (key: number) => boolean): boolean => {
    for (let column = Math.floor(box.x1 / CELL); column <= Math.floor(box.x2 / CELL); column++) {
      for (let row = Math.floor(box.y1 / CELL); row <= Math.floor(box.y2 / CELL); row++) {
        if (!visit(column * 100_003 + row)) return false
      }
    }
    return true
  }
  return {
    add: box =>
      void eachCell(box, key => {
        const cell = cells.get(key)
        if (cell) cell.push(box)
        else cells.set(key, [box])
        return true
      }),
    isFree: box => eachCell(box, key => !cells.get(key)?.some(other => overlap(box, other))),
  }
}

export const overlap = (a: Box, b: Box): boolean => a.x1 < b.x2 && b.x1 < a.x2 && a.y1 < b.y2 && b.y1 < a.y2
