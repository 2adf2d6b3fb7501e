"""A word in; the integers that the network sees out: vector row, shape, affix hashes. FORMAT.md repeats the rules for the runtime."""

import zlib

import numpy as np
import regex

KINDS = (("w", 16384), ("p2", 2048), ("p3", 8192), ("p4", 8192), ("s2", 2048), ("s3", 4096), ("s4", 8192), ("s5", 8192))
WIDTH = 2 + len(KINDS)  # columns: row, shape, one per kind
MARKS = ".,:;!?…«»\"„“”()[]-–—%№$€/+*@#&'"
SHAPES = 16 + len(MARKS)
PAD, UNKNOWN = 0, 1

_DIGIT = regex.compile(r"\p{N}")
_LETTER = regex.compile(r"\p{L}")
_UPPER = regex.compile(r"\p{Lu}")
_LATIN = regex.compile(r"[A-Za-z\u00c0-\u024f]")
_FOREIGN = {1: 10, 2: 11, 3: 12, 4: 13, 9: 14}


def shape(word):
    letters = len(_LETTER.findall(word))
    digits = _DIGIT.search(word)
    if not letters:
        if digits:
            return 7 if not word.isdecimal() or not word.isascii() else 6 if len(word) == 4 else 5
        at = MARKS.find(word[0])
        return 16 + at if at >= 0 else 15
    if digits:
        return 8
    upper = len(_UPPER.findall(word))
    if upper == 0:
        kind = 4
    elif letters == 1:
        kind = 2
    elif upper == letters:
        kind = 1
    elif upper == 1 and _UPPER.match(word):
        kind = 3
    else:
        kind = 9
    return _FOREIGN[kind] if _LATIN.search(word) else kind


def key(word):
    return zlib.crc32(word.encode("utf8"))


def hashes(low):
    flat = _DIGIT.sub("0", low)
    out = []
    for kind, size in KINDS:
        part = low if kind == "w" else flat[:int(kind[1])] if kind[0] == "p" else flat[-int(kind[1]):]
        out.append(zlib.crc32(f"{kind}:{part}".encode("utf8")) % (size - 1) + 1)
    return out


class Features:
    """rows: {crc32 of a lower-case word: row of its vector}."""

    def __init__(self, rows):
        self.rows = rows
        self.cache = {}

    def row(self, low):
        for form in (low, low.replace("ё", "е"), low.rstrip(".").replace("ё", "е"), low.rsplit("-", 1)[-1].replace("ё", "е")):
            found = self.rows.get(key(form))
            if found is not None:
                return found
        return UNKNOWN

    def __call__(self, word):
        found = self.cache.get(word)
        if found is None:
            low = word.lower()
            found = self.cache[word] = [self.row(low), shape(word), *hashes(low)]
        return found

    def sentence(self, words):
        return np.array([self(w) for w in words], np.int32)
