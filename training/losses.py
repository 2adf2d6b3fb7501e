"""A network's output and a batch's targets in; one loss out."""

import torch
import torch.nn.functional as F


def tree(network, out, targets, mask, smooth):
    tags, rules, heads, rels, arcs = targets
    m = mask.bool()
    log = out["arcs"].log_softmax(-1)
    arc = -(arcs * log.clamp(min=-30)).sum(-1)[m].mean()
    rel = F.cross_entropy(network.relations(out, heads)[m], rels[m], ignore_index=-1, label_smoothing=smooth)
    tag = F.cross_entropy(out["tags"][m].float(), tags[m], ignore_index=-1)
    rule = F.cross_entropy(out["rules"][m].float(), rules[m], ignore_index=-1)
    return arc + rel + 0.5 * tag + 0.4 * rule


def names(network, out, targets, mask):
    """Sum over spans and types of binary cross-entropies, per token; and the same for edges of names."""
    y, real = targets
    score = network.spans(out)
    n = mask.sum()
    span = F.binary_cross_entropy_with_logits(score[real], y[real], reduction="sum") / n
    begin = y.amax((2, 3))
    end = torch.zeros_like(begin)
    for d in range(y.shape[2]):
        if d < end.shape[1]:
            end[:, d:] = torch.maximum(end[:, d:], y[:, :end.shape[1] - d, d].amax(-1))
    edge = F.binary_cross_entropy_with_logits(out["edge"].float(), torch.stack([begin, end], -1), reduction="none")
    return span + 0.5 * edge[mask.bool()].sum() / n
