from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from homefuse.errors import ModelError
from homefuse.infer import card as cards
from homefuse.infer.card import Card, Port, load_card, load_verified
from tests.fakes.tiny_models import passing, write_model

if TYPE_CHECKING:
    from pathlib import Path

CARD = Card(
    "fusion", "ab" * 32, 18,
    (Port("x", "tensor(float)", (1, "T", 3)),), (Port("y", "tensor(float)", ("N",)),),
    labels={"outcome": ("act", "reject")}, constants={"temperature": 1.5}, metrics={"right": {"dev": 0.9}},
    attribution=("Somebody, MIT",), training_commit="c0ffee",
)  # fmt: skip


def test_a_card_comes_back_as_it_was_written(tmp_path: Path) -> None:
    path = tmp_path / "fusion.json"
    path.write_text(CARD.to_json())
    assert load_card(path) == CARD


@pytest.mark.parametrize(
    ("text", "tells"),
    [
        ("{", "not a model card"),
        ("[]", "not a model card of this version"),
        ("{}", "not a model card of this version"),
        (json.dumps({"inputs": [{"name": "x"}], "outputs": []}), "of this version"),
        (CARD.to_json().replace('"opset"', '"colour"'), "of this version"),
    ],
)
def test_a_broken_card_names_its_file(tmp_path: Path, text: str, tells: str) -> None:
    path = tmp_path / "fusion.json"
    path.write_text(text)
    with pytest.raises(ModelError, match=tells) as error:
        load_card(path)
    assert str(path) in str(error.value)


def test_the_bytes_are_what_the_card_says(tmp_path: Path) -> None:
    data, *ports = passing()
    written = write_model(tmp_path, "tiny", data, *ports)
    assert load_verified(tmp_path, "tiny") == (data, written)


def test_one_changed_byte_is_refused(tmp_path: Path) -> None:
    data, *ports = passing()
    write_model(tmp_path, "tiny", data, *ports)
    changed = bytearray(data)
    changed[len(data) // 2] ^= 1
    (tmp_path / "tiny.onnx").write_bytes(changed)
    with pytest.raises(ModelError, match=r"sha256.*damaged or was swapped"):
        load_verified(tmp_path, "tiny")


@pytest.mark.parametrize("missing", ["tiny.onnx", "tiny.json"])
def test_a_missing_file_says_how_to_get_it(tmp_path: Path, missing: str) -> None:
    data, *ports = passing()
    write_model(tmp_path, "tiny", data, *ports)
    (tmp_path / missing).unlink()
    with pytest.raises(ModelError, match=f"{missing}: not found; reinstall HomeFuse"):
        load_verified(tmp_path, "tiny")


def test_a_giant_file_is_not_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    data, *ports = passing()
    write_model(tmp_path, "tiny", data, *ports)
    monkeypatch.setattr(cards, "MOST_BYTES", 10)
    with pytest.raises(ModelError, match="more than the 10 that a model may have"):
        load_verified(tmp_path, "tiny")
