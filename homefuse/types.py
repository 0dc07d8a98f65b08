"""What the stages hand to each other: frozen, slotted, every field with its unit."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

    from homefuse.devices.model import Home, Value


class Outcome(StrEnum):
    """What came of an utterance (design, section 4)."""

    ACT = "act"
    ANSWER = "answer"
    CLARIFY = "clarify"
    CONFIRM = "confirm"
    REJECT = "reject"
    UNDO = "undo"
    CANCEL = "cancel"


class Reason(StrEnum):
    """Why an utterance, or a part of it, was rejected."""

    NOT_FOR_ME = "not_for_me"
    NO_SUCH_DEVICE = "no_such_device"
    UNSUPPORTED = "unsupported"
    OUT_OF_RANGE = "out_of_range"
    UNAVAILABLE = "unavailable"
    UNSURE = "unsure"
    NOT_ALLOWED = "not_allowed"
    MALFORMED = "malformed"
    EXPIRED = "expired"
    BUSY = "busy"


@dataclass(frozen=True, slots=True)
class Command:
    """One utterance from a person, wherever it came from."""

    id: str
    text: str
    area: str | None = None
    """Area id of the speaker, if the source knows it."""
    user: str | None = None
    source: str = "mqtt"
    received_at: float = 0.0
    """Seconds, monotonic clock."""
    sent_at: float | None = None
    """Seconds since the epoch, by the sender's clock."""
    ttl_s: float = 30.0
    """Seconds after which it must not act any more."""
    dry_run: bool = False
    response_topic: str | None = None
    """MQTT 5 response topic."""
    correlation: bytes | None = None
    """MQTT 5 correlation data."""


@dataclass(frozen=True, slots=True)
class DeviceState:
    """What a device last reported."""

    values: Mapping[str, Value] = field(default_factory=dict)
    """Property name -> value, in the units of the device's properties."""
    age_s: float = 0.0
    """Seconds since the last report."""
    available: bool = True


@dataclass(frozen=True, slots=True)
class Action:
    """One resolved thing to do; its arguments are absolute."""

    device: str
    command: str
    args: Mapping[str, Value] = field(default_factory=dict)
    at: datetime | None = None
    """Local time at which to act; None = now."""
    after_s: float | None = None
    """Seconds to wait before acting; None = no delay."""


@dataclass(frozen=True, slots=True)
class About:
    """One fact that answers a question."""

    device: str
    property: str
    value: Value


@dataclass(frozen=True, slots=True)
class Rejected:
    """A part of the utterance that cannot be done."""

    text: str
    reason: Reason


@dataclass(frozen=True, slots=True)
class Evidence:
    """What carried the decision; weights are 0..1 and need not sum to 1."""

    words: tuple[tuple[str, float], ...] = ()
    cameras: tuple[tuple[str, float], ...] = ()
    state: tuple[tuple[str, float], ...] = ()


@dataclass(frozen=True, slots=True)
class Decision:
    """The answer to one command (design, section 4)."""

    id: str
    outcome: Outcome
    actions: tuple[Action, ...] = ()
    about: tuple[About, ...] = ()
    choices: tuple[str, ...] = ()
    """Device ids offered by `clarify`."""
    pending: tuple[Action, ...] = ()
    """With `clarify`: what each choice would mean, for the answer to pick from; never published."""
    rejected: tuple[Rejected, ...] = ()
    reason: Reason | None = None
    say: str = ""
    confidence: float = 0.0
    """Calibrated probability that the decision is right."""
    evidence: Evidence = field(default_factory=Evidence)
    ms: Mapping[str, float] = field(default_factory=dict)
    """Milliseconds spent in each stage."""

    @property
    def meant(self) -> tuple[Action, ...]:
        """What the next utterance may refer to: the actions, or those between which it asks."""
        return self.actions or self.pending


@dataclass(frozen=True, slots=True)
class Turn:
    """One earlier exchange, as the next utterance may refer to it."""

    text: str
    decision: Decision
    previous: Mapping[str, Mapping[str, Value]] = field(default_factory=dict)
    """What undo restores: device -> property -> value before the actions."""
    age_s: float = 0.0
    """Seconds since that decision."""


@dataclass(frozen=True, slots=True)
class Snapshot:
    """Everything known at the moment a command is decided."""

    command: Command
    home: Home
    now: datetime
    """Local time."""
    states: Mapping[str, DeviceState] = field(default_factory=dict)
    """Device id (sensors are devices too) -> state; a device not listed has never reported."""
    history: tuple[Turn, ...] = ()
    """Newest last; only turns young enough to be referred to."""


AckStatus = Literal["accepted", "sent", "confirmed", "failed", "expired", "duplicate", "unknown"]


@dataclass(frozen=True, slots=True)
class Ack:
    """What became of one action."""

    command_id: str
    device: str
    command: str
    status: AckStatus
    detail: str = ""
    ms: float = 0.0
    """Milliseconds since the command was received."""
