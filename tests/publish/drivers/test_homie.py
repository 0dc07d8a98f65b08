from __future__ import annotations

import pytest

from homefuse.devices.model import Argument, CommandSpec, Device, PropertySpec
from homefuse.errors import DriverError
from homefuse.publish.drivers import AvailabilityReport, StateReport, decode, driver_of, encode, subscriptions
from homefuse.types import Action
from tests.publish.devices import options, standard

LAMP = standard(
    "light",
    {
        "homie": {
            "device": "desk-lamp",
            "properties": {
                "on": "light/power",
                "brightness": {"path": "light/dim", "datatype": "integer"},
                "color": {"path": "light/color", "format": "hsv"},
                "color_temperature": {"path": "light/white", "datatype": "integer"},
                "effect": "light/effect",
            },
        }
    },
)
DIMMER = standard(
    "light",
    {
        "homie": {
            "device": "dimmer",
            "properties": {"brightness": {"path": "a/level", "datatype": "float"}},
            "scale": {"brightness": 0.01},
        }
    },
    "brightness",
)
COVER = standard(
    "cover",
    {
        "homie": {
            "device": "blind",
            "properties": {"position": "shutter/position"},
            "commands": {"stop": {"path": "shutter/action", "value": "STOP"}},
        }
    },
)
LOCK = standard(
    "lock",
    {
        "homie": {
            "device": "door",
            "properties": {"locked": "bolt/state"},
            "values": {"locked": {"true": "LOCKED", "false": "OPEN"}},
        }
    },
)
OVEN = Device(
    "thing",
    "Oven",
    commands={
        "bake": CommandSpec("bake", (Argument("time", "duration", unit="s", property="time"),)),
        "set_program": options("program", "grill", "fan"),
    },
    properties={"time": PropertySpec("time", "s"), "program": PropertySpec("program")},
    driver={"homie": {"device": "oven", "properties": {"time": "bake/time", "program": "bake/program"}}},
)


@pytest.mark.parametrize(
    ("device", "command", "args", "messages"),
    [
        (LAMP, "turn_on", {}, [("desk-lamp/light/power/set", "true")]),
        (LAMP, "turn_off", {}, [("desk-lamp/light/power/set", "false")]),
        (
            LAMP,
            "set_brightness",
            {"brightness": 40},
            [("desk-lamp/light/power/set", "true"), ("desk-lamp/light/dim/set", "40")],
        ),
        (
            LAMP,
            "set_color",
            {"color": "blue"},
            [("desk-lamp/light/power/set", "true"), ("desk-lamp/light/color/set", "hsv,240,100,100")],
        ),
        (DIMMER, "set_brightness", {"brightness": 40}, [("dimmer/a/level/set", "0.4")]),
        (DIMMER, "turn_off", {}, [("dimmer/a/level/set", "0")]),
        (COVER, "open", {}, [("blind/shutter/position/set", "100")]),
        (COVER, "stop", {}, [("blind/shutter/action/set", "STOP")]),
        (LOCK, "unlock", {}, [("door/bolt/state/set", "OPEN")]),
        (OVEN, "bake", {"time": 5400}, [("oven/bake/time/set", "PT1H30M")]),
        (OVEN, "set_program", {"program": "grill"}, [("oven/bake/program/set", "grill")]),
    ],
)
def test_a_command_becomes_homies_own_words(device: Device, command: str, args: dict, messages: list) -> None:
    found = encode(device, Action("thing", command, args))
    assert [(m.topic, m.payload.decode()) for m in found] == [(f"homie/5/{t}", p) for t, p in messages]
    assert all((m.qos, m.retain) == (1, False) for m in found)


@pytest.mark.parametrize(
    ("device", "topic", "payload", "values"),
    [
        (LAMP, "desk-lamp/light/power", "true", {"on": True}),
        (LAMP, "desk-lamp/light/dim", "40", {"brightness": 40}),
        (LAMP, "desk-lamp/light/color", "hsv,240,100,50", {"color": (0, 0, 255)}),
        (LAMP, "desk-lamp/light/color", "rgb,0,0,255", {"color": (0, 0, 255)}),
        (LAMP, "desk-lamp/light/color", "xyz,0.15,0.06", {"color": (0, 0, 255)}),
        (LAMP, "desk-lamp/light/effect", "rain", {"effect": "rain"}),
        (DIMMER, "dimmer/a/level", "0.4", {"brightness": 40}),
        (LOCK, "door/bolt/state", "LOCKED", {"locked": True}),
        (OVEN, "oven/bake/time", "PT1H30M", {"time": 5400}),
    ],
)
def test_a_value_is_read_in_our_units(device: Device, topic: str, payload: str, values: dict) -> None:
    assert decode(device, f"homie/5/{topic}", payload.encode()) == StateReport(values)


@pytest.mark.parametrize("payload", [b"maybe", b"", b"\xff", b"TRUE\x00"])
def test_what_is_no_value_says_nothing(payload: bytes) -> None:
    assert decode(LAMP, "homie/5/desk-lamp/light/power", payload) is None
    assert decode(LAMP, "homie/5/desk-lamp/light/color", payload) is None
    assert decode(OVEN, "homie/5/oven/bake/time", payload) is None


def test_an_intention_is_no_confirmation() -> None:
    topic = "homie/5/desk-lamp/light/dim/$target"
    assert topic not in subscriptions(LAMP)
    assert decode(LAMP, topic, b"40") is None


@pytest.mark.parametrize(
    ("state", "report"),
    [
        (b"ready", AvailabilityReport(True)),
        (b"lost", AvailabilityReport(False)),
        (b"disconnected", AvailabilityReport(False)),
        (b"sleeping", AvailabilityReport(False)),
        (b"init", None),
    ],
)
def test_its_state_says_whether_it_is_there(state: bytes, report: AvailabilityReport | None) -> None:
    assert decode(LAMP, "homie/5/desk-lamp/$state", state) == report


def test_an_event_is_sent_at_most_once() -> None:
    bell = standard(
        "select",
        {"homie": {"device": "bell", "properties": {"option": {"path": "chime/ring", "retained": False}}}},
    )
    (message,) = encode(bell, Action("thing", "set_option", {"option": "long"}))
    assert (message.qos, message.retain) == (0, False)


def test_the_simulated_device_tells_its_intention_first() -> None:
    messages = driver_of(COVER).state_messages({"position": 40})
    assert [(m.topic, m.payload, m.retain) for m in messages] == [
        ("homie/5/blind/shutter/position/$target", b"40", True),
        ("homie/5/blind/shutter/position", b"40", True),
    ]


@pytest.mark.parametrize(
    ("settings", "words"),
    [
        ({"device": "Lamp"}, r"driver\.homie\.device"),
        ({"device": "lamp", "domain": "a/#"}, r"driver\.homie\.domain: .*wildcard"),
        ({"device": "lamp", "properties": {"on": "power"}}, r"driver\.homie\.properties\.on\.path"),
        ({"device": "lamp", "nodes": {}}, r"driver\.homie\.nodes"),
        ({"device": "lamp"}, "properties places no 'on'; write node/property for it"),
    ],
)
def test_wrong_settings_are_named(settings: dict, words: str) -> None:
    with pytest.raises(DriverError, match=words):
        encode(standard("switch", {"homie": settings}), Action("thing", "turn_on"))


def test_a_heat_pump_without_a_switch_is_off_when_its_mode_is() -> None:
    places = {"temperature": "zone/target", "mode": "zone/mode"}
    pump = standard(
        "climate",
        {"homie": {"device": "pump", "properties": places}},
        "temperature",
        "mode",
        commands=(options("mode", "off", "heat", "cool"),),
    )
    (off,) = encode(pump, Action("thing", "turn_off"))
    (on,) = encode(pump, Action("thing", "turn_on"), {"mode": "cool"})
    assert [(m.topic, m.payload) for m in (off, on)] == [
        ("homie/5/pump/zone/mode/set", b"off"),
        ("homie/5/pump/zone/mode/set", b"cool"),
    ]
    assert decode(pump, "homie/5/pump/zone/mode", b"off") == StateReport({"on": False, "mode": "off"})
