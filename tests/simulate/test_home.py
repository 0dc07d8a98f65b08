from __future__ import annotations

import pytest

from homefuse.devices.model import Argument, CommandSpec, Device, PropertySpec
from homefuse.simulate.home import apply, initial_values
from homefuse.types import Action


def device(type_: str, *properties: str, commands: tuple[CommandSpec, ...] = ()) -> Device:
    return Device(
        id="d",
        name="D",
        type=type_,
        properties={name: PropertySpec(name) for name in properties},
        commands={command.name: command for command in commands},
    )


@pytest.mark.parametrize(
    ("type_", "before", "command", "args", "changed"),
    [
        ("light", {"on": False}, "turn_on", {}, {"on": True}),
        ("light", {"on": True, "brightness": 40}, "turn_off", {}, {"on": False}),
        ("light", {"on": False, "brightness": 40}, "toggle", {}, {"on": True}),
        ("light", {"on": False, "brightness": 0}, "turn_on", {}, {"on": True, "brightness": 100}),
        ("light", {"on": False}, "set_brightness", {"brightness": 30}, {"on": True, "brightness": 30}),
        ("light", {"on": True}, "set_brightness", {"brightness": 0}, {"on": False, "brightness": 0}),
        (
            "light",
            {"on": False, "color": None, "color_temperature": 2700},
            "set_color",
            {"color": (255, 0, 0)},
            {"on": True, "color": (255, 0, 0), "color_temperature": None},
        ),
        (
            "light",
            {"on": True, "color": "blue", "color_temperature": None},
            "set_color_temperature",
            {"color_temperature": 4000},
            {"color": None, "color_temperature": 4000},
        ),
        ("light", {"on": False}, "set_effect", {"effect": "candle"}, {"on": True, "effect": "candle"}),
        ("switch", {"on": True}, "toggle", {}, {"on": False}),
        ("fan", {"on": False}, "set_speed", {"speed": 60}, {"on": True, "speed": 60}),
        ("fan", {"on": True}, "set_speed", {"speed": "off"}, {"on": False, "speed": "off"}),
        ("fan", {"on": True}, "set_oscillation", {"oscillating": True}, {"oscillating": True}),
        ("fan", {"on": True}, "set_direction", {"direction": "reverse"}, {"direction": "reverse"}),
        ("cover", {"position": 20}, "open", {}, {"position": 100}),
        ("cover", {"position": 20, "tilt": 5}, "close", {}, {"position": 0}),
        ("cover", {"position": 20}, "stop", {}, {}),
        ("cover", {"position": 20}, "set_position", {"position": 50}, {"position": 50}),
        ("cover", {"tilt": 20}, "set_tilt", {"tilt": 50}, {"tilt": 50}),
        ("lock", {"locked": False}, "lock", {}, {"locked": True}),
        ("lock", {"locked": True}, "unlock", {}, {"locked": False}),
        ("climate", {"on": False, "mode": "heat"}, "turn_on", {}, {"on": True}),
        ("climate", {"on": True}, "set_temperature", {"temperature": 21.5}, {"temperature": 21.5}),
        ("climate", {"on": False}, "set_mode", {"mode": "cool"}, {"on": True, "mode": "cool"}),
        ("climate", {"on": True}, "set_mode", {"mode": "off"}, {"on": False, "mode": "off"}),
        ("climate", {}, "set_fan_mode", {"fan_mode": "low"}, {"fan_mode": "low"}),
        ("climate", {}, "set_swing", {"swing": "both"}, {"swing": "both"}),
        ("humidifier", {"on": True}, "set_humidity", {"humidity": 45}, {"humidity": 45}),
        ("water_heater", {"on": True}, "set_mode", {"mode": "eco"}, {"mode": "eco"}),
        ("air_purifier", {"on": True}, "set_speed", {"speed": 0}, {"on": False, "speed": 0}),
        ("media_player", {"on": False}, "play", {}, {"on": True, "playing": True}),
        ("media_player", {"playing": True}, "pause", {}, {"playing": False}),
        ("media_player", {"playing": True}, "stop", {}, {"playing": False}),
        ("media_player", {"on": True, "playing": True}, "turn_off", {}, {"on": False, "playing": False}),
        ("media_player", {"playing": True}, "next_track", {}, {}),
        ("media_player", {"muted": False}, "mute", {}, {"muted": True}),
        ("media_player", {"muted": True}, "unmute", {}, {"muted": False}),
        ("media_player", {"volume": 3}, "set_volume", {"volume": 30}, {"volume": 30}),
        ("media_player", {}, "set_source", {"source": "hdmi"}, {"source": "hdmi"}),
        ("vacuum", {"activity": "docked"}, "start", {}, {"activity": "cleaning"}),
        ("vacuum", {"activity": "cleaning"}, "pause", {}, {"activity": "paused"}),
        ("vacuum", {"activity": "cleaning"}, "stop", {}, {"activity": "idle"}),
        ("vacuum", {"activity": "cleaning"}, "return_home", {}, {"activity": "returning"}),
        ("vacuum", {"activity": "cleaning"}, "locate", {}, {}),
        ("lawn_mower", {"activity": "docked"}, "start", {}, {"activity": "mowing"}),
        ("valve", {"position": 0}, "open", {}, {"position": 100}),
        ("valve", {"position": 100}, "close", {}, {"position": 0}),
        ("alarm", {"mode": "disarmed"}, "arm_home", {}, {"mode": "armed_home"}),
        ("alarm", {"mode": "disarmed"}, "arm_away", {}, {"mode": "armed_away"}),
        ("alarm", {"mode": "disarmed"}, "arm_night", {}, {"mode": "armed_night"}),
        ("alarm", {"mode": "armed_away"}, "disarm", {}, {"mode": "disarmed"}),
        ("siren", {"on": False}, "turn_on", {}, {"on": True}),
        ("scene", {}, "activate", {}, {}),
        ("button", {}, "press", {}, {}),
        ("select", {"option": "a"}, "set_option", {"option": "b"}, {"option": "b"}),
        ("number", {"value": 1}, "set_value", {"value": 2}, {"value": 2}),
        ("timer", {"remaining": 10}, "start", {"duration": 300, "label": "tea"}, {"remaining": 300}),
        ("timer", {"remaining": 10}, "add", {"duration": 300}, {"remaining": 310}),
        ("timer", {}, "add", {"duration": 300}, {"remaining": 300}),
        ("timer", {"remaining": 10}, "cancel", {}, {"remaining": 0}),
        ("timer", {"remaining": 10}, "pause", {}, {}),
    ],
)
def test_each_command_changes_what_it_says_and_nothing_else(type_, before, command, args, changed) -> None:
    after = apply(device(type_), before, Action("d", command, args))
    assert after == {**before, **changed}


def test_a_custom_command_sets_the_properties_its_arguments_declare() -> None:
    warm = CommandSpec(
        "warm_to", (Argument("degrees", "number", property="temperature"), Argument("why", "text"))
    )
    after = apply(
        device("custom", "temperature", commands=(warm,)),
        {"temperature": 70, "water": 3},
        Action("d", "warm_to", {"degrees": 83, "why": "cold"}),
    )
    assert after == {"temperature": 83, "water": 3}


def test_apply_leaves_its_input_alone() -> None:
    before = {"on": False}
    apply(device("switch"), before, Action("d", "turn_on"))
    assert before == {"on": False}


def test_initial_values_lie_inside_the_arguments_bounds() -> None:
    command = CommandSpec(
        "set_temperature",
        (Argument("temperature", "number", unit="°F", min=70, max=95, property="temperature"),),
    )
    source = CommandSpec(
        "set_source", (Argument("source", "options", options=("DAB", "AUX"), property="source"),)
    )
    start = initial_values(device("climate", "on", "temperature", "source", commands=(command, source)))
    assert start == {"on": False, "temperature": 70, "source": "DAB"}


@pytest.mark.parametrize(
    ("type_", "prop", "expected"),
    [
        ("light", "brightness", 100),
        ("lock", "locked", True),
        ("cover", "position", 0),
        ("alarm", "mode", "disarmed"),
        ("vacuum", "activity", "docked"),
        ("binary_sensor", "value", False),
        ("sensor", "value", 0),
        ("custom", "last_fed", None),
    ],
)
def test_initial_values_of_untouched_devices(type_: str, prop: str, expected: object) -> None:
    assert initial_values(device(type_, prop)) == {prop: expected}


def test_imperial_thermometers_start_at_room_temperature() -> None:
    outside = Device(
        "o", "O", "sensor", measures="temperature", unit="°F", properties={"value": PropertySpec("value")}
    )
    assert initial_values(outside) == {"value": 68}
    stat = Device(
        "s", "S", "climate", properties={"current_temperature": PropertySpec("current_temperature", "°F")}
    )
    assert initial_values(stat) == {"current_temperature": 68}


def test_a_start_above_the_bound_is_lowered() -> None:
    command = CommandSpec("set_volume", (Argument("volume", "number", max=10, property="volume"),))
    assert initial_values(device("media_player", "volume", commands=(command,))) == {"volume": 10}


def test_a_timer_ignores_what_is_no_duration() -> None:
    assert apply(device("timer"), {"remaining": 10}, Action("d", "start", {"duration": "soon"})) == {
        "remaining": 10
    }
