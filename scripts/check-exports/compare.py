"""compare.py FOLDER… → every difference between what graph.jsonl says and what others' readers find in the files beside it.

Exit code 1 if anything is lost, changed or added.
"""
import csv
import itertools
import json
import operator
import re
import sys
import urllib.parse
from pathlib import Path

import networkx
import rdflib
from rdflib.namespace import DCTERMS, OWL, PROV, RDF, RDFS, SKOS, XSD

SURROGATE = re.compile("[\ud800-\udfff]")
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
    """What XML can hold of it."""
    if isinstance(value, list):
        return [legal(item) for item in value]
    return FORBIDDEN.sub("", value) if isinstance(value, str) else value


def in_utf8(value):
    """What UTF-8 can hold of it."""
    return SURROGATE.sub("\ufffd", value) if isinstance(value, str) else value


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


def wanted_nodes(record):
    wanted = {}
    for id, e in record.entities.items():
        mentions = record.mentions_of(id)
        wanted[id] = {"label": e["name"], "type": e["type"], "wikidata": e.get("wikidata"), "aliases": e["aliases"],
                      "mentions": len(mentions), "articles": len({m["article"] for m in mentions})}
    return wanted


def wanted_edges(record):
    wanted = {}
    for id, claim in record.claims.items():
        article = record.articles[claim["article"]]
        values = {k: v for k, v in claim.items() if k not in ("kind", "id", "subject", "object")}
        wanted[id] = {**values, "source": claim["subject"], "target": claim["object"],
                      "confidence": float(claim["confidence"]),  # JSON writes 1 for 1.0
                      "speaker": record.name(claim.get("speaker")), "speaker_id": claim.get("speaker"),
                      **{k: article.get(k) for k in ("title", "url", "date")}}
    return wanted


def without(name, values):
    """Labels depend on the language of the run, and are not in the record."""
    return {key: value for key, value in values.items() if key != name}


def check_graphml(record, path, differences):
    read = networkx.read_graphml(path, force_multigraph=True)
    nodes = {id: without("type_label", {**data, "aliases": json.loads(data["aliases"])}) for id, data in read.nodes(data=True)}
    edges = {key: without("label", {"source": a, "target": b, **data}) for a, b, key, data in read.edges(keys=True, data=True)}
    compare("networkx", wanted_nodes(record), nodes, legal, differences)
    compare("networkx", wanted_edges(record), edges, legal, differences)


def check_csv(record, path, differences):
    def rows(name):
        with open(path / name, encoding="utf-8", newline="") as file:
            return list(csv.DictReader(file, strict=True))

    def table(name, key, **types):
        read = [{k: types.get(k, str)(v) if v else v for k, v in row.items()} for row in rows(name)]
        return {key(row): row for row in read}

    by_id = operator.itemgetter("id")
    nodes = table("nodes.csv", by_id, mentions=int, articles=int, aliases=json.loads)
    edges = table("edges.csv", by_id, start=int, end=int, confidence=float)
    articles = table("articles.csv", by_id)
    number = itertools.count()
    mentions = table("mentions.csv", lambda _: next(number), start=int, end=int)
    nodes, edges = ({id: without(label, without("id", row)) for id, row in rows.items()}
                    for rows, label in ((nodes, "type_label"), (edges, "label")))
    compare("csv", wanted_nodes(record), nodes, in_utf8, differences)
    compare("csv", wanted_edges(record), edges, in_utf8, differences)
    compare("csv", {id: without("kind", a) for id, a in record.articles.items()}, articles, in_utf8, differences)
    compare("csv", dict(enumerate(without("kind", m) for m in record.mentions)), mentions, in_utf8, differences)


def check_turtle(record, path, differences):
    read = rdflib.Graph().parse(path, format="turtle")
    term = rdflib.Namespace("urn:svodka:term:")

    def part(iri):
        return urllib.parse.unquote(iri.split(":", 3)[3]) if iri is not None else None

    def value(subject, predicate):
        found = list(read.objects(subject, predicate))
        if len(found) > 1:
            differences.found.append(f"rdflib: {subject} has {len(found)} values of {predicate}")
        return found[0] if found else None

    def plain(subject, predicate):
        found = value(subject, predicate)
        return None if found is None else found.toPython() if found.datatype == XSD.integer else str(found)

    def words(subject):
        return {"article": part(value(subject, PROV.wasQuotedFrom)), "start": plain(subject, term.start), "end": plain(subject, term.end)}

    entities, articles, claims = {}, {}, {}
    for kind, subjects in ((kind, read.subjects(RDF.type, kind)) for kind in set(read.objects(None, RDF.type))):
        for s in subjects if kind.startswith("urn:svodka:type:") else ():
            same = value(s, OWL.sameAs)
            entities[part(s)] = {"id": part(s), "type": part(kind), "name": plain(s, RDFS.label), "wikidata": same and same.rsplit("/", 1)[1],
                                 "aliases": sorted(map(str, read.objects(s, SKOS.altLabel)))}
    for s in read.subjects(RDF.type, term.Article):
        articles[part(s)] = {"id": part(s), "title": plain(s, DCTERMS.title), "date": plain(s, DCTERMS.date), "url": plain(s, term.url),
                             "source": plain(s, DCTERMS.publisher), "language": plain(s, DCTERMS.language), "text": plain(s, term.text)}
    for s in read.subjects(RDF.type, RDF.Statement):
        program = value(value(s, PROV.wasGeneratedBy), PROV.wasAssociatedWith)
        claims[part(s)] = {**words(s), "id": part(s), "subject": part(value(s, RDF.subject)), "relation": part(value(s, RDF.predicate)),
                           "object": part(value(s, RDF.object)), "speaker": part(value(s, PROV.wasAttributedTo)),
                           "modality": plain(s, term.modality), "polarity": plain(s, term.polarity), "time": plain(s, term.time),
                           "confidence": value(s, term.confidence).toPython(), "extractor": plain(program, RDFS.label),
                           "quote": plain(s, PROV.value)}
    mentions = [{**words(s), "type": part(value(s, term.mentionedType)), "name": plain(s, RDFS.label), "entity": part(value(s, term.refersTo))}
                for s in read.subjects(RDF.type, term.Mention)]

    def place(mention):
        return json.dumps({k: in_utf8(v) for k, v in sorted(mention.items()) if v is not None and k != "kind"})

    wanted = {id: {**without("kind", e), "aliases": sorted(map(in_utf8, e["aliases"]))} for id, e in record.entities.items()}
    compare("rdflib", wanted, entities, in_utf8, differences)
    compare("rdflib", {id: without("kind", a) for id, a in record.articles.items()}, articles, in_utf8, differences)
    compare("rdflib", {id: {**without("kind", c), "confidence": float(c["confidence"])} for id, c in record.claims.items()}, claims, in_utf8, differences)
    differences.expect("rdflib: mentions", dict(enumerate(sorted(map(place, record.mentions)))), dict(enumerate(sorted(map(place, mentions)))))
    asserted = {(c["subject"], c["relation"], c["object"]) for c in record.claims.values() if (c["modality"], c["polarity"]) == ("asserted", "positive")}
    triples = {(part(a), part(p), part(b)) for a, p, b in read if p.startswith("urn:svodka:relation:")}
    differences.expect("rdflib: plain triples", dict.fromkeys(asserted, True), dict.fromkeys(triples, True))


def compare(where, wanted, got, hold, differences):
    """`hold` makes of a value of the record what the format can hold of it."""
    differences.expect(where, dict.fromkeys(wanted, True), dict.fromkeys(got, True))
    for id in wanted.keys() & got.keys():
        differences.expect(f"{where}: {id}", {k: hold(v) for k, v in present(wanted[id]).items()},
                           {k: hold(v) if isinstance(v, list) else v for k, v in present(got[id]).items()})


CHECKS = {"graph.csv": check_csv, "graph.graphml": check_graphml, "graph.ttl": check_turtle}


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
