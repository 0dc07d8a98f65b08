from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from homefuse.errors import DriverError
from homefuse.publish.drivers import AvailabilityReport, StateReport, decode, driver_of, encode, subscriptions
from homefuse.types import Action
from tests.publish.devices import options, standard

if TYPE_CHECKING:
    from homefuse.devices.model import Device

LAMP = standard("light", {"esphome": "office/desk_lamp"})
COVER = standard("cover", {"esphome": "office/blind"})
SIMPLE_COVER = standard("cover", {"esphome": "office/blind"}, "tilt")
FAN = standard("fan", {"esphome": {"topic": "office/fan", "speeds": 3}})
CLIMATE = standard(
    "climate",
    {"esphome": "office/ac"},
    "temperature",
    "mode",
    "swing",
    commands=(options("mode", "off", "cool"),),
)


@pytest.mark.parametrize(
    ("device", "command", "args", "messages"),
    [
        (LAMP, "turn_on", {}, [("light/desk_lamp/command", '{"state":"ON"}')]),
        (
            LAMP,
            "set_brightness",
            {"brightness": 50},
            [("light/desk_lamp/command", '{"state":"ON","brightness":128}')],
        ),
        (
            LAMP,
            "set_color",
            {"color": "red"},
            [("light/desk_lamp/command", '{"state":"ON","color":{"r":255,"g":0,"b":0}}')],
        ),
        (
            LAMP,
            "set_color_temperature",
            {"color_temperature": 4000},
            [("light/desk_lamp/command", '{"state":"ON","color_temp":250}')],
        ),
        (COVER, "stop", {}, [("cover/blind/command", "STOP")]),
        (COVER, "set_position", {"position": 30}, [("cover/blind/position/command", "30")]),
        (COVER, "set_tilt", {"tilt": 30}, [("cover/blind/tilt/command", "30")]),
        (FAN, "set_speed", {"speed": 67}, [("fan/fan/command", "ON"), ("fan/fan/speed_level/command", "2")]),
        (FAN, "set_oscillation", {"oscillating": False}, [("fan/fan/oscillation/command", "oscillate_off")]),
        (FAN, "set_direction", {"direction": "reverse"}, [("fan/fan/direction/command", "reverse")]),
        (CLIMATE, "turn_off", {}, [("climate/ac/mode/command", "off")]),
        (CLIMATE, "set_temperature", {"temperature": 21}, [("climate/ac/target_temperature/command", "21")]),
        (CLIMATE, "set_swing", {"swing": True}, [("climate/ac/swing_mode/command", "both")]),
        (standard("lock", {"esphome": "office/door"}), "unlock", {}, [("lock/door/command", "UNLOCK")]),
        (standard("button", {"esphome": "office/bell"}), "press", {}, [("button/bell/command", "PRESS")]),
        (standard("siren", {"esphome": "office/horn"}), "turn_on", {}, [("switch/horn/command", "ON")]),
        (
            standard("alarm", {"esphome": "office/a"}),
            "arm_home",
            {},
            [("alarm_control_panel/a/command", "ARM_HOME")],
        ),
        (
            standard("humidifier", {"esphome": {"topic": "office/mist", "component": "fan"}}),
            "turn_on",
            {},
            [("fan/mist/command", "ON")],
        ),
    ],
)
def test_a_command_becomes_esphomes_own_words(
    device: Device, command: str, args: dict, messages: list
) -> None:
    found = encode(device, Action("thing", command, args))
    assert [(m.topic, m.payload.decode()) for m in found] == [(f"office/{t}", p) for t, p in messages]
    assert all((m.qos, m.retain) == (1, False) for m in found)


@pytest.mark.parametrize(
    ("device", "topic", "payload", "values"),
    [
        (
            LAMP,
            "light/desk_lamp/state",
            {"state": "ON", "brightness": 128, "color_mode": "rgb", "color": {"r": 255, "g": 0, "b": 0}},
            {"on": True, "brightness": 50, "color": (255, 0, 0), "color_temperature": None},
        ),
        (
            LAMP,
            "light/desk_lamp/state",
            {"state": "ON", "color_mode": "color_temp", "color": {}, "color_temp": 250, "effect": "None"},
            {"on": True, "color": None, "color_temperature": 4000, "effect": "None"},
        ),
        (COVER, "cover/blind/position/state", 30, {"position": 30}),
        (SIMPLE_COVER, "cover/blind/state", "closed", {"position": 0}),
        (FAN, "fan/fan/speed_level/state", 3, {"speed": 100}),
        (CLIMATE, "climate/ac/mode/state", "cool", {"on": True, "mode": "cool"}),
        (CLIMATE, "climate/ac/current_temperature/state", "20.5", {"current_temperature": 20.5}),
        (standard("lock", {"esphome": "office/door"}), "lock/door/state", "LOCKED", {"locked": True}),
        (standard("valve", {"esphome": "office/tap"}), "valve/tap/position/state", 40, {"position": 40}),
        (
            standard("sensor", {"esphome": "office/t"}, unit="°C", measures="temperature"),
            "sensor/t/state",
            "21.3",
            {"value": 21.3},
        ),
        (
            standard("sensor", {"esphome": {"topic": "office/s", "component": "text_sensor"}}),
            "text_sensor/s/state",
            "dry",
            {"value": "dry"},
        ),
        (standard("binary_sensor", {"esphome": "office/m"}), "binary_sensor/m/state", "ON", {"value": True}),
    ],
)
def test_a_report_is_read_in_our_units(device: Device, topic: str, payload: object, values: dict) -> None:
    text = payload if isinstance(payload, str) else json.dumps(payload)
    assert decode(device, f"office/{topic}", text.encode()) == StateReport(values)


def test_birth_and_will_are_the_nodes() -> None:
    assert subscriptions(LAMP) == ["office/light/desk_lamp/state", "office/status"]
    assert decode(LAMP, "office/status", b"online") == AvailabilityReport(True)
    assert decode(LAMP, "office/status", b"offline") == AvailabilityReport(False)
    (birth,) = driver_of(LAMP).availability_messages(available=True)
    assert (birth.topic, birth.payload, birth.retain) == ("office/status", b"online", True)


@pytest.mark.parametrize(
    ("type_", "settings", "words"),
    [
        ("switch", "plug", "write <topic_prefix>/<object id>"),
        ("switch", "a/+/b", "wildcard"),
        ("switch", {"topic": "a/b", "speed": 3}, r"driver\.esphome\.speed"),
        ("media_player", "a/b", "no component for a media_player"),
        ("switch", {"topic": "a/b", "component": "toaster"}, "no component"),
        ("switch", {"topic": "a/b", "status": "a/#"}, "wildcard"),
    ],
)
def test_wrong_settings_are_named(type_: str, settings: object, words: str) -> None:
    with pytest.raises(DriverError, match=words):
        driver_of(standard(type_, {"esphome": settings}))
