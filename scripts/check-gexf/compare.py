"""compare.py FILE.gexf GEPHI.json → every difference between what the file says and what networkx and Gephi read of it.

What the file says is taken from the XML by the standard library. Exit code 1 if anything is lost or changed.
"""
import json
import re
import sys
import xml.etree.ElementTree as ElementTree

import networkx

GEXF = "{http://gexf.net/1.3}"
VIZ = "{http://gexf.net/1.3/viz}"


def items(text):
    """The strings of a quoted list; None for an empty one, as Gephi has it, which takes the word null for one too."""
    found = [re.sub(r"\\(.)", r"\1", item, flags=re.S) for item in re.findall(r'"((?:[^"\\]|\\.)*)"', text, flags=re.S)]
    return [item if item and item.lower() != "null" else None for item in found]


def columns(graph, of):
    return {
        a.get("id"): (a.get("type"), block.get("mode"))
        for block in graph.findall(GEXF + "attributes")
        if block.get("class") == of
        for a in block
    }


def contents(element, known):
    """An element's columns: {name: (type, value)}; over time, the value is a list of (value, start, end)."""
    values = {}
    for a in element.findall(f"{GEXF}attvalues/{GEXF}attvalue"):
        kind, mode = known[a.get("for")]
        value = int(a.get("value")) if kind == "integer" else a.get("value")
        if mode == "dynamic":
            values.setdefault(a.get("for"), (kind, []))[1].append((value, a.get("start"), a.get("end")))
        else:
            values[a.get("for")] = (kind, value)
    return values


def spells(element):
    return [(s.get("start"), s.get("end")) for s in element.findall(f"{GEXF}spells/{GEXF}spell")]


def color(element):
    found = element.find(VIZ + "color")
    return [int(found.get(c)) for c in "rgb"]


class Differences:
    def __init__(self):
        self.found = []

    def expect(self, where, what, wanted, got):
        if wanted != got:
            self.found.append(f"{where}: {what} is {got!r}, the file says {wanted!r}")


def check_networkx(path, nodes, edges, node_columns, edge_columns, differences):
    read = networkx.read_gexf(path)
    differences.expect("networkx", "directed", True, read.is_directed())
    differences.expect("networkx", "nodes", len(nodes), read.number_of_nodes())
    differences.expect("networkx", "edges", len(edges), read.number_of_edges())
    by_id = {data["id"]: (a, b, data) for a, b, data in read.edges(data=True)}
    for element, known in [(n, node_columns) for n in nodes] + [(e, edge_columns) for e in edges]:
        where, edge = f"networkx: {element.get('id')}", element.tag == GEXF + "edge"
        if element.get("id") not in (by_id if edge else read):
            differences.found.append(f"{where}: lost")
            continue
        if edge:
            source, target, data = by_id[element.get("id")]
            differences.expect(where, "ends", (element.get("source"), element.get("target")), (source, target))
            differences.expect(where, "weight", float(element.get("weight")), data["weight"])
        else:
            data = read.nodes[element.get("id")]
            place = element.find(VIZ + "position")
            differences.expect(where, "x, y", [float(place.get(c)) for c in "xy"], [data["viz"]["position"][c] for c in "xy"])
            differences.expect(where, "size", float(element.find(VIZ + "size").get("value")), data["viz"]["size"])
            differences.expect(where, "color", color(element), [data["viz"]["color"][c] for c in "rgb"])
        differences.expect(where, "label", element.get("label"), data.get("label"))
        differences.expect(where, "spells", spells(element), data.get("spells", []))
        for name, (_, value) in contents(element, known).items():
            differences.expect(where, name, value, data.get(name))


def check_gephi(read, nodes, edges, node_columns, edge_columns, differences):
    for issue in read["issues"]:
        differences.found.append(f"Gephi reports {issue}")
    differences.expect("Gephi", "nodes", len(nodes), len(read["nodes"]))
    differences.expect("Gephi", "edges", len(edges), len(read["edges"]))
    by_id = {e["id"]: e for e in read["nodes"] + read["edges"]}
    for element, known in [(n, node_columns) for n in nodes] + [(e, edge_columns) for e in edges]:
        where, got = f"Gephi: {element.get('id')}", by_id.get(element.get("id"))
        if got is None:
            differences.found.append(f"{where}: lost")
            continue
        differences.expect(where, "label", element.get("label") or None, got["label"])
        differences.expect(where, "color", color(element), got["color"])
        if element.tag == GEXF + "edge":
            for name in ("source", "target", "kind"):
                differences.expect(where, name, element.get(name), got[name])
            differences.expect(where, "weight", float(element.get("weight")), got["weight"])
            differences.expect(where, "directed", True, got["directed"])
        else:
            place = element.find(VIZ + "position")
            for c in "xy":  # single precision
                differences.expect(where, c, f"{float(place.get(c)):.1f}", f"{got[c]:.1f}")
            differences.expect(where, "size", f"{float(element.find(VIZ + 'size').get('value')):.2f}", f"{got['size']:.2f}")
        times = "; ".join(f"[{start}, {end}]" for start, end in spells(element))
        differences.expect(where, "spells", f"<{times}>" if times else None, got["values"].get("timeset"))
        for name, (kind, value) in contents(element, known).items():
            if kind == "liststring":
                differences.expect(where, name, items(value), got["values"].get(name) or [])
            elif known[name][1] == "dynamic":
                wanted = "; ".join(f"[{start}, {end}, {v}]" for v, start, end in value)
                differences.expect(where, name, f"<{wanted}>", got["values"].get(name))
            else:
                differences.expect(where, name, value, got["values"].get(name))


def check_timeline(shown, nodes, edges, differences):
    """On each day, Gephi's timeline shows what has that day among its spells, and what has none; edges between such nodes."""

    def there(elements, day):
        return {e.get("id") for e in elements if not spells(e) or (day, day) in spells(e)}

    days = sorted({start for e in nodes + edges for start, _ in spells(e)})
    differences.expect("timeline", "days", days, [at["day"] for at in shown])
    for at in shown:
        seen = there(nodes, at["day"])
        linked = [e for e in edges if e.get("source") in seen and e.get("target") in seen]
        differences.expect(f"timeline: {at['day']}", "nodes", sorted(seen), sorted(at["nodes"]))
        differences.expect(f"timeline: {at['day']}", "edges", sorted(there(linked, at["day"])), sorted(at["edges"]))
    return len(days)


def main():
    path = sys.argv[1]
    with open(sys.argv[2], encoding="utf-8") as file:
        gephi = json.load(file)
    graph = ElementTree.parse(path).getroot().find(GEXF + "graph")
    nodes, edges = list(graph.find(GEXF + "nodes")), list(graph.find(GEXF + "edges"))
    node_columns, edge_columns = columns(graph, "node"), columns(graph, "edge")
    differences = Differences()
    check_networkx(path, nodes, edges, node_columns, edge_columns, differences)
    check_gephi(gephi, nodes, edges, node_columns, edge_columns, differences)
    days = check_timeline(gephi["timeline"], nodes, edges, differences)
    for difference in differences.found[:20]:
        print(f"{path}: {difference}", file=sys.stderr)
    if differences.found:
        sys.exit(f"{path}: {len(differences.found)} differences")
    values = sum(len(contents(e, node_columns)) for e in nodes) + sum(len(contents(e, edge_columns)) for e in edges)
    print(f"{path}: networkx and Gephi read all {len(nodes)} nodes, {len(edges)} edges and {values} attribute values; the timeline is right on {days} days")


if __name__ == "__main__":
    main()
