from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from homefuse.devices.loader import home_from_dict
from training.data.denote import Names, denote_in_areas, denote_name, denote_noun, here
from training.data.sample import Scene

if TYPE_CHECKING:
    from homefuse.devices.model import Device, Home


@pytest.fixture(scope="module")
def home() -> Home:
    devices = [
        {"id": "ceiling", "name": "Ceiling light", "area": "living", "type": "light"},
        {"id": "floor", "name": "Floor lamp", "area": "living", "type": "light", "features": ["brightness"]},
        {"id": "hob", "name": "Hob light", "area": "kitchen", "type": "light"},
        {"id": "kitchen_blind", "name": "Left blind", "area": "kitchen", "type": "cover", "kind": "blind"},
        {"id": "right_blind", "name": "Right blind", "area": "kitchen", "type": "cover", "kind": "blind"},
        {"id": "front", "name": "Front door", "area": "kitchen", "type": "lock"},
        {"id": "back", "name": "Back door", "area": "living", "type": "lock"},
        {
            "id": "pir",
            "name": "Living motion",
            "area": "living",
            "type": "binary_sensor",
            "measures": "motion",
        },
        {
            "id": "pir2",
            "name": "Hob motion",
            "area": "kitchen",
            "type": "binary_sensor",
            "measures": "motion",
        },
    ]
    areas = [{"id": "living", "name": "Living room"}, {"id": "kitchen", "name": "Kitchen"}]
    return home_from_dict({"areas": areas, "devices": devices})[0]


def _any(_: Device) -> bool:
    return True


def _dimmable(device: Device) -> bool:
    return "set_brightness" in device.commands


@pytest.mark.parametrize(
    ("noun", "plural", "where", "expected", "clarify"),
    [
        ("light", False, "kitchen", ["hob"], False),
        ("light", False, "living", ["ceiling", "floor"], False),
        ("lights", True, "living", ["ceiling", "floor"], False),
        ("lights", True, None, ["ceiling", "floor", "hob"], False),
        ("light", False, None, ["ceiling", "floor", "hob"], True),
        ("lamp", False, "living", ["floor"], False),
        ("blind", False, "kitchen", ["kitchen_blind", "right_blind"], True),
        ("blinds", True, "living", ["kitchen_blind", "right_blind"], False),
        ("door", False, None, ["front", "back"], True),
        ("door", False, "living", ["back"], False),
    ],
)
def test_noun(
    home: Home, noun: str, plural: bool, where: str | None, expected: list[str], clarify: bool
) -> None:
    denoted = denote_noun(Names(home), noun, plural=plural, where=where, fits=_any)
    assert denoted is not None
    assert [d.id for d in denoted.devices] == expected
    assert denoted.clarify is clarify


def test_group_words_never_reach_a_lock(home: Home) -> None:
    assert denote_noun(Names(home), "doors", plural=True, where=None, fits=_any) is None


def test_only_what_has_the_command_is_meant(home: Home) -> None:
    denoted = denote_in_areas(Names(home), "lights", ("living",), plural=True, fits=_dimmable)
    assert denoted is not None
    assert [d.id for d in denoted.devices] == ["floor"]


def test_part_of_a_name(home: Home) -> None:
    names = Names(home)
    blind = denote_name(names, "blind", None, _any)
    assert blind is not None
    assert blind.clarify
    hob = denote_name(names, "the hob", "living", _any)
    assert hob is not None
    assert [d.id for d in hob.devices] == ["hob"]


def test_a_rooms_name_is_no_device(home: Home) -> None:
    assert denote_name(Names(home), "kitchen", None, _any) is None


@pytest.mark.parametrize(
    ("area", "sensors", "expected"),
    [
        ("kitchen", {}, "kitchen"),
        (None, {"pir": {"value": True, "age": 5}, "pir2": {"value": False, "age": 5}}, "living"),
        (None, {"pir": {"value": True, "age": 5}, "pir2": {"value": True, "age": 9000}}, "living"),
        (None, {"pir": {"value": True, "age": 5}, "pir2": {"value": True, "age": 5}}, None),
        (None, {}, None),
    ],
)
def test_here(
    home: Home, area: str | None, sensors: dict[str, dict[str, object]], expected: str | None
) -> None:
    assert here(Scene("h", home, {}, sensors, area)) == expected
