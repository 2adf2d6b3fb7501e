"""Folder of texts in; one JSON line out: how long natasha takes for sentences, tags, lemmas, trees and names."""

import glob
import json
import resource
import sys
import time

begun = time.perf_counter()
from natasha import Doc, MorphVocab, NewsEmbedding, NewsMorphTagger, NewsNERTagger, NewsSyntaxParser, Segmenter  # noqa: E402

texts = [open(name, encoding="utf8").read() for name in sorted(glob.glob(f"{sys.argv[1]}/*.txt"))]
segmenter, vocabulary, embedding = Segmenter(), MorphVocab(), NewsEmbedding()
morph, syntax, ner = NewsMorphTagger(embedding), NewsSyntaxParser(embedding), NewsNERTagger(embedding)


def analyze(text):
    doc = Doc(text)
    doc.segment(segmenter)
    doc.tag_morph(morph)
    for token in doc.tokens:
        token.lemmatize(vocabulary)
    doc.parse_syntax(syntax)
    doc.tag_ner(ner)
    return len(doc.tokens)


analyze(texts[0])
first = time.perf_counter() - begun
best = float("inf")
for _ in range(3):
    start = time.process_time()
    tokens = sum(map(analyze, texts))
    best = min(best, time.process_time() - start)
print(json.dumps({"documents": len(texts), "tokens": tokens, "seconds": best, "first": first * 1000, "memory": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024}))
