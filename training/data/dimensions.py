"""What a number of a device means to people: brighter, louder, warmer, faster, and the verbs for it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from homefuse.devices.model import Argument


@dataclass(frozen=True, slots=True)
class Dimension:
    """The words for one scale; each field but `adjective` lists alternatives."""

    nouns: tuple[str, ...]
    more: tuple[str, ...]
    """Comparatives towards its maximum."""
    less: tuple[str, ...]
    up: tuple[str, ...]
    """Verbs towards its maximum."""
    down: tuple[str, ...]
    adjective: str | None = None
    usual: tuple[str, ...] = ("normal", "the usual", "its normal")


_DIMENSIONS = {
    "brightness": Dimension(
        ("brightness", "brightness", "brightness", "light level", "intensity", "brightness level"),
        ("brighter", "brighter", "lighter", "more bright"),
        ("dimmer", "darker", "dimmer", "less bright", "softer"),
        ("brighten", "brighten up", "raise", "increase"),
        ("dim", "dim", "darken", "dim down", "lower", "tone down"),
        "bright",
        ("normal", "a normal", "the usual"),
    ),
    "volume": Dimension(
        ("volume", "volume", "volume", "sound", "volume level"),
        ("louder",),
        ("quieter", "quieter", "softer", "less loud"),
        ("raise", "crank up", "turn up", "increase"),
        ("lower", "turn down", "quieten", "reduce"),
        "loud",
        ("a normal", "the usual", "a reasonable"),
    ),
    "temperature": Dimension(
        ("temperature", "temperature", "temperature", "temp", "heat", "target temperature"),
        ("warmer", "hotter", "warmer", "less cold"),
        ("cooler", "colder", "cooler", "less warm"),
        ("raise", "increase", "turn up", "warm up"),
        ("lower", "reduce", "turn down", "cool down"),
        None,
        ("a comfortable", "a normal", "the usual", "room"),
    ),
    "speed": Dimension(
        ("speed", "speed", "speed", "fan speed", "power"),
        ("faster", "faster", "stronger", "quicker"),
        ("slower", "slower", "gentler", "weaker"),
        ("speed up", "raise", "increase"),
        ("slow down", "slow", "reduce"),
        "fast",
    ),
    "position": Dimension(
        ("position", "position", "opening"),
        ("higher", "more open", "further open"),
        ("lower", "less open", "further closed"),
        ("open", "raise"),
        ("close", "lower"),
    ),
    "tilt": Dimension(
        ("tilt", "tilt", "slat angle", "slats", "angle"),
        ("more tilted", "flatter"),
        ("less tilted", "steeper"),
        ("tilt",),
        ("tilt",),
    ),
    "humidity": Dimension(
        ("humidity", "humidity", "humidity level", "moisture", "target humidity"),
        ("more humid", "damper", "moister"),
        ("drier", "less humid", "dryer"),
        ("raise", "increase"),
        ("lower", "reduce"),
        "humid",
        ("a comfortable", "a normal", "the usual"),
    ),
    "color_temperature": Dimension(
        ("color temperature", "colour temperature", "light temperature"),
        ("cooler", "colder", "whiter", "bluer"),
        ("warmer", "warmer", "cosier", "yellower"),
        ("raise", "increase"),
        ("lower", "reduce"),
    ),
}


def dimension_of(arg: Argument) -> Dimension:
    """The words for a number argument; for one that nobody foresaw, its own name and plain ones."""
    known = _DIMENSIONS.get(arg.property or arg.name) or _DIMENSIONS.get(arg.name)
    if known is not None:
        return known
    names = {(arg.property or arg.name).replace("_", " "), arg.name.replace("_", " ")}
    nouns = tuple(sorted(names - {"value", "level"})) or ("level",)
    return Dimension(nouns, ("higher",), ("lower",), ("raise", "increase", "turn up"), ("lower", "reduce"))
