"""Which device reports on which topic, and what it says. Pure."""

from __future__ import annotations

from typing import TYPE_CHECKING

from homefuse.errors import DriverError
from homefuse.publish.drivers import driver_of

if TYPE_CHECKING:
    from collections.abc import Iterable

    from homefuse.devices.model import Device
    from homefuse.publish.drivers import Driver, Message, Report


class DeviceTopics:
    """The topics of a home's devices."""

    def __init__(self, devices: Iterable[Device]) -> None:
        self.problems: list[str] = []
        """What is wrong with the drivers of devices that therefore report nothing."""
        self._drivers: dict[str, Driver] = {}
        self._by_topic: dict[str, list[str]] = {}
        for device in devices:
            if device.driver:
                self._add(device)

    @property
    def filters(self) -> tuple[str, ...]:
        """The topics to subscribe to."""
        return tuple(self._by_topic)

    def read(self, topic: str, payload: bytes) -> list[tuple[str, Report]]:
        """What a message says of each device that listens to its topic: (device id, report)."""
        found = []
        for device_id in self._by_topic.get(topic, ()):
            report = self._drivers[device_id].decode(topic, payload)
            if report is not None:
                found.append((device_id, report))
        return found

    def questions(self, device_id: str) -> list[Message]:
        """The messages that make a device report all it can."""
        driver = self._drivers.get(device_id)
        return driver.ask(driver.reported()) if driver is not None else []

    def _add(self, device: Device) -> None:
        try:
            driver = driver_of(device)
        except DriverError as error:
            self.problems.append(str(error))
            return
        self._drivers[device.id] = driver
        for topic in driver.subscriptions():
            self._by_topic.setdefault(topic, []).append(device.id)
