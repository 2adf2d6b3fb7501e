"""A model (PyTorch or exported) and sentences in; tags, trees and name probabilities out.

Everything that the runtime does after the network is here too: the best tree, candidate spans, thresholds.
"""

import numpy as np
import torch

from . import batches, lemmas, trees
from .data import WIDEST

REPEATED = 0.3  # what a name's probability gains from another, certain mention in the same words
CERTAIN = 0.6
DOUBT = 0.01  # an edge of a name less likely than this is not looked at


def torch_runner(model):
    """x, mask → dict of float arrays."""
    def run(x, mask):
        model.eval()
        with torch.no_grad(), torch.autocast("cpu", dtype=torch.bfloat16):
            return {k: v.float().numpy() for k, v in model(x, mask).items()}
    return run


class Heads:
    """The small matrices that are applied per pair, outside the exported network."""

    def __init__(self, network):
        w = {k: v.detach().float().numpy() for k, v in network.state_dict().items()}
        self.rel, self.rel_bias = w["rel.weight"].T.copy(), w["rel.bias"]
        self.span, self.span_bias, self.width = w["span.weight"].T.copy(), w["span.bias"], w["span_width"]

    def relations(self, dep, head):
        return np.maximum(dep + head, 0) @ self.rel + self.rel_bias

    def spans(self, first, last, inner, pairs):
        """pairs: k × 2 of first and last token; k × types probabilities."""
        i, j = pairs[:, 0], pairs[:, 1]
        total = np.concatenate([np.zeros((1, inner.shape[1]), np.float32), np.cumsum(inner, 0)])
        hidden = first[i] + last[j] + self.width[j - i] + (total[j + 1] - total[i]) / (j - i + 1)[:, None]
        return 1 / (1 + np.exp(-(np.maximum(hidden, 0) @ self.span + self.span_bias)))


def candidates(edge, limit=DOUBT):
    """Pairs of tokens between which a name may stretch."""
    p = 1 / (1 + np.exp(-edge))
    firsts, lasts = np.flatnonzero(p[:, 0] > limit), np.flatnonzero(p[:, 1] > limit)
    pairs = [(i, j) for i in firsts for j in lasts if i <= j < i + WIDEST]
    return np.array(pairs, int).reshape(-1, 2)


def rows(out, k, n, heads, inv, words):
    """(upos, feats, lemma, head, relation) of each token of sentence k."""
    arcs = trees.decode(out["arcs"][k, :n, :n + 1])
    rel = heads.relations(out["rel_dep"][k, :n], out["rel_head"][k][arcs]).copy()
    root = inv.relation_ids["root"]
    rel[arcs != 0, root] = -1e9
    tags, rules = out["tags"][k, :n].argmax(-1) if out["tags"].ndim == 3 else out["tags"][k, :n], out["rules"][k, :n].argmax(-1) if out["rules"].ndim == 3 else out["rules"][k, :n]
    found = []
    for i in range(n):
        upos, _, feats = inv.tags[tags[i]].partition("|")
        relation = "root" if arcs[i] == 0 else inv.relations[rel[i].argmax()]
        found.append((upos, feats, lemmas.apply(words[i], inv.rules[rules[i]]), int(arcs[i]), relation))
    return found


def spans(out, k, n, heads, floor=0.02):
    """[(first, last, type, probability)] of sentence k."""
    pairs = candidates(out["edge"][k, :n])
    if not len(pairs):
        return []
    p = heads.spans(out["span_first"][k, :n], out["span_last"][k, :n], out["span_inner"][k, :n], pairs)
    return [(int(pairs[a][0]), int(pairs[a][1]), int(t), float(p[a, t])) for a, t in zip(*np.nonzero(p > floor))]


def every(run, heads, inv, sentences, want=("rows", "spans"), room=4000):
    """[{"rows": …, "spans": …}] in the order of `sentences`."""
    found = [None] * len(sentences)
    for ids in batches.order(sentences, room, shuffle=False):
        group = [sentences[i] for i in ids]
        out = run(*batches.words(group))
        for k, i in enumerate(ids):
            n = len(sentences[i].words)
            found[i] = {}
            if "rows" in want:
                found[i]["rows"] = rows(out, k, n, heads, inv, sentences[i].words)
            if "spans" in want:
                found[i]["spans"] = spans(out, k, n, heads)
    return found


def names(sentence, found, types, thresholds, accepted=()):
    """Spans above their thresholds as (start, end, type) in the text. Two of one type that cross: the likelier stays.

    `accepted`: (words, type) of names that the article has elsewhere for certain; the same words again need less.
    """
    chosen, out = [], set()
    for i, j, t, p in sorted(found, key=lambda s: -s[3]):
        again = REPEATED if (" ".join(sentence.words[i:j + 1]), t) in accepted else 0
        if p + again > thresholds[t] and not any(u == t and (a < i <= b < j or i < a <= j < b) for a, b, u in chosen):
            chosen.append((i, j, t))
    for i, j, t in chosen:
        (start, _), (_, end) = sentence.places[i], sentence.places[j]
        if types[t] == "PROFESSION" and sentence.words[i].lower().startswith("экс-"):
            start += 4
        if types[t] == "DATE" and sentence.words[j] in ("г.", "гг."):
            end -= 1
        out.add((start, end, types[t]))
    return out


def article(sentences, found, types, thresholds):
    """Names of a whole article, its sentences with their spans in order."""
    accepted = {(" ".join(s.words[i:j + 1]), t) for s, spans in zip(sentences, found) for i, j, t, p in spans if p > max(CERTAIN, thresholds[t])}
    return set().union(*(names(s, spans, types, thresholds, accepted) for s, spans in zip(sentences, found)))
