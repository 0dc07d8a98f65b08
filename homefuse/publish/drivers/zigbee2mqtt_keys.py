"""zigbee2mqtt's keys: what each property of each type is called there, and how its values look. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from homefuse.devices.standard import property_of
from homefuse.errors import DriverError
from homefuse.publish.drivers.base import Json, Word, boolean, look_back, look_up, number, plain, setter
from homefuse.publish.drivers.colors import (
    from_hex,
    from_hue_saturation,
    from_xy,
    to_hue_saturation,
    to_rgb,
    to_xy,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from homefuse.devices.model import Device, Value
    from homefuse.publish.drivers.zigbee2mqtt import Zigbee2MqttSettings

_LEVEL = 254 / 100
"""zigbee2mqtt's brightness and fan speed per percent."""

_USUAL: Mapping[str, Mapping[str, str]] = {
    "light": {
        "on": "state",
        "brightness": "brightness",
        "color": "color",
        "color_temperature": "color_temp",
        "effect": "effect",
    },
    "switch": {"on": "state"},
    "fan": {"on": "fan_state", "speed": "speed"},
    "air_purifier": {"on": "fan_state", "speed": "fan_speed", "mode": "fan_mode"},
    "humidifier": {"on": "state"},
    "dehumidifier": {"on": "state"},
    "water_heater": {"on": "state"},
    "cover": {"position": "position", "tilt": "tilt"},
    "valve": {"position": "state"},
    "lock": {"locked": "state"},
    "siren": {"on": "warning"},
    "climate": {
        "on": "system_mode",
        "mode": "system_mode",
        "temperature": "occupied_heating_setpoint",
        "current_temperature": "local_temperature",
        "fan_mode": "fan_mode",
        "swing": "swing_mode",
    },
}

_MEASURED = {
    "motion": "occupancy",
    "carbon_dioxide": "co2",
    "door": "contact",
    "window": "contact",
    "opening": "contact",
    "garage_door": "contact",
    "moisture": "water_leak",
    "volatile_organic_compounds": "voc",
}
"""What a sensor measures -> its key, where they differ; a contact is *closed* when true."""


@dataclass(frozen=True, slots=True)
class Key:
    """One property's place and form in zigbee2mqtt's JSON."""

    name: str
    write: Callable[[Value], Json]
    """Ours -> theirs; raises DriverError."""
    parse: Callable[[Json], Value]
    """Theirs -> ours; raises ValueError."""
    reported: bool = True
    state: Callable[[Value], Json] | None = None
    """Ours -> theirs as the device reports it, where that is richer than what is sent."""
    read_all: Callable[[str, Mapping[str, Json]], dict[str, Value]] | None = None
    """(property, whole report) -> values, where one key does not tell it all."""

    def send(self, value: Value) -> dict[str, Json]:
        """The part of a `/set` that asks for this value."""
        return {self.name: self.write(value)}

    def report(self, value: Value) -> dict[str, Json]:
        """The part of a report that tells this value."""
        return {self.name: (self.state or self.write)(value)}

    def read(self, prop: str, document: Mapping[str, Json]) -> dict[str, Value]:
        """The property as a report tells it, if it does; raises ValueError."""
        if self.read_all is not None:
            return self.read_all(prop, document)
        return {prop: self.parse(document[self.name])} if document.get(self.name) is not None else {}


def keys_of(device: Device, settings: Zigbee2MqttSettings) -> dict[str, Key]:
    """The key of every property that zigbee2mqtt can tell or set."""
    keys: dict[str, Key] = {}
    for prop in device.properties:
        name = settings.keys.get(prop) or _usual_name(device, prop)
        if name is not None:
            keys[prop] = _key(device, settings, prop, name)
    return keys


def _usual_name(device: Device, prop: str) -> str | None:
    if device.type in {"sensor", "binary_sensor"} and device.measures and prop == "value":
        if device.type == "binary_sensor" and device.measures == "battery":
            return "battery_low"
        return _MEASURED.get(device.measures, device.measures)
    if device.type == "custom" or property_of(device.type, prop) is None:
        return prop
    if device.type in {"fan", "air_purifier"} and prop == "speed" and _has_options(device, "speed"):
        return "fan_mode"
    return _USUAL.get(device.type, {}).get(prop)


def _key(device: Device, settings: Zigbee2MqttSettings, prop: str, name: str) -> Key:
    if prop in settings.values:
        return _table_key(device, prop, name, settings.values[prop])
    special = _SPECIAL.get((device.type, prop)) or _SPECIAL.get(("", prop))
    if special is not None and (prop not in settings.keys or prop in _ANY_KEY):
        return special(device, settings, name)
    if name == "contact" and device.type == "binary_sensor":
        return Key(name, lambda open_: not open_, lambda raw: not boolean(raw))
    if name == "warning":
        return Key(name, _warning, lambda _: None, reported=False)
    return _plain_key(device, settings, prop, name)


def _plain_key(device: Device, settings: Zigbee2MqttSettings, prop: str, name: str) -> Key:
    argument = setter(device, prop)
    if name == "swing_mode":
        return Key(name, lambda value: "on" if value else "off", boolean)
    if (
        prop == "on"
        or (device.type == "binary_sensor" and prop == "value")
        or (argument is not None and argument.kind == "boolean")
    ):
        return Key(name, lambda value: "ON" if value else "OFF", boolean)
    if _is_percent_of_254(device, prop) or prop in settings.scale:
        return _scaled_key(name, settings.scale.get(prop, _LEVEL))
    if _in_fahrenheit(device, prop):
        return Key(name, _celsius, lambda raw: round(number(raw) * 9 / 5 + 32, 1))
    if argument is not None and argument.kind == "number":
        return Key(name, plain, number)
    return Key(name, plain, _any_value)


def _light_color(_: Device, settings: Zigbee2MqttSettings, name: str) -> Key:
    def write(value: Value) -> Json:
        rgb = to_rgb(value)
        if settings.color == "hs":
            return dict(zip(("hue", "saturation"), to_hue_saturation(rgb), strict=True))
        if settings.color == "xy":
            return dict(zip(("x", "y"), to_xy(rgb), strict=True))
        return dict(zip("rgb", rgb, strict=True))

    def state(value: Value) -> Json:
        rgb = to_rgb(value)
        pairs = (("x", "y"), to_xy(rgb)), (("hue", "saturation"), to_hue_saturation(rgb))
        return {key: part for keys, parts in pairs for key, part in zip(keys, parts, strict=True)}

    def read_all(prop: str, document: Mapping[str, Json]) -> dict[str, Value]:
        if document.get("color_mode") == "color_temp":
            return {prop: None}
        return {prop: _color(document[name])} if name in document else {}

    return Key(name, write, _color, state=state, read_all=read_all)


def _color(raw: Json) -> Value:
    if not isinstance(raw, dict):
        raise ValueError("not a colour")
    if "hue" in raw and "saturation" in raw:
        return from_hue_saturation(number(raw["hue"]), number(raw["saturation"]))
    if "x" in raw and "y" in raw:
        return from_xy(number(raw["x"]), number(raw["y"]))
    if isinstance(raw.get("hex"), str):
        return from_hex(raw["hex"])
    red, green, blue = (min(max(round(number(raw.get(channel))), 0), 255) for channel in "rgb")
    return red, green, blue


def _light_color_temperature(device: Device, _: Zigbee2MqttSettings, name: str) -> Key:
    def write(value: Value) -> Json:
        return round(1_000_000 / number(value))

    def parse(raw: Json) -> Value:
        mireds = number(raw)
        if not 50 <= mireds <= 1000:
            raise ValueError("not a colour temperature")
        return round(1_000_000 / mireds, -1)  # a mired is 4 to 40 K wide

    def read_all(prop: str, document: Mapping[str, Json]) -> dict[str, Value]:
        if document.get("color_mode", "color_temp") != "color_temp":
            return {prop: None} if "color" in device.properties else {}
        return {prop: parse(document[name])} if document.get(name) is not None else {}

    return Key(name, write, parse, read_all=read_all)


def _light_effect(_: Device, __: Zigbee2MqttSettings, name: str) -> Key:
    return Key(name, plain, _any_value, reported=False)


def _cover_position(_: Device, __: Zigbee2MqttSettings, name: str) -> Key:
    def read_all(prop: str, document: Mapping[str, Json]) -> dict[str, Value]:
        if document.get(name) is not None:
            return {prop: number(document[name])}
        ends = {"OPEN": 100, "CLOSE": 0}
        state = document.get("state")
        return {prop: ends[state]} if state in ends else {}

    return Key(name, plain, number, read_all=read_all)


def _valve_position(device: Device, _: Zigbee2MqttSettings, name: str) -> Key:
    def write(value: Value) -> Json:
        if value not in (0, 100):
            raise DriverError(
                f"{device.id}: this valve only opens and closes; if it has a position, name its key: "
                "driver.zigbee2mqtt.keys: {position: ...}"
            )
        return "ON" if value else "OFF"

    return Key(name, write, lambda raw: 100 if boolean(raw) else 0)


def _lock_locked(_: Device, __: Zigbee2MqttSettings, name: str) -> Key:
    words = {"LOCK": True, "UNLOCK": False}

    def read_all(prop: str, document: Mapping[str, Json]) -> dict[str, Value]:
        told = document.get("lock_state")  # what the bolt says; `state` is what it was last told
        if isinstance(told, str):
            return {prop: told == "locked"}
        return {prop: words[document[name]]} if document.get(name) in words else {}

    return Key(name, lambda value: "LOCK" if value else "UNLOCK", words.get, read_all=read_all)


def _climate_on(_: Device, __: Zigbee2MqttSettings, name: str) -> Key:
    return Key(name, lambda value: "heat" if value else "off", lambda raw: raw != "off")


def _climate_mode(device: Device, _: Zigbee2MqttSettings, name: str) -> Key:
    def read_all(prop: str, document: Mapping[str, Json]) -> dict[str, Value]:
        mode = document.get(name)
        if not isinstance(mode, str) or (mode == "off" and "off" not in _options(device, "mode")):
            return {}
        return {prop: mode}

    return Key(name, plain, _any_value, read_all=read_all)


_SPECIAL: Mapping[tuple[str, str], Callable[[Device, Zigbee2MqttSettings, str], Key]] = {
    ("light", "color"): _light_color,
    ("light", "color_temperature"): _light_color_temperature,
    ("light", "effect"): _light_effect,
    ("cover", "position"): _cover_position,
    ("valve", "position"): _valve_position,
    ("lock", "locked"): _lock_locked,
    ("climate", "on"): _climate_on,
    ("climate", "mode"): _climate_mode,
}

_ANY_KEY = frozenset({"color", "color_temperature", "effect", "mode", "locked"})
"""Properties whose form stays special when the user names another key."""


def _table_key(device: Device, prop: str, name: str, table: Mapping[Word, Word]) -> Key:
    """A property whose values are looked up in the user's own table."""

    def write(value: Value) -> Json:
        return look_up(table, value, f"{device.id}: driver.zigbee2mqtt.values.{prop}")

    return Key(name, write, lambda raw: look_back(table, raw))


def _scaled_key(name: str, factor: float) -> Key:
    """Percent as zigbee2mqtt's steps; the lowest level that is not off stays so both ways."""

    def write(value: Value) -> Json:
        level = number(value) * factor
        return max(round(level), 1) if level > 0 else 0

    def parse(raw: Json) -> Value:
        percent = number(raw) / factor
        return max(round(percent), 1) if percent > 0 else 0

    return Key(name, write, parse)


def _is_percent_of_254(device: Device, prop: str) -> bool:
    return (device.type, prop) in {("light", "brightness"), ("fan", "speed")} and not _has_options(
        device, prop
    )


def _in_fahrenheit(device: Device, prop: str) -> bool:
    """zigbee2mqtt always speaks °C."""
    argument = setter(device, prop)
    spec = device.properties.get(prop)
    units = ((argument.unit if argument else None), (spec.unit if spec else None), device.unit)
    return "temperature" in (prop, prop.removeprefix("current_"), device.measures) and "°F" in units


def _celsius(value: Value) -> Json:
    return round((number(value) - 32) * 5 / 9 * 2) / 2  # thermostats take half degrees


def _warning(value: Value) -> Json:
    """The composite that a zigbee siren takes; half an hour, in case nobody says off."""
    return {
        "mode": "emergency" if value else "stop",
        "level": "high",
        "strobe": bool(value),
        "duration": 1800,
    }


def _any_value(raw: Json) -> Value:
    if raw is None or isinstance(raw, bool | int | float | str):
        return raw
    raise ValueError("not a single value")


def _options(device: Device, prop: str) -> tuple[str, ...]:
    argument = setter(device, prop)
    return argument.options if argument else ()


def _has_options(device: Device, prop: str) -> bool:
    argument = setter(device, prop)
    return argument is not None and argument.kind == "options"
