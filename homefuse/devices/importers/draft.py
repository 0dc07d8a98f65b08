"""A device file in the making: names, ids, areas, and commands for what a system lets one set. Pure."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

OVERLAID = frozenset({"name", "aliases", "area", "risk", "pronunciation", "kind"})
"""What a user may say of an imported device without a file of its own."""

_KINDS = (
    ("curtain", "curtain"),
    ("drape", "curtain"),
    ("garage", "garage"),
    ("gate", "gate"),
    ("awning", "awning"),
    ("window opener", "window"),
    ("skylight", "window"),
    ("shutter", "shutter"),
    ("blind", "blind"),
    ("shade", "blind"),
    ("roller", "shutter"),
)
"""A word in a description, and the kind of cover that it gives away; the first that is found counts."""


@dataclass(frozen=True, slots=True)
class Place:
    """A room that an imported device may be in."""

    id: str
    names: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Imported:
    """One device as it would stand in a device file."""

    data: dict[str, Any]
    origin: str
    """What announced it: a model, a topic."""
    left_out: tuple[str, ...] = ()
    """What it can do besides, that HomeFuse has no word for."""

    @property
    def id(self) -> str:
        """The device's id."""
        return str(self.data["id"])


@dataclass(frozen=True, slots=True)
class Found:
    """All devices that some messages announce, and what could not be read."""

    devices: tuple[Imported, ...] = ()
    problems: tuple[str, ...] = ()


@dataclass(slots=True)
class Draft:
    """A device file in the making."""

    name: str
    type: str = "custom"
    kind: str | None = None
    measures: str | None = None
    unit: str | None = None
    area: str | None = None
    features: list[str] = field(default_factory=list)
    commands: dict[str, Any] = field(default_factory=dict)
    properties: dict[str, Any] = field(default_factory=dict)
    driver: dict[str, Any] = field(default_factory=dict)
    left_out: list[str] = field(default_factory=list)

    def setter(self, name: str, argument: Mapping[str, Any], unit: str | None = None) -> None:
        """A command of its own that sets a property of its own."""
        self.properties[name] = {"unit": unit} if unit else {}
        self.commands[f"set_{name}"] = {"args": {name: {**argument, "property": name}}}

    def reading(self, name: str, unit: str | None = None) -> None:
        """A property of its own that is only reported."""
        self.properties[name] = {"unit": unit} if unit else {}

    def narrow(self, command: str, argument: str, spec: Mapping[str, Any]) -> None:
        """What a standard command's argument may be here."""
        if spec:
            self.commands[command] = {"args": {argument: dict(spec)}}

    def finish(self, origin: str) -> Imported:
        """The device file; its id is made of its name."""
        data: dict[str, Any] = {"id": identifier(self.name), "name": self.name}
        for key in (
            "area",
            "type",
            "kind",
            "measures",
            "unit",
            "features",
            "commands",
            "properties",
            "driver",
        ):
            value = getattr(self, key)
            if value:
                data[key] = value
        return Imported(data, origin, tuple(self.left_out))


def fitting(entry: Mapping[str, Any], shape: Mapping[str, type | tuple[type, ...]]) -> dict[str, Any]:
    """Without the keys that hold something else than they should; keys that the shape does not name stay."""
    return {
        key: value
        for key, value in entry.items()
        if value is not None and (key not in shape or isinstance(value, shape[key]))
    }


def listed(document: Any, key: str) -> list[Any]:
    """The list under a key; whatever else stands there is none."""
    found = document.get(key) if isinstance(document, dict) else None
    return found if isinstance(found, list) else []


def objects(document: Any, key: str) -> list[dict[str, Any]]:
    """The objects in the list under a key."""
    return [entry for entry in listed(document, key) if isinstance(entry, dict)]


def identifier(text: str) -> str:
    """A device id, property or command name made of any text."""
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode().lower()
    return re.sub(r"[^a-z0-9]+", "_", plain).strip("_")[:64].strip("_") or "device"


def property_name(text: str) -> str:
    """As identifier, but it starts with a letter."""
    name = identifier(text)
    return name if name[0].isalpha() else f"p_{name}"[:64]


def spoken_name(text: str) -> str:
    """A name as people say it, of a topic or an id."""
    words = re.sub(r"[_/\s]+", " ", text).strip()
    return (words[:1].upper() + words[1:])[:200] or "Device"


def place_of(text: str, places: Iterable[Place]) -> str | None:
    """The area whose name stands in a device's name, the longest first."""
    said = f" {identifier(text).replace('_', ' ')} "
    named = [
        (len(name), place.id)
        for place in places
        for name in (identifier(n).replace("_", " ") for n in (place.id, *place.names))
        if f" {name} " in said
    ]
    return max(named)[1] if named else None


def kind_of(text: str) -> str | None:
    """The kind of cover that a description speaks of."""
    said = text.lower()
    return next((kind for word, kind in _KINDS if word in said), None)


def number_argument(low: Any, high: Any, step: Any = None, unit: str | None = None) -> dict[str, Any]:
    """A number with the bounds that make sense."""
    argument: dict[str, Any] = {"type": "number"}
    if unit:
        argument["unit"] = unit
    bounds = [
        bound for bound in (low, high) if isinstance(bound, int | float) and not isinstance(bound, bool)
    ]
    if len(bounds) == 2 and low < high:
        argument |= {"min": low, "max": high}
    if isinstance(step, int | float) and step > 0:
        argument["step"] = step
    return argument


def options_argument(values: Iterable[Any]) -> dict[str, Any]:
    """The words to choose from, each once."""
    kept: dict[str, str] = {}
    for value in values:
        word = str(value).strip()
        if word:
            kept.setdefault(word.casefold(), word)
    return {"options": list(kept.values())} if kept else {}


def distinct(devices: Sequence[Imported]) -> tuple[Imported, ...]:
    """The devices with ids of their own."""
    taken: set[str] = set()
    result = []
    for device in devices:
        count, name = 1, device.id
        while name in taken:
            count += 1
            name = f"{device.id[:61]}_{count}"
        taken.add(name)
        data = device.data if name == device.id else {**device.data, "id": name}
        result.append(Imported(data, device.origin, device.left_out))
    return tuple(result)


def with_overlays(devices: Iterable[Imported], overlays: Mapping[str, Any]) -> Found:
    """The devices with what the user says of them; `hide: true` leaves one out."""
    kept, problems = [], []
    unused = dict(overlays)
    for device in devices:
        overlay = unused.pop(device.id, None) or {}
        unknown = sorted(set(overlay) - OVERLAID - {"hide"})
        if unknown:
            allowed = ", ".join(sorted(OVERLAID | {"hide"}))
            problems.append(f"{device.id}: unknown key {unknown[0]!r}, expected one of: {allowed}")
        if overlay.get("hide") is True:
            continue
        own = {key: value for key, value in overlay.items() if key in OVERLAID}
        kept.append(Imported({**device.data, **own}, device.origin, device.left_out))
    problems += [f"{name}: there is no such imported device" for name in unused]
    return Found(tuple(kept), tuple(problems))
