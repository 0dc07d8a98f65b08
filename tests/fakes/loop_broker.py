from __future__ import annotations

import asyncio
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from homefuse.mqtt import Message

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Iterable


def covers(wanted: str, topic: str) -> bool:
    """Whether a filter without `#` covers a topic."""
    parts, levels = wanted.split("/"), topic.split("/")
    return len(parts) == len(levels) and all(
        p in {"+", level} for p, level in zip(parts, levels, strict=True)
    )


@dataclass
class LoopBroker:
    """A broker and its client in one, on the event loop."""

    retained: dict[str, bytes] = field(default_factory=dict)
    log: list[tuple[str, bytes]] = field(default_factory=list)
    inboxes: list[tuple[tuple[str, ...], asyncio.Queue[Message]]] = field(default_factory=list)
    connected: asyncio.Queue[str] = field(default_factory=asyncio.Queue)

    async def publish(self, topic: str, payload: bytes, *, qos: int = 1, retain: bool = False) -> None:
        await asyncio.sleep(0)
        self.log.append((topic, payload))
        if retain:
            self.retained[topic] = payload
        self.deliver(Message(topic, payload))

    def deliver(self, message: Message) -> None:
        for filters, queue in self.inboxes:
            if any(covers(wanted, message.topic) for wanted in filters):
                queue.put_nowait(message)

    async def _receive(self, queue: asyncio.Queue[Message]) -> AsyncIterator[Message]:
        while True:
            yield await queue.get()

    def inbox(self, filters: Iterable[str], *, size: int) -> AsyncIterator[Message]:
        queue: asyncio.Queue[Message] = asyncio.Queue(size)
        self.inboxes.append((tuple(filters), queue))
        return self._receive(queue)

    async def connections(self) -> AsyncIterator[str]:
        yield "5"
        while True:
            yield await self.connected.get()
