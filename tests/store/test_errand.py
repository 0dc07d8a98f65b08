from __future__ import annotations

from dataclasses import replace
from datetime import datetime

import pytest

from homefuse.clock import Clock
from homefuse.store.errand import (
    LATE_S,
    command_text,
    errand_text,
    expires_at,
    left_s,
    make_errand,
    read_command_text,
    read_errand_text,
    scheduled,
    valid_until,
)
from homefuse.types import Action, Command

NINE = datetime(2026, 5, 1, 21, 0)  # noqa: DTZ001  wall clocks have no zone
COMMAND = Command("c", "words", area="hall", received_at=100.0, correlation=b"\x00\xff", response_topic="r")


def clock(monotonic: float = 100.0, epoch: float = 5000.0, boot: str = "a", local: datetime = NINE) -> Clock:
    return Clock(lambda: monotonic, lambda: epoch, lambda: local, lambda: boot)


def errand(action: Action, when: Clock | None = None):
    return make_errand(COMMAND, 2, action, once=False, clock=when or clock(), until=130.0)


ACTIONS = [
    Action("lamp", "turn_on"),
    Action("lamp", "set_color", {"color": (1, 2, 3)}, after_s=60.0),
    Action("lamp", "set_brightness", {"brightness": 30.5}, at=datetime(2026, 5, 1, 22, 0)),  # noqa: DTZ001
]


@pytest.mark.parametrize("action", ACTIONS)
def test_what_is_kept_comes_back_the_same(action: Action) -> None:
    assert read_errand_text(errand_text(errand(action))) == errand(action)
    assert read_command_text(command_text(COMMAND, "a"), "a") == COMMAND


def test_words_are_not_kept_with_what_they_led_to() -> None:
    assert "words" not in errand_text(errand(ACTIONS[0]))


def test_ids_follow_from_the_command() -> None:
    one, other = errand(ACTIONS[0]), make_errand(COMMAND, 3, ACTIONS[0], once=True, clock=clock(), until=1.0)
    assert one.id == errand(ACTIONS[1]).id
    assert one.id != other.id


@pytest.mark.parametrize(
    ("action", "now", "left"),
    [
        (ACTIONS[0], clock(), 0.0),
        (ACTIONS[1], clock(110.0), 50.0),
        (ACTIONS[1], clock(110.0, epoch=9999.0), 50.0),  # the wall clock jumped
        (ACTIONS[1], clock(3.0, epoch=5020.0, boot="b"), 40.0),  # the machine was started again
        (ACTIONS[2], clock(local=datetime(2026, 5, 1, 21, 59)), 60.0),  # noqa: DTZ001
    ],
)
def test_when_it_is_due(action: Action, now: Clock, left: float) -> None:
    assert left_s(errand(action), now) == pytest.approx(left)


def test_what_was_meant_for_at_once_does_not_outlive_the_machine() -> None:
    assert expires_at(errand(ACTIONS[0]), clock(120.0)) == 130.0
    assert expires_at(errand(ACTIONS[0]), clock(5.0, boot="b")) < 5.0
    assert expires_at(errand(ACTIONS[1]), clock(3.0, epoch=5020.0, boot="b")) == pytest.approx(43.0 + LATE_S)


def test_command_of_an_earlier_start_of_the_machine_has_expired() -> None:
    found = read_command_text(command_text(COMMAND, "a"), "b")
    assert valid_until(found, clock(101.0)) < 101.0


@pytest.mark.parametrize(
    ("command", "until"),
    [
        (COMMAND, 130.0),
        (replace(COMMAND, sent_at=4990.0), 120.0),
        (replace(COMMAND, sent_at=9000.0), 130.0),  # the sender's clock is ahead
    ],
)
def test_valid_until(command: Command, until: float) -> None:
    assert valid_until(command, clock(110.0, epoch=5010.0)) == pytest.approx(until)


def test_delayed_actions_are_listed_with_their_time() -> None:
    listed = scheduled([errand(ACTIONS[2])])
    assert listed[0] == {
        "id": "c",
        "device": "lamp",
        "command": "set_brightness",
        "args": {"brightness": 30.5},
        "due": "2026-05-01T22:00:00",
    }
    due = datetime.fromisoformat(scheduled([errand(ACTIONS[1])])[0]["due"])
    assert due.timestamp() == 5060.0
