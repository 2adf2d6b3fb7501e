"""Encoded data in; weights and a log out. Resumes from its checkpoint.

Progress runs from 0 to 1 by steps or, where --minutes is given, by the clock if that is ahead; it sets the learning rate and the
phases: the teacher's trees first; then the average model's own names (and half of its arcs) on unlabelled news, too; gold trees weigh more at the end.
All of it happens twice: the second cycle starts from the first one's weights and labels, with a lower rate (warm restarts: Loshchilov & Hutter, 2017).
"""

import copy
import logging
import math
import os
import random
import time

import numpy as np
import torch

from . import batches, losses, predict, scoring, tune
from .model import Model
from .pace import Pace

log = logging.getLogger(__name__)
CYCLES = 2
RESTART = 0.6              # the second cycle's highest rate, as a share of the first's
RELABEL = (0.2, 0.35, 0.5, 0.75)
HELD_OUT = 0.4             # until then the held-out articles are not learned from
LAST = 0.8                 # of a cycle: from here on gold trees weigh more


def _mix(teacher, own):
    """Half the teacher's heads, half our own likely ones."""
    mixed = {h: p / 2 for h, p in teacher}
    for h in np.argsort(-own)[:3]:
        if own[h] > 0.05:
            mixed[int(h)] = mixed.get(int(h), 0) + float(own[h]) / 2
    return list(mixed.items())


def _cycle(progress):
    """Which cycle it is (0, 1, …), and how far it has come."""
    number = min(CYCLES - 1, int(progress * CYCLES))
    return number, progress * CYCLES - number


class Trainer:
    def __init__(self, inv, parts, vectors, dev, build, options):
        torch.set_num_threads(options.threads)
        random.seed(options.seed), np.random.seed(options.seed), torch.manual_seed(options.seed)
        self.inv, self.parts, self.dev, self.path, self.o = inv, parts, dev, f"{build}/model.pt", options
        sizes = len(inv.tags), len(inv.relations), len(inv.rules), len(inv.types)
        self.model = Model(vectors.matrix(), sizes, options.width, options.layers)
        self.average = copy.deepcopy(self.model)
        self.optimiser = torch.optim.AdamW(self.model.parameters(), lr=options.rate, weight_decay=0.01, betas=(0.9, 0.98))
        self.round, self.step, self.seconds, self.relabelled = 0, 0, 0.0, 0
        self.pace, self.thresholds = Pace(options.threads), None
        log.info("%d trained parameters", sum(p.numel() for p in self.model.parameters()))
        self.total = CYCLES * options.rounds * sum(len(g) for g in self._groups(0).values())
        if os.path.exists(self.path):
            self._load()

    def _load(self):
        s = torch.load(self.path, weights_only=False)
        self.model.load_state_dict(s["model"], strict=False), self.average.load_state_dict(s["average"], strict=False), self.optimiser.load_state_dict(s["optimiser"])
        self.round, self.step, self.seconds = s["round"], s["step"], s["seconds"]
        self.thresholds = s.get("thresholds")
        if self.thresholds:
            self.parts["nerel"] += self.parts["tune"]
        random.seed(self.o.seed + self.round), torch.manual_seed(self.o.seed + self.round)
        log.info("resumed after round %d", self.round)

    def _save(self):
        keep = {"model": self.model.state_dict(), "average": self.average.state_dict(), "optimiser": self.optimiser.state_dict(),
                "round": self.round, "step": self.step, "seconds": self.seconds, "thresholds": self.thresholds, "options": vars(self.o)}
        torch.save(keep, self.path + ".part")
        os.rename(self.path + ".part", self.path)

    def progress(self, extra=0.0):
        by_clock = (self.seconds + extra) / (60 * self.o.minutes) if self.o.minutes else 0
        return min(1.0, max(self.step / self.total, by_clock))

    def _groups(self, progress):
        """This round's batches: all NEREL, all gold, a share of the news."""
        share = 4
        news = random.sample(self.parts["news"], len(self.parts["news"]) // share)
        gold = self.parts["gold"] * (1 if _cycle(progress)[1] < LAST else 2)
        return {k: [[part[i] for i in ids] for ids in batches.order(part, self.o.room)] for k, part in (("nerel", self.parts["nerel"]), ("gold", gold), ("news", news))}

    def _rate(self, progress):
        number, p = _cycle(progress)
        return self.o.rate * RESTART ** number * (p / 0.03 if p < 0.03 else 0.02 + 0.98 * 0.5 * (1 + math.cos(math.pi * (p - 0.03) / 0.97)))

    def _learn(self, kind, group, p):
        x, mask = batches.words(group)
        n = x.shape[1]
        network = self.model.network
        with torch.autocast("cpu", dtype=torch.bfloat16):
            out = self.model(x, mask)
            weight = 1.0 if kind == "gold" or _cycle(p)[1] < LAST else 0.5
            loss = weight * losses.tree(network, out, batches.trees(group, n), mask, 0.0 if kind == "gold" else 0.05)
            if group[0].spans is not None:
                loss = loss + (1.5 if kind == "nerel" else 0.6) * losses.names(network, out, batches.spans(group, n, len(self.inv.types)), mask)
        for g in self.optimiser.param_groups:
            g["lr"] = self._rate(p)
        self.optimiser.zero_grad(set_to_none=True)
        loss.backward()
        torch.nn.utils.clip_grad_norm_(self.model.parameters(), 3.0)
        self.optimiser.step()
        self.step += 1
        keep = min(0.9985, (1 + self.step) / (20 + self.step))
        with torch.no_grad():
            torch._foreach_lerp_(list(self.average.parameters()), list(self.model.parameters()), 1 - keep)
        return loss.item()

    def _relabel(self):
        """The average model names what it sees in the news; its arcs are mixed with the teacher's."""
        run, heads = predict.torch_runner(self.average), predict.Heads(self.average.network)
        news = self.parts["news"]
        for ids in batches.order(news, 6000, shuffle=False):
            group = [news[i] for i in ids]
            out = run(*batches.words(group))
            for k, s in enumerate(group):
                n = len(s.words)
                s.spans = [(i, j - i, t, 1.0 if p > 0.9 else p) for i, j, t, p in predict.spans(out, k, n, heads, 0.1)]
                a = out["arcs"][k, :n, :n + 1]
                a = np.exp(a - a.max(1, keepdims=True))
                a /= a.sum(1, keepdims=True)
                s.teacher = getattr(s, "teacher", s.likely)
                s.likely = [_mix(old, a[i]) for i, old in enumerate(s.teacher)]
        log.info("relabelled the news: %d spans", sum(len(s.spans) for s in news))

    def _give_up_held_out(self):
        """The held-out articles have set the thresholds and are learned from, too, at the end."""
        run, heads = predict.torch_runner(self.average), predict.Heads(self.average.network)
        self.thresholds = tune.thresholds(predict.every(run, heads, self.inv, self.parts["tune"], ("spans",)), self.parts["tune"], self.inv.types)
        self.parts["nerel"] += self.parts["tune"]
        log.info("thresholds %s", self.thresholds)

    def run(self):
        while self.progress() < 1:
            start = time.time()
            p = self.progress()
            if sum(p >= at for at in RELABEL) > self.relabelled:
                self._relabel()
                self.relabelled = sum(p >= at for at in RELABEL)
            if p >= HELD_OUT and self.thresholds is None:
                self._give_up_held_out()
            work = [(k, g) for k, groups in self._groups(p).items() for g in groups]
            random.shuffle(work)
            self.model.train()
            sums, pace = {}, self.pace
            for i, (kind, group) in enumerate(work):
                pace.before()
                value = self._learn(kind, group, self.progress(time.time() - start))
                total, count = sums.get(kind, (0, 0))
                sums[kind] = total + value, count + 1
                pace.after(sum(len(s.words) for s in group))
                if i % 100 == 99:
                    log.info("  %d/%d %s %.0f s, threads: tokens/s %s", i + 1, len(work), {k: round(t / c, 3) for k, (t, c) in sums.items()}, time.time() - start, {k: round(v) for k, v in pace.speed.items()})
            self.round += 1
            self.seconds += time.time() - start
            log.info("round %d progress %.3f, %.0f s, losses %s", self.round, self.progress(), time.time() - start, {k: round(t / c, 3) for k, (t, c) in sums.items()})
            start = time.time()
            self._save()
            if self.round % 2 == 0 or self.progress() >= 1:
                log.info("  dev %s", self.measure())
            self.seconds += time.time() - start

    def measure(self):
        run, heads = predict.torch_runner(self.average), predict.Heads(self.average.network)
        r = tune.evaluate(run, heads, self.inv, self.parts["tune"], self.dev, self.thresholds)
        return {"names": r["names"]["f"], "p": r["names"]["p"], "r": r["names"]["r"], "coarse": r["coarse"]["f"], "tune": r["tune"], **r["trees"]}
