"""A Home Assistant template bound to a home: which device or area it names, which numbers it says."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, Final

from training.data.denote import Names
from training.data.lexicon import kind_of, lemmas, plain
from training.data.values import say_number

if TYPE_CHECKING:
    from random import Random

    from hassil.expression import ListReference

    from homefuse.devices.model import Area, Device
    from training.data.ha_grammar import Grammar, Slot, Template
    from training.data.sample import Phrase, Scene

_TYPES: Final = {
    "light": ("light",),
    "switch": ("switch",),
    "input_boolean": ("switch",),
    "fan": ("fan",),
    "cover": ("cover",),
    "lock": ("lock",),
    "valve": ("valve",),
    "climate": ("climate",),
    "media_player": ("media_player",),
    "vacuum": ("vacuum",),
    "lawn_mower": ("lawn_mower",),
    "scene": ("scene",),
    "script": ("script",),
    "sensor": ("sensor",),
    "binary_sensor": ("binary_sensor",),
}
"""Home Assistant's domain -> our types."""
_SWITCHABLE: Final = ("light", "switch", "fan", "media_player", "climate")
"""What HassTurnOn and HassTurnOff mean without a domain."""
_UNITS: Final = frozenset(["percent", "%", "°", "degree", "degrees", "k", "kelvin"])
_NUMBERS: Final = {
    "brightness": (1, 100, 5),
    "position": (0, 100, 5),
    "volume": (0, 100, 5),
    "fan_speed": (0, 100, 10),
    "volume_step_up": (5, 40, 5),
    "volume_step_down": (5, 40, 5),
    "color_temperature": (2200, 6500, 100),
    "timer_hours": (1, 6, 1),
    "timer_minutes": (1, 55, 1),
    "timer_seconds": (5, 55, 5),
}
"""List -> lowest, highest, step."""
_ITEMS: Final = (
    "milk",
    "apples",
    "olive oil",
    "a loaf of bread",
    "cat food",
    "batteries",
    "two lemons",
    "soap",
)
_WORDS: Final = {
    "timer_name": ("pizza", "egg", "pasta", "laundry", "tea", "bread", "workout", "nap", "roast", "chicken"),
    "shopping_list_item": _ITEMS,
    "todo_list_item": _ITEMS,
}


@dataclass(frozen=True, slots=True)
class Bound:
    """One sentence of a template in a home."""

    scene: Scene
    template: Template
    words: Phrase
    """Each slot's words are tagged with its name; a value's unit belongs to it."""
    slots: dict[str, Slot]
    device: Device | None
    """What {name} names."""
    area: Area | None
    """What {area} names."""
    floor: str | None


def bind(rng: Random, grammar: Grammar, template: Template, scene: Scene) -> Bound | None:
    """A random sentence of the template about this home; None where the home has nothing to fill it with."""
    wanted = _named_types(template)
    device = _pick_device(rng, scene, wanted) if "name" in template.slots and wanted else None
    area = scene.home.area(device.area) if device else _pick_area(rng, scene, template)
    filler = _Filler(rng, scene, device, area)
    spoken = grammar.speak(rng, template, filler)
    if spoken is None:
        return None
    words, slots = spoken
    return Bound(
        scene,
        template,
        _with_units(words),
        slots,
        device if "name" in slots else None,
        area if "area" in slots else None,
        area.floor if area is not None and "floor" in slots else None,
    )


class _Filler:
    """Words and values for the lists that depend on the home."""

    def __init__(self, rng: Random, scene: Scene, device: Device | None, area: Area | None) -> None:
        self._rng, self._scene, self._device, self._area = rng, scene, device, area

    def __call__(self, node: ListReference) -> tuple[str, Any] | None:
        """Words and value, None where the home has none."""
        name, rng = node.list_name, self._rng
        if name == "name":
            return _spoken_name(rng, self._scene, self._device)
        if name in ("area", "floor"):
            return self._place(name)
        if name in _WORDS:
            words = rng.choice(_WORDS[name])
            return words, words
        if name not in _NUMBERS and name != "temperature":
            return None
        degrees = (60, 78, 1) if self._scene.home.units == "imperial" else (16, 25, 1)
        low, high, step = _NUMBERS.get(name, degrees)
        value = rng.randrange(low - low % step or step, high + 1, step)
        return say_number(rng, value), value

    def _place(self, name: str) -> tuple[str, Any] | None:
        if self._area is None or (name == "floor" and not self._area.floor):
            return None
        if name == "floor":
            return plain(str(self._area.floor)), self._area.floor
        return plain(self._rng.choice((self._area.name, *self._area.aliases))), self._area.id


def _named_types(template: Template) -> tuple[str, ...]:
    if not template.domains:
        return _SWITCHABLE if template.intent in ("HassTurnOn", "HassTurnOff") else ()
    return tuple(t for domain in template.domains for t in _TYPES.get(domain, ()))


def _pick_device(rng: Random, scene: Scene, types: tuple[str, ...]) -> Device | None:
    able = [d for d in scene.home.devices if d.type in types]
    return rng.choice(able) if able else None


def _pick_area(rng: Random, scene: Scene, template: Template) -> Area | None:
    """Rather one that has what the sentence is about."""
    areas = scene.home.areas
    kinds = (template.domain,) if template.domain else ()
    rich = [
        a
        for a in areas
        if any(d.area == a.id and (d.type in kinds or kind_of(d) in kinds) for d in scene.home.devices)
    ]
    return rng.choice(rich or areas) if areas else None


def _spoken_name(rng: Random, scene: Scene, device: Device | None) -> tuple[str, Any] | None:
    """A name that only this device has, without its article."""
    if device is None:
        return None
    words = plain(rng.choice((device.name, device.name, *device.aliases)))
    others = [d for d in scene.home.devices if d.id != device.id]
    if any(lemmas(words) == lemmas(n) for d in others for n in (d.name, *d.aliases)):
        return None
    areas = Names(scene.home).areas.values()
    if any(lemmas(words) == form for forms in areas for form in forms) or words.startswith(("the ", "my ")):
        return None
    return words, device.id


def _with_units(words: Phrase) -> Phrase:
    """The words of a unit behind a value belong to the value."""
    done: list[Any] = []
    for word in words:
        unit = word.tag is None and done and done[-1].tag is not None and word.text.lower() in _UNITS
        done.append(replace(word, tag=done[-1].tag) if unit else word)
    return tuple(done)
