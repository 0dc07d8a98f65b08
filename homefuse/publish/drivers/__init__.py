"""How devices speak MQTT: one file a driver, and one line here. Pure."""

from __future__ import annotations

from typing import TYPE_CHECKING

from homefuse.errors import DriverError
from homefuse.publish.drivers.base import (
    AvailabilityReport,
    Driver,
    Message,
    Report,
    SimulatedDriver,
    StateReport,
)
from homefuse.publish.drivers.custom import Custom
from homefuse.publish.drivers.esphome import Esphome
from homefuse.publish.drivers.home_assistant import HomeAssistant
from homefuse.publish.drivers.homie import Homie
from homefuse.publish.drivers.tasmota import Tasmota
from homefuse.publish.drivers.zigbee2mqtt import Zigbee2Mqtt

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from typing import Any

    from homefuse.devices.model import Device, Value
    from homefuse.types import Action

__all__ = [
    "DRIVERS",
    "AvailabilityReport",
    "Driver",
    "Message",
    "Report",
    "SimulatedDriver",
    "StateReport",
    "decode",
    "driver_of",
    "encode",
    "subscriptions",
]

DRIVERS: Mapping[str, Callable[[Device, Any], SimulatedDriver]] = {
    "custom": Custom,
    "esphome": Esphome,
    "home_assistant": HomeAssistant,
    "homie": Homie,
    "tasmota": Tasmota,
    "zigbee2mqtt": Zigbee2Mqtt,
}
"""The name that a device's file uses -> the driver."""


def driver_of(device: Device) -> SimulatedDriver:
    """The device's driver; raises DriverError if there is none or its settings are wrong."""
    known = ", ".join(DRIVERS)
    if len(device.driver) != 1:
        raise DriverError(f"{device.id} needs exactly one driver (driver: {{<name>: ...}}), of: {known}")
    ((name, settings),) = device.driver.items()
    if name not in DRIVERS:
        raise DriverError(f"{device.id}: there is no driver {name!r}; known drivers: {known}")
    return DRIVERS[name](device, settings)


def encode(device: Device, action: Action, known: Mapping[str, Value] | None = None) -> list[Message]:
    """The messages of an action; `known` = the device's last state. Raises DriverError with advice."""
    return driver_of(device).encode(action, known or {})


def decode(device: Device, topic: str, payload: bytes) -> Report | None:
    """What a message says of the device; None if nothing."""
    return driver_of(device).decode(topic, payload)


def subscriptions(device: Device) -> list[str]:
    """The topics on which the device reports; none for a device without a driver."""
    return driver_of(device).subscriptions() if device.driver else []
