"""The asyncio side: publish and learn what came of it, receive into bounded inboxes, acknowledge by hand."""

from __future__ import annotations

import asyncio
import logging
import time
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from homefuse.errors import BrokerError
from homefuse.mqtt.messages import Message, MqttSettings, Reply
from homefuse.mqtt.network import Network, topic_matches

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Callable, Iterable
    from types import TracebackType

    from homefuse.mqtt.network import Link, Received

log = logging.getLogger(__name__)

NO_REPLY = Reply()


class Inbox:
    """The messages of some topic filters, in a bounded queue; iterate to receive."""

    def __init__(self, filters: Iterable[str], size: int, on_full: Callable[[Message], None] | None) -> None:
        self.filters = tuple(dict.fromkeys(filters))
        self.dropped = 0
        """Messages lost because the queue was full."""
        self._queue: asyncio.Queue[Message] = asyncio.Queue(maxsize=size)
        self._held: Counter[tuple[str, bytes]] = Counter()
        self.on_full = on_full
        """Called with each message for which there is no place; None = the oldest goes instead."""

    def __aiter__(self) -> Inbox:
        return self

    async def __anext__(self) -> Message:
        return self._released(await self._queue.get())

    @property
    def waiting(self) -> int:
        """How many messages nobody has received yet."""
        return self._queue.qsize()

    def matches(self, topic: str) -> bool:
        """Whether a topic belongs to this inbox."""
        return any(topic_matches(wanted, topic) for wanted in self.filters)

    def put(self, message: Message) -> None:
        """Queue a message; when full, refuse it through `on_full`, or else let the oldest go.

        A copy of one that waits already is not refused: its sender repeats it, and the first one counts.
        """
        key = (message.topic, message.payload)
        if self._queue.full():
            self.dropped += 1
            if self.on_full is not None and self._held[key]:
                message.ack()
                return
            if self.on_full is not None:
                self.on_full(message)
                message.ack()
                return
            self._released(self._queue.get_nowait()).ack()
        self._held[key] += 1
        self._queue.put_nowait(message)

    def _released(self, message: Message) -> Message:
        key = (message.topic, message.payload)
        self._held[key] -= 1
        if not self._held[key]:
            del self._held[key]
        return message


class MqttClient:
    """Publishes and receives over one broker, and reconnects for as long as it is open.

    Use as `async with MqttClient(settings) as client`. Entering does not wait for the broker.
    """

    def __init__(self, settings: MqttSettings) -> None:
        self.settings = settings
        self.last_error = ""
        """Why the last attempt to connect failed; empty when connected."""
        self._inboxes: list[Inbox] = []
        self._unacked: dict[int, _Delivery] = {}
        self._link: Link | None = None
        self._subscribing: set[int] = set()
        self._waited_s = 0.0
        self._lost_at: float | None = None
        self._connects = 0
        self._ready = asyncio.Event()
        self._gone = asyncio.Event()
        self._network: Network | None = None

    async def __aenter__(self) -> MqttClient:
        self._network = Network(self.settings, asyncio.get_running_loop(), self)
        self._network.start()
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._network is not None:
            self._network.stop()
            await asyncio.to_thread(self._network.join, 5.0)

    @property
    def alive(self) -> bool:
        """Whether the network thread still runs and moves, connected or not."""
        return self._network is not None and self._network.moving

    @property
    def connected(self) -> bool:
        """True while the broker has accepted us and our subscriptions."""
        return self._ready.is_set()

    @property
    def protocol(self) -> str | None:
        """`5` or `3.1.1` while connected."""
        return None if self._link is None else self._link.protocol

    async def wait_ready(self) -> None:
        """Return once connected and subscribed, however long that takes."""
        await self._ready.wait()

    async def wait_connected(self, timeout_s: float) -> None:
        """Return once connected and subscribed; raises BrokerError that says why not."""
        try:
            async with asyncio.timeout(timeout_s):
                await self._ready.wait()
        except TimeoutError:
            where = f"{self.settings.host}:{self.settings.port}"
            why = self.last_error or "no answer"
            raise BrokerError(f"cannot connect to the MQTT broker at {where}: {why}") from None

    async def connections(self) -> AsyncIterator[str]:
        """Yield the MQTT version after every connect and subscribe: the moment to publish retained state."""
        seen = 0
        while True:
            await self._ready.wait()
            if self._connects != seen:
                seen = self._connects
                yield self.protocol or ""
            else:
                await self._gone.wait()

    def inbox(
        self, filters: Iterable[str], *, size: int, on_full: Callable[[Message], None] | None = None
    ) -> Inbox:
        """Receive what matches `filters`, over every reconnect; the first inbox that fits gets it."""
        inbox = Inbox(filters, size, on_full)
        self._inboxes.append(inbox)
        self._subscribe(inbox.filters)
        return inbox

    def refilter(self, inbox: Inbox, filters: Iterable[str]) -> None:
        """Replace an inbox's filters; topics that stay are not subscribed again."""
        before, inbox.filters = inbox.filters, tuple(dict.fromkeys(filters))
        wanted = {f for box in self._inboxes for f in box.filters}
        gone = [f for f in before if f not in wanted]
        if self._link is not None and gone:
            self._link.unsubscribe(gone)
        self._subscribe([f for f in inbox.filters if f not in before])

    async def publish(
        self,
        topic: str,
        payload: bytes | str,
        *,
        qos: Literal[0, 1] = 1,
        retain: bool = False,
        reply: Reply = NO_REPLY,
        timeout_s: float = 5.0,
    ) -> None:
        """Publish; with QoS 1 return when the broker has confirmed it.

        Raises BrokerError if it was not sent, or if nobody can tell whether it arrived. It is not sent again.
        """
        if self._link is None:
            raise BrokerError(f"not connected to the MQTT broker: {self.last_error or 'no connection yet'}")
        await self._link.publish(topic, payload, qos, retain, reply, timeout_s)

    # What the network thread hands over; all of it runs on the event loop.

    def link_up(self, link: Link, session_present: bool) -> None:
        """Subscribe anew: a broker may have lost our session without saying so."""
        if not session_present:
            self._unacked.clear()
        away_s = self.settings.away_s if self._lost_at is None else time.monotonic() - self._lost_at
        self._waited_s = away_s if session_present else 0.0
        self._link, self.last_error = link, ""
        self._subscribing.clear()
        self._subscribe(dict.fromkeys(f for box in self._inboxes for f in box.filters))
        self._check_ready()

    def link_down(self, link: Link, reason: str) -> None:
        """Fail what waits for the broker."""
        self.last_error = reason
        if link is self._link:
            self._link, self._lost_at = None, link.heard_at
            self._ready.clear()
            self._gone.set()
        link.fail_all(reason)

    def subscribed(self, link: Link, mid: int, refused: bool) -> None:
        """Note that the broker answered a subscription."""
        if refused:
            log.error(
                "the broker refuses a subscription; check the rights of user %s", self.settings.username
            )
        if link is self._link:
            self._subscribing.discard(mid)
            self._check_ready()

    def received(self, link: Link, packet: Received) -> None:
        """Queue a message, unless it is one that we still hold from the last connection."""
        if packet.qos and packet.duplicate and self._is_held(link, packet):
            return
        delivery = _Delivery(link, packet)
        if packet.qos:
            self._unacked[packet.mid] = delivery
        message = Message(
            topic=packet.topic,
            payload=packet.payload,
            retain=packet.retain,
            reply=packet.reply,
            waited_s=self._waited_s,
            received_at=time.monotonic(),
            ack=lambda: self._acknowledge(delivery),
        )
        inbox = next((box for box in self._inboxes if box.matches(packet.topic)), None)
        if inbox is None:
            message.ack()
        else:
            inbox.put(message)

    def _subscribe(self, filters: Iterable[str]) -> None:
        wanted = list(filters)
        if self._link is not None and wanted:
            mid = self._link.subscribe(wanted)
            if mid is not None:
                self._subscribing.add(mid)

    def _check_ready(self) -> None:
        if self._link is not None and not self._subscribing:
            self._waited_s = 0.0  # what the broker had kept for us comes before its answer to SUBSCRIBE
            self._gone.clear()
            if not self._ready.is_set():
                self._connects += 1
            self._ready.set()

    def _is_held(self, link: Link, packet: Received) -> bool:
        held = self._unacked.get(packet.mid)
        if held is None or (held.packet.topic, held.packet.payload) != (packet.topic, packet.payload):
            return False
        held.link = link
        if held.done:
            self._acknowledge(held)
        return True

    def _acknowledge(self, delivery: _Delivery) -> None:
        if not delivery.packet.qos:
            return
        delivery.done = True
        if delivery.link is self._link and self._unacked.get(delivery.packet.mid) is delivery:
            del self._unacked[delivery.packet.mid]
            self._link.acknowledge(delivery.packet.mid)


@dataclass(slots=True)
class _Delivery:
    """A received message that the broker may send again as long as it is not acknowledged."""

    link: Link
    packet: Received
    done: bool = False
