"""JSON on standard input: {texts, sentences (of words)}; JSON out: natasha's names, and its trees over these words."""

import json
import sys

from natasha import Doc, MorphVocab, NewsEmbedding, NewsMorphTagger, NewsNERTagger, NewsSyntaxParser, Segmenter
from natasha.doc import DocSent, DocToken

asked = json.load(sys.stdin)
segmenter, vocabulary, embedding = Segmenter(), MorphVocab(), NewsEmbedding()
morph, syntax, ner = NewsMorphTagger(embedding), NewsSyntaxParser(embedding), NewsNERTagger(embedding)


def names(text):
    doc = Doc(text)
    doc.segment(segmenter)
    doc.tag_ner(ner)
    return [[span.start, span.stop, span.type] for span in doc.spans]


def trees(sentences):
    """A row a word: [part of speech, lemma, head from 1 (0: the root), relation]."""
    tags = morph.map(sentences)
    heads = syntax.map(sentences)
    found = []
    for words, tagged, parsed in zip(sentences, tags, heads, strict=True):
        rows = []
        for word, tag, node in zip(words, tagged.tokens, parsed.tokens, strict=True):
            token = DocToken(0, 0, word, pos=tag.pos, feats=tag.feats)
            token.lemmatize(vocabulary)
            rows.append([tag.pos, token.lemma, int(node.head_id), node.rel])
        found.append(rows)
    return found


json.dump({"names": [names(text) for text in asked["texts"]], "trees": trees(asked["sentences"])}, sys.stdout)
