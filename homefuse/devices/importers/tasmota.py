"""From `tasmota/discovery/<MAC>/config` and `/sensors` to device files. Pure."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from homefuse.devices.importers.draft import (
    Draft,
    Found,
    Imported,
    Place,
    fitting,
    listed,
    place_of,
    property_name,
    spoken_name,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

_RELAY, _LIGHT, _SHUTTER = 1, 2, 3
_TOPIC = re.compile(r"tasmota/discovery/([0-9A-F]{12})/config")
_INVERTED = 1
_SHAPE: Mapping[str, type] = {
    **dict.fromkeys(("t", "ft", "dn", "hn", "mac", "md", "onln"), str),
    **dict.fromkeys(("rl", "fn", "sho", "sht", "swc", "swn", "tp"), list),
    **dict.fromkeys(("if", "lk", "lt_st"), int),
    "so": dict,
}
_LIGHT_FEATURES = {
    1: ("brightness",),
    2: ("brightness", "color_temperature"),
    3: ("brightness", "color", "effect"),
    4: ("brightness", "color", "effect"),
    5: ("brightness", "color", "color_temperature", "effect"),
}
"""`lt_st`, the number of a light's channels -> what it can do."""

_SCHEMES = ["none", "wake up", "cycle up", "cycle down", "random"]
_SEPARATE_COLORS = 4
_READINGS = {
    "Temperature": ("temperature", None),
    "Humidity": ("humidity", "%"),
    "DewPoint": ("dew_point", None),
    "Pressure": ("atmospheric_pressure", None),
    "Illuminance": ("illuminance", "lx"),
    "CarbonDioxide": ("carbon_dioxide", "ppm"),
    "TVOC": ("volatile_organic_compounds", "ppb"),
    "PM2.5": ("pm25", "µg/m³"),
    "PM10": ("pm10", "µg/m³"),
    "Distance": ("distance", "cm"),
    "Moisture": ("soil_moisture", "%"),
    "Power": ("power", "W"),
    "Voltage": ("voltage", "V"),
    "Current": ("current", "A"),
    "Total": ("energy", "kWh"),
}
"""Tasmota's names of readings -> what they measure, and their unit; None = it says so itself."""


def read_devices(documents: Mapping[str, Any], *, places: Iterable[Place] = ()) -> Found:
    """A device file for every relay, light, shutter, fan, switch input and reading."""
    known = tuple(places)
    devices: list[Imported] = []
    problems: list[str] = []
    for topic, document in documents.items():
        found = _TOPIC.fullmatch(topic)
        if found is None:
            continue
        config = fitting(document, _SHAPE) if isinstance(document, dict) else {}
        if "t" not in config:
            problems.append(f"{topic}: not a Tasmota description")
            continue
        if _option(config, "4"):
            problems.append(
                f"{topic}: answers by command name; set SetOption4 0, so that it answers as RESULT"
            )
        sensors = documents.get(topic.replace("/config", "/sensors"))
        devices += _device(config, sensors if isinstance(sensors, dict) else {}, known)
    return Found(tuple(devices), tuple(problems))


def _device(
    config: Mapping[str, Any], sensors: Mapping[str, Any], places: tuple[Place, ...]
) -> Iterator[Imported]:
    relays = [relay for relay in listed(config, "rl") if isinstance(relay, int)]
    drafts = [*_shutters(config, relays), *_outputs(config, relays)]
    if config.get("if"):
        drafts.append(_fan(config))
    readings = sensors.get("sn")
    drafts = [
        *_switches(config, drafts),
        *_readings(config, readings if isinstance(readings, dict) else {}, drafts),
    ]
    for draft in drafts:
        draft.area = place_of(draft.name, places)
        yield draft.finish(str(config.get("md") or "Tasmota"))


def _new(config: Mapping[str, Any], name: str | None, **settings: Any) -> Draft:
    given = {"topic": config["t"], **settings}
    prefixes = config.get("tp")
    full = config.get("ft")
    if isinstance(full, str) and full.rstrip("/") != "%prefix%/%topic%":
        own = full.replace("%hostname%", str(config.get("hn"))).replace("%id%", str(config.get("mac"))[-6:])
        given["full_topic"] = own
    if isinstance(config.get("onln"), str) and config["onln"] != "Online":
        given["online"] = config["onln"]
    draft = Draft(spoken_name(name or str(config.get("dn") or config["t"])))
    draft.driver = {"tasmota": given}
    if isinstance(prefixes, list) and prefixes != ["cmnd", "stat", "tele"]:
        draft.left_out.append("its own prefixes")
    return draft


def _outputs(config: Mapping[str, Any], relays: list[int]) -> Iterator[Draft]:
    """Its relays and lights; a fan's own relays are none."""
    names = listed(config, "fn")
    used = [i for i, relay in enumerate(relays) if relay in {_RELAY, _LIGHT}]
    if config.get("if"):
        used = used[:1]
    first_light = next((i for i in used if relays[i] == _LIGHT), 0)
    for index in used:
        name = _text_at(names, index)
        draft = _new(
            config, name, **({"relay": index + 1} if len(relays) > 1 and sum(map(bool, relays)) > 1 else {})
        )
        if name is None and len(used) > 1:
            draft.name = f"{draft.name} {index + 1}"
        draft.type = "switch"
        if name is None and config.get("if"):
            draft.name = f"{draft.name} light"
        if relays[index] == _LIGHT and not config.get("if"):
            _as_light(draft, config, index - first_light)
        elif _option(config, "30") or config.get("if"):
            draft.type = "light"
        yield draft


def _as_light(draft: Draft, config: Mapping[str, Any], nth: int) -> None:
    draft.type = "light"
    channels = config.get("lt_st")
    if _option(config, "68") or (
        not config.get("lk", 1) and isinstance(channels, int) and channels >= _SEPARATE_COLORS
    ):
        draft.left_out.append("its channels one by one")
        return
    if nth == 0:
        draft.features = list(_LIGHT_FEATURES.get(channels if isinstance(channels, int) else 0, ()))
    if "effect" in draft.features:
        draft.narrow("set_effect", "effect", {"options": _SCHEMES})
    if "color_temperature" in draft.features:
        kelvin = {"min": 2632, "max": 5000} if _option(config, "82") else {"min": 2000, "max": 6500}
        draft.narrow("set_color_temperature", "color_temperature", kelvin)
    if _option(config, "20"):
        draft.driver["tasmota"]["power_linked"] = False


def _shutters(config: Mapping[str, Any], relays: list[int]) -> Iterator[Draft]:
    """Each pair of shutter relays is one shutter."""
    options, tilts = listed(config, "sho"), listed(config, "sht")
    count = relays.count(_SHUTTER) // 2
    for index in range(count):
        draft = _new(config, None, **({"shutter": index + 1} if count > 1 else {}))
        draft.type, draft.kind, draft.features = "cover", "shutter", ["position"]
        if count > 1:
            draft.name = f"{draft.name} {index + 1}"
        if index < len(options) and isinstance(options[index], int) and options[index] & _INVERTED:
            draft.driver["tasmota"]["inverted"] = True
        tilt = tilts[index] if index < len(tilts) and isinstance(tilts[index], list) else []
        if len(tilt) >= 3 and tilt[2]:
            draft.features.append("tilt")
            draft.driver["tasmota"]["tilt_range"] = [tilt[0], tilt[1]]
        yield draft


def _fan(config: Mapping[str, Any]) -> Draft:
    draft = _new(config, None)
    draft.name = f"{draft.name} fan" if "fan" not in draft.name.lower() else draft.name
    draft.type, draft.features = "fan", ["speed"]
    draft.narrow("set_speed", "speed", {"options": ["low", "medium", "high"]})
    return draft


def _switches(config: Mapping[str, Any], drafts: list[Draft]) -> list[Draft]:
    """The switch inputs that are in use, as sensors."""
    names = listed(config, "swn")
    for index, mode in enumerate(listed(config, "swc")):
        if not isinstance(mode, int) or mode < 0:
            continue
        name = _text_at(names, index)
        draft = _new(
            config, f"{spoken_name(str(config.get('dn') or config['t']))} {name or f'switch {index + 1}'}"
        )
        draft.driver["tasmota"]["switch"] = index + 1
        draft.type, draft.measures = "binary_sensor", "contact"
        drafts.append(draft)
    return drafts


def _readings(config: Mapping[str, Any], sensors: Mapping[str, Any], drafts: list[Draft]) -> Iterator[Draft]:
    """Readings are properties of what they are about, a plug's power, or else sensors."""
    outputs = [draft for draft in drafts if draft.type in {"switch", "light"}]
    for group, values in sensors.items():
        if not isinstance(values, dict):
            continue
        for name, value in values.items():
            measures, unit = _READINGS.get(name, (None, None))
            if measures is None or isinstance(value, list | dict):
                continue
            unit = unit or _own_unit(name, sensors)
            pointer = f"/{group}/{name}"
            if group == "ENERGY" and len(outputs) == 1:
                outputs[0].reading(property_name(measures), unit)
                outputs[0].driver["tasmota"].setdefault("readings", {})[property_name(measures)] = pointer
                continue
            draft = _new(config, None, readings={"value": pointer})
            draft.name = f"{draft.name} {measures.replace('_', ' ')}"
            draft.type, draft.measures, draft.unit = "sensor", measures, unit
            yield draft


def _own_unit(name: str, sensors: Mapping[str, Any]) -> str | None:
    if name in {"Temperature", "DewPoint"}:
        return f"°{sensors.get('TempUnit', 'C')}"
    return str(sensors.get("PressureUnit", "hPa")) if name == "Pressure" else None


def _text_at(texts: list[Any], index: int) -> str | None:
    text = texts[index] if index < len(texts) else None
    return text if isinstance(text, str) and text else None


def _option(config: Mapping[str, Any], number: str) -> bool:
    options = config.get("so")
    return isinstance(options, dict) and bool(options.get(number))
