"""Coherent states for the devices of a generated home, and what its sensors read."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from training.data.standard_nouns import measure

if TYPE_CHECKING:
    import random
    from collections.abc import Callable

Device = dict[str, Any]
State = dict[str, Any]

COLOURS = (
    "red",
    "orange",
    "yellow",
    "green",
    "cyan",
    "blue",
    "purple",
    "pink",
    "magenta",
    "white",
    "warm white",
    "turquoise",
    "lime",
    "gold",
    "lavender",
)
_RGB = (
    [255, 0, 0],
    [255, 140, 0],
    [255, 255, 0],
    [0, 255, 0],
    [0, 255, 255],
    [0, 0, 255],
    [128, 0, 128],
    [255, 105, 180],
)
_LABELS = ("2026-04-30T07:15:00", "2026-05-01T06:40:00", "2026-04-29T19:05:00", "2026-05-01T12:30:00")
_OFTEN_TRUE = frozenset({"connectivity", "power", "plug", "running", "light", "presence", "lock"})
_NEVER_QUITE = 600


def device_state(rng: random.Random, device: Device, units: str, ranges: dict[str, Any]) -> State:
    """A full state for one device; `ranges` says how its own properties vary."""
    maker = _MAKERS.get(device.get("type", "custom"))
    return maker(rng, device, units) if maker else custom_state(rng, ranges)


def custom_state(rng: random.Random, ranges: dict[str, Any]) -> State:
    """One value for every property of `ranges`.

    A range is `[low, high, step]`, `{"options": [...]}`, `"boolean"`, `"time"` or `"color"`.
    """
    state: State = {}
    for name, spread in ranges.items():
        if isinstance(spread, dict):
            state[name] = rng.choice(spread["options"])
        elif isinstance(spread, list):
            state[name] = between(rng, *spread)
        elif spread == "boolean":
            state[name] = rng.random() < 0.4
        else:
            state[name] = rng.choice(COLOURS if spread == "color" else _LABELS)
    return state


def between(rng: random.Random, low: float, high: float, step: float) -> float:
    """A multiple of `step` within bounds, an int where it is one."""
    value = low + round(rng.uniform(0, high - low) / step) * step
    value = round(min(max(value, low), high), 3)
    return int(value) if float(value).is_integer() else value


def readings(rng: random.Random, device: Device, units: str) -> dict[str, Any] | None:
    """A sensor's `{value, age}`: mostly fresh, some older than ten minutes; None = it never reported."""
    draw = rng.random()
    if draw < 0.1:
        return None
    age = (
        rng.choice((rng.randint(0, 20), rng.randint(5, 300)))
        if draw < 0.82
        else rng.randint(_NEVER_QUITE + 1, 30_000)
    )
    return {"value": _sensed(rng, device, units), "age": age}


def _argument(device: Device, command: str, argument: str) -> dict[str, Any]:
    spec: dict[str, Any] = device.get("commands", {}).get(command, {}).get("args", {}).get(argument, {})
    return spec


def _in_range(rng: random.Random, spec: dict[str, Any], low: float, high: float, step: float = 1) -> Any:
    """A value an argument allows, or one within the usual bounds."""
    if "options" in spec:
        return rng.choice(spec["options"])
    return between(rng, spec.get("min", low), spec.get("max", high), spec.get("step", step))


def _level(rng: random.Random, spec: dict[str, Any]) -> Any:
    """A share of a range, above its minimum; round numbers are common, as people choose them."""
    low, high = spec.get("min", 0), spec.get("max", 100)
    share = (
        rng.choice((0.1, 0.2, 0.25, 0.3, 0.4, 0.5, 0.5, 0.6, 0.7, 0.75, 0.8, 1, 1))
        if rng.random() < 0.7
        else rng.random()
    )
    return max(round(low + share * (high - low)), min(low + 1, high))


def _light(rng: random.Random, device: Device, units: str) -> State:
    features = device.get("features", ())
    state: State = {"on": rng.random() < 0.5}
    if "brightness" in features:
        remembers = rng.random() < 0.5  # some bulbs report 0 while off, others what they go back to
        state["brightness"] = (
            _level(rng, _argument(device, "set_brightness", "brightness")) if state["on"] or remembers else 0
        )
    white = "color_temperature" in features and ("color" not in features or rng.random() < 0.6)
    if "color" in features:
        state["color"] = None if white else rng.choice(COLOURS if rng.random() < 0.7 else _RGB)
    if "color_temperature" in features:
        spec = _argument(device, "set_color_temperature", "color_temperature")
        state["color_temperature"] = _in_range(rng, spec, 2000, 6500, 50) if white else None
    if "effect" in features:
        state["effect"] = rng.choice(
            [None, None, *_argument(device, "set_effect", "effect").get("options", ())]
        )
    return state


def _switch(rng: random.Random, device: Device, units: str) -> State:
    return {"on": rng.random() < (0.05 if device["type"] == "siren" else 0.5)}


def _fan(rng: random.Random, device: Device, units: str) -> State:
    features = device.get("features", ())
    state: State = {"on": rng.random() < 0.5}
    if "speed" in features:
        spec = _argument(device, "set_speed", "speed")
        options = spec.get("options")
        state["speed"] = (
            rng.choice(options) if options else _level(rng, spec) if state["on"] or rng.random() < 0.4 else 0
        )
    if "oscillating" in features:
        state["oscillating"] = state["on"] and rng.random() < 0.5
    if "direction" in features:
        state["direction"] = rng.choice(
            _argument(device, "set_direction", "direction").get("options", ("forward", "reverse"))
        )
    return state


def _cover(rng: random.Random, device: Device, units: str) -> State:
    partial = "position" in device.get("features", ()) and rng.random() < 0.5
    shut = 0.8 if device.get("kind") in ("garage", "gate") or device["type"] == "valve" else 0.45
    state: State = {"position": _level(rng, {}) if partial else 0 if rng.random() < shut else 100}
    if "tilt" in device.get("features", ()):
        state["tilt"] = _level(rng, {})
    return state


def _climate(rng: random.Random, device: Device, units: str) -> State:
    features = device.get("features", ())
    imperial = units == "imperial"
    state: State = {"on": rng.random() < 0.7}
    state["current_temperature"] = between(rng, 59, 81, 1) if imperial else between(rng, 15, 27, 0.5)
    if "temperature" in features:
        spec = _argument(device, "set_temperature", "temperature")
        low, high = (
            max(spec.get("min", 0), 60 if imperial else 16),
            min(spec.get("max", 99), 78 if imperial else 25),
        )
        state["temperature"] = between(rng, low, max(low, high), 1 if imperial else 0.5)
    for name, command in (("mode", "set_mode"), ("fan_mode", "set_fan_mode"), ("swing", "set_swing")):
        if name in features:
            options = _argument(device, command, name).get("options", (True, False))
            state[name] = rng.choice(
                [o for o in options if not state["on"] or o is False or str(o).lower() != "off"]
            )
    if "humidity" in features:
        state["humidity"] = between(rng, 35, 65, 1)
    if not state["on"] and "off" in _argument(device, "set_mode", "mode").get("options", ()):
        state["mode"] = "off"
    return state


def _air(rng: random.Random, device: Device, units: str) -> State:
    state: State = {"on": rng.random() < 0.5}
    for name, low, high in (("humidity", 35, 65), ("speed", 10, 100)):
        if name in device.get("features", ()):
            state[name] = _in_range(rng, _argument(device, f"set_{name}", name), low, high, 5)
    if "mode" in device.get("features", ()):
        state["mode"] = rng.choice(_argument(device, "set_mode", "mode")["options"])
    return state


def _water_heater(rng: random.Random, device: Device, units: str) -> State:
    state: State = {"on": rng.random() < 0.75}
    if "temperature" in device.get("features", ()):
        low, high = (100, 150) if units == "imperial" else (40, 65)
        state["temperature"] = _in_range(rng, _argument(device, "set_temperature", "temperature"), low, high)
    if "mode" in device.get("features", ()):
        options = _argument(device, "set_mode", "mode")["options"]
        state["mode"] = rng.choice([option for option in options if (option == "off") <= (not state["on"])])
    return state


def _media(rng: random.Random, device: Device, units: str) -> State:
    on = rng.random() < 0.55
    state: State = {"on": on, "playing": on and rng.random() < 0.65, "muted": on and rng.random() < 0.12}
    if "volume" in device.get("features", ()):
        spec = _argument(device, "set_volume", "volume")
        state["volume"] = (
            _level(rng, spec) if rng.random() < 0.4 else round(spec.get("max", 100) * rng.uniform(0.05, 0.6))
        )
    if "source" in device.get("features", ()):
        state["source"] = rng.choice(_argument(device, "set_source", "source")["options"])
    return state


def _robot(rng: random.Random, device: Device, units: str) -> State:
    works = "mowing" if device["type"] == "lawn_mower" else "cleaning"
    activity = rng.choices(
        ("docked", works, "paused", "idle", "returning", "error"), weights=(50, 20, 10, 8, 8, 4)
    )[0]
    state: State = {
        "activity": activity,
        "battery": rng.randint(60, 100) if activity == "docked" else rng.randint(5, 95),
    }
    if "fan_speed" in device.get("features", ()):
        state["fan_speed"] = rng.choice(_argument(device, "set_fan_speed", "fan_speed")["options"])
    return state


def _choice(rng: random.Random, device: Device, units: str) -> State:
    if device["type"] == "select":
        return {"option": rng.choice(_argument(device, "set_option", "option")["options"])}
    return {"value": _in_range(rng, _argument(device, "set_value", "value"), 0, 100)}


def _sensor(rng: random.Random, device: Device, units: str) -> State:
    return {"value": _sensed(rng, device, units)}


def _sensed(rng: random.Random, device: Device, units: str) -> Any:
    if device["type"] == "binary_sensor":
        return rng.random() < (0.75 if device.get("measures") in _OFTEN_TRUE else 0.35)
    _, low, high, step, _ = measure(device["measures"])
    if device.get("unit") == "°F":
        low, high, step = 20, 95, 1
    return between(rng, low, high, step)


def _lock(rng: random.Random, device: Device, units: str) -> State:
    return {"locked": rng.random() < 0.65}


def _alarm(rng: random.Random, device: Device, units: str) -> State:
    return {"mode": rng.choice(("disarmed", "disarmed", "armed_home", "armed_away", "armed_night"))}


def _timer(rng: random.Random, device: Device, units: str) -> State:
    return {"remaining": rng.choice((0, 0, rng.randint(1, 90) * 60, rng.randint(10, 3600)))}


def _nothing(rng: random.Random, device: Device, units: str) -> State:
    """Things that are only pressed have no state."""
    return {}


_MAKERS: dict[str, Callable[[random.Random, Device, str], State]] = {
    "light": _light,
    "switch": _switch,
    "siren": _switch,
    "fan": _fan,
    "cover": _cover,
    "valve": _cover,
    "climate": _climate,
    "humidifier": _air,
    "dehumidifier": _air,
    "air_purifier": _air,
    "lock": _lock,
    "water_heater": _water_heater,
    "media_player": _media,
    "vacuum": _robot,
    "lawn_mower": _robot,
    "alarm": _alarm,
    "timer": _timer,
    "select": _choice,
    "number": _choice,
    "sensor": _sensor,
    "binary_sensor": _sensor,
    "scene": _nothing,
    "script": _nothing,
    "button": _nothing,
}
