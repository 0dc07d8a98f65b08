"""An action that was promised: what it is, until when it may still be done, and its form on disk. Pure."""

from __future__ import annotations

import json
import uuid
from base64 import b64decode, b64encode
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum
from typing import TYPE_CHECKING, Any

from homefuse.publish.results import action_json, read_action
from homefuse.types import Ack, Action, Command, Decision

if TYPE_CHECKING:
    from collections.abc import Iterable

    from homefuse.clock import Clock

LATE_S = 600.0
"""A delayed action that is later than this is a surprise to the people at home, and is not done any more."""

_NAMESPACE = uuid.UUID("6a3f1c52-9b1d-5e0a-8f0e-3d2f6c0b7a11")


class Step(StrEnum):
    """How far an errand has come."""

    WAITING = "waiting"
    TAKEN = "taken"
    """About to be published, and not to be published again."""
    SENT = "sent"
    """The broker has it; the device's report is awaited."""


@dataclass(frozen=True, slots=True)
class Errand:
    """One action of a decision, as it waits in the outbox."""

    id: str
    command: Command
    n: int
    """The action's place in its decision."""
    action: Action
    once: bool
    """True = repeating it would do it twice: after a doubt it is not repeated."""
    boot: str
    """The machine's start to which the monotonic times below belong."""
    until: float
    """Seconds, monotonic: when an action without delay expires."""
    due: float | None = None
    """Seconds, monotonic: when an action with `after_s` is due."""
    due_epoch: float | None = None
    """The same in seconds since the epoch, for after a restart of the machine."""

    @property
    def delayed(self) -> bool:
        """It waits for its time."""
        return self.action.at is not None or self.action.after_s is not None


@dataclass(frozen=True, slots=True)
class Known:
    """What is on disk of a command that was seen before."""

    decision: Decision | None
    """None = not decided yet, or too long ago."""
    acks: tuple[Ack, ...] = ()
    """The latest word on each of its actions."""


@dataclass(frozen=True, slots=True)
class Unfinished:
    """What a daemon left behind that did not end in order."""

    commands: tuple[Command, ...] = ()
    """Accepted, not decided."""
    errands: tuple[tuple[Errand, Step], ...] = ()
    """Promised, not done; oldest first."""
    given_up: tuple[Command, ...] = ()
    """Accepted, but several daemons ended while they were deciding on it."""
    answers: tuple[Known, ...] = ()
    """What was decided just before the end: nobody knows whether these answers still got out."""


def make_errand(
    command: Command, n: int, action: Action, *, once: bool, clock: Clock, until: float
) -> Errand:
    """The errand of the n-th action; `until` is when it expires, in monotonic seconds."""
    now, delay = clock.monotonic(), action.after_s
    return Errand(
        id=str(uuid.uuid5(_NAMESPACE, f"{command.id}/{n}")),
        command=replace(command, text=""),
        n=n,
        action=action,
        once=once,
        boot=clock.boot(),
        until=until,
        due=None if delay is None else now + delay,
        due_epoch=None if delay is None else clock.epoch() + delay,
    )


def valid_until(command: Command, clock: Clock) -> float:
    """When a command expires, in monotonic seconds; its sender's time stamp counts if there is one."""
    now = clock.monotonic()
    spent = now - command.received_at
    if command.sent_at is not None:
        spent = max(spent, clock.epoch() - command.sent_at)
    return now + command.ttl_s - spent


def left_s(errand: Errand, clock: Clock) -> float:
    """Seconds until it is due; negative if it is overdue."""
    if errand.action.at is not None:
        return (errand.action.at - clock.local()).total_seconds()
    if errand.due is not None and errand.boot == clock.boot():
        return errand.due - clock.monotonic()
    return errand.due_epoch - clock.epoch() if errand.due_epoch is not None else 0.0


def expires_at(errand: Errand, clock: Clock) -> float:
    """When it must not be done any more, in monotonic seconds of this start of the machine.

    After a restart of the machine nobody knows how long it was off, so what was meant for at once is over.
    """
    if errand.delayed:
        return clock.monotonic() + left_s(errand, clock) + LATE_S
    return errand.until if errand.boot == clock.boot() else clock.monotonic() - 1.0


def scheduled(errands: Iterable[Errand]) -> list[dict[str, Any]]:
    """Delayed actions as they are published: what, and when."""
    listed = []
    for errand in errands:
        due = errand.action.at
        if due is None and errand.due_epoch is not None:
            due = datetime.fromtimestamp(errand.due_epoch).astimezone()
        document = action_json(replace(errand.action, at=None, after_s=None))
        listed.append({"id": errand.command.id, **document, "due": due and due.isoformat(timespec="seconds")})
    return listed


def command_text(command: Command, boot: str) -> str:
    """A command as it is kept; `boot` names the machine's start to which `received_at` belongs."""
    document = _command_json(command) | {"boot": boot, "tries": 0}
    return json.dumps(document, ensure_ascii=False)


def tried_once_more(text: str) -> tuple[str, int]:
    """The text of a command that is taken up again, and how often that was. Raises ValueError and kin."""
    document = json.loads(text)
    document["tries"] += 1
    return json.dumps(document, ensure_ascii=False), document["tries"]


def read_command_text(text: str, boot: str) -> Command:
    """The inverse; a command of an earlier start of the machine has expired. Raises ValueError and kin."""
    document = json.loads(text)
    command = _read_command(document)
    return command if document["boot"] == boot else replace(command, ttl_s=-1.0)


def errand_text(errand: Errand) -> str:
    """An errand as it is kept."""
    document = {
        "id": errand.id,
        "command": _command_json(errand.command),
        "n": errand.n,
        "action": action_json(errand.action),
        "once": errand.once,
        "boot": errand.boot,
        "until": errand.until,
        "due": errand.due,
        "due_epoch": errand.due_epoch,
    }
    return json.dumps(document, ensure_ascii=False)


def read_errand_text(text: str) -> Errand:
    """The inverse; raises ValueError and kin."""
    document = json.loads(text)
    command, action = _read_command(document.pop("command")), read_action(document.pop("action"))
    return Errand(command=command, action=action, **document)


def _command_json(command: Command) -> dict[str, Any]:
    correlation = None if command.correlation is None else b64encode(command.correlation).decode()
    return {
        "id": command.id,
        "text": command.text,
        "area": command.area,
        "user": command.user,
        "source": command.source,
        "received_at": command.received_at,
        "sent_at": command.sent_at,
        "ttl_s": command.ttl_s,
        "dry_run": command.dry_run,
        "response_topic": command.response_topic,
        "correlation": correlation,
    }


def _read_command(document: dict[str, Any]) -> Command:
    fields = {name: value for name, value in document.items() if name not in {"boot", "tries"}}
    coded = fields.pop("correlation")
    return Command(**fields, correlation=None if coded is None else b64decode(coded))
