"""What was said and done before, for as long as a person may refer to it. Pure: time is an argument."""

from __future__ import annotations

from collections import deque
from dataclasses import replace
from typing import TYPE_CHECKING

from homefuse.types import Turn

if TYPE_CHECKING:
    from collections.abc import Mapping

    from homefuse.devices.model import Value
    from homefuse.types import Decision

KEPT_TURNS = 8
KEPT_S = 120.0  # "turn it off" two minutes later most likely means something else


class History:
    """The last few turns; the newest one that acted can be undone."""

    def __init__(self, kept_s: float = KEPT_S) -> None:
        self._kept_s = kept_s
        self._turns: deque[tuple[float, Turn]] = deque(maxlen=KEPT_TURNS)

    def add(
        self, text: str, decision: Decision, previous: Mapping[str, Mapping[str, Value]], now: float
    ) -> None:
        """Remember a turn and what its actions overwrote; `now` is in seconds, monotonic."""
        self._turns.append((now, Turn(text, decision, previous)))

    def recent(self, now: float) -> tuple[Turn, ...]:
        """The turns young enough to be referred to, with their ages, newest last."""
        return tuple(replace(turn, age_s=now - at) for at, turn in self._turns if now - at <= self._kept_s)

    def undoable(self, now: float, command_id: str | None = None) -> Turn | None:
        """The newest recent turn that changed something, or the named one."""
        turns = (t for t in reversed(self.recent(now)) if t.previous)
        return next((t for t in turns if command_id in {None, t.decision.id}), None)

    def forget(self, command_id: str) -> None:
        """Drop a turn: it was undone."""
        kept = [(at, turn) for at, turn in self._turns if turn.decision.id != command_id]
        self._turns = deque(kept, maxlen=KEPT_TURNS)


def overwritten(
    effects: Mapping[str, Mapping[str, Value]], values: Mapping[str, Mapping[str, Value]]
) -> dict[str, dict[str, Value]]:
    """What undo must restore: the known values that are about to change.

    `effects` and `values` are device -> property -> value: as it will be, and as it is.
    """
    previous: dict[str, dict[str, Value]] = {}
    for device, after in effects.items():
        before = values.get(device, {})
        changed = {name: before[name] for name in after if name in before and before[name] != after[name]}
        if changed:
            previous[device] = changed
    return previous
