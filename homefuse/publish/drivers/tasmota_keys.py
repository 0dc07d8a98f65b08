"""Tasmota's commands: which one sets each property, and where its reports tell it. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal

from homefuse.errors import DriverError
from homefuse.publish.drivers.base import Json, boolean, look_back, look_up, number, setter
from homefuse.publish.drivers.colors import from_hex, from_hue_saturation, to_hex, to_hue_saturation, to_rgb
from homefuse.publish.drivers.template import check_pointer, pointer_get

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from homefuse.devices.driver_schema import TasmotaFile
    from homefuse.devices.model import Device, Value
    from homefuse.publish.drivers.base import Word

_SCHEMES: Mapping[Any, Word] = {"none": 0, "wake up": 1, "cycle up": 2, "cycle down": 3, "random": 4}
_SPEEDS: Mapping[Any, Word] = {"low": 1, "medium": 2, "high": 3}
_FAN_STEPS = 3
_SWITCHED = frozenset(
    {
        "light",
        "switch",
        "fan",
        "siren",
        "humidifier",
        "dehumidifier",
        "air_purifier",
        "water_heater",
        "climate",
    }
)
"""Types that one relay switches on and off."""


@dataclass(frozen=True, slots=True)
class Key:
    """One property's command and its place in Tasmota's reports."""

    command: str
    """Empty = it cannot be set."""
    write: Callable[[Value], str]
    """Ours -> the command's payload; raises DriverError."""
    read: Callable[[Mapping[str, Json]], Value]
    """A report -> ours; raises LookupError if it does not tell, ValueError if it makes no sense."""
    report: Callable[[Value], dict[str, Json]]
    """Ours -> JSON pointer -> what the device reports."""
    hear: Callable[[str], Value]
    """A command's payload -> ours; raises ValueError."""
    place: Literal["state", "sensor"] = "state"
    """What tells it: STATE, or SENSOR."""


def keys_of(device: Device, settings: TasmotaFile) -> dict[str, Key]:
    """The key of every property that Tasmota can tell or set."""
    keys: dict[str, Key] = {}
    for prop in device.properties:
        key = _key(device, settings, prop)
        if key is not None:
            keys[prop] = key
    return keys


def _key(device: Device, settings: TasmotaFile, prop: str) -> Key | None:
    if prop in settings.readings:
        return _reading(device, settings, prop)
    if device.type == "binary_sensor" and prop == "value" and settings.switch:
        return _switch(settings)
    if prop == "on" and device.type in _SWITCHED:
        return _fan_on() if device.type == "fan" and "speed" in device.properties else _power(settings)
    makers: Mapping[tuple[str, str], Callable[[Device, TasmotaFile], Key]] = {
        ("light", "brightness"): _dimmer,
        ("light", "color"): _color,
        ("light", "color_temperature"): _color_temperature,
        ("light", "effect"): _scheme,
        ("fan", "speed"): _fan_speed,
        ("cover", "position"): _position,
        ("cover", "tilt"): _tilt,
    }
    make = makers.get((device.type, prop))
    return make(device, settings) if make else None


def _power(settings: TasmotaFile) -> Key:
    name = f"POWER{settings.relay or ''}"
    usual: Mapping[Any, Word] = {"true": "ON", "false": "OFF"}
    table = settings.values.get("on", usual)

    def read(document: Mapping[str, Json]) -> Value:
        names = (name,) if settings.relay and settings.relay > 1 else ("POWER", "POWER1")  # SetOption26
        return look_back(table, document[next((n for n in names if n in document), name)])

    return Key(
        name,
        lambda value: str(look_up(table, value, "driver.tasmota.values.on")),
        read,
        lambda value: {f"/{name}": look_up(table, value, "driver.tasmota.values.on")},
        lambda text: look_back(table, {"1": "ON", "0": "OFF"}.get(text, text.upper())),
    )


def _dimmer(_: Device, __: TasmotaFile) -> Key:
    return Key(
        "Dimmer",
        lambda value: str(round(number(value))),
        lambda document: number(document["Dimmer"]),
        lambda value: {"/Dimmer": round(number(value))},
        number,
    )


def _color(_: Device, __: TasmotaFile) -> Key:
    def read(document: Mapping[str, Json]) -> Value:
        if _is_white(document):
            return None
        if "HSBColor" in document:
            hue, saturation, _ = (number(part) for part in str(document["HSBColor"]).split(","))
            return from_hue_saturation(hue, saturation)
        red, green, blue, *_ = _channels(document["Color"])
        return red, green, blue

    def report(value: Value) -> dict[str, Json]:
        rgb = to_rgb(value)
        hue, saturation = to_hue_saturation(rgb)
        return {"/HSBColor": f"{hue},{saturation},100", "/Color": to_hex(rgb)[1:].upper()}

    def hear(text: str) -> Value:
        red, green, blue, *_ = _channels(text)
        return red, green, blue

    return Key("Color2", lambda value: ",".join(map(str, to_rgb(value))), read, report, hear)


def _color_temperature(device: Device, _: TasmotaFile) -> Key:
    argument = setter(device, "color_temperature")
    coldest = round(1_000_000 / argument.max) if argument and argument.max else 153
    warmest = round(1_000_000 / argument.min) if argument and argument.min else 500

    def write(value: Value) -> str:
        mireds = round(1_000_000 / number(value))
        return str(min(max(mireds, coldest, 153), warmest, 500))

    def read(document: Mapping[str, Json]) -> Value:
        if "color" in device.properties and "CT" in document and not _is_white(document):
            return None
        return _kelvin(number(document["CT"]))

    return Key(
        "CT", write, read, lambda value: {"/CT": int(write(value))}, lambda text: _kelvin(number(text))
    )


def _scheme(_: Device, settings: TasmotaFile) -> Key:
    return _worded("Scheme", settings.values.get("effect", _SCHEMES), "effect")


def _fan_on() -> Key:
    def write(value: Value) -> str:
        return "2" if value else "0"

    return Key(
        "FanSpeed",
        write,
        lambda document: number(document["FanSpeed"]) > 0,
        lambda value: {} if value else {"/FanSpeed": 0},
        lambda text: number(text) > 0,
    )


def _fan_speed(device: Device, settings: TasmotaFile) -> Key:
    argument = setter(device, "speed")
    if "speed" in settings.values or (argument is not None and argument.kind == "options"):
        return _worded("FanSpeed", settings.values.get("speed", _SPEEDS), "speed")

    def write(value: Value) -> str:
        percent = number(value)
        return str(max(round(percent * _FAN_STEPS / 100), 1 if percent > 0 else 0))

    def percent(raw: Json) -> Value:
        return round(number(raw) * 100 / _FAN_STEPS)

    return Key(
        "FanSpeed",
        write,
        lambda document: percent(document["FanSpeed"]),
        lambda value: {"/FanSpeed": int(write(value))},
        percent,
    )


def _position(_: Device, settings: TasmotaFile) -> Key:
    name = f"Shutter{settings.shutter}"

    def turned(raw: Json) -> Json:
        percent = round(number(raw))
        return 100 - percent if settings.inverted else percent

    def report(value: Value) -> dict[str, Json]:
        return {f"/{name}/Position": turned(value), f"/{name}/Direction": 0, f"/{name}/Target": turned(value)}

    return Key(
        f"ShutterPosition{settings.shutter}",
        lambda value: str(turned(value)),
        lambda document: turned(pointer_get(document, f"/{name}/Position")),
        report,
        turned,
        "sensor",
    )


def _tilt(_: Device, settings: TasmotaFile) -> Key:
    low, high = settings.tilt_range
    name = f"Shutter{settings.shutter}"

    def degrees(value: Value) -> int:
        return round(low + (high - low) * number(value) / 100)

    def percent(raw: Json) -> Value:
        return round((number(raw) - low) * 100 / (high - low))

    return Key(
        f"ShutterTilt{settings.shutter}",
        lambda value: str(degrees(value)),
        lambda document: percent(pointer_get(document, f"/{name}/Tilt")),
        lambda value: {f"/{name}/Tilt": degrees(value)},
        percent,
        "sensor",
    )


def _switch(settings: TasmotaFile) -> Key:
    name = f"Switch{settings.switch}"
    usual: Mapping[Any, Word] = {"true": "ON", "false": "OFF"}
    table = settings.values.get("value", usual)

    def read(document: Mapping[str, Json]) -> Value:
        raw = document[name]
        return look_back(table, raw["Action"] if isinstance(raw, dict) else raw)

    return Key(
        "",
        _unsettable,
        read,
        lambda value: {f"/{name}": look_up(table, value, "driver.tasmota.values.value")},
        boolean,
        "sensor",
    )


def _reading(device: Device, settings: TasmotaFile, prop: str) -> Key:
    pointer = settings.readings[prop]
    try:
        check_pointer(pointer)
    except ValueError as error:
        raise DriverError(f"{device.id}: driver.tasmota.readings.{prop}: {error}") from error
    table = settings.values.get(prop)

    def read(document: Mapping[str, Json]) -> Value:
        raw = pointer_get(document, pointer)
        return number(raw) if table is None else look_back(table, raw)

    def report(value: Value) -> dict[str, Json]:
        return {pointer: value if table is None else look_up(table, value, f"driver.tasmota.values.{prop}")}

    return Key("", _unsettable, read, report, number, "sensor")


def _worded(command: str, table: Mapping[Any, Word], prop: str) -> Key:
    def write(value: Value) -> str:
        return str(look_up(table, value, f"driver.tasmota.values.{prop}"))

    return Key(
        command,
        write,
        lambda document: look_back(table, document[command]),
        lambda value: {f"/{command}": int(write(value))},
        lambda text: look_back(table, text),
    )


def _unsettable(_: Value) -> str:
    raise DriverError("a reading cannot be set")


def _is_white(document: Mapping[str, Json]) -> bool:
    """Whether the lamp shows its white channels; a lamp without any never does."""
    if "Color" in document:
        channels = _channels(document["Color"])
        return len(channels) in {4, 5} and not any(channels[:3]) and any(channels)
    return bool(document.get("White")) or ("CT" in document and "HSBColor" not in document)


def _channels(raw: Json) -> tuple[int, ...]:
    """`FF0000`, or `255,0,0` with SetOption17."""
    text = str(raw)
    if "," in text:
        return tuple(min(max(int(part), 0), 255) for part in text.split(","))
    if len(text) == 6:
        return from_hex(text)
    return tuple(bytes.fromhex(text.removeprefix("#")))


def _kelvin(mireds: float) -> Value:
    if not 50 <= mireds <= 1000:
        raise ValueError("not a colour temperature")
    return round(1_000_000 / mireds, -1)
