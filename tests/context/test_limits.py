from __future__ import annotations

from homefuse.context.limits import MOST_SENDERS, Limits, Rate


def test_sender_may_burst_and_then_at_its_rate() -> None:
    limits = Limits()
    assert [limits.allow("a", 0.0) for _ in range(21)] == [True] * 20 + [False]
    assert [limits.allow("a", 1.0) for _ in range(6)] == [True] * 5 + [False]
    assert limits.allow("b", 1.0)


def test_all_together_are_limited_too() -> None:
    limits = Limits(everybody=Rate(per_s=1.0, burst=3.0))
    assert [limits.allow(str(n), 10.0) for n in range(4)] == [True] * 3 + [False]
    assert limits.allow("x", 11.0)


def test_senders_without_number_take_no_memory() -> None:
    limits = Limits(everybody=Rate(per_s=1e9, burst=1e9))
    for n in range(3 * MOST_SENDERS):
        limits.allow(str(n), float(n))
    assert len(limits._buckets) == MOST_SENDERS
