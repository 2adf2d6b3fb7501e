"""Raw news in; the teacher's tags and trees out (slovnet's news models from natasha, MIT): one JSON sentence a line.

A line: source, spans of the tokens in their text, words, tags "UPOS|feats", heads of the teacher's best tree,
relations, and for each token its four likeliest heads with their probabilities, so that the student sees doubt too.
"""

import json
import logging
import os

import numpy as np
from natasha import NewsEmbedding, NewsMorphTagger, NewsSyntaxParser

from . import corpora, tokens, trees

log = logging.getLogger(__name__)


def _tags(tagger, items):
    for markup in tagger.map(items):
        yield [t.pos + "|" + "|".join(f"{k}={v}" for k, v in sorted((t.feats or {}).items())) for t in markup.tokens]


def _trees(parser, items):
    model, rels = parser.infer.model, parser.infer.decoder.rels_vocab
    for x in parser.infer.encoder(items):
        features = model.encoder(model.emb(x.word_id, x.shape_id), x.pad_mask)
        scores = model.head(features)
        sizes = (~x.pad_mask).sum(1)
        heads = np.zeros(x.pad_mask.shape, int)
        likely = []
        for i, n in enumerate(sizes):
            s = scores[i, :n, :n + 1]
            heads[i, :n] = trees.decode(s)
            p = np.exp(s - s.max(1, keepdims=True))
            p /= p.sum(1, keepdims=True)
            top = np.argsort(-p, 1)[:, :4]
            likely.append([[(int(h), round(float(p[k, h]), 3)) for h in row if p[k, h] >= 0.01] for k, row in enumerate(top)])
        names = model.rel(features, heads).argmax(-1)
        for i, n in enumerate(sizes):
            yield heads[i, :n].tolist(), [rels.decode(r) for r in names[i, :n]], likely[i]


def make(data, path):
    if os.path.exists(path):
        return
    emb = NewsEmbedding()
    tagger, parser = NewsMorphTagger(emb), NewsSyntaxParser(emb)
    overlap = corpora.Overlap(data)
    todo, dropped, seen = [], 0, set()
    for source, text in corpora.raw(data):
        for sentence in tokens.sentences(text):
            forms = tuple(t[2] for t in sentence)
            if forms in seen:
                continue
            seen.add(forms)
            if overlap.repeats(forms):
                dropped += 1
                continue
            todo.append((source, sentence))
    log.info("silver: %d sentences, %d tokens; %d repeat a dev sentence and are left out", len(todo), sum(len(s) for _, s in todo), dropped)
    with open(path + ".part", "w", encoding="utf8") as out:
        for first in range(0, len(todo), 4096):
            chunk = sorted(todo[first:first + 4096], key=lambda s: len(s[1]))
            items = [[t[2] for t in s] for _, s in chunk]
            for (source, s), tags, (heads, rels, likely) in zip(chunk, _tags(tagger, items), _trees(parser, items)):
                row = [source, [t[:2] for t in s], [t[2] for t in s], tags, heads, rels, likely]
                out.write(json.dumps(row, ensure_ascii=False) + "\n")
            log.info("silver: %d of %d sentences", min(first + 4096, len(todo)), len(todo))
    os.rename(path + ".part", path)
