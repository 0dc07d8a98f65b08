from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from homefuse.devices.model import Argument, CommandSpec, Device, PropertySpec
from homefuse.errors import DriverError
from homefuse.publish.drivers import AvailabilityReport, StateReport, decode, driver_of, encode, subscriptions
from homefuse.types import Action
from tests.publish.devices import options, standard


def entity(
    type_: str, component: str, *features: str, commands: tuple = (), unit=None, **config: Any
) -> Device:
    driver = {"home_assistant": {"component": component, "config": config}}
    return standard(type_, driver, *features, commands=commands, unit=unit)


JSON_LIGHT = entity(
    "light",
    "light",
    schema="json",
    command_topic="l/set",
    state_topic="l",
    supported_color_modes=["hs", "color_temp"],
    brightness_scale=254,
)
BASIC_LIGHT = entity(
    "light",
    "light",
    command_topic="l/switch",
    state_topic="l/status",
    brightness_command_topic="l/bri/set",
    brightness_state_topic="l/bri",
    rgb_command_topic="l/rgb/set",
    rgb_state_topic="l/rgb",
    rgb_command_template="{{ red }}/{{ green }}/{{ blue }}",
    color_temp_command_topic="l/ct/set",
    color_temp_state_topic="l/ct",
    effect_command_topic="l/fx/set",
    effect_state_topic="l/fx",
)
SWITCH = entity("switch", "switch", command_topic="s/set", state_topic="s", payload_on="1", payload_off="0")
COVER = entity(
    "cover",
    "cover",
    command_topic="c/set",
    position_topic="c/pos",
    set_position_topic="c/pos/set",
    position_open=0,
    position_closed=100,
    tilt_command_topic="c/tilt/set",
    tilt_status_topic="c/tilt",
)
CLIMATE = entity(
    "climate",
    "climate",
    "temperature",
    "mode",
    commands=(options("mode", "off", "heat", "auto"),),
    mode_command_topic="t/mode/set",
    mode_state_topic="t/mode",
    modes=["off", "heat", "auto"],
    temperature_command_topic="t/temp/set",
    temperature_state_topic="t",
    temperature_state_template="{{ value_json.target }}",
    current_temperature_topic="t",
    current_temperature_template="{{ value_json.now | round(1) }}",
)
FAN = entity(
    "fan",
    "fan",
    command_topic="f/set",
    state_topic="f",
    percentage_command_topic="f/speed/set",
    percentage_state_topic="f/speed",
    speed_range_max=3,
    oscillation_command_topic="f/osc/set",
    oscillation_state_topic="f/osc",
    direction_command_topic="f/dir/set",
)
VACUUM = entity(
    "vacuum",
    "vacuum",
    commands=(
        CommandSpec(
            "set_fan_speed", (Argument("fan_speed", "options", options=("min", "max"), property="fan_speed"),)
        ),
    ),
    command_topic="v/set",
    state_topic="v",
    set_fan_speed_topic="v/fan",
)
ALARM = entity(
    "alarm",
    "alarm_control_panel",
    command_topic="a/set",
    state_topic="a",
    command_template='{"do":"{{ action }}"}',
)
SIREN = entity("siren", "siren", command_topic="n/set", state_topic="n")


def sent(device: Device, command: str, known: dict | None = None, **args: object) -> list[tuple[str, str]]:
    messages = encode(device, Action(device.id, command, args), known)
    assert all((m.qos, m.retain) == (1, False) for m in messages)
    return [(m.topic, m.payload.decode()) for m in messages]


@pytest.mark.parametrize(
    ("device", "command", "args", "messages"),
    [
        (JSON_LIGHT, "turn_off", {}, [("l/set", '{"state":"OFF"}')]),
        (JSON_LIGHT, "set_brightness", {"brightness": 50}, [("l/set", '{"state":"ON","brightness":127}')]),
        (JSON_LIGHT, "set_color", {"color": "blue"}, [("l/set", '{"state":"ON","color":{"h":240,"s":100}}')]),
        (
            JSON_LIGHT,
            "set_color_temperature",
            {"color_temperature": 4000},
            [("l/set", '{"state":"ON","color_temp":250}')],
        ),
        (BASIC_LIGHT, "turn_on", {}, [("l/switch", "ON")]),
        (BASIC_LIGHT, "set_brightness", {"brightness": 100}, [("l/bri/set", "255"), ("l/switch", "ON")]),
        (BASIC_LIGHT, "set_brightness", {"brightness": 0}, [("l/switch", "OFF")]),
        (BASIC_LIGHT, "set_color", {"color": "red"}, [("l/rgb/set", "255/0/0"), ("l/switch", "ON")]),
        (BASIC_LIGHT, "set_effect", {"effect": "rain"}, [("l/fx/set", "rain"), ("l/switch", "ON")]),
        (SWITCH, "turn_on", {}, [("s/set", "1")]),
        (COVER, "open", {}, [("c/set", "OPEN")]),
        (COVER, "set_position", {"position": 30}, [("c/pos/set", "70")]),
        (COVER, "set_tilt", {"tilt": 30}, [("c/tilt/set", "30")]),
        (CLIMATE, "turn_off", {}, [("t/mode/set", "off")]),
        (CLIMATE, "turn_on", {}, [("t/mode/set", "heat")]),
        (CLIMATE, "set_mode", {"mode": "auto"}, [("t/mode/set", "auto")]),
        (CLIMATE, "set_temperature", {"temperature": 21.5}, [("t/temp/set", "21.5")]),
        (FAN, "set_speed", {"speed": 100}, [("f/set", "ON"), ("f/speed/set", "3")]),
        (FAN, "set_speed", {"speed": 10}, [("f/set", "ON"), ("f/speed/set", "1")]),
        (FAN, "set_speed", {"speed": 0}, [("f/set", "OFF")]),
        (FAN, "set_oscillation", {"oscillating": True}, [("f/osc/set", "oscillate_on")]),
        (VACUUM, "return_home", {}, [("v/set", "return_to_base")]),
        (VACUUM, "set_fan_speed", {"fan_speed": "max"}, [("v/fan", "max")]),
        (ALARM, "arm_night", {}, [("a/set", '{"do":"ARM_NIGHT"}')]),
        (SIREN, "turn_on", {}, [("n/set", '{"state":"ON"}')]),
        (entity("scene", "scene", command_topic="x", payload_on="go"), "activate", {}, [("x", "go")]),
        (entity("button", "button", command_topic="x"), "press", {}, [("x", "PRESS")]),
        (entity("number", "number", command_topic="x"), "set_value", {"value": 4}, [("x", "4")]),
        (
            entity("lock", "lock", command_topic="x", payload_lock="1", command_template="p:{{ value }}"),
            "lock",
            {},
            [("x", "p:1")],
        ),
        (
            entity("valve", "valve", command_topic="x", reports_position=True),
            "set_position",
            {"position": 40},
            [("x", "40")],
        ),
        (entity("valve", "valve", command_topic="x"), "close", {}, [("x", "CLOSE")]),
        (
            entity("lawn_mower", "lawn_mower", start_mowing_command_topic="x"),
            "start",
            {},
            [("x", "start_mowing")],
        ),
    ],
)
def test_a_command_becomes_the_entitys_own_words(device, command, args, messages) -> None:
    assert sent(device, command, **args) == messages


def test_a_thermostat_returns_to_the_mode_it_had() -> None:
    assert sent(CLIMATE, "turn_on", {"on": False, "mode": "auto"}) == [("t/mode/set", "auto")]


def test_the_first_word_may_be_on() -> None:
    config = {**BASIC_LIGHT.driver["home_assistant"]["config"], "on_command_type": "first"}
    lamp = standard("light", {"home_assistant": {"component": "light", "config": config}})
    assert sent(lamp, "set_brightness", brightness=100) == [("l/switch", "ON"), ("l/bri/set", "255")]
    config["on_command_type"] = "brightness"
    lamp = standard("light", {"home_assistant": {"component": "light", "config": config}})
    assert sent(lamp, "set_brightness", brightness=100) == [("l/bri/set", "255")]


@pytest.mark.parametrize(
    ("device", "topic", "payload", "values"),
    [
        (
            JSON_LIGHT,
            "l",
            '{"state":"ON","brightness":127,"color_mode":"hs","color":{"h":240,"s":100},"color_temp":250}',
            {"on": True, "brightness": 50, "color": (0, 0, 255), "color_temperature": None},
        ),
        (
            JSON_LIGHT,
            "l",
            '{"state":"ON","color_mode":"color_temp","color":{},"color_temp":250}',
            {"on": True, "color": None, "color_temperature": 4000},
        ),
        (JSON_LIGHT, "l", '{"state":"OFF","color":{"r":1,"g":2,"b":3}}', {"on": False, "color": (1, 2, 3)}),
        (BASIC_LIGHT, "l/status", "ON", {"on": True}),
        (BASIC_LIGHT, "l/bri", "128", {"brightness": 50}),
        (BASIC_LIGHT, "l/rgb", "255,0,0", {"color": (255, 0, 0)}),
        (BASIC_LIGHT, "l/ct", "250", {"color_temperature": 4000}),
        (SWITCH, "s", "0", {"on": False}),
        (COVER, "c/pos", "70", {"position": 30}),
        (entity("cover", "cover", state_topic="c"), "c", "closed", {"position": 0}),
        (CLIMATE, "t/mode", "off", {"on": False, "mode": "off"}),
        (CLIMATE, "t/mode", "auto", {"on": True, "mode": "auto"}),
        (CLIMATE, "t", '{"target":21.5,"now":20.06}', {"temperature": 21.5, "current_temperature": 20.1}),
        (FAN, "f/speed", "2", {"speed": 67}),
        (
            VACUUM,
            "v",
            '{"state":"docked","battery_level":61,"fan_speed":"max"}',
            {"activity": "docked", "battery": 61, "fan_speed": "max"},
        ),
        (ALARM, "a", "armed_away", {"mode": "armed_away"}),
        (SIREN, "n", '{"state":"ON"}', {"on": True}),
        (SIREN, "n", "OFF", {"on": False}),
        (
            entity(
                "lock", "lock", command_topic="x", state_topic="k", value_template="{{ value_json.lock }}"
            ),
            "k",
            '{"lock":"UNLOCKED"}',
            {"locked": False},
        ),
        (
            entity("valve", "valve", command_topic="x", state_topic="w", reports_position=True),
            "w",
            '{"state":"opening","position":40}',
            {"position": 40},
        ),
        (
            entity(
                "switch",
                "switch",
                command_topic="x",
                state_topic="w",
                state_on="True",
                state_off="False",
                value_template="{{ value_json.on }}",
            ),
            "w",
            '{"on":true}',
            {"on": True},
        ),
        (
            entity("sensor", "sensor", state_topic="w", value_template="{{ value_json.t }}", unit="°C"),
            "w",
            '{"t":21.5}',
            {"value": 21.5},
        ),
        (
            entity("binary_sensor", "binary_sensor", state_topic="w", payload_on="open", payload_off="shut"),
            "w",
            "open",
            {"value": True},
        ),
    ],
)
def test_a_report_is_read_in_our_units(device: Device, topic: str, payload: str, values: dict) -> None:
    assert decode(device, topic, payload.encode()) == StateReport(values)


def test_temperatures_are_converted_to_the_homes_unit() -> None:
    config = {"temperature_command_topic": "t/set", "temperature_state_topic": "t", "temperature_unit": "F"}
    thermostat = standard(
        "climate", {"home_assistant": {"component": "climate", "config": config}}, "temperature"
    )
    assert sent(thermostat, "set_temperature", temperature=20) == [("t/set", "68")]
    assert decode(thermostat, "t", b"68") == StateReport({"temperature": 20})
    config["temperature_unit"] = "C"
    imperial = standard(
        "climate",
        {"home_assistant": {"component": "climate", "config": config}},
        "temperature",
        units="imperial",
    )
    assert sent(imperial, "set_temperature", temperature=68) == [("t/set", "20")]
    assert decode(imperial, "t", b"20") == StateReport({"temperature": 68})


@pytest.mark.parametrize(
    ("config", "payload"),
    [
        ({"availability_topic": "av"}, b"offline"),
        ({"availability_topic": "av", "payload_not_available": "0", "payload_available": "1"}, b"0"),
        (
            {"availability": [{"topic": "av", "value_template": "{{ value_json.state }}"}]},
            b'{"state":"offline"}',
        ),
        (
            {
                "availability_topic": "av",
                "availability_template": "{{ 'online' if value == 'up' else 'offline' }}",
            },
            b"down",
        ),
    ],
)
def test_an_entity_says_that_it_is_away(config: dict, payload: bytes) -> None:
    switch = entity("switch", "switch", command_topic="x", **config)
    assert decode(switch, "av", payload) == AvailabilityReport(False)
    assert "av" in subscriptions(switch)


def test_what_is_only_assumed_is_no_report() -> None:
    assumed = entity("switch", "switch", command_topic="x")
    assert driver_of(assumed).reported() == frozenset()
    optimistic = entity("switch", "switch", command_topic="x", state_topic="y", optimistic=True)
    assert driver_of(optimistic).optimistic
    assert driver_of(optimistic).ask(["on"]) == []


def test_a_text_is_a_property_of_its_own() -> None:
    set_text = CommandSpec("set_text", (Argument("text", "text", property="text"),))
    note = Device(
        "note",
        "Note",
        commands={"set_text": set_text},
        properties={"text": PropertySpec("text")},
        driver={
            "home_assistant": {"component": "text", "config": {"command_topic": "x", "state_topic": "y"}}
        },
    )
    assert sent(note, "set_text", text="milk") == [("x", "milk")]
    assert decode(note, "y", b"milk") == StateReport({"text": "milk"})


@pytest.mark.parametrize(
    ("settings", "words"),
    [
        ({"config": {}}, r"driver\.home_assistant\.component"),
        ({"component": "toaster", "config": {}}, r"driver\.home_assistant\.component: not of a toaster"),
        ({"component": "light", "config": {"stat_t": "a"}}, r"config\.stat_t: not of a light"),
        ({"component": "light", "config": {"schema": "template"}}, r"config\.schema: lights of the schema"),
        ({"component": "light", "config": {"command_topic": "a/#"}}, r"config\.command_topic: .*wildcard"),
        ({"component": "light", "config": {"command_topic": 5}}, r"config\.command_topic"),
        (
            {
                "component": "light",
                "config": {"command_topic": "a", "state_topic": "b", "state_value_template": "{{"},
            },
            r"config\.state_value_template: not a template",
        ),
        ({"component": "light", "config": {"brightness_scale": "big"}}, r"config\.brightness_scale"),
    ],
)
def test_wrong_settings_are_named(settings: dict, words: str) -> None:
    with pytest.raises(DriverError, match=words):
        encode(standard("light", {"home_assistant": settings}), Action("thing", "turn_on"))


def test_what_an_entity_cannot_do_is_refused_with_advice() -> None:
    lamp = entity("light", "light", command_topic="x")
    with pytest.raises(DriverError, match="names no topic that sets 'brightness', or use the custom driver"):
        encode(lamp, Action("thing", "set_brightness", {"brightness": 5}))
    with pytest.raises(DriverError, match="say on or off"):
        encode(lamp, Action("thing", "toggle"))


@given(st.binary(max_size=100))
def test_no_payload_breaks_decoding(payload: bytes) -> None:
    for device in (JSON_LIGHT, BASIC_LIGHT, CLIMATE, COVER, VACUUM, SIREN):
        for topic in subscriptions(device):
            assert isinstance(decode(device, topic, payload), StateReport | AvailabilityReport | None)
        for topic in driver_of(device).command_topics():
            driver_of(device).understand(topic, payload)


def test_a_simulated_light_tells_its_colour_mode() -> None:
    (message,) = driver_of(JSON_LIGHT).state_messages({"on": True, "color": (0, 0, 255), "brightness": 100})
    assert message.retain
    assert json.loads(message.payload) == {
        "state": "ON",
        "brightness": 254,
        "color": {"h": 240, "s": 100},
        "color_mode": "hs",
    }
