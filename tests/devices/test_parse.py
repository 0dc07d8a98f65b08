from __future__ import annotations

from typing import Any

import pytest

from homefuse.devices.model import Argument, Device, PropertySpec
from homefuse.devices.parse import parse_device
from homefuse.errors import ConfigError
from homefuse.validation import located
from homefuse.yaml_source import parse


def device(**keys: Any) -> Device:
    found, issues = parse_device({"id": "x", "name": "X", **keys})
    assert issues == []
    assert found is not None
    return found


def complaints(text: str) -> list[str]:
    node = parse(text, "f.yaml")
    found, issues = parse_device(node.data, "x")
    assert found is None
    return [str(problem).removeprefix("f.yaml:") for problem in located(node, issues)]


def custom(**driver: Any) -> dict[str, Any]:
    return {"driver": {"custom": driver}}


def message(payload: Any = "x", topic: str = "a/set") -> dict[str, Any]:
    return {"topic": topic, "payload": payload}


def test_the_smallest_device() -> None:
    found, issues = parse_device({"name": "Kettle", "type": "switch"}, "kettle")
    assert issues == []
    assert found is not None
    assert (found.id, found.name, found.area, found.risk) == ("kettle", "Kettle", None, "normal")
    assert list(found.commands) == ["turn_on", "turn_off", "toggle"]


def test_its_own_options_replace_the_types_and_keep_the_property() -> None:
    found = device(
        type="climate",
        features=["mode"],
        commands={"set_mode": {"args": {"mode": {"options": ["heat", "off"]}}}},
    )
    assert found.commands["set_mode"].args == (
        Argument("mode", "options", options=("heat", "off"), property="mode"),
    )
    assert found.properties["mode"] == PropertySpec("mode", None, ("heat", "off"))


def test_its_own_range_keeps_unit_and_step() -> None:
    args = {"temperature": {"min": 8, "max": 28}}
    found = device(type="climate", features=["temperature"], commands={"set_temperature": {"args": args}})
    (argument,) = found.commands["set_temperature"].args
    assert argument == Argument(
        "temperature", "number", unit="°C", min=8.0, max=28.0, step=0.5, property="temperature"
    )


def test_another_unit_takes_nothing_of_the_types_range() -> None:
    args = {"temperature": {"type": "number", "unit": "°F", "min": 50}}
    found = device(type="climate", features=["temperature"], commands={"set_temperature": {"args": args}})
    (argument,) = found.commands["set_temperature"].args
    assert (argument.unit, argument.min, argument.max) == ("°F", 50.0, None)
    assert found.properties["temperature"].unit == "°F"


def test_describing_a_command_is_having_its_feature() -> None:
    found = device(type="fan", commands={"set_speed": {"args": {"speed": {"options": ["low", "high"]}}}})
    assert found.features == ("speed",)
    assert found.properties["speed"].options == ("low", "high")


def test_phrases_alone_keep_the_types_arguments() -> None:
    found = device(
        type="light", features=["brightness"], commands={"set_brightness": {"phrases": ["dim me"]}}
    )
    assert found.commands["set_brightness"].args[0].unit == "%"
    assert found.commands["set_brightness"].phrases == ("dim me",)


def test_a_custom_driver_says_which_commands_a_device_has() -> None:
    found = device(type="vacuum", **custom(commands={"start": message()}))
    assert list(found.commands) == ["start"]


def test_toggle_needs_no_message() -> None:
    found = device(type="switch", **custom(commands={"turn_on": message(), "turn_off": message()}))
    assert list(found.commands) == ["turn_on", "turn_off", "toggle"]


def test_a_boolean_key_means_on() -> None:
    found = device(type="switch", **custom(state={"topic": "a", "properties": {True: "/p"}}))
    assert found.driver["custom"]["state"][0]["properties"] == {"on": "/p"}


def test_a_friendly_name_stays_text() -> None:
    assert device(type="switch", driver={"zigbee2mqtt": "hall/plug"}).driver == {"zigbee2mqtt": "hall/plug"}


def test_numbers_may_be_options_and_aliases() -> None:
    found = device(aliases=[7], commands={"go": {"args": {"level": {"options": [1, 2]}}}})
    assert found.aliases == ("7",)
    assert found.commands["go"].args[0].options == ("1", "2")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("name: A\ncomands: {}", "2:1: unknown key 'comands', did you mean 'commands'?"),
        ("name: A\ntype: ligth", "2:7: unknown type 'ligth', did you mean 'light'?"),
        ("type: light", "1:1: the key 'name' is missing"),
        ("name: 'A'\nid: Big", "2:5: 'Big' may hold only small letters, digits and _, 1 to 64 of them"),
        (
            "name: A\ntype: light\nfeatures: [brightnes]",
            "3:12: unknown feature of a light 'brightnes', did you mean 'brightness'?",
        ),
        ("name: A\ntype: cover\nkind: curtan", "3:7: unknown kind 'curtan', did you mean 'curtain'?"),
        ("name: A\ntype: light\nkind: blind", "3:1: only covers have a kind"),
        ("name: A\ntype: light\nmeasures: temperature", "3:1: only sensors have 'measures'"),
        ("name: A\ntype: sensor\nunit: celsius", "3:7: unknown unit 'celsius', did you mean '°C'?"),
        ("name: A\nrisk: high", "2:7: unknown value 'high', expected one of: normal, sensitive"),
        ("name: A\ncommands: {go: {args: {a: {}}}}", "2:27: an argument needs a type or options"),
        (
            "name: A\ncommands: {go: {args: {a: {options: [x], type: text}}}}",
            "2:48: an argument has options or a type, not both",
        ),
        ("name: A\ncommands: {go: {args: {a: {options: [x, X]}}}}", "2:37: an option is listed twice"),
        (
            "name: A\ncommands: {go: {args: {a: {options: [x], default: y}}}}",
            "2:51: unknown option 'y', expected one of: x",
        ),
        (
            "name: A\ncommands: {go: {args: {a: {type: number, min: 5, max: 1}}}}",
            "2:47: min must be below max",
        ),
        (
            "name: A\ncommands: {go: {args: {a: {type: number, max: 1, default: 2}}}}",
            "2:59: the default is outside min and max",
        ),
        (
            "name: A\ncommands: {go: {args: {a: {type: number, default: x}}}}",
            "2:51: the default must be a number",
        ),
        (
            "name: A\ncommands: {go: {args: {a: {type: boolean, default: 1}}}}",
            "2:52: the default of a boolean is true or false",
        ),
        ("name: A\ncommands: {go: {args: {a: {type: text, default: 1}}}}", "2:49: the default must be text"),
        (
            "name: A\ncommands: {go: {args: {a: {type: text, min: 1}}}}",
            "2:45: only numbers and durations have 'min'",
        ),
        (
            "name: A\ncommands: {go: {args: {a: {type: number, property: wter}}}}\nproperties: {water: }",
            "2:52: unknown property 'wter', did you mean 'water'?",
        ),
        (
            "name: A\ncommands: {go: {phrases: ['to {plce}'], args: {place: {type: text}}}}",
            "2:27: unknown argument 'plce', did you mean 'place'?",
        ),
        (
            "name: A\ntype: select",
            "1:1: 'option' needs its options: commands: {set_option: {args: {option: {options: [...]}}}}",
        ),
        (
            "name: A\ndriver: {zigbee2mqtt: a, custom: {}}",
            "2:1: expected exactly one of: zigbee2mqtt, tasmota, esphome, homie, home_assistant, custom",
        ),
        ("name: A\ndriver: {zigbee2mqtt: 'a/#'}", "2:23: a topic may not hold '#'"),
        ("name: A\ndriver: {tasmota: 'a//b'}", "2:19: a topic may not hold an empty level or '..'"),
        ("name: A\ndriver: {esphome: plug}", "2:19: write <topic_prefix>/<object id>"),
        (
            "name: A\ntype: switch\ndriver: {homie: {device: a, properties: {onn: b/c}}}",
            "3:42: unknown property 'onn', did you mean 'on'?",
        ),
        (
            "name: A\ntype: switch\ndriver: {homie: {device: a, commands: {trn_on: {path: b/c, value: d}}}}",
            "3:40: unknown command 'trn_on', did you mean 'turn_on'?",
        ),
        (
            "name: A\ntype: switch\ndriver: {home_assistant: {component: swich, config: {}}}",
            "3:38: unknown component 'swich', did you mean 'switch'?",
        ),
        (
            "name: A\ntype: switch\ndriver: {home_assistant: {component: switch, config: {command_topc: a}}}",
            "3:55: unknown key of a switch 'command_topc', did you mean 'command_topic'?",
        ),
        (
            "name: A\ntype: switch\ndriver: {home_assistant: {component: switch, config: {}}}",
            "3:46: the key 'command_topic' is missing",
        ),
        (
            "name: A\ntype: scene\ndriver: {home_assistant: {component: scene, config: {command_topic: ''}}}",
            "3:69: the topic is empty",
        ),
        (
            "name: A\ntype: switch\ndriver: {tasmota: {topic: a, readings: {pwer: /ENERGY/Power}}}",
            "3:41: unknown property 'pwer', expected one of: on",
        ),
        (
            "name: A\ntype: cover\ndriver: {tasmota: {topic: a, tilt_range: [0, 0]}}",
            "3:42: closed and open must be different degrees",
        ),
        ("name: A\ndriver: {zigbee2mqt: a}", "2:10: unknown key 'zigbee2mqt', did you mean 'zigbee2mqtt'?"),
        (
            "name: A\ncommands: {go: }\ndriver: {zigbee2mqtt: a}",
            "2:12: zigbee2mqtt cannot send 'go'; use a custom driver",
        ),
        (
            "name: A\ncommands: {go: }\ndriver: {custom: {}}",
            "2:12: the custom driver has no message for 'go'",
        ),
    ],
)
def test_one_mistake_gives_one_message(text: str, expected: str) -> None:
    found = complaints(text)
    assert expected in found
    assert len(found) <= 2  # a driver without exactly one entry also lacks what the entry would hold


@pytest.mark.parametrize(
    ("driver", "expected"),
    [
        ("state: {topic: a/+, properties: {}}", "a topic may not hold '+'"),
        ("state: {topic: a/../b, properties: {}}", "a topic may not hold an empty level or '..'"),
        ("state: {topic: $SYS/a, properties: {}}", "topics that start with $ belong to the broker"),
        ("state: {topic: '', properties: {}}", "the topic is empty"),
        ("state: {topic: a, properties: {onn: /x}}", "unknown property 'onn', did you mean 'on'?"),
        ("state: {topic: a, properties: {on: x}}", "'x' is no JSON pointer; write it like /water/level"),
        ("commands: {turn_onn: {topic: a}}", "unknown command 'turn_onn', did you mean"),
        ("commands: {turn_on: {topic: '{a}'}}", "a topic may not hold '{'"),
        ("commands: {turn_on: {topic: a, payload: [{b: '{level}'}]}}", "unknown argument 'level'"),
        ("commands: {turn_on: {topik: a}}", "unknown key 'topik', did you mean 'topic'?"),
        ("availability: {topic: a/#}", "a topic may not hold '#'"),
        ("ask: {topic: a/#}", "a topic may not hold '#'"),
    ],
)
def test_mistakes_of_a_custom_driver(driver: str, expected: str) -> None:
    assert any(
        expected in line for line in complaints(f"name: A\ntype: switch\ndriver: {{custom: {{{driver}}}}}")
    )


def test_all_mistakes_at_once_in_the_files_order() -> None:
    found = complaints("name: A\nid: Big\nrisk: high\nares: x\n")
    assert [line.split(":")[0] for line in found] == ["2", "3", "4"]


@pytest.mark.parametrize("data", [None, 3, "text", [], {"name": None}, {"name": "A", "commands": []}])
def test_other_shapes_are_refused(data: object) -> None:
    found, issues = parse_device(data, "x")
    assert found is None
    assert issues


def test_without_any_id() -> None:
    found, issues = parse_device({"name": "A"})
    assert found is None
    assert [issue.message for issue in issues] == ["the key 'id' is missing"]


def test_a_mistake_in_yaml_itself_is_a_config_error() -> None:
    with pytest.raises(ConfigError, match="duplicate key"):
        parse("name: A\nname: B\n", "f.yaml")
