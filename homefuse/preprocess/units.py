"""Units: reading them behind a number, and turning one into another.

Written here because pint and quantulum3 load big registries to parse in milliseconds; a home needs one table.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

from homefuse.preprocess import english as en
from homefuse.preprocess.numbers import hundreds
from homefuse.preprocess.words import Mention, MentionKind, Sentence, read

if TYPE_CHECKING:
    from collections.abc import Callable

    from homefuse.devices.model import Units

DIMENSIONS: Final[dict[str, dict[str, float]]] = {
    "time": {
        "ms": 0.001,
        "s": 1.0,
        "min": 60.0,
        "h": 3600.0,
        "d": 86400.0,
        "week": 604800.0,
        "fortnight": 1209600.0,
    },
    "mass": {"mg": 0.001, "g": 1.0, "kg": 1000.0, "oz": 28.349523125, "lb": 453.59237},
    "volume": {"ml": 1.0, "cl": 10.0, "l": 1000.0, "pint": 473.176473, "gal": 3785.411784},
    "length": {"mm": 0.001, "cm": 0.01, "m": 1.0, "km": 1000.0, "inch": 0.0254, "ft": 0.3048},
    "power": {"W": 1.0, "kW": 1000.0},
}
"""Dimension -> unit -> how many of the dimension's first unit of size 1 it is."""
STEPS: Final = frozenset({"point", "notch", "step", "level", "click", "tick"})
"""Steps of whatever scale is meant."""
TEMPERATURES: Final = frozenset({"degC", "degF"})
DURATION_UNITS: Final = frozenset(DIMENSIONS["time"])

_DIMENSION_OF: Final = {unit: name for name, units in DIMENSIONS.items() for unit in units}
_KINDS: Final = {
    "%": MentionKind.PERCENT, "K": MentionKind.KELVIN, "deg": MentionKind.TEMPERATURE,
    "degC": MentionKind.TEMPERATURE, "degF": MentionKind.TEMPERATURE,
}  # fmt: skip
_COUNTED: Final = frozenset(
    word for word, name in en.UNIT_WORDS.items()
    if word == name and len(word) > 2 and name not in _DIMENSION_OF and name not in _KINDS
)  # fmt: skip
"""Singulars that need a one before them: "five cup" is not a measure."""
_FIRST: Final = frozenset(words.split()[0] for words in en.UNIT_WORDS)
_LONGEST: Final = max(len(words.split()) for words in en.UNIT_WORDS)


class Unit(NamedTuple):
    """A unit and the token behind it."""

    name: str
    stop: int


def unit(s: Sentence, i: int, value: float) -> Unit | None:
    """The longest unit at token `i`, behind a number of that value."""
    if s.words[i] not in _FIRST:
        return None
    for length in range(_LONGEST, 0, -1):
        name = en.UNIT_WORDS.get(" ".join(s.words[i : i + length]))
        if name is not None:
            return Unit(name, i + length) if _fits(s, i, name, value) else None
    return None


def kind_of(unit: str) -> MentionKind:
    """What a number with that unit says."""
    return MentionKind.DURATION if unit in DURATION_UNITS else _KINDS.get(unit, MentionKind.NUMBER)


def to_unit(mention: Mention, unit: str | None, units: Units, *, relative: bool = False) -> float | None:
    """The mention's value in an argument's unit, or None if it cannot mean that.

    `unit` is as the device file writes it ("%", "°C", "K", "min", None, anything). "Degrees" are the home's.
    `relative`: the mention is an amount of change ("five degrees more"), so 0 °F of it is 0 °C of it.
    """
    if not isinstance(mention.value, float):
        return None
    wanted = canonical(unit)
    if mention.kind is MentionKind.TEMPERATURE:
        return _temperature(mention.value, mention.unit, wanted, _own(units), relative=relative)
    if mention.kind is MentionKind.CLOCK:
        return _said_as_clock(mention, wanted)
    return _MEANINGS[mention.kind](mention.value, mention.unit, wanted)


def canonical(unit: str | None) -> str | None:
    """A device file's spelling of a unit -> the name used in mentions; "" and None mean no unit."""
    if not unit or not unit.strip():
        return None
    plain = unit.strip()
    known = _SPELLINGS.get(plain) or _SPELLINGS.get(plain.lower())
    return known or plain.lower()


_SPELLINGS: Final = en.UNIT_WORDS | {
    "°C": "degC", "°F": "degF", "°c": "degC", "°f": "degF", "°K": "K", "m": "m", "d": "d",
    "in": "inch", "µs": "µs", "times": "times", "x": "times",
}  # fmt: skip
"""In files "m" is a metre; in speech "5m" is five minutes."""


def _fits(s: Sentence, i: int, name: str, value: float) -> bool:
    word, behind = s.words[i], s.words[i + 1]
    if word in _COUNTED and abs(value) > 1:
        return False
    if word == "second" and behind in ("floor", "floors", "storey", "story", "one"):
        return False
    return not (word == "k" and value < 1000)


def _number(value: float, unit: str | None, wanted: str | None) -> float | None:
    if unit is None or wanted is None or unit in STEPS:
        return value
    return _convert(value, unit, wanted)


def _convert(value: float, unit: str, wanted: str) -> float | None:
    if unit == wanted:
        return value
    dimension = _DIMENSION_OF.get(unit)
    if dimension is None or dimension != _DIMENSION_OF.get(wanted):
        return None
    return value * DIMENSIONS[dimension][unit] / DIMENSIONS[dimension][wanted]


def _percent(value: float, unit: str | None, wanted: str | None) -> float | None:
    return value if wanted in (unit, None) else None


def _share(value: float, unit: str | None, wanted: str | None) -> float | None:
    return value * 100 if wanted == "%" else _count(value, unit, wanted)


def _count(value: float, unit: str | None, wanted: str | None) -> float | None:
    """Shares, factors and ranks have no unit of their own: they fit what is only counted."""
    measured = wanted in _DIMENSION_OF or wanted in _KINDS
    return None if measured else value


def _duration(value: float, unit: str | None, wanted: str | None) -> float | None:
    return _convert(value, "s", wanted or "s")


def _kelvin(value: float, unit: str | None, wanted: str | None) -> float | None:
    if wanted == "mired":
        return 1e6 / value if value else None
    return value if wanted in (unit, None) else None


def _own(units: Units) -> str:
    return "degF" if units == "imperial" else "degC"


def _temperature(
    value: float, unit: str | None, wanted: str | None, own: str, *, relative: bool
) -> float | None:
    if wanted not in TEMPERATURES:
        kelvin = wanted == "K" and unit == "deg" and value >= 1000
        return value if kelvin or wanted in (None, "deg") else None
    if wanted == (own if unit == "deg" else unit):
        return value
    offset = 0.0 if relative else 32.0
    return (value - offset) / 1.8 if wanted == "degC" else value * 1.8 + offset


def _said_as_clock(mention: Mention, wanted: str | None) -> float | None:
    """ "at three fifty" may be an oven's 350 as well as a time of day."""
    said = read(mention.text)
    found = hundreds(said, 0)
    if found is None or found.stop < len(said.tokens):
        return None
    return _number(found.value, None, wanted)


_MEANINGS: Final[dict[MentionKind, Callable[[float, str | None, str | None], float | None]]] = {
    MentionKind.NUMBER: _number,
    MentionKind.QUANTITY: _number,
    MentionKind.PERCENT: _percent,
    MentionKind.KELVIN: _kelvin,
    MentionKind.WHITE: _kelvin,
    MentionKind.DURATION: _duration,
    MentionKind.FRACTION: _share,
    MentionKind.FACTOR: _count,
    MentionKind.ORDINAL: _count,
}
