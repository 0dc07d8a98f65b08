"""The three graphs that decide about text: tower, filter, fusion."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

from homefuse.devices.model import CommandSpec, Device, Home
from homefuse.errors import ModelError
from homefuse.infer.card import load_verified
from homefuse.infer.labels import MODES, OUTCOMES, SIZES, WHENS
from homefuse.infer.session import Array, Provider, Session, finite
from homefuse.preprocess.batch import PreparedHome, Scene, choose, perceive, prepare, relevance_features
from homefuse.preprocess.text import TextEncoder
from homefuse.types import Command, Snapshot

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from homefuse.preprocess.batch import Chosen

Floats = npt.NDArray[np.float32]
FEWEST_DEVICES = 6
MOST_DEVICES = 96
"""Beyond this many relevant devices, the least relevant are not read."""
_TURN_ON = {"turn_on": CommandSpec("turn_on")}


@dataclass(frozen=True, slots=True)
class Reading:
    """What the networks made of one utterance; masks and labels are still to be read."""

    scene: Scene
    chosen: Chosen
    outputs: dict[str, Array]
    """Names as in the fusion card, the batch axis removed."""


class Models:
    """Loaded, verified and warm sessions."""

    def __init__(self, tower: Session, relevance: Session, fusion: Session, encoder: TextEncoder) -> None:
        self.tower, self.filter, self.fusion, self.encoder = tower, relevance, fusion, encoder
        self._described: dict[str, Floats] = {"": np.zeros(384, np.float32)}

    @classmethod
    def load(cls, folder: Path, provider: Provider = "auto", threads: int = 1) -> Models:
        """Read `text`, `filter` and `fusion` from a folder; ModelError or ProviderError on failure."""
        tower, relevance, fusion = (
            Session(*load_verified(folder, name), provider, threads) for name in ("text", "filter", "fusion")
        )
        labels = {"outcome": OUTCOMES, "mode": MODES, "size": SIZES, "when": WHENS}
        if dict(fusion.card.labels) != labels:
            raise ModelError(
                f"{folder}/fusion.json: made for another version of HomeFuse (its labels differ)"
            )
        vocabulary = folder / "tokenizer.json"
        if not vocabulary.is_file():
            raise ModelError(f"{vocabulary}: not found; reinstall HomeFuse, or run `make train`")
        models = cls(tower, relevance, fusion, TextEncoder(vocabulary))
        models.warm_up()
        return models

    def warm_up(self) -> None:
        """Read one sentence: a model of another version fails here, and the first command need not wait."""
        home = Home(
            devices=tuple(Device(f"lamp_{n}", f"Lamp {n}", "light", commands=_TURN_ON) for n in range(9))
        )
        moment = datetime(2026, 1, 1)  # noqa: DTZ001 - any local time
        prepared = self.prepare(home)
        self.read(vectors_of(self, prepared), Snapshot(Command("warm-up", "turn on lamp 1"), home, moment))

    @property
    def provider(self) -> str:
        """The execution provider in use."""
        return self.fusion.provider

    def prepare(self, home: Home) -> PreparedHome:
        """Lay a home out and describe whatever is new in it."""
        prepared = prepare(home)
        self.describe(prepared.texts)
        return prepared

    def describe(self, texts: Sequence[str]) -> None:
        """Run the tower over descriptions that were not read yet.

        One by one: a quantised tower scales a batch by its largest value, and neighbours would change it.
        """
        for text in texts:
            if text not in self._described:
                ids, mask = self.encoder.batch([text])
                self._described[text] = self.tower.run({"ids": ids, "mask": mask})["pooled"][0]

    def vectors(self, texts: Sequence[str]) -> Floats:
        """(len(texts), 384) of described texts."""
        return np.stack([self._described[t] for t in texts]) if texts else np.zeros((0, 384), np.float32)

    def read(self, home: HomeVectors, snapshot: Snapshot) -> Reading:
        """Tower, filter, fusion: once each."""
        scene = perceive(home.prepared, snapshot, self.encoder.encode)
        ids = scene.encoded.ids[None]
        words = self.tower.run({"ids": ids, "mask": np.ones_like(ids)})
        chosen = choose(scene, self._relevant(home, scene, words["pooled"]))
        self.describe([scene.last_text])
        outputs = self.fusion.run(
            {
                "tokens": words["tokens"],
                "pooled": words["pooled"],
                "tags": scene.tags[None],
                "context": scene.context[None],
                "last": self._described[scene.last_text][None],
                "names": home.names[chosen.devices][None],
                "abouts": home.abouts[chosen.devices][None],
                "features": chosen.features[None],
                "lexical": chosen.lexical[None],
                "items": home.items[chosen.items][None],
                "item_device": chosen.item_device[None],
                "item_features": chosen.item_features[None],
                "item_lexical": chosen.item_lexical[None],
            }
        )
        if not finite(outputs):
            raise ModelError("the fusion model gave a score that is not a number; nothing was done")
        return Reading(scene, chosen, {key: value[0] for key, value in outputs.items()})

    def _relevant(self, home: HomeVectors, scene: Scene, pooled: Floats) -> npt.NDArray[np.int64]:
        """The devices worth reading closely, most relevant first."""
        count = len(home.prepared.devices)
        if count <= FEWEST_DEVICES:
            return np.arange(count)
        feeds = {"pooled": pooled, "names": home.names[None], "abouts": home.abouts[None]}
        scores = self.filter.run(feeds | {"features": relevance_features(scene)[None]})["relevance"][0]
        order = np.argsort(-scores)
        enough = int((scores > self.filter.card.constants.get("threshold", -2.5)).sum())
        return order[: min(max(enough, FEWEST_DEVICES), MOST_DEVICES)].astype(np.int64)


@dataclass(frozen=True, slots=True)
class HomeVectors:
    """A prepared home with the vectors of its descriptions."""

    prepared: PreparedHome
    names: Floats  # (N, 384)
    abouts: Floats  # (N, 384)
    items: Floats  # (M, 384)


def vectors_of(models: Models, prepared: PreparedHome) -> HomeVectors:
    """Look up every description once, so that a decision only slices."""
    table = models.vectors(prepared.texts)
    return HomeVectors(
        prepared, table[prepared.name_text], table[prepared.about_text], table[prepared.item_text]
    )
