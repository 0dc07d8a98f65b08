"""Real sentences in generated homes: other people's data, read from HOMEFUSE_DATA and never copied."""

from __future__ import annotations

import json
import os
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from training.data.ha_grammar import load_grammar
from training.data.real_ha import ha_sentence
from training.data.real_lights import light_sentence
from training.data.real_media import media_sentence
from training.data.real_negatives import negative
from training.data.real_phrases import phrase
from training.data.real_things import thing_sentence

if TYPE_CHECKING:
    from collections.abc import Mapping
    from random import Random

    from training.data.ha_grammar import Grammar
    from training.data.sample import Draft, Scene

    Labelled = tuple[Scene, Draft] | None

SOURCES: Final = {"lights": 30, "things": 18, "media": 10, "phrases": 17, "templates": 25}
"""How often each source of commands is drawn from."""
_OTHERS: Final = {"nlueval_other": 5, "clinc": 4, "snips": 2}
_TRIES: Final = 12
"""Sentences tried in one home; about every third fits."""
_KEPT_REFUSALS: Final = 0.15
"""Few homes have a vacuum or a coffee machine: without this, most of these sentences would be refused."""
_MEDIA: Final = frozenset(
    ["timer", "next_song", "change_volume", "audio_volume_up", "audio_volume_down", "audio_volume_mute"]
)


def data_folder() -> Path | None:
    """`text/` below HOMEFUSE_DATA, or None where that is not set."""
    root = os.environ.get("HOMEFUSE_DATA")
    return Path(root) / "text" if root else None


def read_rows(path: Path) -> list[dict[str, Any]]:
    """The rows of a JSON-lines file, without those that other people test on."""
    with path.open(encoding="utf-8") as lines:
        rows = [json.loads(line) for line in lines]
    return [row for row in rows if not row.get("in_slurp_test") and not row.get("in_slurp_devel")]


def real_command(rng: Random, scene: Scene, folder: Path) -> Labelled:
    """What somebody really said or wrote for a home, said in this one."""
    for _ in range(_TRIES):
        source = rng.choices(tuple(SOURCES), tuple(SOURCES.values()))[0]
        labelled = _from(rng, scene, folder, source)
        if labelled is None:
            continue
        if labelled[1].reason != "no_such_device" or rng.random() < _KEPT_REFUSALS:
            return labelled
    return None


def real_other(rng: Random, scene: Scene, folder: Path) -> Draft | None:
    """What somebody really said to another kind of assistant."""
    name = rng.choices(tuple(_OTHERS), tuple(_OTHERS.values()))[0]
    return negative(rng, scene, rng.choice(_rows(folder, name)))


def _from(rng: Random, scene: Scene, folder: Path, source: str) -> Labelled:
    if source == "templates":
        grammar = _grammar(folder)
        draft = ha_sentence(rng, grammar, rng.choice(grammar.templates), scene)
        return (scene, draft) if draft else None
    if source == "phrases":
        said = phrase(rng, scene, rng.choice(_rows(folder, "home_llm_en")))
        return (scene, said) if said else None
    if source == "media":
        return media_sentence(rng, scene, rng.choice(_media_rows(folder)))
    row = rng.choice(_home_rows(folder, lights=source == "lights"))
    return (light_sentence if source == "lights" else thing_sentence)(rng, scene, row)


@cache
def _rows(folder: Path, name: str) -> tuple[Mapping[str, Any], ...]:
    return tuple(read_rows(folder / f"{name}.train.jsonl"))


@cache
def _home_rows(folder: Path, *, lights: bool) -> tuple[Mapping[str, Any], ...]:
    rows = _rows(folder, "nlueval_home")
    return tuple(row for row in rows if row["intent"].startswith("iot_hue") == lights)


@cache
def _media_rows(folder: Path) -> tuple[Mapping[str, Any], ...]:
    rows = (*_rows(folder, "nlueval_other"), *_rows(folder, "clinc"))
    return tuple(row for row in rows if row["intent"] in _MEDIA)


@cache
def _grammar(folder: Path) -> Grammar:
    return load_grammar(folder / "ha_intents")
