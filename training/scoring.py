"""Predictions and gold in; tree and name figures out."""

import collections

COARSE = {"PERSON": "PER", "CITY": "LOC", "COUNTRY": "LOC", "STATE_OR_PROVINCE": "LOC", "DISTRICT": "LOC", "LOCATION": "LOC", "ORGANIZATION": "ORG"}


def coarse(names):
    """Persons, places and organisations that lie in no other of them."""
    kept = {(s, e, COARSE[t]) for s, e, t in names if t in COARSE}
    return {(s, e, t) for s, e, t in kept if not any(a <= s and e <= b and (a, b) != (s, e) for a, b, _ in kept)}


def f1(right, found, gold):
    p, r = right / max(1, found), right / max(1, gold)
    return {"p": round(p, 4), "r": round(r, 4), "f": round(2 * p * r / max(1e-9, p + r), 4), "gold": gold}


def names(pairs):
    """pairs of (predicted, gold) sets of (start, end, type), one pair an article: strict scores, by type too."""
    right, found, gold = (collections.Counter() for _ in range(3))
    for predicted, true in pairs:
        right.update(t for _, _, t in predicted & true)
        found.update(t for _, _, t in predicted)
        gold.update(t for _, _, t in true)
    total = f1(sum(right.values()), sum(found.values()), sum(gold.values()))
    return {**total, "types": {t: f1(right[t], found[t], gold[t]) for t in sorted(gold)}}


def trees(pairs):
    """pairs of (predicted, gold) rows (upos, feats, lemma, head, relation), one list a sentence."""
    c = collections.Counter()
    for predicted, true in pairs:
        for p, g in zip(predicted, true, strict=True):
            c["n"] += 1
            c["upos"] += p[0] == g[0]
            c["tag"] += p[0] == g[0] and p[1] == g[1]
            c["lemma"] += p[2].lower().replace("ё", "е") == g[2].lower().replace("ё", "е")
            c["uas"] += p[3] == g[3]
            c["las"] += p[3] == g[3] and p[4] == g[4]
            c["las_universal"] += p[3] == g[3] and p[4].split(":")[0] == g[4].split(":")[0]
    return {k: round(c[k] / c["n"], 4) for k in ("upos", "tag", "lemma", "uas", "las", "las_universal")} | {"tokens": c["n"]}
