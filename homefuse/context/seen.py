"""Which commands were dealt with already: QoS 1 may bring one twice, and senders repeat. Pure."""

from __future__ import annotations

from collections import OrderedDict
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from homefuse.types import Decision

KEPT_S = 86_400.0
KEPT_IDS = 100_000
KEPT_DECISIONS = 500  # a sender that repeats does so within seconds; a decision is a few kB


class SeenIds:
    """Command ids of the last day, and the latest decisions."""

    def __init__(self, kept_s: float = KEPT_S, kept_ids: int = KEPT_IDS) -> None:
        self._kept_s, self._kept_ids = kept_s, kept_ids
        self._ids: OrderedDict[str, float] = OrderedDict()
        self._decisions: OrderedDict[str, Decision] = OrderedDict()

    def first_time(self, command_id: str, now: float) -> bool:
        """Note an id; False if it was seen before. `now` is in seconds, monotonic."""
        seen_at = self._ids.get(command_id)
        if seen_at is not None and now - seen_at <= self._kept_s:
            return False
        self._forget(now)
        self._ids[command_id] = now
        return True

    def decided(self, decision: Decision) -> None:
        """Keep what was answered."""
        self._decisions[decision.id] = decision
        while len(self._decisions) > KEPT_DECISIONS:
            self._decisions.popitem(last=False)

    def decision(self, command_id: str) -> Decision | None:
        """What was answered, if that is still known."""
        return self._decisions.get(command_id)

    def _forget(self, now: float) -> None:
        while self._ids:
            oldest = next(iter(self._ids))
            if len(self._ids) < self._kept_ids and now - self._ids[oldest] <= self._kept_s:
                return
            del self._ids[oldest]
            self._decisions.pop(oldest, None)
