"""Real sentences as labelled samples: other people's data, read from HOMEFUSE_DATA and never copied."""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, Protocol

from training.data.real_lights import light_sentence
from training.data.real_negatives import negative
from training.data.real_things import thing_sentence
from training.data.sample import render

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence
    from random import Random

    from training.data.sample import Draft, Sample, Scene


_TRIES: Final = 8
"""Homes looked at for each variant wanted; most sentences fit every third home."""
_MOST_REFUSED: Final = 0.2
"""Share of a command's variants that may be refused because the home lacks the device."""


class SceneMaker(Protocol):
    """Where somebody speaks: another home, state and place at every call."""

    def __call__(self, rng: Random, wanted: frozenset[str] = frozenset()) -> Scene:
        """A scene; where possible in a home that has one of the device types `wanted`."""


def data_folder() -> Path | None:
    """`text/` below HOMEFUSE_DATA, or None where that is not set."""
    root = os.environ.get("HOMEFUSE_DATA")
    return Path(root) / "text" if root else None


def real_samples(rng: Random, folder: Path, make: SceneMaker, variants: int = 20) -> Iterator[Sample]:
    """Every sentence that fits, in up to `variants` homes each (negatives: in one or two)."""
    home_rows = read_rows(folder / "nlueval_home.train.jsonl")
    yield from commands(rng, home_rows, make, variants)
    for name in ("nlueval_other", "clinc", "snips"):
        yield from negatives(
            rng, read_rows(folder / f"{name}.train.jsonl"), make, 1 if name == "snips" else 2
        )


def read_rows(path: Path) -> list[dict[str, Any]]:
    """The rows of a JSON-lines file, without those that other people test on."""
    with path.open(encoding="utf-8") as lines:
        rows = [json.loads(line) for line in lines]
    return [row for row in rows if not row.get("in_slurp_test") and not row.get("in_slurp_devel")]


def commands(
    rng: Random, rows: Sequence[Mapping[str, Any]], make: SceneMaker, variants: int
) -> Iterator[Sample]:
    """What people said to a home, each in many homes."""
    for row in rows:
        label = light_sentence if row["intent"].startswith("iot_hue") else thing_sentence
        yield from _variants(rng, row, label, make, variants)


def negatives(
    rng: Random, rows: Sequence[Mapping[str, Any]], make: SceneMaker, variants: int
) -> Iterator[Sample]:
    """What people said to others."""
    for row in rows:
        for _ in range(variants):
            scene = make(rng)
            draft = negative(rng, scene, row)
            if draft is not None:
                yield render(draft, scene)


def _variants(
    rng: Random,
    row: Mapping[str, Any],
    label: Callable[[Random, Scene, Mapping[str, Any]], tuple[Scene, Draft] | None],
    make: SceneMaker,
    count: int,
) -> Iterator[Sample]:
    """Up to `count` samples of one sentence, few of them for lack of the device."""
    wanted = _WANTED.get(row["intent"].removeprefix("iot_"), frozenset({"light"}))
    refused = 0
    found = 0
    for _ in range(count * _TRIES):
        labelled = label(rng, make(rng, wanted), row)
        if labelled is None:
            continue
        if labelled[1].reason == "no_such_device":
            refused += 1
            if refused > count * _MOST_REFUSED:
                continue
        found += 1
        yield render(labelled[1], labelled[0])
        if found >= count:
            return


_WANTED: Final = {
    "cleaning": frozenset({"vacuum"}),
    "coffee": frozenset({"custom"}),
    "wemo_on": frozenset({"switch"}),
    "wemo_off": frozenset({"switch"}),
}
"""Intent -> the device types that its sentences are about."""
