from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from homefuse.devices.model import Argument, CommandSpec, Device
from homefuse.devices.standard import STANDARD_TYPES
from homefuse.errors import DriverError
from homefuse.publish.drivers import AvailabilityReport, StateReport, decode, driver_of, encode, subscriptions
from homefuse.types import Action
from tests.publish.devices import options, some_value, standard

LAMP = standard("light", {"tasmota": "desk"})
PLUG = standard("switch", {"tasmota": "plug"})
SECOND = standard("switch", {"tasmota": {"topic": "plug", "relay": 2}})
BLIND = standard("cover", {"tasmota": "blind"})
FAN = standard("fan", {"tasmota": "fan"}, "speed")
WORDED_FAN = standard(
    "fan", {"tasmota": "fan"}, "speed", commands=(options("speed", "low", "medium", "high"),)
)


def sent(device: Device, command: str, known: dict | None = None, **args: object) -> tuple[str, str]:
    (message,) = encode(device, Action(device.id, command, args), known)
    assert (message.qos, message.retain) == (1, False)
    return message.topic, message.payload.decode()


@pytest.mark.parametrize(
    ("device", "command", "args", "message"),
    [
        (PLUG, "turn_on", {}, ("cmnd/plug/POWER", "ON")),
        (SECOND, "turn_off", {}, ("cmnd/plug/POWER2", "OFF")),
        (LAMP, "turn_on", {}, ("cmnd/desk/POWER", "ON")),
        (LAMP, "set_brightness", {"brightness": 40}, ("cmnd/desk/Dimmer", "40")),
        (LAMP, "set_brightness", {"brightness": 0}, ("cmnd/desk/POWER", "OFF")),
        (LAMP, "set_color", {"color": "red"}, ("cmnd/desk/Color2", "255,0,0")),
        (LAMP, "set_color_temperature", {"color_temperature": 4000}, ("cmnd/desk/CT", "250")),
        (LAMP, "set_color_temperature", {"color_temperature": 6500}, ("cmnd/desk/CT", "154")),
        (LAMP, "set_effect", {"effect": "cycle up"}, ("cmnd/desk/Scheme", "2")),
        (BLIND, "open", {}, ("cmnd/blind/ShutterOpen1", "")),
        (BLIND, "close", {}, ("cmnd/blind/ShutterClose1", "")),
        (BLIND, "stop", {}, ("cmnd/blind/ShutterStop1", "")),
        (BLIND, "set_position", {"position": 30}, ("cmnd/blind/ShutterPosition1", "30")),
        (BLIND, "set_tilt", {"tilt": 75}, ("cmnd/blind/ShutterTilt1", "45")),
        (FAN, "turn_on", {}, ("cmnd/fan/FanSpeed", "2")),
        (FAN, "turn_off", {}, ("cmnd/fan/FanSpeed", "0")),
        (FAN, "set_speed", {"speed": 100}, ("cmnd/fan/FanSpeed", "3")),
        (FAN, "set_speed", {"speed": 5}, ("cmnd/fan/FanSpeed", "1")),
        (WORDED_FAN, "set_speed", {"speed": "medium"}, ("cmnd/fan/FanSpeed", "2")),
    ],
)
def test_a_command_becomes_tasmotas_own_words(device, command, args, message) -> None:
    assert sent(device, command, **args) == message


def test_the_full_topic_is_the_devices_own() -> None:
    plug = standard("switch", {"tasmota": {"topic": "plug", "full_topic": "home/%topic%/%prefix%/"}})
    assert sent(plug, "turn_on") == ("home/plug/cmnd/POWER", "ON")
    assert subscriptions(plug) == [
        "home/plug/stat/RESULT",
        "home/plug/stat/POWER",
        "home/plug/tele/STATE",
        "home/plug/tele/SENSOR",
        "home/plug/stat/STATUS10",
        "home/plug/tele/LWT",
    ]


def test_an_inverted_shutter_counts_from_the_other_end() -> None:
    blind = standard("cover", {"tasmota": {"topic": "blind", "shutter": 2, "inverted": True}})
    assert sent(blind, "open") == ("cmnd/blind/ShutterClose2", "")
    assert sent(blind, "set_position", position=30) == ("cmnd/blind/ShutterPosition2", "70")
    report = decode(blind, "stat/blind/RESULT", b'{"Shutter2":{"Position":100,"Direction":0,"Target":100}}')
    assert report == StateReport({"position": 0})


def test_a_light_that_a_colour_does_not_switch_on_is_switched_on_too() -> None:
    lamp = standard("light", {"tasmota": {"topic": "desk", "power_linked": False}})
    messages = encode(lamp, Action("thing", "set_brightness", {"brightness": 40}))
    assert [(m.topic, m.payload) for m in messages] == [
        ("cmnd/desk/Dimmer", b"40"),
        ("cmnd/desk/POWER", b"ON"),
    ]


def test_a_toggle_is_resolved_by_the_known_state() -> None:
    assert sent(PLUG, "toggle", {"on": True}) == ("cmnd/plug/POWER", "OFF")
    with pytest.raises(DriverError, match="say on or off"):
        encode(PLUG, Action("thing", "toggle"))


@pytest.mark.parametrize(
    ("device", "topic", "payload", "values"),
    [
        (PLUG, "stat/plug/RESULT", {"POWER": "ON"}, {"on": True}),
        (PLUG, "stat/plug/RESULT", {"POWER1": "OFF"}, {"on": False}),
        (PLUG, "tele/plug/STATE", {"Uptime": "0T00:05:10", "POWER": "OFF", "Wifi": {"AP": 1}}, {"on": False}),
        (SECOND, "stat/plug/RESULT", {"POWER1": "ON", "POWER2": "OFF"}, {"on": False}),
        (
            LAMP,
            "stat/desk/RESULT",
            {"POWER": "ON", "Dimmer": 40, "Color": "660000", "HSBColor": "0,100,40", "Channel": [40, 0, 0]},
            {"on": True, "brightness": 40, "color": (255, 0, 0)},
        ),
        (
            LAMP,
            "stat/desk/RESULT",
            {"POWER": "ON", "Dimmer": 50, "Color": "0000008000", "HSBColor": "0,0,0", "White": 50, "CT": 250},
            {"on": True, "brightness": 50, "color": None, "color_temperature": 4000},
        ),
        (
            LAMP,
            "stat/desk/RESULT",
            {"Color": "0,0,255,0,0", "HSBColor": "240,100,100", "White": 0, "CT": 250},
            {"color": (0, 0, 255), "color_temperature": None},
        ),
        (LAMP, "stat/desk/RESULT", {"Color": "0000FF"}, {"color": (0, 0, 255)}),
        (LAMP, "stat/desk/RESULT", {"Scheme": 3}, {"effect": "cycle down"}),
        (LAMP, "stat/desk/RESULT", {"Dimmer": "much", "Color": "nope", "POWER": "ON"}, {"on": True}),
        (
            BLIND,
            "tele/blind/SENSOR",
            {"Shutter1": {"Position": 40, "Direction": 1, "Target": 100}},
            {"position": 40},
        ),
        (
            BLIND,
            "stat/blind/STATUS10",
            {"StatusSNS": {"Shutter1": {"Position": 40, "Direction": 0, "Target": 40, "Tilt": 45}}},
            {"position": 40, "tilt": 75},
        ),
        (FAN, "stat/fan/RESULT", {"FanSpeed": 2}, {"on": True, "speed": 67}),
        (FAN, "stat/fan/RESULT", {"FanSpeed": 0}, {"on": False, "speed": 0}),
        (WORDED_FAN, "stat/fan/RESULT", {"FanSpeed": 0}, {"on": False}),
        (
            standard(
                "sensor",
                {"tasmota": {"topic": "s", "readings": {"value": "/AM2301/Temperature"}}},
                measures="temperature",
            ),
            "tele/s/SENSOR",
            {"Time": "2026-05-01T21:30:00", "AM2301": {"Temperature": 21.5, "Humidity": 40}, "TempUnit": "C"},
            {"value": 21.5},
        ),
        (
            standard("binary_sensor", {"tasmota": {"topic": "s", "switch": 1}}, measures="door"),
            "stat/s/RESULT",
            {"Switch1": {"Action": "ON"}},
            {"value": True},
        ),
        (
            standard("binary_sensor", {"tasmota": {"topic": "s", "switch": 1}}, measures="door"),
            "tele/s/SENSOR",
            {"Switch1": "OFF"},
            {"value": False},
        ),
    ],
)
def test_a_report_is_read_in_our_units(device: Device, topic: str, payload: dict, values: dict) -> None:
    assert decode(device, topic, json.dumps(payload).encode()) == StateReport(values)


def test_plain_answers_and_the_last_will() -> None:
    assert decode(PLUG, "stat/plug/POWER", b"ON") == StateReport({"on": True})
    assert decode(PLUG, "tele/plug/LWT", b"Online") == AvailabilityReport(True)
    assert decode(PLUG, "tele/plug/LWT", b"Offline") == AvailabilityReport(False)
    assert decode(PLUG, "stat/other/POWER", b"ON") is None
    assert decode(PLUG, "stat/plug/RESULT", b'{"Command":"Unknown"}') is None


def test_a_device_is_asked_where_it_tells() -> None:
    assert [(m.topic, m.payload) for m in driver_of(LAMP).ask(["on", "brightness"])] == [
        ("cmnd/desk/STATE", b"")
    ]
    assert [(m.topic, m.payload) for m in driver_of(BLIND).ask(["position"])] == [
        ("cmnd/blind/STATUS", b"10")
    ]
    assert driver_of(LAMP).ask([]) == []


@given(
    st.binary(max_size=200)
    | st.recursive(st.none() | st.floats() | st.text(), st.lists).map(
        lambda d: json.dumps({"POWER": d, "Dimmer": d, "Color": d, "HSBColor": d, "CT": d}).encode()
    )
)
def test_no_payload_breaks_decoding(payload: bytes) -> None:
    for topic in subscriptions(LAMP):
        assert isinstance(decode(LAMP, topic, payload), StateReport | AvailabilityReport | None)
    driver_of(LAMP).understand("cmnd/desk/Color2", payload)


@pytest.mark.parametrize("type_", STANDARD_TYPES)
def test_every_command_of_every_type_is_sent_or_refused_with_advice(type_: str) -> None:
    device = standard(type_, {"tasmota": "thing"})
    for command in device.commands.values():
        args = {argument.name: some_value(argument) for argument in command.args}
        advice = ""
        try:
            messages = encode(device, Action("thing", command.name, args))
        except DriverError as error:
            advice = str(error)
        assert "driver" in advice or "say on or off" in advice or messages


@pytest.mark.parametrize(
    ("settings", "words"),
    [
        ("a/+/b", "wildcard"),
        ({"topic": "x", "tpic": "y"}, r"driver\.tasmota\.tpic"),
        ({}, r"driver\.tasmota\.topic"),
        ({"topic": "x", "relay": 0}, r"driver\.tasmota\.relay"),
        ({"topic": "x", "full_topic": "%topic%"}, r"driver\.tasmota\.full_topic"),
        ({"topic": "x", "readings": {"on": "ENERGY/Power"}}, r"readings\.on: a JSON pointer"),
    ],
)
def test_wrong_settings_are_named(settings: object, words: str) -> None:
    with pytest.raises(DriverError, match=words):
        encode(standard("switch", {"tasmota": settings}), Action("thing", "turn_on"))


def test_what_tasmota_cannot_do_is_refused() -> None:
    feed = CommandSpec("feed", (Argument("portions", "number"),))
    feeder = Device("feeder", "Feeder", commands={"feed": feed}, driver={"tasmota": "feeder"})
    with pytest.raises(DriverError, match="no word for 'feed'"):
        encode(feeder, Action("feeder", "feed", {"portions": 1}))


@pytest.mark.parametrize(
    ("topic", "payload", "actions"),
    [
        ("cmnd/desk/POWER", b"TOGGLE", [Action("thing", "toggle")]),
        ("cmnd/desk/power1", b"on", [Action("thing", "turn_on")]),
        ("cmnd/desk/POWER", b"", []),
        ("cmnd/desk/STATE", b"", []),
        ("cmnd/desk/Dimmer", b"30", [Action("thing", "set_brightness", {"brightness": 30})]),
        ("cmnd/desk/Color2", b"#00FF00", [Action("thing", "set_color", {"color": (0, 255, 0)})]),
        ("cmnd/desk/CT", b"250", [Action("thing", "set_color_temperature", {"color_temperature": 4000})]),
        ("cmnd/desk/CT", b"warm", None),
        ("cmnd/desk/Dimmer", b"\xff", None),
        ("cmnd/desk/Fade", b"1", None),
        ("cmnd/other/POWER", b"ON", None),
    ],
)
def test_the_simulated_device_understands(topic: str, payload: bytes, actions: list | None) -> None:
    assert driver_of(LAMP).understand(topic, payload) == actions


def test_the_simulated_device_answers_as_tasmota_does() -> None:
    messages = driver_of(SECOND).state_messages({"on": True})
    assert [(m.topic, m.payload, m.qos, m.retain) for m in messages] == [
        ("stat/plug/RESULT", b'{"POWER2":"ON"}', 0, False),
        ("stat/plug/POWER2", b"ON", 0, False),
    ]
    (will,) = driver_of(SECOND).availability_messages(available=False)
    assert (will.topic, will.payload, will.retain) == ("tele/plug/LWT", b"Offline", True)
