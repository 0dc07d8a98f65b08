"""How many commands a second are taken, from each sender and altogether. Pure: time is an argument."""

from __future__ import annotations

from collections import OrderedDict
from dataclasses import dataclass

MOST_SENDERS = 1000


@dataclass(frozen=True, slots=True)
class Rate:
    """A token bucket's measures."""

    per_s: float
    burst: float
    """So many at once, after a rest."""


SENDER = Rate(per_s=5.0, burst=20.0)
EVERYBODY = Rate(per_s=50.0, burst=100.0)


@dataclass(slots=True)
class _Bucket:
    tokens: float
    at: float

    def take(self, rate: Rate, now: float) -> bool:
        self.tokens = min(rate.burst, self.tokens + (now - self.at) * rate.per_s)
        self.at = now
        if self.tokens < 1.0:
            return False
        self.tokens -= 1.0
        return True


class Limits:
    """One bucket for each sender, and one for all.

    A sender is who it says it is: MQTT tells a subscriber no more. Who lies is held by the bucket for all.
    """

    def __init__(self, sender: Rate = SENDER, everybody: Rate = EVERYBODY) -> None:
        self._sender, self._everybody = sender, everybody
        self._buckets: OrderedDict[str, _Bucket] = OrderedDict()
        self._all = _Bucket(everybody.burst, 0.0)

    def allow(self, sender: str, now: float) -> bool:
        """Whether that sender may send one more now; `now` is in seconds, monotonic."""
        bucket = self._buckets.setdefault(sender, _Bucket(self._sender.burst, now))
        self._buckets.move_to_end(sender)
        while len(self._buckets) > MOST_SENDERS:
            self._buckets.popitem(last=False)
        return bucket.take(self._sender, now) and self._all.take(self._everybody, now)
