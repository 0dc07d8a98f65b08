"""Writes homes and labelled utterances about them: every family by its weight, one seed a shard."""

from __future__ import annotations

import json
import random
from typing import TYPE_CHECKING, Any

from homefuse.devices.loader import home_from_dict
from training.data.acts import generate_acts
from training.data.denote import PRESENCE
from training.data.homes import generate_home, home_file, random_sensors, random_state, sayings_for
from training.data.sample import Sample, Scene

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from training.data.vocabulary import Vocabulary

SAMPLES_PER_HOME = 8


def write_samples(path: Path, n: int, seed: int, vocabulary: Vocabulary = "train") -> None:
    """Write `n` samples to `path`/samples.jsonl, their homes to homes.jsonl; one seed, the same files."""
    path.mkdir(parents=True, exist_ok=True)
    rng = random.Random(seed)
    written = 0
    with (path / "homes.jsonl").open("w") as homes, (path / "samples.jsonl").open("w") as samples:
        while written < n:
            home = generate_home(rng, vocabulary=vocabulary)
            homes.write(json.dumps({"key": home["key"], "home": home_file(home)}, ensure_ascii=False) + "\n")
            for sample in about_home(rng, home, min(SAMPLES_PER_HOME, n - written)):
                samples.write(sample.to_json() + "\n")
                written += 1


def about_home(rng: random.Random, home: dict[str, Any], count: int) -> Iterator[Sample]:
    """`count` utterances in one home, each in a moment of its own."""
    compiled, _ = home_from_dict(home_file(home))
    for _ in range(count):
        scene = moment(rng, home, compiled)
        yield generate_acts(rng, scene, lambda device, command: sayings_for(home, device, command))


def moment(rng: random.Random, home: dict[str, Any], compiled: Any) -> Scene:
    """Some state, some sensors, some time, and a speaker in a known room, seen by one sensor, or anywhere."""
    sensors = random_sensors(rng, home)
    roll = rng.random()
    area = None
    seers = [d for d in compiled.devices if d.measures in PRESENCE and d.area]
    if roll < 0.55 and compiled.areas:
        area = rng.choice([a.id for a in compiled.areas] + [d.area for d in compiled.devices if d.area])
    elif roll < 0.75 and seers:
        sensors |= seen_in(rng, rng.choice(seers).area, seers)
    day = f"2026-{rng.randint(1, 12):02d}-{rng.randint(1, 28):02d}"
    now = f"{day}T{rng.randint(0, 23):02d}:{rng.randint(0, 59):02d}:00"
    return Scene(home["key"], compiled, random_state(rng, home), sensors, area, now)


def seen_in(rng: random.Random, area: str, seers: list[Any]) -> dict[str, dict[str, Any]]:
    """Readings by which somebody is in this area alone; stale sensors may say anything."""
    found = {}
    for device in seers:
        stale = rng.random() < 0.2
        value = rng.random() < 0.5 if stale and device.area != area else device.area == area
        age = rng.randint(601, 20000) if stale and device.area != area else rng.randint(0, 400)
        found[device.id] = {"value": value, "age": age}
    return found
