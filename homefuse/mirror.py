"""The home as its devices report it: kept in the store, told to who follows actions, and published."""

from __future__ import annotations

from typing import TYPE_CHECKING

from homefuse.publish.drivers import AvailabilityReport

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from homefuse.announce import Announcer
    from homefuse.clock import Clock
    from homefuse.context.store import StateStore
    from homefuse.devices.model import Value
    from homefuse.publish.drivers import Report


class Mirror:
    """Takes reports in, and gives the normalised state out."""

    def __init__(self, states: StateStore, announcer: Announcer, clock: Clock) -> None:
        self._states = states
        self._announcer = announcer
        self._clock = clock
        self._targets: dict[str, dict[str, Value]] = {}

    def heard(self, device: str, report: Report) -> None:
        """A device said something of itself."""
        if isinstance(report, AvailabilityReport):
            if self._states.set_available(device, report.available) or report.available:
                self._announcer.availability(device, report.available)
            return
        was_available = self._states.available(device)
        if self._states.report(device, report.values, self._clock.monotonic()):
            self._show(device)
        if not was_available:
            self._announcer.availability(device, available=True)

    def wants(self, device: str, values: Mapping[str, Value]) -> None:
        """Something is being asked of a device."""
        self._targets.setdefault(device, {}).update(values)
        self._show(device)

    def settled(self, device: str, values: Mapping[str, Value]) -> None:
        """It was done or it failed; a newer target stays."""
        left = self._targets.get(device, {})
        for name, value in values.items():
            if name in left and left[name] == value:
                del left[name]
        if not left:
            self._targets.pop(device, None)
        self._show(device)

    def keep_only(self, devices: Iterable[str], removed: Iterable[str]) -> None:
        """The home changed: forget the devices that it no longer has."""
        self._states.keep_only(devices)
        for device in removed:
            self._targets.pop(device, None)
            self._announcer.forget(device)

    def _show(self, device: str) -> None:
        self._announcer.state(device, self._states.values(device), self._targets.get(device, {}))
