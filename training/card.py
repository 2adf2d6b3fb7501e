"""report.json of an export in; the figures of the model card (README.md, between its markers) out.

python -m training.card --out build/ru
"""

import argparse
import json
import os
import re

BEGIN, END = "<!-- figures -->", "<!-- /figures -->"


def tables(report):
    both = [report["float"], report["exported"]]
    rows = [("names, NEREL dev, 29 nested types, strict: precision", *(b["names"]["p"] for b in both)), ("— recall", *(b["names"]["r"] for b in both)),
            ("— **F1**", *(b["names"]["f"] for b in both)),
            ("persons, places, organisations, NEREL dev, outermost, strict: precision", *(b["coarse"]["p"] for b in both)),
            ("— recall", *(b["coarse"]["r"] for b in both)), ("— **F1**", *(b["coarse"]["f"] for b in both))]
    rows += [(f"— {t} F1", *(b["coarse"]["types"][t]["f"] for b in both)) for t in ("PER", "LOC", "ORG")]
    words = {"upos": "part of speech", "tag": "part of speech and features", "lemma": "lemma (case and ё aside)", "uas": "UAS", "las": "**LAS**", "las_universal": "LAS, relations without subtypes"}
    tokens = both[0]["trees"]["tokens"]
    rows += [(f"{name}, news ({tokens} given tokens of grameval-lenta-news)", *(b["trees"][k] for b in both)) for k, name in words.items()]
    out = ["| dev figure | floats | exported, 8 bits |", "|---|---|---|"] + [f"| {n} | {a:.3f} | {b:.3f} |" for n, a, b in rows]
    out += ["", "By type (exported):", "", "| type | P | R | F1 | in dev |", "|---|---|---|---|---|"]
    out += [f"| {t} | {v['p']:.3f} | {v['r']:.3f} | {v['f']:.3f} | {v['gold']} |" for t, v in both[1]["names"]["types"].items()]
    sizes = report["sizes"]
    out += ["", f"Trained for {report['seconds'] / 60:.0f} minutes, {report['rounds']} rounds. Files: " + ", ".join(f"{k} {v / 1e6:.2f} MB" for k, v in sizes.items()) + f", together {sum(sizes.values()) / 1e6:.1f} MB."]
    return "\n".join(out)


def main():
    a = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    a.add_argument("--out", required=True)
    o = a.parse_args()
    with open(f"{o.out}/report.json", encoding="utf8") as f:
        figures = tables(json.load(f))
    path = os.path.join(os.path.dirname(__file__), "README.md")
    with open(path, encoding="utf8") as f:
        text = f.read()
    with open(path, "w", encoding="utf8") as f:
        f.write(re.sub(f"{BEGIN}.*{END}", lambda _: f"{BEGIN}\n{figures}\n{END}", text, flags=re.S))


if __name__ == "__main__":
    main()
