"""navec's 250,000 quantised news vectors in; the most frequent words' codes, keyed by crc32, out (vectors.npz).

navec stores a word as 100 bytes, each naming one of 256 three-number pieces; the trimmed table keeps codes and pieces as they are.
"""

import os

import numpy as np

from . import features


def navec():
    import natasha
    from navec import Navec

    return Navec.load(os.path.join(os.path.dirname(natasha.__file__), "data/emb/navec_news_v1_1B_250K_300d_100q.tar"))


def make(path, limit):
    """Rows 0 (padding) and 1 (unknown word) come first, then words by rising crc32."""
    if os.path.exists(path):
        return
    source = navec()
    vocab, pq = source.vocab, source.pq
    chosen = {}
    for word in vocab.top():
        if word not in ("<unk>", "<pad>"):
            chosen.setdefault(features.key(word), vocab[word])  # the more frequent of two that share a crc32
        if len(chosen) >= limit:
            break
    keys = np.array(sorted(chosen), np.uint32)
    ids = np.array([vocab.unk_id, vocab.unk_id] + [chosen[int(k)] for k in keys])
    np.savez(path, keys=keys, codes=np.asarray(pq.indexes)[ids].astype(np.uint8), pieces=np.asarray(pq.codes).astype(np.float32))


class Vectors:
    def __init__(self, path):
        stored = np.load(path)
        self.keys, self.codes, self.pieces = stored["keys"], stored["codes"], stored["pieces"]
        self.rows = {int(k): i + 2 for i, k in enumerate(self.keys)}

    def matrix(self):
        """All rows as floats; row 0 is zero."""
        parts = [self.pieces[q][self.codes[:, q]] for q in range(self.codes.shape[1])]
        out = np.concatenate(parts, 1).astype(np.float32)
        out[0] = 0
        return out
