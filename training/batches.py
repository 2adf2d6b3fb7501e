"""Encoded sentences in; padded tensors of sentences of like length out."""

import random

import numpy as np
import torch

from .data import WIDEST
from .features import WIDTH


def order(sentences, room, shuffle=True):
    """Lists of indices, each at most `room` tokens with padding."""
    ids = sorted(range(len(sentences)), key=lambda i: len(sentences[i].words) + (random.random() * 4 if shuffle else 0))
    out, group, longest = [], [], 0
    for i in ids:
        n = len(sentences[i].words)
        if group and (len(group) + 1) * max(longest, n) > room:
            out.append(group)
            group, longest = [], 0
        group.append(i)
        longest = max(longest, n)
    if group:
        out.append(group)
    if shuffle:
        random.shuffle(out)
    return out


def words(group):
    n = max(len(s.words) for s in group)
    x = np.zeros((len(group), n, WIDTH), np.int64)
    for k, s in enumerate(group):
        x[k, :len(s.words)] = s.x
    x = torch.from_numpy(x)
    return x, (x[..., 1] > 0).float()


def trees(group, n):
    """Tags, lemma rules, heads, relations (−1: not scored), the teacher's arc distribution (b × n × n + 1)."""
    b = len(group)
    tags, rules, rels = (np.full((b, n), -1, np.int64) for _ in range(3))
    heads = np.zeros((b, n), np.int64)
    arcs = np.zeros((b, n, n + 1), np.float32)
    for k, s in enumerate(group):
        m = len(s.words)
        tags[k, :m], rules[k, :m], heads[k, :m], rels[k, :m] = s.tags, s.lemmas, s.heads, s.rels
        hard = 1.0 if s.likely is None else 0.4
        arcs[k, np.arange(m), s.heads] = hard
        if s.likely is not None:
            for i, options in enumerate(s.likely):
                total = sum(p for _, p in options)
                for h, p in options:
                    arcs[k, i, h] += (1 - hard) * p / total
    return [torch.from_numpy(a) for a in (tags, rules, heads, rels, arcs)]


def spans(group, n, types):
    """Targets b × n × WIDEST × types, and which cells exist (b × n × WIDEST)."""
    y = np.zeros((len(group), n, WIDEST, types), np.float32)
    real = np.zeros((len(group), n, WIDEST), bool)
    for k, s in enumerate(group):
        m = len(s.words)
        real[k] = np.arange(n)[:, None] + np.arange(WIDEST)[None] < m
        for i, d, t, p in s.spans:
            y[k, i, d, t] = p
    return torch.from_numpy(y), torch.from_numpy(real)
