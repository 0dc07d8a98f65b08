from __future__ import annotations

import pytest

from homefuse.devices.standard import STANDARD_TYPES, expand, property_of, type_words

# What users are promised: type -> commands without features; feature -> command; properties without features.
ON_OFF = {"turn_on", "turn_off"}
TABLE: dict[str, tuple[set[str], dict[str, str], set[str]]] = {
    "light": (
        {*ON_OFF, "toggle"},
        {
            "brightness": "set_brightness",
            "color": "set_color",
            "color_temperature": "set_color_temperature",
            "effect": "set_effect",
        },
        {"on"},
    ),
    "switch": ({*ON_OFF, "toggle"}, {}, {"on"}),
    "fan": (
        {*ON_OFF, "toggle"},
        {"speed": "set_speed", "oscillating": "set_oscillation", "direction": "set_direction"},
        {"on"},
    ),
    "cover": ({"open", "close", "stop"}, {"position": "set_position", "tilt": "set_tilt"}, {"position"}),
    "lock": ({"lock", "unlock"}, {}, {"locked"}),
    "climate": (
        ON_OFF,
        {
            "temperature": "set_temperature",
            "mode": "set_mode",
            "fan_mode": "set_fan_mode",
            "swing": "set_swing",
            "humidity": "set_humidity",
        },
        {"on", "current_temperature"},
    ),
    "humidifier": (ON_OFF, {"humidity": "set_humidity", "mode": "set_mode", "speed": "set_speed"}, {"on"}),
    "dehumidifier": (ON_OFF, {"humidity": "set_humidity", "mode": "set_mode", "speed": "set_speed"}, {"on"}),
    "air_purifier": (ON_OFF, {"humidity": "set_humidity", "mode": "set_mode", "speed": "set_speed"}, {"on"}),
    "water_heater": (ON_OFF, {"temperature": "set_temperature", "mode": "set_mode"}, {"on"}),
    "media_player": (
        {*ON_OFF, "play", "pause", "stop", "next_track", "previous_track", "mute", "unmute"},
        {"volume": "set_volume", "source": "set_source"},
        {"on", "playing", "muted"},
    ),
    "vacuum": (
        {"start", "pause", "stop", "return_home", "locate"},
        {"fan_speed": "set_fan_speed"},
        {"activity", "battery"},
    ),
    "lawn_mower": (
        {"start", "pause", "stop", "return_home", "locate"},
        {"fan_speed": "set_fan_speed"},
        {"activity", "battery"},
    ),
    "valve": ({"open", "close"}, {"position": "set_position"}, {"position"}),
    "alarm": ({"arm_home", "arm_away", "arm_night", "disarm"}, {}, {"mode"}),
    "siren": (ON_OFF, {}, {"on"}),
    "scene": ({"activate"}, {}, set()),
    "script": ({"run"}, {}, set()),
    "button": ({"press"}, {}, set()),
    "select": ({"set_option"}, {"option": "set_option"}, {"option"}),
    "number": ({"set_value"}, {"value": "set_value"}, {"value"}),
    "sensor": (set(), {}, {"value"}),
    "binary_sensor": (set(), {}, {"value"}),
    "timer": ({"start", "cancel", "pause", "resume", "add"}, {}, {"remaining"}),
}


def test_every_type_is_in_the_table() -> None:
    assert set(STANDARD_TYPES) == set(TABLE)


@pytest.mark.parametrize("name", TABLE)
def test_without_features(name: str) -> None:
    commands, _, properties = TABLE[name]
    found = expand(name, frozenset())
    assert set(found.commands) == commands
    assert set(found.properties) == properties


@pytest.mark.parametrize(("name", "feature"), [(n, f) for n, row in TABLE.items() for f in row[1]])
def test_a_feature_brings_its_property_and_command(name: str, feature: str) -> None:
    commands, by_feature, properties = TABLE[name]
    found = expand(name, frozenset({feature}))
    assert set(found.commands) == {*commands, by_feature[feature]}
    assert set(found.properties) == {*properties, feature}
    (argument,) = found.commands[by_feature[feature]].args
    assert argument.property == feature


@pytest.mark.parametrize("name", TABLE)
def test_every_type_and_command_is_described_in_words(name: str) -> None:
    standard = STANDARD_TYPES[name]
    assert standard.words
    assert all(command.spec.phrases[0] for command in standard.commands)


def test_percentages_are_bounded() -> None:
    (argument,) = expand("light", frozenset({"brightness"})).commands["set_brightness"].args
    assert (argument.kind, argument.unit, argument.min, argument.max) == ("number", "%", 0.0, 100.0)


@pytest.mark.parametrize(
    ("units", "unit", "low", "high"), [("metric", "°C", 5, 35), ("imperial", "°F", 45, 95)]
)
def test_a_thermostat_speaks_the_homes_units(units: str, unit: str, low: float, high: float) -> None:
    found = expand("climate", frozenset({"temperature"}), None, units)  # type: ignore[arg-type]
    (argument,) = found.commands["set_temperature"].args
    assert (argument.unit, argument.min, argument.max) == (unit, low, high)
    assert found.properties["temperature"].unit == unit
    assert found.properties["current_temperature"].unit == unit


@pytest.mark.parametrize(
    ("name", "kind", "risk"),
    [
        ("lock", None, "sensitive"),
        ("alarm", None, "sensitive"),
        ("valve", None, "sensitive"),
        ("cover", "garage", "sensitive"),
        ("cover", "gate", "sensitive"),
        ("cover", "blind", "normal"),
        ("cover", None, "normal"),
        ("light", None, "normal"),
    ],
)
def test_default_risk(name: str, kind: str | None, risk: str) -> None:
    assert expand(name, frozenset(), kind).risk == risk


def test_an_unknown_type_brings_nothing() -> None:
    assert expand("custom", frozenset({"brightness"})).commands == {}


def test_property_of() -> None:
    assert property_of("light", "brightness") is not None
    assert property_of("climate", "temperature", "imperial").unit == "°F"  # type: ignore[union-attr]
    assert property_of("light", "volume") is None
    assert property_of("custom", "on") is None


@pytest.mark.parametrize(
    ("args", "words"),
    [
        (("vacuum",), "robot vacuum cleaner hoover roomba"),
        (("cover", "garage"), "garage door"),
        (("binary_sensor", None, "occupancy"), "presence motion somebody there sensor"),
        (("sensor", None, "salt_level"), "salt level sensor reading"),
        (("custom",), ""),
    ],
)
def test_type_words(args: tuple[str, ...], words: str) -> None:
    assert type_words(*args) == words
