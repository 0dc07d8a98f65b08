"""The network side: paho on one thread, which only hands over to the event loop.

Every connection gets a fresh paho client, so that nothing of a lost one (half-sent publishes, message ids)
leaks into the next: a publish that was not confirmed fails at once and is never sent later unasked.
"""

from __future__ import annotations

import asyncio
import contextlib
import logging
import socket
import ssl
import threading
import time
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal, Protocol, cast

from paho.mqtt.client import Client, ConnectFlags, DisconnectFlags, MQTTMessage, topic_matches_sub
from paho.mqtt.enums import CallbackAPIVersion, MQTTErrorCode, MQTTProtocolVersion
from paho.mqtt.packettypes import PacketTypes
from paho.mqtt.properties import Properties

from homefuse.errors import BrokerError
from homefuse.mqtt.messages import MqttSettings, Reply, Tls

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from paho.mqtt.reasoncodes import ReasonCode

log = logging.getLogger(__name__)

CONNACK_TIMEOUT_S = 3.0  # a 3.1.1-only broker may leave an MQTT 5 CONNECT unanswered for ever
BACK_OFF_S = (0.2, 0.4, 0.8, 1.6, 3.2, 5.0)  # a hub's broker restarts in a second; 5 s is still polite
SESSION_EXPIRY_S = 3600  # a broker forgets what it queued for a hub that stayed away longer
STUCK_S = 60.0
RECEIVE_MAXIMUM = 200  # unacknowledged messages in our hands at once; the broker holds the rest

topic_matches: Callable[[str, str], bool] = topic_matches_sub
"""(topic filter, topic) -> whether the filter covers the topic."""


@dataclass(frozen=True, slots=True)
class Received:
    """A PUBLISH packet from the broker."""

    mid: int
    topic: str
    payload: bytes
    qos: int
    retain: bool
    duplicate: bool
    reply: Reply


class Owner(Protocol):
    """Whom the network thread tells, on the event loop."""

    def link_up(self, link: Link, session_present: bool) -> None:
        """A broker accepted us."""

    def link_down(self, link: Link, reason: str) -> None:
        """A connection ended, or never came to be."""

    def received(self, link: Link, packet: Received) -> None:
        """A message arrived."""

    def subscribed(self, link: Link, mid: int, refused: bool) -> None:
        """The broker answered a subscription."""


class Link:
    """One connection and what is outstanding on it; used on the event loop."""

    def __init__(self, client: Client, protocol: str) -> None:
        self.client = client
        self.protocol = protocol
        """`5` or `3.1.1`"""
        self.accepted = False
        self.reason = ""
        """Why it ended."""
        self.heard_at = time.monotonic()
        """When the broker last said anything; a connection may be dead for a while before that is noticed."""
        self._waiting: dict[int, asyncio.Future[None]] = {}

    async def publish(
        self,
        topic: str,
        payload: bytes | str,
        qos: Literal[0, 1],
        retain: bool,
        reply: Reply,
        timeout_s: float,
    ) -> None:
        """Hand a message to the broker and, with QoS 1, wait for its PUBACK; raises BrokerError."""
        properties = _publish_properties(reply) if self.protocol == "5" else None
        try:
            info = self.client.publish(topic, payload, qos, retain, properties)
        except ValueError as error:
            raise BrokerError(f"cannot publish to {topic!r}: {error}") from error
        if info.rc != MQTTErrorCode.MQTT_ERR_SUCCESS:
            raise BrokerError(f"cannot publish to {topic!r}: {MQTTErrorCode(info.rc).name}")
        if qos:
            await self._confirmation(info.mid, timeout_s)

    def subscribe(self, filters: Sequence[str]) -> int | None:
        """Ask for topics with QoS 1; gives the message id that `subscribed` will name."""
        return self.client.subscribe([(wanted, 1) for wanted in filters])[1]

    def unsubscribe(self, filters: Sequence[str]) -> None:
        """Ask for topics no more."""
        self.client.unsubscribe(list(filters))

    def acknowledge(self, mid: int) -> None:
        """Tell the broker that a received message is dealt with."""
        self.client.ack(mid, 1)

    def settle(self, mid: int, refusal: str) -> None:
        """Wake who waits for that publish."""
        future = self._waiting.get(mid)
        if future is None or future.done():
            return
        if refusal:
            future.set_exception(BrokerError(f"the broker did not confirm the message: {refusal}"))
        else:
            future.set_result(None)

    def fail_all(self, reason: str) -> None:
        """Wake everybody: the connection is gone."""
        for mid in list(self._waiting):
            self.settle(mid, f"connection lost ({reason})")

    async def _confirmation(self, mid: int, timeout_s: float) -> None:
        future = self._waiting[mid] = asyncio.get_running_loop().create_future()
        try:
            async with asyncio.timeout(timeout_s):
                await future
        except TimeoutError:
            raise BrokerError(f"the broker did not confirm the message within {timeout_s:g} s") from None
        finally:
            self._waiting.pop(mid, None)


class Network(threading.Thread):
    """Connects, serves and reconnects until stopped; what it learns goes to `owner` on the event loop."""

    def __init__(self, settings: MqttSettings, loop: asyncio.AbstractEventLoop, owner: Owner) -> None:
        super().__init__(name="mqtt", daemon=True)
        self._settings = settings
        self._loop = loop
        self._owner = owner
        self._stopping = threading.Event()
        self._current: Link | None = None
        self._beat = time.monotonic()

    @property
    def moving(self) -> bool:
        """False if the thread ended or hangs: a round, with a slow name server, takes well under STUCK_S."""
        return self.is_alive() and time.monotonic() - self._beat < STUCK_S

    def stop(self) -> None:
        """Say goodbye to the broker (so no last will) and end the thread."""
        self._stopping.set()
        link = self._current
        if link is not None:
            link.client.disconnect()

    def run(self) -> None:
        """One round per connection; the thread's main."""
        protocol = "3.1.1" if self._settings.protocol == "3.1.1" else "5"
        failures = 0
        while not self._stopping.is_set():
            self._beat = time.monotonic()
            reached, link = self._one_connection(protocol)
            failures = 0 if link.accepted else failures + 1
            if reached and not link.accepted and self._settings.protocol == "auto":
                protocol = "3.1.1" if protocol == "5" else "5"
                if protocol == "3.1.1":
                    continue  # the broker is there and did not like MQTT 5: no reason to wait
            self._stopping.wait(BACK_OFF_S[min(failures, len(BACK_OFF_S) - 1)])

    def _one_connection(self, protocol: str) -> tuple[bool, Link]:
        link = Link(self._new_client(protocol), protocol)
        link.client.user_data_set(link)
        self._current, reached = link, False
        try:
            self._connect(link)
            reached = True
            self._serve(link)
        except OSError as error:
            link.reason = link.reason or str(error) or type(error).__name__
        except Exception as error:  # noqa: BLE001  a broker's nonsense must not end the only network thread
            log.warning("connection to the broker ended by %r", error)
            link.reason = str(error)
        self._current = None
        self._end(link)
        return reached, link

    def _connect(self, link: Link) -> None:
        settings, keep = self._settings, self._settings.keep_session
        if link.protocol == "3.1.1":
            link.client.connect(settings.host, settings.port, settings.keepalive_s)
            return
        properties = Properties(PacketTypes.CONNECT)  # type: ignore[no-untyped-call]  # untyped in paho
        properties.SessionExpiryInterval = SESSION_EXPIRY_S if keep else 0
        properties.ReceiveMaximum = RECEIVE_MAXIMUM
        link.client.connect(
            settings.host, settings.port, settings.keepalive_s, clean_start=not keep, properties=properties
        )

    def _serve(self, link: Link) -> None:
        deadline = time.monotonic() + CONNACK_TIMEOUT_S
        while link.client.loop(timeout=0.5) == MQTTErrorCode.MQTT_ERR_SUCCESS:
            self._beat = time.monotonic()
            if self._stopping.is_set():
                link.client.disconnect()  # once more: `stop` may have come before there was a socket
            if not link.accepted and time.monotonic() > deadline:
                raise TimeoutError(f"no answer to an MQTT {link.protocol} CONNECT")

    def _end(self, link: Link) -> None:
        sock = link.client.socket()
        if sock is not None:
            sock.close()
        link.client.user_data_set(None)  # breaks the cycle, so that paho closes its sockets now
        reason = link.reason or "connection closed"
        if link.accepted and not self._stopping.is_set():
            log.warning("lost the MQTT broker: %s", reason)
        self._tell(self._owner.link_down, link, reason)

    def _new_client(self, protocol: str) -> Client:
        settings, is_v5 = self._settings, protocol == "5"
        client = Client(
            CallbackAPIVersion.VERSION2,
            settings.client_id,
            clean_session=None if is_v5 else not settings.keep_session,
            protocol=MQTTProtocolVersion.MQTTv5 if is_v5 else MQTTProtocolVersion.MQTTv311,
            reconnect_on_failure=False,
            manual_ack=True,
        )
        client.connect_timeout = 5.0
        client.max_queued_messages_set(1000)
        client.username_pw_set(settings.username, settings.password)
        if settings.tls is not None:
            client.tls_set_context(tls_context(settings.tls))
        if settings.will is not None:
            client.will_set(settings.will.topic, settings.will.payload, qos=1, retain=True)
        self._set_callbacks(client)
        return client

    def _set_callbacks(self, client: Client) -> None:
        client.on_connect = self._on_connect
        client.on_disconnect = self._on_disconnect
        client.on_message = self._on_message
        client.on_publish = self._on_publish
        client.on_subscribe = self._on_subscribe
        client.on_socket_open = _no_delay
        client.on_log = _note_life
        # Without this paho writes from whichever thread publishes, in the midst of this thread's own writes.
        client.on_socket_register_write = _written_by_loop

    def _tell(self, what: Callable[..., None], *args: Any) -> None:
        with contextlib.suppress(RuntimeError):  # the event loop is closed: nobody is left to tell
            self._loop.call_soon_threadsafe(what, *args)

    # paho's callbacks: no work, no publishes, no waits here.

    def _on_connect(self, _: Client, link: Link, flags: ConnectFlags, reason: ReasonCode, __: object) -> None:
        if reason.is_failure:
            link.reason = str(reason)
            return
        link.accepted = True
        log.info("connected to %s:%d with MQTT %s", self._settings.host, self._settings.port, link.protocol)
        self._tell(self._owner.link_up, link, flags.session_present)

    def _on_disconnect(
        self, _: Client, link: Link, __: DisconnectFlags, reason: ReasonCode, ___: object
    ) -> None:
        link.reason = link.reason or str(reason)  # paho may call this twice: the first one knows best

    def _on_message(self, client: Client, link: Link, raw: MQTTMessage) -> None:
        try:
            topic = raw.topic
        except UnicodeDecodeError:
            client.ack(raw.mid, raw.qos)
            return
        reply = _reply_of(raw.properties)
        packet = Received(raw.mid, topic, bytes(raw.payload), raw.qos, bool(raw.retain), bool(raw.dup), reply)
        self._tell(self._owner.received, link, packet)

    def _on_publish(self, _: Client, link: Link, mid: int, reason: ReasonCode, __: object) -> None:
        self._tell(link.settle, mid, str(reason) if reason.is_failure else "")

    def _on_subscribe(self, _: Client, link: Link, mid: int, reasons: list[ReasonCode], __: object) -> None:
        self._tell(self._owner.subscribed, link, mid, any(reason.is_failure for reason in reasons))


def tls_context(tls: Tls) -> ssl.SSLContext:
    """The TLS context of those settings; raises OSError if a file is missing or is no certificate."""
    context = ssl.create_default_context(cafile=tls.ca_file)
    if tls.cert_file is not None:
        context.load_cert_chain(tls.cert_file, tls.key_file)
    if tls.insecure:
        context.check_hostname = False
        context.verify_mode = ssl.CERT_NONE
    return context


def _no_delay(_: Client, __: Link, sock: Any) -> None:
    # Nagle's algorithm and delayed acknowledgements together cost 88 ms per QoS 1 round trip.
    cast("socket.socket", sock).setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)


def _note_life(_: Client, link: Link | None, __: int, text: str) -> None:
    """The only callback that tells of every packet, answers to pings too."""
    if link is not None and text.startswith(("Received", "received")):
        link.heard_at = time.monotonic()


def _written_by_loop(_: Client, __: Link, ___: object) -> None:
    """Nothing to register: `Client.loop` looks for itself."""


def _publish_properties(reply: Reply) -> Properties | None:
    if reply == Reply():
        return None
    properties = Properties(PacketTypes.PUBLISH)  # type: ignore[no-untyped-call]  # untyped in paho
    if reply.topic is not None:
        properties.ResponseTopic = reply.topic
    if reply.correlation is not None:
        properties.CorrelationData = reply.correlation
    return properties


def _reply_of(properties: Properties | None) -> Reply:
    return Reply(getattr(properties, "ResponseTopic", None), getattr(properties, "CorrelationData", None))
