// A string → the CRC-32 (ISO-HDLC) of its UTF-8 bytes, as zlib counts it.
const TABLE = Uint32Array.from({ length: 256 }, (_, byte) => {
  let c = byte
  for (let bit = 0; bit < 8; bit++) c = c & 1 ? 0xedb88320 ^ (c >>> 1) : c >>> 1
  return c
})

/** The CRC-32 of a text in UTF-8. `seed` is the sum of what comes before it. A lone surrogate counts as U+FFFD. */
export function crc32(text: string, seed = 0): number {
  let c = ~seed
  const byte = (b: number): void => {
    c = TABLE[(c ^ b) & 255]! ^ (c >>> 8)
  }
  for (let i = 0; i < text.length; i++) {
    let code = text.charCodeAt(i)
    if (code >= 0xd800 && code < 0xe000) {
      const low = text.charCodeAt(i + 1)
      if (code < 0xdc00 && low >= 0xdc00 && low < 0xe000) {
        code = 0x10000 + ((code - 0xd800) << 10) + (low - 0xdc00)
        i++
      } else code = 0xfffd
    }
    if (code < 0x80) byte(code)
    else {
      if (code < 0x800) byte(0xc0 | (code >> 6))
      else {
        if (code < 0x10000) byte(0xe0 | (code >> 12))
        else {
          byte(0xf0 | (code >> 18))
          byte(0x80 | ((code >> 12) & 63))
        }
        byte(0x80 | ((code >> 6) & 63))
      }
      byte(0x80 | (code & 63))
    }
  }
  return ~c >>> 0
}
