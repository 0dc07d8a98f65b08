"""Homes that nobody lives in: every one different, all of them valid, from a seed.

A generated home is a home file's dict with two more keys: `key`, a name for storing it, and `x`, what only
the writers of sentences may know (see `sayings_for`, `questions_for`). `home_file` leaves these out.
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Any

from training.data.custom_devices import kinds_for
from training.data.custom_kinds import draw
from training.data.home_states import device_state, readings
from training.data.invented import invent
from training.data.names import NameMaker, compose, restyle, short_forms, sibling, slug
from training.data.names_words import COMMAND_WORD_LIGHTS, COMMAND_WORD_SWITCHES, NICKNAMES
from training.data.places import make_areas
from training.data.standard_devices import make_standard
from training.data.standard_nouns import cover_nouns, nouns

if TYPE_CHECKING:
    import random
    from collections.abc import Mapping

    from training.data.vocabulary import Vocabulary

Home = dict[str, Any]
Device = dict[str, Any]

SENSOR_TYPES = ("sensor", "binary_sensor")
_TYPE_WEIGHTS = {
    "light": 34,
    "switch": 11,
    "cover": 8,
    "custom": 13,
    "media_player": 6,
    "climate": 5,
    "fan": 3.5,
    "lock": 3,
    "sensor": 6,
    "binary_sensor": 5,
    "scene": 3,
    "script": 1.6,
    "vacuum": 1.6,
    "valve": 1.4,
    "humidifier": 0.9,
    "dehumidifier": 0.7,
    "air_purifier": 1,
    "water_heater": 0.9,
    "lawn_mower": 0.7,
    "alarm": 0.9,
    "siren": 0.8,
    "button": 1,
    "select": 1.1,
    "number": 1.1,
    "timer": 1.2,
}
_ONE_IS_ENOUGH = frozenset({"alarm", "water_heater", "lawn_mower"})
_AREALESS = {
    "scene": 0.7,
    "script": 0.8,
    "alarm": 0.7,
    "timer": 0.75,
    "custom": 0.12,
    "button": 0.3,
    "lock": 0.1,
}
_INVENTED = 0.35
"""Share of the custom devices that nobody has built."""
_CASES = ("sentence", "title", "lower", "upper", "snake", "as_is")


def generate_home(rng: random.Random, size: int | None = None, vocabulary: Vocabulary = "train") -> Home:
    """A home of 5 to 150 devices (median about 18), with every device's first state."""
    return _Builder(rng, vocabulary).build(size or _draw_size(rng))


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


class _Builder:
    """One home in the making."""

    def __init__(self, rng: random.Random, vocabulary: Vocabulary) -> None:
        self.rng = rng
        self.vocabulary: Vocabulary = vocabulary
        self.maker = NameMaker(rng, vocabulary)
        self.units = "imperial" if rng.random() < 0.35 else "metric"
        self.case = rng.choices(_CASES, weights=(46, 28, 10, 0.7, 1.3, 14))[0]
        self.areas: list[dict[str, Any]] = []
        self.tags: dict[str, str] = {}
        self.devices: list[Device] = []
        self.ids: set[str] = set()
        self.spoken: dict[str | None, set[str]] = {}
        """Area -> the names and aliases in it, in lower case."""
        self.extra: dict[str, dict[str, Any]] = {"phrases": {}, "sayings": {}, "questions": {}, "ranges": {}}

    def build(self, size: int) -> Home:
        """The whole home."""
        rng = self.rng
        key = f"{self.maker.made_up().lower()}-{rng.getrandbits(32):08x}"
        count = min(max(round(size / rng.uniform(1.8, 5)), 2), 14)
        self.areas, self.tags = make_areas(self.maker, count, self.case)
        while len(self.devices) < size:
            self._add_device()
        home: Home = {
            "key": key,
            "units": self.units,
            "areas": self.areas,
            "devices": self.devices,
            "x": self.extra,
        }
        return home

    def _add_device(self) -> None:
        rng = self.rng
        if self.devices and rng.random() < 0.13:
            self._add_sibling(rng.choice(self.devices))
            return
        type_name = rng.choices(tuple(_TYPE_WEIGHTS), cum_weights=_CUMULATIVE)[0]
        if type_name in _ONE_IS_ENOUGH and any(d.get("type") == type_name for d in self.devices):
            return
        area = None if rng.random() < _AREALESS.get(type_name, 0.04) else rng.choice(self.areas)
        extra: Mapping[str, Any] = {}
        if type_name == "custom":
            device, called, extra = self._custom(area)
        else:
            device = make_standard(rng, type_name, self.units)
            called = [device.pop("x_noun", None) or self._noun(device, area)]
        self._place(device, self._name(device, called[0], area), area, called[1:], extra)

    def _custom(self, area: dict[str, Any] | None) -> tuple[Device, list[str], dict[str, Any]]:
        rng = self.rng
        kinds = kinds_for(self.tags[area["id"]] if area and rng.random() < 0.8 else None, self.vocabulary)
        invents = not kinds or rng.random() < _INVENTED
        chosen = invent(self.maker) if invents else rng.choice(kinds)
        drawn = draw(rng, chosen, self.units)
        called = list(chosen.names)
        if rng.random() < 0.35:
            rng.shuffle(called)
        extra = {
            "phrases": drawn.phrases,
            "sayings": drawn.sayings,
            "questions": drawn.questions,
            "ranges": drawn.ranges,
        }
        return drawn.device, called, extra

    def _noun(self, device: Device, area: dict[str, Any] | None) -> str:
        if device["type"] == "cover":
            return self.rng.choice(cover_nouns(device["kind"]))
        special = nouns(device["type"], self.tags[area["id"]]) if area else ()
        return self.rng.choice(
            special if special and self.rng.random() < 0.45 else nouns(device["type"], "any")
        )

    def _name(self, device: Device, noun: str, area: dict[str, Any] | None) -> str:
        rng = self.rng
        type_name = device.get("type", "custom")
        if type_name in ("scene", "script") and rng.random() < 0.75:
            return noun
        if type_name in ("light", "switch") and rng.random() < 0.03:
            return self.maker.word(COMMAND_WORD_LIGHTS if type_name == "light" else COMMAND_WORD_SWITCHES)
        if type_name == "custom" and rng.random() < 0.45:
            return noun
        other = rng.choice(self.areas)["name"].lower()
        return compose(self.maker, noun, area["name"] if area else None, other)

    def _add_sibling(self, original: Device) -> None:
        """A second one of the same make, with a name easily mistaken for the first's."""
        name = sibling(self.rng, original["name"])
        if (
            name is None
            or original.get("type") in _ONE_IS_ENOUGH
            or ("commands" in original and "type" not in original)
        ):
            return
        copy = {
            key: value
            for key, value in original.items()
            if key not in ("id", "name", "aliases", "area", "state")
        }
        area = next((a for a in self.areas if a["id"] == original.get("area")), None)
        if self.rng.random() < 0.15:
            area = self.rng.choice(self.areas)
        self._place(copy, name, area, [], {})

    def _place(
        self,
        device: Device,
        name: str,
        area: dict[str, Any] | None,
        others: list[str],
        extra: Mapping[str, Any],
    ) -> None:
        """Put a device into the home unless its room already has one of that name."""
        rng = self.rng
        plain, name = name, restyle(rng, name, self.case if rng.random() < 0.95 else rng.choice(_CASES))
        area_id = area["id"] if area else None
        if name.lower() in self.spoken.setdefault(area_id, set()):
            return
        self.spoken[area_id].add(name.lower())
        placed: Device = {"id": self._new_id(name), "name": name}
        aliases = self._aliases(plain, area, others, device.get("type") not in ("scene", "script"))
        if aliases:
            placed["aliases"] = aliases
        if area_id:
            placed["area"] = area_id
        placed.update(device)
        if not placed.get("features", True):
            del placed["features"]
        for part, value in extra.items():
            self.extra[part][placed["id"]] = value
        state = device_state(rng, placed, self.units, extra.get("ranges", {}))
        if state:
            placed["state"] = state
        self.devices.append(placed)

    def _aliases(self, name: str, area: dict[str, Any] | None, others: list[str], worded: bool) -> list[str]:
        """What else the household calls it; never a name that its room already has."""
        rng = self.rng
        if rng.random() > 0.38:
            return []
        ideas = short_forms(name, area["name"] if area else None) if worded else []
        ideas += [other.lower() for other in others]
        if rng.random() < 0.15:
            ideas.append(self.maker.word(NICKNAMES))
        if rng.random() < 0.08:
            ideas.append(self.maker.made_up())
        spoken = self.spoken[area["id"] if area else None]
        fresh = [idea for idea in dict.fromkeys(ideas) if idea.lower() not in spoken]
        aliases = rng.sample(fresh, min(len(fresh), rng.choice((1, 1, 1, 2, 2, 3))))
        spoken.update(alias.lower() for alias in aliases)
        return aliases

    def _new_id(self, name: str) -> str:
        base = (
            slug(name)
            if self.rng.random() < 0.9
            else f"{self.rng.choice(('dev', 'node', 'x'))}_{self.rng.getrandbits(20):x}"
        )
        found = base
        number = 2
        while found in self.ids:
            found = f"{base}_{number}"
            number += 1
        self.ids.add(found)
        return found


_CUMULATIVE = [sum(tuple(_TYPE_WEIGHTS.values())[: n + 1]) for n in range(len(_TYPE_WEIGHTS))]
