"""pymorphy3's dictionary (OpenCorpora, CC BY-SA) in; dictionary.json.gz out: how frequent nouns and adjectives decline, and how unknown ones probably do.

python -m training.dictionary --out build/ru   (DICTIONARY.md describes the file)
"""

import argparse
import collections
import gzip
import json
import random
import zlib

CASES = ["nomn", "gent", "datv", "accs", "ablt", "loct"]
ALSO = {"gen1": "gent", "gen2": "gent", "acc2": "accs", "loc1": "loct", "loc2": "loct"}
GENDERS = {"masc": "Masc", "femn": "Fem", "neut": "Neut"}
NOUN = [(n, c) for n in ("sing", "plur") for c in CASES]
ADJECTIVE = [(g, c) for g in ("masc", "femn", "neut", "plur") for c in CASES]
LONGEST = 6  # letters of an ending that decide


def slot(tag, adjective):
    """Index of a form among NOUN or ADJECTIVE, or None."""
    case = ALSO.get(tag.case, tag.case)
    if case not in CASES:
        return None
    if adjective:
        return 6 * ["masc", "femn", "neut", "plur"].index("plur" if tag.number == "plur" else tag.gender) + CASES.index(case) if tag.number == "plur" or tag.gender else None
    return 6 * (tag.number == "plur") + CASES.index(case)


def kind(tag):
    if tag.POS in ("ADJF", "PRTF"):
        return "ADJ"
    # nouns of common gender decline alike whichever they take
    gender = GENDERS.get(tag.gender, "Com" if "ms-f" in tag or "GNdr" in tag else "Plur")
    proper = next((n for n in ("Surn", "Name", "Patr", "Geox", "Orgn") if n in tag.grammemes), "")
    return "NOUN " + gender + (" Anim" if tag.animacy == "anim" else "") + (" " + proper if proper else "") + (" Fixed" if "Fixd" in tag.grammemes else "")


def declensions(p):
    """(kind, forms) of a word; a surname has one for men (with the plural) and one for women."""
    adjective = p.tag.POS == "ADJF"
    forms = [f for f in p.lexeme if f.tag.POS == p.tag.POS and "Supr" not in f.tag]
    genders = [None] if adjective else sorted({f.tag.gender for f in forms if f.tag.number == "sing"}, key=str) or [None]
    for gender in genders:
        slots = [[] for _ in (ADJECTIVE if adjective else NOUN)]
        own = [f for f in forms if len(genders) == 1 or f.tag.gender == gender or f.tag.number == "plur" and gender == "masc"]
        for f in own:
            i = slot(f.tag, adjective)
            word = f.word.replace("ё", "е")  # as news writes
            if i is not None and word not in slots[i]:
                slots[i].append(word)
        if slots[0] or slots[6]:
            yield kind(own[0].tag), tuple("/".join(s) for s in slots)


def lexemes(morph, words):
    """{(lemma, kind, forms)}: forms is a tuple, one string a slot, variants joined by "/", the usual one first."""
    seen, out = set(), {}
    for count, word in words:
        for p in morph.parse(word):
            if not p.is_known or p.tag.POS not in ("NOUN", "ADJF") or {"Abbr", "Erro", "Dist"} & p.tag.grammemes or "Anph" in p.tag.grammemes:
                continue
            where = p.methods_stack[0][2], p.normal_form, p.tag.animacy
            if where in seen:
                continue
            seen.add(where)
            for k, forms in declensions(p):
                lemma = (forms[0] or forms[6]).split("/")[0]
                out[(lemma, k)] = max(out.get((lemma, k), (0, ())), (count, forms))
    return {(lemma, k, forms): count for (lemma, k), (count, forms) in out.items()}


def rare(morph, known):
    """Every other noun and adjective of the dictionary, as (0, word): the lemma forms only."""
    for word, tag, normal, _, index in morph.dictionary.iter_known_words():
        if index == 0 and tag.POS in ("NOUN", "ADJF") and normal not in known and word.replace("-", "").isalpha():
            yield 0, word


def surprises(rows, table):
    """Those that the guess gets wrong in some slot."""
    for lemma, k, forms in rows:
        for i, slot_forms in enumerate(forms):
            back, there = questions(k.replace(" Com", " Masc"), i)
            first = slot_forms.split("/")[0]
            if first and (answer(table, back, first) != lemma or answer(table, there, lemma) not in slot_forms.split("/")):
                yield lemma, k, forms
                break


def stem(forms):
    every = [f for slot in forms for f in slot.split("/") if f]
    low, high = min(every), max(every)
    n = 0
    while n < min(len(low), len(high)) and low[n] == high[n]:
        n += 1
    return low[:n]


def rule(source, target):
    n = 0
    while n < min(len(source), len(target)) and source[n] == target[n]:
        n += 1
    return f"{len(source) - n}{target[n:]}"


def apply(word, text):
    cut = int(text[0])
    return (word[:-cut] if cut else word) + text[1:]


class Guess:
    """Endings and what to do with them, per question. A longer ending is kept only where it changes the answer."""

    def __init__(self):
        self.votes = collections.defaultdict(lambda: collections.defaultdict(collections.Counter))

    def add(self, question, word, text, weight=1.0):
        for n in range(0, min(LONGEST, len(word)) + 1):
            self.votes[question][word[len(word) - n:]][text] += weight

    def table(self, enough=3):
        out = {}
        for question, endings in self.votes.items():
            kept = {}
            for ending in sorted(endings, key=len):
                best, votes = endings[ending].most_common(1)[0]
                above = next((kept[ending[i:]] for i in range(1, len(ending) + 1) if ending[i:] in kept), None)
                if above is None or best != above and votes >= enough and votes > 1.5 * endings[ending][above]:
                    kept[ending] = best
            out[question] = kept
        return out


def answer(table, question, word):
    endings = table.get(question, {})
    for n in range(min(LONGEST, len(word)), -1, -1):
        if word[len(word) - n:] in endings:
            return apply(word, endings[word[len(word) - n:]])
    return word


def questions(k, i):
    """Names of the two questions about slot i of a word of kind k: back to the lemma, and from the lemma there."""
    group = " ".join(w for w in k.split() if w not in ("Fixed", "Orgn"))
    return f"{group}<{i}", f"{group}>{i}"


def learn(rows):
    guess = Guess()
    for lemma, kinds, forms in rows:
        for k in [kinds] if " Com" not in kinds else [kinds.replace(" Com", " Masc"), kinds.replace(" Com", " Fem")]:
            for i, slot_forms in enumerate(forms):
                for n, form in enumerate(f for f in slot_forms.split("/") if f):
                    back, there = questions(k, i)
                    guess.add(back, form, rule(form, lemma))
                    if n == 0:
                        guess.add(there, lemma, rule(lemma, form))
    return guess.table()


def check(rows):
    """Share of right guesses on a tenth of the words that the table has not seen."""
    rows = sorted(rows)
    random.Random(1).shuffle(rows)
    cut = len(rows) // 10
    table = learn(rows[cut:])
    right, total = collections.Counter(), collections.Counter()
    for lemma, k, forms in rows[:cut]:
        k = k.replace(" Com", " Masc")
        name = "surnames" if "Surn" in k else "other names" if any(n in k for n in ("Name", "Patr", "Geox", "Orgn")) else "adjectives" if k == "ADJ" else "nouns"
        for i, slot_forms in enumerate(forms):
            if slot_forms:
                first = slot_forms.split("/")[0]
                back, there = questions(k, i)
                total[name] += 1
                right[name + ", lemma"] += answer(table, back, first) == lemma
                right[name + ", form"] += answer(table, there, lemma) in slot_forms.split("/")
    return {k: round(v / total[k.split(", ")[0]], 4) for k, v in sorted(right.items())}


def pack(rows):
    """Paradigms once each; lemmas sorted, each as "length shared with the one before" + rest + paradigm."""
    paradigms, entries = {}, []
    for lemma, k, forms in rows:
        s = stem(forms)
        ends = ";".join("/".join(f[len(s):] if f else "-" for f in slot_forms.split("/")) if slot_forms else "-" for slot_forms in forms)
        code = f"{len(lemma) - len(s)};{k};{ends}"
        entries.append((lemma, code))
        paradigms[code] = paradigms.get(code, 0) + 1
    order = {p: i for i, p in enumerate(sorted(paradigms, key=lambda p: (-paradigms[p], p)))}
    lines, last = [], ""
    for lemma, code in sorted(entries):
        n = 0
        while n < min(len(last), len(lemma), 35) and last[n] == lemma[n]:
            n += 1
        lines.append(f"{'0123456789abcdefghijklmnopqrstuvwxyz'[n]}{lemma[n:]} {order[code]}")
        last = lemma
    return list(order), "\n".join(lines)


def main():
    a = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    a.add_argument("--out", required=True)
    o = a.parse_args()
    import pymorphy3

    from . import vectors

    vocab = vectors.navec().vocab
    words = [(vocab.counts[vocab[w]], w) for w in vocab.words if w.replace("-", "").isalpha() and "а" <= w[0] <= "ё"]
    morph = pymorphy3.MorphAnalyzer()
    frequent = list(lexemes(morph, words))
    others = list(lexemes(morph, rare(morph, {r[0] for r in frequent})))
    figures = check(frequent + others)
    table = learn(frequent + others)
    rows = frequent + list(surprises(others, table))
    paradigms, lemmas = pack(rows)
    guess = {q: {e: r for e, r in sorted(t.items())} for q, t in sorted(table.items())}
    body = json.dumps({"version": 1, "noun": [" ".join(s) for s in NOUN], "adjective": [" ".join(s) for s in ADJECTIVE],
                       "paradigms": paradigms, "lemmas": lemmas, "guess": guess}, ensure_ascii=False, separators=(",", ":"))
    with open(f"{o.out}/dictionary.json.gz", "wb") as f:
        f.write(gzip.compress(body.encode("utf8"), 9, mtime=0))
    print(json.dumps({"lemmas": len(rows), "seen": len(frequent) + len(others), "paradigms": len(paradigms), "endings": sum(map(len, guess.values())), "unknown words": figures,
                      "crc32": zlib.crc32(body.encode("utf8"))}, ensure_ascii=False, indent=1))


if __name__ == "__main__":
    main()
