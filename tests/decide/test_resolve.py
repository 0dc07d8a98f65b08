from __future__ import annotations

from datetime import datetime

import pytest

from homefuse.decide.arguments import Impossible
from homefuse.decide.resolve import moment as seconds_until
from homefuse.decide.resolve import rejected, to_actions, without_contradictions
from homefuse.types import Action, Reason
from tests.decide.said import argument, asked, moment, said

BRIGHTNESS = argument("lamp", "set_brightness")


@pytest.mark.parametrize(
    ("commands", "kept"),
    [
        ([("lamp", "turn_on", 0.9), ("lamp", "turn_off", 0.6)], ["turn_on"]),
        ([("lamp", "turn_on", 0.6), ("lamp", "toggle", 0.9)], ["toggle"]),
        ([("lamp", "turn_on", 0.9), ("spots", "turn_off", 0.6)], ["turn_on", "turn_off"]),
        ([("blinds", "open", 0.8), ("blinds", "set_position", 0.9)], ["set_position"]),
        ([("door", "lock", 0.9), ("door", "unlock", 0.8)], ["lock"]),
        ([("radio", "play", 0.6), ("radio", "pause", 0.7)], ["pause"]),
        ([("radio", "mute", 0.6), ("radio", "unmute", 0.7)], ["unmute"]),
        ([("lamp", "turn_on", 0.8), ("lamp", "set_brightness", 0.9)], ["set_brightness"]),
        ([("heater", "turn_on", 0.8), ("heater", "set_temperature", 0.9)], ["turn_on", "set_temperature"]),
        ([("radio", "turn_on", 0.9), ("radio", "set_volume", 0.8)], ["turn_on", "set_volume"]),
        ([("lamp", "set_brightness", 0.9), ("lamp", "set_color", 0.8)], ["set_brightness", "set_color"]),
        ([("radio", "turn_on", 0.9), ("radio", "next_track", 0.8)], ["turn_on", "next_track"]),
    ],
)
def test_the_likelier_of_two_contradictions_stays(
    commands: list[tuple[str, str, float]], kept: list[str]
) -> None:
    readings = [asked(d, c, probability=p, position=i) for i, (d, c, p) in enumerate(commands)]
    assert [r.command.name for r in without_contradictions(readings)] == kept


def test_the_order_is_the_spoken_one() -> None:
    later, first = (
        asked("lamp", "turn_on", position=7),
        asked("spots", "turn_off", position=2, probability=0.6),
    )
    assert [r.device.id for r in without_contradictions([later, first])] == ["spots", "lamp"]


@pytest.mark.parametrize(("on", "becomes"), [(True, "turn_off"), (False, "turn_on"), (None, "turn_on")])
def test_toggle_is_resolved_from_the_state(on: bool | None, becomes: str) -> None:
    snapshot = moment({"lamp": {} if on is None else {"on": on}})
    assert to_actions(asked("lamp", "toggle"), snapshot) == (Action("lamp", becomes),)


def test_a_device_that_does_not_answer_is_not_sent_to() -> None:
    with pytest.raises(Impossible) as problem:
        to_actions(asked("lamp", "turn_on"), moment(away=("lamp",)))
    assert problem.value.reason is Reason.UNAVAILABLE


def test_arguments_left_to_the_device_are_left_out() -> None:
    reading = asked("maker", "brew", said(argument("maker", "brew", "drink"), "option", option="latte"),
                    said(argument("maker", "brew", "shots"), "default"))  # fmt: skip
    assert to_actions(reading, moment()) == (Action("maker", "brew", {"drink": "latte"}),)


@pytest.mark.parametrize(
    ("when", "words", "expected"),
    [
        ("now", "in ten minutes", Action("lamp", "turn_on")),
        ("after", "in ten minutes", Action("lamp", "turn_on", after_s=600)),
        ("after", "in an hour and a half", Action("lamp", "turn_on", after_s=5400)),
        ("at", "at half past nine", Action("lamp", "turn_on", at=datetime(2026, 3, 2, 21, 30))),  # noqa: DTZ001  local
        ("at", "at 7 am", Action("lamp", "turn_on", at=datetime(2026, 3, 3, 7))),  # noqa: DTZ001  local time
        ("after", "", Action("lamp", "turn_on")),
    ],
)
def test_when(when: str, words: str, expected: Action) -> None:
    assert to_actions(asked("lamp", "turn_on", when=when, timed=words), moment()) == (expected,)


def test_for_an_hour_ends_with_the_opposite() -> None:
    assert to_actions(asked("lamp", "turn_on", when="for", timed="for an hour"), moment()) == (
        Action("lamp", "turn_on"),
        Action("lamp", "turn_off", after_s=3600),
    )


def test_for_an_hour_brings_the_old_value_back() -> None:
    reading = asked(
        "lamp", "set_brightness", said(BRIGHTNESS, "set", "90 percent"), when="for", timed="for an hour"
    )
    assert to_actions(reading, moment()) == (
        Action("lamp", "set_brightness", {"brightness": 90}),
        Action("lamp", "set_brightness", {"brightness": 40}, after_s=3600),
    )


def test_for_an_hour_ends_dark_what_was_dark() -> None:
    reading = asked(
        "lamp", "set_brightness", said(BRIGHTNESS, "set", "90 percent"), when="for", timed="for an hour"
    )
    off = moment({"lamp": {"on": False, "brightness": 40}})
    assert to_actions(reading, off)[1] == Action("lamp", "turn_off", after_s=3600)


def test_what_cannot_be_brought_back_just_happens() -> None:
    reading = asked(
        "lamp", "set_brightness", said(BRIGHTNESS, "set", "90 percent"), when="for", timed="for an hour"
    )
    assert to_actions(reading, moment({"lamp": {}})) == (
        Action("lamp", "set_brightness", {"brightness": 90}),
    )


@pytest.mark.parametrize(
    ("action", "seconds"),
    [
        (Action("lamp", "turn_on"), 0),
        (Action("lamp", "turn_on", after_s=90), 90),
        (Action("lamp", "turn_on", at=datetime(2026, 3, 2, 18, 1)), 60),  # noqa: DTZ001  local time
        (Action("lamp", "turn_on", at=datetime(2026, 3, 2, 17)), 0),  # noqa: DTZ001  local time
    ],
)
def test_seconds_until_it_acts(action: Action, seconds: float) -> None:
    assert seconds_until(action, moment()) == seconds


def test_a_rejected_part_names_its_device() -> None:
    part = rejected(asked("lamp", "set_brightness"), Impossible(Reason.OUT_OF_RANGE, "150 is too much"))
    assert (part.text, part.reason) == ("Lamp: 150 is too much", Reason.OUT_OF_RANGE)
    assert rejected(asked("lamp", "turn_on"), Impossible(Reason.UNAVAILABLE, "")).text == "Lamp"
