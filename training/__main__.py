"""From the data folder to the exported model: python -m training --data ../shared/data --out build/ru

Each step leaves a file under --out and is skipped when its file is there; training resumes from its last round.
"""

import argparse
import logging
import os

from . import data, silver, vectors


def main():
    a = argparse.ArgumentParser(prog="python -m training", description=__doc__.split("\n")[0])
    a.add_argument("--data", required=True, help="folder of the corpora")
    a.add_argument("--out", required=True, help="folder for everything that is made")
    a.add_argument("--words", type=int, default=130_000, help="word vectors that are kept")
    a.add_argument("--width", type=int, default=224)
    a.add_argument("--layers", default="124a12", help="a digit: convolution with that step; a: attention")
    a.add_argument("--rounds", type=int, default=40, help="of each of two cycles")
    a.add_argument("--minutes", type=float, default=0, help="finish in about this time, however slow the machine is")
    a.add_argument("--rate", type=float, default=2e-3)
    a.add_argument("--room", type=int, default=2400, help="tokens a batch")
    a.add_argument("--threads", type=int, default=2)
    a.add_argument("--seed", type=int, default=1)
    a.add_argument("--only", choices=["prepare", "train", "export"], help="one step alone")
    o = a.parse_args()
    os.makedirs(o.out, exist_ok=True)
    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(message)s", handlers=[logging.StreamHandler(), logging.FileHandler(f"{o.out}/train.log")])
    logging.getLogger("pymorphy3").setLevel(logging.WARNING)

    silver.make(o.data, f"{o.out}/silver.jsonl")
    vectors.make(f"{o.out}/vectors.npz", o.words)
    table = vectors.Vectors(f"{o.out}/vectors.npz")
    inventory, parts = data.load(o.data, o.out, table)
    if o.only == "prepare":
        return
    dev = data.dev(o.data, data.Features(table.rows))
    if o.only != "export":
        from .train import Trainer

        Trainer(inventory, parts, table, dev, o.out, o).run()
    if o.only != "train":
        from . import export

        export.make(o.out, inventory, parts, table, dev)


if __name__ == "__main__":
    main()
