from __future__ import annotations

import pytest

from homefuse.publish.agreement import agrees, disagreement, expected
from homefuse.publish.drivers import driver_of
from homefuse.types import Action
from tests.publish.devices import standard

LAMP = standard("light", {"zigbee2mqtt": "lamp"})


@pytest.mark.parametrize(
    ("name", "wanted", "told", "same"),
    [
        ("on", True, True, True),
        ("on", True, False, False),
        ("on", True, 1, True),
        ("brightness", 30, 29.6, True),
        ("brightness", 30, 33, False),
        ("position", 50, 52, True),
        ("position", 50, 60, False),
        ("color_temperature", 4000, 4050, True),
        ("temperature", 21, 22, False),
        ("color", "red", (255, 0, 0), True),
        ("color", (254, 1, 0), (255, 0, 0), True),
        ("color", "red", (0, 0, 255), False),
        ("color", "aurora", "aurora", True),
        ("mode", "heat", "cool", False),
        ("mode", "heat", "heat", True),
        ("color", "red", None, False),
    ],
)
def test_values_agree_as_a_person_would_judge(name, wanted, told, same) -> None:
    assert agrees(name, wanted, told) is same


def test_only_what_the_device_can_tell_is_expected() -> None:
    driver = driver_of(LAMP)
    brightness = Action("thing", "set_brightness", {"brightness": 30})
    assert expected(LAMP, driver, brightness, {}) == {"brightness": 30, "on": True}
    assert expected(LAMP, driver, Action("thing", "set_effect", {"effect": "blink"}), {}) == {"on": True}
    siren = standard("siren", {"zigbee2mqtt": "horn"})
    assert expected(siren, driver_of(siren), Action("thing", "turn_on"), {}) == {}


def test_a_disagreement_is_put_into_words() -> None:
    assert disagreement({"on": True}, {"on": True, "brightness": 3}) is None
    assert disagreement({"on": True}, {"on": False}) == "on is False, not True"
    assert disagreement({"on": True}, {}) == "on is not reported"
