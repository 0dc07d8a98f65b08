"""A model's card: what its file must be, checked before it may decide anything."""

from __future__ import annotations

import hashlib
import json
from dataclasses import asdict, dataclass, field
from typing import TYPE_CHECKING, Any

from homefuse.errors import ModelError

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

MOST_BYTES = 100 * 2**20
"""No model of ours comes near; a larger file is not one."""


@dataclass(frozen=True, slots=True)
class Port:
    """One input or output of a graph."""

    name: str
    dtype: str
    """onnxruntime's spelling: "tensor(float)", ..."""
    shape: tuple[int | str, ...]
    """Numbers are fixed, letters are free (house style: B batch, T tokens, N devices, M items)."""


@dataclass(frozen=True, slots=True)
class Card:
    """`models/<name>.json`."""

    name: str
    sha256: str
    opset: int
    inputs: tuple[Port, ...]
    outputs: tuple[Port, ...]
    labels: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    constants: Mapping[str, float] = field(default_factory=dict)
    """Preprocessing and decision constants (thresholds, temperature)."""
    metrics: Mapping[str, Any] = field(default_factory=dict)
    licence: str = "Apache-2.0"
    attribution: tuple[str, ...] = ()
    training_commit: str = ""

    def to_json(self) -> str:
        """As written beside the model."""
        return json.dumps(asdict(self), indent=2, ensure_ascii=False) + "\n"


def load_card(path: Path) -> Card:
    """Read a card; ModelError says which file is missing or broken."""
    try:
        data = json.loads(path.read_text())
    except FileNotFoundError as error:
        raise ModelError(f"{path}: not found; reinstall HomeFuse, or run `make train`") from error
    except ValueError as error:
        raise ModelError(f"{path}: not a model card: {error}") from error
    try:
        ports: dict[str, Any] = {
            key: tuple(_port(port) for port in data.pop(key)) for key in ("inputs", "outputs")
        }
        labels = {key: tuple(value) for key, value in data.pop("labels", {}).items()}
        return Card(**ports, labels=labels, **(data | {"attribution": tuple(data.get("attribution", ()))}))
    except (KeyError, TypeError, AttributeError) as error:
        raise ModelError(f"{path}: not a model card of this version: {error}") from error


def _port(data: Mapping[str, Any]) -> Port:
    return Port(data["name"], data["dtype"], tuple(data["shape"]))


def load_verified(folder: Path, name: str) -> tuple[bytes, Card]:
    """The bytes of `<name>.onnx`, proven to be what `<name>.json` describes."""
    card = load_card(folder / f"{name}.json")
    path = folder / f"{name}.onnx"
    try:
        size = path.stat().st_size
        data = path.read_bytes() if size <= MOST_BYTES else b""
    except FileNotFoundError as error:
        raise ModelError(f"{path}: not found; reinstall HomeFuse, or run `make train`") from error
    if size > MOST_BYTES:
        raise ModelError(f"{path}: {size} bytes, more than the {MOST_BYTES} that a model may have")
    found = hashlib.sha256(data).hexdigest()
    if found != card.sha256:
        raise ModelError(
            f"{path}: sha256 is {found}, its card says {card.sha256}; the file is damaged or was swapped"
        )
    return data, card
