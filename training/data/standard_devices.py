"""Devices of the standard types as a device file writes them: features, own ranges, own options, risk."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from training.data.standard_nouns import binary_measures, measure, measures, option_sets

if TYPE_CHECKING:
    import random
    from collections.abc import Callable

Spec = dict[str, Any]

_OPTIONAL_RISK = {
    "climate": 0.02,
    "water_heater": 0.05,
    "switch": 0.03,
    "siren": 0.2,
    "button": 0.08,
    "script": 0.05,
}
_NUMBERS = (  # unit, lowest, highest, step
    ("%", 0, 100, 1),
    ("min", 0, 120, 5),
    ("s", 0, 60, 1),
    ("cm", 60, 130, 1),
    ("dB", -20, 20, 1),
    ("A", 6, 32, 1),
    ("", 1, 10, 1),
    ("", 0, 5, 1),
    ("°", 0, 90, 5),
    ("rpm", 100, 3000, 50),
    ("kg", 1, 20, 0.5),
    ("h", 0, 24, 1),
    ("L/min", 1, 15, 0.5),
    ("Hz", 20, 200, 1),
    ("", 0, 255, 1),
    ("W", 0, 2000, 100),
    ("", 0, 100, 1),
)
_COVER_KINDS = ("blind", "curtain", "shutter", "garage", "gate", "awning", "window")
_SENSITIVE = frozenset({"lock", "valve", "alarm"})


def make_standard(rng: random.Random, type_name: str, units: str) -> Spec:
    """Everything of a standard device but its id, name, aliases and area; `x_noun` may suggest a name."""
    device: Spec = {"type": type_name}
    _MAKERS.get(type_name, _plain)(rng, device, units)
    _rate_risk(rng, device)
    return device


def features_of(rng: random.Random, **chances: float) -> list[str]:
    """The features that fell, each with its own chance."""
    return [name for name, chance in chances.items() if rng.random() < chance]


def temperature_argument(rng: random.Random, celsius: tuple[float, float], units: str) -> Spec:
    """A temperature argument around a range in °C, written in the home's unit."""
    low, high = (bound + rng.randint(-3, 3) for bound in celsius)
    if units == "imperial":
        low, high = round(low * 9 / 5 + 32), round(high * 9 / 5 + 32)
    spec: Spec = {"type": "number", "unit": "°F" if units == "imperial" else "°C", "min": low, "max": high}
    if rng.random() < 0.4:
        spec["step"] = 1 if units == "imperial" else rng.choice((0.5, 0.5, 1, 0.1))
    return {**spec, "property": "temperature"}


def _plain(rng: random.Random, device: Spec, units: str) -> None:
    """Types that have nothing optional."""


def _light(rng: random.Random, device: Spec, units: str) -> None:
    dimmable = rng.random() < 0.78
    device["features"] = ["brightness"] if dimmable else []
    if dimmable:
        device["features"] += features_of(rng, color=0.36, color_temperature=0.42, effect=0.13)
    elif rng.random() < 0.08:
        device["features"] = ["color"]
    if "effect" in device["features"]:
        _override(rng, device, "set_effect", "effect", "effect")
    if "color_temperature" in device["features"] and rng.random() < 0.45:
        low, high = rng.choice(
            ((2200, 6500), (2700, 5000), (2000, 4000), (2200, 4000), (1800, 9000), (2700, 6500))
        )
        spec = {"type": "number", "unit": "K", "min": low, "max": high, "property": "color_temperature"}
        _command(device, "set_color_temperature", "color_temperature", spec)
    if dimmable and rng.random() < 0.05:
        unit, low, high = rng.choice(
            (("%", 1, 100), ("%", 5, 100), ("%", 10, 90), ("", 0, 254), ("", 0, 10), ("", 1, 5))
        )
        spec = {"type": "number", "unit": unit or None, "min": low, "max": high, "property": "brightness"}
        _command(device, "set_brightness", "brightness", {k: v for k, v in spec.items() if v is not None})


def _fan(rng: random.Random, device: Spec, units: str) -> None:
    device["features"] = features_of(rng, speed=0.75, oscillating=0.3, direction=0.2)
    if "speed" in device["features"] and rng.random() < 0.4:
        _override(rng, device, "set_speed", "speed", "speed")
    if "direction" in device["features"] and rng.random() < 0.4:
        _override(rng, device, "set_direction", "direction", "direction")


def _cover(rng: random.Random, device: Spec, units: str) -> None:
    device["kind"] = rng.choices(_COVER_KINDS, weights=(30, 22, 14, 8, 7, 7, 8))[0]
    device["features"] = features_of(rng, position=0.6)
    if device["kind"] in ("blind", "shutter"):
        device["features"] += features_of(rng, tilt=0.3)


def _climate(rng: random.Random, device: Spec, units: str) -> None:
    device["features"] = features_of(
        rng, temperature=0.92, mode=0.55, fan_mode=0.25, swing=0.18, humidity=0.08
    )
    if "temperature" in device["features"] and (units == "imperial" or rng.random() < 0.4):
        celsius = rng.choice(((5, 30), (7, 28), (10, 30), (16, 30), (12, 25), (4, 35)))
        _command(device, "set_temperature", "temperature", temperature_argument(rng, celsius, units))
    if "mode" in device["features"]:
        _override(rng, device, "set_mode", "mode", "climate_mode")
    if "fan_mode" in device["features"]:
        _override(rng, device, "set_fan_mode", "fan_mode", "fan_mode")
    if "swing" in device["features"] and rng.random() < 0.6:
        _override(rng, device, "set_swing", "swing", "swing")


def _air(rng: random.Random, device: Spec, units: str) -> None:
    purifier = device["type"] == "air_purifier"
    device["features"] = features_of(
        rng, humidity=0.05 if purifier else 0.8, mode=0.5, speed=0.7 if purifier else 0.2
    )
    if "mode" in device["features"]:
        _override(rng, device, "set_mode", "mode", "purifier_mode" if purifier else "humidifier_mode")
    if "speed" in device["features"] and rng.random() < 0.45:
        _override(rng, device, "set_speed", "speed", "speed")
    if "humidity" in device["features"] and rng.random() < 0.4:
        low, high = rng.choice(((30, 80), (35, 70), (40, 60), (20, 90)))
        spec = {"type": "number", "unit": "%", "min": low, "max": high, "property": "humidity"}
        _command(device, "set_humidity", "humidity", spec)


def _water_heater(rng: random.Random, device: Spec, units: str) -> None:
    device["features"] = features_of(rng, temperature=0.9, mode=0.5)
    if "temperature" in device["features"] and (units == "imperial" or rng.random() < 0.5):
        celsius = rng.choice(((30, 65), (35, 75), (40, 60), (20, 60)))
        _command(device, "set_temperature", "temperature", temperature_argument(rng, celsius, units))
    if "mode" in device["features"]:
        _override(rng, device, "set_mode", "mode", "water_heater_mode")


def _media(rng: random.Random, device: Spec, units: str) -> None:
    device["features"] = features_of(rng, volume=0.85, source=0.45)
    if "source" in device["features"]:
        _override(rng, device, "set_source", "source", "source")
    if "volume" in device["features"] and rng.random() < 0.04:
        high = rng.choice((10, 11, 20, 30, 50, 60))
        _command(
            device, "set_volume", "volume", {"type": "number", "min": 0, "max": high, "property": "volume"}
        )


def _robot(rng: random.Random, device: Spec, units: str) -> None:
    device["features"] = features_of(rng, fan_speed=0.45 if device["type"] == "vacuum" else 0.1)
    if device["features"]:
        _override(
            rng,
            device,
            "set_fan_speed",
            "fan_speed",
            "fan_speed" if device["type"] == "vacuum" else "mower_speed",
        )


def _valve(rng: random.Random, device: Spec, units: str) -> None:
    device["features"] = features_of(rng, position=0.4)


def _select(rng: random.Random, device: Spec, units: str) -> None:
    _override(rng, device, "set_option", "option", "option")


def _number(rng: random.Random, device: Spec, units: str) -> None:
    unit, low, high, step = rng.choice(_NUMBERS)
    spec: Spec = {"type": "number", "min": low, "max": high, "property": "value"}
    if unit:
        spec["unit"] = unit
    if step != 1 or rng.random() < 0.3:
        spec["step"] = step
    _command(device, "set_value", "value", spec)


def _sensor(rng: random.Random, device: Spec, units: str) -> None:
    names = measures()
    measured = rng.choices(names, weights=[12, 9, 6, 7, 5, 3, *([1.5] * (len(names) - 6))])[0]
    unit, *_, nouns = measure(measured)
    if measured == "temperature" and units == "imperial":
        unit = "°F"
    elif measured == "wind_speed":
        unit = "mph" if units == "imperial" else rng.choice(("km/h", "m/s"))
    device["measures"] = measured
    if unit:
        device["unit"] = unit
    device["x_noun"] = rng.choice(nouns)


def _binary_sensor(rng: random.Random, device: Spec, units: str) -> None:
    names = tuple(binary_measures())
    device["measures"] = rng.choices(names, weights=[14, 14, 4, 12, 9, *([1.5] * (len(names) - 5))])[0]
    device["x_noun"] = rng.choice(binary_measures()[device["measures"]])


def _override(rng: random.Random, device: Spec, command: str, argument: str, options: str) -> None:
    """The device's own options: a usual set, now and then shortened or mixed from two."""
    chosen = list(rng.choice(option_sets(options)))
    draw = rng.random()
    if draw < 0.2:
        chosen += [option for option in rng.choice(option_sets(options)) if option not in chosen][:3]
        rng.shuffle(chosen)
    elif draw < 0.3 and len(chosen) > 2:
        chosen.remove(rng.choice(chosen))
    if rng.random() < 0.12:
        chosen = [option.title() if option.islower() else option for option in chosen]
    _command(device, command, argument, {"options": chosen, "property": argument})


def _command(device: Spec, command: str, argument: str, spec: Spec) -> None:
    device.setdefault("commands", {})[command] = {"args": {argument: spec}}


def _rate_risk(rng: random.Random, device: Spec) -> None:
    """Mostly what the type brings; now and then written out, or against it."""
    type_name = device["type"]
    if type_name in _SENSITIVE or device.get("kind") in ("garage", "gate"):
        draw = rng.random()
        if draw < 0.4:
            device["risk"] = "sensitive"
        elif draw < 0.5:
            device["risk"] = "normal"
    elif rng.random() < _OPTIONAL_RISK.get(type_name, 0):
        device["risk"] = "sensitive"


_MAKERS: dict[str, Callable[[random.Random, Spec, str], None]] = {
    "light": _light,
    "fan": _fan,
    "cover": _cover,
    "climate": _climate,
    "humidifier": _air,
    "dehumidifier": _air,
    "air_purifier": _air,
    "water_heater": _water_heater,
    "media_player": _media,
    "vacuum": _robot,
    "lawn_mower": _robot,
    "valve": _valve,
    "select": _select,
    "number": _number,
    "sensor": _sensor,
    "binary_sensor": _binary_sensor,
}
