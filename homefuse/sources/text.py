"""Commands in words, and control messages, as they come over MQTT. Pure."""

from __future__ import annotations

import json
import math
import re
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import TYPE_CHECKING, Any

from homefuse.errors import CommandError
from homefuse.types import Command, Reason

if TYPE_CHECKING:
    from homefuse.mqtt.messages import Message

MAX_BYTES = 8192
MAX_TTL_S = 86_400.0
_ID = re.compile(r"[A-Za-z0-9_.:-]{1,128}")  # it becomes a topic level
_AREA = re.compile(r"[a-z0-9_]{1,64}")


class ControlKind(StrEnum):
    """What a control topic asks for."""

    CONFIRM = "confirm"
    CANCEL = "cancel"
    UNDO = "undo"
    RELOAD = "reload"
    PAUSE = "pause"
    RESUME = "resume"


@dataclass(frozen=True, slots=True)
class Control:
    """A request about an earlier command, or about the daemon itself."""

    kind: ControlKind
    id: str | None = None
    """The command that is meant; None = the latest one that fits."""


@dataclass(frozen=True, slots=True)
class Refused:
    """A command message that cannot be obeyed, and what to answer."""

    id: str
    reason: Reason
    detail: str


def text_filters(base: str) -> list[str]:
    """The topics on which commands in words come."""
    return [f"{base}/command/text", f"{base}/command/text/+"]


def control_filters(base: str) -> list[str]:
    """The topics of control messages."""
    return [f"{base}/control/+"]


def read_command(
    message: Message, base: str, *, new_id: str, now: float, epoch_s: float
) -> Command | Refused:
    """The command in a message.

    `new_id` names it if its sender did not; `now` is monotonic, `epoch_s` the wall clock, both in seconds.
    """
    fields: dict[str, Any] = {}
    try:
        fields = _fields(message.payload)
        command_id = _text(fields, "id", _ID) or new_id
    except CommandError as error:
        return Refused(new_id, Reason.MALFORMED, str(error))
    try:
        command = Command(
            id=command_id,
            text=_words(fields),
            area=_text(fields, "area", _AREA) or _topic_area(message.topic, base),
            user=_text(fields, "user"),
            source=_text(fields, "source") or "mqtt",
            received_at=message.received_at,
            sent_at=_number(fields, "ts"),
            ttl_s=min(max(_number(fields, "ttl", 30.0) or 0.0, 0.0), MAX_TTL_S),
            dry_run=_flag(fields, "dry_run"),
            response_topic=message.reply.topic,
            correlation=message.reply.correlation,
        )
    except CommandError as error:
        return Refused(command_id, Reason.MALFORMED, str(error))
    here_s = message.waited_s + now - message.received_at
    age_s = here_s if command.sent_at is None else epoch_s - command.sent_at
    if age_s > command.ttl_s:
        return Refused(
            command.id, Reason.EXPIRED, f"it was {age_s:.0f} s old, and valid for {command.ttl_s:g} s"
        )
    return (
        command if command.sent_at is not None else replace(command, ttl_s=command.ttl_s - message.waited_s)
    )


def read_control(message: Message, base: str) -> Control:
    """The control request in a message; its payload may be empty, an id, or JSON. Raises CommandError."""
    word = message.topic.removeprefix(f"{base}/control/")
    try:
        kind = ControlKind(word)
    except ValueError as error:
        raise CommandError(
            f"there is no control topic {word!r}; there are: {', '.join(ControlKind)}"
        ) from error
    text = _decoded(message.payload).strip()
    fields = _fields(message.payload) if text.startswith("{") else {"id": text or None}
    return Control(kind, _text(fields, "id", _ID))


def _decoded(payload: bytes) -> str:
    if len(payload) > MAX_BYTES:
        raise CommandError(f"it is longer than {MAX_BYTES} bytes")
    try:
        return payload.decode("utf-8")
    except UnicodeDecodeError as error:
        raise CommandError("it is not UTF-8") from error


def _fields(payload: bytes) -> dict[str, Any]:
    """The JSON object, or plain text as its `text`."""
    text = _decoded(payload)
    if not text.lstrip().startswith("{"):
        return {"text": text}
    try:
        found = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise CommandError("it starts like JSON but is none") from error
    if not isinstance(found, dict):
        raise CommandError("it is not a JSON object")
    return found


def _words(fields: dict[str, Any]) -> str:
    words = fields.get("text")
    if not isinstance(words, str):
        raise CommandError("it has no `text`")
    kept = "".join(char if char.isprintable() else " " for char in words)
    if not kept.strip():
        raise CommandError("its text is empty")
    return kept.strip()


def _topic_area(topic: str, base: str) -> str | None:
    area = topic.removeprefix(f"{base}/command/text").removeprefix("/")
    if area and not _AREA.fullmatch(area):
        raise CommandError("the topic's area is no area id")
    return area or None


def _text(fields: dict[str, Any], key: str, pattern: re.Pattern[str] | None = None) -> str | None:
    value = fields.get(key)
    if value is None:
        return None
    if isinstance(value, int) and not isinstance(value, bool) and key == "id":
        value = str(value)
    if not isinstance(value, str) or len(value) > 128 or not value.isprintable():
        raise CommandError(f"`{key}` is not a short text")
    if pattern is not None and not pattern.fullmatch(value):
        raise CommandError(f"`{key}` holds a character that is not allowed")
    return value


def _number(fields: dict[str, Any], key: str, default: float | None = None) -> float | None:
    value = fields.get(key, default)
    if value is None:
        return None
    if isinstance(value, bool) or not isinstance(value, int | float) or not math.isfinite(value):
        raise CommandError(f"`{key}` is not a number of seconds")
    return float(value)


def _flag(fields: dict[str, Any], key: str) -> bool:
    value = fields.get(key, False)
    if not isinstance(value, bool):
        raise CommandError(f"`{key}` is neither true nor false")
    return value
