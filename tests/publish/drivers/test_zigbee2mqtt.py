from __future__ import annotations

import json
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from homefuse.devices.model import Argument, CommandSpec, Device, PropertySpec
from homefuse.devices.standard import STANDARD_TYPES
from homefuse.errors import DriverError
from homefuse.publish.agreement import agrees
from homefuse.publish.drivers import AvailabilityReport, StateReport, decode, driver_of, encode, subscriptions
from homefuse.types import Action
from tests.publish.devices import options, some_value, standard

LAMP = standard("light", {"zigbee2mqtt": "living/floor lamp"})
THERMOSTAT = standard(
    "climate",
    {"zigbee2mqtt": "trv"},
    "temperature",
    "mode",
    commands=(options("mode", "off", "heat", "auto"),),
)


def sent(device: Device, command: str, known: dict | None = None, **args: object) -> dict:
    (message,) = encode(device, Action(device.id, command, args), known)
    assert message.qos == 1
    assert not message.retain
    assert message.topic.endswith("/set")
    return json.loads(message.payload)


@pytest.mark.parametrize(
    ("device", "command", "args", "payload"),
    [
        (LAMP, "turn_on", {}, {"state": "ON"}),
        (LAMP, "turn_off", {}, {"state": "OFF"}),
        (LAMP, "set_brightness", {"brightness": 100}, {"state": "ON", "brightness": 254}),
        (LAMP, "set_brightness", {"brightness": 30}, {"state": "ON", "brightness": 76}),
        (LAMP, "set_brightness", {"brightness": 0}, {"state": "OFF", "brightness": 0}),
        (LAMP, "set_color", {"color": "red"}, {"state": "ON", "color": {"r": 255, "g": 0, "b": 0}}),
        (LAMP, "set_color", {"color": (1, 2, 3)}, {"state": "ON", "color": {"r": 1, "g": 2, "b": 3}}),
        (LAMP, "set_color_temperature", {"color_temperature": 4000}, {"state": "ON", "color_temp": 250}),
        (LAMP, "set_effect", {"effect": "blink"}, {"state": "ON", "effect": "blink"}),
        (standard("switch", {"zigbee2mqtt": "plug"}), "turn_on", {}, {"state": "ON"}),
        (standard("cover", {"zigbee2mqtt": "blind"}), "open", {}, {"state": "OPEN"}),
        (standard("cover", {"zigbee2mqtt": "blind"}), "close", {}, {"state": "CLOSE"}),
        (standard("cover", {"zigbee2mqtt": "blind"}), "stop", {}, {"state": "STOP"}),
        (standard("cover", {"zigbee2mqtt": "blind"}), "set_position", {"position": 40}, {"position": 40}),
        (standard("cover", {"zigbee2mqtt": "blind"}), "set_tilt", {"tilt": 40}, {"tilt": 40}),
        (standard("lock", {"zigbee2mqtt": "door"}), "lock", {}, {"state": "LOCK"}),
        (standard("lock", {"zigbee2mqtt": "door"}), "unlock", {}, {"state": "UNLOCK"}),
        (THERMOSTAT, "turn_off", {}, {"system_mode": "off"}),
        (THERMOSTAT, "turn_on", {}, {"system_mode": "heat"}),
        (THERMOSTAT, "set_mode", {"mode": "auto"}, {"system_mode": "auto"}),
        (THERMOSTAT, "set_temperature", {"temperature": 21.5}, {"occupied_heating_setpoint": 21.5}),
        (standard("fan", {"zigbee2mqtt": "fan"}), "turn_on", {}, {"fan_state": "ON"}),
        (
            standard("fan", {"zigbee2mqtt": "fan"}),
            "set_speed",
            {"speed": 50},
            {"fan_state": "ON", "speed": 127},
        ),
        (
            standard("fan", {"zigbee2mqtt": "fan"}, "speed", commands=(options("speed", "low", "high"),)),
            "set_speed",
            {"speed": "high"},
            {"fan_state": "ON", "fan_mode": "high"},
        ),
        (standard("valve", {"zigbee2mqtt": "water"}), "open", {}, {"state": "ON"}),
        (
            standard("scene", {"zigbee2mqtt": {"name": "hall", "scene": 3}}),
            "activate",
            {},
            {"scene_recall": 3},
        ),
    ],
)
def test_a_command_becomes_zigbee2mqtts_own_words(device, command, args, payload) -> None:
    assert sent(device, command, **args) == payload


@pytest.mark.parametrize(
    ("form", "color"),
    [
        ("hs", {"hue": 240, "saturation": 100}),
        ("xy", {"x": 0.15, "y": 0.06}),
        ("rgb", {"r": 0, "g": 0, "b": 255}),
    ],
)
def test_colours_are_sent_in_the_form_that_the_settings_name(form: str, color: dict) -> None:
    lamp = standard("light", {"zigbee2mqtt": {"name": "lamp", "color": form}})
    assert sent(lamp, "set_color", color="blue")["color"] == color


def test_topics_carry_base_name_and_endpoint() -> None:
    switch = standard("switch", {"zigbee2mqtt": {"name": "a/b", "base": "z2m", "endpoint": "left"}})
    (message,) = encode(switch, Action("thing", "turn_on"))
    assert (message.topic, message.payload) == ("z2m/a/b/set", b'{"state_left":"ON"}')
    assert subscriptions(switch) == ["z2m/a/b", "z2m/a/b/availability", "z2m/bridge/state"]
    assert decode(switch, "z2m/a/b", b'{"state_left":"OFF","state_right":"ON"}') == StateReport({"on": False})


def test_a_toggle_is_resolved_by_the_known_state() -> None:
    assert sent(LAMP, "toggle", {"on": True}) == {"state": "OFF"}
    with pytest.raises(DriverError, match="say on or off"):
        encode(LAMP, Action("thing", "toggle"))


def test_a_thermostat_returns_to_the_mode_it_had() -> None:
    assert sent(THERMOSTAT, "turn_on", {"on": False, "mode": "auto"}) == {"system_mode": "auto"}


def test_an_imperial_home_still_sends_celsius() -> None:
    imperial = standard("climate", {"zigbee2mqtt": "trv"}, "temperature", units="imperial")
    assert sent(imperial, "set_temperature", temperature=68) == {"occupied_heating_setpoint": 20}
    report = decode(imperial, "zigbee2mqtt/trv", b'{"occupied_heating_setpoint":20,"local_temperature":19.4}')
    assert report == StateReport({"temperature": 68.0, "current_temperature": 66.9})


def test_the_settings_name_unusual_keys_and_values() -> None:
    siren = standard(
        "siren",
        {
            "zigbee2mqtt": {
                "name": "horn",
                "keys": {"on": "alarm"},
                "values": {"on": {"true": True, "false": False}},
            }
        },
    )
    assert sent(siren, "turn_on") == {"alarm": True}
    assert decode(siren, "zigbee2mqtt/horn", b'{"alarm":false}') == StateReport({"on": False})
    trv = standard(
        "climate", {"zigbee2mqtt": {"name": "trv", "keys": {"temperature": "current_heating_setpoint"}}}
    )
    assert sent(trv, "set_temperature", temperature=20) == {"current_heating_setpoint": 20}


def test_a_setting_that_the_type_does_not_know_is_a_key_by_its_own_name() -> None:
    timeout = CommandSpec("set_timeout", (Argument("timeout", "number", property="timeout"),))
    lock = CommandSpec("set_child_lock", (Argument("child_lock", "boolean", property="child_lock"),))
    sensor = standard("binary_sensor", {"zigbee2mqtt": "s"}, measures="motion", commands=(timeout, lock))
    own = {name: PropertySpec(name) for name in ("timeout", "child_lock")}
    sensor = replace(sensor, properties={**sensor.properties, **own})
    assert sent(sensor, "set_timeout", timeout=30) == {"timeout": 30}
    assert sent(sensor, "set_child_lock", child_lock=True) == {"child_lock": "ON"}
    report = decode(sensor, "zigbee2mqtt/s", b'{"occupancy":true,"timeout":30,"child_lock":"OFF"}')
    assert report == StateReport({"value": True, "timeout": 30, "child_lock": False})


def test_a_valve_without_a_position_key_only_opens_and_closes() -> None:
    valve = standard("valve", {"zigbee2mqtt": "water"})
    with pytest.raises(DriverError, match=r"driver\.zigbee2mqtt\.keys: \{position"):
        sent(valve, "set_position", position=50)
    turned = standard("valve", {"zigbee2mqtt": {"name": "water", "keys": {"position": "valve_position"}}})
    assert sent(turned, "set_position", position=50) == {"valve_position": 50}


def test_a_property_of_no_standard_type_is_a_key_by_its_own_name() -> None:
    set_portion = CommandSpec("set_portion", (Argument("portion", "number", property="portion"),))
    feeder = Device(
        "feeder",
        "Feeder",
        commands={"set_portion": set_portion},
        properties={"portion": PropertySpec("portion"), "note": PropertySpec("note")},
        driver={"zigbee2mqtt": "feeder"},
    )
    assert sent(feeder, "set_portion", portion=2) == {"portion": 2}
    assert decode(feeder, "zigbee2mqtt/feeder", b'{"portion":3,"note":{}}') == StateReport({"portion": 3})


def test_a_device_of_its_own_kind_sends_its_arguments_as_keys() -> None:
    feed = CommandSpec("feed", (Argument("portions", "number", min=1, max=5),))
    feeder = Device("feeder", "Feeder", commands={"feed": feed}, driver={"zigbee2mqtt": "feeder"})
    assert sent(feeder, "feed", portions=2) == {"portions": 2}


@pytest.mark.parametrize(
    ("device", "payload", "values"),
    [
        (LAMP, {"state": "ON", "brightness": 76, "linkquality": 9}, {"on": True, "brightness": 30}),
        (LAMP, {"state": "OFF", "brightness": 1}, {"on": False, "brightness": 1}),
        (LAMP, {"color_mode": "color_temp", "color_temp": 370}, {"color": None, "color_temperature": 2700}),
        (
            LAMP,
            {"color_mode": "hs", "color": {"hue": 240, "saturation": 100}, "color_temp": 370},
            {"color": (0, 0, 255), "color_temperature": None},
        ),
        (LAMP, {"color": {"r": 1, "g": 2, "b": 300}}, {"color": (1, 2, 255)}),
        (LAMP, {"brightness": "much", "state": "ON"}, {"on": True}),
        (LAMP, {"brightness": "inf", "color_temp": 5000, "state": "ON"}, {"on": True}),
        (LAMP, {"color": {"x": 0.15, "y": 0.06}}, {"color": (0, 0, 255)}),
        (LAMP, {"color": {"hex": "#0000ff"}}, {"color": (0, 0, 255)}),
        (LAMP, {"color": {"hex": "blue"}, "state": "ON"}, {"on": True}),
        (
            standard("binary_sensor", {"zigbee2mqtt": "s"}, measures="battery"),
            {"battery_low": False},
            {"value": False},
        ),
        (standard("cover", {"zigbee2mqtt": "c"}), {"state": "OPEN", "position": 40}, {"position": 40}),
        (standard("cover", {"zigbee2mqtt": "c"}), {"state": "CLOSE"}, {"position": 0}),
        (standard("lock", {"zigbee2mqtt": "l"}), {"state": "LOCK"}, {"locked": True}),
        (
            standard("lock", {"zigbee2mqtt": "l"}),
            {"state": "LOCK", "lock_state": "not_fully_locked"},
            {"locked": False},
        ),
        (
            THERMOSTAT,
            {"system_mode": "off", "occupied_heating_setpoint": 20.5},
            {"on": False, "mode": "off", "temperature": 20.5},
        ),
        (standard("valve", {"zigbee2mqtt": "v"}), {"state": "ON"}, {"position": 100}),
        (
            standard("binary_sensor", {"zigbee2mqtt": "s"}, measures="door"),
            {"contact": False, "battery": 9},
            {"value": True},
        ),
        (
            standard("binary_sensor", {"zigbee2mqtt": "s"}, measures="motion"),
            {"occupancy": True},
            {"value": True},
        ),
        (standard("sensor", {"zigbee2mqtt": "s"}, measures="humidity"), {"humidity": 41.2}, {"value": 41.2}),
    ],
)
def test_a_report_is_read_in_our_units(device: Device, payload: dict, values: dict) -> None:
    topic = subscriptions(device)[0]
    assert decode(device, topic, json.dumps(payload).encode()) == StateReport(values)


@pytest.mark.parametrize("payload", [b'{"state":"online"}', b"online"])
@pytest.mark.parametrize("topic", ["zigbee2mqtt/living/floor lamp/availability", "zigbee2mqtt/bridge/state"])
def test_both_forms_of_availability_are_understood(topic: str, payload: bytes) -> None:
    assert decode(LAMP, topic, payload) == AvailabilityReport(True)
    assert decode(LAMP, topic, payload.replace(b"online", b"offline")) == AvailabilityReport(False)


@given(
    st.binary(max_size=200)
    | st.recursive(st.none() | st.floats() | st.text(), st.lists).map(
        lambda document: json.dumps({"state": document, "brightness": document, "color": document}).encode()
    )
)
def test_no_payload_breaks_decoding(payload: bytes) -> None:
    for topic in subscriptions(LAMP):
        assert isinstance(decode(LAMP, topic, payload), StateReport | AvailabilityReport | None)


def test_a_payload_nested_without_end_says_nothing() -> None:
    assert decode(LAMP, "zigbee2mqtt/living/floor lamp", b"[" * 60_000) is None
    assert decode(LAMP, "zigbee2mqtt/living/floor lamp", b'{"state":"ON"}' + b" " * 70_000) is None


@pytest.mark.parametrize("type_", STANDARD_TYPES)
def test_every_command_of_every_type_is_sent_or_refused_with_advice(type_: str) -> None:
    device = standard(type_, {"zigbee2mqtt": "thing"})
    for command in device.commands.values():
        args = {argument.name: some_value(argument) for argument in command.args}
        advice = ""
        try:
            (message,) = encode(device, Action("thing", command.name, args))
        except DriverError as error:
            advice = str(error)
        assert "driver" in advice or "say on or off" in advice or json.loads(message.payload)


@pytest.mark.parametrize("type_", STANDARD_TYPES)
def test_what_is_sent_reads_back_as_what_was_asked(type_: str) -> None:
    device = standard(type_, {"zigbee2mqtt": "thing"})
    driver = driver_of(device)
    for command in device.commands.values():
        args = {argument.name: some_value(argument) for argument in command.args}
        try:
            (message,) = encode(device, Action("thing", command.name, args))
        except DriverError:
            continue
        report = driver.decode("zigbee2mqtt/thing", message.payload)
        for name, value in args.items():
            if name in driver.reported():
                assert isinstance(report, StateReport)
                assert agrees(name, value, report.values[name])


@given(st.integers(0, 100))
def test_every_percent_survives_the_way_there_and_back(percent: int) -> None:
    payload = sent(LAMP, "set_brightness", brightness=percent)
    report = decode(LAMP, "zigbee2mqtt/living/floor lamp", json.dumps(payload).encode())
    assert report == StateReport({"on": percent > 0, "brightness": percent})


@pytest.mark.parametrize(
    ("settings", "words"),
    [
        ("a/+/b", "wildcard"),
        ("a//b", "empty"),
        ("../x", "empty or"),
        ("", "1 to 256 bytes"),
        ({"name": "x", "bse": "y"}, "driver.zigbee2mqtt.bse"),
        ({}, "driver.zigbee2mqtt.name"),
        ({"name": "x", "base": "$SYS"}, r"\$"),
    ],
)
def test_wrong_settings_are_named(settings: object, words: str) -> None:
    with pytest.raises(DriverError, match=words):
        encode(standard("switch", {"zigbee2mqtt": settings}), Action("thing", "turn_on"))


@pytest.mark.parametrize(
    ("command", "args", "words"),
    [
        ("fly", {}, "no command 'fly'; it has: turn_on"),
        ("turn_on", {"speed": 1}, "no argument 'speed'"),
        ("set_brightness", {"brightness": 101}, "must be 0 to 100"),
        ("set_brightness", {"brightness": float("nan")}, "must be a number"),
        ("set_brightness", {"brightness": True}, "must be a number"),
        ("set_color", {"color": "loud"}, "colour that has a name"),
        ("set_effect", {"effect": 5}, "must be one of the options"),
        ("set_color", {"color": (1, 2)}, "must be a colour"),
    ],
)
def test_an_action_that_the_device_does_not_allow_is_refused(command: str, args: dict, words: str) -> None:
    with pytest.raises(DriverError, match=words):
        encode(LAMP, Action("thing", command, args))


def test_nothing_is_read_from_other_topics() -> None:
    assert decode(LAMP, "zigbee2mqtt/other", b'{"state":"ON"}') is None


def test_a_device_asks_for_the_keys_of_what_it_wants_to_know() -> None:
    (message,) = driver_of(LAMP).ask(["on", "brightness", "nonsense"])
    assert message.topic == "zigbee2mqtt/living/floor lamp/get"
    assert json.loads(message.payload) == {"state": "", "brightness": ""}
    assert driver_of(LAMP).ask([]) == []


@pytest.mark.parametrize("driver", [{}, {"zigbee2mqtt": "a", "custom": {}}, {"smoke_signals": "a"}])
def test_a_device_needs_one_driver_that_exists(driver: dict) -> None:
    device = Device("d", "D", properties={"on": PropertySpec("on")}, driver=driver)
    with pytest.raises(DriverError, match="zigbee2mqtt"):
        encode(device, Action("d", "turn_on"))
