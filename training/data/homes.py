"""Homes that nobody lives in: every one different, all of them valid, from a seed.

A generated home is a home file's dict with two more keys: `key`, a name for storing it, and `x`, what only
the writers of sentences may know (see `sayings_for`, `questions_for`). `home_file` leaves these out.
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Any

from training.data.home_builder import HomeBuilder
from training.data.home_states import device_state, readings

if TYPE_CHECKING:
    import random

    from training.data.vocabulary import Vocabulary

Home = dict[str, Any]

SENSOR_TYPES = ("sensor", "binary_sensor")


def generate_home(rng: random.Random, size: int | None = None, vocabulary: Vocabulary = "train") -> Home:
    """A home of 5 to 150 devices (median about 18), with every device's first state."""
    return HomeBuilder(rng, vocabulary).build(size or _draw_size(rng))


def home_file(home: Home) -> Home:
    """The home without the keys that no home file has."""
    return {name: value for name, value in home.items() if name not in ("key", "x")}


def random_state(rng: random.Random, home: Home) -> dict[str, dict[str, Any]]:
    """Another coherent state of every device: device -> property -> value."""
    ranges = home["x"]["ranges"]
    return {
        device["id"]: device_state(rng, device, home["units"], ranges.get(device["id"], {}))
        for device in home["devices"]
    }


def random_sensors(rng: random.Random, home: Home) -> dict[str, dict[str, Any]]:
    """What the sensors last read: sensor -> {value, age in seconds}; a sensor not listed never reported."""
    found = {}
    for device in home["devices"]:
        if device.get("type") in SENSOR_TYPES:
            reading = readings(rng, device, home["units"])
            if reading is not None:
                found[device["id"]] = reading
    return found


def sayings_for(home: Home, device_id: str, command: str) -> list[str]:
    """Templates over `{name}` and `{arg}` that ask for a custom device's command; not its own phrases.

    `{arg}` stands for the words of a value with its unit, `{arg=value}` for no words at all but that value.
    """
    return list(home["x"]["sayings"].get(device_id, {}).get(command, ()))


def phrases_for(home: Home, device_id: str, command: str) -> list[str]:
    """The phrases of a custom device's own file, with `{name}` where the file has "it"."""
    return list(home["x"]["phrases"].get(device_id, {}).get(command, ()))


def questions_for(home: Home, device_id: str) -> dict[str, list[str]]:
    """Property -> templates over `{name}` that ask for it."""
    return {name: list(asked) for name, asked in home["x"]["questions"].get(device_id, {}).items()}


def _draw_size(rng: random.Random) -> int:
    return min(max(round(math.exp(rng.gauss(math.log(18), 0.75))), 5), 150)
