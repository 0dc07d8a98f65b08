"""Real ONNX graphs of a few kilobytes, made in the test: they decide by letters alone, as a rule would.

A command fires where its own words and its device's whole name were said; an option where it was said in
full; every argument is "set" to the value that was said. That is little, but every array takes the daemon's
own way.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any

import numpy as np
from onnx import TensorProto, helper, numpy_helper

from homefuse.infer.card import Card, Port
from homefuse.infer.labels import MODES, OUTCOMES, SIZES, WHENS
from homefuse.preprocess.batch import ITEM_FEATURES, TAGS
from homefuse.preprocess.lexical import DEVICE_CHANNELS, ITEM_CHANNELS
from homefuse.preprocess.state import CONTEXT_FEATURES, DYNAMIC_FEATURES, STATIC_FEATURES
from tests.fakes.tokens import write_vocabulary

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

OPSET, IR_VERSION = 18, 9
FLOAT, INT = "tensor(float)", "tensor(int64)"
WIDTH = 384
DEVICE_FEATURES = STATIC_FEATURES + DYNAMIC_FEATURES
LABELS = {"outcome": OUTCOMES, "mode": MODES, "size": SIZES, "when": WHENS}

TEXT = ((Port("ids", INT, ("B", "T")), Port("mask", INT, ("B", "T"))),
        (Port("tokens", FLOAT, ("B", "T", WIDTH)), Port("pooled", FLOAT, ("B", WIDTH))))  # fmt: skip
FILTER = (
    (
        Port("pooled", FLOAT, (1, WIDTH)),
        Port("names", FLOAT, (1, "N", WIDTH)),
        Port("abouts", FLOAT, (1, "N", WIDTH)),
        Port("features", FLOAT, (1, "N", 2 * len(DEVICE_CHANNELS) + DEVICE_FEATURES)),
    ),
    (Port("relevance", FLOAT, (1, "N")),),
)
FUSION = (
    (
        Port("tokens", FLOAT, (1, "T", WIDTH)),
        Port("pooled", FLOAT, (1, WIDTH)),
        Port("tags", FLOAT, (1, "T", TAGS)),
        Port("context", FLOAT, (1, CONTEXT_FEATURES)),
        Port("last", FLOAT, (1, WIDTH)),
        Port("names", FLOAT, (1, "N", WIDTH)),
        Port("abouts", FLOAT, (1, "N", WIDTH)),
        Port("features", FLOAT, (1, "N", DEVICE_FEATURES)),
        Port("lexical", FLOAT, (1, "N", "T", len(DEVICE_CHANNELS))),
        Port("items", FLOAT, (1, "M", WIDTH)),
        Port("item_device", INT, (1, "M")),
        Port("item_features", FLOAT, (1, "M", ITEM_FEATURES)),
        Port("item_lexical", FLOAT, (1, "M", "T", len(ITEM_CHANNELS))),
    ),
    (
        Port("outcome", FLOAT, (1, len(OUTCOMES))),
        Port("fire", FLOAT, (1, "M")),
        Port("mode", FLOAT, (1, "M", len(MODES))),
        Port("size", FLOAT, (1, "M", len(SIZES))),
        Port("when", FLOAT, (1, "M", len(WHENS))),
        Port("point", FLOAT, (1, "M", "T", 3)),
        Port("attention", FLOAT, (1, "M", "T")),
        Port("device_attention", FLOAT, (1, "N")),
    ),
)


@dataclass
class Graph:
    """Nodes and constants of one graph, in order."""

    nodes: list[Any] = field(default_factory=list)
    constants: dict[str, Any] = field(default_factory=dict)

    def do(self, operation: str, *given: Any, out: str | None = None, **attributes: Any) -> str:
        """Add a node; arrays among the inputs become constants. Gives the output's name."""
        name = out or f"n{len(self.nodes)}"
        inputs = [x if isinstance(x, str) else self.constant(x) for x in given]
        self.nodes.append(helper.make_node(operation, inputs, [name], **attributes))
        return name

    def constant(self, value: Any) -> str:
        """Keep an array; gives its name."""
        name = f"c{len(self.constants)}"
        array = np.asarray(value)
        self.constants[name] = array.astype(np.float32) if array.dtype == np.float64 else array
        return name

    def to_bytes(self, inputs: Sequence[Port], outputs: Sequence[Port]) -> bytes:
        """The finished model."""
        ports = [[_value(port) for port in side] for side in (inputs, outputs)]
        weights = [numpy_helper.from_array(value, name) for name, value in self.constants.items()]
        graph = helper.make_graph(self.nodes, "tiny", *ports, weights)
        opset = [helper.make_opsetid("", OPSET)]
        data: bytes = helper.make_model(graph, opset_imports=opset, ir_version=IR_VERSION).SerializeToString()
        return data


def write_models(folder: Path, outcome: str = "act") -> Path:
    """Write the three graphs, their cards and a vocabulary; every utterance gets that outcome."""
    write_model(folder, "text", _text(), *TEXT)
    write_model(folder, "filter", _filter(), *FILTER)
    write_model(folder, "fusion", _fusion(outcome), *FUSION, labels=LABELS, constants={"temperature": 1.0})
    write_vocabulary(folder / "tokenizer.json")
    return folder


def write_model(
    folder: Path, name: str, data: bytes, inputs: Sequence[Port], outputs: Sequence[Port], **card: Any
) -> Card:
    """Write a graph and a card that fits it, but for what is given."""
    real = Card(name, hashlib.sha256(data).hexdigest(), OPSET, tuple(inputs), tuple(outputs))
    made = replace(real, **card)
    (folder / f"{name}.onnx").write_bytes(data)
    (folder / f"{name}.json").write_text(made.to_json())
    return made


def passing(factor: float = 2.0) -> tuple[bytes, tuple[Port, ...], tuple[Port, ...]]:
    """The smallest graph: y = factor * x, with its ports."""
    graph, ports = Graph(), ((Port("x", FLOAT, ("N", 2)),), (Port("y", FLOAT, ("N", 2)),))
    graph.do("Mul", "x", np.float32(factor), out="y")
    return graph.to_bytes(*ports), *ports


def _text() -> bytes:
    graph = Graph()
    numbers = graph.do("Cast", "ids", to=TensorProto.FLOAT)
    wide = graph.do("Unsqueeze", numbers, np.array([2]))
    graph.do("Mul", wide, np.full((1, 1, WIDTH), 0.01), out="tokens")
    there = graph.do("Unsqueeze", graph.do("Cast", "mask", to=TensorProto.FLOAT), np.array([2]))
    total = graph.do("ReduceSum", graph.do("Mul", "tokens", there), np.array([1]), keepdims=0)
    graph.do("Div", total, graph.do("ReduceSum", there, np.array([1]), keepdims=0), out="pooled")
    return graph.to_bytes(*TEXT)


def _filter() -> bytes:
    """How well the name was said, between -3 and 3."""
    graph = Graph()
    name = graph.do("Gather", "features", np.array(0), axis=2)
    graph.do("Sub", graph.do("Mul", name, np.float32(6)), np.float32(3), out="relevance")
    return graph.to_bytes(*FILTER)


def _fusion(outcome: str) -> bytes:
    graph = Graph()
    graph.do("Identity", np.array([[4.0 if name == outcome else 0.0 for name in OUTCOMES]]), out="outcome")
    named = _best(graph, "lexical", DEVICE_CHANNELS.index("name_run"))  # (1, N)
    graph.do("Identity", named, out="device_attention")
    words = _best(graph, "item_lexical", ITEM_CHANNELS.index("run"))  # (1, M)
    owner = graph.do(
        "Gather", graph.do("Squeeze", named, np.array([0])), graph.do("Squeeze", "item_device", np.array([0]))
    )
    both = graph.do("Mul", words, graph.do("Unsqueeze", owner, np.array([0])))
    graph.do("Sub", graph.do("Mul", both, np.float32(12)), np.float32(8), out="fire")
    for name, labels, wanted in (("mode", MODES, "set"), ("size", SIZES, "some"), ("when", WHENS, "now")):
        nothing = graph.do("MatMul", "item_features", np.zeros((ITEM_FEATURES, len(labels))))
        graph.do("Add", nothing, np.array([5.0 * (label == wanted) for label in labels]), out=name)
    begins = graph.do("MatMul", "tags", np.eye(TAGS)[:, [TAGS - 2] * 3] * 6.0)  # (1, T, 3)
    rows = graph.do("Unsqueeze", graph.do("Mul", "fire", np.float32(0)), np.array([2, 3]))  # (1, M, 1, 1)
    graph.do("Add", rows, graph.do("Unsqueeze", begins, np.array([1])), out="point")
    graph.do("ReduceMax", "item_lexical", np.array([3]), out="attention", keepdims=0)
    return graph.to_bytes(*FUSION)


def _best(graph: Graph, values: str, channel: int) -> str:
    """(1, X, T, C) -> (1, X): the channel at its best token."""
    return graph.do(
        "ReduceMax", graph.do("Gather", values, np.array(channel), axis=3), np.array([2]), keepdims=0
    )


def _value(port: Port) -> Any:
    kind = TensorProto.INT64 if port.dtype == INT else TensorProto.FLOAT
    return helper.make_tensor_value_info(port.name, kind, list(port.shape))
