"""Held-out NEREL articles in; a threshold for each type out. Dev figures with them."""

import numpy as np

from . import predict, scoring

GRID = [round(0.1 + 0.05 * i, 2) for i in range(15)]
ENOUGH = 60  # names of a type from which its own threshold is believed


def thresholds(found, sentences, types):
    """The best common threshold, and per type where there is enough to judge by (and a clear gain)."""
    scores = {t: {g: [0, 0] for g in GRID} for t in range(len(types))}
    gold = [0] * len(types)
    for f, s in zip(found, sentences):
        true = {(i, i + d, t) for i, d, t, _ in s.spans}
        for _, _, t in true:
            gold[t] += 1
        for i, j, t, p in f["spans"]:
            for g in GRID:
                if p > g:
                    scores[t][g][0] += (i, j, t) in true
                    scores[t][g][1] += 1

    def f(parts, total):
        return 2 * sum(p[0] for p in parts) / max(1, total + sum(p[1] for p in parts))

    common = max(GRID, key=lambda g: f([scores[t][g] for t in scores], sum(gold)))
    chosen = []
    for t in range(len(types)):
        smooth = {g: np.mean([f([scores[t][h]], gold[t]) for h in GRID if abs(h - g) < 0.06]) for g in GRID}
        best = max(GRID, key=lambda g: smooth[g] - 0.03 * abs(g - common))
        chosen.append(best if gold[t] >= ENOUGH else common)
    return chosen, common, f([scores[t][chosen[t]] for t in scores], sum(gold))


def evaluate(run, heads, inv, tuning, dev, fixed=None):
    """Names on NEREL dev (all types; coarse, outermost) and trees on the news dev set."""
    chosen, common, own = fixed or thresholds(predict.every(run, heads, inv, tuning, ("spans",)), tuning, inv.types)
    articles, news = dev
    flat = [s for sentences, _ in articles for s in sentences]
    found = iter(predict.every(run, heads, inv, flat, ("spans",)))
    pairs = []
    for sentences, gold in articles:
        pairs.append((predict.article(sentences, [next(found)["spans"] for _ in sentences], inv.types, chosen), gold))
    rows = predict.every(run, heads, inv, [s for s, _ in news], ("rows",))
    trees = scoring.trees([(f["rows"], [_gold(r) for r in g]) for f, (_, g) in zip(rows, news)])
    return {"names": scoring.names(pairs), "coarse": scoring.names([(scoring.coarse(p), scoring.coarse(g)) for p, g in pairs]),
            "trees": trees, "thresholds": chosen, "threshold": common, "tune": round(own, 4)}


def _gold(row):
    from . import labels

    upos, _, feats = labels.tag(row[2], row[3]).partition("|")
    return upos, feats, row[1], row[4], labels.relation(row[5], row[4])
