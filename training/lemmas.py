"""A word and its lemma in; a rule out ("cut k letters, add these"), and back. Silver lemmas come from pymorphy3, guided by the tag.

A rule is written "k+suffix"; a leading "!" keeps the letters' case (proper names), otherwise the lemma is lower case.
"""

import functools

_CASES = {"Nom": {"nomn"}, "Gen": {"gent", "gen1", "gen2"}, "Dat": {"datv"}, "Acc": {"accs", "acc2"}, "Ins": {"ablt"}, "Loc": {"loct", "loc1", "loc2"}}
_NUMBERS = {"Sing": "sing", "Plur": "plur"}
_GENDERS = {"Masc": "masc", "Fem": "femn", "Neut": "neut"}
_POS = {
    "NOUN": {"NOUN"}, "PROPN": {"NOUN"}, "ADJ": {"ADJF", "ADJS", "COMP"}, "DET": {"ADJF", "NPRO"}, "PRON": {"NPRO", "ADJF"},
    "VERB": {"VERB", "INFN", "GRND", "PRTF", "PRTS", "PRED"}, "AUX": {"VERB", "INFN", "GRND"}, "NUM": {"NUMR", "ADJF"},
    "ADV": {"ADVB", "COMP", "PRED", "CONJ", "PRCL"}, "ADP": {"PREP"}, "CCONJ": {"CONJ"}, "SCONJ": {"CONJ"}, "PART": {"PRCL"}, "INTJ": {"INTJ"},
}


# Where UD and the dictionary disagree.
_OWN = {
    **{(w, "DET"): w for w in ("его", "ее", "её", "их")},
    **{(w, "PRON"): "то" for w in ("то", "того", "тому", "тем", "том")},
    ("это", "DET"): "этот", ("это", "PRON"): "это", ("этого", "PRON"): "это", ("этому", "PRON"): "это", ("этим", "PRON"): "это", ("этом", "PRON"): "это",
    ("деньга", "NOUN"): "деньги", ("должный", "ADJ"): "должен", ("счастие", "NOUN"): "счастье", ("воскресение", "NOUN"): "воскресенье",
    ("больший", "ADJ"): "большой", ("основный", "ADJ"): "основной", ("родный", "ADJ"): "родной", ("всё", "PRON"): "всё", ("все", "PRON"): "все", ("всех", "PRON"): "все",
}


def rule(word, lemma, proper=False):
    low, lemma = word.lower(), lemma.lower()
    if "ё" not in low:
        lemma = lemma.replace("ё", "е")
    same = 0
    while same < min(len(low), len(lemma)) and low[same] == lemma[same]:
        same += 1
    return ("!" if proper else "") + f"{len(low) - same}+{lemma[same:]}"


def apply(word, text):
    proper = text.startswith("!")
    cut, _, suffix = text.lstrip("!").partition("+")
    stem = word if proper else word.lower()
    stem = stem[:len(stem) - int(cut)] if int(cut) <= len(stem) else stem
    if not proper or not suffix:
        return stem + suffix
    if not stem:
        return suffix.capitalize()
    capitals = len(word) > 1 and word == word.upper() and word != word.lower()  # the whole word, not the stem: Льва is Лев
    return stem + (suffix.upper() if capitals else suffix)


class Silver:
    """Lemma of a word by its predicted tag: the dictionary's parse that agrees best."""

    def __init__(self):
        import pymorphy3
        self.parse = functools.lru_cache(300_000)(pymorphy3.MorphAnalyzer().parse)

    @functools.lru_cache(400_000)
    def __call__(self, word, tag):
        upos, _, feats = tag.partition("|")
        f = dict(p.split("=") for p in feats.split("|") if p)
        if upos in ("PUNCT", "SYM", "X") or not any(c.isalpha() for c in word):
            return word
        low = word.lower()
        if upos in ("ADP", "CCONJ", "SCONJ", "PART", "INTJ", "ADV") or word.endswith(".") or (low, upos) in _OWN:
            return _OWN.get((low, upos), low) if not word.endswith(".") else word
        best, mark = None, None
        for i, p in enumerate(self.parse(word)):
            g = p.tag.grammemes
            pos = p.tag.POS in _POS.get(upos, ())
            if not pos and upos in ("VERB", "ADJ") and p.tag.POS in ("PRTF", "PRTS", "ADJF", "ADJS"):
                pos = True
            case = bool(_CASES.get(f.get("Case"), set()) & g)
            number = _NUMBERS.get(f.get("Number")) in g
            gender = _GENDERS.get(f.get("Gender")) in g or f.get("Number") == "Plur"
            name = upos == "PROPN" and bool(g & {"Name", "Surn", "Patr", "Geox", "Orgn"})
            m = (4 * pos + 2 * name + 1.5 * case + number + gender, p.score, -i)
            if mark is None or m > mark:
                best, mark = p, m
        if upos == "ADJ" and best.tag.POS in ("PRTF", "PRTS"):
            return _participle(best)
        return _OWN.get((best.normal_form, upos), best.normal_form)


def _participle(p):
    """UD calls some participles adjectives: their lemma is their own nominative, not the verb."""
    full = p.inflect({"PRTF", "masc", "sing", "nomn"})
    return full.word if full else p.normal_form
