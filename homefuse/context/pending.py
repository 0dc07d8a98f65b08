"""Sensitive actions that wait for a yes. Pure: time is an argument."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from homefuse.types import Command, Decision

WAIT_S = 60.0

_YES = re.compile(
    r"(yes|yeah|yep|yup|sure|ok|okay|confirm(ed)?|affirmative|go ahead|do it|please do|that's right|correct)"
    r"( (please|do it|do that|go ahead|sure|i am sure|i'm sure|confirm(ed)?))*"
)
_NO = re.compile(
    r"(no|nope|nah|don't|do not|stop|cancel|never ?mind|forget it|leave it)"
    r"( (thanks|thank you|please|don't|do not))*"
)


@dataclass(frozen=True, slots=True)
class Pending:
    """A decision that waits for its confirmation."""

    command: Command
    decision: Decision
    expires_at: float
    """Seconds, monotonic."""


def is_yes(text: str) -> bool | None:
    """True for a bare yes, False for a bare no, None for anything else."""
    words = " ".join(re.sub(r"[^a-z' ]", " ", text.lower().replace("\u2019", "'")).split())
    if _YES.fullmatch(words):
        return True
    return False if _NO.fullmatch(words) else None


class PendingConfirmations:
    """What waits for a yes, by command id."""

    def __init__(self, wait_s: float = WAIT_S) -> None:
        self._wait_s = wait_s
        self._pending: dict[str, Pending] = {}

    def add(self, command: Command, decision: Decision, now: float) -> None:
        """Let a decision wait; a newer one from the same place replaces it, so that a yes has one meaning."""
        self._pending = {key: p for key, p in self._pending.items() if not _same_place(p.command, command)}
        self._pending[decision.id] = Pending(command, decision, now + self._wait_s)

    def take(self, now: float, command_id: str | None = None) -> Pending | None:
        """Remove and give the one of that id, or the newest; None if there is none that is still valid."""
        key = command_id if command_id is not None else next(reversed(self._pending), None)
        pending = self._pending.pop(key, None) if key is not None else None
        return pending if pending is not None and now < pending.expires_at else None

    def answered_by(self, command: Command, now: float) -> Pending | None:
        """The one that a spoken yes or no from that place answers; it stays."""
        valid = (p for p in reversed(self._pending.values()) if now < p.expires_at)
        return next((p for p in valid if _same_place(p.command, command)), None)

    def expired(self, now: float) -> list[Pending]:
        """Remove and give those that waited in vain."""
        late = [p for p in self._pending.values() if now >= p.expires_at]
        for pending in late:
            del self._pending[pending.decision.id]
        return late


def _same_place(one: Command, other: Command) -> bool:
    """A yes counts only from where the command came: nobody confirms what another room asked for."""
    return (one.area, one.user, one.source) == (other.area, other.user, other.source)
