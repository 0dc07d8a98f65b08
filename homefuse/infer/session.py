"""The only door to onnxruntime."""

from __future__ import annotations

from importlib import metadata
from typing import TYPE_CHECKING, Any, Literal

import numpy as np
import numpy.typing as npt

from homefuse.errors import ModelError, ProviderError

if TYPE_CHECKING:
    from collections.abc import Mapping

    from homefuse.infer.card import Card, Port

Provider = Literal["auto", "cpu", "cuda"]
Array = npt.NDArray[Any]

_CUDA, _CPU = "CUDAExecutionProvider", "CPUExecutionProvider"


class Session:
    """One graph, loaded from verified bytes, its ports checked against the card."""

    def __init__(self, model: bytes, card: Card, provider: Provider = "auto", threads: int = 1) -> None:
        ort = _runtime()
        options = ort.SessionOptions()
        options.intra_op_num_threads = threads
        options.inter_op_num_threads = 1
        options.add_session_config_entry(
            "session.intra_op.allow_spinning", "0"
        )  # spinning burns a quarter of a core
        options.log_severity_level = 3
        wanted = _providers(ort, provider)
        try:
            self._session = ort.InferenceSession(model, options, providers=wanted)
        except Exception as error:
            raise ModelError(f"{card.name}: onnxruntime cannot load it: {error}") from error
        self.provider: str = self._session.get_providers()[0]
        """The execution provider really in use."""
        if provider == "cuda" and self.provider != _CUDA:
            raise ProviderError(
                "CUDA was demanded (model.provider: cuda), but onnxruntime fell back to the CPU"
            )
        _check(card, "input", card.inputs, self._session.get_inputs())
        _check(card, "output", card.outputs, self._session.get_outputs())
        self._names = [port.name for port in card.outputs]
        self.card = card

    def run(self, feeds: Mapping[str, Array]) -> dict[str, Array]:
        """Raw outputs by name; ModelError if the graph cannot take these inputs."""
        try:
            values = self._session.run(self._names, dict(feeds))
        except Exception as error:  # onnxruntime's errors share no other base
            raise ModelError(f"{self.card.name}: onnxruntime cannot run it: {error}") from error
        return dict(zip(self._names, values, strict=True))


def available_providers() -> list[str]:
    """What the installed onnxruntime was built with."""
    names: list[str] = _runtime().get_available_providers()
    return names


def _runtime() -> Any:
    installed = {d.metadata["Name"] for d in metadata.distributions() if d.metadata["Name"] in _RUNTIMES}
    if len(installed) > 1:
        raise ProviderError(
            "onnxruntime and onnxruntime-gpu are both installed and overwrite each other: "
            "pip uninstall both, then install homefuse[cpu] or homefuse[cuda]"
        )
    try:
        import onnxruntime  # noqa: PLC0415 - a machine without it must still read its configuration
    except ModuleNotFoundError as error:
        raise ProviderError("no onnxruntime: pip install 'homefuse[cpu]' or 'homefuse[cuda]'") from error
    return onnxruntime


_RUNTIMES = ("onnxruntime", "onnxruntime-gpu")


def _providers(ort: Any, provider: Provider) -> list[str]:
    there = ort.get_available_providers()
    if provider == "cuda" and _CUDA not in there:
        raise ProviderError(f"CUDA was demanded, but this onnxruntime offers only {', '.join(there)}")
    return [_CPU] if provider == "cpu" or _CUDA not in there else [_CUDA, _CPU]


def _check(card: Card, side: str, want: tuple[Port, ...], have: list[Any]) -> None:
    found = {port.name: port for port in have}
    for port in want:
        real = found.get(port.name)
        if real is None:
            raise ModelError(f"{card.name}: the graph has no {side} {port.name!r} that its card promises")
        if real.type != port.dtype or len(real.shape) != len(port.shape):
            raise ModelError(
                f"{card.name}: {side} {port.name!r} is {real.type}{real.shape}, the card says {port}"
            )
        for ours, theirs in zip(port.shape, real.shape, strict=True):
            if isinstance(ours, int) and isinstance(theirs, int) and ours != theirs:
                raise ModelError(
                    f"{card.name}: {side} {port.name!r} has shape {real.shape}, the card says {port.shape}"
                )
    extra = set(found) - {port.name for port in want}
    if extra:
        raise ModelError(
            f"{card.name}: the graph has {side}s that its card does not name: {', '.join(sorted(extra))}"
        )


def finite(outputs: Mapping[str, Array]) -> bool:
    """Whether every score is a number; what is not must never act."""
    return all(bool(np.isfinite(value).all()) for value in outputs.values())
