from __future__ import annotations

from datetime import datetime

import pytest

from homefuse.decide.say import say_about, say_actions, say_choices, say_confirm, say_outcome, say_reason
from homefuse.types import About, Action, Outcome, Reason, Rejected
from tests.decide.said import HOME

AT_SEVEN = datetime(2026, 3, 3, 7)  # noqa: DTZ001  local time


@pytest.mark.parametrize(
    ("actions", "words"),
    [
        ([Action("lamp", "turn_on")], "Lamp on."),
        ([Action("lamp", "set_brightness", {"brightness": 30})], "Lamp: brightness 30 percent."),
        ([Action("heater", "set_temperature", {"temperature": 21.5})], "Heater: temperature 21.5 degrees."),
        ([Action("lamp", "turn_on", after_s=600)], "Lamp on in 10 minutes."),
        ([Action("lamp", "turn_on", after_s=3600)], "Lamp on in 1 hour."),
        ([Action("lamp", "turn_on", after_s=90)], "Lamp on in 90 seconds."),
        ([Action("blinds", "open", at=AT_SEVEN)], "Blinds opening at 07:00."),
        ([Action("maker", "brew", {"drink": "latte", "shots": 2})], "Coffee maker: brew latte, 2."),
        ([Action("lamp", "turn_on"), Action("radio", "mute")], "Lamp on, Radio muted."),
        ([Action(d, "turn_off") for d in ("lamp", "spots", "radio", "heater", "maker")],
         "Lamp off, Spots off, Radio off, and 2 more."),
    ],
)  # fmt: skip
def test_what_is_done(actions: list[Action], words: str) -> None:
    assert say_actions(actions, HOME) == words


def test_what_is_left_undone_is_said_too() -> None:
    said = say_actions(
        [Action("lamp", "turn_on")], HOME, [Rejected("Spots: 150 percent", Reason.OUT_OF_RANGE)]
    )
    assert said == "Lamp on. Spots: 150 percent. That value is out of range."


@pytest.mark.parametrize(
    ("action", "words"),
    [
        (Action("door", "unlock"), "Shall I really unlock the Front door?"),
        (Action("garage", "open"), "Shall I really open the Garage door?"),
        (
            Action("garage", "set_position", {"position": 50}),
            "Shall I really set the Garage door: position 50 percent?",
        ),
    ],
)
def test_what_is_confirmed(action: Action, words: str) -> None:
    assert say_confirm([action], HOME) == words


@pytest.mark.parametrize(
    ("devices", "words"),
    [
        ([], "Which one do you mean?"),
        (["lamp"], "Do you mean Lamp?"),
        (["lamp", "spots"], "Which one: Lamp or Spots?"),
        (["lamp", "spots", "radio"], "Which one: Lamp, Spots or Radio?"),
    ],
)
def test_choices(devices: list[str], words: str) -> None:
    assert say_choices(devices, HOME) == words


@pytest.mark.parametrize(
    ("fact", "words"),
    [
        (About("lamp", "on", False), "Lamp is off."),
        (About("lamp", "brightness", 40), "Lamp brightness is 40 percent."),
        (About("door", "locked", True), "Front door is locked."),
        (About("garage", "position", 0), "Garage door is closed."),
        (About("garage", "position", 100), "Garage door is open."),
        (About("garage", "position", 40), "Garage door position is 40 percent."),
        (About("heater", "current_temperature", 18.5), "Heater current temperature is 18.5 degrees."),
        (About("meter", "value", 120), "Power meter is 120 W."),
        (About("radio", "muted", False), "Radio muted is off."),
        (About("lamp", "color", None), "Lamp: color is not known."),
    ],
)
def test_answers(fact: About, words: str) -> None:
    assert say_about([fact], HOME) == words


def test_no_fact_is_no_answer() -> None:
    assert say_about([], HOME) == "I do not know."


@pytest.mark.parametrize("reason", Reason)
def test_every_reason_has_words(reason: Reason) -> None:
    assert say_reason(reason).endswith(".")


@pytest.mark.parametrize(
    ("detail", "words"),
    [
        ("", "I am not sure what you mean."),
        ("Lamp: to what brightness?", "Lamp: to what brightness? I am not sure what you mean."),
        ("lamp", "Lamp. I am not sure what you mean."),
    ],
)
def test_details_come_first(detail: str, words: str) -> None:
    assert say_reason(Reason.UNSURE, detail) == words


def test_short_answers() -> None:
    assert say_outcome(Outcome.UNDO) == "I put it back."
    assert say_outcome(Outcome.CANCEL) == "All right, never mind."
    assert say_outcome(Outcome.ACT) == ""
