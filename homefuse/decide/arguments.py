"""Arguments made absolute and bounded: "20 percent brighter" at 40 is 60."""

from __future__ import annotations

from typing import TYPE_CHECKING

from homefuse.preprocess.mentions import Mention, MentionKind, to_unit
from homefuse.preprocess.units import TEMPERATURES, canonical
from homefuse.types import Reason

if TYPE_CHECKING:
    from collections.abc import Mapping

    from homefuse.devices.model import Argument, Units, Value
    from homefuse.infer.readout import ArgumentReading

STEP_SHARES = {"little": 0.1, "some": 0.25, "lot": 0.5}
"""Of an argument's range, for "a bit brighter", "brighter", "much brighter"."""
DEGREES = {"little": 1.0, "some": 2.0, "lot": 4.0}
"""Celsius, for "a bit warmer", "warmer", "much warmer"."""
USUAL_CELSIUS = 21.0
USUAL_SHARE = 0.7

LEAST_VISIBLE = 1.0
"""The lowest brightness is dim, not dark: 0 would switch the light off."""


class Impossible(Exception):
    """An argument cannot be given; the reason is for the user."""

    def __init__(self, reason: Reason, text: str) -> None:
        super().__init__(text)
        self.reason = reason
        self.text = text


def resolve(said: ArgumentReading, values: Mapping[str, Value], units: Units) -> Value:
    """The argument's value; None where it is left to the device. Raises Impossible."""
    argument = said.argument
    match argument.kind:
        case "options" | "boolean":
            return _option(said)
        case "text":
            return said.text or argument.default
        case "color":
            return _color(said)
        case "duration":
            return _duration(said, units)
        case "number":
            return _number(said, values, units)


def _option(said: ArgumentReading) -> Value:
    argument = said.argument
    if said.option is not None and (said.option_probability > 0.5 or said.mode == "option"):
        return said.option == "true" if argument.kind == "boolean" else said.option
    if argument.default is not None or argument.optional:
        return argument.default
    if said.option is not None and said.option_probability > 0.2:
        return said.option == "true" if argument.kind == "boolean" else said.option
    if argument.kind == "boolean":
        return True
    raise Impossible(Reason.UNSUPPORTED, f"no such {_words(argument.name)}")


def _color(said: ArgumentReading) -> Value:
    for mention, _ in said.pointed:
        if mention.kind in (MentionKind.COLOR, MentionKind.WHITE):
            return mention.text.lower()
    if said.argument.default is not None or said.argument.optional:
        return said.argument.default
    raise Impossible(Reason.UNSUPPORTED, "no colour that I know")


def _duration(said: ArgumentReading, units: Units) -> Value:
    found = next((m for m, _ in said.pointed if m.kind is MentionKind.DURATION), None)
    if found is not None and said.mode != "default":
        return _bounded(to_unit(found, said.argument.unit or "s", units), said.argument, found.text)
    if said.argument.default is not None or said.argument.optional:
        return said.argument.default
    raise Impossible(Reason.UNSURE, "for how long?")


def _number(said: ArgumentReading, values: Mapping[str, Value], units: Units) -> Value:
    argument = said.argument
    if said.mode in ("set", "up", "down", "times"):
        value = _pointed(said, values, units)
        if value is not None:
            return value
    if said.mode in ("more", "less"):
        sign = 1.0 if said.mode == "more" else -1.0
        return _clamped(_current(argument, values) + sign * _step(argument, said.size, units), argument)
    if said.mode in ("max", "min"):
        return _extreme(argument, said.mode)
    if said.mode == "usual":
        return _usual(argument, units)
    if argument.default is not None or argument.optional:
        return argument.default
    raise Impossible(Reason.UNSURE, f"to what {_words(argument.name)}?")


def _pointed(said: ArgumentReading, values: Mapping[str, Value], units: Units) -> Value:
    """The value of the likeliest mention that can mean it; None if none can."""
    argument = said.argument
    for mention, _ in said.pointed:
        if said.mode == "times":
            if mention.kind in (
                MentionKind.FRACTION,
                MentionKind.FACTOR,
                MentionKind.NUMBER,
                MentionKind.PERCENT,
            ):
                return _clamped(_current(argument, values) * _factor(mention), argument)
            continue
        relative = said.mode != "set"
        value = to_unit(mention, argument.unit, units, relative=relative)
        if value is None and mention.kind is MentionKind.FRACTION:
            low, high = _range(argument)
            value = low + _factor(mention) * (high - low)
        if value is None:
            continue
        if not relative:
            return _bounded(value, argument, mention.text)
        sign = 1.0 if said.mode == "up" else -1.0
        return _clamped(_current(argument, values) + sign * value, argument)
    return None


def _factor(mention: Mention) -> float:
    value = float(mention.value) if isinstance(mention.value, (int, float)) else 1.0
    return value / 100 if mention.kind is MentionKind.PERCENT else value


def _current(argument: Argument, values: Mapping[str, Value]) -> float:
    """What it is now; the middle of the range where nobody knows."""
    now = values.get(argument.property) if argument.property else None
    if values.get("on") is False and argument.name == "brightness":
        return 0.0
    if isinstance(now, (int, float)) and not isinstance(now, bool):
        return float(now)
    low, high = _range(argument)
    return (low + high) / 2


def _range(argument: Argument) -> tuple[float, float]:
    low = argument.min if argument.min is not None else 0.0
    return low, argument.max if argument.max is not None else max(low, 0.0) + 100.0


def _bounds(argument: Argument) -> tuple[float, float]:
    """What the device allows; infinite where it names no bound."""
    low = argument.min if argument.min is not None else float("-inf")
    return low, argument.max if argument.max is not None else float("inf")


def _degrees(argument: Argument, units: Units) -> str | None:
    """degC or degF for a temperature, else None."""
    unit = canonical(argument.unit)
    if unit == "deg":
        return "degF" if units == "imperial" else "degC"
    return unit if unit in TEMPERATURES else None


def _step(argument: Argument, size: str, units: Units) -> float:
    degrees = _degrees(argument, units)
    if degrees is not None:
        return DEGREES[size] * (1.8 if degrees == "degF" else 1.0)
    low, high = _range(argument)
    return max((high - low) * STEP_SHARES[size], argument.step or 0.0)


def _extreme(argument: Argument, mode: str) -> Value:
    low, high = _range(argument)
    if mode == "max":
        return high
    return max(low, LEAST_VISIBLE) if argument.name == "brightness" else low


def _usual(argument: Argument, units: Units) -> Value:
    degrees = _degrees(argument, units)
    if degrees is not None:
        return _clamped(round(USUAL_CELSIUS * 1.8 + 32) if degrees == "degF" else USUAL_CELSIUS, argument)
    low, high = _range(argument)
    return _clamped(low + USUAL_SHARE * (high - low), argument)


def _clamped(value: float, argument: Argument) -> float:
    low, high = _bounds(argument)
    floor = max(low, LEAST_VISIBLE) if argument.name == "brightness" else low
    return _tidy(value, argument.step, floor, high)


def _bounded(value: float | None, argument: Argument, text: str) -> float | None:
    """A said value is taken as it is, or refused: never bent."""
    if value is None:
        return None
    low, high = _bounds(argument)
    if not low <= value <= high:
        unit = argument.unit or ""
        raise Impossible(Reason.OUT_OF_RANGE, f"{text} is outside {low:g} to {high:g} {unit}".rstrip())
    return _tidy(value, argument.step, low, high)


def _tidy(value: float, step: float | None, low: float, high: float) -> float:
    """Rounded to the step, or to a tenth, and within the bounds whatever the step is."""
    rounded = round(value / step) * step if step else round(value, 1)
    inside = min(max(round(rounded, 3), low), high)
    return int(inside) if float(inside).is_integer() else inside


def _words(name: str) -> str:
    return name.replace("_", " ")
