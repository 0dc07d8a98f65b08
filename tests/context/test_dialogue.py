"""History, undo, repeated commands and confirmations."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

import pytest

from homefuse.context.history import History, overwritten
from homefuse.context.pending import PendingConfirmations, is_yes
from homefuse.context.snapshot import freeze
from homefuse.context.store import StateStore
from homefuse.context.undo import restoring_actions
from homefuse.devices.model import Argument, CommandSpec, Device, Home, PropertySpec
from homefuse.types import Action, Command, Decision, DeviceState, Outcome

LAMP = Device(
    "lamp",
    "Lamp",
    type="light",
    features=("brightness",),
    commands={
        "turn_on": CommandSpec("turn_on"),
        "turn_off": CommandSpec("turn_off"),
        "toggle": CommandSpec("toggle"),
        "set_brightness": CommandSpec(
            "set_brightness", (Argument("brightness", "number", "%", 0, 100, property="brightness"),)
        ),
    },
    properties={"on": PropertySpec("on"), "brightness": PropertySpec("brightness", "%")},
)
BLIND = Device(
    "blind",
    "Blind",
    type="cover",
    commands={"open": CommandSpec("open"), "close": CommandSpec("close"), "stop": CommandSpec("stop")},
    properties={"position": PropertySpec("position", "%")},
)
HOME = Home(devices=(LAMP, BLIND))


def acted(command_id: str = "c") -> Decision:
    return Decision(command_id, Outcome.ACT, (Action("lamp", "turn_on"),))


def test_history_forgets_after_its_time() -> None:
    history = History(kept_s=120.0)
    history.add("first", acted("1"), {}, now=0.0)
    history.add("second", acted("2"), {}, now=100.0)
    assert [(t.text, t.age_s) for t in history.recent(now=119.0)] == [("first", 119.0), ("second", 19.0)]
    assert [t.text for t in history.recent(now=121.0)] == ["second"]


def test_undo_takes_the_newest_turn_that_changed_something_once() -> None:
    history = History()
    history.add("a", acted("1"), {"lamp": {"on": False}}, now=0.0)
    history.add("b", Decision("2", Outcome.ANSWER), {}, now=1.0)
    taken = history.undoable(now=2.0)
    assert taken is not None
    assert taken.text == "a"
    history.forget(taken.decision.id)
    assert history.undoable(now=2.0) is None


def test_undo_of_a_named_command() -> None:
    history = History()
    history.add("a", acted("1"), {"lamp": {"on": False}}, now=0.0)
    history.add("b", acted("2"), {"blind": {"position": 0}}, now=1.0)
    taken = history.undoable(now=2.0, command_id="1")
    assert taken is not None
    assert taken.previous == {"lamp": {"on": False}}


def test_only_known_values_that_change_are_overwritten() -> None:
    effects = {"lamp": {"on": True, "brightness": 40}, "blind": {"position": 0}, "new": {"on": True}}
    values = {"lamp": {"on": False, "brightness": 40}, "blind": {"position": 0}}
    assert overwritten(effects, values) == {"lamp": {"on": False}}


@pytest.mark.parametrize(
    ("previous", "expected"),
    [
        ({"lamp": {"on": False, "brightness": 40}}, [Action("lamp", "turn_off")]),
        ({"lamp": {"on": True}}, [Action("lamp", "turn_on")]),
        ({"lamp": {"brightness": 40}}, [Action("lamp", "set_brightness", {"brightness": 40})]),
        ({"blind": {"position": 0}}, [Action("blind", "close")]),
        ({"blind": {"position": 30}}, []),
        ({"gone": {"on": True}}, []),
    ],
)
def test_restoring_actions(previous: dict[str, dict[str, bool | int]], expected: list[Action]) -> None:
    assert list(restoring_actions(HOME, previous)) == expected


@pytest.mark.parametrize("text", ["yes", "Yes, please!", "go ahead", "OK", "yeah do it", "sure"])
def test_yes(text: str) -> None:
    assert is_yes(text) is True


@pytest.mark.parametrize("text", ["no", "No thanks", "never mind", "nevermind", "don\u2019t", "cancel"])
def test_no(text: str) -> None:
    assert is_yes(text) is False


@pytest.mark.parametrize(
    "text", ["", "yes turn on the lamp", "no lights", "okay google", "open the garage", "yesterday"]
)
def test_neither(text: str) -> None:
    assert is_yes(text) is None


UNLOCK = Command("c", "unlock the door", area="hall")
WAITING = Decision("c", Outcome.CONFIRM, (Action("door", "unlock"),))


def test_confirmation_is_valid_once_and_for_a_minute() -> None:
    pending = PendingConfirmations(wait_s=60.0)
    pending.add(UNLOCK, WAITING, now=0.0)
    taken = pending.take(now=59.0, command_id="c")
    assert taken is not None
    assert taken.decision is WAITING
    assert pending.take(now=59.0, command_id="c") is None
    pending.add(UNLOCK, WAITING, now=0.0)
    assert pending.take(now=60.0, command_id="c") is None


def test_yes_counts_only_from_the_same_place() -> None:
    pending = PendingConfirmations()
    pending.add(UNLOCK, WAITING, now=0.0)
    assert pending.answered_by(replace(UNLOCK, id="d", text="yes", area="garden"), now=1.0) is None
    assert pending.answered_by(replace(UNLOCK, id="d", text="yes", user="child"), now=1.0) is None
    assert pending.answered_by(replace(UNLOCK, id="d", text="yes"), now=1.0) is not None


def test_newer_question_from_the_same_place_replaces_the_older() -> None:
    pending = PendingConfirmations()
    pending.add(UNLOCK, WAITING, now=0.0)
    pending.add(replace(UNLOCK, id="d"), replace(WAITING, id="d"), now=1.0)
    assert pending.take(now=2.0, command_id="c") is None
    assert pending.take(now=2.0) is not None


def test_unanswered_confirmations_expire() -> None:
    pending = PendingConfirmations(wait_s=5.0)
    pending.add(UNLOCK, WAITING, now=0.0)
    assert pending.expired(now=4.0) == []
    assert [p.decision.id for p in pending.expired(now=5.0)] == ["c"]
    assert pending.take(now=5.0) is None


def test_snapshot_holds_the_home_s_own_devices_only() -> None:
    store, history = StateStore(), History()
    store.report("lamp", {"on": True}, now=1.0)
    store.report("gone", {"on": True}, now=1.0)
    history.add("before", acted(), {}, now=2.0)
    local = datetime.fromisoformat("2026-05-01T21:30:00")
    snapshot = freeze(UNLOCK, HOME, store, history, local=local, now=3.0)
    assert snapshot.states == {"lamp": DeviceState({"on": True}, 2.0)}
    assert [turn.age_s for turn in snapshot.history] == [1.0]
    assert (snapshot.now, snapshot.command) == (local, UNLOCK)
