"""Whether a device's report agrees with what was asked of it. Pure."""

from __future__ import annotations

from typing import TYPE_CHECKING

from homefuse.publish.drivers.base import effect
from homefuse.publish.drivers.colors import alike, to_rgb

if TYPE_CHECKING:
    from collections.abc import Mapping

    from homefuse.devices.model import Device, Value
    from homefuse.publish.drivers import Driver
    from homefuse.types import Action

_SLACK = {"position": 3.0, "tilt": 3.0, "color_temperature": 60.0, "temperature": 0.5}
"""Property -> how far off a device may land and still have obeyed: motors overrun, thermostats round."""

_USUAL_SLACK = 1.0
"""A percent is 2.54 of a zigbee device's 254 steps."""


def expected(device: Device, driver: Driver, action: Action, known: Mapping[str, Value]) -> dict[str, Value]:
    """What the device ought to report once it has obeyed; empty if it cannot tell."""
    reported = driver.reported()
    return {name: value for name, value in effect(device, action, known).items() if name in reported}


def disagreement(wanted: Mapping[str, Value], told: Mapping[str, Value]) -> str | None:
    """The first property that is not as wanted, in words; None if all are."""
    for name, value in wanted.items():
        if name not in told:
            return f"{name} is not reported"
        if not agrees(name, value, told[name]):
            return f"{name} is {told[name]!r}, not {value!r}"
    return None


def agrees(name: str, wanted: Value, told: Value) -> bool:
    """Whether two values of a property mean the same to a person, but for a device's rounding."""
    if isinstance(wanted, bool) or isinstance(told, bool) or wanted is None or told is None:
        return wanted == told
    if isinstance(wanted, int | float) and isinstance(told, int | float):
        return abs(wanted - told) <= _SLACK.get(name, _USUAL_SLACK)
    if isinstance(wanted, tuple) or isinstance(told, tuple) or name == "color":
        return _same_color(wanted, told)
    return str(wanted) == str(told)


def _same_color(wanted: Value, told: Value) -> bool:
    try:
        return alike(to_rgb(wanted), to_rgb(told))
    except ValueError:
        return wanted == told
