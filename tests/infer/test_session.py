from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

import numpy as np
import pytest

from homefuse.errors import ModelError, ProviderError
from homefuse.infer import session as sessions
from homefuse.infer.card import Card, Port, load_verified
from homefuse.infer.session import Session, available_providers, finite
from tests.fakes.tiny_models import FLOAT, INT, passing, write_model

if TYPE_CHECKING:
    from pathlib import Path

pytest.importorskip("onnxruntime", reason="no onnxruntime is installed")


@pytest.fixture
def model(tmp_path: Path) -> tuple[bytes, Card]:
    data, *ports = passing()
    write_model(tmp_path, "tiny", data, *ports)
    return load_verified(tmp_path, "tiny")


def test_it_gives_raw_outputs_by_name(model: tuple[bytes, Card]) -> None:
    session = Session(*model, provider="cpu")
    out = session.run({"x": np.array([[1, 2]], np.float32)})
    assert list(out) == ["y"]
    assert out["y"].tolist() == [[2, 4]]


def test_it_names_the_provider_really_in_use(model: tuple[bytes, Card]) -> None:
    assert Session(*model, provider="cpu").provider == "CPUExecutionProvider"
    assert "CPUExecutionProvider" in available_providers()


@pytest.mark.parametrize(
    ("change", "tells"),
    [
        ({"inputs": (Port("z", FLOAT, ("N", 2)),)}, "no input 'z' that its card promises"),
        ({"outputs": (Port("z", FLOAT, ("N", 2)),)}, "no output 'z' that its card promises"),
        ({"inputs": (Port("x", INT, ("N", 2)),)}, "input 'x' is tensor.float."),
        ({"inputs": (Port("x", FLOAT, ("N", 3)),)}, "input 'x' has shape"),
        ({"inputs": (Port("x", FLOAT, ("N",)),)}, "input 'x' is tensor.float."),
        ({"inputs": ()}, "inputs that its card does not name: x"),
        ({"outputs": ()}, "outputs that its card does not name: y"),
    ],
)
def test_ports_must_be_the_cards(model: tuple[bytes, Card], change: dict[str, Any], tells: str) -> None:
    data, card = model
    with pytest.raises(ModelError, match=tells):
        Session(data, replace(card, **change), provider="cpu")


def test_bytes_that_are_no_model_are_refused(model: tuple[bytes, Card]) -> None:
    with pytest.raises(ModelError, match="tiny: onnxruntime cannot load it"):
        Session(b"not a model", model[1], provider="cpu")


def test_cuda_that_was_demanded_is_never_replaced(model: tuple[bytes, Card]) -> None:
    if "CUDAExecutionProvider" in available_providers():
        pytest.skip("this onnxruntime offers CUDA")
    with pytest.raises(ProviderError, match="CUDA was demanded, but this onnxruntime offers only"):
        Session(*model, provider="cuda")


def test_auto_takes_what_there_is(model: tuple[bytes, Card]) -> None:
    assert Session(*model, provider="auto").provider in available_providers()


class _Installed:
    """A distribution, as far as its name."""

    def __init__(self, name: str) -> None:
        self.metadata = {"Name": name}


def test_two_onnxruntimes_are_a_mess(model: tuple[bytes, Card], monkeypatch: pytest.MonkeyPatch) -> None:
    both = [_Installed("onnxruntime"), _Installed("onnxruntime-gpu"), _Installed("numpy")]
    monkeypatch.setattr(sessions.metadata, "distributions", lambda: both)
    with pytest.raises(ProviderError, match="both installed"):
        Session(*model)


@pytest.mark.parametrize("bad", [np.nan, np.inf, -np.inf])
def test_what_is_no_number_is_seen(bad: float) -> None:
    good = np.zeros((2, 3), np.float32)
    assert finite({"a": good, "b": np.ones(1)})
    assert not finite({"a": good, "b": np.array([1.0, bad])})
