"""NEREL's relations in; pairs.bin out: which of our relations holds between two names of a sentence. FORMAT.md describes the file.

python -m training.pairs --data ../shared/data --model extract/language/ru/model --out build/pairs

The network stays as it is: its exported files give the parts of every token; a small scorer of pairs of names is trained on top of them.
"""

import argparse
import base64
import collections
import glob
import json
import logging
import os
import random
import zlib

import numpy as np
import torch
import torch.nn as nn
import torch.nn.functional as F

from . import batches, between, corpora, export, features, predict, tokens
from .data import Inventory, unlabelled

log = logging.getLogger(__name__)
VERSION = 1
PARTS = ("span_inner", "rel_dep")
SIZE = 128             # of a part
BUCKETS = 640          # rows of each table of hashed strings
LEAST = 2              # a relation between two types is looked for when training has it so often
FOLDS = 5              # each fifth of NEREL train is scored by a scorer of the others: that sets the thresholds
PLACES = "CITY COUNTRY DISTRICT FACILITY LOCATION STATE_OR_PROVINCE"
POSTS = "PERSON PROFESSION"
ACTORS = f"{POSTS} ORGANIZATION COUNTRY"
# NEREL's relation, types of its two names, our relation; "-": from the second name to the first
MAPPING = [
    ("WORKPLACE", POSTS, "ORGANIZATION COUNTRY", "POST"),
    ("HEADQUARTERED_IN", "ORGANIZATION", PLACES, "LOCATED_IN"),
    ("LOCATED_IN", f"ORGANIZATION {PLACES}", PLACES, "LOCATED_IN"),
    ("TAKES_PLACE_IN", "EVENT", f"ORGANIZATION {PLACES}", "-HOSTS"),
    ("ORGANIZES", f"ORGANIZATION {PLACES}", "EVENT", "HOSTS"),
    ("PARTICIPANT_IN", ACTORS, "EVENT", "PARTICIPATES_IN"),
    ("AGENT", ACTORS, "EVENT", "PARTICIPATES_IN"),
    ("MEMBER_OF", ACTORS, "ORGANIZATION", "MEMBER_OF"),
    ("PART_OF", "ORGANIZATION", "ORGANIZATION", "PART_OF"),
    ("PART_OF", "LAW", "LAW", "PART_OF"),
    ("SUBEVENT_OF", "EVENT", "EVENT", "PART_OF"),
    ("FOUNDED_BY", "ORGANIZATION EVENT", ACTORS, "-CREATES"),
    ("CONVICTED_OF", ACTORS, "CRIME", "COMMITS"),
    ("WORKS_AS", "PERSON", "PROFESSION", "TITLE"),
]
RULES = {(r, a, b): ours for r, firsts, seconds, ours in MAPPING for a in firsts.split() for b in seconds.split()}
TEXTS = [
    "Секретарь Совета безопасности РФ Анна Вересова приняла участие в саммите ОДКБ, который прошёл в Бишкеке.",
    "Фонд «Ромашка» основал бывший депутат парламента Кении Пётр Котельников, осуждённый за мошенничество.",
]
LABELS = sorted({ours.lstrip("-") for *_, ours in MAPPING})
MEASURED = [k for k, label in enumerate(LABELS) if label != "TITLE"]  # TITLE is no relation of ours: it finds the words that decide POST
TYPES = {(b, a) if ours[0] == "-" else (a, b) for (_, a, b), ours in RULES.items()}


def articles(data, split):
    """[(name, text, {(start, end, type)}, {(name, name, relation of ours)})] without discontinuous names."""
    for ann in sorted(glob.glob(f"{data}/nerel/{split}/*.ann")):
        names, relations = {}, set()
        for line in open(ann, encoding="utf8"):
            key, body, *_ = line.rstrip("\n").split("\t") + [""]
            if key[:1] == "T" and ";" not in body:
                kind, start, end = body.split()
                names[key] = int(start), int(end), kind
            elif key[:1] == "R":
                kind, *ends = body.split()
                relations.add((kind, *(e[5:] for e in ends)))
        found = set()
        for kind, a, b in relations:
            if a in names and b in names and (ours := RULES.get((kind, names[a][2], names[b][2]))):
                found.add((names[b], names[a], ours[1:]) if ours[0] == "-" else (names[a], names[b], ours))
        yield os.path.basename(ann)[:-4], corpora.read(ann[:-4] + ".txt"), set(names.values()), found

class Sentence:
    """A sentence's names, and what is known of them and of each pair of them whose types may have a relation."""

    def __init__(self, places, rows, parts, spans, relations=()):
        self.names = [between.Name(span, places, rows) for span in spans]
        self.pairs = [(i, j) for i, a in enumerate(self.names) for j, b in enumerate(self.names) if i != j and (a.type, b.type) in TYPES]
        inner, dep = parts[:, :SIZE], parts[:, SIZE:]
        self.of_names = matrix([*mean(inner, range(n.first, n.last + 1)), *dep[n.head]] for n in self.names)
        self.names_say = [hashed(between.own(n, rows, self.names)) for n in self.names]
        self.of_pairs, self.pairs_say = [], []
        for a, b in self.each():
            steps, passed = between.path(rows, a, b)
            self.of_pairs.append([*mean(inner, between.between(a, b)), *mean(inner, passed)])
            self.pairs_say.append(hashed(between.both(a, b, steps, self.names)))
        self.of_pairs = matrix(self.of_pairs)
        self.gold = matrix(([(a.span, b.span, label) in relations for label in LABELS] for a, b in self.each()), len(LABELS))
        self.total = np.array([sum(r == label for _, _, r in relations) for label in LABELS])

    def each(self):
        return [(self.names[i], self.names[j]) for i, j in self.pairs]


def mean(rows, at):
    return rows[list(at)].mean(0) if len(at) else np.zeros(rows.shape[1], np.float32)


def matrix(rows, width=2 * SIZE):
    return np.array(list(rows), np.float32).reshape(-1, width)


def hashed(strings):
    return [zlib.crc32(s.encode("utf8")) % BUCKETS for s in strings]


class Reader:
    """The exported network; articles in, sentences of their gold names (or of the network's own) out."""

    def __init__(self, folder):
        self.run = export.Exported(folder)
        s = self.run.settings
        self.inventory, self.thresholds = Inventory(s["tags"], s["relations"], s["rules"], s["types"]), s["thresholds"]
        self.features = features.Features({int(k): i + 2 for i, k in enumerate(self.run.arrays["keys"])})

    def parse(self, text):
        """[(sentence, rows, parts, probable spans)]"""
        given = [unlabelled("", [t[:2] for t in s], [t[2] for t in s], self.features) for s in tokens.sentences(text)]
        found = [None] * len(given)
        for ids in batches.order(given, 2000, shuffle=False):
            out = self.run(*batches.words([given[i] for i in ids]))
            for k, i in enumerate(ids):
                n = len(given[i].words)
                rows = predict.rows(out, k, n, self.run.heads, self.inventory, given[i].words)
                found[i] = given[i], rows, np.concatenate([out[p][k, :n] for p in PARTS], 1), predict.spans(out, k, n, self.run.heads)
        return found

    def article(self, text, names, relations, own_names=False):
        parsed = self.parse(text)
        if own_names:
            names = predict.article([s for s, *_ in parsed], [spans for *_, spans in parsed], self.inventory.types, self.thresholds)
        for s, rows, parts, _ in parsed:
            within = lambda *spans: all(s.places[0][0] <= span[0] and span[1] <= s.places[-1][1] for span in spans)
            yield Sentence(s.places, rows, parts, [n for n in sorted(names) if within(n)], {r for r in relations if within(*r[:2])})

    def split(self, data, split, **options):
        """Sentences by article."""
        return [list(self.article(text, names, relations, **options)) for _, text, names, relations in articles(data, split)]


class Scorer(nn.Module):
    """Two hidden layers. The second sees, beside its pair, the strongest of what the other pairs of either name have in the first."""

    def __init__(self, width=96, second=64, drop=0.4):
        super().__init__()
        self.first, self.second, self.pair = nn.Linear(2 * SIZE, width), nn.Linear(2 * SIZE, width, bias=False), nn.Linear(2 * SIZE, width, bias=False)
        self.first_says, self.second_says, self.pair_says = (nn.EmbeddingBag(BUCKETS, width, mode="sum") for _ in range(3))
        for table in (self.first_says, self.second_says, self.pair_says):
            nn.init.normal_(table.weight, std=0.05)
        self.middle, self.out = nn.Linear(5 * width, second), nn.Linear(second, len(LABELS))
        self.drop_in, self.drop, self.drop_out = nn.Dropout(0.3), nn.Dropout(drop), nn.Dropout(drop * 0.6)

    def forward(self, of_names, names_say, of_pairs, pairs_say, a, b):
        first = self.first(self.drop_in(of_names)) + self.first_says(*self.some(names_say))
        second = self.second(self.drop_in(of_names)) + self.second_says(*self.some(names_say))
        hidden = self.drop(F.relu(first[a] + second[b] + self.pair(self.drop_in(of_pairs)) + self.pair_says(*self.some(pairs_say))))
        most = lambda at: torch.zeros_like(first).scatter_reduce(0, at[:, None].expand_as(hidden), hidden, "amax")
        firsts, seconds = most(a), most(b)
        return self.out(self.drop_out(F.relu(self.middle(torch.cat([hidden, firsts[a], seconds[b], firsts[b], seconds[a]], 1)))))

    def some(self, lists, drop=0.2):
        """Rows for an EmbeddingBag; a part of them is left out in training."""
        kept = [[i for i in ids if not self.training or random.random() > drop] for ids in lists]
        starts = np.cumsum([0] + [len(ids) for ids in kept])[:-1]
        return torch.tensor([i for ids in kept for i in ids], dtype=torch.long), torch.from_numpy(starts)


def batch(sentences):
    """Tensors of the scorer for several sentences together."""
    starts = np.cumsum([0] + [len(s.names) for s in sentences])
    a, b = (torch.tensor([start + p[k] for s, start in zip(sentences, starts) for p in s.pairs]) for k in (0, 1))
    stack = lambda name: torch.from_numpy(np.concatenate([getattr(s, name) for s in sentences]))
    chain = lambda name: [ids for s in sentences for ids in getattr(s, name)]
    return stack("of_names"), chain("names_say"), stack("of_pairs"), chain("pairs_say"), a, b


def possible(sentences):
    """{(type, type): relations between them} of training."""
    count = collections.Counter((a.type, b.type, k) for s in sentences for (a, b), y in zip(s.each(), s.gold) for k in np.flatnonzero(y))
    found = collections.defaultdict(list)
    for (a, b, k), n in sorted(count.items()):
        if n >= LEAST:
            found[f"{a} {b}"].append(LABELS[k])
    return dict(found)


def allowed(sentence, types):
    return matrix(([label in types.get(f"{a.type} {b.type}", ()) for label in LABELS] for a, b in sentence.each()), len(LABELS))


def fit(sentences, types, rounds=16, rate=2e-3, size=24, seed=1):
    """A trained scorer: the running average of its weights."""
    random.seed(seed)
    torch.manual_seed(seed)
    sentences = [s for s in sentences if s.pairs]
    masks = [torch.from_numpy(allowed(s, types)) for s in sentences]
    scorer = Scorer()
    optimiser = torch.optim.AdamW(scorer.parameters(), lr=rate, weight_decay=0.01)
    schedule = torch.optim.lr_scheduler.OneCycleLR(optimiser, rate, total_steps=rounds * -(-len(sentences) // size), pct_start=0.1)
    average, step = {k: v.clone() for k, v in scorer.state_dict().items()}, 0
    for _ in range(rounds):
        ids = random.sample(range(len(sentences)), len(sentences))
        for at in range(0, len(ids), size):
            group = [sentences[i] for i in ids[at:at + size]]
            loss = F.binary_cross_entropy_with_logits(scorer(*batch(group)), torch.from_numpy(np.concatenate([s.gold for s in group])), reduction="none")
            loss = (loss * torch.cat([masks[i] for i in ids[at:at + size]])).sum() / 256
            optimiser.zero_grad()
            loss.backward()
            optimiser.step()
            schedule.step()
            step += 1
            keep = min(0.998, step / (10 + step))
            for k, v in scorer.state_dict().items():
                average[k].mul_(keep).add_(v, alpha=1 - keep)
    scorer.load_state_dict(average)
    return scorer.eval()


def write(path, scorer, types, thresholds):
    """Weights in bytes with a scale each, biases in floats, behind a header of JSON."""
    arrays, layout, raw = {}, {}, b""
    for name, value in scorer.state_dict().items():
        value = value.numpy()
        arrays[name] = value
        if value.ndim == 2:
            scale = float(np.abs(value).max() / 127)
            table = value if name.endswith("_says.weight") else value.T  # each input's row of outputs
            value = np.round(np.ascontiguousarray(table) / scale).astype(np.int8)
            layout[name] = {"scale": scale}
        layout[name] = {"type": str(value.dtype), "shape": list(value.shape), "offset": len(raw), **layout.get(name, {})}
        raw += value.tobytes() + b"\0" * (-value.nbytes % 16)
    settings = {"version": VERSION, "mapping": MAPPING, "relations": LABELS, "thresholds": thresholds, "types": types, "buckets": BUCKETS, "arrays": layout}
    header = json.dumps(settings, ensure_ascii=False, separators=(",", ":")).encode("utf8")
    header += b" " * (-(len(header) + 4) % 16)
    with open(path, "wb") as f:
        f.write(len(header).to_bytes(4, "little") + header + raw)


class Exported:
    """Reads the file as the runtime does. A sentence in; a row of probabilities a pair out."""

    def __init__(self, path):
        data = open(path, "rb").read()
        start = 4 + int.from_bytes(data[:4], "little")
        self.settings = json.loads(data[4:start])
        self.arrays = {}
        for name, a in self.settings["arrays"].items():
            value = np.frombuffer(data, a["type"], int(np.prod(a["shape"])), start + a["offset"]).reshape(a["shape"])
            self.arrays[name] = value.astype(np.float32) * np.float32(a.get("scale", 1))

    def __call__(self, s):
        w = self.arrays
        if not s.pairs:
            return np.zeros((0, len(LABELS)), np.float32)
        said = lambda table, lists: np.array([w[f"{table}_says.weight"][ids].sum(0) for ids in lists])
        a, b = np.array(s.pairs).T
        first = s.of_names @ w["first.weight"] + w["first.bias"] + said("first", s.names_say)
        second = s.of_names @ w["second.weight"] + said("second", s.names_say)
        hidden = np.maximum(first[a] + second[b] + s.of_pairs @ w["pair.weight"] + said("pair", s.pairs_say), 0)
        firsts, seconds = np.zeros_like(first), np.zeros_like(first)
        np.maximum.at(firsts, a, hidden)
        np.maximum.at(seconds, b, hidden)
        middle = np.concatenate([hidden, firsts[a], seconds[b], firsts[b], seconds[a]], 1) @ w["middle.weight"] + w["middle.bias"]
        return allowed(s, self.settings["types"]) / (1 + np.exp(-(np.maximum(middle, 0) @ w["out.weight"] + w["out.bias"])))


def counts(scored, sentences, thresholds):
    """Right, found and given, by relation."""
    found, right = np.zeros(len(LABELS)), np.zeros(len(LABELS))
    for p, s in zip(scored, sentences):
        chosen = p > thresholds
        found += chosen.sum(0)
        right += (chosen * s.gold).sum(0)
    return np.stack([right, found, sum(s.total for s in sentences)])


def figures(c):
    right, found, given = (float(n) for n in c)
    p, r = right / max(found, 1), right / max(given, 1)
    return round(p, 3), round(r, 3), round(2 * p * r / max(p + r, 1e-9), 3)


def tune(scored, sentences):
    """The threshold of each relation that makes the figure of all together best."""
    steps = np.arange(0.2, 0.85, 0.05)
    table = np.array([counts(scored, sentences, t) for t in steps])  # steps × 3 × labels
    chosen = np.full(len(LABELS), np.abs(steps - 0.5).argmin())
    for _ in range(3):
        for k in range(len(LABELS)):
            rest = sum(table[chosen[m], :, m] for m in MEASURED if m != k) if k in MEASURED else 0
            chosen[k] = max(range(len(steps)), key=lambda t: figures(table[t, :, k] + rest)[2])
    return [round(float(steps[t]), 2) for t in chosen]


def report(kind, scored, sentences, thresholds):
    c = counts(scored, sentences, thresholds)
    log.info("%s: P R F %s; at .5: %s", kind, figures(c[:, MEASURED].sum(1)), figures(counts(scored, sentences, 0.5)[:, MEASURED].sum(1)))
    for k, label in enumerate(LABELS):
        log.info("  %s: P R F %s of %d", label, figures(c[:, k]), c[2, k])


def examples(path, reader, scorer):
    """pairs.json, for parity: tokens, names, parts in bytes, and the probability of whatever is possible."""
    found = []
    for s, rows, parts, probable in (one for text in TEXTS for one in reader.parse(text)):
        spans = sorted(predict.article([s], [probable], reader.inventory.types, reader.thresholds))
        scale = float(np.abs(parts).max() / 127)
        parts = np.round(parts / scale).astype(np.int8)
        sentence = Sentence(s.places, rows, parts * np.float32(scale), spans)
        answers = [[i, j, LABELS[k], round(float(p[k]), 5)] for (i, j), p in zip(sentence.pairs, scorer(sentence)) for k in np.flatnonzero(p)]
        tokens = [[*place, lemma, feats, head - 1, relation] for place, (_, feats, lemma, head, relation) in zip(s.places, rows)]
        found.append({"tokens": tokens, "names": spans, "scale": scale, "parts": base64.b64encode(parts.tobytes()).decode(), "pairs": answers})
    with open(path, "w", encoding="utf8") as f:
        json.dump(found, f, ensure_ascii=False, separators=(",", ":"))


def main():
    a = argparse.ArgumentParser(prog="python -m training.pairs", description=__doc__.split("\n")[0])
    a.add_argument("--data", required=True, help="folder of the corpora")
    a.add_argument("--model", required=True, help="folder of model.json, model.bin and model.onnx")
    a.add_argument("--out", required=True, help="folder for pairs.bin and pairs.json")
    o = a.parse_args()
    os.makedirs(o.out, exist_ok=True)
    path = f"{o.out}/pairs.bin"
    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(message)s")
    torch.set_num_threads(1)
    reader = Reader(o.model)
    train = reader.split(o.data, "train")
    every = [s for sentences in train for s in sentences]
    types = possible(every)
    log.info("%d sentences, %d pairs, %s", len(every), sum(len(s.pairs) for s in every), dict(zip(LABELS, sum(s.total for s in every).tolist())))
    held, scored = [], []
    for fold in range(FOLDS):
        write(path, fit([s for i, ss in enumerate(train) if i % FOLDS != fold for s in ss], types), types, [])
        held += (part := [s for ss in train[fold::FOLDS] for s in ss])
        scored += map(Exported(path), part)
    thresholds = tune(scored, held)
    report("NEREL train, each fifth by the others", scored, held, thresholds)
    write(path, fit(every, types), types, thresholds)
    log.info("%s: %d bytes; thresholds %s", path, os.path.getsize(path), dict(zip(LABELS, thresholds)))
    scorer = Exported(path)
    examples(f"{o.out}/pairs.json", reader, scorer)
    for kind, own in (("given names", False), ("own names", True)):
        dev = [s for ss in reader.split(o.data, "dev", own_names=own) for s in ss]
        report(f"NEREL dev, {kind}", [scorer(s) for s in dev], dev, thresholds)


if __name__ == "__main__":
    main()
