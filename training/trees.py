"""Arc scores in; the best tree with exactly one root out (Chu-Liu/Edmonds)."""

import numpy as np

_NEVER = -1e9


def _cycle(heads):
    """One cycle among heads (node 0 is the root) as a list of nodes, or None."""
    state = [0] * len(heads)
    state[0] = 2
    for start in range(1, len(heads)):
        path, node = [], start
        while state[node] == 0:
            state[node] = 1
            path.append(node)
            node = heads[node]
        if state[node] == 1:
            return path[path.index(node):]
        for n in path:
            state[n] = 2
    return None


def _best(score):
    """score[head, dependent] over nodes 0…n, node 0 the root; heads of all nodes (the root's own is 0)."""
    heads = score.argmax(0)
    heads[0] = 0
    cycle = _cycle(heads)
    if cycle is None:
        return heads
    inside = np.zeros(len(heads), bool)
    inside[cycle] = True
    rest = np.flatnonzero(~inside)  # rest[0] is the root
    cycle = np.array(cycle)
    small = np.full((len(rest) + 1,) * 2, _NEVER)
    small[:-1, :-1] = score[np.ix_(rest, rest)]
    # an arc into the cycle replaces the cycle's own arc to that node
    gain = score[np.ix_(rest, cycle)] - score[heads[cycle], cycle][None]
    enter = gain.argmax(1)
    small[:-1, -1] = gain.max(1)
    leave = score[np.ix_(cycle, rest)].argmax(0)
    small[-1, :-1] = score[np.ix_(cycle, rest)].max(0)
    small[-1, 0] = _NEVER
    inner = _best(small)
    out = heads.copy()
    for i, node in enumerate(rest):
        if i:
            out[node] = cycle[leave[i]] if inner[i] == len(rest) else rest[inner[i]]
    h = inner[-1]
    out[cycle[enter[h]]] = rest[h]
    return out


def decode(scores):
    """scores[dependent, head], head 0 the root, head i token i; returns each token's head."""
    n = len(scores)
    s = np.full((n + 1, n + 1), _NEVER)
    s[:, 1:] = scores.T
    s[np.arange(1, n + 1), np.arange(1, n + 1)] = _NEVER
    heads = s.argmax(0)
    heads[0] = 0
    if (heads[1:] == 0).sum() == 1 and _cycle(heads) is None:
        return heads[1:]
    s[0, 1:] -= 1e5  # dear roots: no more than one
    return _best(s)[1:]
