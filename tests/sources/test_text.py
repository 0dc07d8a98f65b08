from __future__ import annotations

import json
import string

import pytest
from hypothesis import given
from hypothesis import strategies as st

from homefuse.errors import CommandError
from homefuse.mqtt.messages import Message, Reply
from homefuse.sources.text import Control, ControlKind, Refused, read_command, read_control
from homefuse.types import Command, Reason

NOW = 1_700_000_000.0


def read(payload: bytes | str, topic: str = "homefuse/command/text", **more: object) -> Command | Refused:
    raw = payload.encode() if isinstance(payload, str) else payload
    message = Message(topic, raw, received_at=5.0, **more)  # type: ignore[arg-type]
    return read_command(message, "homefuse", new_id="new", now=6.0, epoch_s=NOW)


def command(payload: bytes | str, topic: str = "homefuse/command/text", **more: object) -> Command:
    found = read(payload, topic, **more)
    assert isinstance(found, Command), found
    return found


def refused(payload: bytes | str, topic: str = "homefuse/command/text", **more: object) -> Refused:
    found = read(payload, topic, **more)
    assert isinstance(found, Refused), found
    return found


def test_plain_text() -> None:
    assert command("  turn on the lamp\n") == Command("new", "turn on the lamp", received_at=5.0)


def test_area_from_the_topic_unless_the_payload_says_it() -> None:
    assert command("hi", "homefuse/command/text/kitchen").area == "kitchen"
    assert command('{"text": "hi", "area": "hall"}', "homefuse/command/text/kitchen").area == "hall"


def test_every_json_field_arrives() -> None:
    fields = {"text": "dim it", "id": "c-81", "area": "hall", "user": "Ann", "source": "cli", "dry_run": True}
    found = command(json.dumps({**fields, "ts": NOW - 3, "ttl": 10}), reply=Reply("answers", b"7"))
    assert found == Command("c-81", "dim it", "hall", "Ann", "cli", 5.0, NOW - 3, 10.0, True, "answers", b"7")


def test_numeric_id_is_taken_as_text() -> None:
    assert command('{"text": "hi", "id": 81}').id == "81"


@pytest.mark.parametrize(
    ("payload", "topic"),
    [
        (b"\xff\xfe", "homefuse/command/text"),
        (b"", "homefuse/command/text"),
        (b" \n\x00", "homefuse/command/text"),
        (b"a" * 8193, "homefuse/command/text"),
        (b'{"text": ', "homefuse/command/text"),
        (b'{"text": 5}', "homefuse/command/text"),
        (b'{"no": "text"}', "homefuse/command/text"),
        (b'{"text": "a", "id": "a/b"}', "homefuse/command/text"),
        (b'{"text": "a", "id": "+"}', "homefuse/command/text"),
        (b'{"text": "a", "id": ""}', "homefuse/command/text"),
        (b'{"text": "a", "ttl": "soon"}', "homefuse/command/text"),
        (b'{"text": "a", "ts": NaN}', "homefuse/command/text"),
        (b'{"text": "a", "dry_run": 1}', "homefuse/command/text"),
        (b'{"text": "a", "area": "../x"}', "homefuse/command/text"),
        (b"a", "homefuse/command/text/UPPER"),
        (b'{"text": "a", "user": {"x": 1}}', "homefuse/command/text"),
        (b'{"a":' * 1500, "homefuse/command/text"),
    ],
)
def test_malformed(payload: bytes, topic: str) -> None:
    assert refused(payload, topic).reason is Reason.MALFORMED


def test_malformed_answer_goes_to_the_sender_id() -> None:
    assert refused('{"id": "c-1", "text": ""}').id == "c-1"


@pytest.mark.parametrize(
    ("ts", "ttl", "ok"), [(-29, None, True), (-31, None, False), (-31, 60, True), (9, 1, True)]
)
def test_time_to_live_by_the_sender_clock(ts: float, ttl: float | None, ok: bool) -> None:
    fields = {"text": "a", "ts": NOW + ts} | ({} if ttl is None else {"ttl": ttl})
    found = read(json.dumps(fields))
    assert isinstance(found, Command) if ok else found == refused(json.dumps(fields))
    if isinstance(found, Refused):
        assert found.reason is Reason.EXPIRED


def test_time_in_the_broker_counts_when_the_sender_gave_no_time() -> None:
    assert command("a", waited_s=28.9).id == "new"
    assert command("a", waited_s=20.0).ttl_s == 10.0
    assert refused("a", waited_s=29.1).reason is Reason.EXPIRED
    assert refused("a", waited_s=float("inf")).reason is Reason.EXPIRED
    assert command(json.dumps({"text": "a", "ts": NOW}), waited_s=float("inf")).id == "new"


@given(st.binary(max_size=300))
def test_any_bytes_are_read_or_refused(payload: bytes) -> None:
    found = read(payload)
    if isinstance(found, Command):
        assert found.text.strip() == found.text != ""
        assert found.text.isprintable()


@given(
    st.dictionaries(
        st.sampled_from(["text", "id", "area", "user", "source", "ts", "ttl", "dry_run"]),
        st.none() | st.booleans() | st.floats() | st.integers() | st.text() | st.lists(st.integers()),
    )
)
def test_any_json_object_is_read_or_refused(fields: dict[str, object]) -> None:
    found = read(json.dumps(fields))
    allowed = set(string.ascii_letters + string.digits + "_.:-")
    assert set(found.id) <= allowed


@pytest.mark.parametrize(
    ("payload", "topic_id"),
    [(b"", None), (b"c-81", "c-81"), (b'{"id": "c-81", "more": 1}', "c-81"), (b"{}", None)],
)
def test_control(payload: bytes, topic_id: str | None) -> None:
    found = read_control(Message("homefuse/control/confirm", payload), "homefuse")
    assert found == Control(ControlKind.CONFIRM, topic_id)


@pytest.mark.parametrize(
    ("topic", "payload"),
    [("homefuse/control/explode", b""), ("homefuse/control/undo", b"a/b"), ("homefuse/control/undo", b"{")],
)
def test_bad_control_is_refused(topic: str, payload: bytes) -> None:
    with pytest.raises(CommandError):
        read_control(Message(topic, payload), "homefuse")
