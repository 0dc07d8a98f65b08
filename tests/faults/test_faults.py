"""Every fault once or twice; `python -m tests.faults.run` does it by the hundred."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.fakes.mosquitto import BINARY
from tests.faults import faults

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable
    from pathlib import Path

pytestmark = [
    pytest.mark.e2e,
    pytest.mark.skipif(BINARY is None, reason="the mosquitto binary is not installed"),
]


@pytest.mark.parametrize(
    ("fault", "count"),
    [
        (faults.broker_killed, 1),
        (faults.replayed, 60),
        (faults.model_faults, 2),
        (faults.malformed, 1000),
    ],
    ids=lambda value: getattr(value, "__name__", None),
)
async def test_promises_are_kept(
    fault: Callable[[Path, int], Awaitable[faults.Result]], count: int, tmp_path: Path
) -> None:
    assert (await fault(tmp_path / "world", count))["faults"] == []


@pytest.mark.parametrize("point", ["after promise", "after taking"])
async def test_daemon_dies_at(point: str, tmp_path: Path) -> None:
    assert (await faults.killed_at(tmp_path / "world", (point,), 1))["faults"] == []
