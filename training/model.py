"""Word features in; tags, lemma rules, arc scores, relation and span parts out. One encoder, all heads.

Convolutions are written as shift + concatenate + matrix product, the form that quantises well. What is scored per pair
(relations of a chosen arc, types of a candidate span) is kept out of `forward`: the runtime computes it for few pairs only.
"""

import torch
import torch.nn as nn
import torch.nn.functional as F

from .data import WIDEST
from .features import KINDS, SHAPES

FAR = 20    # arc distances beyond are alike
NEAR = 16   # attention distances beyond are alike


class Convolution(nn.Module):
    """Gated, three taps at a distance of `step`."""

    def __init__(self, width, step, drop):
        super().__init__()
        self.norm, self.mix, self.drop, self.step = nn.LayerNorm(width), nn.Linear(3 * width, 2 * width), nn.Dropout(drop), step

    def forward(self, x, mask):
        y = self.norm(x) * mask
        n, s = y.shape[1], self.step
        p = F.pad(y, (0, 0, s, s))
        a, g = self.mix(torch.cat([p[:, :n], y, p[:, 2 * s:2 * s + n]], -1)).chunk(2, -1)
        return x + self.drop(a * torch.sigmoid(g))


class Attention(nn.Module):
    def __init__(self, width, heads, drop):
        super().__init__()
        self.norm, self.qkv, self.out, self.drop = nn.LayerNorm(width), nn.Linear(width, 3 * width), nn.Linear(width, width), nn.Dropout(drop)
        self.heads, self.near = heads, nn.Embedding(2 * NEAR + 1, heads)
        nn.init.zeros_(self.near.weight)

    def forward(self, x, mask):
        b, n, c = x.shape
        size = c // self.heads
        q, k, v = self.qkv(self.norm(x)).view(b, n, 3, self.heads, size).permute(2, 0, 3, 1, 4).unbind(0)
        at = torch.arange(n, device=x.device)
        near = self.near((at[None] - at[:, None]).clamp(-NEAR, NEAR) + NEAR).permute(2, 0, 1)
        a = (q @ k.transpose(-1, -2)).float() * size ** -0.5 + near + ((mask.transpose(1, 2) - 1) * 1e4)[:, None]
        return x + self.drop(self.out((a.softmax(-1).to(v.dtype) @ v).transpose(1, 2).reshape(b, n, c)))


class Network(nn.Module):
    """From the concatenated vectors of words to everything that is scored per token or pair of tokens."""

    def __init__(self, sizes, width, layers, drop=0.12, hash_width=48, word_width=300):
        super().__init__()
        tags, relations, rules, types = sizes
        arc, rel, span, morph = 128, 128, 128, 160
        self.enter = nn.Linear(word_width + hash_width * (len(KINDS) + 1), width)
        self.layers = nn.ModuleList(Attention(width, 4, drop) if c == "a" else Convolution(width, int(c), drop) for c in layers)
        self.norm, self.drop = nn.LayerNorm(width), nn.Dropout(0.25)
        self.root = nn.Parameter(torch.randn(width) * 0.1)
        self.morph, self.tag, self.rule = nn.Linear(width, morph), nn.Linear(morph, tags), nn.Linear(morph, rules)
        self.arc_dep, self.arc_head, self.arc, self.arc_bias = nn.Linear(width, arc), nn.Linear(width, arc), nn.Linear(arc, arc, bias=False), nn.Linear(arc, 1)
        self.far = nn.Embedding(2 * FAR + 1, 1)
        nn.init.zeros_(self.far.weight)
        self.rel_dep, self.rel_head, self.rel = nn.Linear(width, rel), nn.Linear(width, rel), nn.Linear(rel, relations)
        self.span_first, self.span_last, self.span_inner = nn.Linear(width, span), nn.Linear(width, span), nn.Linear(width, span)
        self.span_width, self.span = nn.Parameter(torch.zeros(WIDEST, span)), nn.Linear(span, types)
        nn.init.constant_(self.span.bias, -5.0)
        self.edge = nn.Linear(width, 2)  # does any name begin, end here?

    def forward(self, words, mask):
        """words: b × n × word_width…, mask: b × n of 1 and 0."""
        m = mask[..., None]
        x = self.enter(words)
        for layer in self.layers:
            x = layer(x, m)
        x = self.drop(self.norm(x)) * m
        b, n, c = x.shape
        rooted = torch.cat([self.root.to(x.dtype).expand(b, 1, c), x], 1)
        morph = self.drop(F.relu(self.morph(x)))
        dep, head = self.drop(F.relu(self.arc_dep(x))), self.drop(F.relu(self.arc_head(rooted)))
        at = torch.arange(n, device=x.device)
        far = self.far((torch.arange(n + 1, device=x.device)[None] - 1 - at[:, None]).clamp(-FAR, FAR) + FAR).squeeze(-1)
        arcs = (self.arc(dep) @ head.transpose(1, 2)).float() + self.arc_bias(head).float().transpose(1, 2) + far
        arcs = arcs + F.pad((mask.float() - 1) * 1e4, (1, 0))[:, None]
        return {
            "tags": self.tag(morph), "rules": self.rule(morph), "arcs": arcs, "rel_dep": self.rel_dep(x), "rel_head": self.rel_head(rooted),
            "span_first": self.span_first(x), "span_last": self.span_last(x), "span_inner": self.span_inner(x), "edge": self.edge(x),
        }

    def relations(self, out, heads):
        """Scores of every relation for the arcs to `heads` (b × n)."""
        head = torch.gather(out["rel_head"], 1, heads[..., None].expand(-1, -1, out["rel_head"].shape[-1]))
        return self.rel(self.drop(F.relu(out["rel_dep"] + head))).float()

    def spans(self, out):
        """b × n × WIDEST × types: the score of the span from token i of d + 1 tokens being a name of each type."""
        first, inner = out["span_first"], out["span_inner"].float()
        n = first.shape[1]
        last = F.pad(out["span_last"], (0, 0, 0, WIDEST))
        total = F.pad(inner.cumsum(1), (0, 0, 1, 0))
        total = torch.cat([total, total[:, -1:].expand(-1, WIDEST, -1)], 1)
        hidden = [F.relu(first + last[:, d:d + n] + self.span_width[d] + ((total[:, d + 1:d + 1 + n] - total[:, :n]) / (d + 1)).to(first.dtype)) for d in range(WIDEST)]
        return self.span(self.drop(torch.stack(hidden, 2))).float()


class Words(nn.Module):
    """Integers of features.py in; the network's input out: frozen word vector, then shape, then affixes."""

    def __init__(self, vectors, hash_width=48):
        super().__init__()
        self.register_buffer("vectors", torch.as_tensor(vectors), persistent=False)
        self.shape = nn.Embedding(SHAPES, hash_width)
        self.kinds = nn.ModuleList(nn.Embedding(size, hash_width) for _, size in KINDS)
        for e in [self.shape, *self.kinds]:
            nn.init.normal_(e.weight, std=0.3)
        self.drop_word, self.drop_hash, self.forget = nn.Dropout(0.15), nn.Dropout(0.2), 0.06

    def forward(self, x):
        row, word = x[..., 0], x[..., 2]
        if self.training:  # some known words become unknown, the word's own hash goes too
            gone = (torch.rand(row.shape, device=x.device) < self.forget) & (row > 1)
            row, word = row.masked_fill(gone, 1), word.masked_fill(gone, 0)
        affixes = [self.shape(x[..., 1]), self.kinds[0](word)] + [e(x[..., i + 3]) for i, e in enumerate(self.kinds[1:])]
        return torch.cat([self.drop_word(self.vectors[row]), self.drop_hash(torch.cat(affixes, -1))], -1)


class Model(nn.Module):
    def __init__(self, vectors, sizes, width=224, layers="124a12"):
        super().__init__()
        self.words, self.network = Words(vectors), Network(sizes, width, layers)

    def forward(self, x, mask):
        return self.network(self.words(x), mask)
