from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pytest

pytest.importorskip("torch", reason="torch is not installed: pip install 'homefuse[train]'")

import torch

from homefuse.errors import ModelError
from homefuse.infer.bundle import Models, vectors_of
from homefuse.infer.card import load_verified
from homefuse.infer.session import Session
from homefuse.preprocess.batch import choose, perceive, prepare, relevance_features
from tests.fakes import tiny_models
from tests.fakes.tiny_models import write_models
from tests.preprocess.rooms import HOME, moment
from tests.training.samples import encoder
from training.export import (
    FILTER_INPUTS,
    FILTER_OUTPUTS,
    FUSION_INPUTS,
    FUSION_OUTPUTS,
    LABELS,
    TEXT_INPUTS,
    TEXT_OUTPUTS,
    OneUtterance,
    export,
    export_heads,
    filter_card,
    fusion_card,
)
from training.model import Filter, FusionModel, Shape

if TYPE_CHECKING:
    from pathlib import Path

    from homefuse.infer.card import Port

pytestmark = [
    pytest.mark.filterwarnings(
        "ignore::DeprecationWarning"
    ),  # torch's exporter of traces, which we still need
    pytest.mark.filterwarnings("ignore::torch.jit.TracerWarning"),
    pytest.mark.filterwarnings("ignore:Exporting aten..index:UserWarning"),  # our indices are never negative
]


def small() -> FusionModel:
    torch.manual_seed(1)
    return FusionModel(Shape(width=16, hidden=8, heads=2, layers=1)).eval()


def shape_of(port: Port, sizes: dict[str, int]) -> tuple[int, ...]:
    return tuple(s if isinstance(s, int) else sizes[s] for s in port.shape)


def test_the_runtimes_arrays_are_the_graphs_inputs() -> None:
    scene = perceive(prepare(HOME), moment("turn on the zorblax at thirty percent"), encoder().encode)
    chosen = choose(scene, [0, 3, 5])
    found = {
        "tags": scene.tags, "context": scene.context, "features": chosen.features, "lexical": chosen.lexical,
        "item_device": chosen.item_device, "item_features": chosen.item_features,
        "item_lexical": chosen.item_lexical,
    }  # fmt: skip
    sizes = {"T": len(scene.encoded.ids), "N": 3, "M": len(chosen.items)}
    for port in FUSION_INPUTS:
        if port.name in found:
            assert (1, *found[port.name].shape) == shape_of(port, sizes), port.name
            assert (found[port.name].dtype == np.int64) == (port.dtype == "tensor(int64)")
    relevance = relevance_features(scene)
    assert (1, *relevance.shape) == shape_of(FILTER_INPUTS[3], {"N": len(HOME.devices)})


def test_the_tests_own_graphs_have_the_same_ports() -> None:
    assert (TEXT_INPUTS, TEXT_OUTPUTS) == tiny_models.TEXT
    assert (FILTER_INPUTS, FILTER_OUTPUTS) == tiny_models.FILTER
    assert (FUSION_INPUTS, FUSION_OUTPUTS) == tiny_models.FUSION
    assert LABELS == tiny_models.LABELS


def test_exported_heads_run_in_the_daemon(tmp_path: Path) -> None:
    write_models(tmp_path)
    export_heads(small(), Filter(), tmp_path, {"right": 0.5}, {"temperature": 1.3})
    models = Models.load(tmp_path, "cpu")
    reading = models.read(vectors_of(models, models.prepare(HOME)), moment("turn on the zorblax"))
    assert reading.outputs["fire"].shape == (len(reading.chosen.items),)
    card = models.fusion.card
    assert (card.constants, card.metrics) == ({"temperature": 1.3}, {"right": 0.5})
    assert card.attribution


def test_what_differs_from_torch_is_not_written(tmp_path: Path) -> None:
    class Noisy(OneUtterance):
        """Says something else each time."""

        def forward(self, *values: torch.Tensor) -> object:
            out = super().forward(*values)
            return out._replace(fire=out.fire + torch.rand(1))

    with pytest.raises(ModelError, match="fire differs from torch by"):
        export(
            Noisy(small()), tmp_path / "fusion.onnx", FUSION_INPUTS, FUSION_OUTPUTS, card=fusion_card({}, {})
        )
    assert not (tmp_path / "fusion.json").exists()


def test_int8_stays_close(tmp_path: Path) -> None:
    torch.manual_seed(3)
    model = Filter().eval()
    path = tmp_path / "filter.onnx"
    export(model, path, FILTER_INPUTS, FILTER_OUTPUTS, card=filter_card({}, {}), int8=True)
    session = Session(*load_verified(tmp_path, "filter"), "cpu")
    rng = np.random.default_rng(0)
    given = {p.name: rng.random(shape_of(p, {"N": 4}), np.float32) for p in FILTER_INPUTS}
    with torch.no_grad():
        wanted = model(*(torch.from_numpy(given[p.name]) for p in FILTER_INPUTS))
    assert session.run(given)["relevance"] == pytest.approx(wanted.numpy(), abs=0.1)
