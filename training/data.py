"""Silver lines, UD files and NEREL in; encoded sentences out (and the label inventories they use)."""

import collections
import dataclasses
import json
import logging
import pickle
import os

import numpy as np

from . import corpora, labels, lemmas, tokens
from .features import Features

log = logging.getLogger(__name__)
WIDEST = 16   # tokens of a name
SMALL_HELD_OUT = 16  # every 16th NEREL article only tunes thresholds


@dataclasses.dataclass
class Sentence:
    source: str
    places: list            # (start, end) of each token in its text; empty where there is none
    words: list
    x: np.ndarray           # n × features.WIDTH
    tags: np.ndarray        # -1: unknown
    lemmas: np.ndarray
    heads: np.ndarray       # None: no tree
    rels: np.ndarray
    likely: list            # per token [(head, probability), …] or None for gold
    spans: list = None      # [(first, width - 1, type, probability)]; None: not annotated
    gold: bool = False


class Inventory:
    """Tags, relations, lemma rules and name types as lists."""

    def __init__(self, tags, relations, rules, types):
        self.tags, self.relations, self.rules, self.types = tags, relations, rules, types
        self.tag_ids = {t: i for i, t in enumerate(tags)}
        self.relation_ids = {t: i for i, t in enumerate(relations)}
        self.rule_ids = {t: i for i, t in enumerate(rules)}
        self.type_ids = {t: i for i, t in enumerate(types)}


def _gold_rows(data):
    overlap, dropped = corpora.Overlap(data), 0
    for name in corpora.GOLD:
        for rows in corpora.conllu(f"{data}/ud/{name}.conllu"):
            if not 2 <= len(rows) <= 90:
                continue
            if overlap.repeats([r[0] for r in rows]):
                dropped += 1
                continue
            yield name, rows
    log.info("gold: %d sentences repeat a dev sentence and are left out", dropped)


def _tree_row(name, rows, proper=True):
    words = [r[0] for r in rows]
    tags = [labels.tag(r[2], r[3]) for r in rows]
    rules = [lemmas.rule(r[0], r[1], r[2] == "PROPN") if r[1] != "_" else None for r in rows]
    heads = [r[4] for r in rows]
    rels = [labels.relation(r[5], r[4]) for r in rows]
    return [name, [], words, tags, rules, heads, rels, None]


def _silver_rows(path):
    lemma = lemmas.Silver()
    for line in open(path, encoding="utf8"):
        source, places, words, tags, heads, rels, likely = json.loads(line)
        tags = [labels.tag(*labels.split_tag(t)) for t in tags]
        rules = [lemmas.rule(w, lemma(w, t), t.startswith("PROPN")) for w, t in zip(words, tags)]
        yield [source, places, words, tags, rules, heads, [labels.relation(r, h) for r, h in zip(rels, heads)], likely]


def _spans(data, types):
    """Names by article and place, for articles of NEREL train."""
    return {f"nerel/{name}": {(s, e, types[t]) for s, e, t in names} for name, _, names in corpora.nerel(data, "train")}


def place_spans(places, words, names):
    """Names (start, end, type) that begin and end with tokens of this sentence, as (first, width - 1, type, 1.0).

    NEREL leaves out the dot of "2009 г." and the "экс-" of "экс-президент"; `predict.names` leaves them out again.
    """
    starts, ends = {p[0]: i for i, p in enumerate(places)}, {p[1]: i for i, p in enumerate(places)}
    for i, (p, word) in enumerate(zip(places, words)):
        if word.lower().startswith("экс-"):
            starts[p[0] + 4] = i
        if word in ("г.", "гг."):
            ends[p[1] - 1] = i
    found = []
    for start, end, kind in names:
        i, j = starts.get(start), ends.get(end)
        if i is not None and j is not None and 0 <= j - i < WIDEST:
            found.append((i, j - i, kind, 1.0))
    return found


def _encode(row, inv, features, names=None):
    source, places, words, tags, rules, heads, rels, likely = row
    return Sentence(
        source, places, words, features.sentence(words),
        np.array([inv.tag_ids.get(t, -1) for t in tags]), np.array([inv.rule_ids.get(r, -1) for r in rules]),
        np.array(heads), np.array([inv.relation_ids.get(r, -1) for r in rels]), likely,
        place_spans(places, words, names) if names is not None else None, likely is None)


def unlabelled(source, places, words, features):
    none = np.zeros(len(words), int)
    return Sentence(source, places, words, features.sentence(words), none - 1, none - 1, none, none - 1, None)


def load(data, build, vectors, max_tags=620, max_rules=620):
    """(inventory, {"nerel", "tune", "news", "gold"}: lists of sentences)."""
    cache = f"{build}/data.pickle"
    if os.path.exists(cache):
        with open(cache, "rb") as f:
            return pickle.load(f)
    silver, gold = list(_silver_rows(f"{build}/silver.jsonl")), [_tree_row(n, r) for n, r in _gold_rows(data)]
    count = [collections.Counter() for _ in range(3)]
    for rows, weight in ((silver, 1), (gold, 3)):
        for row in rows:
            for c, column in zip(count, (3, 4, 6)):
                for value in row[column]:
                    c[value] += weight
    count[1].pop(None, None)
    types = sorted({t for _, _, names in corpora.nerel(data, "train") for _, _, t in names})
    inv = Inventory([t for t, _ in count[0].most_common(max_tags)], sorted(count[2]), [r for r, _ in count[1].most_common(max_rules)], types)
    log.info("%d tags, %d relations, %d lemma rules, %d name types", len(inv.tags), len(inv.relations), len(inv.rules), len(inv.types))
    features = Features(vectors.rows)
    names = _spans(data, inv.type_ids)
    held = {n for i, n in enumerate(sorted(names)) if i % SMALL_HELD_OUT == 7}
    parts = {"nerel": [], "tune": [], "news": [], "gold": [_encode(r, inv, features) for r in gold]}
    for row in silver:
        s = _encode(row, inv, features, names.get(row[0]))
        parts["tune" if row[0] in held else "nerel" if row[0] in names else "news"].append(s)
    parts["held"] = sorted(held)
    for k in ("nerel", "tune", "news", "gold"):
        log.info("%s: %d sentences, %d tokens", k, len(parts[k]), sum(len(s.words) for s in parts[k]))
    with open(cache + ".part", "wb") as f:
        pickle.dump((inv, parts), f)
    os.rename(cache + ".part", cache)
    return inv, parts


def dev(data, features):
    """({"names": [(sentences, gold)], one per NEREL article}, gold rows of the news trees with their sentences)."""
    articles = []
    for name, text, names in corpora.nerel(data, "dev"):
        ss = [unlabelled(f"dev/{name}", [t[:2] for t in s], [t[2] for t in s], features) for s in tokens.sentences(text)]
        articles.append((ss, names))
    rows = corpora.conllu(f"{data}/ud/{corpora.DEV_TREES}.conllu")
    return articles, [(unlabelled("dev", [], [r[0] for r in s], features), s) for s in rows]
