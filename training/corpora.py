"""The data folder in; documents, trees and name spans out, with the sentences of the dev sets kept away from training."""

import glob
import json
import os
import re

from . import tokens

GOLD = ["taiga-train-2020", "taiga-dev", "gsd-dev", "MorphoRuEval2017-Lenta-train", "MorphoRuEval2017-JZ-gold", "GramEval2020-Taiga-news-train"]
DEV_TREES = "grameval-lenta-news"


def read(path):
    with open(path, encoding="utf8", newline="") as f:
        return f.read()


def nerel(data, split):
    """[(name, text, {(start, end, type)})]; discontinuous entities are left out, as the published scorers do."""
    out = []
    for ann in sorted(glob.glob(f"{data}/nerel/{split}/*.ann")):
        names = set()
        for line in open(ann, encoding="utf8"):
            if line[0] == "T":
                _, place, _ = line.rstrip("\n").split("\t", 2)
                if ";" not in place:
                    kind, start, end = place.split()
                    names.add((int(start), int(end), kind))
        out.append((os.path.basename(ann)[:-4], read(ann[:-4] + ".txt"), names))
    return out


def raw(data):
    """Texts without trees, as (source, text): the teacher parses them."""
    for name, text, _ in nerel(data, "train"):
        yield f"nerel/{name}", text
    for i, line in enumerate(open(f"{data}/rucoco.jsonl", encoding="utf8")):
        yield f"rucoco/{i}", json.loads(line)["text"]
    for path in sorted(glob.glob(f"{data}/factrueval/devset/*.txt")):
        yield f"factrueval/{os.path.basename(path)[:-4]}", read(path)
    for part in ("train", "validation_labeled"):
        for i, line in enumerate(open(f"{data}/ruopinionne/{part}.jsonl", encoding="utf8")):
            yield f"ruopinionne/{part}-{i}", json.loads(line)["text"]


def conllu(path):
    """Sentences as lists of rows (form, lemma, upos, feats, head, deprel)."""
    out, rows = [], []
    for line in open(path, encoding="utf8"):
        line = line.rstrip("\n")
        if not line:
            if rows:
                out.append(rows)
            rows = []
        elif line[0] != "#":
            c = line.split("\t")
            if c[0].isdigit():
                rows.append((c[1].replace("_", "") or c[1], c[2], c[3], c[5], int(c[6]) if c[6].isdigit() else 0, c[7]))
    if rows:
        out.append(rows)
    return out


_WORD = re.compile(r"\w+")


class Overlap:
    """Knows the dev sentences; says whether a training sentence repeats one (the same words, or eight words in a row)."""

    def __init__(self, data):
        self.whole, self.grams = set(), set()
        for rows in conllu(f"{data}/ud/{DEV_TREES}.conllu"):
            self._add(" ".join(r[0] for r in rows))
        for _, text, _ in nerel(data, "dev"):
            for s in tokens.sentences(text):
                self._add(" ".join(t[2] for t in s))

    @staticmethod
    def _words(sentence):
        return _WORD.findall(sentence.lower().replace("ё", "е"))

    def _add(self, sentence):
        words = self._words(sentence)
        if len(words) >= 4:
            self.whole.add(tuple(words))
        self.grams.update(tuple(words[i:i + 8]) for i in range(len(words) - 7))

    def repeats(self, forms):
        words = self._words(" ".join(forms))
        return tuple(words) in self.whole or any(tuple(words[i:i + 8]) in self.grams for i in range(len(words) - 7))
