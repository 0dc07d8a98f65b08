"""What may happen without asking, and what a sensitive device needs first."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from homefuse.devices.model import Device
    from homefuse.infer.readout import CommandReading

SAFE_COMMANDS = frozenset(
    {"lock", "close", "arm_home", "arm_away", "arm_night", "turn_off", "stop", "pause", "cancel", "locate"}
)
"""The safe direction: on one named sensitive device these act at once."""


@dataclass(frozen=True, slots=True)
class Thresholds:
    """Calibrated probabilities below which nothing is done."""

    act: float = 0.5
    """A command of a normal device."""
    sensitive: float = 0.7
    """A command of a sensitive device, before it is even asked about."""
    answer: float = 0.5
    outcome: float = 0.45
    """The outcome "act" itself."""


def allowed(
    readings: Sequence[CommandReading], named: frozenset[str], thresholds: Thresholds
) -> list[CommandReading]:
    """Readings probable enough for their device; `named`: ids of devices whose own name or type was said.

    A sensitive device is never reached by a group word: it must be named itself.
    """
    kept = []
    for reading in readings:
        sensitive = reading.device.risk == "sensitive"
        if reading.probability < (thresholds.sensitive if sensitive else thresholds.act):
            continue
        if sensitive and reading.device.id not in named:
            continue
        kept.append(reading)
    return kept


def needs_confirmation(device: Device, command: str) -> bool:
    """Unlocking, opening, disarming, heating and cutting wait for a yes."""
    return device.risk == "sensitive" and command not in SAFE_COMMANDS
