"""The newest state of every device, and how old it is. Pure: time is an argument."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from homefuse.types import DeviceState

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from homefuse.devices.model import Value


@dataclass(slots=True)
class _Known:
    values: dict[str, Value] = field(default_factory=dict)
    reported_at: float | None = None
    """Seconds, monotonic; None = it never reported a value."""
    available: bool = True


class StateStore:
    """What devices last said of themselves."""

    def __init__(self) -> None:
        self._known: dict[str, _Known] = {}

    def report(self, device_id: str, values: Mapping[str, Value], now: float) -> bool:
        """Merge what a device reports; a device that speaks can be reached. True if anything is new.

        `now` is in seconds, monotonic.
        """
        known = self._known.setdefault(device_id, _Known())
        changed = not known.available or any(
            name not in known.values or known.values[name] != value for name, value in values.items()
        )
        known.values.update(values)
        known.reported_at, known.available = now, True
        return changed

    def set_available(self, device_id: str, available: bool) -> bool:
        """Note whether a device can be reached; True if that is new."""
        known = self._known.setdefault(device_id, _Known())
        changed = known.available != available
        known.available = available
        return changed

    def keep_only(self, device_ids: Iterable[str]) -> None:
        """Forget devices that the home no longer has."""
        wanted = set(device_ids)
        self._known = {name: known for name, known in self._known.items() if name in wanted}

    def values(self, device_id: str) -> Mapping[str, Value]:
        """The last reported values of a device; empty if it never reported."""
        known = self._known.get(device_id)
        return dict(known.values) if known else {}

    def available(self, device_id: str) -> bool:
        """False only if the device said that it cannot be reached."""
        known = self._known.get(device_id)
        return known is None or known.available

    def states(self, now: float) -> dict[str, DeviceState]:
        """Every device that ever reported; `now` is in seconds, monotonic."""
        return {
            name: DeviceState(dict(known.values), self._age(known, now), known.available)
            for name, known in self._known.items()
            if known.reported_at is not None or not known.available
        }

    @staticmethod
    def _age(known: _Known, now: float) -> float:
        return max(0.0, now - known.reported_at) if known.reported_at is not None else 0.0
