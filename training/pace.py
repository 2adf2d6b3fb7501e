"""Tokens done in; the number of threads that is faster just now out. On a shared machine one thread often beats two that wait for each other."""

import time

import torch


class Pace:
    """Tries one thread and all threads for a few steps each, then stays with the faster for a while, and again."""

    def __init__(self, threads, trial=8, stay=70):
        self.threads, self.trial, self.stay = threads, trial, stay
        self.step = 0
        self.speed = {}

    def before(self):
        if self.threads == 1:
            return
        at = self.step % (2 * self.trial + self.stay)
        if at == 0:
            self._use(1)
        elif at == self.trial:
            self._keep()
            self._use(self.threads)
        elif at == 2 * self.trial:
            self._keep()
            self._use(max(self.speed, key=self.speed.get))

    def after(self, tokens):
        self.step += 1
        self.tokens = getattr(self, "tokens", 0) + tokens

    def _use(self, n):
        torch.set_num_threads(n)
        self.now, self.tokens, self.since = n, 0, time.time()

    def _keep(self):
        self.speed[self.now] = self.tokens / max(1e-3, time.time() - self.since)
