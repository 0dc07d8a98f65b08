from __future__ import annotations

import io
import json
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.console import Console

from homefuse.evaluate import effects
from homefuse.evaluate.cases import Case, OneOf, Range
from homefuse.evaluate.compare import compare
from homefuse.evaluate.html import page
from homefuse.evaluate.judge import Verdict, judge
from homefuse.evaluate.record import report_record
from homefuse.evaluate.report import NOTHING, Confusion, Result, calibrate, summarise, wanted_outcome
from homefuse.evaluate.tables import tables
from homefuse.types import Decision, Evidence, Outcome, Reason
from tests.evaluate.small_home import act, do, seen, wanted


def case(**keys: Any) -> Case:
    return Case.model_validate({"id": "c", "home": "h", "text": "t", "file": Path("f.jsonl"), **keys})


def result(decision: Decision, expect: dict[str, Any], ms: float = 1.0, **keys: Any) -> Result:
    judged = case(expect=expect, **keys)
    return Result(judged, seen(), decision, judge(seen(), decision, judged.expects), ms=ms)


OFF = {"outcome": "act", "actions": [wanted("lamp", "turn_off")]}
RIGHT = result(act(do("lamp", "turn_off"), confidence=0.9), OFF, tags=["light", "plain"])
OTHER_DEVICE = result(act(do("heater", "turn_off"), confidence=0.6), OFF, tags=["light"], ms=3.0)
OTHER_COMMAND = result(act(do("lamp", "set_brightness", brightness=1)), OFF)
SILENT = result(Decision("c", Outcome.REJECT, reason=Reason.UNSURE), OFF)
UNLOCKED = result(act(do("door", "unlock")), {"outcome": "confirm", "actions": [wanted("door", "unlock")]})
SKIPPED = Result(case(), skipped="needs voice")
SHOWN = Result(
    case(text="<b>lamp</b>", expect=OFF),
    seen(),
    act(evidence=Evidence(words=(("<lamp>", 0.4),))),
    judge(seen(), act(), case(expect=OFF).expects),
)


def test_counts() -> None:
    report = summarise([RIGHT, OTHER_DEVICE, OTHER_COMMAND, SILENT, UNLOCKED, SKIPPED])
    assert (report.total.cases, report.total.met) == (5, 1)
    assert report.skipped == {"needs voice": 1}
    assert {tag: (score.cases, score.met) for tag, score in report.tags.items()} == {
        "light": (2, 1),
        "plain": (1, 1),
    }
    assert {name: score.cases for name, score in report.outcomes.items()} == {"act": 4, "confirm": 1}
    assert report.files["f.jsonl"].share == pytest.approx(0.2)
    assert (report.false_actions, report.sensitive_unconfirmed, report.sensitive_wrong) == (1, 1, 0)
    assert report.failures == (OTHER_DEVICE, OTHER_COMMAND, SILENT, UNLOCKED)


def test_confusions() -> None:
    report = summarise([RIGHT, OTHER_DEVICE, OTHER_COMMAND, SILENT, UNLOCKED])
    assert {(c.wanted, c.got) for c in report.confused_outcomes} == {("act", "reject"), ("confirm", "act")}
    assert {(c.wanted, c.got) for c in report.confused_devices} == {("lamp", "heater"), ("lamp", NOTHING)}
    assert {(c.wanted, c.got) for c in report.confused_commands} == {("turn_off", "set_brightness")}


def test_latency_is_of_what_was_decided() -> None:
    report = summarise([RIGHT] * 97 + [OTHER_DEVICE] * 3 + [SKIPPED])
    assert (report.latency.p50, report.latency.p99, report.latency.most) == (1.0, 3.0, 3.0)


def test_an_empty_report_divides_by_nothing() -> None:
    report = summarise([])
    assert (report.total.share, report.latency.p50, report.calibration.ece) == (0.0, 0.0, 0.0)


@pytest.mark.parametrize(
    ("expects", "label"),
    [
        ([{"outcome": "act"}], "act"),
        ([{"outcome": ["confirm", "act"]}], "act|confirm"),
        ([{"outcome": "reject"}, {"outcome": "act"}], "act|reject"),
        ([{}], "any"),
        ([], ""),
    ],
)
def test_wanted_outcome(expects: list[dict[str, Any]], label: str) -> None:
    assert wanted_outcome(case(expect_any=expects)) == label


def test_calibration_of_an_honest_and_of_a_boasting_decider() -> None:
    honest = calibrate([(0.75, True)] * 3 + [(0.75, False)])
    assert honest.ece == pytest.approx(0)
    boasting = calibrate([(1.0, False)] * 4)
    assert boasting.ece == pytest.approx(1)
    assert boasting.bins[0].low == pytest.approx(0.9)


def test_risk_coverage_keeps_the_surest_first() -> None:
    found = calibrate([(0.9, True), (0.9, True), (0.2, False), (0.5, True)])
    assert found.risk_coverage == ((0.5, 0.0), (0.75, 0.0), (1.0, 0.25))
    assert found.aurc == pytest.approx(0.0625)


judged = st.lists(st.tuples(st.floats(0, 1), st.booleans()), min_size=1)


@given(judged)
def test_calibration_stays_in_its_bounds(pairs: list[tuple[float, bool]]) -> None:
    found = calibrate(pairs)
    assert 0 <= found.ece <= 1
    assert 0 <= found.aurc <= 1
    assert sum(b.cases for b in found.bins) == len(pairs)
    assert all(b.low <= b.confidence <= b.high for b in found.bins)
    assert found.risk_coverage[-1] == (1.0, sum(not met for _, met in pairs) / len(pairs))


def test_tables_tell_the_numbers_and_the_failures() -> None:
    out = io.StringIO()
    Console(file=out, width=160).print(tables(summarise([RIGHT, SILENT, SKIPPED])))
    text = out.getvalue()
    assert "1 of 2 (50.0%)" in text
    assert "needs voice" in text
    assert "outcome is reject, wanted act" in text


def test_failures_beyond_the_limit_are_counted() -> None:
    out = io.StringIO()
    Console(file=out, width=160).print(tables(summarise([SILENT] * 5), failures=2))
    assert "and 3 more" in out.getvalue()


def test_the_page_is_closed_html_and_nothing_from_a_case_is_markup() -> None:
    html = page(summarise([SHOWN, RIGHT, UNLOCKED]), title="<evaluation>")
    assert "&lt;b&gt;lamp&lt;/b&gt;" in html
    assert "&lt;lamp&gt;" in html
    assert "<b>" not in html
    assert "http" not in html
    assert "unconfirmed" in html
    closing = Balance()
    closing.feed(html)
    assert closing.open == []


class Balance(HTMLParser):
    """Remembers the tags that were not closed."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []

    def handle_starttag(self, tag: str, attrs: object) -> None:
        if tag != "meta":
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: object) -> None:
        pass

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag


def test_the_record_is_json_with_every_failure() -> None:
    record = json.loads(json.dumps(report_record(summarise([RIGHT, SILENT, SKIPPED]))))
    assert record["total"] == {"cases": 2, "met": 1, "share": 0.5}
    assert record["skipped"] == {"needs voice": 1}
    (failure,) = record["failures"]
    assert failure["id"] == "c"
    assert failure["why"] == ["outcome is reject, wanted act"]
    assert failure["decision"]["reason"] == "unsure"


BROKEN = Result(case(expect=OFF), verdict=Verdict(met=False, why=("lost",)), error="ModelError: lost")


def test_a_case_without_a_decision_is_told_by_its_error() -> None:
    report = summarise([BROKEN])
    assert report.confused_outcomes == (Confusion("act", "error", 1),)
    assert report.confused_commands == ()
    assert "ModelError: lost" in page(report)
    out = io.StringIO()
    Console(file=out, width=160).print(tables(report))
    assert "ModelError: lost" in out.getvalue()


def test_a_page_without_any_case_has_no_plots() -> None:
    assert "<svg" not in page(summarise([SKIPPED]))


@pytest.mark.parametrize(
    ("wanted_value", "words"),
    [
        (Range(min=1), "1.."),
        (Range(max=2.5), "..2.5"),
        (OneOf(one_of=("a", 1)), "one of 'a', 1"),
        ("a", "'a'"),
    ],
)
def test_wanted_values_in_words(wanted_value: Any, words: str) -> None:
    assert effects.value_words(wanted_value) == words


def test_decisions_without_words_about_their_actions_compare_by_what_they_do() -> None:
    louder = Result(RIGHT.case, RIGHT.snapshot, act(do("lamp", "turn_off"), say="Done."), RIGHT.verdict)
    assert compare([RIGHT, SKIPPED], [louder, SKIPPED]).changed == ()
    assert compare([SKIPPED], [RIGHT]).better == ((SKIPPED, RIGHT),)
    assert compare([SKIPPED], [SILENT]).changed == ((SKIPPED, SILENT),)
