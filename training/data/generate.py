"""Writes homes and labelled utterances about them: every family by its weight, one seed a shard."""

from __future__ import annotations

import json
import random
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from homefuse.devices.loader import home_from_dict
from training.data.acts import generate_acts
from training.data.denote import PRESENCE
from training.data.dialogue import follow_up, unrelated
from training.data.homes import (
    generate_home,
    home_file,
    questions_for,
    random_sensors,
    random_state,
    sayings_for,
)
from training.data.others import generate_others
from training.data.real import data_folder, real_command, real_other
from training.data.sample import Sample, Scene, render

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from homefuse.devices.model import Device, Home
    from training.data.vocabulary import Vocabulary

SAMPLES_PER_HOME = 24
TRIES = 20
"""Draws per sample before a home is given up."""
ACTIVE_DEVICES = 3
"""Devices with commands that make a home worth talking to."""
MIX = {  # share of each family; the real ones only where HOMEFUSE_DATA is set
    "act": 50,
    "act_later": 5,
    "other": 30,
    "follow_up": 5,
    "real_command": 10,
    "real_other": 12,
}
_BOUND_TO_BEFORE = ("acts/player", "acts/need")
"""Families whose sentences would refer to whatever was said before."""


@dataclass(frozen=True, slots=True)
class Place:
    """A generated home, compiled, and another one to borrow absent things from."""

    raw: dict[str, Any]
    home: Home
    elsewhere: Home


def write_samples(path: Path, n: int, seed: int, vocabulary: Vocabulary = "train") -> None:
    """Write `n` samples to `path`/samples.jsonl, their homes to homes.jsonl; one seed, the same files."""
    path.mkdir(parents=True, exist_ok=True)
    rng = random.Random(seed)
    elsewhere = _compiled(generate_home(rng, vocabulary=vocabulary))
    written = 0
    with (path / "homes.jsonl").open("w") as homes, (path / "samples.jsonl").open("w") as samples:
        while written < n:
            raw = generate_home(rng, vocabulary=vocabulary)
            place = Place(raw, _compiled(raw), elsewhere)
            if sum(bool(d.commands) for d in place.home.devices) < ACTIVE_DEVICES:
                continue
            homes.write(json.dumps({"key": raw["key"], "home": home_file(raw)}, ensure_ascii=False) + "\n")
            for sample in about_home(rng, place, min(SAMPLES_PER_HOME, n - written)):
                samples.write(sample.to_json() + "\n")
                written += 1
            elsewhere = place.home


def about_home(rng: random.Random, place: Place, count: int) -> Iterator[Sample]:
    """`count` utterances in one home, each in a moment of its own."""
    mix = {name: share for name, share in MIX.items() if data_folder() or not name.startswith("real")}
    made = 0
    for _ in range(count * TRIES):
        if made == count:
            return
        family = rng.choices(tuple(mix), tuple(mix.values()))[0]
        sample = _FAMILIES[family](rng, place)
        if sample is not None:
            made += 1
            yield sample


def moment(rng: random.Random, place: Place) -> Scene:
    """Some state, sensors and time, and a speaker in a known room, seen by one sensor, or anywhere."""
    home = place.home
    sensors = random_sensors(rng, place.raw)
    roll = rng.random()
    area = None
    seers = [d for d in home.devices if d.measures in PRESENCE and d.area]
    if roll < 0.55 and home.areas:
        area = rng.choice([a.id for a in home.areas] + [d.area for d in home.devices if d.area])
    elif roll < 0.75 and seers:
        sensors |= seen_in(rng, rng.choice(seers).area or "", seers)
    day = f"2026-{rng.randint(1, 12):02d}-{rng.randint(1, 28):02d}"
    now = f"{day}T{rng.randint(0, 23):02d}:{rng.randint(0, 59):02d}:00"
    return Scene(place.raw["key"], home, random_state(rng, place.raw), sensors, area, now)


def seen_in(rng: random.Random, area: str, seers: list[Device]) -> dict[str, dict[str, Any]]:
    """Readings by which somebody is in this area alone; stale sensors may say anything."""
    found = {}
    for device in seers:
        stale = rng.random() < 0.2 and device.area != area
        value = rng.random() < 0.5 if stale else device.area == area
        found[device.id] = {"value": value, "age": rng.randint(601, 20000) if stale else rng.randint(0, 400)}
    return found


def _compiled(raw: dict[str, Any]) -> Home:
    return home_from_dict(home_file(raw))[0]


def _act(rng: random.Random, place: Place) -> Sample | None:
    return generate_acts(rng, moment(rng, place), lambda d, c: sayings_for(place.raw, d, c))


def _act_later(rng: random.Random, place: Place) -> Sample | None:
    """A command that has nothing to do with what was said before."""
    after = unrelated(rng, moment(rng, place))
    if after is None:
        return None
    sample = generate_acts(rng, after[0], lambda d, c: sayings_for(place.raw, d, c))
    if sample is None or sample.tag.startswith(_BOUND_TO_BEFORE):
        return None
    return replace(sample, last=after[1])


def _other(rng: random.Random, place: Place) -> Sample:
    return generate_others(
        rng,
        moment(rng, place),
        place.elsewhere,
        lambda device, command: sayings_for(place.raw, device, command),
        lambda device: questions_for(place.raw, device),
    )


def _follow_up(rng: random.Random, place: Place) -> Sample | None:
    told = follow_up(rng, moment(rng, place))
    return render(told[1], told[0]) if told is not None else None


def _real_command(rng: random.Random, place: Place) -> Sample | None:
    folder = data_folder()
    told = real_command(rng, moment(rng, place), folder) if folder else None
    return render(told[1], told[0]) if told is not None else None


def _real_other(rng: random.Random, place: Place) -> Sample | None:
    folder = data_folder()
    scene = moment(rng, place)
    draft = real_other(rng, scene, folder) if folder else None
    return render(draft, scene) if draft is not None else None


_FAMILIES: dict[str, Callable[[random.Random, Place], Sample | None]] = {
    "act": _act,
    "act_later": _act_later,
    "other": _other,
    "follow_up": _follow_up,
    "real_command": _real_command,
    "real_other": _real_other,
}
