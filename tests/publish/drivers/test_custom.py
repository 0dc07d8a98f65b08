from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from homefuse.devices.model import Argument, CommandSpec
from homefuse.devices.standard import STANDARD_TYPES
from homefuse.errors import DriverError
from homefuse.publish.drivers import AvailabilityReport, StateReport, decode, driver_of, encode, subscriptions
from homefuse.types import Action
from tests.publish.devices import custom, some_value, standard

BREW = CommandSpec(
    "brew",
    (
        Argument("drink", "options", options=("espresso", "latte"), default="espresso"),
        Argument("size", "options", options=("small", "large")),
        Argument("shots", "number", min=1, max=4),
    ),
)
WARM = CommandSpec(
    "set_cup_warmer", (Argument("level", "number", unit="%", min=0, max=100, property="cup_warmer"),)
)
SAY = CommandSpec("say", (Argument("words", "text"),))
ESPRESSO_DRIVER = {
    "state": {
        "topic": "kitchen/state",
        "properties": {"cup_warmer": "/warmer", "water_level": "/tank/water"},
    },
    "commands": {
        "brew": {
            "topic": "kitchen/set",
            "payload": {"brew": "{drink}", "size": "{size}", "shots": "{shots}"},
        },
        "set_cup_warmer": {"topic": "kitchen/set", "payload": {"warmer": "{level}"}, "qos": 0},
        "say": {"topic": "kitchen/say", "payload": "{words}"},
    },
    "availability": {"topic": "kitchen/status", "online": "here"},
}
ESPRESSO = custom(ESPRESSO_DRIVER, BREW, WARM, SAY, cup_warmer="%", water_level="%")


def sent(device, command: str, **args: object) -> bytes:
    (message,) = encode(device, Action("thing", command, args))
    assert not message.retain
    return message.payload


@pytest.mark.parametrize(
    ("command", "args", "payload"),
    [
        (
            "brew",
            {"drink": "latte", "size": "large", "shots": 2.0},
            {"brew": "latte", "size": "large", "shots": 2},
        ),
        ("brew", {"drink": "latte"}, {"brew": "latte"}),
        ("brew", {}, {"brew": "espresso"}),
        ("set_cup_warmer", {"level": 40}, {"warmer": 40}),
    ],
)
def test_arguments_fill_the_payload_and_what_was_not_said_is_left_out(command, args, payload) -> None:
    assert json.loads(sent(ESPRESSO, command, **args)) == payload


def test_a_messages_topic_and_qos_are_the_files() -> None:
    (message,) = encode(ESPRESSO, Action("thing", "set_cup_warmer", {"level": 40}))
    assert (message.topic, message.qos) == ("kitchen/set", 0)
    (message,) = encode(ESPRESSO, Action("thing", "brew"))
    assert (message.topic, message.qos) == ("kitchen/set", 1)


@given(st.text(st.characters(exclude_categories=("C", "Z")), min_size=1, max_size=50))
def test_words_arrive_as_they_are_and_only_as_words(words: str) -> None:
    assert sent(ESPRESSO, "say", words=words).decode() == words
    as_json = {**ESPRESSO_DRIVER, "commands": {"say": {"topic": "t", "payload": {"say": "{words}"}}}}
    payload = json.loads(sent(custom(as_json, SAY, cup_warmer="%", water_level="%"), "say", words=words))
    assert payload == {"say": words}


@pytest.mark.parametrize("words", ["a\nb", "a\x00", "a\u2028b", "x" * 1001, 5])
def test_control_characters_never_leave(words: object) -> None:
    with pytest.raises(DriverError, match="words must be"):
        sent(ESPRESSO, "say", words=words)


def test_free_text_amid_a_template_is_refused() -> None:
    driver = {"commands": {"say": {"topic": "t", "payload": "Backlog say {words}"}}}
    with pytest.raises(DriverError, match="must stand alone"):
        sent(custom(driver, SAY), "say", words="x; reset")


@pytest.mark.parametrize(
    ("payload", "values"),
    [
        ({"warmer": 40, "tank": {"water": 81.5}}, {"cup_warmer": 40, "water_level": 81.5}),
        ({"warmer": "40"}, {"cup_warmer": 40}),
        ({"warmer": None, "tank": {"water": 3}}, {"water_level": 3}),
        ({"warmer": [1], "tank": 3}, None),
        ({"other": 1}, None),
        ("hello", None),
    ],
)
def test_a_report_is_read_where_the_pointers_lead(payload, values) -> None:
    report = decode(ESPRESSO, "kitchen/state", json.dumps(payload).encode())
    assert report == (None if values is None else StateReport(values))


def test_availability_is_the_files_own_word() -> None:
    assert decode(ESPRESSO, "kitchen/status", b"here") == AvailabilityReport(True)
    assert decode(ESPRESSO, "kitchen/status", b"gone") == AvailabilityReport(False)
    assert decode(ESPRESSO, "kitchen/status", b"\xff") is None
    assert decode(ESPRESSO, "elsewhere", b"here") is None
    assert subscriptions(ESPRESSO) == ["kitchen/state", "kitchen/status"]


LAMP = standard(
    "light",
    {
        "custom": {
            "commands": {
                "turn_on": {"topic": "lamp/power", "payload": "ON"},
                "turn_off": {"topic": "lamp/power", "payload": "OFF"},
                "set_brightness": {"topic": "lamp/level", "payload": "{brightness}"},
                "set_color": {"topic": "lamp/color", "payload": "rgb({color.r},{color.g},{color.b})"},
                "set_effect": {"topic": "lamp/effect", "payload": {"fx": "{effect}"}},
            },
            "state": [
                {"topic": "lamp/power/state", "properties": {"on": ""}},
                {"topic": "lamp/json", "properties": {"brightness": "/level", "color": "/color"}},
            ],
            "scale": {"brightness": 2.55},
            "values": {"effect": {"candle": 7}},
            "ask": {"topic": "lamp/query", "payload": ""},
        }
    },
)


@pytest.mark.parametrize(
    ("command", "args", "payload"),
    [
        ("turn_on", {}, b"ON"),
        ("turn_off", {}, b"OFF"),
        ("set_brightness", {"brightness": 50}, b"127"),
        ("set_color", {"color": "red"}, b"rgb(255,0,0)"),
        ("set_effect", {"effect": "candle"}, b'{"fx":7}'),
    ],
)
def test_a_standard_device_may_speak_its_own_words(command, args, payload) -> None:
    assert sent(LAMP, command, **args) == payload


@pytest.mark.parametrize(
    ("topic", "payload", "values"),
    [
        ("lamp/power/state", b"ON", {"on": True}),
        ("lamp/power/state", b"0", {"on": False}),
        ("lamp/power/state", b"maybe", None),
        ("lamp/json", b'{"level":255,"color":"#0000ff"}', {"brightness": 100, "color": (0, 0, 255)}),
        ("lamp/json", b'{"color":{"r":1,"g":2,"b":3}}', {"color": (1, 2, 3)}),
        ("lamp/json", b'{"color":[1,2,3]}', {"color": (1, 2, 3)}),
        ("lamp/json", b'{"color":{"hue":240,"saturation":100}}', {"color": (0, 0, 255)}),
        ("lamp/json", b'{"color":[1,2]}', None),
    ],
)
def test_plain_words_and_scaled_numbers_are_read(topic, payload, values) -> None:
    assert decode(LAMP, topic, payload) == (None if values is None else StateReport(values))


@pytest.mark.parametrize(
    ("part", "payload"),
    [
        ("{color}", '"#0000ff"'),
        ("{color.hex}", '"#0000ff"'),
        ("{color.hue}", "240"),
        ("{color.name}", '"blue"'),
    ],
)
def test_a_colour_has_parts(part: str, payload: str) -> None:
    driver = {"commands": {"set_color": {"topic": "t", "payload": [part]}}}
    assert sent(standard("light", {"custom": driver}), "set_color", color="blue").decode() == f"[{payload}]"


def test_a_colour_has_no_other_parts() -> None:
    driver = {"commands": {"set_color": {"topic": "t", "payload": "{color.alpha}"}}}
    with pytest.raises(DriverError, match="a colour has no part 'alpha'"):
        sent(standard("light", {"custom": driver}), "set_color", color="blue")


def test_a_whole_fraction_is_found_in_the_table() -> None:
    driver = {
        "commands": {"set_cup_warmer": {"topic": "t", "payload": ["{level}"]}},
        "values": {"cup_warmer": {0: "off", 100: "full"}},
    }
    assert sent(custom(driver, WARM, cup_warmer="%"), "set_cup_warmer", level=100.0) == b'["full"]'


def test_a_simulated_device_understands_what_it_can() -> None:
    driver = driver_of(LAMP)
    assert driver.understand("lamp/power", b"ON") == [Action("thing", "turn_on")]
    assert driver.understand("lamp/effect", b'{"fx":"disco"}') == [
        Action("thing", "set_effect", {"effect": "disco"})
    ]
    assert driver.understand("lamp/query", b"") == []
    assert driver.understand("lamp/power", b"DIM") is None
    assert driver.understand("elsewhere", b"ON") is None
    assert driver.understand("lamp/power", b"\xff") is None
    assert custom_without_availability().availability_messages(available=True) == []


def custom_without_availability() -> Any:
    return driver_of(custom({"commands": {"say": {"topic": "t", "payload": "{words}"}}}, SAY))


def test_an_effect_that_the_table_does_not_list_is_refused() -> None:
    with pytest.raises(DriverError, match=r"values\.effect does not list 'disco'"):
        sent(LAMP, "set_effect", effect="disco")


def test_a_lock_that_says_it_in_its_own_words() -> None:
    driver = {
        "commands": {"lock": {"topic": "l", "payload": "1"}, "unlock": {"topic": "l", "payload": "2"}},
        "state": {"topic": "l/s", "properties": {"locked": "/bolt"}},
        "values": {"locked": {"true": "shut", "false": "open"}},
    }
    lock = standard("lock", {"custom": driver})
    assert decode(lock, "l/s", b'{"bolt":"shut"}') == StateReport({"locked": True})
    assert decode(lock, "l/s", b'{"bolt":"open"}') == StateReport({"locked": False})
    assert decode(lock, "l/s", b'{"bolt":"half"}') is None


@pytest.mark.parametrize(
    ("driver", "words"),
    [
        ({"commands": {"brew": {"topic": "a/#", "payload": ""}}}, "wildcard"),
        ({"commands": {"brew": {"topic": "a/{drink}", "payload": ""}}}, "placeholder"),
        ({"commands": {"brew": {"topic": "a", "payload": "{milk}"}}}, r"no argument fills \{milk\}"),
        ({"commands": {"boil": {"topic": "a"}}}, "no such command"),
        ({"commands": {}}, "no message for 'brew'"),
        ({"state": {"topic": "a", "properties": {"x": "warmer"}}}, "JSON pointer"),
        ({"command": {}}, "driver.custom.command"),
        ("brew", "driver.custom"),
    ],
)
def test_wrong_settings_are_named_with_advice(driver: Any, words: str) -> None:
    with pytest.raises(DriverError, match=words):
        sent(custom(driver, BREW), "brew")


def test_a_text_payload_with_nothing_to_say_needs_its_argument() -> None:
    driver = {"commands": {"brew": {"topic": "a", "payload": "{size}"}}}
    with pytest.raises(DriverError, match="needs its argument 'size'"):
        sent(custom(driver, BREW), "brew")


@pytest.mark.parametrize("type_", STANDARD_TYPES)
def test_without_a_template_every_command_is_refused_with_advice(type_: str) -> None:
    device = standard(type_, {"custom": {}})
    for command in device.commands.values():
        args = {argument.name: some_value(argument) for argument in command.args}
        with pytest.raises(DriverError, match=f"driver.custom.commands.{command.name}"):
            encode(device, Action("thing", command.name, args))


@given(st.text(max_size=40), st.binary(max_size=100))
def test_only_own_topics_say_anything_and_no_payload_breaks(topic: str, payload: bytes) -> None:
    assert decode(LAMP, topic, payload) is None
    for own in subscriptions(LAMP):
        assert isinstance(decode(LAMP, own, payload), StateReport | None)


@given(st.text(max_size=300))
def test_a_topic_is_publishable_or_refused(topic: str) -> None:
    driver = {"commands": {"say": {"topic": topic, "payload": "x"}}}
    try:
        (message,) = encode(custom(driver, SAY), Action("thing", "say", {"words": "x"}))
    except DriverError:
        return
    assert message.topic == topic
    assert 0 < len(topic.encode()) <= 256
    assert not set(topic) & set("+#{}\0\n")
    assert not topic.startswith("$")


def test_only_a_device_that_can_be_asked_is_asked() -> None:
    (message,) = driver_of(LAMP).ask(["on"])
    assert (message.topic, message.payload) == ("lamp/query", b"")
    assert driver_of(ESPRESSO).ask(["cup_warmer"]) == []
    assert driver_of(LAMP).reported() == {"on", "brightness", "color"}
