"""compare.py FOLDER… → every difference between what graph.jsonl says and what others' readers find in the files beside it.

Exit code 1 if anything is lost, changed or added.
"""
import json
import re
import sys
from pathlib import Path

import networkx

FORBIDDEN = re.compile("[^\t\n\r -\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


class Record:
    """What graph.jsonl says: entities, articles, mentions and claims, each as it stands there."""

    def __init__(self, path):
        first, *rest = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
        assert first == {"format": "svodka-graph", "version": 1}, first
        self.entities = {r["id"]: r for r in rest if r["kind"] == "entity"}
        self.articles = {r["id"]: r for r in rest if r["kind"] == "article"}
        self.claims = {r["id"]: r for r in rest if r["kind"] == "claim"}
        self.mentions = [r for r in rest if r["kind"] == "mention"]

    def mentions_of(self, entity):
        return [m for m in self.mentions if m.get("entity") == entity]

    def name(self, entity):
        return self.entities[entity]["name"] if entity else None


def legal(value):
    return FORBIDDEN.sub("", value) if isinstance(value, str) else value


def present(record):
    """Without what is absent or empty, which most formats do not tell apart."""
    return {key: value for key, value in record.items() if value not in (None, "")}


class Differences:
    def __init__(self):
        self.found, self.values = [], 0

    def expect(self, where, wanted, got):
        """Both are dictionaries of values; types count too."""
        for key in sorted(wanted.keys() | got.keys(), key=str):
            self.values += 1
            if key not in got:
                self.found.append(f"{where}: {key} is lost: {wanted[key]!r}")
            elif key not in wanted:
                self.found.append(f"{where}: {key} is added: {got[key]!r}")
            elif (wanted[key], type(wanted[key])) != (got[key], type(got[key])):
                self.found.append(f"{where}: {key} is {got[key]!r}, not {wanted[key]!r}")


def numbers(claim):
    """JSON writes 1 for 1.0."""
    return {**claim, "confidence": float(claim["confidence"])}


def check_graphml(record, path, differences):
    read = networkx.read_graphml(path, force_multigraph=True)
    nodes = {id: {k: v for k, v in data.items() if k != "type_label"} for id, data in read.nodes(data=True)}
    wanted = {}
    for id, e in record.entities.items():
        mentions = record.mentions_of(id)
        wanted[id] = {"label": e["name"], "type": e["type"], "wikidata": e.get("wikidata"),
                      "aliases": json.dumps(e["aliases"]), "mentions": len(mentions),
                      "articles": len({m["article"] for m in mentions})}
        # The same list, however it escapes: compared as a list.
        nodes[id]["aliases"] = json.dumps([legal(a) for a in json.loads(nodes[id]["aliases"])])
        wanted[id]["aliases"] = json.dumps([legal(a) for a in e["aliases"]])
    edges = {key: {"source": a, "target": b, **data} for a, b, key, data in read.edges(keys=True, data=True)}
    claims = {}
    for id, c in record.claims.items():
        article = record.articles[c["article"]]
        claims[id] = {**numbers(c), "source": c["subject"], "target": c["object"], "speaker": record.name(c.get("speaker")),
                      "speaker_id": c.get("speaker"), **{k: article.get(k) for k in ("title", "url", "date")}}
        for key in ("kind", "id", "subject", "object"):
            del claims[id][key]
        edges.get(id, {}).pop("label", None)
    compare("networkx, GraphML", wanted, nodes, differences)
    compare("networkx, GraphML", claims, edges, differences)


def compare(where, wanted, got, differences):
    differences.expect(where, dict.fromkeys(wanted, True), dict.fromkeys(got, True))
    for id in wanted.keys() & got.keys():
        differences.expect(f"{where}: {id}", {k: legal(v) for k, v in present(wanted[id]).items()}, present(got[id]))


CHECKS = {"graph.graphml": check_graphml}


def main():
    failed = False
    for folder in map(Path, sys.argv[1:]):
        record = Record(folder / "graph.jsonl")
        for name, check in CHECKS.items():
            path = folder / name
            if not path.exists():
                continue
            differences = Differences()
            check(record, path, differences)
            for difference in differences.found[:20]:
                print(f"{path}: {difference}".encode("ascii", "backslashreplace").decode(), file=sys.stderr)
            said = f"{len(differences.found)} differences" if differences.found else "all is as graph.jsonl says"
            print(f"{path}: {len(record.entities)} entities, {len(record.claims)} claims, {differences.values} values: {said}")
            failed |= bool(differences.found)
    sys.exit(failed)


if __name__ == "__main__":
    main()
