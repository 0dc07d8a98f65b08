"""Puts a home together: areas first, then one device after the other."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from training.data.custom_devices import kinds_for
from training.data.custom_kinds import draw
from training.data.home_states import device_state
from training.data.invented import invent
from training.data.names import NameMaker, compose, describe, restyle, short_forms, sibling, slug
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

_TYPE_WEIGHTS = {
    "light": 34,
    "switch": 11,
    "cover": 8,
    "custom": 17,
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
_ONE_IS_ENOUGH = frozenset({"alarm", "water_heater", "lawn_mower", "custom"})
_SOBER = frozenset({"sensor", "binary_sensor", "select", "number", "button", "timer", "valve", "alarm"})
_AREALESS = {
    "scene": 0.7,
    "script": 0.8,
    "alarm": 0.7,
    "timer": 0.75,
    "custom": 0.12,
    "button": 0.3,
    "lock": 0.1,
}
_KITS = 0.35
"""Share of the homes where several rooms have the same things."""
_KIT_TYPES = (
    "light",
    "light",
    "media_player",
    "climate",
    "cover",
    "binary_sensor",
    "sensor",
    "fan",
    "switch",
)
_CAMERAS = 0.35
"""Share of the homes that have cameras."""
_INVENTED = 0.35
"""Share of the custom devices that nobody has built."""
_CASES = ("sentence", "title", "lower", "upper", "snake", "as_is")


class HomeBuilder:
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
        self.kinds: set[tuple[str, ...]] = set()
        """Names of the kinds of custom devices it has; a second one only comes as a sibling."""
        self.spoken: dict[str | None, set[str]] = {}
        """Area -> the names and aliases in it, in lower case."""
        self.extra: dict[str, dict[str, Any]] = {"phrases": {}, "sayings": {}, "questions": {}, "ranges": {}}

    def build(self, size: int) -> Home:
        """The whole home."""
        rng = self.rng
        key = f"{self.maker.made_up().lower()}-{rng.getrandbits(32):08x}"
        count = min(max(round(size / rng.uniform(1.8, 5)), 2), 14)
        self.areas, self.tags = make_areas(self.maker, count, self.case)
        if rng.random() < _KITS:
            self._equip_alike(size)
        while len(self.devices) < size:
            self._add_device()
        home: Home = {"key": key, "units": self.units, "areas": self.areas, "devices": self.devices}
        if rng.random() < _CAMERAS:
            home["cameras"] = self._cameras()
        return {**home, "x": self.extra}

    def _cameras(self) -> list[dict[str, Any]]:
        """One camera in each of some areas."""
        watched = self.rng.sample(self.areas, self.rng.randint(1, min(4, len(self.areas))))
        return [
            {"id": f"{area['id'][:50]}_cam", "name": f"{area['name']} camera", "area": area["id"]}
            for area in watched
        ]

    def _equip_alike(self, size: int) -> None:
        """The same one to three things in most rooms, named by their rooms or all alike."""
        rng = self.rng
        for type_name in rng.sample(_KIT_TYPES, rng.randint(1, 3)):
            model = make_standard(rng, type_name, self.units)
            noun = model.pop("x_noun", None) or self._noun(model, None)
            by_room = rng.random() < 0.65
            for area in self.areas:
                if len(self.devices) < size and rng.random() < 0.8:
                    self._place(dict(model), f"{area['name']} {noun}" if by_room else noun, area, [], {})

    def _add_device(self) -> None:
        rng = self.rng
        if self.devices and rng.random() < 0.15:
            self._add_sibling(rng.choice(self.devices), namesake=rng.random() < 0.25)
            return
        type_name = rng.choices(tuple(_TYPE_WEIGHTS), cum_weights=_CUMULATIVE)[0]
        if (
            type_name != "custom"
            and type_name in _ONE_IS_ENOUGH
            and any(d.get("type") == type_name for d in self.devices)
        ):
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
        tag = self.tags[area["id"]] if area and rng.random() < 0.8 else None
        kinds = [kind for kind in kinds_for(tag, self.vocabulary) if kind.names not in self.kinds]
        invents = not kinds or rng.random() < _INVENTED
        chosen = invent(self.maker) if invents else rng.choice(kinds)
        self.kinds.add(chosen.names)
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
            return self._early(cover_nouns(device["kind"]))
        special = nouns(device["type"], self.tags[area["id"]]) if area else ()
        return self._early(special if special and self.rng.random() < 0.45 else nouns(device["type"], "any"))

    def _early(self, words: tuple[str, ...]) -> str:
        """One of the words; they stand with the common ones first, and those are likelier."""
        return words[int(len(words) * self.rng.random() ** 1.8)]

    def _name(self, device: Device, noun: str, area: dict[str, Any] | None) -> str:
        rng = self.rng
        type_name = device.get("type", "custom")
        if type_name in ("scene", "script") and rng.random() < 0.75:
            return noun
        if type_name in ("light", "switch") and rng.random() < 0.03:
            return self.maker.word(COMMAND_WORD_LIGHTS if type_name == "light" else COMMAND_WORD_SWITCHES)
        if type_name == "custom" and (area is None or rng.random() < 0.45):
            return noun if rng.random() < 0.8 else f"{self.maker.owner()} {noun.lower()}"
        place = area["name"] if area else None
        if type_name in _SOBER and rng.random() < 0.85:
            return describe(self.maker, noun, place)
        return compose(self.maker, noun, place, rng.choice(self.areas)["name"].lower())

    def _add_sibling(self, original: Device, *, namesake: bool) -> None:
        """A second one of the same make: of the same name elsewhere, or of a name easily mistaken for it."""
        name = original["name"] if namesake else sibling(self.rng, original["name"])
        if original.get("type", "custom") in _ONE_IS_ENOUGH and self.rng.random() < 0.85:
            return
        copy = {
            key: value
            for key, value in original.items()
            if key not in ("id", "name", "aliases", "area", "state")
        }
        area = next((a for a in self.areas if a["id"] == original.get("area")), None)
        if namesake or self.rng.random() < 0.15:
            area = self.rng.choice(self.areas)
        extra = {part: known[original["id"]] for part, known in self.extra.items() if original["id"] in known}
        self._place(copy, name, area, [], extra)

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
        ideas = short_forms(name, area["name"] if area else None, plain=_is_plain(name)) if worded else []
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


def _is_plain(name: str) -> bool:
    """Whether a name is made of common words, so that "the kitchen ..." may stand before it."""
    return "'" not in name and not name.startswith("the ") and name.rsplit(maxsplit=1)[-1][:1].islower()
