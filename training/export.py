"""Trained weights in; what the runtime loads out: model.onnx (8 bits), model.bin (tables), model.json (lists and layout). FORMAT.md describes them.

Then everything is measured again with the exported files alone: report.json has the figures of the float model and of the exported one.
"""

import json
import logging
import os
import shutil

import numpy as np
import onnxruntime
import torch
from onnxruntime.quantization import QuantType, quantize_dynamic

from . import features, predict, tune
from .model import FAR, NEAR, Model

log = logging.getLogger(__name__)
VERSION = 1
OUTPUTS = ("tags", "rules", "arcs", "rel_dep", "rel_head", "span_first", "span_last", "span_inner", "edge")
INTERNAL = ("root", "near", "far")


class Graph(torch.nn.Module):
    def __init__(self, network):
        super().__init__()
        self.network = network

    def forward(self, words, mask):
        out = self.network(words, mask)
        out["tags"], out["rules"] = (out[k].argmax(-1).to(torch.int32) for k in ("tags", "rules"))
        return tuple(out[k] for k in OUTPUTS)


def onnx(network, path):
    """The network in ONNX, once in floats (path + ".float") and once quantised."""
    plain = path + ".float"
    width = network.enter.in_features
    axes = {k: {0: "b", 1: "n"} for k in ("words", "mask", *OUTPUTS)} | {"arcs": {0: "b", 1: "n", 2: "heads"}, "rel_head": {0: "b", 1: "heads"}}
    torch.onnx.export(Graph(network).eval(), (torch.randn(3, 11, width), torch.ones(3, 11)), plain, input_names=["words", "mask"],
                      output_names=list(OUTPUTS), dynamic_axes=axes, dynamo=False, opset_version=17)
    # seven bits a weight: the same sums on processors whose 8-bit products saturate
    quantize_dynamic(plain, path, weight_type=QuantType.QInt8, per_channel=True, reduce_range=True)
    return plain


def tables(model, vectors, inv):
    """Arrays of model.bin and the settings that belong to them."""
    arrays = {"keys": vectors.keys, "codes": vectors.codes, "pieces": vectors.pieces}
    scales = {}
    for name, table in [("shape", model.words.shape), *zip((k for k, _ in features.KINDS), model.words.kinds)]:
        w = table.weight.detach().float().numpy()
        scale = float(np.abs(w).max() / 127)
        arrays[f"hash:{name}"], scales[name] = np.round(w / scale).clip(-127, 127).astype(np.int8), scale
    heads = predict.Heads(model.network)
    arrays |= {"rel": heads.rel, "rel_bias": heads.rel_bias, "span": heads.span, "span_bias": heads.span_bias, "span_width": heads.width}
    return arrays, scales


def write(folder, arrays, settings):
    layout, at = {}, 0
    with open(f"{folder}/model.bin", "wb") as f:
        for name, array in arrays.items():
            array = np.ascontiguousarray(array)
            layout[name] = {"type": str(array.dtype), "shape": list(array.shape), "offset": at}
            raw = array.tobytes()
            raw += b"\0" * (-len(raw) % 16)
            f.write(raw)
            at += len(raw)
    with open(f"{folder}/model.json", "w", encoding="utf8") as f:
        json.dump(settings | {"arrays": layout}, f, ensure_ascii=False, indent=0)


class Exported:
    """Reads the three files as the runtime does; x, mask → dict of arrays. `quantised=False` runs the graph in floats."""

    def __init__(self, folder, graph="model.onnx"):
        self.settings = json.load(open(f"{folder}/model.json", encoding="utf8"))
        raw = open(f"{folder}/model.bin", "rb").read()
        self.arrays = {k: np.frombuffer(raw, a["type"], int(np.prod(a["shape"])), a["offset"]).reshape(a["shape"]) for k, a in self.settings["arrays"].items()}
        o = onnxruntime.SessionOptions()
        o.intra_op_num_threads = 2
        self.session = onnxruntime.InferenceSession(f"{folder}/{graph}", o, providers=["CPUExecutionProvider"])
        # the matrices of predict.Heads, from the file
        self.heads = predict.Heads.__new__(predict.Heads)
        a = self.arrays
        self.heads.rel, self.heads.rel_bias, self.heads.span, self.heads.span_bias, self.heads.width = (a[k] for k in ("rel", "rel_bias", "span", "span_bias", "span_width"))

    def words(self, x):
        codes = self.arrays["codes"][x[..., 0]]
        vector = self.arrays["pieces"][np.arange(codes.shape[-1]), codes].reshape(*x.shape[:-1], -1)
        vector[x[..., 0] == features.PAD] = 0
        parts = [vector]
        for i, name in enumerate(["shape", *(k for k, _ in features.KINDS)]):
            parts.append(self.arrays[f"hash:{name}"][x[..., i + 1]].astype(np.float32) * np.float32(self.settings["scales"][name]))
        return np.concatenate(parts, -1).astype(np.float32)

    def __call__(self, x, mask):
        x = np.asarray(x)
        values = self.session.run(list(OUTPUTS), {"words": self.words(x), "mask": np.asarray(mask, np.float32)})
        return dict(zip(OUTPUTS, values))


def trained(build, vectors, inv):
    state = torch.load(f"{build}/model.pt", weights_only=False)
    sizes = len(inv.tags), len(inv.relations), len(inv.rules), len(inv.types)
    model = Model(vectors.matrix(), sizes, state["options"]["width"], state["options"]["layers"])
    model.load_state_dict(state["average"], strict=False)
    return model.eval(), state


def make(build, inv, parts, vectors, dev):
    model, state = trained(build, vectors, inv)
    folder = f"{build}/export"
    os.makedirs(folder, exist_ok=True)
    plain = onnx(model.network, f"{folder}/model.onnx")
    shutil.move(plain, f"{build}/model.float.onnx")
    before = tune.evaluate(predict.torch_runner(model), predict.Heads(model.network), inv, parts["tune"], dev, state["thresholds"])
    arrays, scales = tables(model, vectors, inv)
    settings = {
        "version": VERSION, "width": state["options"]["width"], "layers": state["options"]["layers"], "rounds": state["round"], "seconds": round(state["seconds"]),
        "kinds": [list(k) for k in features.KINDS], "marks": features.MARKS, "scales": scales, "far": FAR, "near": NEAR, "widest": len(arrays["span_width"]), "doubt": predict.DOUBT, "certain": predict.CERTAIN, "repeated": predict.REPEATED,
        "tags": inv.tags, "relations": inv.relations, "rules": inv.rules, "types": inv.types, "thresholds": before["thresholds"],
    }
    write(folder, arrays, settings)
    exported = Exported(folder)
    after = tune.evaluate(exported, exported.heads, inv, parts["tune"], dev, state["thresholds"])
    sizes = {f: os.path.getsize(f"{folder}/{f}") for f in sorted(os.listdir(folder))}
    with open(f"{build}/report.json", "w", encoding="utf8") as f:
        json.dump({"float": before, "exported": after, "sizes": sizes, "rounds": state["round"], "seconds": state["seconds"]}, f, ensure_ascii=False, indent=1)
    for name, r in (("float", before), ("exported", after)):
        log.info("%s: names %s, coarse %s, trees %s", name, {k: r["names"][k] for k in "prf"}, {k: r["coarse"][k] for k in "prf"}, r["trees"])
    log.info("sizes %s", sizes)
    from . import fixture

    fixture.make(f"{build}/examples.json", exported, inv)
