"""What HomeFuse says about itself goes out in order, and never holds up a command."""

from __future__ import annotations

import asyncio
import logging
from dataclasses import dataclass
from typing import TYPE_CHECKING

from homefuse.errors import BrokerError
from homefuse.mqtt.messages import Reply

if TYPE_CHECKING:
    from homefuse.mqtt import MqttClient

log = logging.getLogger(__name__)

SIZE = 1000  # results and events of a broker's absence; when full, the oldest are the least interesting
TRIES = 5  # a broker that is there and refuses a message so often will not take it at all
MOST_TRIES = 30  # a message for which a broker ends the connection each time must not do so for ever
NO_REPLY = Reply()


@dataclass(frozen=True, slots=True)
class Outgoing:
    """One message that is published once, when the broker is there."""

    topic: str
    payload: bytes
    reply: Reply = NO_REPLY


class Outbox:
    """Messages that wait for the broker: a bounded queue of news, and the newest of every retained topic."""

    def __init__(self, client: MqttClient, size: int = SIZE) -> None:
        self._client = client
        self._queue: asyncio.Queue[Outgoing] = asyncio.Queue(maxsize=size)
        self._retained: dict[str, bytes] = {}
        self._stale: dict[str, None] = {}
        self._wake = asyncio.Event()
        self.dropped = 0
        """News lost because the broker was away for too long."""

    @property
    def has_room(self) -> bool:
        """False once half full: then there is no room for what is not important."""
        return self._queue.qsize() < self._queue.maxsize // 2

    def put(self, message: Outgoing) -> None:
        """Queue news; when full, the oldest goes."""
        if self._queue.full():
            self._queue.get_nowait()
            self._queue.task_done()
            self.dropped += 1
        self._queue.put_nowait(message)

    def retain(self, topic: str, payload: bytes) -> None:
        """Keep this published under a topic, over every reconnect."""
        if self._retained.get(topic) != payload:
            self._retained[topic] = payload
            self._mark([topic])

    def clear(self, topic: str) -> None:
        """Take a retained message back."""
        if self._retained.pop(topic, None) is not None:
            self._mark([topic])

    async def flushed(self) -> None:
        """Return once no news waits any more."""
        await self._queue.join()

    async def run(self) -> None:
        """Publish for ever."""
        async with asyncio.TaskGroup() as tasks:
            tasks.create_task(self._news(), name="outbox")
            tasks.create_task(self._facts(), name="retained")
            tasks.create_task(self._after_reconnect(), name="reconnects")

    async def _news(self) -> None:
        while True:
            message = await self._queue.get()
            await self._insist(message.topic, message.payload, False, message.reply)
            self._queue.task_done()

    async def _facts(self) -> None:
        while True:
            await self._wake.wait()
            self._wake.clear()
            while self._stale:
                topic = next(iter(self._stale))
                del self._stale[topic]
                await self._insist(topic, self._retained.get(topic, b""), True, NO_REPLY)

    async def _after_reconnect(self) -> None:
        """A broker may have lost what it retained, and the last will may have overwritten our status."""
        async for _ in self._client.connections():
            self._mark(self._retained)

    def _mark(self, topics: list[str] | dict[str, bytes]) -> None:
        self._stale.update(dict.fromkeys(topics))
        self._wake.set()

    async def _insist(self, topic: str, payload: bytes, retain: bool, reply: Reply) -> None:
        refused, tries = 0, 0
        while refused < TRIES and tries < MOST_TRIES:
            await self._client.wait_ready()
            try:
                await self._client.publish(topic, payload, retain=retain, reply=reply)
            except BrokerError as error:
                log.debug("%s: %s", topic, error)
                tries += 1
                refused += self._client.connected  # a connection that was lost says little of the message
            else:
                return
        log.warning("the broker does not take a message on %s", topic)
