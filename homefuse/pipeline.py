"""The product from end to end: a snapshot goes in, a decision comes out."""

from __future__ import annotations

import time
from dataclasses import replace
from typing import TYPE_CHECKING

from homefuse.decide.decide import decide
from homefuse.decide.policy import Thresholds
from homefuse.infer.bundle import HomeVectors, Models, vectors_of
from homefuse.infer.readout import read_out

if TYPE_CHECKING:
    from pathlib import Path

    from homefuse.devices.model import Home
    from homefuse.infer.session import Provider
    from homefuse.preprocess.batch import Scene
    from homefuse.types import Decision, Snapshot

_NAMED = 0.75
"""How well a device's name, alias or kind must be said to count as named."""


class Pipeline:
    """Decides about snapshots, one at a time, on the thread that calls it."""

    def __init__(self, models: Models, thresholds: Thresholds | None = None) -> None:
        self._models = models
        self._thresholds = thresholds or Thresholds()
        self._home: HomeVectors | None = None

    @classmethod
    def load(
        cls, folder: Path, provider: Provider = "auto", threads: int = 1, thresholds: Thresholds | None = None
    ) -> Pipeline:
        """Load verified models from a folder; ModelError or ProviderError says what is wrong."""
        return cls(Models.load(folder, provider, threads), thresholds)

    @property
    def provider(self) -> str:
        """The execution provider really in use."""
        return self._models.provider

    def prepare(self, home: Home) -> None:
        """Read a home's descriptions, so that deciding needs only the utterance."""
        if self._home is None or self._home.prepared.home is not home:
            self._home = vectors_of(self._models, self._models.prepare(home))

    def decide(self, snapshot: Snapshot) -> Decision:
        """One decision; prepares the snapshot's home if it is a new one."""
        self.prepare(snapshot.home)
        assert self._home is not None
        start = time.perf_counter()
        reading = self._models.read(self._home, snapshot)
        read = time.perf_counter()
        prediction = read_out(reading, self._models.fusion.card.constants.get("temperature", 1.0))
        decision = decide(prediction, snapshot, _named(reading.scene), self._thresholds)
        done = time.perf_counter()
        return replace(decision, ms={"infer": (read - start) * 1000, "decide": (done - read) * 1000})


def _named(scene: Scene) -> frozenset[str]:
    """Devices whose name, alias or kind was said, in whole or in part."""
    if scene.lexical.shape[1] == 0:
        return frozenset()
    best = scene.lexical.max(1)  # (N, 12): name first, type tenth
    said = (best[:, 0] >= _NAMED) | (best[:, 9] >= _NAMED)
    return frozenset(d.id for d, there in zip(scene.prepared.devices, said, strict=True) if there)
