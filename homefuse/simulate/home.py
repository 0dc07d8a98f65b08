"""What each command does to a device's state. Pure; shared by `eval`, the demo and the tests."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from homefuse.devices.model import Argument, Device, PropertySpec, Value
    from homefuse.types import Action

_SWITCHED = {"turn_on": {"on": True}, "turn_off": {"on": False}}
_MOVED = {"open": {"position": 100}, "close": {"position": 0}}
_ROAMED = {
    "pause": {"activity": "paused"},
    "stop": {"activity": "idle"},
    "return_home": {"activity": "returning"},
}

_EFFECTS: Mapping[str, Mapping[str, Mapping[str, Value]]] = {
    "light": _SWITCHED,
    "switch": _SWITCHED,
    "fan": _SWITCHED,
    "siren": _SWITCHED,
    "climate": _SWITCHED,
    "humidifier": _SWITCHED,
    "dehumidifier": _SWITCHED,
    "air_purifier": _SWITCHED,
    "water_heater": _SWITCHED,
    "cover": _MOVED,
    "valve": _MOVED,
    "lock": {"lock": {"locked": True}, "unlock": {"locked": False}},
    "media_player": {
        "turn_on": {"on": True},
        "turn_off": {"on": False, "playing": False},
        "play": {"on": True, "playing": True},
        "pause": {"playing": False},
        "stop": {"playing": False},
        "mute": {"muted": True},
        "unmute": {"muted": False},
    },
    "vacuum": {**_ROAMED, "start": {"activity": "cleaning"}},
    "lawn_mower": {**_ROAMED, "start": {"activity": "mowing"}},
    "alarm": {
        "arm_home": {"mode": "armed_home"},
        "arm_away": {"mode": "armed_away"},
        "arm_night": {"mode": "armed_night"},
        "disarm": {"mode": "disarmed"},
    },
    "timer": {"cancel": {"remaining": 0}},
}

_IMPLIED = {
    ("light", "set_brightness"): "brightness",
    ("light", "set_color"): "color",
    ("light", "set_color_temperature"): "color_temperature",
    ("light", "set_effect"): "effect",
    ("fan", "set_speed"): "speed",
    ("humidifier", "set_speed"): "speed",
    ("dehumidifier", "set_speed"): "speed",
    ("air_purifier", "set_speed"): "speed",
    ("climate", "set_mode"): "mode",
    ("water_heater", "set_mode"): "mode",
}
"""Commands whose value also says whether the device runs: 0 and "off" stop it, all else starts it."""


def apply(device: Device, values: Mapping[str, Value], action: Action) -> dict[str, Value]:
    """The device's whole state after the action, in the units of `values`; `values` is left as it is."""
    after = dict(values)
    if action.command == "toggle":
        after["on"] = not values.get("on", False)
    after.update(_EFFECTS.get(device.type, {}).get(action.command, {}))
    after.update(_said(device, action))
    _settle(device, action, after)
    return after


def initial_values(device: Device) -> dict[str, Value]:
    """A plausible idle state: every property of the device has a value inside its arguments' bounds."""
    return {name: _initial(device, spec) for name, spec in device.properties.items()}


def _said(device: Device, action: Action) -> dict[str, Value]:
    """The properties that the action's arguments name."""
    command = device.commands.get(action.command)
    known = {argument.name: argument for argument in command.args} if command else {}
    named: dict[str, Value] = {}
    for name, value in action.args.items():
        declared = known[name].property if name in known else None
        target = declared or _implied_target(device, action.command, name)
        if target is not None:
            named[target] = value
    return named


def _implied_target(device: Device, command: str, argument: str) -> str | None:
    """What an argument sets by its name alone: `set_x {x}`, if the type is a standard one or has an x."""
    named_alike = command == f"set_{argument}" or (command, argument) == ("set_oscillation", "oscillating")
    return argument if named_alike and (device.type != "custom" or argument in device.properties) else None


def _settle(device: Device, action: Action, after: dict[str, Value]) -> None:
    """Make the properties agree that depend on each other."""
    prop = _IMPLIED.get((device.type, action.command))
    if prop is not None and prop in after:
        after["on"] = not _is_nothing(after[prop])
    if device.type == "light":
        _settle_light(action, after)
    elif device.type == "timer" and action.command in {"start", "add"}:
        _settle_timer(action, after)


def _settle_light(action: Action, after: dict[str, Value]) -> None:
    if action.command in {"turn_on", "toggle"} and after.get("on") and after.get("brightness") == 0:
        after["brightness"] = 100  # a light that is on at 0 % would still be dark
    if action.command == "set_color" and "color_temperature" in after:
        after["color_temperature"] = None  # a bulb shows either a colour or a white
    if action.command == "set_color_temperature" and "color" in after:
        after["color"] = None


def _settle_timer(action: Action, after: dict[str, Value]) -> None:
    duration, left = action.args.get("duration"), after.get("remaining")
    if isinstance(duration, int | float):
        running = left if action.command == "add" and isinstance(left, int | float) else 0
        after["remaining"] = running + duration


def _is_nothing(value: Value) -> bool:
    return value == "off" or (isinstance(value, int | float) and value == 0)


def _initial(device: Device, spec: PropertySpec) -> Value:
    argument = _setter(device, spec.name)
    options = argument.options if argument and argument.options else spec.options
    if options:
        preferred = _PREFERRED.get(spec.name, ())
        return next((o for o in preferred if o in options), options[0])
    if spec.name == "value":
        return _reading(device, argument)
    start = _START.get((device.type, spec.name), _START.get(("", spec.name)))
    if spec.name in {"temperature", "current_temperature"} and _is_fahrenheit(spec, argument):
        start = 68
    if start is None and argument is not None:
        start = _BY_KIND[argument.kind](argument)
    if start is None and spec.unit is not None:
        start = 0
    return _bounded(start, argument)


def _setter(device: Device, prop: str) -> Argument | None:
    """The argument that sets a property, if any command has one."""
    arguments = (argument for command in device.commands.values() for argument in command.args)
    return next((a for a in arguments if prop in (a.property, a.name)), None)


def _reading(device: Device, argument: Argument | None) -> Value:
    if device.type == "binary_sensor":
        return device.measures in {"connectivity", "power", "plug"}
    if device.measures == "temperature" and device.unit and "F" in device.unit:
        return 68
    return _bounded(_MEASURED.get(device.measures or "", 0), argument)


def _is_fahrenheit(spec: PropertySpec, argument: Argument | None) -> bool:
    unit = (argument.unit if argument else None) or spec.unit or ""
    return "F" in unit


def _bounded(value: Value, argument: Argument | None) -> Value:
    if argument is None or isinstance(value, bool) or not isinstance(value, int | float):
        return value
    if argument.min is not None and value < argument.min:
        return argument.min
    if argument.max is not None and value > argument.max:
        return argument.max
    return value


_PREFERRED = {"mode": ("auto", "heat", "disarmed"), "fan_mode": ("auto",), "direction": ("forward",)}

_START: Mapping[tuple[str, str], Value] = {
    ("", "on"): False,
    ("", "brightness"): 100,
    ("", "color"): "white",
    ("", "color_temperature"): 2700,
    ("", "speed"): 50,
    ("", "oscillating"): False,
    ("", "direction"): "forward",
    ("", "position"): 0,
    ("", "tilt"): 0,
    ("", "locked"): True,
    ("", "temperature"): 20,
    ("water_heater", "temperature"): 50,
    ("", "current_temperature"): 20,
    ("climate", "mode"): "heat",
    ("alarm", "mode"): "disarmed",
    ("", "humidity"): 50,
    ("", "playing"): False,
    ("", "volume"): 30,
    ("", "muted"): False,
    ("", "activity"): "docked",
    ("", "battery"): 100,
    ("", "remaining"): 0,
}
"""(type, or "" for any; property) -> the value of a device that nobody touched."""

_MEASURED = {"temperature": 20, "humidity": 50, "battery": 100, "illuminance": 200}

_BY_KIND: Mapping[str, Callable[[Argument], Value]] = {
    "number": lambda argument: argument.min or 0,
    "options": lambda _: None,
    "boolean": lambda _: False,
    "color": lambda _: "white",
    "duration": lambda _: 0,
    "text": lambda _: "",
}
