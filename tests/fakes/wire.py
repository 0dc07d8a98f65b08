from __future__ import annotations

import asyncio
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from homefuse.errors import BrokerError

if TYPE_CHECKING:
    from collections.abc import Callable


@dataclass
class FakeWire:
    """Takes what is published; `answer` plays the devices."""

    answer: Callable[[str, bytes], None] = lambda topic, payload: None
    broken: str = ""
    held: asyncio.Event | None = None
    sent: list[tuple[str, bytes]] = field(default_factory=list)
    busiest: int = 0
    away: asyncio.Event | None = None
    """Set once the broker is back."""
    _busy: int = 0

    async def wait_ready(self) -> None:
        if self.away is not None:
            await self.away.wait()

    async def publish(self, topic: str, payload: bytes, *, qos: int = 1, retain: bool = False) -> None:
        if self.broken:
            raise BrokerError(self.broken)
        assert not retain
        self._busy += 1
        self.busiest = max(self.busiest, self._busy)
        await (self.held.wait() if self.held else asyncio.sleep(0))
        self._busy -= 1
        self.sent.append((topic, payload))
        self.answer(topic, payload)
