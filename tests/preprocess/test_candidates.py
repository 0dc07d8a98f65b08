from __future__ import annotations

import pytest

from homefuse.devices.model import Argument
from homefuse.preprocess.candidates import Item, ItemKind, device_texts, items_of, options_of, type_words
from tests.preprocess.rooms import HOME, device


def item(device_id: str, kind: ItemKind, name: str) -> Item:
    """The item of that kind whose own name it is."""
    return next(i for i in items_of(device(device_id)) if i.kind is kind and name in (*i.names, i.option))


def test_commands_are_followed_by_their_arguments_and_options() -> None:
    kinds = [(i.kind.name, i.option or i.names[0]) for i in items_of(device("maker"))]
    assert kinds == [
        ("COMMAND", "brew"),
        ("ARGUMENT", "drink"),
        ("OPTION", "flat white"),
        ("OPTION", "latte"),
        ("ARGUMENT", "size"),
        ("OPTION", "small"),
        ("OPTION", "large"),
        ("ARGUMENT", "shots"),
        ("COMMAND", "set cup warmer"),
        ("ARGUMENT", "on"),
        ("OPTION", "true"),
        ("OPTION", "false"),
        ("PROPERTY", "water level"),
        ("PROPERTY", "warm"),
    ]


@pytest.mark.parametrize(
    ("device_id", "kind", "name", "text"),
    [
        ("maker", ItemKind.COMMAND, "brew", "brew; make a size drink"),
        ("maker", ItemKind.ARGUMENT, "drink", "brew: drink (flat white, latte)"),
        ("maker", ItemKind.OPTION, "flat white", "drink flat white"),
        ("maker", ItemKind.PROPERTY, "water level", "state: water level in %"),
        ("floor_lamp", ItemKind.COMMAND, "turn on", "light: turn on; turn on, switch on"),
        ("floor_lamp", ItemKind.ARGUMENT, "brightness", "set brightness: brightness in %"),
        ("floor_lamp", ItemKind.PROPERTY, "on", "light lamp state: on"),
        ("fan", ItemKind.OPTION, "oscillating off", "oscillating oscillating off"),
    ],
)
def test_descriptions(device_id: str, kind: ItemKind, name: str, text: str) -> None:
    assert item(device_id, kind, name).text.strip() == text


def test_a_command_can_be_named_by_each_of_its_ways() -> None:
    assert {"turn on", "switch on"} <= set(item("floor_lamp", ItemKind.COMMAND, "turn on").names)


def test_devices_are_what_they_are_called_and_where_they_are() -> None:
    assert device_texts(device("floor_lamp"), HOME) == (
        "Floor lamp, reading light",
        "light lamp bulb lighting in the Living room",
    )
    assert device_texts(device("maker"), HOME) == ("Coffee maker", "")


def test_a_kind_has_its_own_words() -> None:
    assert "blind" in type_words(device("blind"))
    assert type_words(device("maker")) == ()


def test_booleans_have_two_options() -> None:
    assert options_of(Argument("on", "boolean")) == ("true", "false")
    assert options_of(Argument("level", "number")) == ()


def test_equal_devices_share_their_texts() -> None:
    on = item("floor_lamp", ItemKind.COMMAND, "turn on").text
    assert item("bed_lamp", ItemKind.COMMAND, "turn on").text == on
