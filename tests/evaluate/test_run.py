from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from homefuse.errors import ModelError
from homefuse.evaluate.cases import Case
from homefuse.evaluate.run import Runner, evaluate
from homefuse.types import Decision, Outcome, Reason, Snapshot
from tests.evaluate.small_home import HOME, act, do
from tests.evaluate.test_cases import written

if TYPE_CHECKING:
    from pathlib import Path

    from homefuse.devices.model import Home

SAID = {
    "lamp off": act(do("lamp", "turn_off"), confidence=0.9),
    "which lamp": Decision("c", Outcome.CLARIFY, choices=("lamp", "ceiling")),
}


def reject(_: Snapshot) -> Decision:
    return Decision("c", Outcome.REJECT, reason=Reason.NOT_FOR_ME, confidence=0.8)


class Parrot:
    """Knows two sentences, and keeps what it was shown."""

    def __init__(self) -> None:
        self.shown: list[Snapshot] = []

    def __call__(self, seen: Snapshot) -> Decision:
        self.shown.append(seen)
        return SAID.get(seen.command.text) or reject(seen)


def cases_of(folder: Path, *lines: dict[str, Any]) -> list[Case]:
    path = written(folder)
    keys = {"home": "home.json", "file": path}
    return [
        Case.model_validate({"id": f"c{i}", "line": i, **keys, **line}) for i, line in enumerate(lines, 1)
    ]


OFF = {"text": "lamp off", "expect": {"outcome": "act", "state": {"lamp": {"on": False}}}}
CHAT = {"text": "nice lamp", "expect": {"outcome": "reject", "reason": "not_for_me"}}


def test_every_case_is_decided_and_judged(tmp_path: Path) -> None:
    told: list[str] = []
    report = evaluate(
        cases_of(tmp_path, OFF, CHAT), Parrot(), on_result=lambda result: told.append(result.case.id)
    )
    assert (report.total.cases, report.total.met) == (2, 2)
    assert told == ["c1", "c2"]
    assert report.failures == ()


def test_always_rejecting_fails_what_must_act_and_never_acts_falsely(tmp_path: Path) -> None:
    report = evaluate(cases_of(tmp_path, OFF, CHAT), reject)
    assert [result.case.id for result in report.failures] == ["c1"]
    assert report.false_actions == report.sensitive_wrong == 0


def test_what_needs_eyes_or_ears_is_skipped_not_failed(tmp_path: Path) -> None:
    seeing = {**OFF, "cameras": {"den_cam": "x.jpg"}}
    report = evaluate(cases_of(tmp_path, seeing, {"audio": "x.wav"}, OFF), Parrot())
    assert report.skipped == {"needs vision": 1, "needs voice": 1}
    assert (report.total.cases, len(report.results)) == (1, 3)
    able = evaluate(cases_of(tmp_path, seeing), Runner(Parrot(), can=frozenset({"vision"})))
    assert able.total.met == 1


def test_without_an_expectation_there_is_a_decision_but_no_verdict(tmp_path: Path) -> None:
    report = evaluate(cases_of(tmp_path, {"text": "lamp off"}), Parrot())
    assert report.skipped == {"expects nothing": 1}
    assert report.results[0].decision == SAID["lamp off"]


def test_history_is_decided_first_and_each_knows_what_came_before(tmp_path: Path) -> None:
    parrot = Parrot()
    keys = {"history": ["which lamp", "lamp off"], "state": {"lamp": {"brightness": 7}}, "area": "den"}
    evaluate(cases_of(tmp_path, {**CHAT, **keys}), parrot)
    assert [seen.command.text for seen in parrot.shown] == ["which lamp", "lamp off", "nice lamp"]
    assert [len(seen.history) for seen in parrot.shown] == [0, 1, 2]
    assert {seen.states["lamp"].values["brightness"] for seen in parrot.shown} == {7}
    assert {seen.command.area for seen in parrot.shown} == {"den"}
    older, newer = parrot.shown[-1].history
    assert (older.text, older.decision) == ("which lamp", SAID["which lamp"])
    assert newer.previous == {"lamp": {"on": True}}
    assert older.age_s > newer.age_s > 0


def test_a_home_is_prepared_before_its_first_case_only(tmp_path: Path) -> None:
    prepared: list[Home] = []
    evaluate(cases_of(tmp_path, OFF, CHAT, OFF), Runner(Parrot(), prepare=prepared.append))
    assert prepared == [HOME]


def test_the_time_of_history_and_preparation_does_not_count(tmp_path: Path) -> None:
    ticks = iter([10.0, 10.25])
    runner = Runner(Parrot(), clock=lambda: next(ticks))
    (case,) = cases_of(tmp_path, {**OFF, "history": ["which lamp"]})
    assert runner.judged(case).ms == pytest.approx(250)


def test_a_decider_that_gives_up_fails_the_case_with_its_words(tmp_path: Path) -> None:
    def broken(_: Snapshot) -> Decision:
        raise ModelError("no such output")

    report = evaluate(cases_of(tmp_path, OFF), broken)
    (failure,) = report.failures
    assert failure.error == "ModelError: no such output"
    assert report.total.met == 0


def test_an_earlier_action_on_a_device_that_is_not_there_leaves_nothing_to_restore(tmp_path: Path) -> None:
    turns: list[Snapshot] = []

    def lost(seen: Snapshot) -> Decision:
        turns.append(seen)
        return act(do("nothing", "turn_on"))

    evaluate(cases_of(tmp_path, {**CHAT, "history": ["on"]}), lost)
    assert turns[-1].history[0].previous == {}
