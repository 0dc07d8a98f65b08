from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np
import pytest

from homefuse.errors import ModelError
from homefuse.infer.bundle import FEWEST_DEVICES, Models, Reading, vectors_of
from homefuse.infer.card import load_card
from tests.fakes import tiny_models
from tests.fakes.tiny_models import FUSION, Graph, passing, write_model, write_models
from tests.preprocess.rooms import HOME, moment, row

if TYPE_CHECKING:
    from pathlib import Path

pytest.importorskip("onnxruntime", reason="no onnxruntime is installed")


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_models(tmp_path_factory.mktemp("models"))


@pytest.fixture(scope="module")
def models(folder: Path) -> Models:
    return Models.load(folder, "cpu")


def read(models: Models, text: str) -> Reading:
    return models.read(vectors_of(models, models.prepare(HOME)), moment(text))


def test_it_reports_its_provider(models: Models) -> None:
    assert models.provider == "CPUExecutionProvider"


def test_descriptions_are_read_once(models: Models) -> None:
    prepared = models.prepare(HOME)
    home = vectors_of(models, prepared)
    assert home.names.shape == (len(HOME.devices), 384)
    assert home.items.shape == (len(prepared.item_text), 384)
    alone = models.tower.run(dict(zip(("ids", "mask"), models.encoder.batch(["Zorblax"]), strict=True)))
    assert home.names[row("zorblax")] == pytest.approx(alone["pooled"][0], abs=0.05)


def test_a_reading_has_the_shapes_of_its_scene(models: Models) -> None:
    reading = read(models, "turn on the zorblax at thirty percent")
    tokens, items = len(reading.scene.encoded.ids), len(reading.chosen.items)
    assert reading.outputs["point"].shape == (items, tokens, 3)
    assert reading.outputs["attention"].shape == (items, tokens)
    assert reading.outputs["device_attention"].shape == (len(reading.chosen.devices),)


def test_the_relevant_devices_are_read_first(models: Models) -> None:
    reading = read(models, "turn on the zorblax")
    assert reading.chosen.devices[0] == row("zorblax")
    assert FEWEST_DEVICES <= len(reading.chosen.devices) <= len(HOME.devices)


def test_a_small_home_is_read_whole(models: Models) -> None:
    small = replace(HOME, devices=HOME.devices[:3])
    snapshot = replace(moment("turn on the zorblax"), home=small)
    reading = models.read(vectors_of(models, models.prepare(small)), snapshot)
    assert reading.chosen.devices.tolist() == [0, 1, 2]


def test_an_empty_home_can_be_asked(models: Models) -> None:
    empty = replace(HOME, devices=())
    prepared = models.prepare(empty)
    assert vectors_of(models, prepared).names.shape == (0, 384)


def test_scores_that_are_no_numbers_never_act(tmp_path: Path) -> None:
    write_models(tmp_path)
    graph = Graph()
    for port in FUSION[1]:
        if port.name != "outcome":
            graph.do(
                "Identity", np.zeros([s if isinstance(s, int) else 1 for s in port.shape]), out=port.name
            )
    graph.do("Log", np.full((1, 8), -1.0), out="outcome")
    labels = tiny_models.LABELS
    write_model(tmp_path, "fusion", graph.to_bytes(*FUSION), *FUSION, labels=labels)
    with pytest.raises(ModelError, match="not a number; nothing was done"):
        Models.load(tmp_path, "cpu")


def test_labels_of_another_version_are_refused(tmp_path: Path) -> None:
    write_models(tmp_path)
    card = load_card(tmp_path / "fusion.json")
    changed = replace(card, labels={**card.labels, "mode": ("set",)})
    (tmp_path / "fusion.json").write_text(changed.to_json())
    with pytest.raises(ModelError, match="another version"):
        Models.load(tmp_path, "cpu")


def test_a_missing_vocabulary_is_named(tmp_path: Path) -> None:
    write_models(tmp_path)
    (tmp_path / "tokenizer.json").unlink()
    with pytest.raises(ModelError, match=r"tokenizer\.json: not found"):
        Models.load(tmp_path, "cpu")


def test_a_graph_of_another_shape_is_refused(tmp_path: Path) -> None:
    write_models(tmp_path)
    data, *ports = passing()
    write_model(tmp_path, "filter", data, *ports)
    with pytest.raises(ModelError, match="filter: onnxruntime cannot run it"):
        Models.load(tmp_path, "cpu")
