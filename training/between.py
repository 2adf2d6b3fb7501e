"""Two names of a sentence in; what is said of each and of both out, as strings to be hashed. FORMAT.md repeats the rules for the runtime.

`rows` are those of predict.rows: part of speech, features, lemma, head (1 is the first token, 0 the root), relation.
"""

LIMITS = (0, 1, 2, 3, 5, 8, 14)


class Name:
    """A name as tokens first … last of its sentence, with the token that heads it."""

    def __init__(self, span, places, rows):
        self.span, (start, end, self.type) = span, span
        inside = [i for i, (a, b) in enumerate(places) if a < end and b > start]
        self.first, self.last = inside[0], inside[-1]
        self.head = next(i for i in inside if not self.first < rows[i][3] <= self.last + 1)


def bucket(n):
    return next((str(limit) for limit in LIMITS if n <= limit), "+")


def order(a, b):
    """How a lies to b: the same, before, after, in it, around it, across its edge."""
    if (a.first, a.last) == (b.first, b.last):
        return "="
    if a.last < b.first:
        return "<"
    if b.last < a.first:
        return ">"
    return "i" if b.first <= a.first and a.last <= b.last else "o" if a.first <= b.first and b.last <= a.last else "x"


def between(a, b):
    """Tokens between two names; none where they touch or overlap."""
    return range(a.last + 1, b.first) if a.first <= b.first else range(b.last + 1, a.first)


def path(rows, a, b):
    """Relations up from a's head and down to b's, and the tokens passed that are in neither name."""
    up = [a.head]
    while rows[up[-1]][3]:
        up.append(rows[up[-1]][3] - 1)
    down = [b.head]
    while down[-1] not in up:
        down.append(rows[down[-1]][3] - 1)
    up = up[:up.index(down[-1]) + 1]
    steps = [f"^{rows[k][4]}" for k in up[:-1]] + [f"_{rows[k][4]}" for k in down[-2::-1]]
    return steps, [k for k in up + down[-2::-1] if not (a.first <= k <= a.last or b.first <= k <= b.last)]


def own(name, rows, names):
    """Of a name alone: type, case and preposition, relation to its head, types of names in and around it."""
    _, feats, _, _, relation = rows[name.head]
    case = next((f[5:] for f in feats.split("|") if f.startswith("Case=")), "")
    preposition = next((r[2] for r in rows if r[3] == name.head + 1 and r[4] == "case"), "")
    found = {f"t {name.type}", f"c {name.type} {case} {preposition}", f"r {name.type} {relation}"}
    found.update(f"{where} {name.type} {n.type}" for n in names if n is not name and (where := order(name, n)) in "io")
    return sorted(found)


def both(a, b, steps, names):
    """Of two names: their order and distance, the way through the tree, whether another name of their type is nearer."""
    types, where, apart, way = f"{a.type} {b.type}", order(a, b), len(between(a, b)), "".join(steps)
    found = [f"T {types} {where}", f"D {types} {where} {bucket(apart)}", f"G {where} {bucket(apart)}", f"S {types} {bucket(len(steps))}"]
    if len(steps) <= 5:
        found += [f"P {way}", f"Q {types} {way}"]
    found += sorted({f"s {step}" for step in steps})
    nearer = [any(n.type == x.type and n is not x and n is not y and len(between(n, y)) < apart for n in names) for x, y in ((a, b), (b, a))]
    return found + [f"C {types} {where} {nearer[0]:d} {nearer[1]:d}"]
