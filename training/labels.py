"""Tags and relations of UD releases from 2017 to 2024 in; one UD v2 inventory out."""

# Features the model predicts; the rest (PronType, NameType, NumForm …) is in some of the corpora only.
FEATS = {"Animacy", "Aspect", "Case", "Degree", "Gender", "Mood", "Number", "Person", "Polarity", "Tense", "Variant", "VerbForm", "Voice", "Foreign"}
_RELATIONS = {
    "obl:tmod": "obl", "obl:float": "obl", "obl:depict": "obl", "parataxis:discourse": "parataxis", "reparandum": "parataxis",
    "nsubj:outer": "nsubj", "csubj:outer": "csubj", "advmod:emph": "advmod", "compound:redup": "compound",
    "conj:svc": "conj", "dep": "parataxis", "<pad>": "parataxis",
}
_VALUES = {("Variant", "Brev"): "Short", ("VerbForm", "Ger"): "Conv", ("VerbForm", "Trans"): "Conv", ("Case", "Par"): "Gen", ("Case", "Voc"): "Nom"}


def tag(upos, feats):
    """"UPOS|Feat=Value|…" with the kept features only, in order."""
    kept = []
    if upos in ("PUNCT", "SYM"):
        feats = "_"
    for pair in [] if feats in ("_", "") else feats.split("|"):
        key, value = pair.split("=", 1)
        if key in FEATS:
            kept.append(f"{key}={_VALUES.get((key, value), value)}")
    if upos == "CONJ":
        upos = "CCONJ"
    return upos + "|" + "|".join(sorted(kept))


def split_tag(text):
    upos, _, feats = text.partition("|")
    return upos, feats


def relation(name, head):
    if head == 0:
        return "root"
    if name == "root":
        return "parataxis"
    return _RELATIONS.get(name, name)
