from __future__ import annotations

import json
from datetime import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from homefuse.errors import CommandError
from homefuse.publish.results import ack_json, action_json, decision_json, from_bytes, to_bytes
from homefuse.types import About, Ack, Action, Decision, Evidence, Outcome, Reason, Rejected

FULL = Decision(
    id="c-81",
    outcome=Outcome.ACT,
    actions=(
        Action("floor_lamp", "set_brightness", {"brightness": 30}),
        Action("fan", "turn_off", at=datetime(2026, 5, 1, 22, 0)),  # noqa: DTZ001 - the home's local time
        Action("strip", "set_color", {"color": (255, 0, 0)}, after_s=600.0),
    ),
    about=(About("hall", "value", True),),
    choices=("a", "b"),
    rejected=(Rejected("the moon", Reason.NO_SUCH_DEVICE),),
    say="Floor lamp set to 30 percent.",
    confidence=0.97,
    evidence=Evidence((("dim", 0.31),), (("living_cam", 0.12),), (("floor_lamp.on", 0.08),)),
    ms={"infer": 4.1},
)


def test_a_plain_decision_has_just_the_documented_keys() -> None:
    document = decision_json(Decision("c-1", Outcome.REJECT, reason=Reason.NOT_FOR_ME))
    assert document == {
        "id": "c-1",
        "outcome": "reject",
        "actions": [],
        "say": "",
        "confidence": 0.0,
        "reason": "not_for_me",
        "evidence": {"words": [], "cameras": [], "state": []},
        "ms": {},
    }


def test_a_full_decision_survives_the_way_there_and_back() -> None:
    assert from_bytes(to_bytes(FULL)) == FULL


def test_only_a_delayed_action_says_when() -> None:
    assert action_json(FULL.actions[0]) == {
        "device": "floor_lamp",
        "command": "set_brightness",
        "args": {"brightness": 30},
    }
    assert action_json(FULL.actions[1])["at"] == "2026-05-01T22:00:00"
    assert action_json(FULL.actions[2])["after"] == 600


def test_an_ack_says_only_what_it_knows() -> None:
    assert ack_json(Ack("c-1", "", "", "accepted", ms=1.234)) == {
        "id": "c-1",
        "status": "accepted",
        "ms": 1.23,
    }
    failed = Ack("c-1", "lamp", "turn_on", "failed", "no report within 5 s", 5001.0)
    assert from_bytes(to_bytes(failed)) == failed


@pytest.mark.parametrize(
    "document",
    [
        b"\xff",
        b"[" * 100_000,
        b"3",
        b"{}",
        b'{"id":"a","status":"done"}',
        b'{"id":"a","outcome":"dance"}',
        b'{"id":"a","outcome":"act","actions":[{"device":"x"}]}',
        b'{"id":"a","outcome":"act","actions":[{"device":"x","command":"y","args":{"z":{}}}]}',
        b'{"id":"a","outcome":"act","confidence":NaN}',
        b'{"id":"a","outcome":"act","evidence":[1]}',
    ],
)
def test_what_is_no_result_is_refused(document: bytes) -> None:
    with pytest.raises(CommandError, match="the result is"):
        from_bytes(document)


@given(
    st.recursive(st.none() | st.integers() | st.text(), lambda x: st.lists(x) | st.dictionaries(st.text(), x))
)
def test_nothing_but_a_result_is_read(document: object) -> None:
    with pytest.raises(CommandError):
        from_bytes(json.dumps(document).encode())
