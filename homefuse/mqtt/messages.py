"""What is said to the MQTT client and what it hands over; paho's own types stay behind it."""

from __future__ import annotations

import math
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path


@dataclass(frozen=True, slots=True)
class Tls:
    """How to trust the broker, and how it may trust us."""

    ca_file: Path | None = None
    """None = the system's certificate authorities."""
    cert_file: Path | None = None
    key_file: Path | None = None
    insecure: bool = False
    """True = encrypt without checking the broker's certificate."""


@dataclass(frozen=True, slots=True)
class Will:
    """What the broker says for us, retained, when we vanish."""

    topic: str
    payload: bytes


@dataclass(frozen=True, slots=True)
class MqttSettings:
    """Where the broker is and who we are there."""

    host: str = "127.0.0.1"
    port: int = 1883
    client_id: str = "homefuse"
    username: str | None = None
    password: str | None = field(default=None, repr=False)
    tls: Tls | None = None
    protocol: Literal["auto", "5", "3.1.1"] = "auto"
    keepalive_s: int = 10
    keep_session: bool = True
    """True = the broker keeps our subscriptions and queues QoS 1 messages while we are away."""
    away_s: float = math.inf
    """Seconds since this client id was last connected, as far as is known when we start."""
    will: Will | None = None


@dataclass(frozen=True, slots=True)
class Reply:
    """MQTT 5's way to say where an answer goes and what it answers."""

    topic: str | None = None
    correlation: bytes | None = None


@dataclass(frozen=True, slots=True)
class Message:
    """One received message."""

    topic: str
    payload: bytes
    retain: bool = False
    reply: Reply = field(default_factory=Reply)
    """Empty unless an MQTT 5 publisher set it."""
    waited_s: float = 0.0
    """At most so many seconds old when received: more than 0 if the broker kept it while we were away."""
    received_at: float = 0.0
    """Seconds, monotonic clock."""
    ack: Callable[[], None] = field(default=lambda: None, repr=False, compare=False)
    """Tells the broker that the message is dealt with; call it on the event loop, once the work is done."""
