from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from homefuse.evaluate.judge import judge
from homefuse.types import About, Action, Decision, Outcome, Reason, Rejected
from tests.evaluate.small_home import NOW, act, do, seen, want
from tests.evaluate.small_home import wanted as w

if TYPE_CHECKING:
    from homefuse.evaluate.cases import Expect

REJECT = Decision("c", Outcome.REJECT, reason=Reason.NOT_FOR_ME, say="That was not for me.")
DIM = do("lamp", "set_brightness", brightness=30)
COLOUR = do("lamp", "set_color", color="blue")
LATER = replace(do("lamp", "turn_off"), after_s=600.0)


def met(decision: Decision, *expects: Expect, **states: Any) -> bool:
    return judge(seen(**states), decision, expects).met


@pytest.mark.parametrize(
    ("outcome", "right"),
    [("reject", True), (["reject", "clarify"], True), ("act", False), (["clarify", "answer"], False)],
)
def test_outcome(outcome: Any, right: bool) -> None:
    assert met(REJECT, want(outcome=outcome)) is right


ACTIONS: list[tuple[str, Decision, dict[str, Any], bool]] = [
    ("the same", act(DIM), {"actions": [w("lamp", "set_brightness", brightness=30)]}, True),
    ("within 0.5", act(DIM), {"actions": [w("lamp", "set_brightness", brightness=30.4)]}, True),
    ("beyond 0.5", act(DIM), {"actions": [w("lamp", "set_brightness", brightness=31)]}, False),
    ("in range", act(DIM),
     {"actions": [w("lamp", "set_brightness", brightness={"min": 20, "max": 35})]}, True),
    ("out of range", act(DIM), {"actions": [w("lamp", "set_brightness", brightness={"min": 31})]}, False),
    ("one of", act(DIM), {"actions": [w("lamp", "set_brightness", brightness={"one_of": [30, 50]})]}, True),
    ("other command", act(do("lamp", "turn_off")), {"actions": [w("lamp", "turn_on")]}, False),
    ("other device", act(do("ceiling", "turn_on")), {"actions": [w("lamp", "turn_off")]}, False),
    ("colour by another name", act(COLOUR), {"actions": [w("lamp", "set_color", color=[0, 0, 250])]}, True),
    ("another colour", act(COLOUR), {"actions": [w("lamp", "set_color", color="red")]}, False),
    ("half a step", act(do("heater", "set_temperature", temperature=22.2)),
     {"actions": [w("heater", "set_temperature", temperature=22)]}, True),
    ("more than half a step", act(do("heater", "set_temperature", temperature=22.3)),
     {"actions": [w("heater", "set_temperature", temperature=22)]}, False),
    ("any order", act(DIM, do("ceiling", "turn_on")),
     {"actions": [w("ceiling", "turn_on"), w("lamp", "set_brightness", brightness=30)]}, True),
    ("said twice", act(DIM, DIM), {"actions": [w("lamp", "set_brightness", brightness=30)]}, True),
    ("one too many", act(DIM, do("ceiling", "turn_on")),
     {"actions": [w("lamp", "set_brightness", brightness=30)]}, False),
    ("one too few", act(DIM),
     {"actions": [w("lamp", "set_brightness", brightness=30), w("ceiling", "turn_on")]}, False),
    ("nothing wanted", act(DIM), {"actions": []}, False),
    ("nothing wanted, nothing done", act(), {"actions": []}, True),
    ("absent argument is its default", act(do("maker", "brew")),
     {"actions": [w("maker", "brew", drink="espresso")]}, True),
    ("default may be left out of the wish", act(do("maker", "brew", drink="espresso")),
     {"actions": [w("maker", "brew")]}, True),
    ("not the default", act(do("maker", "brew", drink="latte")), {"actions": [w("maker", "brew")]}, False),
    ("an argument nobody wanted", act(do("maker", "brew", shots=2)),
     {"actions": [w("maker", "brew")]}, False),
    ("a subset", act(do("maker", "brew", shots=2)),
     {"actions": [w("maker", "brew")], "args_mode": "subset"}, True),
    ("a subset with another value", act(do("maker", "brew", shots=2)),
     {"actions": [w("maker", "brew", shots=3)], "args_mode": "subset"}, False),
    ("a number as an option", act(do("maker", "brew", drink="7")),
     {"actions": [w("maker", "brew", drink=7)]}, True),
    ("words of a text", act(do("notes", "add", item="Oat milk.")),
     {"actions": [w("notes", "add", item="oat milk")]},
     True),
    ("an empty text", act(do("notes", "add", item="")),
     {"actions": [w("notes", "add", item="oat milk")]}, False),
    ("no such device", act(do("nothing", "turn_on")), {"actions": [w("nothing", "turn_on")]}, True),
]  # fmt: skip


@pytest.mark.parametrize(
    ("decision", "expect", "right"), [row[1:] for row in ACTIONS], ids=[row[0] for row in ACTIONS]
)
def test_actions(decision: Decision, expect: dict[str, Any], right: bool) -> None:
    assert met(decision, want(outcome="act", **expect)) is right
    assert met(replace(decision, outcome=Outcome.CONFIRM), want(outcome="confirm", **expect)) is right


def test_ranges_that_overlap_are_given_out_so_that_all_are_met() -> None:
    narrow = w("lamp", "set_brightness", brightness={"min": 10, "max": 20})
    wide = w("lamp", "set_brightness", brightness={"min": 10, "max": 90})
    decided = act(do("lamp", "set_brightness", brightness=15), do("lamp", "set_brightness", brightness=50))
    assert met(decided, want(outcome="act", actions=[wide, narrow]))
    assert met(decided, want(outcome="act", actions=[narrow, wide]))


@pytest.mark.parametrize(
    ("action", "state", "right"),
    [
        (w("lamp", "turn_on"), {}, True),  # it is on
        (w("lamp", "turn_off"), {}, False),
        (w("ceiling", "turn_off"), {}, True),
        (w("ceiling", "turn_off"), {"ceiling": {"on": None}}, False),  # nobody knows
        (w("lamp", "set_brightness", brightness=40), {}, True),
        (w("lamp", "set_brightness", brightness={"min": 30, "max": 50}), {}, True),
        (w("lamp", "set_brightness", brightness={"min": 50, "max": 60}), {}, False),
        (w("lamp", "set_color", color=[255, 0, 0]), {}, True),
        (w("maker", "descale"), {}, False),  # no state shows it
        (w("nothing", "turn_on"), {}, False),
        ({**w("lamp", "turn_on"), "after": 60}, {}, False),  # it may be off by then
    ],
)
def test_an_action_that_would_change_nothing_may_be_left_out(
    action: dict[str, Any], state: dict[str, Any], right: bool
) -> None:
    assert met(act(), want(outcome="act", actions=[action]), **state) is right


@pytest.mark.parametrize(
    ("due", "wanted_due", "right"),
    [
        ({"after_s": 600.0}, {"after": 600}, True),
        ({"after_s": 606.0}, {"after": 600}, True),  # 1 %
        ({"after_s": 607.0}, {"after": 600}, False),
        ({"after_s": 600.0}, {}, False),
        ({}, {"after": 600}, False),
        ({"at": NOW + timedelta(minutes=10)}, {"after": 600}, True),
        ({"after_s": 600.0}, {"at": "2026-03-02T18:10:00"}, True),
        ({"at": NOW + timedelta(hours=11)}, {"at": "2026-03-03T05:00:30"}, True),
        ({"at": NOW + timedelta(hours=11)}, {"at": "2026-03-03T05:02:00"}, False),
        ({"at": NOW + timedelta(hours=11)}, {"at": "2026-03-03T05:00:00+01:00"}, True),
        ({"at": NOW}, {}, True),
    ],
)
def test_when(due: dict[str, Any], wanted_due: dict[str, Any], right: bool) -> None:
    decided = act(replace(do("lamp", "turn_off"), **due))
    assert met(decided, want(outcome="act", actions=[{**w("lamp", "turn_off"), **wanted_due}])) is right


STATE: list[tuple[str, Decision, dict[str, Any], bool]] = [
    ("reached", act(DIM), {"state": {"lamp": {"brightness": 30}}}, True),
    ("missed", act(DIM), {"state": {"lamp": {"brightness": 50}}}, False),
    ("reached already", act(), {"state": {"lamp": {"brightness": 40}}}, True),
    ("something else changed", act(DIM, do("ceiling", "turn_on")),
     {"state": {"lamp": {"brightness": 30}}}, False),
    ("another property changed", act(DIM, do("lamp", "turn_off")),
     {"state": {"lamp": {"brightness": 30}}}, False),
    ("which may change", act(DIM, do("lamp", "turn_off")),
     {"state": {"lamp": {"brightness": 30}}, "ignore": {"lamp": ["on"]}}, True),
    ("a device that may change", act(DIM, do("ceiling", "turn_on")),
     {"state": {"lamp": {"brightness": 30}}, "ignore": {"ceiling": ["on"]}}, True),
    ("set to what it was", act(DIM, do("ceiling", "turn_off")),
     {"state": {"lamp": {"brightness": 30}}}, True),
    ("in a range", act(DIM), {"state": {"lamp": {"brightness": {"min": 1, "max": 39}}}}, True),
    ("out of the range", act(DIM), {"state": {"lamp": {"brightness": {"min": 31}}}}, False),
    ("one of", act(DIM), {"state": {"lamp": {"brightness": {"one_of": [20, 30]}}}}, True),
    ("changed", act(COLOUR), {"state": {"lamp": {"color": {"changed": True}}}}, True),
    ("not changed", act(do("lamp", "set_color", color=(255, 0, 0))),
     {"state": {"lamp": {"color": {"changed": True}}}}, False),
    ("a colour", act(COLOUR), {"state": {"lamp": {"color": [0, 0, 255]}}}, True),
    ("an unknown device", act(), {"state": {"nothing": {"on": True}}}, False),
    ("later counts as done", act(LATER), {"state": {"lamp": {"on": False}}}, True),
    ("no effect that anybody knows", act(DIM, do("maker", "descale")),
     {"state": {"lamp": {"brightness": 30}}}, False),
    ("on a device that is not there", act(do("nothing", "turn_on")), {"state": {}}, False),
    ("nothing may change", act(DIM), {"state": {}}, False),
    ("nothing changes", act(), {"state": {}}, True),
    ("actions and state", act(DIM),
     {"state": {"lamp": {"brightness": 30}}, "actions": [w("lamp", "turn_on")]}, False),
]  # fmt: skip


@pytest.mark.parametrize(
    ("decision", "expect", "right"), [row[1:] for row in STATE], ids=[row[0] for row in STATE]
)
def test_state(decision: Decision, expect: dict[str, Any], right: bool) -> None:
    assert met(decision, want(outcome=["act", "confirm"], **expect)) is right
    assert (
        met(replace(decision, outcome=Outcome.CONFIRM), want(outcome=["act", "confirm"], **expect)) is right
    )


ON = About("lamp", "on", True)


@pytest.mark.parametrize(
    ("told", "about", "right"),
    [
        ([ON], [{"device": "lamp", "property": "on", "value": True}], True),
        ([ON], [{"device": "lamp", "property": "on"}], True),
        ([ON], [{"device": "lamp", "property": "on", "value": False}], False),
        ([ON, About("lamp", "brightness", 40)], [{"device": "lamp", "property": "on"}], True),
        ([ON, About("ceiling", "on", False)], [{"device": "lamp", "property": "on"}], False),
        ([], [{"device": "lamp", "property": "on"}], False),
        ([About("lamp", "brightness", 40)], [{"device": "lamp", "property": "on"}], False),
    ],
)
def test_about(told: list[About], about: list[dict[str, Any]], right: bool) -> None:
    decision = Decision("c", Outcome.ANSWER, about=tuple(told))
    assert met(decision, want(outcome="answer", about=about)) is right


@pytest.mark.parametrize(
    ("offered", "right"), [(("lamp", "ceiling", "door"), True), (("lamp",), False), ((), False)]
)
def test_choices_must_be_offered(offered: tuple[str, ...], right: bool) -> None:
    decision = Decision("c", Outcome.CLARIFY, choices=offered)
    assert met(decision, want(outcome="clarify", choices=["ceiling", "lamp"])) is right


@pytest.mark.parametrize(
    ("expect", "right"),
    [
        ({"reason": "not_for_me"}, True),
        ({"reason": ["unsure", "not_for_me"]}, True),
        ({"reason": "unsupported"}, False),
        ({"rejected_count": 0}, True),
        ({"rejected_count": 1}, False),
        ({"say_contains": "for me"}, True),
        ({"say_contains": ["sorry", "FOR ME"]}, True),
        ({"say_contains": ["sorry"]}, False),
    ],
)
def test_reason_parts_and_words(expect: dict[str, Any], right: bool) -> None:
    assert met(REJECT, want(outcome="reject", **expect)) is right


def test_rejected_parts_are_counted() -> None:
    decided = act(DIM, rejected=(Rejected("the sauna", Reason.NO_SUCH_DEVICE),))
    assert met(decided, want(outcome="act", rejected_count=1))


@pytest.mark.parametrize(
    "finer", [{"reason": "unsure"}, {"choices": ["lamp"]}, {"about": []}, {"actions": []}]
)
def test_what_belongs_to_another_outcome_is_not_asked(finer: dict[str, Any]) -> None:
    assert met(
        Decision("c", Outcome.CANCEL), want(outcome=["cancel", "reject", "clarify", "answer"], **finer)
    )


def test_a_rejection_carries_no_actions() -> None:
    assert not met(replace(REJECT, actions=(DIM,)), want(outcome="reject"))


def test_one_of_several_expectations_is_enough() -> None:
    expects = [want(outcome="clarify"), want(outcome="act", actions=[w("lamp", "turn_on")])]
    verdict = judge(seen(), act(do("lamp", "turn_off")), expects)
    assert not verdict.met
    assert verdict.why == ("not wanted: lamp.turn_off()",)  # against the nearer one, whose wish is fulfilled
    assert judge(seen(), Decision("c", Outcome.CLARIFY), expects).met


def test_no_expectation_is_met_by_nothing() -> None:
    assert not judge(seen(), REJECT, []).met


@pytest.mark.parametrize(
    ("decision", "expect", "count"),
    [
        (act(DIM), {"outcome": "reject"}, 1),
        (act(DIM, LATER), {"outcome": ["reject", "clarify"], "actions": []}, 2),
        (act(DIM), {"outcome": "act", "actions": [w("ceiling", "turn_on")]}, 1),
        (
            act(DIM),
            {"outcome": "act", "actions": [w("lamp", "turn_off")]},
            0,
        ),  # wrong, but asked for there
        (act(DIM), {"outcome": "act", "state": {"lamp": {"on": False}}}, 0),
        (act(DIM), {"outcome": "act", "state": {}, "ignore": {"ceiling": ["on"]}}, 1),
        (act(DIM), {"outcome": "confirm"}, 0),
        (act(DIM), {"outcome": "act"}, 0),
        (REJECT, {"outcome": "act"}, 0),
        (act(DIM, outcome=Outcome.CONFIRM), {"outcome": "reject"}, 0),  # it asks first
        (act(DIM, outcome=Outcome.UNDO), {"outcome": "reject"}, 1),
        (act(DIM, outcome=Outcome.UNDO), {"outcome": "undo", "rejected_count": 3}, 0),
    ],
)
def test_false_actions(decision: Decision, expect: dict[str, Any], count: int) -> None:
    assert len(judge(seen(), decision, [want(**expect)]).false_actions) == count


def test_an_action_is_not_false_if_any_expectation_admits_it() -> None:
    expects = [want(outcome="reject"), want(outcome="act", actions=[w("lamp", "turn_off")])]
    assert judge(seen(), act(DIM), expects).false_actions == ()
    assert judge(seen(), act(do("ceiling", "turn_on")), expects).false_actions == (do("ceiling", "turn_on"),)


UNLOCK, LOCK = do("door", "unlock"), do("door", "lock")


@pytest.mark.parametrize(
    ("decision", "expect", "unconfirmed", "wrong"),
    [
        (act(UNLOCK), {"outcome": "confirm", "actions": [w("door", "unlock")]}, 1, 0),
        (act(UNLOCK), {"outcome": "confirm", "state": {"door": {"locked": False}}}, 1, 0),
        (act(UNLOCK), {"outcome": ["act", "confirm"], "state": {"door": {"locked": False}}}, 0, 0),
        (act(UNLOCK), {"outcome": "act", "actions": [w("door", "unlock")]}, 0, 0),
        (act(UNLOCK), {"outcome": "act", "actions": [w("door", "lock")]}, 0, 1),
        (act(UNLOCK), {"outcome": "reject"}, 0, 1),
        (act(DIM, UNLOCK), {"outcome": "act", "actions": [w("lamp", "turn_off")]}, 0, 1),
        (act(UNLOCK, outcome=Outcome.CONFIRM), {"outcome": "reject"}, 0, 0),
        (act(DIM), {"outcome": "reject"}, 0, 0),
    ],
)
def test_sensitive(decision: Decision, expect: dict[str, Any], unconfirmed: int, wrong: int) -> None:
    verdict = judge(seen(), decision, [want(**expect)])
    assert (len(verdict.sensitive_unconfirmed), len(verdict.sensitive_wrong)) == (unconfirmed, wrong)


some_action = st.sampled_from(
    [DIM, COLOUR, LATER, UNLOCK, LOCK, do("ceiling", "turn_on"), do("maker", "descale")]
)
some_actions = st.lists(some_action, max_size=5, unique_by=lambda action: (action.device, action.command))


def as_wanted(action: Action) -> dict[str, Any]:
    delay = {} if action.after_s is None else {"after": action.after_s}
    return {**w(action.device, action.command, **action.args), **delay}


@given(some_actions, st.randoms())
def test_a_decision_meets_its_own_actions_in_any_order(actions: list[Action], random: Any) -> None:
    listed = [as_wanted(action) for action in actions]
    random.shuffle(listed)
    verdict = judge(seen(), act(*actions), [want(outcome="act", actions=listed)])
    assert verdict.met
    assert verdict.why == verdict.false_actions == verdict.sensitive_wrong == ()


@given(some_actions)
def test_always_rejecting_is_never_a_false_action(actions: list[Action]) -> None:
    verdict = judge(seen(), REJECT, [want(outcome="act", actions=[as_wanted(action) for action in actions])])
    assert not verdict.met
    assert verdict.why
    assert verdict.false_actions == verdict.sensitive_unconfirmed == verdict.sensitive_wrong == ()
