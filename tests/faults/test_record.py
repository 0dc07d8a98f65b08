"""The judge of the fault runs is itself judged."""

from __future__ import annotations

import pytest

from homefuse.types import Ack, Decision, Outcome, Reason
from tests.faults.record import Record, Said

ACT = Decision("c", Outcome.ACT)


def ack(status: str) -> Ack:
    return Ack("c", "lamp", "set", status)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("once", "answers", "done", "fault"),
    [
        (False, [ACT, ack("confirmed")], [1.0], ""),
        (False, [ACT, ack("confirmed")], [1.0, 2.0], ""),
        (True, [ACT, ack("sent")], [1.0, 2.0], "must not be repeated"),
        (True, [ACT, ack("unknown")], [], ""),
        (False, [ACT, ack("accepted")], [], "never done and nobody was told"),
        (False, [ACT, ack("confirmed")], [], "confirmed, but not done"),
        (False, [ACT, ack("confirmed")], [40.0], "after it was said"),
        (False, [], [], "never answered"),
        (False, [Decision("c", Outcome.REJECT, reason=Reason.BUSY)], [], ""),
    ],
)
def test_broken_promises_are_found(
    once: bool, answers: list[Decision | Ack], done: list[float], fault: str
) -> None:
    record = Record({"c": Said("c", 7, once, at=0.5)})
    record.answers["c"], record.done[7] = answers, done
    if fault:
        assert len(record.faults()) == 1
        assert fault in record.faults()[0]
    else:
        assert record.faults() == []


def test_deeds_that_nobody_asked_for_are_found() -> None:
    record = Record()
    record.done[3] = [1.0]
    assert record.faults() == ["3 was done, and nobody had said it"]
